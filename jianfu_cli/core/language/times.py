"""次数: how many times a year something comes to one school, as an application or a list writes it."""

from collections.abc import Iterable
from math import ceil

from jianfu_cli.core.language.denial import folded as folded_text
from jianfu_cli.core.language.frequency import Frequency, highest_frequency
from jianfu_cli.core.language.occasions import Occasion
from jianfu_cli.core.language.patterns import pattern_of

_NUMERALS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_COUNTED = pattern_of(rf"(?P<from>{_N})(?:[-~至到—](?P<to>{_N}))?个?(?:次|场|回|轮|遍|批|期|节课|课时|讲)")
# 共10场, 每校1场: what comes to one school is meant.
_OF_A_SCHOOL = pattern_of(
    rf"(?:每所?学?校|每班)(?:各|不超过|最多)?(?P<from>{_N})(?:[-~至到—](?P<to>{_N}))?个?[次场回轮遍节]"
)
_BARE = pattern_of(rf"(?P<from>{_N})(?:[-~至到—](?P<to>{_N}))?")
_LASTS = pattern_of(rf"(?:共|为期|连续|历时|持续|开展)(?P<n>{_N})个?(?P<unit>周|星期|月|学期)")
_DAYS = {"周": 7, "星期": 7, "月": 30, "学期": 150}
# How many days what comes so often takes for once; the longer word first.
_LENGTHS = {
    "半月": 15,
    "学期": 182,
    "学年": 365,
    "季": 91,
    "期": 182,
    "月": 30.4,
    "旬": 10,
    "周": 7,
    "星期": 7,
    "礼拜": 7,
}
_A_YEAR, _WHOLE_YEAR = 365, 360
# A week or a month that has hardly begun has none of its own.
_BEGUN = 0.4
_LONGEST = 120


def times_a_year(text: str, occasions: Iterable[Occasion] = ()) -> int | None:
    """Return how many times a year ``text`` says; None where it says no number.

    What is said of each week or month holds only while it lasts: as long as ``text`` says, or the ``occasions``.

    >>> times_a_year("每学期1次"), times_a_year("两次"), times_a_year("每周一次，共4周"), times_a_year("按需")
    (2, 2, 4, None)
    """
    folded = folded_text(text[:_LONGEST])
    stated = highest_frequency(folded)
    if stated:
        return max(1, min(stated.a_year, _within(stated, folded, tuple(occasions))))
    found = _BARE.fullmatch(folded.strip()) or _OF_A_SCHOOL.search(folded) or _COUNTED.search(folded)
    return _number(found["to"] or found["from"]) if found else None


def _within(stated: Frequency, folded: str, occasions: tuple[Occasion, ...]) -> int:
    """How many times it comes in as many weeks, months or terms as it lasts; all of the year where nothing says."""
    said = _LASTS.search(folded)
    days = _number(said["n"]) * _DAYS[said["unit"]] if said else _days_of(occasions)
    unit = next((unit for unit in _LENGTHS if unit in stated.words), "")
    if not (days and unit) or (days == 1 and _LENGTHS[unit] < _LENGTHS["季"]):
        return stated.a_year  # one day, yet each week: the day on which it begins
    length = _LENGTHS[unit]
    each = max(1, round(stated.a_year * length / _A_YEAR))
    return each * max(1, ceil(days / length - _BEGUN))


def _days_of(occasions: Iterable[Occasion]) -> int:
    days = sum((one.last - one.first).days + 1 for one in occasions)
    return days if days < _WHOLE_YEAR else 0


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)
