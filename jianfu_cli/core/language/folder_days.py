"""The day after which a person names the folder that came in: 2024-06-14, 20240614, 7月5日收, 7.5上报."""

from collections.abc import Iterable, Sequence
from datetime import date

from jianfu_cli.core.language.patterns import pattern_of

# What people write beside the day: that it came in, in which half of it, as what.
_BESIDE = (
    r"(?:上午|下午|晚上?|早上?|收到?的?|收件|来件|来的|上报的?|报送的?|报来的?|报的?|补报|补充|续报|更正|修改|重报|退改|材料|文件|邮件|附件"
    r"|第[一二三四五六1-6][批次]|[\s_（()）【】\[\]—-])*+"
)
_COME = r"(?:收到?|收件|来件|上报|报送)?+[\s_—-]{0,3}+"
_DATED = pattern_of(
    rf"{_COME}(20\d{{2}})(?:(\d{{2}})(\d{{2}})(?!\d)|[-._年](\d{{1,2}})[-._月](\d{{1,2}})[日号]?){_BESIDE}"
)
# 7.5 alone may be a number of any kind; with a word of what came in it is a day, as 0705 and 7月5日 are.
_YEARLESS = pattern_of(
    rf"{_COME}(?:(\d{{1,2}})月(\d{{1,2}})[日号]?|(\d{{2}})(\d{{2}})(?!\d)|(\d{{1,2}})[-._](\d{{1,2}})(?=[^\d.]{{0,9}}[收报来])){_BESIDE}"
)


def folder_day(folders: Iterable[str], begins: date, ends: date) -> date | None:
    """Return the day that the inmost of ``folders`` is named after; None where none is.

    A day without a year is one of the campaign's, which lasts from ``begins`` to ``ends``, where that leaves one year
    only; else it says nothing.
    """
    return next((day for name in reversed([*folders]) if (day := _day(name, begins, ends))), None)


def names_a_day(name: str) -> bool:
    """Say whether a folder is named after a day, with or without its year."""
    return _dated(name) is not None or _yearless(name) is not None


def without_year(folders: Sequence[str]) -> str:
    """Return the folder by whose name, which has no year, a file's day was known; "" where one has the year."""
    named = next((name for name in reversed(folders) if names_a_day(name)), "")
    return "" if not named or _dated(named) else named


def _day(name: str, begins: date, ends: date) -> date | None:
    dated, yearless = _dated(name), _yearless(name)
    if dated or not yearless:
        return dated
    possible = [day for year in range(begins.year, ends.year + 1) if (day := _made(year, *yearless))]
    # What comes late comes in the year in which the campaign ends.
    last = ends if begins.year < ends.year else date(ends.year, 12, 31)
    within = [day for day in possible if begins <= day <= last]
    return within[0] if len(within) == 1 else None


def _dated(name: str) -> date | None:
    found = _DATED.fullmatch(name)
    return _made(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5])) if found else None


def _yearless(name: str) -> tuple[int, int] | None:
    found = _YEARLESS.fullmatch(name)
    if found is None:
        return None
    month, day = (int(part) for part in found.groups() if part)
    return (month, day) if _made(2000, month, day) else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
