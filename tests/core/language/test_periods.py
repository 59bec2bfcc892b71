from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.language.periods import impossible_times, periods


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("7月15—20日", (7, 15), (7, 20)),
        ("７月１５日～２０日", (7, 15), (7, 20)),
        ("7月15日至8月3日", (7, 15), (8, 3)),
        ("七月十五日至二十日", (7, 15), (7, 20)),
        ("7.20", (7, 20), (7, 20)),
        ("7.15-7.20", (7, 15), (7, 20)),
        ("2024.7.15-7.20", (7, 15), (7, 20)),
        ("7月中旬", (7, 11), (7, 20)),
        ("7月上旬至中旬", (7, 1), (7, 10)),
        ("7月初", (7, 1), (7, 10)),
        ("7月底", (7, 21), (7, 31)),
        ("2024年7月", (7, 1), (7, 31)),
        ("2024-07", (7, 1), (7, 31)),
        ("9—10月", (9, 1), (10, 31)),
        ("2024年9—10月", (9, 1), (10, 31)),
        ("2月", (2, 1), (2, 29)),
    ],
)
def test_the_days_that_a_time_takes_in(text, first, last):
    period = next(periods(text))
    assert period.days(2024) == (date(2024, *first), date(2024, *last))


@pytest.mark.parametrize("text", ["9月—次年6月", "9月—6月", "2024年9月—2025年6月", "9月—2025年6月"])
def test_what_ends_before_it_begins_ends_in_the_next_year(text):
    assert next(periods(text)).days(2024) == (date(2024, 9, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    "text", ["3个月", "13个月", "1—2次", "24月龄", "每学期1次", "第3周", "", "全年", "2023-24学年"]
)
def test_what_is_no_time_of_the_calendar(text):
    assert list(periods(text)) == []


@given(st.text(alphabet="0123456789年月日旬上中下至-—.、 次十二", max_size=40))
def test_whatever_is_written_is_read_or_said_to_be_impossible(text):
    assert len(list(impossible_times(text))) >= sum(bool(period.fault) for period in periods(text))
    for period in periods(text):
        if not period.fault:
            first, last = period.days(2024)
            assert first <= last
