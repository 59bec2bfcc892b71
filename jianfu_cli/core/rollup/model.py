"""The municipal roll-up as a value: what ``merge`` computes and every output prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jianfu_cli.core.filings.receipt import sent_by
from jianfu_cli.core.filings.returns import Filing, State
from jianfu_cli.core.filings.schedule import OwnForm, own_missing
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.filings.versions import LATER_REASON, Use
from jianfu_cli.core.language.completion import Completion
from jianfu_cli.core.matters.budget import NotCompared
from jianfu_cli.core.matters.common import CommonMatters
from jianfu_cli.core.matters.names import MatterName
from jianfu_cli.core.matters.overlap import asks_schools
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.bundle import LevelTotals
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.completions import completion_of
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import CONFLICTING_VERSIONS, Finding
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import Figures, RectificationStatus

if TYPE_CHECKING:
    from jianfu_cli.core.rollup.progress import ProgressStep

NO_UNIT = "（未注明单位）"
# What one cell of a workbook holds, in UTF-16 units.
CELL_LIMIT = 32_767


class MergedRow(NamedTuple):
    """One row of the roll-up: the attachment's columns, the submitters' extra columns, and where it came from.

    ``cells`` has one text per column of the attachment but 序号, ``extra`` one per ``MergedTable.extra``;
    ``codes`` are those of the findings on this row. ``sheet`` is None where the file has no sheets.
    ``completed`` is what a person decided of a rectification, None where nobody did. ``together``: the bodies under
    one merged name, "" where the row has a name of its own.
    """

    unit: str
    cells: tuple[str, ...]
    extra: tuple[str, ...]
    codes: tuple[str, ...]
    path: str
    sheet: str | None
    row: int
    completed: bool | None = None
    together: str = ""


@dataclass(frozen=True)
class MergedTable:
    """All rows of one attachment, in order of roster, file, sheet and row; ``columns`` are what ``cells`` follow."""

    attachment: Attachment
    columns: tuple[Column, ...]
    extra: tuple[str, ...]
    rows: tuple[MergedRow, ...]

    @cached_property
    def _places(self) -> dict[str, int]:
        # Rows ask for it one after the other.
        return {self.attachment.asked_by(column.key): place for place, column in enumerate(self.columns)}

    def text(self, row: MergedRow, role: str) -> str:
        """Return ``row``'s text in the column of ``role``; "" where the attachment has no such column."""
        place = self._places.get(role)
        return "" if place is None else row.cells[place]

    def completion(self, row: MergedRow) -> Completion:
        """Return how far the rectification ``row`` has come, by a person's word where one decided."""
        return completion_of(self.text(row, "progress"), row.completed)

    def matter_name(self, row: MergedRow) -> MatterName:
        """Return the matter of ``row`` as it is compared with others."""
        return MatterName(self.text(row, "matter"), self.text(row, "body"), row.unit)


def table_of(tables: Iterable[MergedTable], role: FormRole) -> MergedTable | None:
    """Return the table of ``tables`` whose attachment plays ``role``, None where none does."""
    return next((table for table in tables if table.attachment.role == role), None)


