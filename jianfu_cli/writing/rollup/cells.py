"""The cells of a roll-up workbook: what may stand in one, and how much room it takes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from jianfu_cli.core.language.text import clean
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.rollup.model import CELL_LIMIT, fits_a_cell


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to row ``nth`` (from 0) of the long table ``table``, on whichever of its sheets that row is.

    Its content is short: LibreOffice does not break a link into lines.
    """

    content: str | int
    table: str
    nth: int


@dataclass(frozen=True, slots=True)
class Share:
    """A number in per cent, kept as a share of one and shown with its sign."""

    percent: Decimal


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell that something was found on, coloured as in the copy that is sent back."""

    content: "str | int | float | date | Share"
    severity: Severity


# A cell: text, a number of ours, a day, a share, text in one of the styles below, a link, or any that is faulty.
Cell: TypeAlias = "str | int | float | date | Share | tuple[str, str] | Link | Faulty"


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """A column of a long table: its heading, and its width in half-width characters.

    The last columns may be for the screen alone: what they say is traced there, and a page is read more easily without.
    """

    text: str
    width: float = 14
    on_paper: bool = True


def columns_on_paper(headings: Sequence[ColumnHeading]) -> int:
    """How many of the columns are printed."""
    return sum(heading.on_paper for heading in headings)


def _lines(cell: Cell, places: float) -> int:
    """How many lines a cell takes in a column of ``places`` half-width characters."""
    cell = cell.content if isinstance(cell, Faulty) else cell
    if isinstance(cell, int | float | date | Share):
        return 1
    text = cell if isinstance(cell, str) else str(cell.content) if isinstance(cell, Link) else cell[0]
    if 2 * len(text) < places - 1 and "\n" not in text:
        return 1
    # In 宋体 a character is as wide as it is long in GBK: “ and — too, which are narrow elsewhere.
    return sum(max(1, math.ceil(len(line.encode("gbk", "replace")) / max(1, places - 2))) for line in text.split("\n"))


def most_lines(cells: Sequence[Cell], widths: Sequence[float]) -> int:
    """How many lines the longest of ``cells`` takes; ``widths`` are those of the printed columns."""
    most = 1
    for cell, places in zip(cells, widths, strict=False):
        # Two places for each character at most: most cells are seen at once to take one line.
        if not (cell.__class__ is str and 2 * len(cell) < places - 1 and "\n" not in cell):
            most = max(most, _lines(cell, places))
    return most


def fitted(text: str) -> str:
    """Return ``text`` as a cell can hold it; what is cut away is said, and stands whole in merge.json."""
    # Nearly all texts are what they were read as: clean, and short.
    if text.isprintable() and len(text) <= CELL_LIMIT // 2:
        return text
    text = clean(text)
    if fits_a_cell(text):
        return text
    note = f"……（原文共 {len(text)} 字，超出单元格容量，此处截断，全文见 merge.json）"
    room = CELL_LIMIT - len(note)
    return text.encode("utf-16-le", "replace")[: 2 * room].decode("utf-16-le", "ignore") + note
