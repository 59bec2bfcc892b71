"""The charts of 摘要.html, and what their colours mean."""

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import STANDING_LABELS, Figures, RectificationStatus
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.reports.charts import ChartPart, bars, stacks

if TYPE_CHECKING:
    from jianfu_cli.reports.summary import Summary

_STATE_CSS = {State.ON_TIME: "good", State.LATE: "warn", State.MISSING: "bad", State.NOT_DUE: "none"}
_STANDING_CSS = {
    RectificationStatus.DONE: "good",
    RectificationStatus.OPEN: "none",
    RectificationStatus.OVERDUE: "past",
    RectificationStatus.UNCLEAR: "unsaid",
}


def charts(view: "Summary", figures: Figures) -> dict[str, Markup]:
    """Draw what the campaign has, by the names that the template knows."""
    problems, rectifications = (
        figures.rows_called.get(role, "") for role in (FormRole.PROBLEMS, FormRole.RECTIFICATIONS)
    )
    dispositions = [ChartPart(name, f"p{nth}") for nth, (name, _) in enumerate(view.dispositions)]
    standings = [ChartPart(STANDING_LABELS[state], _STANDING_CSS[state]) for state in RectificationStatus]
    states = [ChartPart(STATE_LABELS[state], _STATE_CSS[state]) for state in State]
    drawn = {
        "categories": bars("categories", figures.category_called, view.categories, "项"),
        "dispositions": stacks(
            "dispositions",
            figures.disposition_called,
            [(problems, [value for _, value in view.dispositions])],
            dispositions,
        ),
        "filings": stacks("filings", "各附件报送情况（单位数）", [(n, v) for n, v, _ in view.filings], states),
    }
    if view.standings:
        done = [value for _, value in view.standings]
        drawn["standings"] = stacks("standings", view.standings_called, [(rectifications, done)], standings)
    return drawn


def legends(roll_up: RollUp) -> dict[str, Any]:
    """Return ``(name, CSS class)`` of the parts of each chart."""
    names = roll_up.figures.dispositions
    return {
        "dispositions": [(name, f"p{nth}") for nth, name in enumerate(names)],
        "standings": [(STANDING_LABELS[state], _STANDING_CSS[state]) for state in RectificationStatus],
        "filings": [(STATE_LABELS[state], _STATE_CSS[state]) for state in State],
    }
