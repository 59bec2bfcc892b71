from datetime import date, timedelta

import pytest

from jianfu_cli.core.language.workdays import Workdays, far_from, is_workday, workdays_after


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2024-06-07", True),
        ("2024-06-08", False),  # a Saturday
        ("2024-06-10", False),  # 端午节, a Monday
        ("2024-02-04", True),  # a Sunday worked in exchange for 春节
        ("2024-10-01", False),
        ("2031-06-03", None),  # no notice yet
    ],
)
def test_which_days_are_worked(day, worked):
    assert is_workday(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        ("2024-06-14", "2024-06-14", 0),
        ("2024-06-14", "2024-06-13", 0),
        ("2024-06-14", "2024-06-15", 0),  # a Saturday
        ("2024-06-14", "2024-06-17", 1),
        ("2024-06-07", "2024-06-14", 4),  # 端午节 between
        ("2024-06-14", "2024-07-04", 14),
        ("2024-02-03", "2024-02-19", 8),  # 春节: Sunday 4 to Friday 9 and Sunday 18, Monday 19 February are worked
    ],
)
def test_working_days_are_counted_after_the_first_day(earlier, later, count):
    assert workdays_after(date.fromisoformat(earlier), date.fromisoformat(later)) == Workdays(count, certain=True)


def test_a_year_without_a_notice_is_counted_by_weekdays_and_said():
    assert workdays_after(date(2031, 6, 2), date(2031, 6, 9)) == Workdays(5, certain=False)
    assert far_from(date(2031, 6, 9), date(2031, 6, 2)) == "还有 7 天（约 5 个工作日，放假安排未收录）"


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        ("2031-12-26", "2032-01-05", 6),  # two years without a notice, Friday to Monday
        ("2031-01-01", "2031-12-31", 260),
        ("2030-12-31", "2130-12-31", 26088),
    ],
)
def test_years_without_a_notice_are_counted_whole(earlier, later, count):
    first, last = date.fromisoformat(earlier), date.fromisoformat(later)
    by_day = sum((first + timedelta(step)).weekday() < 5 for step in range(1, (last - first).days + 1))
    assert workdays_after(first, last) == Workdays(count, certain=False) == Workdays(by_day, certain=False)


def test_years_without_a_notice_cost_a_question_each(monkeypatch):
    asked = []
    monkeypatch.setattr("jianfu_cli.core.language.workdays.is_workday", asked.append)
    workdays_after(date(2224, 1, 1), date(2324, 1, 1))
    assert len(asked) == 101


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2024-06-11", "还有 3 天（3 个工作日）"),
        ("2024-06-14", "就是今天"),
        ("2024-06-16", "已过 2 天（0 个工作日）"),
        ("2024-06-20", "已过 6 天（4 个工作日）"),
    ],
)
def test_how_far_a_day_is(as_of, said):
    assert far_from(date(2024, 6, 14), date.fromisoformat(as_of)) == said
