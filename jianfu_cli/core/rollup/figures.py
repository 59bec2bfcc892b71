"""The figures of the overview and the summary, counted once from the merged rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jianfu_cli.core.filings.returns import Filing, State
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.form import LITTER, SourceFile, filed_forms
from jianfu_cli.core.model.quantities import quantity
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.rollup.figure_model import (
    UNCLEAR,
    Figures,
    FilingFigures,
    LevelFigures,
    RectificationStatus,
    TotalColumn,
    UnitFigures,
    UnitFilings,
)
from jianfu_cli.core.rollup.model import NO_UNIT, MergedRow, MergedTable, table_of
from jianfu_cli.core.rollup.reconciliation import standing

ALL_UNITS = "合计"
_COUNTED = FormRole.PROBLEMS, FormRole.RECTIFICATIONS, FormRole.WHITELIST


def figures_of(
    files: tuple[SourceFile, ...],
    findings: tuple[Finding, ...],
    tables: Sequence[MergedTable],
    filed: tuple[Filing, ...],
    *,
    campaign: Campaign,
    as_of: date,
    around: Mapping[str, str] | None = None,
) -> Figures:
    """Count merged rows by category, disposition, standing and unit, filings by attachment, ``findings`` by unit.

    ``around`` has for units that are not in the roster the one whose bundle brought them.
    """
    problems = table_of(tables, FormRole.PROBLEMS)
    count = _counted(files, findings, tables, campaign, as_of)
    expected = {filing.unit for filing in filed if filing.due}
    return Figures(
        rows_called={role: form.rows_called for role in _COUNTED if (form := campaign.by_role(role))},
        category_called=_heading(problems, ColumnRole.CATEGORY),
        disposition_called=_heading(problems, ColumnRole.DISPOSITION),
        categories=count.categories,
        dispositions=count.dispositions,
        totals=count.totals,
        units=tuple(count.of(unit) for unit in sorted(_senders(files), key=campaign.roster.order)),
        total=count.all(),
        filings=tuple(_filing_figures(filed, campaign)),
        unit_filings=tuple(_unit_filings(filed)),
        units_expected=len(expected),
        units_heard=len({filing.unit for filing in filed if filing.counting} & expected),
        forms=sum(len(file.forms) for file in files),
        levels=tuple(_levels(count, _senders(files), campaign, around or {})),
    )


def _counted(
    files: tuple[SourceFile, ...],
    findings: tuple[Finding, ...],
    tables: Sequence[MergedTable],
    campaign: Campaign,
    as_of: date,
) -> "_Count":
    problems, rectifications, kept = (table_of(tables, role) for role in _COUNTED)
    names, choices = _categories(problems, campaign), _choices(problems)
    totals = tuple(_total_columns(tables))
    return _Count(
        categories=names,
        dispositions=choices,
        totals=totals,
        problems=Counter(row.unit for row in _rows(problems)),
        sorted_out=Counter((row.unit, _category(problems, row, campaign)) for row in _rows(problems)),
        disposed=Counter((row.unit, _disposition(problems, row, choices)) for row in _rows(problems)),
        standings=Counter(
            (row.unit, standing(rectifications, row, campaign, as_of))
            for row in _rows(rectifications)
            if rectifications
        ),
        whitelist=Counter(row.unit for row in _rows(kept)),
        sums=_sums(tables, totals),
        findings=_findings_by_unit(files, findings),
    )


def _levels(
    count: "_Count", senders: Iterable[str], campaign: Campaign, around: Mapping[str, str]
) -> Iterable[LevelFigures]:
    """The figures of each unit in which senders lie, its own among them, in order of the roster."""
    roster = campaign.roster
    inside: dict[str, list[str]] = defaultdict(list)
    for unit in sorted(senders, key=roster.order):
        outer = around.get(unit, "") if unit not in roster.kind_of else ""
        for one in (outer, *roster.around(outer)) if outer else roster.around(unit):
            inside[one].append(unit)
    for outer in sorted(inside, key=roster.order):
        yield LevelFigures(len(inside[outer]), count.together((outer, *inside[outer]), outer))


def _senders(files: tuple[SourceFile, ...]) -> set[str]:
    """The units that sent something; what a computer leaves in a folder (Thumbs.db) nobody sent."""
    sent = {file.inbox_unit for file in files if file.inbox_unit and file.type != LITTER}
    return {form.owner.unit or NO_UNIT for _, form in filed_forms(files)} | sent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """Counters by unit and what is counted."""

    categories: tuple[str, ...]
    dispositions: tuple[str, ...]
    totals: tuple[TotalColumn, ...]
    problems: Counter[str]
    sorted_out: Counter[tuple[str, str]]
    disposed: Counter[tuple[str, str]]
    standings: Counter[tuple[str, RectificationStatus]]
    whitelist: Counter[str]
    sums: dict[tuple[str, int], Decimal]
    findings: Counter[tuple[str, Severity]]

    def of(self, unit: str) -> UnitFigures:
        return self._of([unit], unit)

    def together(self, units: Sequence[str], called: str) -> UnitFigures:
        """The figures of several units as one."""
        return self._of(tuple(dict.fromkeys(units)), called)

    def all(self) -> UnitFigures:
        """The figures of all units together, whether or not they sent something."""
        counted = (*self.standings, *self.sums, *self.findings)
        return self._of(sorted({*(unit for unit, _ in counted), *self.problems, *self.whitelist}), ALL_UNITS)

    def _of(self, units: Sequence[str], called: str) -> UnitFigures:
        return UnitFigures(
            unit=called,
            problems=sum(self.problems[unit] for unit in units),
            categories=tuple(sum(self.sorted_out[unit, name] for unit in units) for name in self.categories),
            dispositions=tuple(sum(self.disposed[unit, name] for unit in units) for name in self.dispositions),
            standings={state: sum(self.standings[unit, state] for unit in units) for state in RectificationStatus},
            whitelist=sum(self.whitelist[unit] for unit in units),
            totals=tuple(
                sum((self.sums.get((unit, nth), Decimal()) for unit in units), Decimal())
                for nth in range(len(self.totals))
            ),
            findings={severity: sum(self.findings[unit, severity] for unit in units) for severity in Severity},
        )


def _total_columns(tables: Iterable[MergedTable]) -> Iterable[TotalColumn]:
    for table in tables:
        yield from (TotalColumn(table.attachment, column) for column in table.columns if column.total)


def _sums(tables: Sequence[MergedTable], totals: Iterable[TotalColumn]) -> dict[tuple[str, int], Decimal]:
    """``(unit, place of the total) → sum`` of what is a number within the column's bounds."""
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    by_id = {table.attachment.id: table for table in tables}
    for nth, total in enumerate(totals):
        table, role = by_id[total.attachment.id], total.attachment.asked_by(total.column.key)
        for row in table.rows:
            sums[row.unit, nth] += quantity(total.column, table.text(row, role)) or 0
    return dict(sums)


