"""Where a workbook stores what it shows (ods), its precision is read off that."""

from datetime import date, datetime

import pytest

from jianfu_cli.core.language.values import Shown
from jianfu_cli.reading.formats.stored_text import stored_moment, stored_number

JULY = datetime(2024, 7, 1)  # noqa: DTZ001
HALF_PAST_TWO = datetime(2024, 7, 1, 14, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024年7月", "ym"),
        ("二〇二四年七月", "ym"),
        ("2024-07", "ym"),
        ("07/24", "ym"),
        ("7月", "m"),
        ("2024", "y"),
        ("2024年", "y"),
        ("7月1日", "md"),
        ("7月1号", "md"),
        ("7/1", "md"),
        ("07-01", "md"),
        ("1-Jul", "md"),
        ("Jul-24", "ym"),
        ("July 2024", "ym"),
        ("1-7月", "md"),
        ("7月-24", "ym"),
        ("七月-24", "ym"),
        ("星期一", "d"),
        ("周一", "d"),
        ("Monday", "d"),
        ("1日", "d"),
    ],
)
def test_what_is_shown_of_a_day(text, parts):
    assert stored_moment(text, JULY) == Shown(text, date(2024, 7, 1), parts)


@pytest.mark.parametrize("text", ["2024-07-01", "2024年7月1日", "07/01/24", "1 July 2024", "2024年7月1日 星期一", "Monday, July 1, 2024", "2024-07-01 00:00:00", "01-7月-24", "1-七月-2024", "2024, 1 七月"])  # fmt: skip
def test_a_whole_day_is_a_date(text):
    assert stored_moment(text, JULY) == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-07-01 14:30", Shown("2024-07-01 14:30", HALF_PAST_TWO, "ymd")),
        ("2024年7月1日 14时30分", Shown("2024-07-01 14:30", HALF_PAST_TWO, "ymd")),
        ("2024-07-01 14:30:00", Shown("2024-07-01 14:30:00", HALF_PAST_TWO, "ymd")),
        ("2024-07-01", date(2024, 7, 1)),
        ("14:30", Shown("14:30", HALF_PAST_TWO)),
        ("", ""),
    ],
)
def test_a_time_of_day_is_kept_where_it_is_shown(text, found):
    assert stored_moment(text, HALF_PAST_TWO) == found


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("100%", 1.0, Shown("100%", 1.0)),
        ("第3批", 3.0, Shown("第3批", 3.0)),
        ("1,234.50", 1234.5, Shown("1,234.50", 1234.5)),
        ("3", 3.0, 3.0),
        ("", 0.0, ""),
        ("1.38E+10", 13800000000.0, 13800000000.0),  # every digit is there
        ("1.2E-05", 0.0000123, Shown("1.2E-05", 0.0000123)),
        ("410711199001011000", 410711199001011000.0, 410711199001011000.0),
        ("###", 3.0, 3.0),  # the column was too narrow
    ],
)
def test_what_is_shown_of_a_number(text, number, found):
    kept = stored_number(text, number)
    assert (kept, type(kept)) == (found, type(found))
