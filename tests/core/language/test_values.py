# ruff: noqa: DTZ001 -- the times of a workbook have no zone

from datetime import date, datetime, time, timedelta

import pytest

from jianfu_cli.core.language.values import Shown, cell_name, column_letters, is_empty, text_of, whole


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  红旗区\u200b ", "红旗区"),
        (True, "TRUE"),
        (False, "FALSE"),
        (3, "3"),
        (13000000000.0, "13000000000"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (0.1 + 0.2, "0.3"),
        (4.10711199001011e17, "4.10711199001011e+17"),
        (float("inf"), "inf"),
        (date(2024, 6, 5), "2024-06-05"),
        (datetime(2024, 6, 5), "2024-06-05"),
        (datetime(2024, 6, 5, 8, 30), "2024-06-05 08:30:00"),
        (datetime(2024, 6, 5, 8, 30, 0, 7), "2024-06-05 08:30:00"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999), "9999-12-31 23:59:59"),
        (time(8, 30), "08:30:00"),
        (timedelta(days=1, hours=2), "26:00:00"),
        (timedelta(seconds=-90), "-0:01:30"),
        (Shown(" 100% ", 1.0), "100%"),
    ],
)
def test_text_of(value, text):
    assert text_of(value) == text


def test_a_day_is_whole_where_the_day_is_shown():
    fifth = date(2024, 6, 5)
    assert whole(Shown("6月5日", fifth, "md")) == fifth
    for other in (Shown("6月", fifth, "m"), Shown("第3批", 3.0), fifth, "6月5日", None):
        assert whole(other) is other


@pytest.mark.parametrize("value", [None, "", "  ", "　\n", "____", "＿＿ _", "\u200b", "_x0001_"])
def test_nothing_to_see_is_empty(value):
    assert is_empty(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "-", "/", "无", "_a_", date(2024, 6, 5), Shown("0%", 0.0)])
def test_something_to_see_is_not_empty(value):
    assert not is_empty(value)


@pytest.mark.parametrize(
    ("index", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA"), (16384, "XFD")]
)
def test_column_letters(index, letters):
    assert column_letters(index) == letters
    assert cell_name(9, index) == f"{letters}9"
