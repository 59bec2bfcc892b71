"""A sheet of hundreds of thousands of rows: XlsxWriter's, with short ways for plain texts and for links.

What goes a short way is to the byte what the library writes. It uses inner names of the library, so it is asked for by
:func:`~jianfu_cli.writing.rollup.plain_sheet.sheet_class` alone, which tries it first.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellStringTuple

from jianfu_cli.core.language.values import column_letters
from jianfu_cli.writing.rollup.plain_sheet import PlainSheet

# What is escaped in a cell, or makes its blanks count: signs of markup, blanks at either end, what looks like _x0001_.
_NOT_PLAIN = re.compile(r"[&<>_]|^\s|\s$")


@cache
def _letters(column: int) -> str:
    return column_letters(column + 1)


class LongSheet(PlainSheet):
    """A sheet that writes most of its cells at once: plain text in a format.

    The library takes each cell's tag and text apart before it writes them, which is right for what may be anything; of
    nearly three million cells of a roll-up hardly one has anything to escape. The rest, and all else, stays with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._leads: list[str] = []
        self._forgets_heights = False

    def forget_heights(self) -> None:
        """Keep no row's height once it is written: nothing will be placed on this sheet that must know it."""
        self._forgets_heights = True

    def _write_single_row(self, current_row_num: int = 0) -> None:
        written = self.previous_row
        super()._write_single_row(current_row_num)
        if self._forgets_heights:
            self.row_info.pop(written, None)
            self.row_sizes.pop(written, None)

    def lead(self, row: int, column: int, target: str, shown: str) -> None:
        """Let a click on a cell (from 0) lead to ``target`` in this workbook; what the cell shows is written apart.

        The library keeps an object of a kilobyte for each link, and there are hundreds of thousands.
        """
        place, target, shown = f"{_letters(column)}{row + 1}", *map(self._escape_attributes, (target, shown))
        self._leads.append(f'<hyperlink ref="{place}" location="{target}" display="{shown}"/>')

    def _write_hyperlinks(self) -> None:
        if not self._leads:
            super()._write_hyperlinks()
            return
        assert not self.hyperlinks, "a sheet's links are either the library's or ours"
        self.fh.write(f"<hyperlinks>{''.join(self._leads)}</hyperlinks>")

    def write_texts(self, row: int, texts: Mapping[int, str], style: Format) -> None:
        """Write the ``texts``, none of them empty, into the columns (from 0) of ``row``: what a row asks, once."""
        if not texts:
            return
        first, last = min(texts), max(texts)
        self.write_string(row, first, texts[first], style)
        self._check_dimensions(row, last)
        self.table[row].update({column: CellStringTuple(text, style) for column, text in texts.items()})

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__ is CellStringTuple and cell.format:
            text = cell.string
            if text.isprintable() and not _NOT_PLAIN.search(text):
                style = cell.format._get_xf_index()  # noqa: SLF001 -- so does the method that this one goes before
                place = f"{_letters(col)}{row + 1}"
                self.fh.write(f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>')
                return
        super()._write_cell(row, col, cell)
