"""Whom a school has one thing from: the parties that ask it, and whose it is to settle where they are several."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from jianfu_cli.core.matters.bodies import ABOVE, CITY, OWN, Bodies
from jianfu_cli.core.matters.groups import Groups

# Who asks, as a row names it: the body and the unit that reports it.
Reporter = tuple[str, str]


class Party(NamedTuple):
    """Bodies that ask together, if only once, and the rows in which they ask, ascending."""

    bodies: frozenset[str]
    rows: tuple[int, ...]


class Overlapping(NamedTuple):
    """One matter that several parties ask of the same schools: places of all rows that name it, and of one a party.

    ``area`` is the county whose own bodies these are, and whose it is to settle; "" where the city's are among them.
    """

    members: tuple[int, ...]
    parties: tuple[int, ...]
    area: str


def overlapping_parties(asked: Sequence[Reporter], bodies: Bodies) -> list[Overlapping]:
    """Return where some school has one thing twice, by the places of the rows in ``asked``.

    Several bodies that ask it of the same schools overlap (通知二：同一层级多部门): within one county, among the city's
    departments whoever reports them, or the city's and a county's of another kind. The city's and a county's of one
    kind are two where the county itself names both; else it is handed down. Those of different counties have no school
    in common.
    Who is not named is no party.
    """
    rows_of: dict[Reporter, list[int]] = defaultdict(list)
    for row, reporter in enumerate(asked):
        rows_of[reporter].append(row)
    by_county: dict[str, list[Reporter]] = {}
    for reporter in rows_of:
        if bodies.organs(*reporter):
            by_county.setdefault(bodies.area(reporter[1]), []).append(reporter)
    city_wide = by_county.get("", [])
    found: list[tuple[str, list[Party]]] = []
    cities: list[tuple[str, list[Party]]] = []
    for county, reporters in by_county.items():
        candidates = [*reporters, *city_wide] if county else reporters
        apart = _at_both_levels(reporters, bodies) if county else frozenset()
        parties = joined(Party(_asking(reporter, apart, bodies), tuple(rows_of[reporter])) for reporter in candidates)
        if len(parties) > 1:
            settles = county if all(bodies.are_own(*reporter) for reporter in reporters) else ""
            (cities if city_wide else found).append((settles, parties))
    if not cities:
        found += _told_by_counties(by_county, rows_of, bodies, [parties for _, parties in found])
    groups = [_one(parties, county) for county, parties in found]
    return sorted([*groups, *([_together(cities)] if cities else [])])


def _at_both_levels(reporters: Iterable[Reporter], bodies: Bodies) -> frozenset[str]:
    """The organs of which one county names the city's and its own: 市公安局 and 区公安分局."""
    named = {body for reporter in reporters for body in bodies.read(*reporter)}
    above = {body.organ for body in named if body.level in {CITY, ABOVE}}
    return frozenset(above & {body.organ for body in named if body.level == OWN})


def _asking(reporter: Reporter, apart: frozenset[str], bodies: Bodies) -> frozenset[str]:
    """Which organs a row names; those ``apart`` are others where they are the city's."""
    is_above = not bodies.area(reporter[1])
    return frozenset(
        f"{body.level or CITY} {body.organ}"
        if body.organ in apart and (is_above or body.level in {CITY, ABOVE})
        else body.organ
        for body in bodies.read(*reporter)
    )


def _told_by_counties(
    by_county: Mapping[str, Sequence[Reporter]],
    rows_of: Mapping[Reporter, Sequence[int]],
    bodies: Bodies,
    told: Iterable[Sequence[Party]],
) -> list[tuple[str, list[Party]]]:
    """What the city's bodies ask that counties alone tell of, unless one of them has ``told`` it all."""
    above = [asks for asks in chain.from_iterable(by_county.values()) if not bodies.are_own(*asks)]
    parties = joined(Party(bodies.organs(*reporter), tuple(rows_of[reporter])) for reporter in above)
    theirs = {body for party in parties for body in party.bodies}
    is_told = any(theirs <= {body for party in those for body in party.bodies} for those in told)
    return [("", parties)] if len(parties) > 1 and not is_told else []


def _one(parties: Sequence[Party], area: str) -> Overlapping:
    rows = sorted(row for party in parties for row in party.rows)
    return Overlapping(tuple(rows), tuple(party.rows[0] for party in parties), area)


def _together(cities: Iterable[tuple[str, Sequence[Party]]]) -> Overlapping:
    """One group of what the city's bodies ask too: who was counted in one county is no further party in the next."""
    rows: set[int] = set()
    firsts: list[int] = []
    counted: set[str] = set()
    for _, parties in cities:
        rows.update(row for party in parties for row in party.rows)
        firsts += [party.rows[0] for party in parties if party.bodies.isdisjoint(counted)]
        counted.update(body for party in parties for body in party.bodies)
    return Overlapping(tuple(sorted(rows)), tuple(sorted(firsts)), "")


def joined(parties: Iterable[Party]) -> list[Party]:
    """Return ``parties`` with those that share a body, by however many steps, made one; in order of their first row."""
    each = list(parties)
    groups = Groups(len(each))
    named: dict[str, int] = {}
    for place, party in enumerate(each):
        for body in party.bodies:
            groups.join(named.setdefault(body, place), place)
    together: dict[int, list[Party]] = defaultdict(list)
    for place, party in enumerate(each):
        together[groups.first(place)].append(party)
    return sorted((_one_of(several) for several in together.values()), key=lambda party: party.rows)


def _one_of(parties: Sequence[Party]) -> Party:
    bodies = frozenset(body for party in parties for body in party.bodies)
    return Party(bodies, tuple(sorted(row for party in parties for row in party.rows)))
