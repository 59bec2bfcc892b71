"""``review.json`` (contract.md, review)."""

from typing import Any

from jianfu_cli.core.approvals.amending import Amendment
from jianfu_cli.core.approvals.application import Listed
from jianfu_cli.core.approvals.ledger import number_of
from jianfu_cli.core.approvals.review import Review, Reviewed
from jianfu_cli.reports.json_text import json_text

FORMAT = "jianfu-review/1"


def as_json(review: Review, amended: Amendment | None = None) -> str:
    """Return applications and load as JSON text; ``decisions`` are what people entered in the ledger.

    ``amend`` stands there where the list is to be amended.
    """
    load = review.load
    content = {
        "format": FORMAT,
        "campaign": review.campaign.id,
        "as_of": review.as_of.isoformat(),
        "counts": {suggestion.value: count for suggestion, count in review.counts.items()}
        | {"decided": review.decided},
        "lists": list(review.lists),
        "applications": [_application(one) for one in review.every],
        "load": {
            school: {term: load.number(school, term) for term in terms} for school, terms in load.by_school.items()
        },
        "decisions": [_decision(one) for one in review.every if one.decided],
        "not_run": [{"code": code, "why": why} for code, why in review.not_run],
        "later": list(review.later),
        "unread": [{"path": path, "why": why} for path, why in review.unread],
    }
    return json_text(content | ({"amend": _amendment(amended)} if amended else {}))


def _amendment(amended: Amendment) -> dict[str, Any]:
    changes = amended.changes
    return {
        "lists": [
            {"area": room.area, "total": room.total, "cap": room.cap, "left": room.left} for room in amended.rooms
        ],
        "additions": [
            {
                "unit": reviewed.application.unit,
                "matter": reviewed.application.matter,
                "suggestion": reviewed.suggestion.value,
                "fits": amended.fits(reviewed),
            }
            for reviewed in amended.additions
        ],
        "changes": {
            "new": [_item(item) for item in changes.new],
            "gone": [_item(item) for item in changes.gone],
            "frequency": [
                _item(reviewed.item) | {"before": reviewed.before, "after": reviewed.after}
                for reviewed in changes.changed
            ],
            "same": changes.same,
        }
        if changes
        else None,
    }


def _item(item: Listed) -> dict[str, Any]:
    return {"unit": item.unit, "matter": item.matter, "body": item.body}


def _application(reviewed: Reviewed) -> dict[str, Any]:
    asked = reviewed.application
    return {
        "unit": asked.unit,
        "matter": asked.matter,
        "suggestion": reviewed.suggestion.value,
        "listed": reviewed.listed.matter if reviewed.listed else None,
        "days_before": reviewed.days_before,
        "reasons": [{"code": reason.code, "message": reason.message} for reason in reviewed.reasons],
        "path": asked.path,
        "row": asked.row,
    }


def _decision(reviewed: Reviewed) -> dict[str, Any]:
    decided = reviewed.decided
    assert decided is not None
    return {
        "number": number_of(reviewed.application),
        "unit": reviewed.application.unit,
        "matter": reviewed.application.matter,
        "proposed": reviewed.proposed.value,
        "decision": decided.decision.value,
        "why": decided.why,
        "by": decided.by,
        "on": decided.on.isoformat() if decided.on else None,
    }
