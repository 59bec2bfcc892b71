"""Is it the same matter, under slightly different words? Never by wild guess.

附件2, 附件3 and 附件7 name one matter in three places, typed anew each time: brackets, quotes, 进校园 or
not, 2024年, 活动 or 工作 come and go. Names are compared by what they say (``matters.names``), in three steps: nothing
tells them apart, they ask one thing, they are about one subject (fuzzy matching with similarity thresholds).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.matters.blocking import Blocks
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.budget import MOST_CANDIDATES
from jianfu_cli.core.matters.demands import PUBLICITY
from jianfu_cli.core.matters.names import (
    MatterName,
    Wording,
    Words,
    matter_key,
    of_other_years,
    without_parts,
    years_of,
)

# How alike two names are, 0…100: equal but for marks and fillers; of one subject in other words; the least that counts.
SAME, REWORDED, ALIKE = 100, 95, 85
# A subject with a word more may be the same; any other difference is another subject, unless it is a slip.
NARROWED, MISTYPED = 80, 90
# Two matters whose subjects are as alike as this are near enough for a person to look at the pair.
NEAR = 60
_SHORTEST_NARROWED, _SHORTEST_PART = 4, 2
_NO_YEAR = ""
_LISTED = pattern_of(r"[、；;和与及暨]")


def likeness(first: str, second: str, words: Words) -> float:
    """Return how alike two names are: ``SAME``, ``REWORDED``, down to ``ALIKE``; 0 where they are two matters."""
    if not matter_key(first) or of_other_years(first, second):
        return 0
    if matter_key(first) == matter_key(second):
        return SAME
    said, told = words.wording(first), words.wording(second)
    alike = one_matter(said, told)
    return alike or (ALIKE if _names_part(said, second, words) or _names_part(told, first, words) else 0)


def one_matter(first: Wording, second: Wording) -> float:
    """Return how alike the two wordings are, ``ALIKE`` … ``REWORDED``; 0 where they are two matters."""
    if first.demand != second.demand or first.telling != second.telling:
        return 0
    # 野生动物保护 and 保护野生动物
    if len(first.subject) == len(second.subject) and sorted(first.subject) == sorted(second.subject):
        score: float = REWORDED if first.subject else 0
    else:
        score = fuzz.ratio(first.subject, second.subject, score_cutoff=NARROWED)
        alike = score >= MISTYPED or (score and _narrowed(first, second))
        score = max(ALIKE, min(score, REWORDED)) if alike else 0
    return 0 if score and _contradict(first.scope, second.scope) else score


def _contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(ours and theirs and ours != theirs for ours, theirs in zip(one, other, strict=True))


def _narrowed(first: Wording, second: Wording) -> bool:
    """Whether one subject is the other with a word more, 生活垃圾分类. Added at the very end it is another thing.

    Where something is asked that word ends the name, so nothing added to the subject does.
    """
    short, long = sorted((first.subject, second.subject), key=len)
    return (
        len(short) >= _SHORTEST_NARROWED
        and LCSseq.similarity(short, long) == len(short)
        and (first.demand != PUBLICITY or short[-1] == long[-1])
    )


def _names_part(wanted: Wording, listing: str, words: Words) -> bool:
    """Whether ``listing`` (反诈、普法、消防等宣传) names ``wanted`` (普法, 普法宣传) as one of several."""
    return (wanted.subject, wanted.demand) in _asked_in(listing, words)


def _asked_in(listing: str, words: Words) -> set[Hashable]:
    """Return each ``(subject, demand)`` that ``listing`` names as one of several (反诈、普法、消防等宣传)."""
    parts = _LISTED.split(without_parts(listing))
    if len(parts) == 1:
        return set()
    asked = words.wording(listing).demand
    said = [words.wording(part) for part in (*parts, parts[-1].partition("等")[0])]
    return {
        (part.subject, demand)
        for part in said
        if len(part.subject) >= _SHORTEST_PART
        for demand in (part.demand, asked)
    }


class Matched(NamedTuple):
    """Which candidate (its place) is the same matter, and how sure that is (0…100)."""

    place: int
    score: float


# Too many names resemble this one to compare it with all: nobody can say which is the same matter, nor that none is.
UNDECIDED: Final = Matched(-1, 0)

# The first place of each body, ascending.
_Bodies = Mapping[str, int]


class _Places:
    """Where one thing is named: the first place of each body, among all names and among those of each year."""

    def __init__(self) -> None:
        self._all: dict[str, int] = {}
        self._of_year: dict[str, dict[str, int]] = defaultdict(dict)

    def enter(self, place: int, name: str, body: str) -> None:
        self._all.setdefault(body, place)
        for year in years_of(name) or {_NO_YEAR}:
            self._of_year[year].setdefault(body, place)

    def of_its_years(self, name: str) -> list[_Bodies]:
        """Return what is not said of another year than ``name`` is; none of them is empty."""
        years = years_of(name)
        if not years:
            return [self._all]
        return [self._of_year[year] for year in (_NO_YEAR, *sorted(years)) if year in self._of_year]


class MatterIndex:
    """The matters of a form as ``(name, body)``, to be found by the words of another; bodies as ``Bodies.identity``."""

    def __init__(self, named: Sequence[tuple[str, str]], words: Words) -> None:
        self._named, self._words = named, words
        self._by_key = self._places_by(lambda name: [matter_key(name)])

    def best(self, name: str, body: str) -> Matched | None:
        """Return the one most like ``name``, of equals that of the same body, else the first; None where none is.

        It is ``UNDECIDED`` where more names resemble it than the budget allows to compare.
        """
        short = matter_key(name)
        if not short:
            return None
        known = self._by_key.get(short)
        if known and (equal := known.of_its_years(name)):
            return Matched(_first(equal, body), SAME)
        said = self._words.wording(name)
        block = self._blocks.get((said.demand, said.telling))
        near, complete = block.near(said) if block else ({}, True)
        if not complete:
            return UNDECIDED
        found: dict[float, list[_Places]] = defaultdict(list)
        for told, score in near.items():
            found[score].append(self._by_wording[told])
        found[ALIKE] += self._parts_in_common(name)
        for score in sorted(found, reverse=True):
            if fitting := [bodies for places in found[score] for bodies in places.of_its_years(name)]:
                return Matched(_first(fitting, body), score)
        return None

    def nearest(self, name: str) -> Matched | None:
        """Return another matter whose name comes near ``name``, and how near (0…100), for a person to look at.

        What is said of one subject comes near: 上半年安全检查 and 下半年安全检查, 食品安全检查 and 食品安全宣传.
        """
        subjects, blocks = self._near_subjects
        places = [subjects[place] for place in blocks.near(self._words.wording(name).subject).places]
        short = matter_key(name)
        each_at_most = max(1, MOST_CANDIDATES // max(1, len(places)))
        candidates = [place for each in places for place in each[:each_at_most]]
        scored = [(fuzz.ratio(short, matter_key(self._named[place][0])), -place) for place in candidates]
        score, place = max(scored, default=(0.0, 1))
        return Matched(-place, score) if scored else None

    def _parts_in_common(self, name: str) -> Iterator[_Places]:
        """Yield where ``name`` is one of several that are listed, and where what it lists itself is named."""
        said = self._words.wording(name)
        asked = [(said.subject, said.demand)]
        yield from (self._by_part[one] for one in asked if one in self._by_part)
        yield from (self._by_subject[one] for one in _asked_in(name, self._words) if one in self._by_subject)

    # What is asked only of a name that none equals: most matters bear the same name on each form.
    @cached_property
    def _by_wording(self) -> Mapping[Hashable, _Places]:
        return self._places_by(lambda name: [self._words.wording(name)])

    @cached_property
    def _by_subject(self) -> Mapping[Hashable, _Places]:
        return self._places_by(lambda name: [self._words.wording(name)[:2]])

    @cached_property
    def _by_part(self) -> Mapping[Hashable, _Places]:
        return self._places_by(lambda name: _asked_in(name, self._words))

    @cached_property
    def _blocks(self) -> Mapping[tuple[str, tuple[str, ...]], "_Block"]:
        together: dict[tuple[str, tuple[str, ...]], dict[Wording, None]] = defaultdict(dict)
        for name, _ in self._named:
            said = self._words.wording(name)
            together[said.demand, said.telling][said] = None
        return {asked: _Block(list(wordings)) for asked, wordings in together.items()}

    @cached_property
    def _near_subjects(self) -> tuple[list[list[int]], Blocks]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, (name, _) in enumerate(self._named):
            if len(places[subject := self._words.wording(name).subject]) < MOST_CANDIDATES:
                places[subject].append(place)
        return list(places.values()), Blocks.of(list(places), NEAR)

    def _places_by(self, labels: Callable[[str], Iterable[Hashable]]) -> Mapping[Hashable, _Places]:
        found: dict[Hashable, _Places] = defaultdict(_Places)
        for place, (name, body) in enumerate(self._named):
            for label in labels(name):
                found[label].enter(place, name, body)
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


def _first(alike: Sequence[_Bodies], body: str) -> int:
    """Return the first place of ``body``; where it has none, the first of all."""
    of_body = [places[body] for places in alike if body in places]
    return min(of_body or [next(iter(places.values())) for places in alike])


def near_pairs(ones: Sequence[str], others: Sequence[tuple[str, str]], words: Words) -> dict[int, int]:
    """Pair names of one unit that answer nothing, the nearest first; each stands in one pair at most.

    Return place in ``ones`` → place in ``others``; those are ``(name, body)`` as in ``MatterIndex``.
    """
    known = MatterIndex(others, words)
    found = [(match.score, place, match.place) for place, name in enumerate(ones) if (match := known.nearest(name))]
    pairs: dict[int, int] = {}
    for _, one, other in sorted(found, key=lambda pair: -pair[0]):
        if other not in pairs.values():
            pairs[one] = other
    return pairs


def same_matters(
    ones: Iterable[MatterName], others: Sequence[MatterName], words: Words, bodies: Bodies
) -> Iterator[Matched | None]:
    """Yield for each of ``ones`` which of ``others`` is the same matter of the same unit, as ``MatterIndex.best``."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, other in enumerate(others):
        if other.name:
            places[other.unit].append(place)
    known = {
        unit: MatterIndex([_named(others[place], bodies) for place in those], words) for unit, those in places.items()
    }
    for one in ones:
        match = known[one.unit].best(*_named(one, bodies)) if one.unit in known else None
        sure = match is not None and match is not UNDECIDED
        yield Matched(places[one.unit][match.place], match.score) if match and sure else match


def _named(one: MatterName, bodies: Bodies) -> tuple[str, str]:
    return one.name, bodies.identity(one.body, one.unit)
