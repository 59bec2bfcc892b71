"""How long a text says that something lasts (JF305): ``2023年9月—2024年7月``, 一年半, 超过半年, ``2022年9月至今``."""

import re
from collections.abc import Iterator
from datetime import date

from jianfu_cli.core.language.dates import Precision, in_figures, read_date
from jianfu_cli.core.language.patterns import pattern_of

_NUMERALS = "零一二三四五六七八九十"
_N = "[1-9]|1[0-9]|[一二两三四五六七八九十]|十[一二]"
_OVER = r"(?P<over>超过|超|逾|多于)?"
_MORE = r"(?P<half>半)?(?P<more>多|余)?"
_MONTHS = pattern_of(
    rf"{_OVER}(?<![\d{_NUMERALS}])(?P<n>{_N})个{_MORE}月"
    rf"(?:(?P<up>以上|多|有余)|(?:零|又|另|加)?(?P<rest>\d{{1,2}}|[{_NUMERALS}]{{1,3}})[天日])?"
)
# Neither a date's year, 第二年, 每年, 上半年, 三年级, nor so many times a year.
_YEARS = pattern_of(
    rf"{_OVER}(?<![\d〇{_NUMERALS}第每上下前后])(?P<n>{_N}|半)个?整?学?年{_MORE}(?P<up>以上)?"
    rf"(?!\s*[\d{_NUMERALS}两]|[度级第内]|以内)"
)
_TERMS = pattern_of(
    rf"{_OVER}(?<![\d{_NUMERALS}第每上下])(?:(?P<n>[2-9]|[二两三四五六七八九十])个|[二两三四五六](?=学))学期"
)
_DAYS = pattern_of(
    rf"{_OVER}(?<![\d每第年月.{_NUMERALS}])(?P<n>\d{{2,4}}|[一二两三四五六七八九]百(?:[一二三四五六七八九]十)?)[多余]?"
    rf"(?P<of>个?工作日|天|个?(?:周|星期)(?![年岁围])|(?<=\d{{3}})日)"
)
# Of so many days of a year, a month has a twelfth.
_A_MONTH = {"天": 366 / 12, "日": 366 / 12, "周": 366 / 12 / 7, "星期": 366 / 12 / 7, "工作日": 366 / 12 * 5 / 7}
_AT_MOST = ("不", "不得", "不能", "未", "不满", "未满", "不足")
_TO = r"\s*起?(?:-+|至|到)\s*"
_MONTH = r"(?:(?P<{0}y>\d{{4}})年)?(?P<next{0}>次年|翌年|来年)?(?P<{0}m>\d{{1,2}})"
_DAY = r"(?:(?P<{0}d>\d{{1,2}})[日号])?"
_SPAN = pattern_of(rf"(?<!\d){_MONTH.format('a')}月?{_DAY.format('a')}{_TO}{_MONTH.format('b')}月{_DAY.format('b')}")
_DOTTED = pattern_of(
    r"(?<!\d)(?P<ay>\d{4})[./-](?P<am>\d{1,2})(?:[./-](?P<ad>\d{1,2}))?"
    rf"{_TO}(?P<by>\d{{4}})[./-](?P<bm>\d{{1,2}})(?:[./-](?P<bd>\d{{1,2}}))?(?!\d)"
)
_SCHOOL_YEAR = pattern_of(r"(?<![\d-])\d{4}学年(?!度?第|度?[上下春秋])")
_YEAR_SPAN = pattern_of(rf"(?<!\d)(\d{{4}})年?{_TO}(\d{{4}})(学)?年(?!\d)")
# Up to now; or from a day on, where nothing says until when: not 起实施的办法, nor 2022年9月起至2023年1月.
_SINCE = pattern_of(
    r"(?<!\d)(?P<first>\d[\d年月日号份./-]{1,11})"
    r"(?:(?P<now>(?:起|开始)?[-至到]*(?:今(?![年春夏秋冬])|目前|现在)|以来|-+$"
    # 2023年9月借调至今; a document issued then and in force till now is none.
    r"|(?=[^\d。;]{0,20}?(?:借|抽|调|跟班|挂职|帮|工作))[^\d,。;]{1,18}?,?[^\d,。;]{0,6}?(?:[至到]今(?!年)|[至到](?:目前|现在)))"
    r"|(?:起|开始)(?=$|[,.。;、)借抽一长被由在到]))"
)
# 自2023年10月, and no more.
_FROM = pattern_of(r"(?<=[自从])\d{4}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?$")
_YEAR = 12
# 去年9月, 23年9月, 23.9-24.6.
_LAST_YEAR = pattern_of("(?<![过往])([去前今本])年(?!度?[内来])")
_YEARS_AGO = {"去": 1, "前": 2, "今": 0, "本": 0}
_SHORT_YEAR = pattern_of(r"(?<![\d.])(2\d)年(?=\d{1,2}月|[秋春]|[上下]半年)")
_SHORT_DOTTED = pattern_of(r"(?<![\d.])(2\d)\.(\d{1,2})(-+|至|到)(?:(2\d)\.(\d{1,2})(?![\d.])|(?=今))")
# 2023年秋季学期 begins in September and ends in January.
_PART = r"(秋季?(?:学期|开学)?|春季?(?:学期|开学)?|[上下]半年)"
_PART_AFTER = pattern_of(rf"(?P<to>(?<!-)-++|至|到)(?:(?P<y>\d{{4}})年)?(?P<part>{_PART})")
_PART_FIRST = pattern_of(rf"(?P<y>\d{{4}})年?(?P<part>{_PART})")
_BEGINS = {"秋": 9, "春": 2, "上": 1, "下": 7}
_ENDS = {"秋": 13, "春": 7, "上": 6, "下": 12}


