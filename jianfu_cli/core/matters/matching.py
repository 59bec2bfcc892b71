"""Is it the same matter, under slightly different words? Never by wild guess.

附件2, 附件3 and 附件7 name one matter in three places, typed anew each time: brackets, quotes, 进校园 or
not, 2024年, 活动 or 工作 come and go. Names are compared by what they say (``matters.names``), in three steps: nothing
tells them apart, they ask one thing, they are about one subject (fuzzy matching with similarity thresholds).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.blocking import Blocks
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
    return (wanted.subject, wanted.demand) in _asked_in(listing)


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


# Too many names resemble this one to compare it with all: nobody can say which is the same matter, nor that none is.
UNDECIDED: Final = Matched(-1, 0)

# The first place of each body, ascending: one name of a form's row.
_Places = Mapping[str, int]


class MatterIndex:
    """The matters of a form as ``(name, body)``, to be found by the words of another."""

    def __init__(self, named: Sequence[tuple[str, str]]) -> None:
        self._named = named
        self._by_key = self._places_by(lambda name: [matter_key(name)])

    def best(self, name: str, body: str) -> Matched | None:
        """Return the one most like ``name``, of equals that of the same body, else the first; None where none is.

        It is ``UNDECIDED`` where more names resemble it than the budget allows to compare.
        """
        short = matter_key(name)
        if not short:
            return None
        if short in self._by_key:
            return Matched(_first([self._by_key[short]], body), SAME)
        said = wording(name)
        block = self._blocks.get((said.demand, said.telling))
        near, complete = block.near(said) if block else ({}, True)
        if not complete:
            return UNDECIDED
        alike = [(score, self._by_wording[told]) for told, score in near.items()]
        alike += [(ALIKE, places) for places in self._parts_in_common(name)]
        if not alike:
            return None
        most = max(score for score, _ in alike)
        return Matched(_first([places for score, places in alike if score == most], body), most)

    def _parts_in_common(self, name: str) -> Iterator[_Places]:
        """Yield where ``name`` is one of several that are listed, and where what it lists itself is named."""
        said = wording(name)
        asked = [(said.subject, said.demand)]
        yield from (self._by_part[one] for one in asked if one in self._by_part)
        yield from (self._by_subject[one] for one in _asked_in(name) if one in self._by_subject)

    # What is asked only of a name that none equals: most matters bear the same name on each form.
    @cached_property
    def _by_wording(self) -> Mapping[Hashable, _Places]:
        return self._places_by(lambda name: [wording(name)])

    @cached_property
    def _by_subject(self) -> Mapping[Hashable, _Places]:
        return self._places_by(lambda name: [(wording(name).subject, wording(name).demand)])

    @cached_property
    def _by_part(self) -> Mapping[Hashable, _Places]:
        return self._places_by(_asked_in)

    @cached_property
    def _blocks(self) -> Mapping[tuple[str, tuple[str, ...]], "_Block"]:
        together: dict[tuple[str, tuple[str, ...]], dict[Wording, None]] = defaultdict(dict)
        for name, _ in self._named:
            said = wording(name)
            together[said.demand, said.telling][said] = None
        return {asked: _Block(list(wordings)) for asked, wordings in together.items()}

    def _places_by(self, labels: Callable[[str], Iterable[Hashable]]) -> Mapping[Hashable, _Places]:
        found: dict[Hashable, dict[str, int]] = defaultdict(dict)
        for place, (name, body) in enumerate(self._named):
            for label in labels(name):
                found[label].setdefault(key(body), place)
        return dict(found)


class _Block:
    """Wordings that ask one thing and that nothing tells apart."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self._subjects = Blocks.of([said.subject for said in wordings], NARROWED)

    def near(self, said: Wording) -> tuple[dict[Wording, float], bool]:
        """Return those that are one matter with ``said`` and how alike they are, and whether all were compared."""
        places, complete = self._subjects.near(said.subject)
        alike = {self._wordings[place]: one_matter(said, self._wordings[place]) for place in places}
        return {told: score for told, score in alike.items() if score}, complete


def _first(alike: Sequence[_Places], body: str) -> int:
    """Return the first place of ``body``; where it has none, the first of all."""
    wanted = key(body)
    return min(
        [places[wanted] for places in alike if wanted in places] or [next(iter(places.values())) for places in alike]
    )


def _asked_in(listing: str) -> set[Hashable]:
    """Return each ``(subject, demand)`` that ``listing`` names as one of several (反诈、普法、消防等宣传)."""
    asked = wording(listing).demand
    return {(part.subject, demand) for part in _parts(listing) for demand in (part.demand, asked)}


def same_matters(ones: Iterable[MatterName], others: Sequence[MatterName]) -> Iterator[Matched | None]:
    """Yield for each of ``ones`` which of ``others`` is the same matter of the same unit, as ``MatterIndex.best``."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, other in enumerate(others):
        if other.name:
            places[other.unit].append(place)
    known = {unit: MatterIndex([others[place][:2] for place in those]) for unit, those in places.items()}
    for one in ones:
        match = known[one.unit].best(one.name, one.body) if one.unit in known else None
        sure = match is not None and match is not UNDECIDED
        yield Matched(places[one.unit][match.place], match.score) if match and sure else match