def _rows(table: MergedTable | None) -> tuple[MergedRow, ...]:
    return table.rows if table else ()


def _disposition(problems: MergedTable | None, row: MergedRow, choices: tuple[str, ...]) -> str:
    written = problems.text(row, ColumnRole.DISPOSITION) if problems else ""
    return written if written in choices else UNCLEAR


def _category(problems: MergedTable | None, row: MergedRow, campaign: Campaign) -> str:
    written = problems.text(row, ColumnRole.CATEGORY) if problems else ""
    return campaign.category_names.find(written) or UNCLEAR


def _categories(problems: MergedTable | None, campaign: Campaign) -> tuple[str, ...]:
    """The categories in the campaign's order, and one more for what is of none where there is such a problem."""
    if problems is None or ColumnRole.CATEGORY not in problems.attachment.column_by_role:
        return ()
    unclear = any(_category(problems, row, campaign) == UNCLEAR for row in problems.rows)
    return (*campaign.category_names.names, *([UNCLEAR] if unclear else []))


def _heading(problems: MergedTable | None, role: ColumnRole) -> str:
    column = problems.attachment.column_by_role.get(role) if problems else None
    return column.called if column else ""


def _choices(problems: MergedTable | None) -> tuple[str, ...]:
    """The choices of 意见建议, and one more for what is none of them where there is such a row."""
    column = problems.attachment.column_by_role.get(ColumnRole.DISPOSITION) if problems else None
    if column is None:
        return ()
    unclear = any(_disposition(problems, row, column.choice_names) == UNCLEAR for row in _rows(problems))
    return (*column.choice_names, *([UNCLEAR] if unclear else []))


def _findings_by_unit(files: tuple[SourceFile, ...], findings: Iterable[Finding]) -> Counter[tuple[str, Severity]]:
    owner = {file.path: file.inbox_unit for file in files}
    about_files = (finding for finding in findings if finding.path is not None)
    return Counter((one.unit or owner.get(one.path or "") or NO_UNIT, one.severity) for one in about_files)


def _filing_figures(filed: tuple[Filing, ...], campaign: Campaign) -> Iterable[FilingFigures]:
    for attachment in campaign.attachments:
        due = [filing for filing in filed if filing.attachment == attachment.id and filing.due]
        states = Counter(filing.state for filing in due)
        if due:
            yield FilingFigures(attachment, {state: states[state] for state in State}, sum(one.nil for one in due))


def _unit_filings(filed: tuple[Filing, ...]) -> Iterable[UnitFilings]:
    counts = Counter((one.unit, one.state) for one in filed if one.due)
    for unit in dict.fromkeys(one.unit for one in filed if one.due):
        yield UnitFilings(unit, {state: counts[unit, state] for state in State})
