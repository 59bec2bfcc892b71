"""Who asks something of the schools: the bodies (牵头实施单位) that a cell names, and whether they are the same."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.groups import Groups
from jianfu_cli.core.model.roster import Roster

_OWN_LEVEL = re.compile(r"^(?:本|全)?[县区市]级?(?=.{2})")
# A space is as often noise within a name as it is a separator.
_BODY_PARTS = re.compile(r"[、,，;；/\n]+")


# What belongs to a body is that body: 公安局交警大队, 教育局人事科; the traffic police are the police's by any name.
_OFFICE = re.compile(r"(?<=.局).{2,12}[队科股室所]$|(?:交警|交通警察)[大支中]队$")
_EDUCATION = re.compile("教(?:育|体|科|文|和)*局")


class Bodies:
    """Who asks something of schools, by kind: the city's police and a county's are both 公安局. Each is read once."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def area(self, unit: str) -> str:
        """Return the county whose schools ``unit`` asks; "" where they are all the city's."""
        return unit if self._roster.has_area(unit) else ""

    def kinds(self, body: str, unit: str) -> frozenset[str]:
        """Return the kinds of the bodies that ask what ``unit`` reports under ``body``."""
        if (body, unit) not in self._known:
            bodies, area = organisers(body, unit, self._roster), self.area(unit)
            self._known[body, unit] = frozenset(_kind(one, area) for one in bodies)
        return self._known[body, unit]


def _kind(body: str, area: str) -> str:
    bare = body.removeprefix("市")
    return "教育局" if body == area or _EDUCATION.fullmatch(bare) else bare


def organisers(body: str, unit: str, roster: Roster) -> frozenset[str]:
    """Return who asks, to tell bodies apart: a county's without the county's name, its education bureau as the county.

    应急局 and 应急管理局 are one, as the roster's names of the city's departments tell. Without a body it is the unit
    itself.
    """
    asked_by = [_whole(one) for one in _bodies(body)] or [key(unit)]
    if roster.has_area(unit):
        return frozenset(_of_county(one, unit, roster) for one in asked_by)
    return frozenset(roster.find(one) or one for one in asked_by)


def _whole(body: str) -> str:
    return _OFFICE.sub(lambda office: "" if body[office.start() - 1] == "局" else "公安局", body)


def _of_county(body: str, county: str, roster: Roster) -> str:
    bare = _OWN_LEVEL.sub("", body.removeprefix(key(county)))
    named = roster.find(body)
    if county in {named, roster.find(f"{county}{bare}")}:
        return county
    return (roster.find(f"市{bare}") or named or bare).removeprefix("市")


class Party(NamedTuple):
    """Bodies that ask together, if only once, and the rows in which they ask, ascending."""

    bodies: frozenset[str]
    rows: tuple[int, ...]


# Who asks, as a row names it: the body and the unit that reports it.
Reporter = tuple[str, str]


def overlapping_parties(asked: Sequence[Reporter], bodies: Bodies) -> tuple[list[int], list[int]]:
    """Return the rows (places in ``asked``) from which some school has one thing twice, and one for each party.

    Several bodies that ask it of the same schools overlap (通知二：同一层级多部门): within one county, among the city's
    departments, or the city's and a county's of another kind. Those of different counties have no school in common.
    """
    rows_of: dict[Reporter, list[int]] = defaultdict(list)
    for row, reporter in enumerate(asked):
        rows_of[reporter].append(row)
    by_county: dict[str, list[Reporter]] = {}
    for reporter in rows_of:
        by_county.setdefault(bodies.area(reporter[1]), []).append(reporter)
    city_wide = by_county.get("", [])
    rows: set[int] = set()
    firsts: list[int] = []
    counted: set[str] = set()
    for county, reporters in by_county.items():
        candidates = [*reporters, *city_wide] if county else reporters
        # Most counties name one body, in the same words on each form: nobody need be asked who that is.
        if len(candidates) == 1:
            continue
        parties = joined(Party(bodies.kinds(*reporter), tuple(rows_of[reporter])) for reporter in candidates)
        if len(parties) > 1:
            rows.update(row for party in parties for row in party.rows)
            firsts += [party.rows[0] for party in parties if party.bodies.isdisjoint(counted)]
            counted.update(body for party in parties for body in party.bodies)
    return sorted(rows), sorted(firsts)


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


def same_bodies(one: str, other: str) -> bool:
    """Say whether two cells name the same body first, or the same bodies in any order."""
    if one == other:
        return True
    first, second = _bodies(one), _bodies(other)
    return not first or not second or first[0] == second[0] or set(first) == set(second)


def _bodies(text: str) -> list[str]:
    return [key(part) for part in _BODY_PARTS.split(text) if part.strip()]
