"""A sheet as a rectangle of values, whatever file it came from."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

from jianfu_cli.core.language.values import Scalar, cell_name, text_of
from jianfu_cli.core.model.form import Problem
from jianfu_cli.core.model.mark import is_instructions, is_listing
from jianfu_cli.core.model.unread import Unread


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


# A text to the text that its cell shows of it.
Reword: TypeAlias = Callable[[str], str]


class ShownCells:
    """What cells show instead of their number, by 1-based place; in little room, for there may be millions."""

    __slots__ = ("_columns", "_rows", "_values")

    def __init__(self) -> None:
        self._rows, self._columns = array("I"), array("H")
        self._values: list[Scalar] = []

    def put(self, row: int, column: int, shown: Scalar) -> None:
        """Keep what a cell shows, where that is not its very number."""
        if shown.__class__ is not float:
            self._rows.append(row)
            self._columns.append(column)
            self._values.append(shown)

    def __iter__(self) -> Iterator[tuple[int, int, Scalar]]:
        """Yield row, column and what is shown there."""
        return zip(self._rows, self._columns, self._values, strict=True)

    @property
    def blanks(self) -> int:
        """How many of the cells show nothing."""
        return self._values.count("")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a reader of values cannot tell of a sheet; places are 1-based ``(row, column)``.

    ``broken_cells`` are cells that show an error, or whose formula was saved without its value. ``merges`` stands in
    for the reader's own where that knows none (ods). ``shown`` and ``reworded`` are cells whose number format shows
    more than their number or text. ``unread`` is seen on the sheet and no value; ``struck_rows`` are crossed out.
    ``printed`` are the lines at the head and the foot of its pages that may say whose it is.
    ``apart`` are the rows of other tables on a page, much narrower than its widest.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    broken_cells: Mapping[tuple[int, int], Scalar] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    shown: ShownCells = field(default_factory=ShownCells)
    reworded: Mapping[tuple[int, int], Reword] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    struck_rows: frozenset[int] = frozenset()
    printed: tuple[str, ...] = ()
    apart: frozenset[int] = frozenset()


def covered(spans: Iterable[range]) -> frozenset[int]:
    """Return the numbers that ``spans`` cover together; one that lies within others costs nothing."""
    numbers: list[int] = []
    reached = 0
    for span in sorted(spans, key=attrgetter("start")):
        numbers += range(max(span.start, reached), span.stop)
        reached = max(reached, span.stop)
    return frozenset(numbers)


NO_FACTS = SheetFacts()
_BLOCK = 1024
LONGEST_TEXT = 32_767
"""The characters that a cell of Excel holds at most."""


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
        """How many cells hold a value of the sheet's own (not one of ``facts.broken_cells``), shown or not."""
        return (
            sum(len(row) - row.count("") for row in self.rows) - len(self.facts.broken_cells) + self.facts.shown.blanks
        )

    @property
    def texts(self) -> Iterator[list[str]]:
        """The texts of row after row; those that are none as shown, the others as they stand in the file."""
        return ([value if isinstance(value, str) else text_of(value) for value in row] for row in self.rows)

    @property
    def is_listing(self) -> bool:
        """Whether jianfu itself added the sheet to a copy: it holds nobody's data."""
        return is_listing(self.name, text_of(self.value(1, 1)))

    @property
    def is_instructions(self) -> bool:
        """Whether it is the 填写说明 of a blank: its list of columns is no form."""
        return is_instructions(text_of(self.value(1, 1)))

    def value(self, row: int, column: int) -> Scalar:
        """Return the value at the 1-based place, None outside the rectangle."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None


def cut_to_cells(grids: Iterable[Grid]) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    """Return ``grids`` with each text no longer than a cell of Excel holds, and JF008 for each sheet where one was.

    What goes beyond was written by a program: nobody can see it in a spreadsheet, nor could it be given back in one.
    """
    cut, said = [], []
    for grid in grids:
        places = list(_overlong(grid.rows))
        cut.append(_cut(grid, places) if places else grid)
        if places:
            row, column = places[0]
            cell = cell_name(row, column)
            more = f"等 {len(places)} 格" if len(places) > 1 else ""
            detail = f"{cell}{more}的文字超过一格能放的 {LONGEST_TEXT} 字，超出的部分没有采用"
            said.append(Problem("JF008", detail, "把内容分到几格，或精简后再报送。", grid.name or None, cell))
    return tuple(cut), tuple(said)


def _overlong(rows: Sequence[Sequence[Scalar]]) -> Iterator[tuple[int, int]]:
    """Yield the 1-based places of texts longer than a cell may hold."""
    for number, row in enumerate(rows, start=1):
        if max(map(len, map(str, row)), default=0) > LONGEST_TEXT:
            for place, value in enumerate(row, start=1):
                if isinstance(value, str) and len(value) > LONGEST_TEXT:
                    yield number, place


def _cut(grid: Grid, places: Iterable[tuple[int, int]]) -> Grid:
    rows = [*grid.rows]
    for row, column in places:
        values = [*rows[row - 1]]
        values[column - 1] = str(values[column - 1])[:LONGEST_TEXT]
        rows[row - 1] = values
    return replace(grid, rows=rows)
