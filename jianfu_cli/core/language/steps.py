"""Days at equal distances: what a report of how things went is made for."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, takewhile


class Every(StrEnum):
    """How far the days of a report lie apart."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_DAYS = {Every.DAY: 1, Every.WEEK: 7}
_MONTHS = 12


def steps_back(every: Every, start: date, end: date) -> tuple[date, ...]:
    """Return the days from ``end`` back to ``start`` at that distance, earliest first; ``end`` is always one of them.

    A month before the 31st is the last day of a shorter month.

    >>> [str(day) for day in steps_back(Every.MONTH, date(2024, 1, 1), date(2024, 3, 31))]
    ['2024-01-31', '2024-02-29', '2024-03-31']
    """
    found = tuple(takewhile(lambda day: day >= start, _back(every, end)))
    return found[::-1] or (end,)


def _back(every: Every, end: date) -> Iterator[date]:
    try:
        if every is Every.MONTH:
            yield from (_months_before(end, nth) for nth in count())
        else:
            yield from (end - timedelta(_DAYS[every] * nth) for nth in count())
    except (OverflowError, ValueError):
        return  # the calendar begins with the year 1


def _months_before(end: date, months: int) -> date:
    year, month = divmod(end.year * _MONTHS + end.month - 1 - months, _MONTHS)
    return date(year, month + 1, min(end.day, monthrange(year, month + 1)[1]))
