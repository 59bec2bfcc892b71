"""What ``review`` writes: opinions, ledger, calendar, JSON, and the list with what is added to it."""

from collections.abc import Iterator
from pathlib import Path

from jianfu_cli.core.approvals.amending import Amendment
from jianfu_cli.core.approvals.ledger import (
    AHEAD,
    BODY,
    FILE,
    GROUNDS,
    HELD,
    LEDGER_FILE,
    LEVEL,
    LISTED,
    MATTER,
    NUMBER,
    OPINED_ON,
    REASONS,
    RECEIVED_ON,
    ROW,
    SCHOOLS,
    SUGGESTION,
    TIMES,
    UNIT,
    ApprovalLedger,
    number_of,
)
from jianfu_cli.core.approvals.review import Review, Reviewed
from jianfu_cli.core.filings.carrying import Carried
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.reports.review_json import as_json
from jianfu_cli.reports.school_calendar import as_calendar, as_page
from jianfu_cli.writing.approval_ledger import Value, ledger_with
from jianfu_cli.writing.blanks.workbook import blank_workbook
from jianfu_cli.writing.decisions import refuse_open
from jianfu_cli.writing.whole import Content, write_all
from jianfu_cli.writing.word.amendments import amendment_document
from jianfu_cli.writing.word.opinions import opinions_document

AMENDMENT, ADDED = "清单增列.docx", "拟增列"
OPINIONS, PAGE, CALENDAR, JSON = "审核意见.docx", "进校园日历.html", "进校园日历.ics", "review.json"
OUTPUTS = (OPINIONS, LEDGER_FILE, PAGE, CALENDAR, JSON)


def write_review(
    found: Review, ledger: ApprovalLedger, folder: Path, kept: Path | None = None, amended: Amendment | None = None
) -> tuple[Path, ...]:
    """Write the outputs to ``folder``, and the ledger ``kept`` elsewhere too: all or none; return their places.

    With ``amended`` also what is to be added to the list, and the list with it.

    Raises:
        UsageError: one cannot be written, or the ledger lies open in another program.
    """
    places = {folder / LEDGER_FILE: None, **({kept: None} if kept else {})}
    for place in places:
        refuse_open(place)
    rows = [_row(one, found) for one in found.every if _is_new(one, ledger)]
    former = next((place for place in (kept, folder / LEDGER_FILE) if place and place.exists()), None)
    book = ledger_with(former, rows, found.campaign.title, found.as_of)
    contents: dict[Path, Content] = {
        folder / OPINIONS: opinions_document(found),
        folder / PAGE: as_page(found),
        folder / CALENDAR: as_calendar(found),
        folder / JSON: as_json(found, amended),
        **dict.fromkeys(places, book),
    }
    if amended:
        contents[folder / AMENDMENT] = amendment_document(found, amended)
        contents |= {folder / name: book for name, book in _amended_lists(found, amended)}
    write_all(contents)
    return tuple(contents)


def _amended_lists(found: Review, amended: Amendment) -> Iterator[tuple[str, bytes]]:
    """Yield each list with what was agreed to, as a form to be gone on with, and what it is called."""
    form = found.campaign.by_role(FormRole.WHITELIST)
    if form is None:
        return
    for room in amended.rooms:
        items = [
            (item.texts, item.timing.text, item.matter, item.body, "") for item in found.items if item.area == room.area
        ]
        added = (one.application for one in amended.agreed if one.application.area == room.area)
        items += [(one.texts, one.timing.text, one.matter, one.body, ADDED) for one in added]
        rows = []
        for texts, held, matter, body, remark in items:
            told = {**texts, "matter": matter, "body": body, "held": held, "remark": remark}
            asked = {key: told.get(role, "") for key, role in form.role_by_key.items()}
            rows.append({key: text for key, text in asked.items() if text})
        unit = room.area or next((item.unit for item in found.items if not item.area), "")
        known = unit if unit in found.campaign.roster.kind_of else ""
        carried = Carried(rows=tuple(rows), sources=("清单",))
        yield f"增列后清单_{unit or '市级'}.xlsx", blank_workbook(found.campaign, form, known, carried=carried)


def _is_new(one: Reviewed, ledger: ApprovalLedger) -> bool:
    """Whether the ledger lacks this opinion; of what was decided no more are given."""
    return not one.decided and not ledger.says_the_same(one.application, one.proposed, _reasons(one))


def _reasons(one: Reviewed) -> str:
    return "\n".join(f"{reason.code} {reason.message}" for reason in one.reasons)


def _row(reviewed: Reviewed, found: Review) -> dict[str, Value]:
    asked = reviewed.application
    return {
        NUMBER: number_of(asked),
        OPINED_ON: found.as_of,
        RECEIVED_ON: asked.received_on,
        UNIT: asked.unit,
        MATTER: asked.matter,
        BODY: asked.body,
        LEVEL: asked.texts["level"],
        HELD: asked.timing.text,
        TIMES: asked.texts["frequency"],
        SCHOOLS: asked.texts["schools"],
        GROUNDS: asked.texts["grounds"],
        LISTED: reviewed.listed.matter if reviewed.listed else "",
        AHEAD: reviewed.days_before,
        SUGGESTION: reviewed.proposed.value,
        REASONS: _reasons(reviewed),
        FILE: asked.path,
        ROW: asked.row,
    }
