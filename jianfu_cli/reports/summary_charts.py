"""The charts of 摘要.html, and what their tones and patterns mean."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import STANDING_LABELS, RectificationStatus
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.reports.charts import ChartPart, bars, stacks
from jianfu_cli.reports.line_chart import Line, lines

if TYPE_CHECKING:
    from jianfu_cli.reports.summary_view import Summary

STATE_CSS = {State.ON_TIME: "mid", State.LATE: "hatched", State.MISSING: "strong", State.NOT_DUE: "blank"}
STANDING_CSS = {
    RectificationStatus.DONE: "mid",
    RectificationStatus.OPEN: "blank",
    RectificationStatus.OVERDUE: "strong",
    RectificationStatus.UNCLEAR: "dotted",
}
CHOICE_CSS = ("strong", "mid", "hatched", "blank", "dotted", "crossed")
"""Tones and patterns of 意见建议, in its order: no two of them look alike in grey."""


def charts(view: "Summary", roll_up: RollUp) -> dict[str, Markup]:
    """Draw what the campaign has, by the names that the template knows."""
    figures = roll_up.figures
    problems, rectifications = (
        figures.rows_called.get(role, "") for role in (FormRole.PROBLEMS, FormRole.RECTIFICATIONS)
    )
    named = legends(view)
    drawn = {
        "categories": bars(
            "categories", view.category_called, [(one.name, one.number) for one in view.categories], "项"
        ),
        "dispositions": stacks(
            "dispositions",
            view.disposition_called,
            [(problems, [one.number for one in view.dispositions])],
            named["dispositions"],
        ),
        "filings": stacks(
            "filings",
            "各附件报送情况（单位数）",
            [(one.attachment, one.counts) for one in view.filings],
            named["filings"],
        ),
    }
    if view.standings:
        done = [one.number for one in view.standings]
        drawn["standings"] = stacks("standings", view.standings_called, [(rectifications, done)], named["standings"])
    if view.days:
        drawn["days"] = _burn_down(view, rectifications)
    return drawn


def legends(view: "Summary") -> dict[str, list[ChartPart]]:
    """Return the parts of each chart, by its name."""
    return {
        "dispositions": [
            ChartPart(one.name, CHOICE_CSS[nth % len(CHOICE_CSS)]) for nth, one in enumerate(view.dispositions)
        ],
        "standings": [ChartPart(STANDING_LABELS[state], STANDING_CSS[state]) for state in RectificationStatus],
        "filings": [ChartPart(STATE_LABELS[state], STATE_CSS[state]) for state in State],
        "days": [ChartPart("全部", "every"), ChartPart("尚未完成", "left"), ChartPart("其中逾期", "late")],
    }


def _burn_down(view: "Summary", called: str) -> Markup:
    every, left, late = legends(view)["days"]
    drawn = [
        Line(f"{called}{every.name}", every.css, [one.rectifications for one in view.days]),
        Line(left.name, left.css, [one.rectifications - one.done for one in view.days]),
        Line(late.name, late.css, [one.overdue for one in view.days]),
    ]
    return lines("days", f"{view.standings_called}（项）", [one.as_of for one in view.days], drawn)
