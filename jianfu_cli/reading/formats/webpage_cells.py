"""The tables of a page while it is read: cells, the text within them, tables that are one cell's text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.grid import Merge
from jianfu_cli.reading.refusal import RefusedError, unsafe

# Marks for <br> and for the edges of a block; both characters are taken out of the page's own text.
BREAK, EDGE = "\x00", "\x01"
UNMARKED = str.maketrans({BREAK: "\ufffd", EDGE: "\ufffd"})
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’—…]"
# A line of Chinese that the source wraps is one line without a blank (CSS Text 3, 4.1.3).
_WRAPPED = pattern_of(f"(?<={_WIDE})[ \t]*[\r\n]+[ \t]*(?={_WIDE})")
_BLANKS = pattern_of("[ \t\r\n\f\u00a0]+")
_EDGES = pattern_of(f" ?{EDGE}[ {EDGE}]*")
_FEWEST_COLUMNS = 3  # tables in the cells of one row that are its columns
_WIDEST_COLUMN = 2  # of such a table; what is wider is one of its own
_MOST_LINES = 20  # of a cell that is itself a table


class PageCell(NamedTuple):
    """A cell: its text, the columns and rows it spans, whether all of the text is crossed out."""

    text: str
    across: int
    down: int
    struck: bool


class CellAround(NamedTuple):
    """The cell that a table stands in: its row so far, its span, its text so far, whether that has a plain word.

    ``hidden``: the row is not shown.
    """

    row: list[PageCell]
    span: tuple[int, int]
    text: str
    plain: bool
    hidden: bool

    @property
    def cells(self) -> list[PageCell]:
        """The row up to this cell, with what it says so far."""
        lines = list(filter(None, tidy(self.text)))
        return [*self.row, PageCell("\n".join(lines), *self.span, struck=False)]


@dataclass(slots=True)
class OpenTable:
    """An open table: how many rows more each column is taken by a cell from above, and its merges.

    Its ``rows`` by their numbers, and the columns of the widest. ``around`` is the cell it stands in while it may be no
    more than that cell's text; then ``waiting`` are its rows. ``within`` tells the row of the table around it,
    ``begun`` counts its own rows.
    """

    taken: dict[int, int] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    around: CellAround | None = None
    waiting: list[list[PageCell]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    width: int = 0
    within: "tuple[OpenTable, int] | None" = None
    begun: int = 0

    def laid(self, number: int, width: int) -> None:
        """Note that the row ``number`` of the page is one of the table's, and how far it reaches."""
        self.rows.append(number)
        self.width = max(self.width, width)

    @property
    def is_text(self) -> bool:
        """Whether what waits is the text of one cell: a word or, beside other cells, a few lines or one row."""
        assert self.around
        said = [sum(bool(cell.text) for cell in row) for row in self.waiting]
        if not any(cell.text for cell in self.around.row):
            return len(said) <= 1 and sum(said) <= 1
        return len(said) <= _MOST_LINES and sum(count > 1 for count in said) <= (len(said) == 1)

    @property
    def text(self) -> str:
        """What waits as the text of one cell."""
        return "\n".join(" ".join(cell.text for cell in row if cell.text) for row in self.waiting)


def tidy(text: str) -> list[str]:
    """Return the lines that a browser shows of a piece of text with marks."""
    if text.isprintable() and "  " not in text:  # most cells: nothing to tidy
        return [text.strip()]
    text = _BLANKS.sub(" ", _WRAPPED.sub("", text))
    text = _EDGES.sub(BREAK, text).strip(BREAK + " ")
    return [line.strip() for line in text.split(BREAK)]


def rows_apart(tables: Sequence[OpenTable], last: int) -> frozenset[int]:
    """Return which rows up to ``last`` are text beside all tables, or of tables less than half as wide as the widest.

    Such a table turns pages, or says whose the page is.
    """
    widest = max((table.width for table in tables), default=0)
    wide = (table.rows for table in tables if 2 * table.width >= widest)
    return frozenset(range(1, last + 1)).difference(*wide) if tables else frozenset()


def put_side_by_side(tables: Sequence[OpenTable], rows: list[list[str]], merges: list[Merge]) -> None:
    """Move the tables in the cells of one row, laid out one below the other, side by side where all are as high.

    Each is a column of what a person sees, or a few; the rows they leave are empty.
    """
    by_row: dict[tuple[int, int], list[OpenTable]] = {}
    for table in tables:
        if table.within and 0 < table.width <= _WIDEST_COLUMN:
            around, row = table.within
            by_row.setdefault((id(around), row), []).append(table)
    for beside in by_row.values():
        heights = {len(table.rows) for table in beside}
        if len(beside) >= _FEWEST_COLUMNS and len(heights) == 1 and heights != {1}:
            _move_beside(beside, rows, merges)


def _move_beside(tables: Sequence[OpenTable], rows: list[list[str]], merges: list[Merge]) -> None:
    first, *others = tables
    for table in others:
        for own, number in zip(first.rows, table.rows, strict=True):
            row = rows[own - 1]
            row += [""] * (first.width - len(row)) + rows[number - 1]
            rows[number - 1] = []
        lowered, shift = table.rows[0] - first.rows[0], first.width
        for place, merge in enumerate(merges):
            if table.rows[0] <= merge.top and merge.bottom <= table.rows[-1]:
                top, left, bottom, right = merge.top, merge.left, merge.bottom, merge.right
                merges[place] = Merge(top - lowered, left + shift, bottom - lowered, right + shift)
        first.width += table.width
        table.rows.clear()


def too_large(row: int) -> RefusedError:
    """Return the refusal of a page that lays out more than a sheet holds, from ``row`` on."""
    return unsafe(f"第 {row} 行超出一张工作表的大小，无法按表读取")
