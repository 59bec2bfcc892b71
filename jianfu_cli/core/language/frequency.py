"""How often a year something takes place, as people write it: 每日, 每周五, 每月2次, 每学期1—2次, 3次/月."""

import re
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quantities import whole_number

_COUNT = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_A_YEAR = {"日": 365, "天": 365, "周": 52, "旬": 36, "半月": 24, "月": 12, "季": 4, "期": 2, "年": 1}
_PERIOD = "(?P<period>上学日|工作日|教学日|学习日|日|天|周|星期|礼拜|旬|半?月份?|季度?|学期|学年|年度?)"
_TIMES = f"(?P<times>{_COUNT}(?:[-~至到]{_COUNT})?)[次场期回轮遍篇]"
SIGNS = (
    *("每", "年内", "天天", "日日", "日报", "周报", "旬报", "月报"),
    *(f"{skips}{period}" for skips in "隔逐" for period in "日天周月"),
    *(f"{whole}{period}" for whole in "全一" for period in "个年学季月周星天"),
    *(f"一{period}一" for period in "日天周旬月"),
    *("周周", "月月", "旬旬", "逢周"),
    *(f"{times}/" for times in "次场期回轮遍篇"),
)
"""What states a frequency has one of these, whatever else it says."""

# A pattern that begins with one set of signs is sought twice as quickly as one that begins with several words.
_EVERY = pattern_of(
    f"[每隔逐](?:(?<=每)(?P<apart>隔?[一二两三四五六\\d]?)个?|(?<=[隔逐])(?=[日天周月])){_PERIOD}(?:[^,。;、每]{{0,8}}?{_TIMES})?"
)
_PER = pattern_of(f"{_TIMES}/{_PERIOD}")
_IN_ALL = pattern_of(
    f"[全一年](?:(?<=[全一])个?(?P<period>年|学年|学期|季度|月|周|星期|天)|(?<=年)内)[^,。;、每]{{0,6}}?{_TIMES}"
)
_REPORTED = pattern_of("(?<![今当次即生])(?P<period>日|周|旬|月)报(?:表|送)?(?!名|告|刊|社|纸)")
_DAILY = pattern_of("天天|日日|(?<!次)每晚|每早")
# 一周一查, 一月一调度, 周周清, 逢周五; 一年一度 and 一日三餐 are none.
_ONE_EACH = pattern_of(
    "一(?P<period>日|天|周|旬|月)一(?![时刻代些定])[^,。;、度]|(?:(?P<again>[周月旬])(?P=again)|逢(?P<on>周))(?!知)"
)
# Of these the bare word says how often; 每年9月, 每季度 and 每学期 say when.
_OFTEN = frozenset({"日", "天", "周", "旬", "半月", "月"})
_ASKED = pattern_of(
    "(?:都|均|须|要|应|需|由|按时|定期|集中|统一|至少)?(?:开展|组织|报送|上报|填报|通报|检查|汇报|督查|巡查|调度|转发|推送|发送)"
)


_TIMED = pattern_of("[次场期回轮遍篇]")
# 全年演出不少于900场 is what many schools are shown: one has some forty weeks of lessons a year.
_MOST_OF_ONE_SCHOOL = 40


class Frequency(NamedTuple):
    """So many times ``a_year``, as ``words`` say, which stand from ``start`` to ``end`` of the text."""

    a_year: int
    words: str
    start: int
    end: int


def highest_frequency(folded: str, *, bare: bool = True) -> Frequency | None:
    """Return the highest frequency that ``folded`` text (``denial.folded``) states, None where it states none.

    ``bare``: 每日 alone counts, as in a column of times; in running text it must say how many times, or what is asked.
    """
    patterns = (_EVERY, _PER, _IN_ALL) if "/" in folded else (_EVERY, _IN_ALL)
    found = [
        _counted(match)
        for pattern in patterns
        for match in pattern.finditer(folded)
        if not (pattern is _IN_ALL and _of_many_schools(match))
    ]
    if bare:
        found += [_found(match, _A_YEAR[match["period"]]) for match in _REPORTED.finditer(folded)]
        found += [_found(match, _A_YEAR["日"]) for match in _DAILY.finditer(folded)]
        each = ((match, match["period"] or match["again"] or match["on"]) for match in _ONE_EACH.finditer(folded))
        found += [_found(match, _A_YEAR[period]) for match, period in each]
    stated = [one for one in found if one and (bare or _is_asked(one, folded))]
    return max(stated, key=lambda frequency: frequency.a_year, default=None)


def _is_asked(frequency: Frequency, folded: str) -> bool:
    return bool(_TIMED.search(frequency.words) or _ASKED.match(folded, frequency.end))


def _of_many_schools(match: re.Match[str]) -> bool:
    """Whether a number of performances in a year is that of all schools together."""
    return match.group().endswith("场") and _times(match["times"]) > _MOST_OF_ONE_SCHOOL


def _counted(match: re.Match[str]) -> Frequency | None:
    said = match.groupdict(default="")
    a_year = _a_year(said["period"] or "年", said["times"], said.get("apart", ""), skips=match.group()[0] == "隔")
    return None if a_year is None else _found(match, a_year)


@lru_cache(maxsize=1024)
def _a_year(period: str, said: str, apart: str, *, skips: bool) -> int | None:
    period = period.removesuffix("度").removesuffix("份")
    unit = {"星期": "周", "礼拜": "周"}.get(period, {"学年": "年", "半月": "半月"}.get(period, period[-1]))
    if not said and unit not in _OFTEN:
        return None
    times = _times(said) if said else 1
    every = whole_number(apart.removeprefix("隔") or "1") + apart.startswith("隔")
    every = 2 if skips else every
    return _A_YEAR[unit] * times // max(every, 1)


def _found(match: re.Match[str], a_year: int) -> Frequency:
    return Frequency(a_year, match.group(), match.start(), match.end())


def _times(written: str) -> int:
    return max(whole_number(part) for part in re.split("[-~至到]", written))
