"""Dates as people write them in Chinese forms.

General parsers misread them (``6月5日前`` became "6 months ago"), so the forms seen are listed here.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.values import Scalar, Shown, text_of, whole


class Precision(StrEnum):
    """How much of a date was written."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as read from a cell.

    ``day`` is the day meant: for a month or a year alone its last day (上旬 the 10th, 中旬 the 20th).
    ``normal`` says that it was written as a date cell or ``2024-06-05``, so nothing had to be read into it.
    """

    day: date
    precision: Precision
    normal: bool

    @property
    def first_day(self) -> date:
        """The first day of what was written: the day itself, or the first of the month or year."""
        if self.precision is Precision.DAY:
            return self.day
        return self.day.replace(day=1) if self.precision is Precision.MONTH else self.day.replace(month=1, day=1)


_YEARS = range(1900, 2201)
# Two digits stand for the century that is nearer, as spreadsheets have it.
_CENTURY_TURN = 70
# 1982-02-18 … 2091-08-24: outside, the number is a quantity, not a day of a campaign.
_SERIALS = range(30000, 70000)
_EPOCH = date(1899, 12, 30)
# No date is longer, and patterns must not labour over a page of text in a cell.
_LONGEST = 40

_BLANKS = pattern_of(r"[\s_]+")
_HYPHENS = str.maketrans("‐–—−。", "----.")
_RANGES = str.maketrans("―−﹣~～〜", "------")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_CHINESE = pattern_of(r"(?<![〇○零Oo0-9一二三四五六七八九十廿卅])[〇○零Oo0-9一二三四五六七八九十廿卅]++(?=[年月日号])")
_TENS = pattern_of("([一二三])?十([一二三四五六七八九])?")
_DONE = "(?:完成整改|整改完成|整改到位|完成|办结|销号|到位)?"
_TAIL = rf"(?:以前|之前|前后|底前|前|止|以内|内|左右)?{_DONE}"
_LEAD = pattern_of(
    "^(?:即日起[至到]|截[止至]到?于?|[至到]|不[晚迟]于|最[晚迟]于?|(?:已|须|需|应|拟|务必|力争|确保|预?计划?|定|限)?(?:于|在)|限)"
)
# 6月20日24时前, 6月24日下午5点前, 6月24日下班前.
_HOUR = pattern_of(
    r"(?<=[日号])(?:(?:[上下]午|[早晚]上?|中午|凌晨)?"
    r"(?:\d{1,2}(?::\d{2}|[时点](?:整|半|\d{1,2}分)?)|[一二两三四五六七八九十]{1,3}[时点](?:整|半)?|下班)?)(?=以前|之前|前|止|完成|$)"
)
_THIS_YEAR = pattern_of("^(?:今年|本年)度?年?|^(?=年[底末])")
_FULL = pattern_of(rf"(\d{{4}}|\d{{2}}(?=[-./年]))[-./年,、\\](\d{{1,2}})[-./月,、\\](\d{{1,2}})[日号]?{_TAIL}")
_RUN_TOGETHER = pattern_of(r"(20\d{2})(\d{2,4})")
_NO_YEAR = pattern_of(rf"(\d{{1,2}})(?:月(\d{{1,2}})[日号]?|[./-](\d{{1,2}})){_TAIL}")
_MONTH = pattern_of(rf"(?:(\d{{4}})[-./年])?(\d{{1,2}})(月)?份?(?:(上旬|上?中旬)|中?下旬|底|末|初)?{_TAIL}")
_YEAR = pattern_of(rf"(\d{{4}})年?(?:年?[底末])?{_TAIL}")
_TEN_DAYS = {"上旬": 10, "中旬": 20, "上中旬": 20}
_TIME = pattern_of(r"(?:(?<![T\s])[T\s]++)?(?:[上下]午\s*+)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$")
_WEEKDAY = pattern_of(r"[(]?(?:星期|周)[一二三四五六日天][)]?")
_SERIAL = pattern_of(r"\d{5}(?:\.\d+)?")
_NORMAL = pattern_of("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WITHIN = pattern_of(
    r"(?:(?<!\d)(\d{4})\s?年\s?)?(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]"
    r"|(?<!\d)(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?!\d)"
)


def read_date(value: Scalar, year: int) -> WrittenDate | None:
    """Read a cell or a header value as a date; None where it is none.

    ``year`` is the campaign's, meant where none is written. Spreadsheet serials count from 1899-12-30.
    A day of which a cell shows the month or the year alone is read as that.
    """
    value = whole(value)
    if isinstance(value, Shown):
        return _from_shown(value, year)
    if isinstance(value, datetime):
        return WrittenDate(value.date(), Precision.DAY, normal=True)
    if isinstance(value, date):
        return WrittenDate(value, Precision.DAY, normal=True)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, year)
    if not isinstance(value, str):
        return None
    text = clean(value)
    return _from_text(text, year) if len(text) <= _LONGEST else None


def _from_shown(shown: Shown, year: int) -> WrittenDate | None:
    """Read a number by its words, a month or a year by them too (6月上旬) or by the day kept with it (Jun-24)."""
    if not shown.parts or not isinstance(shown.value, date):
        return read_date(shown.text, year)
    written = read_date(shown.text, shown.value.year)
    if written and written.precision is not Precision.DAY:
        return written
    if "m" in shown.parts:
        return _month(shown.value.year, shown.value.month, Precision.MONTH)
    return _month(shown.value.year, 12, Precision.YEAR)


def _from_number(value: float, year: int) -> WrittenDate | None:
    text = text_of(value)
    written = _from_text(text, year)
    # Typed 6.10 is kept as the number 6.1: where both may be meant, neither is certain.
    return written if "." not in text or value >= _SERIALS.start or _from_text(text + "0", year) is None else None


@lru_cache(maxsize=16384)
def _from_text(text: str, year: int) -> WrittenDate | None:
    folded = _folded(text, year)
    written = next((read(match, year) for form, read in _FORMS if (match := form.fullmatch(folded))), None)
    return replace(written, normal=True) if written and _NORMAL.fullmatch(text) else written


def _folded(text: str, year: int) -> str:
    """``text`` without blanks, time of day and weekday, its numerals and dashes as digits and hyphens."""
    folded = _WEEKDAY.sub("", _TIME.sub("", unicodedata.normalize("NFKC", text)))
    folded = _CHINESE.sub(_in_digits, _BLANKS.sub("", folded))
    folded = _HOUR.sub("", folded).translate(_HYPHENS).strip(".,;、")
    return _THIS_YEAR.sub(f"{year}年", _LEAD.sub("", folded))


def in_figures(text: str) -> str:
    """Return ``text`` in half width and without blanks, numerals of years, months and days as digits, any dash ``-``.

    >>> in_figures("二〇二四年 九月十五日—２０日")
    '2024年9月15日-20日'
    """
    folded = _BLANKS.sub("", unicodedata.normalize("NFKC", text)).translate(_RANGES)
    return _CHINESE.sub(_in_digits, folded).translate(_HYPHENS)


def _in_digits(match: re.Match[str]) -> str:
    """Turn 二〇二四 into 2024, 十二 into 12, 二十五 into 25, 廿八 into 28; what is no number stays."""
    text = match.group().replace("廿", "二十").replace("卅", "三十")
    if tens := _TENS.fullmatch(text):
        text = (tens[1] or "一") + (tens[2] or "〇")
    return text.translate(_DIGITS)


def _full(match: re.Match[str], _: int) -> WrittenDate | None:
    year = int(match[1])
    if len(match[1]) == 2:  # noqa: PLR2004 -- two digits
        year += 2000 if year < _CENTURY_TURN else 1900
    return _day(year, int(match[2]), int(match[3]))


def _run_together(match: re.Match[str], _: int) -> WrittenDate | None:
    """Read 20240605, and 2024327 or 202465 where only one month and day fit; 202406 is a month."""
    year, digits = int(match[1]), match[2]
    if len(digits) == 2 and (month := _month(year, int(digits), Precision.MONTH)):  # noqa: PLR2004 -- month in full
        return month
    cuts = (2,) if len(digits) == 4 else range(1, len(digits))  # noqa: PLR2004 -- month and day in full
    days = {day for cut in cuts if (day := _day(year, int(digits[:cut]), int(digits[cut:])))}
    return days.pop() if len(days) == 1 else None


def _serial(match: re.Match[str], _: int) -> WrittenDate | None:
    days = int(float(match.group()))
    return WrittenDate(_EPOCH + timedelta(days), Precision.DAY, normal=False) if days in _SERIALS else None


def _no_year(match: re.Match[str], year: int) -> WrittenDate | None:
    return _day(year, int(match[1]), int(match[2] or match[3]))


def _year_alone(match: re.Match[str], _: int) -> WrittenDate | None:
    return _month(int(match[1]), 12, Precision.YEAR)


def _month_alone(match: re.Match[str], year: int) -> WrittenDate | None:
    if not (match[1] or match[3]):
        return None
    return _month(int(match[1] or year), int(match[2]), Precision.MONTH, _TEN_DAYS.get(match[4]))


_FORMS = (
    (_FULL, _full),
    (_RUN_TOGETHER, _run_together),
    (_SERIAL, _serial),
    (_NO_YEAR, _no_year),
    (_YEAR, _year_alone),
    (_MONTH, _month_alone),
)


def _day(year: int, month: int, day: int) -> WrittenDate | None:
    try:
        return WrittenDate(date(year, month, day), Precision.DAY, normal=False) if year in _YEARS else None
    except ValueError:
        return None


def _month(year: int, month: int, precision: Precision, day: int | None = None) -> WrittenDate | None:
    if year not in _YEARS or month not in range(1, 13):
        return None
    return WrittenDate(date(year, month, day or calendar.monthrange(year, month)[1]), precision, normal=False)


def dates_within(text: str, year: int) -> tuple[date, ...]:
    """Return the full dates (day known) mentioned anywhere in ``text``, in order.

    A date without a year is of the year named last, else of ``year``. Bare numbers (1-2次, 9-10月) are no dates.
    """
    found = []
    for match in _WITHIN.finditer(unicodedata.normalize("NFKC", text)):
        year = int(match[1] or match[4] or year)
        written = _day(year, int(match[2] or match[5]), int(match[3] or match[6]))
        if written:
            found.append(written.day)
    return tuple(found)


def days_between(earlier: date, later: date) -> int:
    """Return the days from ``earlier`` to ``later``; negative where it lies before."""
    return (later - earlier).days


def add_months(day: date, months: int) -> date:
    """Return ``day`` moved by ``months``, cut to the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def file_day(modified: float) -> date:
    """Return the day of a file's own time (seconds since 1970), where this computer stands.

    A file system may keep a time that no calendar has: it is the calendar's first or last day.
    """
    try:
        return datetime.fromtimestamp(modified, tz=UTC).astimezone().date()
    except (ValueError, OverflowError, OSError):
        return date.min if modified < 0 else date.max


def in_chinese(day: date) -> str:
    """Return ``day`` as documents write it, unpadded (GB/T 9704): ``2024年6月4日``."""
    return f"{day.year}年{day.month}月{day.day}日"
