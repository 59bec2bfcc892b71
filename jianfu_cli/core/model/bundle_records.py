"""The parts of a bundle, as JSON: checked by these models when one is read, published as schemas/bundle.schema.json."""

from datetime import date
from typing import Annotated, TypeAlias

from pydantic import Field

from jianfu_cli.core.model.bundle_values import BundleRecord, Value
from jianfu_cli.core.model.finding import DrawnFrom, Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.form_body import Match, StrayKind
from jianfu_cli.core.model.form_parts import Evidence, NamedBy
from jianfu_cli.core.model.unread import UnreadKind

_LONGEST_NAME, _LONGEST_PATH = 255, 4096
_MOST_ROWS, _MOST_COLUMNS = 1 << 21, 1 << 14

Name: TypeAlias = Annotated[str, Field(max_length=_LONGEST_NAME)]
Path: TypeAlias = Annotated[str, Field(min_length=1, max_length=_LONGEST_PATH)]
Sha256: TypeAlias = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{64})?$")]
RowNumber: TypeAlias = Annotated[int, Field(ge=0, le=_MOST_ROWS)]
Place: TypeAlias = Annotated[int, Field(ge=0, lt=_MOST_COLUMNS)]
Amount: TypeAlias = Annotated[int, Field(ge=0, le=1 << 40)]
Code: TypeAlias = Annotated[str, Field(pattern=r"^JF\d{3}$")]
AttachmentId: TypeAlias = Annotated[str, Field(pattern=r"^a[1-9][0-9]?$")]


class ColumnRecord(BundleRecord):
    """A column of the sheet, counted from 1; ``key`` is the attachment's own, null where it has none such."""

    number: int = Field(ge=0, le=_MOST_COLUMNS)
    heading: str
    key: Name | None
    match: Match


class HeaderRecord(BundleRecord):
    """A field of the header block, and its cell."""

    key: Name
    text: str
    value: Value
    row: RowNumber
    column: Place


class StrayRecord(BundleRecord):
    """A row that is no data."""

    number: RowNumber
    kind: StrayKind
    text: str
    gives: tuple[str, str, Amount] | None = None


class SectionRecord(BundleRecord):
    """A heading of an outline and the text under it."""

    heading: str
    text: str
    written: str = ""


class MarkRecord(BundleRecord):
    """The mark of the blank that was filled in."""

    campaign: Name
    attachment: Name
    version: Name
    unit: Name = ""
    carried: Name = ""


class UnreadRecord(BundleRecord):
    """What is seen beside the table and not read."""

    kind: UnreadKind
    top: RowNumber = 0
    left: Place = 0
    bottom: RowNumber = 0
    right: Place = 0
    text: str = ""
    width: float = Field(0.0, allow_inf_nan=False)
    height: float = Field(0.0, allow_inf_nan=False)
    sheet: str = ""
    part: str = ""
    in_cell: bool = False
    ticked: bool | None = None


class RowsRecord(BundleRecord):
    """The rows by column: their numbers on the sheet, and for each of the form's columns as many values."""

    numbers: tuple[RowNumber, ...]
    columns: tuple[tuple[Value, ...], ...]


class FormRecord(BundleRecord):
    """One filled attachment; ``formulas``, ``broken_cells``, ``dittos`` name row and place of the column."""

    attachment: AttachmentId
    sheet: str | None
    header_row: RowNumber | None
    columns: tuple[ColumnRecord, ...] = Field(max_length=_MOST_COLUMNS)
    rows: RowsRecord
    title: str = ""
    header: tuple[HeaderRecord, ...] = Field((), max_length=50)
    nil: bool = False
    strays: tuple[StrayRecord, ...] = ()
    merged_cells: tuple[Name, ...] = ()
    sections: tuple[SectionRecord, ...] = ()
    words: Amount = 0
    characters: Amount = 0
    addressed: bool = True
    mark: MarkRecord | None = None
    hidden_sheet: bool = False
    hidden_rows: tuple[RowNumber, ...] = ()
    hidden_columns: tuple[Place, ...] = ()
    formulas: tuple[tuple[RowNumber, Place], ...] = ()
    broken_cells: tuple[tuple[RowNumber, Place], ...] = ()
    dittos: tuple[tuple[RowNumber, Place, str], ...] = ()
    parts: tuple[Amount, ...] = ()
    part: Amount = 0
    twice: tuple[RowNumber, ...] = ()
    twice_on: tuple[str, ...] = ()
    sure: bool = True
    gathered: bool = False
    evidence: tuple[Evidence, ...] = ()
    doubt: str = ""
    struck_rows: tuple[RowNumber, ...] = ()
    unread: tuple[UnreadRecord, ...] = ()
    continues: bool = False
    rows_beyond: Amount = 0
    unit: str = ""
    unit_sources: tuple[tuple[NamedBy, str], ...] = ()
    reported_on: date | None = None


class ProblemRecord(BundleRecord):
    """What is wrong with a file as such."""

    code: Code
    detail: str
    hint: str = ""
    sheet: str | None = None
    cell: str | None = None


class AnswerRecord(BundleRecord):
    """What a person said of a finding."""

    answer: str
    by: str = ""
    on: date | None = None
    decided: bool = False


class FindingRecord(BundleRecord):
    """One finding (contract.md, JSON report); ``order`` is row and column, by which findings stand in order."""

    code: Code
    name: Name
    severity: Severity
    message: str
    hint: str
    basis: str
    path: Path | None
    sheet: str | None
    cell: Name | None
    row: RowNumber | None
    column: str | None
    attachment: AttachmentId | None
    unit: str | None
    value: str | None
    suggestion: str | None
    fixable: bool
    answered: AnswerRecord | None = None
    order: tuple[int, int] = (0, 0)
    drawn_from: DrawnFrom = "file"
    for_host: bool = False


class WithheldRecord(BundleRecord):
    """What is not passed on: sheet, row and column (0: a field of the header block), and what is found there."""

    places: tuple[tuple[str | None, RowNumber, Place], ...]
    findings: tuple[FindingRecord, ...] = ()


class FileRecord(BundleRecord):
    """One file of the inbox as it was read.

    ``path`` leads to what lay on the disk, from the inbox (or through lower bundles: ``红旗区.zip!/一中/附件2.xlsx``);
    ``within`` are the names of the archives' members that lead on from there.
    """

    path: Path
    within: tuple[Path, ...] = Field((), max_length=8)
    sha256: Sha256
    type: Name
    outcome: Outcome
    forms: tuple[FormRecord, ...] = ()
    problems: tuple[ProblemRecord, ...] = ()
    inbox_unit: Name | None = None
    folder_date: date | None = None
    modified: float = Field(0.0, ge=-1e11, le=1e11, allow_inf_nan=False)
    seal: bool | None = None
    scan: bool = False
    enclosure: bool = False
    explained: tuple[tuple[Name, str], ...] = ()
    mail_day: date | None = None
    mail_unit: Name | None = None
    mail_words: Annotated[str, Field(max_length=_LONGEST_PATH)] = ""
    bundle: Annotated[str, Field(max_length=_LONGEST_PATH)] = ""
    withheld: WithheldRecord | None = None


class FilesPart(BundleRecord):
    """A part ``files/….json``."""

    files: tuple[FileRecord, ...]


class FindingsPart(BundleRecord):
    """The part ``findings.json``: all that was found, with what was answered."""

    findings: tuple[FindingRecord, ...]
