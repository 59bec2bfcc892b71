"""The municipal roll-up as a value: what ``merge`` computes and every output prints."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jianfu_cli.core.filings.returns import Filing, State
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.matters.budget import NotCompared
from jianfu_cli.core.matters.names import MatterName
from jianfu_cli.core.model.attachment import Attachment, Column, ColumnType
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import CONFLICTING_VERSIONS, SEVERITY_LABELS, Finding, Severity
from jianfu_cli.core.model.form import SourceFile

NO_UNIT = "（未注明单位）"
UNCLEAR = "未填或不明"
# What one cell of a workbook holds, in UTF-16 units.
CELL_LIMIT = 32_767


class MergedRow(NamedTuple):
    """One row of the roll-up: the attachment's columns, the submitters' extra columns, and where it came from.

    ``cells`` has one text per column of the attachment but 序号, ``extra`` one per ``MergedTable.extra``;
    ``codes`` are those of the findings on this row. ``sheet`` is None where the file has no sheets.
    """

    unit: str
    cells: tuple[str, ...]
    extra: tuple[str, ...]
    codes: tuple[str, ...]
    path: str
    sheet: str | None
    row: int


@dataclass(frozen=True, slots=True)
class MergedTable:
    """All rows of one attachment, in order of roster, file, sheet and row; ``columns`` are what ``cells`` follow."""

    attachment: Attachment
    columns: tuple[Column, ...]
    extra: tuple[str, ...]
    rows: tuple[MergedRow, ...]
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where each column stands: it is asked for row after row."""
        object.__setattr__(self, "_places", {column.key: place for place, column in enumerate(self.columns)})

    def text(self, row: MergedRow, key: str) -> str:
        """Return ``row``'s text in column ``key``; "" where the attachment has no such column."""
        place = self._places.get(key)
        return "" if place is None else row.cells[place]

    def matter_name(self, row: MergedRow) -> MatterName:
        """Return the matter of ``row`` as it is compared with others."""
        return MatterName(self.text(row, "matter"), self.text(row, "body"), row.unit)


def own_columns(attachment: Attachment) -> tuple[Column, ...]:
    """Return the columns that are merged as they are: all but 序号, which is numbered anew."""
    return tuple(column for column in attachment.columns if column.type is not ColumnType.SEQUENCE)


def fits_a_cell(text: str) -> bool:
    """Say whether a cell of a workbook holds the whole of ``text``."""
    return 2 * len(text) <= CELL_LIMIT or len(text.encode("utf-16-le", "replace")) // 2 <= CELL_LIMIT


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """One row that was read and not merged, with the reason; nothing is lost."""

    attachment: str
    unit: str
    path: str
    sheet: str | None
    row: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file of which nothing could be read, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Control totals: ``read == merged + unused`` always."""

    read: int
    merged: int
    unused: int


@dataclass(frozen=True, slots=True)
class UnitTally:
    """Control totals of one unit; over all units they add up to those of the whole.

    A file belongs to the unit in whose folder it lies, else to that of its first form; a form and its rows belong to
    the unit they name. ``by_attachment`` has the tables of which the unit sent rows.
    """

    unit: str
    files: int
    forms: int
    rows: Tally
    by_attachment: dict[str, Tally]


class RectificationStatus(StrEnum):
    """How far a rectification has come by the day of the roll-up."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"


