"""The cells of a roll-up workbook: what may stand in one, and how much room it takes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
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
class Amount:
    """A number that a unit reports (千克, 元): in its column it stands at the right, so that digits line up."""

    number: int | float


@dataclass(frozen=True, slots=True)
class Share:
    """A number in per cent, kept as a share of one and shown with its sign."""

    percent: Decimal


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell that something was found on, coloured as in the copy that is sent back."""

    content: "str | date | Amount | Share"
    severity: Severity


# A cell: text, a number of ours, a day, an amount, a share, text in one of the styles below, a link, or a faulty one.
Cell: TypeAlias = "str | int | float | date | Amount | Share | tuple[str, str] | Link | Faulty"


def shown_as(cell: Cell, style: str = "text") -> tuple[str | float | date, str]:
    """Return what is written for ``cell`` and the name of its style: texts as such, numbers and days as such.

    A plain text or number takes ``style``; what is faulty is so marked.
    """
    fault = f" {cell.severity}" if isinstance(cell, Faulty) else ""
    cell = cell.content if isinstance(cell, Faulty) else cell
    if isinstance(cell, Link):
        content = cell.content if isinstance(cell.content, int) else fitted(cell.content)
        return content, "linked number" if isinstance(content, int) else "link"
    if isinstance(cell, Amount):
        return cell.number, f"amount{fault}"
    if isinstance(cell, Share):
        return float(cell.percent / 100), f"share{fault}"
    if isinstance(cell, date):
        return cell, f"day{fault}"
    if isinstance(cell, int | float):
        plain = "number" if isinstance(cell, int) else "decimal"
        return cell, f"{plain}{fault}" if style == "text" else style
    text, style = (cell, style) if isinstance(cell, str) else cell
    return fitted(text), f"{style}{fault}"


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


def filling_the_page(headings: Sequence[ColumnHeading], least: float) -> tuple[ColumnHeading, ...]:
    """Return ``headings`` whose printed columns are ``least`` wide together: a few would leave half the page empty.

    The first, 序号, stays as it is.
    """
    first, *rest = (heading for heading in headings if heading.on_paper)
    wide = sum(heading.width for heading in rest)
    if not rest or first.width + wide >= least:
        return tuple(headings)
    times = (least - first.width) / wide
    return tuple(
        replace(heading, width=round(heading.width * times, 1))
        if heading.on_paper and heading is not first
        else heading
        for heading in headings
    )


def most_lines(cells: Sequence[Cell], widths: Sequence[float]) -> int:
    """How many lines the longest of ``cells`` takes; ``widths`` are those of the printed columns."""
    most = 1
    for cell, places in zip(cells, widths, strict=False):
        text = cell if cell.__class__ is str else _said(cell)
        # Two places for each character at most: most cells are seen at once to take one line.
        if 2 * len(text) >= places - 1 or "\n" in text:
            most = max(most, _lines(text, places))
    return most


def _said(cell: Cell) -> str:
    """The text that may take more than a line; "" for a number or a day."""
    cell = cell.content if isinstance(cell, Faulty | Link) else cell
    cell = cell[0] if isinstance(cell, tuple) else cell
    return cell if isinstance(cell, str) else ""


@lru_cache(maxsize=8192)
def _lines(text: str, places: float) -> int:
    """How many lines ``text`` takes in a column of ``places`` half-width characters."""
    # In 宋体 a character is as wide as it is long in GBK: “ and — too, which are narrow elsewhere.
    return sum(max(1, math.ceil(len(line.encode("gbk", "replace")) / max(1, places - 2))) for line in text.split("\n"))


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
