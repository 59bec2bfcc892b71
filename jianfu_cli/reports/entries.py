"""How JSON reports describe a file and the forms in it (contract.md, JSON report)."""

from collections.abc import Iterable
from typing import Any

from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import Answer
from jianfu_cli.core.model.form import Form, SourceFile


def file_entry(file: SourceFile) -> dict[str, Any]:
    """Return the entry of one file, with its forms."""
    return {
        "path": file.path,
        "sha256": file.sha256,
        "type": file.type,
        "outcome": file.outcome,
        "forms": [form_entry(form) for form in file.forms],
    }


def answer_entry(answer: Answer | None) -> dict[str, Any] | None:
    """Return the entry of what a person said of a finding; None where nobody said anything."""
    if answer is None:
        return None
    return {"answer": answer.answer, "by": answer.by, "on": answer.on.isoformat() if answer.on else None}


def decision_entries(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """Return an entry for each decision that was obeyed (contract.md, decisions)."""
    return [
        {
            "number": decision.number,
            "issue": decision.issue.value,
            "unit": decision.unit,
            "attachment": decision.attachment,
            "path": decision.path,
            "decision": decision.decision,
            "why": decision.why,
            "by": decision.by,
            "on": decision.on.isoformat() if decision.on else None,
        }
        for decision in decisions
    ]


def form_entry(form: Form) -> dict[str, Any]:
    """Return the entry of one form; dates are ISO, null where unknown."""
    return {
        "attachment": form.attachment,
        "unit": form.owner.unit,
        "sheet": form.place.sheet,
        "header_row": form.place.header_row,
        "rows": len(form.body.rows),
        "nil": form.body.nil,
        "reported_on": form.header.reported_on.isoformat() if form.header.reported_on else None,
        "received_on": form.owner.received_on.isoformat() if form.owner.received_on else None,
        "received_from": form.owner.received_from,
        "sure": form.recognition.sure,
        "evidence": list(form.recognition.evidence),
    }
