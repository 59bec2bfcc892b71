"""``progress`` for programs: JSON and CSV (contract.md, progress -f json)."""

from datetime import date
from typing import Any

from jianfu_cli.core.rollup.histories import Matter
from jianfu_cli.core.rollup.progress import Progress, ProgressStep
from jianfu_cli.reports.csv_text import csv_text
from jianfu_cli.reports.entries import decision_entries
from jianfu_cli.reports.json_text import json_text

FORMAT = "jianfu-progress/1"
_COLUMNS = ("unit", "matter", "body", "first_seen", "deadline", "state", "closed_on", "reopened_on", "path")


def as_json(progress: Progress) -> str:
    """Return days and matters as JSON text; dates are ISO, null where there is none."""
    content = {
        "format": FORMAT,
        "campaign": progress.campaign.id,
        "dates": [_step(step) for step in progress.steps],
        "matters": [_matter(matter) for matter in progress.matters],
        "decisions": decision_entries(progress.decisions),
    }
    return json_text(content)


def as_csv(progress: Progress) -> str:
    """Return a row a matter as CSV."""
    matters = (_matter(matter) for matter in progress.matters)
    return csv_text(_COLUMNS, ([matter[column] for column in _COLUMNS] for matter in matters))


def _step(step: ProgressStep) -> dict[str, Any]:
    totals = {"problems": step.problems, "rectifications": step.rectifications}
    return {"as_of": step.as_of.isoformat(), **totals, **{state.value: n for state, n in step.counts.items()}}


def _matter(matter: Matter) -> dict[str, Any]:
    return {
        "unit": matter.unit,
        "matter": matter.matter,
        "body": matter.body,
        "first_seen": _iso(matter.first_seen),
        "deadline": _iso(matter.deadline),
        "state": matter.state.value,
        "closed_on": _iso(matter.closed_on),
        "reopened_on": _iso(matter.reopened_on),
        "path": matter.path,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
