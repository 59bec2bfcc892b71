"""What a bundle says of itself, as JSON: decisions, filings, control totals, and the SHA-256 of every part."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from jianfu_cli.core.model.bundle import FORMAT
from jianfu_cli.core.model.bundle_records import Amount, AttachmentId, FilesPart, FindingsPart, Name, Path, Sha256
from jianfu_cli.core.model.bundle_values import BundleRecord
from jianfu_cli.core.model.decision import Issue


class DecisionRecord(BundleRecord):
    """What a person decided."""

    number: str = Field(pattern=r"^D[0-9A-F]{11}$")
    issue: Issue
    decision: Name
    why: str = ""
    by: str = ""
    on: date | None = None
    unit: str = ""
    attachment: str = ""
    path: str = ""


class DecisionsPart(BundleRecord):
    """The part ``decisions.json``: those that were obeyed."""

    decisions: tuple[DecisionRecord, ...]


class FilingRecord(BundleRecord):
    """One unit's return of one attachment, as ``status -f json`` has it."""

    unit: str
    kind: Name | None
    attachment: AttachmentId
    due: date | None
    state: Literal["on-time", "late", "missing", "not-due"]
    received_on: date | None
    corrected_on: date | None
    days_late: Amount
    nil: bool
    rows: Amount
    scan: bool
    versions: tuple[Path, ...]


class FilingsPart(BundleRecord):
    """The part ``filings.json``."""

    filings: tuple[FilingRecord, ...]


class TallyRecord(BundleRecord):
    """Rows: ``read = merged + unused``."""

    read: Amount
    merged: Amount
    unused: Amount


class LevelRecord(BundleRecord):
    """A lower bundle that this one was made of, and what it said of its rows."""

    path: Path
    sha256: Sha256
    as_of: date
    by_attachment: dict[AttachmentId, TallyRecord]


class UnitRecord(BundleRecord):
    """A unit of the roster that sent something, and the unit that it lies in."""

    unit: Name
    within: Name = ""


class ListedFile(BundleRecord):
    """A file, the part that holds it, and how many rows of data it has."""

    path: Path
    sha256: Sha256
    part: Name
    rows: Amount


class Manifest(BundleRecord):
    """The part ``manifest.json``: what the bundle is, what is in it, the SHA-256 of every other part."""

    format: Literal["jianfu-bundle/1"] = Field(FORMAT)  # type: ignore[arg-type]
    version: Name
    campaign: Name
    as_of: date
    name: Name
    public: bool = False
    folders: tuple[Name, ...] = ()
    units: tuple[UnitRecord, ...] = ()
    rows: TallyRecord
    by_attachment: dict[AttachmentId, TallyRecord]
    bundles: tuple[LevelRecord, ...] = ()
    files: tuple[ListedFile, ...]
    parts: dict[Name, Annotated[str, Field(pattern="^[0-9a-f]{64}$")]]


class Bundle(BundleRecord):
    """A whole bundle: each part of the zip archive by its name, those of files together."""

    manifest: Manifest
    files: FilesPart
    findings: FindingsPart
    decisions: DecisionsPart
    filings: FilingsPart
