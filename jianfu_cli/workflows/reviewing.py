"""``review``: applications and lists read, judged, and written as opinions, ledger, calendar and JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from jianfu_cli.core.approvals.amending import Amendment
from jianfu_cli.core.approvals.application import Application, Listed, applications_on, listed_on
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
    NEEDED,
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
    LedgerEntry,
    number_of,
)
from jianfu_cli.core.approvals.reason import Reason
from jianfu_cli.core.approvals.review import Review, Reviewed, distinct, review
from jianfu_cli.core.filings.carrying import Carried
from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import CELL_FAMILY, WATCH_FAMILY, Finding, Severity
from jianfu_cli.core.model.form import Form, Outcome, SourceFile, filed_forms
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.approval_ledger import read_entries
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.limits import limits_from
from jianfu_cli.reading.rolled_up import read_roll_up
from jianfu_cli.reading.sources import collect
from jianfu_cli.reports.review_json import as_json
from jianfu_cli.reports.school_calendar import as_calendar, as_page
from jianfu_cli.workflows.inspect import InspectOptions, inspect, read_files
from jianfu_cli.writing.approval_ledger import Value, ledger_with
from jianfu_cli.writing.blanks.workbook import blank_workbook
from jianfu_cli.writing.decisions import refuse_open
from jianfu_cli.writing.whole import Content, write_all
from jianfu_cli.writing.word.amendments import amendment_document
from jianfu_cli.writing.word.opinions import opinions_document

AMENDMENT, ADDED = "清单增列.docx", "拟增列"
OPINIONS, PAGE, CALENDAR, JSON = "审核意见.docx", "进校园日历.html", "进校园日历.ics", "review.json"
OUTPUTS = (OPINIONS, LEDGER_FILE, PAGE, CALENDAR, JSON)

_Found = Mapping[Application, tuple[list[Reason], list[str]]]


def read_review(
    paths: Sequence[Path],
    lists: Sequence[Path],
    ledger: ApprovalLedger,
    campaign: Campaign,
    as_of: date,
    jobs: int | None = None,
    *,
    amending: bool = False,
) -> Review:
    """Read applications and lists, and judge them; ``amending``: as additions to the list.

    Raises:
        UsageError: a path is not there; the campaign has no applications; a list cannot be read, or is none.
    """
    if campaign.approval is None or campaign.by_role(FormRole.APPLICATIONS) is None:
        raise UsageError(
            f"{campaign.title}没有审批报备表（role: applications 的附件和 approval）；可用 --campaign access-review"
        )
    inspection = inspect(paths, campaign, as_of, InspectOptions(jobs=jobs))
    here = [(file, form) for file, form in filed_forms(inspection.files) if came_by(file, as_of)]
    asked = distinct(
        [
            one
            for file, form in here
            if campaign.attachment(form.attachment).role is FormRole.APPLICATIONS
            for one in applications_on(form, file.path, campaign, as_of)
        ]
    )
    listed, sources = _listed(here, lists, campaign, as_of, jobs)
    if amending and not sources:
        raise UsageError("--amend 要有今年的清单，用 --list 写明")
    found = _found(asked, inspection.findings, campaign)
    every, load, not_run = review(asked, listed if sources else None, ledger, campaign, found, amending=amending)
    later = tuple(file.path for file in inspection.files if file.forms and not came_by(file, as_of))
    unread = tuple(_unread(inspection.files))
    return Review(campaign, as_of, every, load, sources, tuple(listed), not_run, later, unread)


def read_list(paths: Sequence[Path], campaign: Campaign, as_of: date, jobs: int | None = None) -> list[Listed]:
    """Return the items of the lists ``paths``.

    Raises:
        UsageError: one is not there, cannot be read, or is no list.
    """
    return _listed((), paths, campaign, as_of, jobs)[0]


def _unread(files: Iterable[SourceFile]) -> Iterator[tuple[str, str]]:
    for file in files:
        if file.outcome is Outcome.REFUSED:
            yield file.path, "；".join(problem.detail for problem in file.problems if problem.detail)


def _listed(
    here: Iterable[tuple[SourceFile, Form]], lists: Sequence[Path], campaign: Campaign, as_of: date, jobs: int | None
) -> tuple[list[Listed], tuple[str, ...]]:
    """Return the items of all lists, those that lie among the applications too, and the paths of the lists."""
    found = [(file.path, form) for file, form in here if _is_list(form, campaign)]
    of = campaign.approval.lists_of if campaign.approval and lists else ""
    known = load_campaign(of) if of else campaign
    found += [(str(path), form) for path in lists for form in _forms_of(path, known, jobs)]
    items = [item for path, form in found for item in listed_on(form, path, campaign, as_of)]
    return items, tuple(dict.fromkeys(path for path, _ in found))


def _forms_of(path: Path, known: Campaign, jobs: int | None) -> list[Form]:
    """Return the whitelists at ``path``: the one place where a list may be a form, a roll-up, or what holds forms.

    Raises:
        UsageError: there is none.
    """
    roll_up = read_roll_up(path, known, limits_from()[0])
    if roll_up:
        forms, why = list(roll_up.tables), ""
    else:
        read = read_files(collect([path], known.roster).sources, known, jobs)
        files = tuple(file for _, those in read for file in those)
        forms = [form for _, form in filed_forms(files)]
        why = "；".join(problem.detail for file in files for problem in file.problems if problem.detail)
    lists = [form for form in forms if _is_list(form, known)]
    if not lists:
        raise UsageError(f"--list {path}：{why or '里面没有认出白名单'}")
    return lists


def _is_list(form: Form, campaign: Campaign) -> bool:
    return campaign.attachment(form.attachment).role is FormRole.WHITELIST


def _found(applications: Sequence[Application], findings: Iterable[Finding], campaign: Campaign) -> _Found:
    """Return the faults of each row that the unit must mend, and what a person should look at besides."""
    at = {
        (application.path, application.form.place.sheet if application.form else None, application.row): application
        for application in applications
    }
    found: dict[Application, tuple[list[Reason], list[str]]] = {application: ([], []) for application in applications}
    for finding in findings:
        application = at.get((finding.path or "", finding.sheet, finding.row or 0))
        if application is None or finding.settled:
            continue
        if finding.family == CELL_FAMILY and finding.severity is Severity.ERROR:
            found[application][0].append(
                Reason(finding.code, _role(finding, application, campaign), _said(finding), finding.hint)
            )
        elif finding.family == WATCH_FAMILY and finding.severity is Severity.WARNING:
            found[application][1].append(_said(finding))
    return found


def _role(finding: Finding, application: Application, campaign: Campaign) -> str:
    form = campaign.attachment(application.form.attachment) if application.form else None
    columns = form.columns if form else ()
    return next((form.asked_by(column.key) for column in columns if form and column.heading == finding.column), "")


def _said(finding: Finding) -> str:
    return f"{finding.column_tag}{finding.message}"


def read_ledger_book(path: Path) -> ApprovalLedger:
    """Return the ledger kept at ``path``; an empty one where there is none yet.

    Raises:
        UsageError: it cannot be read, or is no ledger.
    """
    if not path.exists():
        return ApprovalLedger()
    guard, _ = limits_from()
    return ApprovalLedger(LedgerEntry(texts) for texts in read_entries(path, guard, NEEDED))


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
