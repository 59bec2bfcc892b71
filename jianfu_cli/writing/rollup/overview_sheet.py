"""总览 while it is written: lines, key figures, links and tables, row by row downwards."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range

from jianfu_cli.writing.rollup.cells import Cell, most_lines
from jianfu_cli.writing.rollup.charts import Placed
from jianfu_cli.writing.rollup.look import HOT, LINE_HEIGHT, NAVY
from jianfu_cli.writing.rollup.sheets import OVERVIEW, RollUpBook, lead

TOTAL = "合计"
_LABEL_WIDTH, _WIDTH = 26.0, 11.0
# What a page takes across, in digits of 11 point: A4 landscape less its margins. Excel has 12 to the inch, programs
# without 宋体 somewhat fewer.
_PAGE_WIDTH = 10.5 * 10.5
# What a page takes downwards at the scale of 13 columns, less the title and headings of a table.
_PAGE_ROWS = 42
_LINKS_ACROSS = 6


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the overview; its last row is a total where it begins with 合计."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Key:
    """A key figure, the sheet that it leads to, and whether it is past due."""

    label: str
    value: str
    sheet: str
    urgent: bool = False


class Page:
    """The sheet, of ``columns`` columns."""

    def __init__(self, book: RollUpBook, columns: int) -> None:
        self._book = book
        self._columns = columns
        self.sheet = book.sheet(OVERVIEW, [_LABEL_WIDTH, *[_WIDTH] * (columns - 1)])
        self.sheet.set_tab_color(NAVY)
        self.row = 0
        self.breaks: list[int] = []
        self.width = _pixels(_LABEL_WIDTH) + (columns - 1) * _pixels(_WIDTH)
        # Not fitted to one page across: that would undo the page breaks.
        self.sheet.set_print_scale(min(100, int(100 * _PAGE_WIDTH / (_LABEL_WIDTH + (columns - 1) * _WIDTH + columns))))

    def line(self, text: str, style: str, height: float = 20) -> None:
        """Write a line over the whole width."""
        self.sheet.set_row(self.row, height)
        self._book.span(self.sheet, self.row, (0, self._columns - 1), (text, style))
        self.row += 1

    def answer(self, label: str, said: str, *, urgent: bool) -> None:
        """Write an answer, what it is about before it; as high as it needs."""
        lines = most_lines([said], [(self._columns - 1) * (_WIDTH + 0.6)])
        self.sheet.set_row(self.row, LINE_HEIGHT * lines + 8)
        self._book.write(self.sheet, self.row, 0, f"{'! ' if urgent else ''}{label}", "urgent" if urgent else "topic")
        self._book.span(self.sheet, self.row, (1, self._columns - 1), (said, "text"))
        self.row += 1

    def figures(self, keys: Sequence[Key]) -> None:
        """Write key figures side by side, the label above the number, which leads to its sheet."""
        self.sheet.set_row(self.row + 1, 34)
        places = [(max(0, 2 * nth - 1), 2 * nth) for nth in range(len(keys))]
        for place, key in zip(places, keys, strict=True):
            self._book.span(self.sheet, self.row, place, (key.label, "label"))
        self.row += 1
        for place, key in zip(places, keys, strict=True):
            self.lead(self.row, place[0], key.sheet, key.value)
            style = "bad figure" if key.urgent else "figure"
            self._book.span(self.sheet, self.row, place, (key.value, style))
        self.row += 1

    def contents(self, sheets: Sequence[tuple[str, str]]) -> None:
        """Write links to ``sheets`` (name, what to say of it), some side by side."""
        self.line("目录（点名称到各表；各表点标题或“返回总览”回到这里）", "section", 22)
        for start in range(0, len(sheets), _LINKS_ACROSS):
            self.sheet.set_row(self.row, 20)
            for nth, (name, said) in enumerate(sheets[start : start + _LINKS_ACROSS]):
                first, last = max(0, 2 * nth - 1), 2 * nth
                self.lead(self.row, first, name, name)
                self._book.span(self.sheet, self.row, (first, last), (said, "link"))
            self.row += 1

    def lead(self, row: int, column: int, sheet: str, shown: str) -> None:
        """Let a click on a cell lead to ``sheet``."""
        lead(self.sheet, row, column, f"'{sheet}'!A1", shown)

    def band(self, *blocks: tuple[int, Block]) -> list[Placed]:
        """Write tables side by side, each from its column on; beyond the first column a label takes two."""
        self.row += 1
        self.sheet.set_row(self.row, 22)
        lines = max(most_lines(one.headings, [_LABEL_WIDTH, *[_WIDTH] * len(one.headings)]) for _, one in blocks)
        self.sheet.set_row(self.row + 1, max(32, LINE_HEIGHT * lines + 6))
        first = self.row + 2
        placed = [
            Placed(_runs(first, sum(cells[0] != TOTAL for cells in block.rows)), column, first_value(column))
            for column, block in blocks
        ]
        for offset in range(2 + max(len(block.rows) for _, block in blocks)):
            for column, block in blocks:
                self._block_row(column, block, offset)
            self.row += 1
        return placed

    def wide(self, block: Block, *, new_page: bool = True) -> None:
        """Write a table whose last column takes all that is left of the sheet."""
        if new_page:
            self.breaks.append(self.row)
        self.row += 1
        last = len(block.headings) - 1
        widths = [_LABEL_WIDTH, *[_WIDTH] * (last - 1), (self._columns - last) * (_WIDTH + 0.6)]
        self.line(block.title, "section", 22)
        for cells, style in ((block.headings, "heading"), *((row, "text") for row in block.rows)):
            self.sheet.set_row(self.row, max(20, LINE_HEIGHT * most_lines(cells, widths) + 6))
            for nth, cell in enumerate(cells[:last]):
                self._book.write(self.sheet, self.row, nth, cell, style)
            self._book.span(self.sheet, self.row, (last, self._columns - 1), (cells[last], style))
            self.row += 1

    def pages(self, block: Block) -> Placed:
        """Write a long table from a new page on: about as many rows on each page, under its title and headings."""
        rows = math.ceil(len(block.rows) / math.ceil(len(block.rows) / _PAGE_ROWS)) if block.rows else 1
        runs: tuple[tuple[int, int], ...] = ()
        for first in range(0, max(1, len(block.rows)), rows):
            self.breaks.append(self.row)
            title = f"{block.title}（续）" if first else block.title
            (placed,) = self.band((0, Block(title, block.headings, block.rows[first : first + rows])))
            runs += placed.runs
        return Placed(runs, 0, first_value(0))

    def shade(self, placed: Placed, columns: int) -> None:
        """Tone the numbers of ``placed``, ``columns`` wide, the darker the more: a heat map."""
        look = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": HOT}
        self._format(placed, placed.values, columns, look)

    def bar(self, placed: Placed, offset: int, colour: str) -> None:
        """Draw a bar in each cell of one column of ``placed``, as long as its number."""
        # Nothing of Excel 2010 and later: other programs would drop it.
        look = {"type": "data_bar", "bar_color": colour, "min_type": "num", "min_value": 0}
        self._format(placed, placed.values + offset, 1, look)

    def _format(self, placed: Placed, column: int, columns: int, look: dict[str, Any]) -> None:
        """Format all runs of ``placed`` by one scale."""
        if placed.runs:
            last = column + columns - 1
            whole = " ".join(xl_range(top, column, bottom, last) for top, bottom in placed.runs)
            top, bottom = placed.runs[0]
            self.sheet.conditional_format(top, column, bottom, last, {**look, "multi_range": whole})

    def _block_row(self, column: int, block: Block, offset: int) -> None:
        if offset == 0:
            last = first_value(column) + len(block.headings) - 2
            self._book.span(self.sheet, self.row, (column, last), (block.title, "section"))
        elif offset == 1:
            self._cells(column, block.headings, "heading")
        elif offset - 2 < len(block.rows):
            cells = block.rows[offset - 2]
            self._cells(column, cells, "total" if cells[0] == TOTAL else "text")

    def _cells(self, column: int, cells: Sequence[Cell], style: str) -> None:
        values = first_value(column)
        self._book.span(self.sheet, self.row, (column, values - 1), (cells[0], style))
        for nth, cell in enumerate(cells[1:]):
            self._book.write(self.sheet, self.row, values + nth, cell, style)


def _runs(first: int, rows: int) -> tuple[tuple[int, int], ...]:
    return ((first, first + rows - 1),) if rows else ()


def first_value(column: int) -> int:
    """The column of the first number of a table that begins in ``column``: a label beyond the first takes two."""
    return column + (2 if column else 1)


def _pixels(width: float) -> int:
    return int(width * 7 + 5)
