"""The figures of the overview and the summary, counted once from the merged rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.filings.returns import Filing, State
from jianfu_cli.core.model.attachment import PROBLEMS, RECTIFICATIONS, WHITELIST
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.form import LITTER, SourceFile, filed_forms
from jianfu_cli.core.rollup.model import (
    NO_UNIT,
    UNCLEAR,
    Figures,
    FilingFigures,
    MergedRow,
    MergedTable,
    RectificationStatus,
    UnitFigures,
    UnitFilings,
)
from jianfu_cli.core.rollup.reconciliation import standing

ALL_UNITS = "合计"


def figures_of(
    files: tuple[SourceFile, ...],
    findings: tuple[Finding, ...],
    tables: Iterable[MergedTable],
    filed: tuple[Filing, ...],
    *,
    campaign: Campaign,
    as_of: date,
) -> Figures:
    """Count merged rows by category, disposition, standing and unit, filings by attachment, ``findings`` by unit."""
    by_id = {table.attachment.id: table for table in tables}
    problems, rectifications, kept = (by_id.get(name) for name in (PROBLEMS, RECTIFICATIONS, WHITELIST))
    dispositions = _choices(problems)
    count = _Count(
        dispositions,
        Counter((row.unit, _disposition(problems, row, dispositions)) for row in _rows(problems)),
        Counter(
            (row.unit, standing(rectifications, row, campaign, as_of))
            for row in _rows(rectifications)
            if rectifications
        ),
        Counter(row.unit for row in _rows(kept)),
        _findings_by_unit(files, findings),
    )
    expected = {filing.unit for filing in filed if filing.due}
    return Figures(
        categories=_categories(problems, campaign),
        dispositions=dispositions,
        units=tuple(count.of(unit) for unit in sorted(_senders(files), key=campaign.roster.order)),
        total=count.all(),
        filings=tuple(_filing_figures(filed, campaign)),
        unit_filings=tuple(_unit_filings(filed)),
        units_expected=len(expected),
        units_heard=len({filing.unit for filing in filed if filing.versions} & expected),
        forms=sum(len(file.forms) for file in files),
    )


def _senders(files: tuple[SourceFile, ...]) -> set[str]:
    """The units that sent something; what a computer leaves in a folder (Thumbs.db) nobody sent."""
    sent = {file.inbox_unit for file in files if file.inbox_unit and file.type != LITTER}
    return {form.unit or NO_UNIT for _, form in filed_forms(files)} | sent


@dataclass(frozen=True, slots=True)
class _Count:
    """Counters by unit and what is counted."""

    dispositions: tuple[str, ...]
    disposed: Counter[tuple[str, str]]
    standings: Counter[tuple[str, RectificationStatus]]
    whitelist: Counter[str]
    findings: Counter[tuple[str, Severity]]

    def of(self, unit: str) -> UnitFigures:
        disposed = tuple(self.disposed[unit, name] for name in self.dispositions)
        return UnitFigures(
            unit=unit,
            problems=sum(disposed),
            dispositions=disposed,
            standings={state: self.standings[unit, state] for state in RectificationStatus},
            whitelist=self.whitelist[unit],
            findings={severity: self.findings[unit, severity] for severity in Severity},
        )

    def all(self) -> UnitFigures:
        """The figures of all units together, whether or not they sent something."""
        owners = [owner for owner, _ in (*self.disposed, *self.standings, *self.findings)]
        those = [self.of(unit) for unit in {*owners, *self.whitelist}]
        return UnitFigures(
            unit=ALL_UNITS,
            problems=sum(one.problems for one in those),
            dispositions=tuple(sum(one.dispositions[n] for one in those) for n in range(len(self.dispositions))),
            standings={state: sum(one.standings[state] for one in those) for state in RectificationStatus},
            whitelist=sum(one.whitelist for one in those),
            findings={severity: sum(one.findings[severity] for one in those) for severity in Severity},
        )


def _rows(table: MergedTable | None) -> tuple[MergedRow, ...]:
    return table.rows if table else ()


def _disposition(problems: MergedTable | None, row: MergedRow, choices: tuple[str, ...]) -> str:
    written = problems.text(row, "disposition") if problems else ""
    return written if written in choices else UNCLEAR


def _categories(problems: MergedTable | None, campaign: Campaign) -> tuple[tuple[str, int], ...]:
    """``(category, problems)`` in the campaign's order, then those of no certain category."""
    names = campaign.category_names
    counts = Counter(names.find(problems.text(row, "category")) or UNCLEAR for row in _rows(problems) if problems)
    return tuple((name, counts[name]) for name in (*names.names, *([UNCLEAR] if counts[UNCLEAR] else [])))


def _choices(problems: MergedTable | None) -> tuple[str, ...]:
    """The choices of 意见建议, and one more for what is none of them where there is such a row."""
    column = problems.attachment.column_by_key.get("disposition") if problems else None
    choices = column.choice_names if column else ()
    unclear = any(_disposition(problems, row, choices) == UNCLEAR for row in _rows(problems))
    return (*choices, UNCLEAR) if unclear else choices


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
