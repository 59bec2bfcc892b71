"""What a cell says, as a person reads it."""

import re
from datetime import date, datetime, timedelta


def whole(value):
    """A number written with or without a measure or a comma; None for 约80."""
    text = str(value).replace(",", "").removesuffix("册")
    return int(text) if text.isdigit() else None


def as_date(value):
    """A date as written in a cell, None where there is none."""
    numbers = re.findall(r"\d+", str(value))
    if isinstance(value, datetime):
        return value.date()
    return date(*map(int, numbers[:3])) if len(numbers) >= 3 else None


def working_days(first, last):
    """Mondays to Fridays after ``first`` up to ``last`` (no holiday lies between those that are asked)."""
    return sum((first + timedelta(n)).weekday() < 5 for n in range(1, (last - first).days + 1))
