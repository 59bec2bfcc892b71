"""Groups of names that mean the same matter, among any number of names (多头重复).

Comparing all with all grows with the square of the names. Only names that ask one thing, and that nothing tells apart,
are put side by side, and of those only the ones that share one of their rarest pairs of characters are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, process

from jianfu_cli.core.matters.bodies import Bodies, overlapping_parties
from jianfu_cli.core.matters.groups import Groups
from jianfu_cli.core.matters.matching import NARROWED, one_matter
from jianfu_cli.core.matters.names import MatterName, Wording, matter_key, wording
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.roster import Roster

# Each character in place of another costs a subject two pairs, and one in ten may be mistyped.
_RAREST, _LENGTH_A_PAIR = 3, 4
# What very many subjects share tells nothing; their rarer pairs bring the alike ones together.
_MOST_SHARING = 400


# What a form of activities has, and one of faults found has not.
_OF_ACTIVITIES = frozenset({ColumnRole.HELD, ColumnRole.SCOPE, ColumnRole.MANNER})


def asks_schools(attachment: Attachment) -> bool:
    """Say whether the rows of ``attachment`` are activities that bodies ask of schools: that two ask one is a fault."""
    roles = attachment.column_by_role.keys()
    listing = attachment.role in {FormRole.PROBLEMS, FormRole.WHITELIST}
    return listing and {ColumnRole.MATTER, ColumnRole.BODY} <= roles and not _OF_ACTIVITIES.isdisjoint(roles)


class Overlapping(NamedTuple):
    """One matter that several parties ask of schools: places of all that name it, and of one for each party."""

    members: tuple[int, ...]
    parties: tuple[int, ...]


def overlapping(matters: Sequence[MatterName], roster: Roster) -> Iterator[Overlapping]:
    """Yield the groups of ``matters`` that mean the same and have two parties or more, in order of their first.

    A body's own matter on several forms is no overlap, nor is one that bodies ask together, nor what each county asks
    of its own schools (core.asking).
    """
    askers = Bodies(roster)
    for group in alike_groups([matter.name for matter in matters]):
        members, parties = overlapping_parties([(matters[place].body, matters[place].unit) for place in group], askers)
        if parties:
            yield Overlapping(tuple(group[nth] for nth in members), tuple(group[nth] for nth in parties))


def alike_groups(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return groups (indexes into ``names``, ascending) of two or more names that mean the same matter.

    Groups come in order of their first name. Empty names belong to none.
    """
    said: dict[Wording, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if matter_key(name):
            said[wording(name)].append(index)
    wordings = list(said)
    groups = Groups(len(wordings))
    for places in _side_by_side(wordings):
        for one, other in _near([wordings[place].subject for place in places]):
            first, second = places[one], places[other]
            if groups.first(first) != groups.first(second) and one_matter(wordings[first], wordings[second]):
                groups.join(first, second)
    collected: dict[int, list[int]] = defaultdict(list)
    for place, indexes in enumerate(said.values()):
        collected[groups.first(place)].extend(indexes)
    return tuple(sorted(tuple(sorted(group)) for group in collected.values() if len(group) > 1))


def _side_by_side(wordings: Sequence[Wording]) -> Iterator[list[int]]:
    """Yield the places of wordings that ask one thing and that nothing tells apart."""
    together: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for place, said in enumerate(wordings):
        together[said.demand, said.telling].append(place)
    yield from together.values()


def _near(subjects: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in ``subjects`` that may be one subject; most candidates differ plainly."""
    of_characters: dict[str, list[int]] = defaultdict(list)
    for place, subject in enumerate(subjects):
        of_characters["".join(sorted(subject))].append(place)
    for places in of_characters.values():
        if len(places) <= _MOST_SHARING:
            yield from combinations(places, 2)
    for place, others in _candidates(subjects):
        for _, _, nth in process.extract(
            subjects[place], [subjects[other] for other in others], scorer=fuzz.ratio, score_cutoff=NARROWED, limit=None
        ):
            yield place, others[nth]


def _candidates(subjects: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Yield each place in ``subjects`` with those before it that share one of their rarest pairs of characters."""
    common = Counter(pair for subject in subjects for pair in _pairs(subject))
    sharing: dict[str, list[int]] = defaultdict(list)
    for place, subject in enumerate(subjects):
        rarest = sorted(_pairs(subject), key=lambda pair: (common[pair], pair))
        usable = [pair for pair in rarest[: _RAREST + len(subject) // _LENGTH_A_PAIR] if common[pair] <= _MOST_SHARING]
        others = {other for pair in usable for other in sharing[pair]}
        if others:
            yield place, list(others)
        for pair in usable:
            sharing[pair].append(place)


def _pairs(subject: str) -> set[str]:
    return {subject[place : place + 2] for place in range(len(subject) - 1)}
