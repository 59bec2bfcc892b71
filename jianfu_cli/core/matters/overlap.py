"""Groups of names that mean the same matter, among any number of names (多头重复).

Comparing all with all grows with the square of the names. Only names that ask one thing, and that nothing tells apart,
are put side by side, and of those only the ones that share rare pairs are compared (``blocking``). What is
alike belongs together, by however many steps (union-find): a name left uncompared may still join its group by others.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jianfu_cli.core.matters.blocking import Blocks
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.groups import Groups
from jianfu_cli.core.matters.matching import NARROWED, one_matter
from jianfu_cli.core.matters.names import MatterName, Wording, Words, matter_key
from jianfu_cli.core.matters.parties import Overlapping, overlapping_parties
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.roles import ColumnRole, FormRole

# What a form of activities has, and one of faults found has not.
_OF_ACTIVITIES = frozenset({ColumnRole.HELD, ColumnRole.SCOPE, ColumnRole.MANNER})


def asks_schools(attachment: Attachment) -> bool:
    """Say whether the rows of ``attachment`` are activities that bodies ask of schools: that two ask one is a fault."""
    roles = attachment.column_by_role.keys()
    listing = attachment.role in {FormRole.PROBLEMS, FormRole.WHITELIST}
    return listing and {ColumnRole.MATTER, ColumnRole.BODY} <= roles and not _OF_ACTIVITIES.isdisjoint(roles)


class AlikeNames(NamedTuple):
    """Groups (indexes, ascending) of two or more names that mean the same matter, in order of their first name.

    ``uncompared`` are the names that resemble more of those before them than the budget allows to compare.
    """

    groups: tuple[tuple[int, ...], ...]
    uncompared: tuple[int, ...]


def overlapping(matters: Sequence[MatterName], alike: AlikeNames, bodies: Bodies) -> tuple[Overlapping, ...]:
    """Return the groups of ``matters``, whose names are ``alike``, that have two parties or more (matters.parties).

    A body's own matter on several forms is no overlap, nor is one that bodies ask together, nor what each county asks
    of its own schools.
    """
    found = []
    for group in alike.groups:
        asked = overlapping_parties([(matters[place].body, matters[place].unit) for place in group], bodies)
        found += [
            Overlapping(tuple(group[nth] for nth in one.members), tuple(group[nth] for nth in one.parties), one.area)
            for one in asked
        ]
    return tuple(sorted(found))


def alike_names(names: Sequence[str], words: Words) -> AlikeNames:
    """Group ``names`` that mean the same matter. Empty names belong to no group."""
    rows: dict[Wording, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if matter_key(name):
            rows[words.wording(name)].append(index)
    wordings = list(rows)
    groups = Groups(len(wordings))
    uncompared: list[int] = []
    for block in _side_by_side(wordings):
        near = Blocks.within([wordings[place].subject for place in block], NARROWED)
        for place, (others, complete) in zip(block, near, strict=True):
            uncompared += () if complete else rows[wordings[place]]
            for other in (block[nth] for nth in others):
                if groups.first(place) != groups.first(other) and one_matter(wordings[place], wordings[other]):
                    groups.join(place, other)
    collected: dict[int, list[int]] = defaultdict(list)
    for place, indexes in enumerate(rows.values()):
        collected[groups.first(place)].extend(indexes)
    together = sorted(tuple(sorted(group)) for group in collected.values() if len(group) > 1)
    return AlikeNames(tuple(together), tuple(sorted(uncompared)))


def _side_by_side(wordings: Sequence[Wording]) -> Iterator[list[int]]:
    """Yield the places of wordings that ask one thing and that nothing tells apart."""
    together: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for place, said in enumerate(wordings):
        together[said.demand, said.telling].append(place)
    yield from together.values()
