from datetime import date, datetime

import pytest

from jianfu_cli.core.language.occasions import read_timing

NEAR = date(2024, 8, 20)


@pytest.mark.parametrize(
    ("written", "first", "last", "exact"),
    [
        ("2024年9月10日", "2024-09-10", "2024-09-10", True),
        ("2024-09-10至9月12日", "2024-09-10", "2024-09-12", True),
        ("2024.9.10—2024.9.12", "2024-09-10", "2024-09-12", True),
        ("9月10日-12日", "2024-09-10", "2024-09-12", True),
        ("2024年9月10日上午9:00", "2024-09-10", "2024-09-10", True),
        ("20240910", "2024-09-10", "2024-09-10", True),
        (datetime(2024, 9, 10), "2024-09-10", "2024-09-10", True),  # noqa: DTZ001
        (45545, "2024-09-10", "2024-09-10", True),
        ("2024年9月", "2024-09-01", "2024-09-30", False),
        ("9月上旬", "2024-09-01", "2024-09-10", False),
        ("9—11月", "2024-09-01", "2024-11-30", False),
        ("2024年秋季学期", "2024-09-01", "2025-01-31", False),
        ("2024-2025学年第二学期", "2025-02-01", "2025-07-31", False),
        ("2024—2025学年", "2024-09-01", "2025-07-31", False),
        ("每学期一次", "2024-01-01", "2024-12-31", False),
        ("10月至次年3月", "2024-10-01", "2025-03-31", False),
        # Without its year it is the next one of its name.
        ("2月20日", "2025-02-20", "2025-02-20", True),
    ],
)
def test_a_time_is_read_as_far_as_it_goes(written, first, last, exact):
    begins = read_timing(written, NEAR).begins
    assert (str(begins.first), str(begins.last), begins.exact) == (first, last, exact)


@pytest.mark.parametrize("written", ["", "待定", "另行通知", "根据工作需要", 9.1, "2024年13月1日"])
def test_what_names_no_time_names_none(written):
    assert read_timing(written, NEAR).begins is None


@pytest.mark.parametrize("written", ["9月10日前", "9月10日前后", "每年9月", "9月10日或9月20日", "暂定9月10日"])
def test_what_is_uncertain_says_so(written):
    assert read_timing(written, NEAR).vague


@pytest.mark.parametrize("written", ["9月10日前往市第一小学", "9月10日至12日", "2024年9月"])
def test_what_is_certain_is_not_called_uncertain(written):
    assert not read_timing(written, NEAR).vague


def test_of_several_days_the_first_is_the_beginning_and_a_later_month_is_of_the_next_year():
    days = [str(one.first) for one in read_timing("2024年12月5日、3月5日", NEAR).occasions]
    assert days == ["2024-12-05", "2025-03-05"]


def test_a_day_just_gone_by_may_be_a_slip():
    assert not read_timing("8月10日", NEAR).begins.stated
