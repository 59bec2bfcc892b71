"""Who owes what is past due: units that sent nothing, units that lack some, units that lack the same."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from jianfu_cli.core.filings.returns import Filing, State
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.core.rollup.model import RollUp


class Silence(NamedTuple):
    """Who is past due: units that sent nothing at all, and those that lack some attachments, in order of the roster."""

    silent: dict[str, Filing]
    lacking: dict[str, tuple[Filing, ...]]


class LackingAlike(NamedTuple):
    """Units of one kind ("" of none) that lack the same attachments: ``附件1—3``."""

    kind: str
    attachments: str
    units: tuple[str, ...]


def silence(roll_up: RollUp) -> Silence:
    """Return who is past due and has sent nothing, and who lacks some of what is due."""
    heard = {one.unit for one in roll_up.filings if one.counting and one.due}
    missing = _missing(roll_up)
    return Silence(
        {unit: those[0] for unit, those in missing.items() if unit not in heard},
        {unit: tuple(those) for unit, those in missing.items() if unit in heard},
    )


def lacking_alike(roll_up: RollUp) -> tuple[LackingAlike, ...]:
    """Return the units by kind and what they lack, of each kind those that lack most first."""
    groups: dict[tuple[str | None, tuple[str, ...]], list[Filing]] = defaultdict(list)
    for those in _missing(roll_up).values():
        groups[those[0].kind, tuple(one.attachment for one in those)].append(those[0])
    order = {kind.id: nth for nth, kind in enumerate(roll_up.campaign.kinds)}
    ordered = sorted(groups.items(), key=lambda group: (order.get(group[0][0] or "", len(order)), -len(group[0][1])))
    return tuple(
        LackingAlike(
            roll_up.campaign.kind_by_id[kind].label if kind else "",
            labels(roll_up, attachments),
            tuple(one.unit for one in those),
        )
        for (kind, attachments), those in ordered
    )


def labels(roll_up: RollUp, attachments: Iterable[str]) -> str:
    """Name attachments together, ``附件1—4、7``; "" where there are none."""
    return labels_of(map(roll_up.campaign.attachment, attachments))


def _missing(roll_up: RollUp) -> dict[str, list[Filing]]:
    missing: dict[str, list[Filing]] = {}
    for one in roll_up.filings:
        if one.state is State.MISSING:
            missing.setdefault(one.unit, []).append(one)
    return missing