def longest_stay(text: str, until: date) -> tuple[float, str]:
    """Return the longest time that ``text`` states, in months, and its words; ``(0, "")`` where it states none.

    A span from month to month counts both, one from day to day the time between. What has no end is counted to
    ``until``: of a month or a year alone whole months, from its first.

    >>> longest_stay("借调1年半", date(2024, 7, 1)), longest_stay("2023年9月至今", date(2024, 7, 1))
    ((18, '1年半'), (10, '2023年9月至今'))
    """
    folded = _FROM.sub(r"\g<0>起", _in_months(in_figures(text), until))
    stays = list(_stated(folded))
    stays += _open(folded, until, ends=bool(stays))
    return max(stays, key=lambda stay: stay[0], default=(0, ""))


def _in_months(text: str, until: date) -> str:
    """Return ``text`` with years in four digits, terms and half-years as months: 23年秋季学期 → 2023年9月."""
    text = _LAST_YEAR.sub(lambda match: f"{until.year - _YEARS_AGO[match[1]]}年", text)
    text = _SHORT_YEAR.sub(r"20\1年", text)
    text = _SHORT_DOTTED.sub(lambda m: f"20{m[1]}.{m[2]}{m[3]}" + (f"20{m[4]}.{m[5]}" if m[4] else ""), text)
    text = _PART_AFTER.sub(lambda match: match["to"] + _month(match, _ENDS), text)
    return _PART_FIRST.sub(lambda match: _month(match, _BEGINS), text)


def _month(match: re.Match[str], months: dict[str, int]) -> str:
    beyond, month = divmod(months[match["part"][0]] - 1, _YEAR)
    return (f"{int(match['y']) + beyond}年" if match["y"] else "") + f"{month + 1}月"


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
    for length, pattern in _LENGTHS:
        for match in pattern.finditer(text):
            if not text.endswith(_AT_MOST, 0, match.start()):
                yield length(match), match.group()
    for match in _SCHOOL_YEAR.finditer(text):
        yield _YEAR, match.group()
    for pattern in (_SPAN, _DOTTED):
        for match in pattern.finditer(text):
            yield _span(match.groupdict()), match.group()
    for match in _YEAR_SPAN.finditer(text):
        yield (int(match[2]) - int(match[1]) + (0 if match[3] else 1)) * _YEAR, match.group()


def _length(match: re.Match[str], unit: int) -> float:
    number, rest = match["n"], match.groupdict().get("rest")
    count = 0.5 if number == "半" else _count(number)
    beyond = 0.5 if match["over"] or match["more"] or match["up"] else 0
    return (count + (0.5 if match["half"] else 0)) * unit + beyond + (_count(rest) / 30 if rest else 0)


def _months(match: re.Match[str]) -> float:
    return _length(match, 1)


def _years(match: re.Match[str]) -> float:
    return _length(match, _YEAR)


def _terms(match: re.Match[str]) -> float:
    return _count(match["n"] or match.group()[-3]) * _YEAR / 2


def _days(match: re.Match[str]) -> float:
    number = match["n"]
    hundreds, _, tens = number.partition("百")
    count = int(number) if number.isdigit() else 100 * _count(hundreds) + 10 * _count(tens[:1] or "零")
    return count / _A_MONTH[match["of"].removeprefix("个")]


_LENGTHS = ((_months, _MONTHS), (_years, _YEARS), (_terms, _TERMS), (_days, _DAYS))


def _count(number: str) -> int:
    if number.isdigit():
        return int(number)
    number = number.replace("两", "二")
    tens, ten, ones = number.rpartition("十")
    return (10 * (_NUMERALS.index(tens) if tens else 1) if ten else 0) + (_NUMERALS.index(ones) if ones else 0)


def _span(found: dict[str, str | None]) -> float:
    first, last = int(found["am"] or 0), int(found["bm"] or 0)
    years = int(found["by"]) - int(found["ay"]) if found["by"] and found["ay"] else 0
    if not found["by"] and (found.get("nextb") or last < first):
        years = 1
    months = years * _YEAR + last - first
    return months + ((int(found["bd"]) - int(found["ad"])) / 30 if found["ad"] and found["bd"] else 1)
