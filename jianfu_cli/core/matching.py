"""Is it the same matter, under slightly different words? Never by wild guess.

附件2, 附件3 and 附件7 name one matter in three places, typed anew each time: brackets, quotes, 进校园 or
not, 2024年, 活动 or 工作 come and go.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from jianfu_cli.core.roster import Kind, Roster
from jianfu_cli.core.text import key

# Names this alike (0…100, of the names without their fillers) are taken for one matter.
ALIKE = 85
SAME = 100
_REWORDED = 95

_MARKS = re.compile(r"[()\"'“”‘’·,，.。、:：;；!！?？\-_/|\s]")
_FILLERS = re.compile(
    r"(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?(?:年度|学年度?|年)?|(?:进|入)(?:校园|学校|课堂)|中小学校?|全[县区市](?!级)"
    r"|关于|开展|组织|系列|专项|主题|活动|工作|事项|任务|情况|的|等"
)
# What enters schools is publicity, said or not: 防溺水进校园, 防溺水宣传, 防溺水安全教育 and 防溺水宣传教育 are one.
_ENTERS = re.compile("(?:进|入)(?:校园|学校|课堂)")
_PUBLICITY = re.compile("^(?:宣传教育|教育宣传)|(?:(?<=..)(?:安全|知识))?(?:宣传教育|教育宣传|宣教|宣传|教育)$")
# Names that differ in one of these are different matters, however alike: 春季检查 and 秋季检查, 小学 and 初中.
_TELLING = re.compile(
    r"[春夏秋冬]季?|[上下]半年|[上下]学期|[寒暑]假|期[中末]|第?[一二三四五六七八九十]+[季期次批学月周轮场年]|\d+|[不非未无]"
    r"|[国省市县区乡镇校]级|线[上下]|校[内外]|[公民]办|幼儿园|小学|初中|高中|中职|家长|校长"
)
# These tell matters apart only where both names say something of the kind: 全国 and 全省, 教师 and 学生.
_TELLING_BOTH = re.compile(
    r"(?P<level>全[国省])|(?P<session>第(?:\d+|[一二三四五六七八九十]+)届)|(?P<whom>教师|青少年|(?<![小中])学生)"
)
_OPENING = re.compile(r"^(?:全[国省]|第(?:\d+|[一二三四五六七八九十]+)届|教师|(?:儿童)?青少年|学生)+")
# What is asked says little of what it is about: 食品安全检查 and 药品安全检查 are two matters.
_ASKED = (
    "宣传|教育|宣讲|讲座|学习|培训|检查|督查|督导|抽查|监测|评比|评选|评估|考核|竞赛|比赛|大赛|展示|征文|演讲|答题|投票|打卡|统计"
    "|调查|调研|普查|填报|上报|报送|创建|整治|治理|排查|值班|值守|执勤|征缴|缴费|推广"
)
_ENDS_ASKED = re.compile(f"(?:{_ASKED})$")
_GENERAL = re.compile(f"{_ASKED}|安全|知识|信息|校园|学校")
# With as little left, one character more or less is another word in one of five, one in place of another in most.
_SUBJECTS_WITHIN, _SUBJECTS_ALIKE = 80, 90
_PARTS = re.compile(r"[、；;和与及暨]")
_SHORTEST_PART = 3
_LONGEST = 200


@lru_cache(maxsize=65536)
def matter_key(name: str) -> str:
    """Return what is left of a matter's name without marks, years and filler words; never empty for a name."""
    folded = _MARKS.sub("", _folded(name))
    return _FILLERS.sub("", folded) or folded


@lru_cache(maxsize=65536)
def loose_key(name: str) -> tuple[str, frozenset[str]]:
    """Return the key of a matter's name whatever is said first, and the words that tell it apart.

    碘盐食用率统计 and 统计碘盐食用率 have one loose key: of all turns of the plain key the first in order.
    """
    folded = plain_key(name)
    turns = (folded[place:] + folded[:place] for place in range(len(folded)))
    return min(turns, default=""), frozenset(_telling(name)) | frozenset(_telling_both(name).values())


