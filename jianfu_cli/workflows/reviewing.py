"""``review``: applications, lists and the ledger read, and the applications judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from jianfu_cli.core.approvals.application import Application, Listed, applications_on, listed_on
from jianfu_cli.core.approvals.ledger import (
    NEEDED,
    ApprovalLedger,
    LedgerEntry,
)
from jianfu_cli.core.approvals.reason import Reason
from jianfu_cli.core.approvals.review import Review, distinct, review
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
from jianfu_cli.workflows.inspect import InspectOptions, inspect, read_files

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
        read = read_files(collect([path], known).sources, known, jobs)
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
