"""The municipal roll-up as a value: what ``merge`` computes and every output prints."""

from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.attachment import Attachment
from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.finding import Finding
from jianfu_cli.core.form import SourceFile
from jianfu_cli.core.returns import Filing


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One row of the roll-up: the attachment's columns, the submitters' extra columns, and where it came from.

    ``cells`` has one text per column of the attachment but 序号, ``extra`` one per ``MergedTable.extra``.
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
    """All rows of one attachment, in order of roster, file, sheet and row."""

    attachment: Attachment
    extra: tuple[str, ...]
    rows: tuple[MergedRow, ...]


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
class Tally:
    """Control totals: ``read == merged + unused`` always."""

    read: int
    merged: int
    unused: int


@dataclass(frozen=True, slots=True)
class RollUp:
    """Everything that ``merge`` found, for every output."""

    campaign: Campaign
    as_of: date
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    tables: tuple[MergedTable, ...]
    unused: tuple[UnusedRow, ...]
    filings: tuple[Filing, ...]
    tally: Tally
    tally_by_attachment: dict[str, Tally]


