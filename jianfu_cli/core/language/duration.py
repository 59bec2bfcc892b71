"""How long a text says that something lasts (JF305): ``2023年9月—2024年7月``, 一年半, 超过半年, ``2022年9月至今``."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from jianfu_cli.core.language.dates import Precision, read_date

_NUMERALS = "零一二三四五六七八九十"
_N = "[1-9]|1[0-9]|[一二两三四五六七八九十]|十[一二]"
_OVER = r"(?P<over>超过|超|逾|多于)?"
_MORE = r"(?P<half>半)?(?P<more>多|余)?"
_MONTHS = re.compile(rf"{_OVER}(?<![\d{_NUMERALS}])(?P<n>{_N})\s*个{_MORE}月(?P<up>以上)?")
# Neither a date's year, 第二年, 每年, 上半年, 三年级, nor so many times a year.
_YEARS = re.compile(
    rf"{_OVER}(?<![\d〇{_NUMERALS}第每上下前后])(?P<n>{_N}|半)\s*学?年{_MORE}(?P<up>以上)?"
    rf"(?!\s*[\d{_NUMERALS}两]|[度级第内]|以内)"
)
_AT_MOST = ("不", "不得", "不能", "未", "不满", "未满", "不足")
_TO = r"\s*起?(?:-+|至|到)\s*"
_MONTH = r"(?:(?P<{0}y>\d{{4}})年)?(?P<next{0}>次年|翌年|来年)?(?P<{0}m>\d{{1,2}})"
_DAY = r"(?:(?P<{0}d>\d{{1,2}})[日号])?"
_SPAN = re.compile(rf"(?<!\d){_MONTH.format('a')}月?{_DAY.format('a')}{_TO}{_MONTH.format('b')}月{_DAY.format('b')}")
_DOTTED = re.compile(
    r"(?<!\d)(?P<ay>\d{4})[./-](?P<am>\d{1,2})(?:[./-](?P<ad>\d{1,2}))?"
    rf"{_TO}(?P<by>\d{{4}})[./-](?P<bm>\d{{1,2}})(?:[./-](?P<bd>\d{{1,2}}))?(?!\d)"
)
_YEAR_SPAN = re.compile(rf"(?<!\d)(\d{{4}})年?{_TO}(\d{{4}})(学)?年(?!\d)")
# Up to now; or from a day on, where nothing says until when: not 起实施的办法, nor 2022年9月起至2023年1月.
_SINCE = re.compile(
    r"(?<!\d)(?P<first>\d[\d年月日号份./-]{1,11})"
    r"(?:(?P<now>(?:起|开始)?[-至到]*(?:今(?![年春夏秋冬])|目前|现在)|以来)|(?:起|开始)(?=$|[,.。;、)借抽]))"
)
_DASHES = re.compile("[‐-―−~～]")
_YEAR = 12


def longest_stay(text: str, until: date) -> tuple[float, str]:
    """Return the longest time that ``text`` states, in months, and its words; ``(0, "")`` where it states none.

    A span from month to month counts both, one from day to day the time between. What has no end is counted to
    ``until``: of a month or a year alone whole months, from its first.

    >>> longest_stay("借调1年半", date(2024, 7, 1)), longest_stay("2023年9月至今", date(2024, 7, 1))
    ((18, '1年半'), (10, '2023年9月至今'))
    """
    folded = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    stays = list(_stated(folded))
    stays += _open("".join(folded.split()), until, ends=bool(stays))
    return max(stays, key=lambda stay: stay[0], default=(0, ""))


def _open(text: str, until: date, *, ends: bool) -> Iterator[tuple[float, str]]:
    """Yield what lasts ``until`` now; ``2022年9月起`` does so only where no other words say when it ``ends``."""
    for match in _SINCE.finditer(text):
        since = read_date(match["first"].rstrip("-"), until.year)
        if since is None or (ends and not match["now"]):
            continue
        first = since.first_day
        months = (until.year - first.year) * _YEAR + until.month - first.month
        if months < 0 and match["now"] and not match["first"].startswith(str(first.year)):
            months += _YEAR
        days = until.day - first.day if since.precision is Precision.DAY else 0
        if months + days / 30 > 0:
            yield months + days / 30, match.group()


def _stated(text: str) -> Iterator[tuple[float, str]]:
    for unit, pattern in ((1, _MONTHS), (_YEAR, _YEARS)):
        for match in pattern.finditer(text):
            if not text.endswith(_AT_MOST, 0, match.start()):
                yield _length(match, unit), match.group()
    for pattern in (_SPAN, _DOTTED):
        for match in pattern.finditer(text):
            yield _span(match.groupdict()), match.group()
    for match in _YEAR_SPAN.finditer(text):
        yield (int(match[2]) - int(match[1]) + (0 if match[3] else 1)) * _YEAR, match.group()


def _length(match: re.Match[str], unit: int) -> float:
    number = match["n"]
    count = 0.5 if number == "半" else _count(number)
    beyond = 0.5 if match["over"] or match["more"] or match["up"] else 0
    return (count + (0.5 if match["half"] else 0)) * unit + beyond


def _count(number: str) -> int:
    if number.isdigit():
        return int(number)
    number = number.replace("两", "二")
    return 10 * (number[0] == "十") + (_NUMERALS.index(number[-1]) if number != "十" else 0)


def _span(found: dict[str, str | None]) -> float:
    first, last = int(found["am"] or 0), int(found["bm"] or 0)
    years = int(found["by"]) - int(found["ay"]) if found["by"] and found["ay"] else 0
    if not found["by"] and (found.get("nextb") or last < first):
        years = 1
    months = years * _YEAR + last - first
    return months + ((int(found["bd"]) - int(found["ad"])) / 30 if found["ad"] and found["bd"] else 1)
