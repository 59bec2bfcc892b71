"""Working days of mainland China: weekends, public holidays and the days worked in exchange for them (调休)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

_WEEKEND = 5  # Saturday and Sunday are 5 and 6


@dataclass(frozen=True, slots=True)
class Workdays:
    """A number of working days; not ``certain`` where a year's holidays are unknown and weekdays were counted."""

    count: int
    certain: bool


def is_workday(day: date) -> bool | None:
    """Say whether ``day`` is worked, as the State Council's yearly notice sets it; None where that is not known yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


@lru_cache(maxsize=4096)
def workdays_after(earlier: date, later: date) -> Workdays:
    """Count the working days after ``earlier`` up to and with ``later``; none where ``later`` is not after it.

    >>> workdays_after(date(2024, 6, 7), date(2024, 6, 14))  # the Dragon Boat Festival, Monday 10 June, is none
    Workdays(count=4, certain=True)
    """
    count, certain, day = 0, True, earlier
    while day < later:
        day += timedelta(1)
        worked = is_workday(day)
        if worked is None:
            # Asking day by day for centuries to come would take minutes.
            end = min(later, date(day.year, 12, 31))
            count, certain, day = count + _weekdays(day, end), False, end
        else:
            count += worked
    return Workdays(count, certain)


def _weekdays(first: date, last: date) -> int:
    """Count Mondays to Fridays from ``first`` to ``last``, both counted."""
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * _WEEKEND + sum((first.weekday() + step) % 7 < _WEEKEND for step in range(rest))


def far_from(day: date, as_of: date) -> str:
    """Return in Chinese how far ``day`` lies from ``as_of``.

    >>> far_from(date(2024, 6, 14), date(2024, 6, 7)), far_from(date(2024, 6, 5), date(2024, 6, 7))
    ('还有 7 天（4 个工作日）', '已过 2 天（2 个工作日）')
    """
    if day == as_of:
        return "就是今天"
    word, days = ("还有", workdays_after(as_of, day)) if day > as_of else ("已过", workdays_after(day, as_of))
    counted = f"{days.count} 个工作日" if days.certain else f"约 {days.count} 个工作日，放假安排未收录"
    return f"{word} {abs((day - as_of).days)} 天（{counted}）"
