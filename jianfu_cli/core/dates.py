"""Dates as people write them in Chinese forms.

General parsers misread them (``6月5日前`` became "6 months ago"), so the forms seen are listed here.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from jianfu_cli.core.values import Scalar


class Precision(StrEnum):
    """How much of a date was written."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as read from a cell.

    ``day`` is the day meant: for a month or a year alone its last day. ``normal`` says that it
    was written as a date cell or ``2024-06-05``, so nothing had to be read into it.
    """

    day: date
    precision: Precision
    normal: bool


_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十廿卅]+(?=[年月日号])")
_TAIL = r"(?:以前|之前|前后|前|止|以内|内|左右)?"
_SEPARATOR = r"[-./年,、\\]"
_FULL = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}})[-./月,、\\](\d{{1,2}})[日号]?{_TAIL}")
_COMPACT = re.compile(r"(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SHORT_YEAR = re.compile(r"(\d{2})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
_NO_YEAR = re.compile(rf"(\d{{1,2}})(?:月(\d{{1,2}})[日号]?|[./-](\d{{1,2}})){_TAIL}")
_MONTH = re.compile(rf"(?:(\d{{4}})[-./年])?(\d{{1,2}})(?:月份?(底|末|初|中旬|上旬|下旬|月底)?|(?<=\d)){_TAIL}")
_YEAR = re.compile(rf"(\d{{4}})年?(底|末|年底|年末)?{_TAIL}")
_TIME = re.compile(r"[T ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$")
_WEEKDAY = re.compile(r"[(（]?(?:星期|周)[一二三四五六日天][)）]?")
_SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)


def read_date(value: Scalar, year: int) -> WrittenDate | None:
    """Read a cell or a header value as a date; None where it is none.

    ``year`` is the campaign's, meant where none is written. Spreadsheet serials count from 1899-12-30.
    """
    if isinstance(value, datetime):
        return WrittenDate(value.date(), Precision.DAY, normal=True)
    if isinstance(value, date):
        return WrittenDate(value, Precision.DAY, normal=True)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_serial(float(value)) or _from_text(str(int(value)), year)
    return _from_text(value, year) if isinstance(value, str) else None


@lru_cache(maxsize=16384)
def _from_text(text: str, year: int) -> WrittenDate | None:
    folded = unicodedata.normalize("NFKC", text).strip()
    normal = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()))
    folded = _WEEKDAY.sub("", _TIME.sub("", folded))
    folded = _CHINESE.sub(lambda match: _numeral(match.group()), re.sub(r"\s+", "", folded))
    folded = folded.replace("—", "-").replace("–", "-").replace("。", ".").strip(".,;、;")
    folded = re.sub(r"^(?:截止|截至|截止到|于)", "", folded)
    if match := _FULL.fullmatch(folded) or _COMPACT.fullmatch(folded):
        return _day(int(match[1]), int(match[2]), int(match[3]), normal)
    if match := _SHORT_YEAR.fullmatch(folded):
        return _day(2000 + int(match[1]), int(match[2]), int(match[3]), normal=False)
    if _SERIAL.fullmatch(folded):
        return _from_serial(float(folded))
    if match := _NO_YEAR.fullmatch(folded):
        return _day(year, int(match[1]), int(match[2] or match[3]), normal=False)
    if match := _YEAR.fullmatch(folded):
        return _span(int(match[1]), 12, Precision.YEAR)
    if (match := _MONTH.fullmatch(folded)) and (match[1] or "月" in folded):
        return _span(int(match[1] or year), int(match[2]), Precision.MONTH)
    return None


def _numeral(text: str) -> str:
    """Turn 二〇二四 into 2024, 十二 into 12, 二十五 into 25, 廿八 into 28."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return text.translate(_NUMERALS)
    tens, _, ones = text.partition("十")
    return str(int((tens or "一").translate(_NUMERALS)) * 10 + int((ones or "〇").translate(_NUMERALS)))


def _day(year: int, month: int, day: int, normal: bool) -> WrittenDate | None:
    try:
        return WrittenDate(date(year, month, day), Precision.DAY, normal)
    except ValueError:
        return None


def _span(year: int, month: int, precision: Precision) -> WrittenDate | None:
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        return None
    return WrittenDate(date(year, month, calendar.monthrange(year, month)[1]), precision, normal=False)


def _from_serial(serial: float) -> WrittenDate | None:
    # 1982-02-13 … 2091-09-19: outside, the number is a quantity, not a day of a campaign.
    if not 30000 <= serial < 70000:
        return None
    return WrittenDate(_EPOCH + timedelta(days=int(serial)), Precision.DAY, normal=False)


def dates_within(text: str, year: int) -> tuple[date, ...]:
    """Return the full dates (day known) mentioned anywhere in ``text``, in order."""
    folded = unicodedata.normalize("NFKC", text)
    found = []
    for match in re.finditer(r"(?:(\d{4})[年./-])?(\d{1,2})(?:月(\d{1,2})[日号]|[./-](\d{1,2})(?!\d))", folded):
        written = _day(int(match[1] or year), int(match[2]), int(match[3] or match[4]), normal=False)
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
