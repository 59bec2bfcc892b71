"""Is it the same matter, under slightly different words? Never by wild guess.

附件2, 附件3 and 附件7 name one matter in three places, typed anew each time: brackets, quotes, 进校园 or
not, 2024年, 活动 or 工作 come and go. Names are compared by what they say (``core.wording``), in three steps: nothing
tells them apart, they ask one thing, they are about one subject.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.names import PUBLICITY, MatterName, Wording, matter_key, wording

# How alike two names are, 0…100: equal but for marks and fillers; of one subject in other words; the least that counts.
SAME, REWORDED, ALIKE = 100, 95, 85
# A subject with a word more may be the same; any other difference is another subject, unless it is a slip.
NARROWED, MISTYPED = 80, 90
_SHORTEST_NARROWED, _SHORTEST_PART = 4, 2
_LISTED = re.compile(r"[、；;和与及暨]")


def likeness(one: str, other: str) -> float:
    """Return how alike two names are: ``SAME``, ``REWORDED``, down to ``ALIKE``; 0 where they are two matters."""
    if matter_key(one) == matter_key(other):
        return SAME if matter_key(one) else 0
    return _in_other_words(one, other)


def _in_other_words(one: str, other: str) -> float:
    """Return how alike two names are whose keys differ."""
    said, told = wording(one), wording(other)
    return one_matter(said, told) or (ALIKE if _names_part(said, other) or _names_part(told, one) else 0)


def one_matter(one: Wording, other: Wording) -> float:
    """Return how alike the two wordings are, ``ALIKE`` … ``REWORDED``; 0 where they are two matters."""
    if one.demand != other.demand or one.telling != other.telling:
        return 0
    # 野生动物保护 and 保护野生动物
    if len(one.subject) == len(other.subject) and sorted(one.subject) == sorted(other.subject):
        score: float = REWORDED if one.subject else 0
    else:
        score = fuzz.ratio(one.subject, other.subject, score_cutoff=NARROWED)
        alike = score >= MISTYPED or (score and _narrowed(one, other))
        score = max(ALIKE, min(score, REWORDED)) if alike else 0
    return 0 if score and _contradict(one.scope, other.scope) else score


def _contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(ours and theirs and ours != theirs for ours, theirs in zip(one, other, strict=True))


def _narrowed(one: Wording, other: Wording) -> bool:
    """Whether one subject is the other with a word more, 生活垃圾分类. Added at the very end it is another thing.

    Where something is asked that word ends the name, so nothing added to the subject does.
    """
    short, long = sorted((one.subject, other.subject), key=len)
    return (
        len(short) >= _SHORTEST_NARROWED
        and LCSseq.similarity(short, long) == len(short)
        and (one.demand != PUBLICITY or short[-1] == long[-1])
    )


def _names_part(wanted: Wording, listing: str) -> bool:
    """Whether ``listing`` (反诈、普法、消防等宣传) names ``wanted`` (普法, 普法宣传) as one of several."""
    return any(
        part.subject == wanted.subject and wanted.demand in {part.demand, wording(listing).demand}
        for part in _parts(listing)
    )


@lru_cache(maxsize=4096)
def _parts(listing: str) -> tuple[Wording, ...]:
    """Return what a name that lists several matters says of each; nothing where it lists none."""
    parts = _LISTED.split(listing)
    if len(parts) == 1:
        return ()
    said = [wording(part) for part in (*parts, parts[-1].partition("等")[0])]
    return tuple(part for part in said if len(part.subject) >= _SHORTEST_PART)


class Matched(NamedTuple):
    """Which candidate (its place) is the same matter, and how sure that is (0…100)."""

    place: int
    score: float


class MatterIndex:
    """The matters of a form as ``(name, body)``, to be found by the words of another."""

    def __init__(self, named: Sequence[tuple[str, str]]) -> None:
        self._named = named
        self._by_key: dict[str, list[int]] = {}
        for index, (name, _) in enumerate(named):
            self._by_key.setdefault(matter_key(name), []).append(index)

    def best(self, name: str, body: str) -> Matched | None:
        """Return the one most like ``name``, of equals that of the same body, else the first; None where none is."""
        short = matter_key(name)
        same = self._by_key.get(short)
        if same and short:
            return Matched(self._of_body(same, body), SAME)
        others = self._candidates(name) - {short}
        alike = [(score, other) for other in others if (score := _in_other_words(name, self._shown(other)))]
        if not alike:
            return None
        most = max(score for score, _ in alike)
        indexes = sorted(index for score, short in alike if score == most for index in self._by_key[short])
        return Matched(self._of_body(indexes, body), most)

    def _of_body(self, indexes: Sequence[int], body: str) -> int:
        if len(indexes) == 1:
            return indexes[0]
        wanted = key(body)
        return next((index for index in indexes if key(self._named[index][1]) == wanted), indexes[0])

    def _candidates(self, name: str) -> set[str]:
        return {short for trait in _traits(name) for short in self._keys_by_trait.get(trait, ())}

    @cached_property
    def _keys_by_trait(self) -> dict[Hashable, list[str]]:
        """What is asked only of a name that none equals: most matters bear the same name on each form."""
        found: dict[Hashable, list[str]] = defaultdict(list)
        for short in self._by_key:
            for trait in _traits(self._shown(short)):
                found[trait].append(short)
        return found

    def _shown(self, short: str) -> str:
        return self._named[self._by_key[short][0]][0]


def same_matters(ones: Iterable[MatterName], others: Sequence[MatterName]) -> Iterator[Matched | None]:
    """Yield for each of ``ones`` which of ``others`` is the same matter of the same unit, None where none is."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, other in enumerate(others):
        if other.name:
            places[other.unit].append(place)
    known = {unit: MatterIndex([others[place][:2] for place in those]) for unit, those in places.items()}
    for one in ones:
        match = known[one.unit].best(one.name, one.body) if one.unit in known else None
        yield Matched(places[one.unit][match.place], match.score) if match else None


@lru_cache(maxsize=4096)
def _traits(name: str) -> frozenset[Hashable]:
    """Return what two names share, one or another of it, if they are alike: how they ask, or what one of them lists."""
    said = wording(name)
    return frozenset({(said.demand, said.telling), *(part.subject for part in (said, *_parts(name)))})
