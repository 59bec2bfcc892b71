"""A sheet as a rectangle of values, whatever file it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.mark import is_listing


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a reader of values cannot tell of a sheet; places are 1-based ``(row, column)``.

    ``broken_cells`` are cells that show an error, or whose formula was saved without its value. ``merges`` stands in
    for the reader's own where that knows none (ods).
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    broken_cells: Mapping[tuple[int, int], Scalar] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()


NO_FACTS = SheetFacts()
_BLOCK = 1024


def in_blocks(rows: Sequence[Sequence[Scalar]]) -> Iterator[tuple[int, Sequence[Sequence[Scalar]], set[Scalar]]]:
    """Yield ``rows`` in blocks: the place of the first (0-based), the block, and the different values that stand in it.

    Most cells say what others say: what is asked of the values is asked less often than of the cells.
    """
    for first in range(0, len(rows), _BLOCK):
        block = rows[first : first + _BLOCK]
        yield first, block, set(chain.from_iterable(block))


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: ``rows[0][0]`` is A1; rows may differ in length."""

    name: str
    rows: Sequence[Sequence[Scalar]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    facts: SheetFacts = NO_FACTS

    @property
    def values(self) -> int:
        """How many cells hold a value of the sheet's own (not one of ``facts.broken_cells``)."""
        return sum(len(row) - row.count("") for row in self.rows) - len(self.facts.broken_cells)

    @property
    def is_listing(self) -> bool:
        """Whether jianfu itself added the sheet to a copy: it holds nobody's data."""
        return is_listing(self.name, text_of(self.value(1, 1)))

    def value(self, row: int, column: int) -> Scalar:
        """Return the value at the 1-based place, None outside the rectangle."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None
