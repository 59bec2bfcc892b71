"""A bundle: what one level sends up instead of its files, and what it says of itself (contract.md, levels and bundles).

It re-enters where reading ends: its files are values, and all that follows is the same for them as for an inbox's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from jianfu_cli.core.model.decision import Decision
    from jianfu_cli.core.model.finding import Finding

FORMAT = "jianfu-bundle/1"
FORMAT_NAME = FORMAT.rpartition("/")[0]
MANIFEST, MANIFEST_DIGEST = "manifest.json", "manifest.sha256"
FILES, FINDINGS, DECISIONS, FILINGS = "files", "findings.json", "decisions.json", "filings.json"
"""The parts of the zip archive; of the files there are several, ``files/00001.json`` …"""
BUNDLE = "bundle"
"""The ``SourceFile.type`` of a bundle."""

Counted: TypeAlias = tuple[int, int, int]
"""Rows read, merged and unused."""


class WithheldCells(NamedTuple):
    """What of a file a bundle does not pass on: ``places`` (sheet, row, column) of its cells, and what is found there.

    Nobody above can find it anew. A place in the header block has the column 0 and the row of its cell.
    """

    places: frozenset[tuple[str | None, int, int]]
    findings: "tuple[Finding, ...]"


@dataclass(frozen=True, slots=True)
class LevelTotals:
    """What the bundle at ``path`` said of its rows by attachment when it was made, up to its own ``as_of``."""

    path: str
    sha256: str
    as_of: date
    rows: Mapping[str, Counted]

    @property
    def total(self) -> Counted:
        """The rows of all attachments."""
        read, merged, unused = zip(*self.rows.values(), strict=True) if self.rows else ((), (), ())
        return sum(read), sum(merged), sum(unused)


class UnitWithin(NamedTuple):
    """A unit of a lower level, and the unit that it lies in ("" where nobody said)."""

    unit: str
    within: str


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What a bundle says of itself besides its files.

    ``name`` is the file's when it was made. ``folders`` are the units that had a folder there: of these, what is not
    there is missing. ``lower`` are the bundles that it was made of. ``decisions`` are those that
    were obeyed there. ``listing`` are ``(path, sha256)`` of its files.
    """

    name: str
    totals: LevelTotals
    public: bool = False
    folders: tuple[str, ...] = ()
    units: tuple[UnitWithin, ...] = ()
    lower: tuple[LevelTotals, ...] = ()
    decisions: "tuple[Decision, ...]" = ()
    listing: frozenset[tuple[str, str]] = field(default_factory=frozenset)