STANDING_LABELS = {
    RectificationStatus.DONE: "已完成",
    RectificationStatus.OPEN: "未完成（未到期）",
    RectificationStatus.OVERDUE: "逾期未完成",
}


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A problem beside the rectification and the whitelist item of the same unit and matter.

    ``problem`` is None for a rectification that no problem answers to, ``rectification`` and
    ``standing`` are None for a problem that has none. ``score`` is how alike their names are, 0…100.
    ``wanted``: the problem is one to 清理 or 优化; else the row is there for its rectification. ``undecided``: of too
    many alike names not all were compared, and what is None may be there after all.
    """

    unit: str
    matter: str
    problem: MergedRow | None
    rectification: MergedRow | None
    whitelisted: MergedRow | None
    standing: RectificationStatus | None
    score: int | None
    wanted: bool
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Overlap:
    """One matter that several bodies or units ask of schools: ``(attachment, row)`` of each."""

    matter: str
    rows: tuple[tuple[str, MergedRow], ...]


FAULT_HEADINGS = SEVERITY_LABELS[Severity.ERROR], SEVERITY_LABELS[Severity.WARNING]


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of one unit, or of all together; ``dispositions`` one per ``Figures.dispositions``."""

    unit: str
    problems: int
    dispositions: tuple[int, ...]
    standings: dict[RectificationStatus, int]
    whitelist: int
    findings: dict[Severity, int]

    @property
    def rectifications(self) -> int:
        """All rectifications, however far they have come."""
        return sum(self.standings.values())

    @property
    def done_share(self) -> str:
        """完成率 in percent to one place, ``77.8%``: 100 only where all is done; "" where there is nothing to do."""
        whole, done = self.rectifications, self.standings[RectificationStatus.DONE]
        return f"{min(100 * done / whole, 99.9 if done < whole else 100):.1f}%" if whole else ""

    @property
    def counts(self) -> tuple[int, ...]:
        """What the tables by unit print under ``Figures.unit_headings``."""
        standings = (self.standings[state] for state in RectificationStatus)
        return self.problems, *self.dispositions, self.rectifications, *standings, self.whitelist

    @property
    def faults(self) -> tuple[int, int]:
        """What they print under ``FAULT_HEADINGS``: errors and warnings."""
        return self.findings[Severity.ERROR], self.findings[Severity.WARNING]


@dataclass(frozen=True, slots=True)
class FilingFigures:
    """How many units stand where with one attachment; ``nil`` is how many of them filed 零报告."""

    attachment: Attachment
    states: dict[State, int]
    nil: int


@dataclass(frozen=True, slots=True)
class UnitFilings:
    """How many of the attachments that one unit owes stand where."""

    unit: str
    states: dict[State, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the overview and the summary print.

    ``categories`` are ``(name, problems)`` in the campaign's order, ``dispositions`` the choices of
    意见建议; both end with ``UNCLEAR`` where a row is none of them. ``units`` are those that sent something,
    ``unit_filings`` those that owe something.
    """

    categories: tuple[tuple[str, int], ...]
    dispositions: tuple[str, ...]
    units: tuple[UnitFigures, ...]
    total: UnitFigures
    filings: tuple[FilingFigures, ...]
    unit_filings: tuple[UnitFilings, ...]
    units_expected: int
    units_heard: int
    forms: int

    @property
    def unit_headings(self) -> tuple[str, ...]:
        """The headings of a table by unit, after the unit."""
        return "摸排问题", *self.dispositions, "整改事项", *STANDING_LABELS.values(), "白名单"


@dataclass(frozen=True, slots=True)
class RollUp:
    """Everything that ``merge`` found, for every output.

    ``whole_roster`` says that the filings cover the roster, not only the units that sent something. ``findings`` are
    all there are, ``superseded_forms`` says which of them are about forms that do not count.
    """

    campaign: Campaign
    as_of: date
    whole_roster: bool
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    superseded_forms: Superseded
    tables: tuple[MergedTable, ...]
    unused: tuple[UnusedRow, ...]
    refused: tuple[RefusedFile, ...]
    filings: tuple[Filing, ...]
    reconciled: tuple[Reconciled, ...]
    overlaps: tuple[Overlap, ...]
    figures: Figures
    tally: Tally
    tally_by_attachment: dict[str, Tally]
    tally_by_unit: tuple[UnitTally, ...]
    not_compared: tuple[NotCompared, ...]

    @property
    def counting_findings(self) -> tuple[Finding, ...]:
        """The findings about what counts, and about units as a whole: what is to be dealt with."""
        return self.superseded_forms.without(self.findings)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Those of them about what came in; what did not come in has no path, and stands in ``filings``."""
        return tuple(finding for finding in self.counting_findings if finding.path is not None)

    @property
    def missing(self) -> int:
        """How many attachments are due and not in."""
        return sum(filing.state is State.MISSING for filing in self.filings)

    @property
    def superseded(self) -> int:
        """How many versions of a return do not count: a later one does, or the same bytes came twice."""
        return sum(not version.counts for filing in self.filings for version in filing.versions)

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The findings about two versions of one day that differ: somebody has to ask which one is meant (JF604)."""
        return tuple(finding for finding in self.findings if finding.code == CONFLICTING_VERSIONS)

    def table(self, attachment: str) -> MergedTable | None:
        """Return the merged table of attachment ``a2``, or None where the campaign has no such table."""
        return next((table for table in self.tables if table.attachment.id == attachment), None)
