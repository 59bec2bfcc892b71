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
    count, certain = 0, True
    for step in range(1, (later - earlier).days + 1):
        day = earlier + timedelta(step)
        worked = is_workday(day)
        certain = certain and worked is not None
        count += day.weekday() < _WEEKEND if worked is None else worked
    return Workdays(count, certain)


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
