"""Paragraphs and tables of a document, whatever program wrote it."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from jianfu_cli.core.model.unread import Unread


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``text`` as kept, ``style`` the name of its style, ``level`` its 1-based outline level where it has one.

    ``numbered``: Word numbers it by itself. ``lead`` is the bold text it begins with. ``unread`` stands in it and is no
    text. ``boxed``: it stands in a text box.
    """

    text: str
    style: str = ""
    level: int | None = None
    numbered: bool = False
    lead: str = ""
    unread: tuple[Unread, ...] = ()
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell from grid column ``start`` (0-based) over ``span`` columns; ``continues`` the merged cell above."""

    start: int
    span: int
    continues: bool
    blocks: tuple["Block", ...]

    @property
    def text(self) -> str:
        """All that stands in the cell, one line a paragraph, nested tables included."""
        return "\n".join(text for block in self.blocks if (text := block.text))


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its rows of cells, and the widths of its grid columns (twentieths of a point, 0 where not given).

    ``struck`` are the rows (1-based) that are crossed out.
    """

    rows: tuple[tuple[WordCell, ...], ...]
    widths: tuple[int, ...]
    struck: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """One line a row, cells set apart by a blank."""
        return "\n".join(" ".join(filter(None, [cell.text for cell in row])) for row in self.rows)


Block: TypeAlias = Paragraph | WordTable
_FEWEST_COLUMNS = 3  # tables in the cells of one row that are its columns
_WIDEST_COLUMN = 2  # of such a table; what is wider is one of its own


def unnested(block: Block) -> Block:
    """Return a table whose rows hold tables, all as high, in their cells as the rows that a person sees across them."""
    if isinstance(block, Paragraph) or not any(_tables(cell) for row in block.rows for cell in row):
        return block
    rows: list[tuple[WordCell, ...]] = []
    struck: set[int] = set()
    for number, row in enumerate(block.rows, start=1):
        own = tuple(replace(cell, blocks=tuple(map(unnested, cell.blocks))) for cell in row)
        several = _across(own)
        struck |= set(range(len(rows) + 1, len(rows) + len(several) + 1)) if number in block.struck else set()
        rows += several
    return replace(block, rows=tuple(rows), struck=frozenset(struck))


def _across(row: tuple[WordCell, ...]) -> list[tuple[WordCell, ...]]:
    columns = [tables[0] if len(tables := _tables(cell)) == 1 and not _says_more(cell) else None for cell in row]
    inner = [table for table in columns if table]
    heights = {len(table.rows) for table in inner}
    narrow = all(len(line) <= _WIDEST_COLUMN for table in inner for line in table.rows)
    if len(inner) < max(_FEWEST_COLUMNS, len(row)) or len(heights) > 1 or heights == {1} or not narrow:
        return [row]
    return [
        tuple(
            replace(cell, start=around.start, span=around.span)
            for around, table in zip(row, inner, strict=True)
            for cell in table.rows[place]
        )
        for place in range(heights.pop())
    ]


def _tables(cell: WordCell) -> list[WordTable]:
    return [block for block in cell.blocks if isinstance(block, WordTable)]


def _says_more(cell: WordCell) -> bool:
    return any(isinstance(block, Paragraph) and block.text for block in cell.blocks)
