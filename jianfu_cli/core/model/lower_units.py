"""Units of a lower level put into a campaign: a county's own schools, which nobody above has listed."""

from collections.abc import Iterable, Mapping

from jianfu_cli.core.model.base import MisplacedError
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.nesting import check_nesting
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.core.model.unit import Unit

LOWER = "lower"


def nested_kind(campaign: Campaign, outer: str = "") -> UnitKind:
    """Return the one kind of units that lie in others; else one more, within the kind that has an area of its own.

    Of several (schools in districts in counties) it is the one that lies in the kind of the unit ``outer``.
    """
    nested = [kind for kind in campaign.kinds if kind.within]
    if len(nested) == 1:
        return nested[0]
    below = [kind for kind in nested if kind.within == campaign.roster.kind_of.get(outer)]
    if len(below) == 1:
        return below[0]
    around = next((kind.id for kind in campaign.kinds if kind.area), None)
    return UnitKind(id=LOWER, label="下级单位", within=around)


def with_units(campaign: Campaign, units: Mapping[UnitKind, tuple[Unit, ...]], outer: str = "") -> Campaign:
    """Return ``campaign`` with these ``units`` in the place of those of their kinds.

    A kind that it has not lies in the kind with an area, and files what that files by the same days. ``outer`` is the
    unit they lie in where they do not say themselves.

    Raises:
        ValueError: two units bear one name, or it is not said in which unit one lies; the text says which, in Chinese.
    """
    nested = nested_kind(campaign, outer)
    known = {kind.id for kind in campaign.kinds}
    added = {kind: kind.model_copy(update={"within": nested.within}) for kind in units if kind.id not in known}
    kinds = (*campaign.kinds, *added.values())
    placed = {added.get(kind, kind): _placed(those, outer, campaign) for kind, those in units.items()}
    every = _held({**campaign.units, **{kind.id: _fit(those, kind) for kind, those in placed.items()}})
    duties = tuple(
        duty.model_copy(
            update={
                "due": duty.due
                | {kind.id: duty.due[kind.within] for kind in added.values() if kind.within in duty.due},
                "may": (*duty.may, *(kind.id for kind in added.values() if kind.within in duty.may)),
            }
        )
        for duty in campaign.duties
    )
    Campaign._units_differ(every)  # noqa: SLF001 -- a copy is not checked by itself
    changed = {"kinds": kinds, "units": every, "duties": duties}
    # What the copy has worked out already is copied too.
    fresh = {"roster": Roster(every, campaign.city, kinds), "kind_by_id": {kind.id: kind for kind in kinds}}
    fresh["_duty_by_id"] = dict(zip((form.id for form in campaign.attachments), duties, strict=True))
    copy = campaign.model_copy(update=changed | fresh)
    try:
        check_nesting(kinds, every)
    except MisplacedError as error:
        raise ValueError(str(error)) from error
    return copy


def _held(units: Mapping[str, tuple[Unit, ...]]) -> dict[str, tuple[Unit, ...]]:
    """Return ``units`` without those that lay in one which is no longer there, and what lay in these."""
    names = {unit.name for those in units.values() for unit in those}
    held = {kind: tuple(unit for unit in those if unit.within in {"", *names}) for kind, those in units.items()}
    return held if held == units else _held(held)


def _placed(units: Iterable[Unit], outer: str, campaign: Campaign) -> tuple[Unit, ...]:
    """Return ``units`` with the canonical name of the one that each lies in."""
    find = campaign.roster.find
    return tuple(
        unit.model_copy(update={"within": (find(unit.within) or unit.within) if unit.within else outer})
        for unit in units
    )


def _fit(units: tuple[Unit, ...], kind: UnitKind) -> tuple[Unit, ...]:
    return units if kind.within else tuple(unit.model_copy(update={"within": ""}) for unit in units)