@lru_cache(maxsize=65536)
def plain_key(name: str) -> str:
    """Return ``matter_key`` without the level, session or audience it opens with, publicity under one word."""
    short = matter_key(name)
    bare = _OPENING.sub("", short)
    folded = bare if len(bare) >= _SHORTEST_PART else short
    publicity = _ENTERS.search(name[:_LONGEST]) and not _ENDS_ASKED.search(folded)
    return _PUBLICITY.sub("宣传", f"{folded}宣传" if publicity else folded)


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0…100: ``SAME`` where equal but for marks and fillers, 0 below ``ALIKE``."""
    first, second = matter_key(one), matter_key(other)
    if first == second:
        return SAME if first else 0
    if _may_be_one(one, other):
        if loose_key(one)[0] == loose_key(other)[0]:
            return _REWORDED
        first, second = plain_key(one), plain_key(other)
        score = fuzz.ratio(first, second, score_cutoff=ALIKE)
        if score and _on_one_subject(first, second):
            return min(score, _REWORDED)
    return ALIKE if _names_part(one, other) or _names_part(other, one) else 0


def _folded(name: str) -> str:
    return key(name[:_LONGEST]).replace("中小学生", "学生")


def _may_be_one(one: str, other: str) -> bool:
    """Whether no word tells the two matters apart."""
    if _telling(one) != _telling(other):
        return False
    ours, theirs = _telling_both(one), _telling_both(other)
    return all(ours[kind] == theirs[kind] for kind in ours.keys() & theirs.keys())


@lru_cache(maxsize=65536)
def _telling(name: str) -> tuple[str, ...]:
    return tuple(sorted(_TELLING.findall(_TELLING_BOTH.sub("", _FILLERS.sub("", _folded(name))))))


@lru_cache(maxsize=65536)
def _telling_both(name: str) -> dict[str, str]:
    return {match.lastgroup or "": match.group() for match in _TELLING_BOTH.finditer(_folded(name))}


def _on_one_subject(first: str, second: str) -> bool:
    """Whether two keys agree in what is left without the words for what is asked."""
    one, other = (_GENERAL.sub("", whole) or whole for whole in (first, second))
    within = LCSseq.similarity(one, other) == min(len(one), len(other))
    return fuzz.ratio(one, other) >= (_SUBJECTS_WITHIN if within else _SUBJECTS_ALIKE)


def _names_part(one: str, listing: str) -> bool:
    """Whether ``listing`` (反诈、普法、消防等宣传) names ``one`` (普法, 普法宣传) as one of several."""
    wanted = plain_key(one)
    *parts, last = _PARTS.split(listing[:_LONGEST])
    if not parts or len(wanted) < _SHORTEST_PART:
        return False
    parts.append(last.partition("等")[0])
    shared = plain_key(last)
    return any(plain_key(part) == wanted or matter_key(part) == matter_key(one) for part in (*parts, last)) or any(
        part and wanted.startswith(part) and wanted != part and shared.endswith(wanted.removeprefix(part))
        for part in map(matter_key, parts)
    )


@dataclass(frozen=True, slots=True)
class Matched:
    """Which candidate (its index) is the same matter, and how sure that is (0…100)."""

    index: int
    score: float


class Matters:
    """The matters of a form as ``(name, body)``, to be found by the words of another."""

    def __init__(self, named: Sequence[tuple[str, str]]) -> None:
        self._named = named
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for index, (name, _) in enumerate(named):
            self._by_key[matter_key(name)].append(index)

    def best(self, name: str, body: str) -> Matched | None:
        """Return the one most like ``name``, of equals that of the same body, else the first; None where none is."""
        wanted = key(body)
        scored = (Matched(index, score) for score, indexes in self._scored(name) if score >= ALIKE for index in indexes)
        return max(
            scored,
            key=lambda match: (match.score, key(self._named[match.index][1]) == wanted, -match.index),
            default=None,
        )

    def _scored(self, name: str) -> Iterator[tuple[float, list[int]]]:
        same = self._by_key.get(matter_key(name)) if matter_key(name) else None
        if same:
            yield SAME, same
            return
        for indexes in self._by_key.values():
            yield likeness(name, self._named[indexes[0]][0]), indexes


_OWN_LEVEL = re.compile(r"^(?:本|全)?[县区市]级?(?=.{2})")
# A space is as often noise within a name as it is a separator.
_BODY_PARTS = re.compile(r"[、,，;；/\n]+")


def asking_bodies(body: str, unit: str, roster: Roster) -> frozenset[str]:
    """Return who asks, to tell bodies apart across units: the water bureaus of two counties are one kind of body.

    Several departments that ask one thing of schools overlap (通知二：同一层级多部门); one department in each
    county does not. 应急局 and 应急管理局 are one, as the roster's names of the city's departments tell. Without a
    body it is the unit itself.
    """
    asked_by = _bodies(body) or [key(unit)]
    if roster.kind_of.get(unit) is not Kind.COUNTY:
        return frozenset(roster.find(one) or one for one in asked_by)
    bare = [_OWN_LEVEL.sub("", one.removeprefix(key(unit))) or one for one in asked_by]
    return frozenset((roster.find(f"市{one}") or one).removeprefix("市") for one in bare)


def first_of_each(askers: Sequence[frozenset[str]]) -> list[int]:
    """Return the places in ``askers`` of one asker for each party: bodies that ask together once are one party."""
    parties: list[tuple[int, set[str]]] = []
    for place, bodies in enumerate(askers):
        joined = [party for party in parties if party[1] & bodies]
        first = min([place, *(party[0] for party in joined)])
        merged = set(bodies).union(*(party[1] for party in joined))
        parties = [*(party for party in parties if party not in joined), (first, merged)]
    return sorted(first for first, _ in parties)


def same_bodies(one: str, other: str) -> bool:
    """Say whether two cells name the same body first, or the same bodies in any order."""
    first, second = _bodies(one), _bodies(other)
    return not first or not second or first[0] == second[0] or set(first) == set(second)


def _bodies(text: str) -> list[str]:
    return [key(part) for part in _BODY_PARTS.split(text) if part.strip()]
