"""Forms and findings to the municipal roll-up."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.filings.returns import filings
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.matters.budget import NotCompared, too_many_alike
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import CONFLICTING_VERSIONS, FILE_FAMILY, Finding, Severity
from jianfu_cli.core.model.form import Outcome, SourceFile, filed_forms
from jianfu_cli.core.rollup.figures import figures_of
from jianfu_cli.core.rollup.levels import levels, units_around
from jianfu_cli.core.rollup.model import (
    MergedTable,
    Reconciled,
    RefusedFile,
    RollUp,
    UnusedRow,
)
from jianfu_cli.core.rollup.overlap import in_common, overlaps
from jianfu_cli.core.rollup.progress import weeks_until
from jianfu_cli.core.rollup.reconciliation import reconcile
from jianfu_cli.core.rollup.tables import marks_of, merge_table, parts
from jianfu_cli.core.rollup.tallies import count_rows


def roll_up(
    files: Iterable[SourceFile],
    findings: Iterable[Finding],
    campaign: Campaign,
    as_of: date,
    *,
    strict: bool = False,
    whole_roster: bool = False,
    decisions: Iterable[Decision] = (),
    bundles: Iterable[SourceFile] = (),
) -> RollUp:
    """Merge what came back; the order of ``files`` and ``findings`` does not matter.

    With ``strict``, rows with an error of their own (JF2xx) are left out; with ``whole_roster``,
    filings are judged for every unit of the roster, else for those that sent something. ``bundles`` brought some of
    the files.

    Raises:
        AssertionError: a row was neither merged nor listed as unused (never, or the program is wrong).
    """
    ordered = tuple(sorted(files, key=lambda file: (file.below, file.path)))
    found = tuple(_in_order(findings))
    present = tuple(file for file in ordered if came_by(file, as_of))
    tables, unused = _merge(ordered, found, campaign, as_of, strict=strict)
    units = _units(present, campaign, whole_roster=whole_roster)
    filed = filings(ordered, campaign, as_of, units, until=as_of)
    counted = count_rows(ordered, tables, unused, as_of)
    superseded = Superseded.among(ordered, campaign.same_words, as_of)
    reconciled = reconcile(tables, campaign, as_of)
    overlapping, uncompared = overlaps(tables, campaign)
    common = in_common(tables, campaign)
    open_faults = tuple(finding for finding in superseded.without(found) if not finding.settled)
    bundles = tuple(bundles)
    around = units_around(bundles, ordered)
    figures = figures_of(present, open_faults, tables, filed, campaign=campaign, as_of=as_of, around=around)
    return RollUp(
        campaign=campaign,
        as_of=as_of,
        whole_roster=whole_roster,
        files=ordered,
        findings=found,
        superseded_forms=superseded,
        tables=tables,
        unused=unused,
        refused=tuple(_refused(present, found)),
        filings=filed,
        reconciled=reconciled,
        overlaps=overlapping,
        in_common=common,
        figures=figures,
        tally=counted.total,
        tally_by_attachment=counted.by_attachment,
        tally_by_unit=counted.by_unit(campaign.roster),
        not_compared=tuple(_not_compared(reconciled, uncompared, common.uncompared)),
        decisions=tuple(decisions),
        weeks=weeks_until(ordered, found, campaign, as_of),
        levels=levels(bundles, ordered, tables, unused),
    )


def _not_compared(reconciled: Iterable[Reconciled], uncompared: int, common: int) -> Iterator[NotCompared]:
    undecided = sum(one.undecided for one in reconciled)
    if undecided:
        yield NotCompared("交叉核对", too_many_alike(undecided, "同一单位的另几张表"))
    if uncompared:
        yield NotCompared("重复交叉", too_many_alike(uncompared, "其余各行"))
    if common:
        yield NotCompared("共性问题", too_many_alike(common, "其余各行"))


def _merge(
    files: tuple[SourceFile, ...], findings: tuple[Finding, ...], campaign: Campaign, as_of: date, *, strict: bool
) -> tuple[tuple[MergedTable, ...], tuple[UnusedRow, ...]]:
    marks = marks_of(findings)
    conflicts = {(one.path, one.attachment) for one in findings if one.code == CONFLICTING_VERSIONS and not one.settled}
    filed = parts(files, campaign, as_of, conflicts)
    tables: list[MergedTable] = []
    unused: list[UnusedRow] = []
    for form in campaign.attachments:
        if form.kind == "table":
            came = filed.get(form.id, ())
            if not came and form not in campaign.owed:
                continue
            table, left = merge_table(form, came, marks, strict=strict)
            tables.append(table)
            unused += left
    return tuple(tables), tuple(unused)


def _in_order(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield ``findings`` by file (what has none comes last), then as the rules ordered them; the order is total."""
    for _, alike in groupby(sorted(findings, key=_place), _place):
        those = tuple(alike)
        # What tells the last of them apart is long: nearly none need be asked for it.
        yield from sorted(those, key=repr) if len(those) > 1 else those


def _place(finding: Finding) -> tuple[object, ...]:
    place = (finding.path is None, finding.path or "", finding.order, finding.row or 0, finding.code)
    return (*place, finding.unit or "", finding.attachment or "", finding.cell or "", finding.message)


def _units(files: tuple[SourceFile, ...], campaign: Campaign, *, whole_roster: bool) -> tuple[str, ...]:
    """The units that sent something, and all others of the whole roster, in its order."""
    present = {form.owner.unit for _, form in filed_forms(files) if form.owner.unit}
    present |= {file.inbox_unit for file in files if file.inbox_unit}
    return tuple(sorted(present | set(campaign.roster.names if whole_roster else ()), key=campaign.roster.order))


def _refused(files: tuple[SourceFile, ...], findings: tuple[Finding, ...]) -> Iterable[RefusedFile]:
    said = {
        finding.path: finding.message
        for finding in reversed(findings)
        if finding.family == FILE_FAMILY and finding.severity is Severity.ERROR
    }
    for file in files:
        if file.outcome is Outcome.REFUSED:
            detail = "；".join(problem.detail for problem in file.problems if problem.detail)
            yield RefusedFile(file.path, said.get(file.path) or detail or "文件读不了")
