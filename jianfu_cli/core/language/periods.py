"""Times as free text names them: 7月15—20日, 7月中旬, 7.20, 2024年7月, 2024年6月—2024年8月."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jianfu_cli.core.language.dates import in_figures
from jianfu_cli.core.language.patterns import pattern_of

# No cell of times is longer; what lies beyond is prose.
_LONGEST = 300
_MONTHS = range(1, 13)
_YEARS_KNOWN = range(1, 9999)
_PARTS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "中下旬": (11, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_TO = "(?:起)?(?:(?<!-)-++|至|到)"
_NEXT_YEARS = ("次", "翌", "来", "明")
_SAME_YEARS = ("同", "当")
_POINT = pattern_of(
    r"(?<![\d.])(?:(?P<y>\d{4})年度?|(?P<rel>[今本当同次翌来明])年)?"
    rf"(?P<m>\d{{1,2}})(?:月份?(?![龄个])|(?={_TO}\d{{1,2}}月(?!龄)))"
    rf"(?:(?P<d>\d{{1,2}})(?:[日号]|(?={_TO}(?:\d{{1,2}}(?:[日号月]|$)|\d{{4}}年))|$)|(?P<part>上旬|中下旬|中旬|下旬|初|底|末))?"
    r"|(?<![\d./])(?P<py>\d{4})(?:[./-](?P<pm>\d{1,2})[./-](?P<pd>\d{1,2})|[./](?P<qm>\d{1,2})|-(?P<rm>0\d|1[0-2]))"
    r"(?![\d年月个学]|[./]\d)"
)
# The end of an interval that names no year, or no month either: —20日, -6.20.
_END = pattern_of(rf"{_TO}(?:(?P<m>\d{{1,2}})[./])?(?P<d>\d{{1,2}})(?:[日号]|(?![\d./月年次天个:])(?=$|\D))")
_LINK = pattern_of(_TO)
# A cell that holds nothing else: alone, 1.5 may be hours.
_BARE = pattern_of(
    rf"(?P<m>\d{{1,2}})[./](?P<d>\d{{1,2}})[日号]?(?:{_TO}(?:(?P<n>\d{{1,2}})[./])?(?P<e>\d{{1,2}})[日号]?)?"
    "(?:前|以前|之前|起|开始|左右|晚|上午|下午)?"
)
_YEARS = pattern_of(rf"(?<!\d)(?P<a>\d{{4}})年?{_TO}(?P<b>\d{{4}})(?:学?年)")
_CLOCK = pattern_of(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
_HOURS, _MINUTES = 24, 60
# What begins from August on and names no other year may end in the next: a school year, a winter.
_LAST_OF_SPRING = 7
# Where no year is written, 2月29日 may be of one of these.
_LEAP_YEAR = 2000


class Point(NamedTuple):
    """A day, a part of a month or a month as written; ``years_on`` counts from the year before it (次年: 1).

    A year alone has no month. ``words`` are as read, in figures.
    """

    year: int | None
    month: int | None
    day: int | None
    part: str
    years_on: int | None
    words: str

    @property
    def fault(self) -> str:
        """Say in Chinese why no calendar has it; "" where one has."""
        if self.year is not None and self.year not in _YEARS_KNOWN:
            return f"没有 {self.year} 年"
        if self.month is None:
            return ""
        if self.month not in _MONTHS:
            return f"没有 {self.month} 月"
        longest = calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]
        if self.day is not None and not 1 <= self.day <= longest:
            return f"{self.month} 月只有 {longest} 天" if self.day else "没有 0 日"
        return ""

    def days(self, year: int) -> tuple[date, date]:
        """Return the first and the last day that it may mean, of ``year`` where it names none; it has no ``fault``."""
        year = self.year or year
        month = self.month or 1
        longest = calendar.monthrange(year, self.month or 12)[1]
        first, last = _PARTS.get(self.part, (1, longest)) if self.day is None else (self.day, self.day)
        return date(year, month, first), date(year, self.month or 12, min(last, longest))


class Period(NamedTuple):
    """From ``first`` to ``last``, one and the same where a single time is named."""

    first: Point
    last: Point

    @property
    def words(self) -> str:
        """What is written, in figures."""
        return self.first.words if self.first is self.last else f"{self.first.words}—{self.last.words}"

    @property
    def fault(self) -> str:
        """Say in Chinese why there can be no such time; "" where there can."""
        return self.first.fault or self.last.fault or ("结束早于开始" if self._is_reversed else "")

    @property
    def _is_reversed(self) -> bool:
        first, last = self.first, self.last
        if last.years_on is not None:
            return last.years_on == 0 and _order(last) < _order(first)
        if first.year and last.year:
            return (last.year, *_order(last)) < (first.year, *_order(first))
        if first.year and first.month and last.month:
            return first.month <= _LAST_OF_SPRING and _order(last) < _order(first)
        same_month = not last.year and first.month == last.month and first.month is not None
        return same_month and _order(last) < _order(first)

    def days(self, year: int) -> tuple[date, date]:
        """Return the first and the last day that it may take in, of ``year`` where none is named."""
        if self.last.year and not self.first.year:
            year = self.last.year - (_order(self.last) < _order(self.first))
        begins, ends = self.first.days(year)[0], self.last.days(self.first.year or year)[1]
        in_next = self.last.year is None and (ends < begins or self.last.years_on)
        return begins, _in_year(ends, ends.year + 1) if in_next else ends


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _order(point: Point) -> tuple[int, int]:
    """Month and the last day that is meant: what is not written lies at no certain place, and is before nothing."""
    return point.month or 0, point.day or _PARTS.get(point.part, (0, 31))[1]


def periods(text: str) -> Iterator[Period]:
    """Yield the times that ``text`` names, in order, whether or not there can be such.

    >>> [period.words for period in periods("７月15—20日，2024年9月中旬")]
    ['7月15—20', '2024年9月中旬']
    """
    folded = in_figures(text[:_LONGEST])
    if bare := _BARE.fullmatch(folded):
        yield from _bare(bare)
        return
    first: Point | None = None
    end = 0
    for match in _POINT.finditer(folded):
        if match.start() < end:
            continue
        point = _point(match)
        if first is not None and _LINK.fullmatch(folded, end, match.start()):
            yield Period(first, point)
            first, end = None, match.end()
            continue
        if first is not None:
            yield Period(first, first)
        first, end = point, match.end()
        ended = _END.match(folded, end) if point.day is not None else None
        if ended:
            month = int(ended["m"]) if ended["m"] else point.month
            year = None if ended["m"] else point.year
            yield Period(point, Point(year, month, int(ended["d"]), "", None, _LINK.sub("", ended[0], count=1)))
            first, end = None, ended.end()
    if first is not None:
        yield Period(first, first)
    for match in _YEARS.finditer(folded):
        yield Period(_year(match["a"]), _year(match["b"]))


def _bare(match: re.Match[str]) -> Iterator[Period]:
    first = Point(None, int(match["m"]), int(match["d"]), "", None, f"{match['m']}.{match['d']}")
    if first.month not in _MONTHS:
        return
    month = int(match["n"] or match["m"])
    ended = Point(None, month, int(match["e"]), "", None, match["e"]) if match["e"] else first
    yield Period(first, ended)


def _point(match: re.Match[str]) -> Point:
    year, month = match["y"] or match["py"], match["m"] or match["pm"] or match["qm"] or match["rm"]
    day, said = match["d"] or match["pd"], match["rel"] or ""
    years_on = 1 if said in _NEXT_YEARS else 0 if said in _SAME_YEARS else None
    return Point(
        int(year) if year else None, int(month), int(day) if day else None, match["part"] or "", years_on, match[0]
    )


def _year(written: str) -> Point:
    return Point(int(written), None, None, "", None, f"{written}年")


def impossible_times(text: str) -> Iterator[tuple[str, str]]:
    """Yield the times in ``text`` that there cannot be, and in Chinese why: ``("13月", "没有 13 月")``."""
    for period in periods(text):
        if fault := period.fault:
            yield period.words, fault
    for match in _CLOCK.finditer(in_figures(text[:_LONGEST])):
        if int(match[1]) > _HOURS or int(match[2]) >= _MINUTES:
            yield match[0], "没有这个钟点"
