"""What changed between two versions of a form, or two roll-ups: what ``diff`` finds."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.decision import Decision


class RowStatus(StrEnum):
    """What became of a row."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell, old and new; an address is None where there is no such cell, or the file has no addresses."""

    column: str
    old: str
    new: str
    old_cell: str | None = None
    new_cell: str | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is not as it was: the cells that changed, or all that an added or vanished row holds.

    ``score`` says how alike the names of the two rows are, 0-100; 100 where they are equal but for marks and fillers.
    Rows are as the sheets number them, ``unit`` is "" within one unit's form.
    """

    change: RowStatus
    unit: str
    matter: str
    old_row: int | None
    new_row: int | None
    score: float
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One attachment in both files: ``same`` rows did not change; headings are those only one of the files has.

    So many rows are ``not_compared``: more names resemble theirs than the budget allows to compare; what stands among
    ``rows`` as added or gone may be such a row renamed.
    """

    attachment: Attachment
    same: int
    header: tuple[CellChange, ...]
    columns_added: tuple[str, ...]
    columns_gone: tuple[str, ...]
    rows: tuple[RowChange, ...]
    not_compared: int = 0

    def count(self, change: RowStatus) -> int:
        """Return how many rows changed so."""
        return Counter(row.change for row in self.rows)[change]

    @property
    def any(self) -> bool:
        """Whether anything is not as it was."""
        return bool(self.header or self.columns_added or self.columns_gone or self.rows)


@dataclass(frozen=True, slots=True)
class FilingChange:
    """A return that stands otherwise in the newer roll-up, as the sheets 报送情况 print it; "" where it has no row."""

    unit: str
    attachment: Attachment
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two files by their paths, and each attachment that one of them holds.

    ``filings`` are the returns that stand otherwise, None where the files are not two roll-ups. ``decisions`` are what
    a person decided and was obeyed.
    """

    old: str
    new: str
    forms: tuple[FormDifference, ...]
    filings: tuple[FilingChange, ...] | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is not as it was."""
        return bool(self.filings) or any(form.any for form in self.forms)
