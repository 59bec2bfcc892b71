"""``clues -f json``: every clue with what it touches, for scripts (docs/contract.md)."""

from datetime import date
from typing import Any

from jianfu_cli import __version__
from jianfu_cli.core.model.meanings import ClueOutcome
from jianfu_cli.core.rollup.clue_model import Clue, ClueGroup, ClueLink, ClueReport
from jianfu_cli.reports.entries import decision_entries
from jianfu_cli.reports.json_text import json_lines_text

FORMAT = "jianfu-clues/1"


def as_json(report: ClueReport) -> str:
    """Return the report as JSON text; the same report gives the same text."""
    return json_lines_text(
        {
            "format": FORMAT,
            "version": __version__,
            "campaign": report.campaign.id,
            "as_of": report.as_of.isoformat(),
            "term_days": report.campaign.limits.clue_days,
            "compared": report.compared,
            "counts": counts(report),
            "clues": [_clue(one) for one in report.clues],
            "groups": [_group(group, report) for group in report.groups],
            "errors": report.errors,
            "refused": [{"path": path, "why": why} for path, why in report.refused],
            "decisions": decision_entries(report.decisions),
        }
    )


def counts(report: ClueReport) -> dict[str, int]:
    """Return how many clues there are of what kind."""
    return {
        "clues": len(report.clues),
        "open": len(report.open),
        "late": len(report.late),
        "closed_late": sum(one.late and not one.open for one in report.clues),
        **{outcome.value: report.count(outcome) for outcome in ClueOutcome},
        "relapses": len(report.relapses),
        "on_list": sum(one.listed is True for one in report.clues),
        "not_on_list": sum(one.listed is False for one in report.clues),
        "groups": len(report.groups),
        "later": report.later,
    }


def _clue(clue: Clue) -> dict[str, Any]:
    return {
        "path": clue.path,
        "sheet": clue.sheet,
        "row": clue.row,
        "unit": clue.unit,
        "number": clue.number,
        "source": clue.source,
        "received_on": _day(clue.received_on),
        "content": clue.content,
        "category": clue.category,
        "schools": list(clue.schools),
        "area": clue.area or None,
        "body": clue.body,
        "assigned_on": _day(clue.assigned_on),
        "outcome": clue.outcome.value,
        "handling": clue.handling,
        "closed_on": _day(clue.closed_on),
        "circulated": clue.circulated,
        "open": clue.open,
        "days_open": clue.days_open,
        "due": _day(clue.due),
        "late": clue.late,
        "links": {
            "problems": [_link(link) for link in clue.linked("problems")],
            "rectifications": [_link(link) for link in clue.linked("rectifications")],
            "listed": [_link(link) for link in clue.linked("listed")],
        },
        "on_list": clue.listed,
        "relapse": clue.relapse,
    }


def _link(link: ClueLink) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if link.kind == "problems":
        more = {"disposition": link.disposition.value if link.disposition else None}
    if link.kind == "rectifications":
        more = {"standing": link.standing.value if link.standing else None, "done_by": _day(link.done_by)}
    return {
        "attachment": link.attachment,
        "unit": link.unit,
        "matter": link.matter,
        "body": link.body,
        "path": link.path,
        "row": link.row,
        "score": link.score,
        "sure": link.sure,
        "evidence": list(link.evidence),
        **more,
    }


def _group(group: ClueGroup, report: ClueReport) -> dict[str, Any]:
    told = (report.clues[place] for place in group.clues)
    return {
        "matter": group.matter,
        "schools": list(group.schools),
        "clues": [{"path": one.path, "row": one.row, "number": one.number} for one in told],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
