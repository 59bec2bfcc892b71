from datetime import date

import pytest

from jianfu_cli.core.language.steps import Every, steps_back


def steps(every, start, end):
    return [str(day) for day in steps_back(Every(every), date.fromisoformat(start), date.fromisoformat(end))]


@pytest.mark.parametrize(
    ("every", "start", "end", "expected"),
    [
        ("day", "2024-02-28", "2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("week", "2024-06-01", "2024-06-21", ["2024-06-07", "2024-06-14", "2024-06-21"]),
        ("week", "2024-06-14", "2024-06-21", ["2024-06-14", "2024-06-21"]),  # the first day belongs to it
        ("week", "2024-06-15", "2024-06-21", ["2024-06-21"]),
        ("month", "2023-11-30", "2024-02-29", ["2023-12-29", "2024-01-29", "2024-02-29"]),
        ("month", "2023-12-31", "2024-03-31", ["2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31"]),
        ("day", "2024-06-02", "2024-06-01", ["2024-06-01"]),  # the last day is always there
        ("month", "0001-01-01", "0001-02-10", ["0001-01-10", "0001-02-10"]),  # the calendar begins here
        ("week", "0001-01-01", "0001-01-10", ["0001-01-03", "0001-01-10"]),
    ],
)
def test_days_back(every, start, end, expected):
    assert steps(every, start, end) == expected
