"""Who asks something of the schools: the bodies (牵头实施单位) that a cell names, and whether they are the same."""

import re
from collections.abc import Sequence

from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.groups import Groups
from jianfu_cli.core.model.roster import Kind, Roster

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
        return unit if self._roster.kind_of.get(unit) is Kind.COUNTY else ""

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
    if roster.kind_of.get(unit) is Kind.COUNTY:
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


def overlapping_parties(asked: Sequence[tuple[str, str]], askers: Bodies) -> tuple[list[int], list[int]]:
    """Return the places in ``asked`` of all from whom some school has one thing twice, and of one for each party.

    ``asked`` are bodies with the units that report them. Several bodies that ask it of the same schools overlap
    (通知二：同一层级多部门): within one county, among the city's departments, or the city's and a county's of another
    kind. Those of different counties have no school in common.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for place, asker in enumerate(asked):
        places.setdefault(asker, []).append(place)
    by_area: dict[str, list[tuple[str, str]]] = {}
    for asker in places:
        by_area.setdefault(askers.area(asker[1]), []).append(asker)
    members: set[int] = set()
    parties: list[int] = []
    shown: set[str] = set()
    everywhere = by_area.get("", [])
    for area, own in by_area.items():
        within = sorted([*own, *everywhere], key=places.__getitem__) if area else own
        # Most counties name one body, in the same words on each form: nobody need be asked who that is.
        if len(within) == 1:
            continue
        kinds = [askers.kinds(*asker) for asker in within]
        firsts = first_of_each(kinds)
        if len(firsts) > 1:
            members.update(place for asker in within for place in places[asker])
            parties += [places[within[nth]][0] for nth in firsts if not kinds[nth] & shown]
            shown.update(body for nth in firsts for body in kinds[nth])
    return sorted(members), sorted(parties)


def first_of_each(askers: Sequence[frozenset[str]]) -> list[int]:
    """Return the places in ``askers`` of one asker for each party: bodies that ask together once are one party."""
    parties = Groups(len(askers))
    named: dict[str, int] = {}
    for place, bodies in enumerate(askers):
        for body in bodies:
            first = named.setdefault(body, place)
            if first != place:
                parties.join(first, place)
    return sorted({parties.first(place) for place in range(len(askers))})


def same_bodies(one: str, other: str) -> bool:
    """Say whether two cells name the same body first, or the same bodies in any order."""
    if one == other:
        return True
    first, second = _bodies(one), _bodies(other)
    return not first or not second or first[0] == second[0] or set(first) == set(second)


def _bodies(text: str) -> list[str]:
    return [key(part) for part in _BODY_PARTS.split(text) if part.strip()]
