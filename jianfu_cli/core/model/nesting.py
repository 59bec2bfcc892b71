"""Units that lie in others: a school in a county."""

from collections.abc import Mapping, Sequence

from jianfu_cli.core.model.base import MisplacedError
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.unit import Unit


def check_nesting(kinds: Sequence[UnitKind], units: Mapping[str, Sequence[Unit]]) -> None:
    """See that each unit that lies in another lies in one of the roster.

    Raises:
        MisplacedError: it does not.
    """
    known = {kind.id: kind for kind in kinds}
    for place, kind in enumerate(kinds):
        around = [kind.id]
        while (outer := known[around[-1]].within) is not None:
            if outer not in known or outer in around:
                raise MisplacedError(f"within 应为另一个单位类别，不能是“{outer}”", "kinds", place, "within")
            around.append(outer)
        others = {unit.name for unit in units.get(kind.within or "", ())}
        for nth, unit in enumerate(units.get(kind.id, ())):
            if unit.within and unit.within not in others:
                raise MisplacedError(f"“{unit.name}”所在的“{unit.within}”不在名册里", "units", kind.id, nth, "within")
            if len(others) > 1 and not unit.within:
                raise MisplacedError(f"没有写明“{unit.name}”在哪个单位里（within）", "units", kind.id, nth)
