"""When something is to take place, as an application writes it: 2024年9月10日至12日, 9月上旬, 秋季学期, 每学期一次.

What names no day is read as far as it goes, and says so: nobody may be refused for a time that can mean another.
"""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from jianfu_cli.core.language.dates import Precision, in_figures, read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.periods import Period, Point, periods
from jianfu_cli.core.language.values import Scalar, text_of, whole

_CLOCK = pattern_of(r"(?<=\d)[ T]+\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
# So long before it was written down a time without its year lies behind, and the next year's is meant.
_LONG_AGO = timedelta(120)
# What makes a day that is written no certain beginning.
_VAGUE = pattern_of(
    "[每历逐]学?年|年年|前后|左右|或者?|之?前(?!往|期|三|两|一|五)|以前|大约|约|暂定|待定|另行|视情况|择期|根据.{0,10}安排|预计|初步"
)
# Parts of the year as people call them: the first and the last month, 13 the next January.
_SCHOOL_YEAR_BEGINS = 8  # August
_SEASONS = {
    "春季学期": (2, 7), "秋季学期": (9, 13), "第一学期": (9, 13), "第二学期": (2, 7), "上学期": (9, 13),
    "下学期": (2, 7), "春学期": (2, 7), "秋学期": (9, 13), "春季": (3, 5), "夏季": (6, 8), "秋季": (9, 11),
    "冬季": (12, 14), "上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9),
    "四季度": (10, 12), "1季度": (1, 3), "2季度": (4, 6), "3季度": (7, 9), "4季度": (10, 12), "寒假": (1, 2),
    "暑假": (7, 8), "暑期": (7, 8),
}  # fmt: skip
_SEASON = pattern_of(
    rf"(?:(?P<year>\d{{4}})年?|(?P<next>明|次|下)年)?(?:-\d{{4}}学年)?(?:学?年?度?)?第?(?P<season>{'|'.join(_SEASONS)})"
)
_WHOLE_YEAR = pattern_of(
    r"(?:(?<![\d-])(?P<year>\d{4})年(?:度|全年)?(?!\d)|全年|常年|长期|每学?年|每个?学期|每个?月|每周|每天|每日)"
)
_SCHOOL_YEAR = pattern_of(r"(?<!\d)(?P<first>\d{4})(?:-\d{4})?学年度?(?![度第上下春秋])")
_YEAR = 12


class Occasion(NamedTuple):
    """From ``first`` to ``last``; ``begins_by`` is the last day on which it may begin.

    ``exact``: both ends are days as written. ``stated``: its year stands there, or can be no other.
    """

    first: date
    last: date
    begins_by: date
    exact: bool
    stated: bool
    words: str


class Timing(NamedTuple):
    """The occasions that a cell names, in order of their beginning; ``vague``: it says that they are uncertain."""

    occasions: tuple[Occasion, ...]
    vague: bool
    text: str

    @property
    def begins(self) -> Occasion | None:
        """The occasion that comes first, None where no time is named."""
        return min(self.occasions, key=lambda one: (one.first, one.begins_by), default=None)


def read_timing(value: Scalar, near: date) -> Timing:
    """Return what a cell of 开展时间 says, written down on the day ``near``: a time without its year is the next one.

    >>> [(str(one.first), str(one.last), one.exact) for one in read_timing("9月10日至12日", date(2024, 8, 1)).occasions]
    [('2024-09-10', '2024-09-12', True)]
    """
    value = whole(value)
    text = text_of(value)
    if isinstance(value, int | float) or (text and text.isascii()):
        written = read_date(value, near.year)
        if written is None and isinstance(value, int | float):
            return Timing((), vague=True, text=text)
        if written and written.precision is Precision.DAY:
            day = written.day
            return Timing((_anchored_day(day, near, stated=str(day.year) in text or written.normal),), False, text)
    folded = _CLOCK.sub("", text)
    found = [_occasion(period, near) for period in periods(folded) if not period.fault]
    faulty = any(period.fault for period in periods(folded))
    if not any(one.exact or one.begins_by - one.first < timedelta(32) for one in found):
        found = [*_seasons(folded, near)] or found or [*_years(folded, near)]
    ordered = tuple(sorted(found, key=lambda one: (one.first, one.last)))
    return Timing(_following(ordered, near), faulty or bool(_VAGUE.search(folded)), text)


def _anchored_day(day: date, near: date, *, stated: bool) -> Occasion:
    return _occasion(Period(*[Point(day.year if stated else None, day.month, day.day, "", None, str(day))] * 2), near)


def _occasion(period: Period, near: date) -> Occasion:
    """Place ``period`` in its year; one that names none is of the year of ``near``, or where that is past, the next."""
    first = period.first
    stated = bool(first.year or period.last.year)
    year, certain = near.year, stated or first.years_on is not None
    if first.years_on is not None and not stated:
        year += first.years_on
    elif not stated:
        begins, ends = period.days(year)
        if ends < near:
            year += near - begins > _LONG_AGO
            certain = year > near.year
        else:
            certain = near <= begins + (ends - begins) / 2
    dated = first if stated else first._replace(year=year, years_on=None)
    begins, ends = (period if stated else Period(dated, dated if period.last is first else period.last)).days(year)
    starts = dated if dated.year else dated._replace(year=begins.year)
    exact = first.day is not None and period.last.day is not None
    return Occasion(begins, ends, starts.days(begins.year)[1], exact, certain, period.words)


def _seasons(text: str, near: date) -> Iterator[Occasion]:
    for match in _SCHOOL_YEAR.finditer(in_figures(text)):
        begins, ends = _months(int(match["first"]), 9, 19)
        yield Occasion(begins, ends, ends, exact=False, stated=True, words=match[0])
    for match in _SEASON.finditer(in_figures(text)):
        first, last = _SEASONS[match["season"]]
        year = int(match["year"]) if match["year"] else near.year + bool(match["next"])
        spoken = bool(match["year"] or match["next"])
        if match["year"] and "学年" in match[0] and first < _SCHOOL_YEAR_BEGINS:
            year += 1
        begins, ends = _months(year, first, last)
        if not spoken and ends < near:
            begins, ends = _months(year + 1, first, last)
        yield Occasion(begins, ends, ends, exact=False, stated=spoken, words=match[0])


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    beyond, month = divmod(last - 1, _YEAR)
    return date(year, first, 1), date(year + beyond, month + 1, calendar.monthrange(year + beyond, month + 1)[1])


def _years(text: str, near: date) -> Iterator[Occasion]:
    """Yield the whole year where that is all that is said, or how often."""
    for match in _WHOLE_YEAR.finditer(in_figures(text)):
        year = int(match["year"]) if match["year"] else near.year
        if date.min.year < year < date.max.year:
            begins, ends = date(year, 1, 1), date(year, _YEAR, 31)
            yield Occasion(begins, ends, ends, exact=False, stated=bool(match["year"]), words=match[0])
            return


def _following(ordered: Sequence[Occasion], near: date) -> tuple[Occasion, ...]:
    """A second time without its year is not before the first one's: 2024年12月5日、3月5日."""
    if not ordered or all(one.stated for one in ordered):
        return tuple(ordered)
    spoken = [one for one in ordered if one.stated]
    floor = min(one.first for one in spoken) if spoken else near - _LONG_AGO
    return tuple(sorted((_not_before(one, floor) for one in ordered), key=lambda one: (one.first, one.last)))


def _not_before(one: Occasion, floor: date) -> Occasion:
    if one.stated or one.last >= floor:
        return one
    years = floor.year - one.first.year + (one.first.replace(year=floor.year, day=1) < floor.replace(day=1))
    return one._replace(first=_on(one.first, years), last=_on(one.last, years), begins_by=_on(one.begins_by, years))


def _on(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