def own_columns(attachment: Attachment) -> tuple[Column, ...]:
    """Return the columns that are merged as they are: all but 序号, which is numbered anew, and what is secret."""
    return tuple(column for column in attachment.columns if not (column.type is ColumnType.SEQUENCE or column.secret))


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
    the unit they name. ``sent`` are the files that somebody sent (``RollUp.submissions``); ``by_attachment`` has the
    tables of which the unit sent rows.
    """

    unit: str
    files: int
    sent: int
    forms: int
    rows: Tally
    by_attachment: dict[str, Tally]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A problem beside the rectification and the whitelist item of the same unit and matter.

    ``problem`` is None for a rectification that no problem answers to, ``rectification`` and
    ``standing`` are None for a problem that has none. ``score`` is how alike their names are, 0…100.
    ``wanted``: the problem is one to 清理 or 优化; else the row is there for its rectification. ``undecided``: of too
    many alike names not all were compared, and what is None may be there after all. ``near`` is the row of the other
    table, itself without an answer, whose name comes near: a person looks whether it is the same (JF401, JF402).
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
    near: MergedRow | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """One matter that several bodies or units ask of schools: ``(attachment, row)`` of each.

    ``area`` is the county whose own bodies these are, and whose it is to settle; "" where it is the city's.
    """

    matter: str
    rows: tuple[tuple[str, MergedRow], ...]
    area: str


@dataclass(frozen=True, slots=True)
class LevelTie:
    """A bundle: what it said of its rows, and what became of them here, by attachment.

    ``depth`` counts the bundles around it. ``apart`` says by reason how many of its rows were not merged here.
    """

    said: LevelTotals
    here: dict[str, Tally]
    depth: int
    apart: dict[str, int]

    @property
    def ties(self) -> bool:
        """Whether as many rows were read here as the bundle says that it has."""
        return all(self.here[name].read == counted[0] for name, counted in self.said.rows.items())


@dataclass(frozen=True, slots=True)
class RollUp:
    """Everything that ``merge`` found, for every output. ``levels`` are the bundles that it was made of.

    ``whole_roster`` says that the filings cover the roster, not only the units that sent something. ``findings`` are
    all there are, ``superseded_forms`` says which of them are about forms that do not count. ``decisions`` are what a
    person decided and was obeyed. ``weeks`` are what the roll-ups of the weeks before count of rectifications.
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
    in_common: CommonMatters
    figures: Figures
    tally: Tally
    tally_by_attachment: dict[str, Tally]
    tally_by_unit: tuple[UnitTally, ...]
    not_compared: tuple[NotCompared, ...]
    levels: tuple[LevelTie, ...] = ()
    decisions: tuple[Decision, ...] = ()
    weeks: "tuple[ProgressStep, ...]" = ()

    @property
    def counting_findings(self) -> tuple[Finding, ...]:
        """The findings about what counts, and about units as a whole: what is to be dealt with."""
        return tuple(one for one in self.superseded_forms.without(self.findings) if not one.settled)

    @property
    def settled_findings(self) -> tuple[Finding, ...]:
        """Those of them that were answered, so that nothing need be done."""
        return tuple(one for one in self.superseded_forms.without(self.findings) if one.settled)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Those of them about what came in; what did not come in has no path, and stands in ``filings``."""
        return tuple(finding for finding in self.counting_findings if finding.path is not None)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The attachments that are owed, and of what nobody owes those that came."""
        came = {filing.attachment for filing in self.filings} | {table.attachment.id for table in self.tables}
        owed = self.campaign.owed
        return tuple(form for form in self.campaign.attachments if form in owed or form.id in came)

    @property
    def compares_asking(self) -> bool:
        """Whether the campaign has forms of activities that several bodies may ask of schools."""
        return any(map(asks_schools, self.campaign.attachments))

    @property
    def missing(self) -> int:
        """How many attachments are due and not in."""
        return sum(filing.state is State.MISSING for filing in self.filings)

    @property
    def own_missing(self) -> tuple[OwnForm, ...]:
        """What the host should have of its own and has not; () where only some units are judged."""
        return own_missing(self.campaign, self.campaign.roster.names if self.whole_roster else (), self.filings)

    @property
    def superseded(self) -> int:
        """How many versions of a return do not count: a later one does, or the same bytes came twice."""
        return sum(version.use is Use.SUPERSEDED for filing in self.filings for version in filing.versions)

    @property
    def submissions(self) -> tuple[SourceFile, ...]:
        """What somebody sent by the day of the roll-up: no archive beside its members, no litter."""
        return sent_by(self.files, self.as_of)

    @property
    def rows_left_out(self) -> int:
        """How many rows came in after the day of the roll-up."""
        return sum(row.reason == LATER_REASON for row in self.unused)

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The findings about two versions of one day that differ: somebody has to ask which one is meant (JF604)."""
        return tuple(
            finding for finding in self.findings if finding.code == CONFLICTING_VERSIONS and not finding.settled
        )

    def table(self, role: FormRole) -> MergedTable | None:
        """Return the merged table of the attachment that plays ``role``, or None where the campaign has none."""
        return table_of(self.tables, role)
