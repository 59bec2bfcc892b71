"""What a cell shows where the shown text is stored beside the value (ods): only its precision is to be found out."""

import re
from datetime import datetime

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.values import Scalar, Shown, text_of

_CLOCK = pattern_of(
    r"(?:[上下]午\s*+|(?<!\s)\s++)?\d{1,2}\s*(?::\s*\d{2}\s*(?P<colon>:\s*\d{2}(?:[.,]\d+)?)?(?:\s*[AP]M)?|[时点]\s*(?:\d{1,2}\s*分)?\s*(?P<second>\d{1,2}\s*秒)?)",
    re.IGNORECASE,
)
_SIGNS = {"年": "y", "月": "m", "日": "d", "号": "d"}
_PIECE = pattern_of(r"\d+|[A-Za-z]{3,}")
_MONTH_NAMES = pattern_of(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*", re.IGNORECASE)
# 21-1月-19 is d-mmm-yy as a Chinese program shows it: the month has a name, the others stand as numbers.
_NAMED_MONTH = pattern_of(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?!\d)")
_JOINED = pattern_of(r"[-/,]")
_WEEKDAY = pattern_of(r"(?:星期|周)[一二三四五六日]|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_SCIENTIFIC = pattern_of(r"[+-]?\d(?:\.\d+)?E[+-]?\d{1,3}", re.IGNORECASE)
_YEAR_DIGITS, _WHOLE = 4, 3
_KEPT = 10**15


def stored_number(text: str, number: float) -> Scalar:
    """Return what a cell of ``number`` shows that is stored with ``text``; the number where it shows no more."""
    shown = clean(text)
    lost = abs(number) >= _KEPT or (number.is_integer() and _SCIENTIFIC.fullmatch(shown)) or not shown.strip("#")
    return number if shown == text_of(number) or (shown and lost) else Shown(shown, number) if shown else ""


def stored_moment(text: str, moment: datetime) -> Scalar:
    """Return the day, or what is shown of it, of a cell that keeps ``moment`` and is stored with ``text``."""
    shown = clean(text)
    clock = _CLOCK.search(shown)
    parts = _parts(_CLOCK.sub("", shown), moment)
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    if parts == "ymd":
        if clock is None or midnight:
            return moment.date()
        exact = "seconds" if clock["colon"] or clock["second"] else "minutes"
        return Shown(moment.isoformat(" ", exact), moment, parts)
    return Shown(shown, moment if clock else moment.date(), parts) if shown else ""


def _parts(text: str, day: datetime) -> str:
    """Return which of year, month and day (``ymd``) a text shows of ``day``."""
    signs = {part for sign, part in _SIGNS.items() if sign in text}
    rest = _WEEKDAY.sub("", text)
    if signs == {"m"} and _JOINED.search(rest):
        rest, signs = _NAMED_MONTH.sub("jan", rest), set()
    if signs:
        return "".join(part for part in "ymd" if part in signs)
    pieces = _PIECE.findall(rest)
    named = any(_MONTH_NAMES.fullmatch(piece) for piece in pieces)
    numbers = [piece for piece in pieces if piece.isdecimal()]
    if len(numbers) + named >= _WHOLE:
        return "ymd"
    if named and numbers and (len(numbers[0]) == _YEAR_DIGITS or not pieces[0].isdecimal()):
        return "ym"  # Jan-01 is a month of 2001, 1-Jan a day
    found = {"m"} if named else set()
    years = [piece for piece in numbers if len(piece) == _YEAR_DIGITS]
    found.update("y" for _ in years)
    for number in sorted(int(piece) for piece in numbers if piece not in years):
        if number == day.month and "m" not in found:
            found.add("m")
        elif number == day.day and "d" not in found:
            found.add("d")
        elif number == day.year % 100:
            found.add("y")
    if not found and rest != text:
        return "d"
    return "".join(part for part in "ymd" if part in found)
