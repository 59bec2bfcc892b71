"""Is it the same matter, under slightly different words? Never by wild guess.

附件2, 附件3 and 附件7 name one matter in three places, typed anew each time: brackets, quotes, 进校园 or
not, 2024年, 活动 or 工作 come and go.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from jianfu_cli.core.text import key

# Names this alike (0…100, of the names without their fillers) are taken for one matter.
ALIKE = 85
SAME = 100

_MARKS = re.compile(r"[()\"'“”‘’·,，.。、:：;；!！?？\-_/|\s]")
_FILLERS = re.compile(
    r"(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?(?:年度|学年度?|年)?|(?:进|入)(?:校园|学校|课堂)|关于|开展|组织|系列|专项|主题|活动|工作|事项|任务|情况|的"
)
# Names that differ in one of these are different matters, however alike: 春季检查 and 秋季检查, 小学 and 初中.
_TELLING = re.compile(
    r"[春夏秋冬]季?|[上下]半年|[上下]学期|第?[一二三四五六七八九十]+[季期届次批学]|\d+|幼儿园|小学|初中|高中|中职|教师|学生|家长|校长"
)
_PARTS = re.compile(r"[、；;和与及]")
_SHORTEST_PART = 3
_LONGEST = 200


@lru_cache(maxsize=65536)
def matter_key(name: str) -> str:
    """Return what is left of a matter's name without marks, years and filler words; never empty for a name."""
    folded = _MARKS.sub("", key(name[:_LONGEST]))
    return _FILLERS.sub("", folded) or folded


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0…100: ``SAME`` where equal but for marks and fillers."""
    first, second = matter_key(one), matter_key(other)
    if first == second:
        return SAME if first else 0
    if _telling(one) != _telling(other):
        return 0
    score = fuzz.ratio(first, second, score_cutoff=ALIKE)
    if score:
        return min(score, SAME - 1)
    return ALIKE if _names_part(first, other) or _names_part(second, one) else 0


@lru_cache(maxsize=65536)
def _telling(name: str) -> tuple[str, ...]:
    return tuple(sorted(_TELLING.findall(_FILLERS.sub("", key(name[:_LONGEST])))))


def _names_part(wanted: str, listing: str) -> bool:
    """Whether ``listing`` (防溺水宣传、防火宣传) names ``wanted`` as one of several."""
    parts = _PARTS.split(listing[:_LONGEST])
    return len(parts) > 1 and len(wanted) >= _SHORTEST_PART and any(matter_key(part) == wanted for part in parts)


@dataclass(frozen=True, slots=True)
class Matched:
    """Which candidate (its index) is the same matter, and how sure that is (0…100)."""

    index: int
    score: float


def best_match(name: str, body: str, candidates: Sequence[tuple[str, str]]) -> Matched | None:
    """Return the candidate ``(name, body)`` most like ``name``, of equals that of the same body; None where none is."""
    scored = [
        Matched(index, score)
        for index, (other, _) in enumerate(candidates)
        if (score := likeness(name, other)) >= ALIKE
    ]
    wanted = key(body)
    return max(
        scored, key=lambda match: (match.score, key(candidates[match.index][1]) == wanted, -match.index), default=None
    )


_OWN_LEVEL = re.compile(r"^(?:本|全)?[县区市]级?(?=.{2})")


# A space is as often noise within a name as it is a separator.
_BODY_PARTS = re.compile(r"[、,，;；/\n]+")


def asking_bodies(body: str, unit: str, *, county: bool) -> frozenset[str]:
    """Return who asks, to tell bodies apart across units: the water bureaus of two counties are one kind of body.

    Several departments that ask one thing of schools overlap (通知二：同一层级多部门); one department in each
    county does not. Without a body it is the unit itself.
    """
    asked_by = _bodies(body) or [key(unit)]
    if county:
        asked_by = [_OWN_LEVEL.sub("", one.removeprefix(key(unit))) or one for one in asked_by]
    return frozenset(asked_by)


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
