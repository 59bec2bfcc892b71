"""The figures of 摘要 for scripts: ``merge.json``, ``figures`` (contract.md)."""

from collections import Counter
from typing import Any

from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.matters.common import CommonMatters
from jianfu_cli.core.rollup.figure_model import Figures, UnitFigures, as_number
from jianfu_cli.core.rollup.model import RollUp


def figures_entry(roll_up: RollUp) -> dict[str, Any]:
    """Return the figures of all, and under ``by_unit`` those of each unit that sent something or owes it."""
    figures = roll_up.figures
    missing = Counter(filing.unit for filing in roll_up.filings if filing.state is State.MISSING)
    overlaps = Counter(unit for overlap in roll_up.overlaps for unit in {row.unit for _, row in overlap.rows})
    return {
        **_counts(figures, figures.total),
        "units_filed": figures.units_heard,
        "units_due": figures.units_expected,
        "missing": roll_up.missing,
        "overlaps": len(roll_up.overlaps),
        "common": _common(roll_up.in_common),
        "by_unit": {
            unit: {**_counts(figures, own), "missing": missing[unit], "overlaps": overlaps[unit]}
            for unit, own in _by_unit(roll_up).items()
        },
        **_by_level(figures),
    }


def _by_level(figures: Figures) -> dict[str, Any]:
    """The figures of units with all that lie in them; nothing where none lies in another."""
    levels = {one.figures.unit: {"units": one.units, **_counts(figures, one.figures)} for one in figures.levels}
    return {"by_level": levels} if levels else {}


def _common(found: CommonMatters) -> dict[str, Any]:
    """共性问题: how many matters there are, how many of them and of their rows are common, and which, by units."""
    return {
        "matters": len(found.every),
        "common": len(found.common),
        "rows": found.rows,
        "list": [
            {
                "matter": matter.matter,
                "units": list(matter.units),
                "rows": matter.rows,
                "bodies": [{"body": body, "units": units} for body, units in matter.bodies],
            }
            for matter in found.common
        ],
    }


def _by_unit(roll_up: RollUp) -> dict[str, UnitFigures]:
    """Every unit in order of the roster, those that sent nothing too: they count nothing."""
    figures = roll_up.figures
    sent = {one.unit: one for one in figures.units}
    units = sorted({*sent, *(one.unit for one in figures.unit_filings)}, key=roll_up.campaign.roster.order)
    return {unit: sent.get(unit) or figures.nothing(unit) for unit in units}


def _counts(figures: Figures, own: UnitFigures) -> dict[str, Any]:
    totals: dict[str, dict[str, int | float]] = {}
    for total, number in zip(figures.totals, own.totals, strict=True):
        totals.setdefault(total.attachment.id, {})[total.column.key] = as_number(number)
    return {
        "problems": own.problems,
        "by_category": dict(zip(figures.categories, own.categories, strict=True)),
        "by_disposition": dict(zip(figures.dispositions, own.dispositions, strict=True)),
        "rectifications": own.rectifications,
        "by_progress": {state.value: number for state, number in own.standings.items()},
        "whitelist": own.whitelist,
        "totals": totals,
    }
