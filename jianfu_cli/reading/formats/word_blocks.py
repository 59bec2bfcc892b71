"""Paragraphs and tables of a document, whatever program wrote it."""

from dataclasses import dataclass
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
