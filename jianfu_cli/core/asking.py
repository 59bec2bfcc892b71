"""Who asks something of the schools: the bodies (牵头实施单位) that a cell names, and whether they are the same."""

import re
from collections.abc import Sequence

from jianfu_cli.core.groups import Groups
from jianfu_cli.core.roster import Kind, Roster
from jianfu_cli.core.text import key

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
    parties = Groups(len(askers))
    named: dict[str, int] = {}
    for place, bodies in enumerate(askers):
        for body in bodies:
            parties.join(named.setdefault(body, place), place)
    return sorted({parties.first(place) for place in range(len(askers))})


def same_bodies(one: str, other: str) -> bool:
    """Say whether two cells name the same body first, or the same bodies in any order."""
    if one == other:
        return True
    first, second = _bodies(one), _bodies(other)
    return not first or not second or first[0] == second[0] or set(first) == set(second)


def _bodies(text: str) -> list[str]:
    return [key(part) for part in _BODY_PARTS.split(text) if part.strip()]
