"""总览 while it is written: lines, key figures, links and tables, row by row downwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
# What a page takes downwards, in points: A4 landscape less its margins, somewhat less, for programs differ, and less
# the line of a note under a table.
_PAGE_HEIGHT, _NOTE = (595 - 94) * 0.97, 20.0
# Fewer rows of a long table are not left alone on a page.
_LEAST_ROWS = 8
_ROW, _TITLE, _HEADING, _WIDE_ROW = 15.0, 22.0, 32.0, 20.0
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
        self._heights: dict[int, float] = {}
        self.width = _pixels(_LABEL_WIDTH) + (columns - 1) * _pixels(_WIDTH)
        # Not fitted to one page across: that would undo the page breaks.
        scale = min(100, int(100 * _PAGE_WIDTH / (_LABEL_WIDTH + (columns - 1) * _WIDTH + columns)))
        self.sheet.set_print_scale(scale)
        self._page_height = 100 * _PAGE_HEIGHT / scale - _NOTE

    def keep(self, height: float) -> None:
        """Go to a new page where what is ``height`` points high does not fit below what stands on this one."""
        if height > self._left() and self._left() < self._page_height:
            self.breaks.append(self.row)

    def _left(self) -> float:
        """How much is left of this page, in points."""
        begun = self.breaks[-1] if self.breaks else 0
        return self._page_height - sum(self._heights.get(row, _ROW) for row in range(begun, self.row))

    def charts(self, rows: int) -> int:
        """Leave so many rows to charts, all on one page, and return the first of them."""
        self.keep((rows + 1) * _ROW)
        first = self.row + 1
        self.row += 1 + rows
        return first

    def _height(self, row: int, points: float) -> None:
        self._heights[row] = points
        self.sheet.set_row(row, points)

    def line(self, text: str, style: str, height: float = 20) -> None:
        """Write a line over the whole width."""
        self._height(self.row, height)
        self._book.span(self.sheet, self.row, (0, self._columns - 1), (text, style))
        self.row += 1

    def answer(self, label: str, said: str, *, urgent: bool) -> None:
        """Write an answer, what it is about before it; as high as it needs."""
        lines = most_lines([said], [(self._columns - 1) * (_WIDTH + 0.6)])
        self._height(self.row, LINE_HEIGHT * lines + 8)
        self._book.write(self.sheet, self.row, 0, f"{'! ' if urgent else ''}{label}", "urgent" if urgent else "topic")
        self._book.span(self.sheet, self.row, (1, self._columns - 1), (said, "text"))
        self.row += 1

    def figures(self, keys: Sequence[Key]) -> None:
        """Write key figures side by side, the label above the number, which leads to its sheet."""
        self._height(self.row + 1, 34)
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
            self._height(self.row, 20)
            for nth, (name, said) in enumerate(sheets[start : start + _LINKS_ACROSS]):
                first, last = max(0, 2 * nth - 1), 2 * nth
                self.lead(self.row, first, name, name)
                self._book.span(self.sheet, self.row, (first, last), (said, "link"))
            self.row += 1

    def lead(self, row: int, column: int, sheet: str, shown: str) -> None:
        """Let a click on a cell lead to ``sheet``."""
        lead(self.sheet, row, column, f"'{sheet}'!A1", shown)

    def band(self, *blocks: tuple[int, Block]) -> list[Placed]:
        """Write tables side by side on one page, each from its column on; beyond the first a label takes two."""
        heading, longest = self._heading([one.headings for _, one in blocks]), max(len(one.rows) for _, one in blocks)
        self.keep(_ROW + _TITLE + heading + longest * _ROW)
        self.row += 1
        self._height(self.row, _TITLE)
        self._height(self.row + 1, heading)
        first = self.row + 2
        placed = [
            Placed(_runs(first, sum(cells[0] != TOTAL for cells in block.rows)), column, first_value(column))
            for column, block in blocks
        ]
        for offset in range(2 + longest):
            for column, block in blocks:
                self._block_row(column, block, offset)
            self.row += 1
        return placed

    def wide(self, block: Block) -> None:
        """Write a table whose last column takes all that is left of the sheet; under its title on each page."""
        last = len(block.headings) - 1
        widths = [_LABEL_WIDTH, *[_WIDTH] * (last - 1), (self._columns - last) * (_WIDTH + 0.6)]
        high = [max(_WIDE_ROW, LINE_HEIGHT * most_lines(row, widths) + 6) for row in (block.headings, *block.rows)]
        left = iter(high[1:])
        for part in self._parts(block, high[1:], high[0]):
            self.row += 1
            self.line(part.title, "section", _TITLE)
            self._wide_row(last, part.headings, "heading", high[0])
            for cells in part.rows:
                self._wide_row(last, cells, "text", next(left))

    def _wide_row(self, last: int, cells: Sequence[Cell], style: str, height: float) -> None:
        self._height(self.row, height)
        for nth, cell in enumerate(cells[:last]):
            self._book.write(self.sheet, self.row, nth, cell, style)
        self._book.span(self.sheet, self.row, (last, self._columns - 1), (cells[last], style))
        self.row += 1

    def pages(self, block: Block) -> Placed:
        """Write a long table: about as many rows on each page, under its title and headings."""
        runs: tuple[tuple[int, int], ...] = ()
        for part in self._parts(block, [_ROW] * len(block.rows), self._heading([block.headings])):
            (placed,) = self.band((0, part))
            runs += placed.runs
        return Placed(runs, 0, first_value(0))

    def _parts(self, block: Block, heights: Sequence[float], heading: float) -> Iterator[Block]:
        """Yield ``block`` whole where it fits on one page, else in a part for each page, from this one on if it can."""
        above = _ROW + _TITLE + heading
        if sum(heights) <= self._page_height - above or sum(heights[:_LEAST_ROWS]) > self._left() - above:
            self.keep(above + sum(heights))
        first = 0
        for end in _cuts(heights, self._left() - above, self._page_height - above):
            if first:
                self.breaks.append(self.row)
            yield replace(block, title=f"{block.title}（续）" if first else block.title, rows=block.rows[first:end])
            first = end

    def _heading(self, headings: Sequence[Sequence[str]]) -> float:
        lines = max(most_lines(one, [_LABEL_WIDTH, *[_WIDTH] * len(one)]) for one in headings)
        return max(_HEADING, LINE_HEIGHT * lines + 6)

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


def _cuts(heights: Sequence[float], room: float, whole: float) -> list[int]:
    """Where rows that are so high go on a new page: the first has ``room`` for them, the others are ``whole``."""
    cuts, high = list[int](), 0.0
    for nth, height in enumerate(heights):
        if nth > (cuts[-1] if cuts else 0) and high + height > (whole if cuts else room):
            cuts.append(nth)
            high = 0.0
        high += height
    if cuts:
        cuts[-1] -= max(0, min(_LEAST_ROWS - (len(heights) - cuts[-1]), cuts[-1] - _LEAST_ROWS))
    return [*cuts, len(heights)]


def _runs(first: int, rows: int) -> tuple[tuple[int, int], ...]:
    return ((first, first + rows - 1),) if rows else ()


def first_value(column: int) -> int:
    """The column of the first number of a table that begins in ``column``: a label beyond the first takes two."""
    return column + (2 if column else 1)


def _pixels(width: float) -> int:
    return int(width * 7 + 5)
