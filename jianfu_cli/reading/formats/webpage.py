"""Web pages under a workbook's name (web systems export so) to grids: the tables, as a spreadsheet lays them out."""

from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from jianfu_cli.core.model.unread import Unread
from jianfu_cli.reading.formats.delimited import MOST_COLUMNS, MOST_ROWS
from jianfu_cli.reading.formats.encoding import decoded, encoding_of
from jianfu_cli.reading.formats.struck import is_crossed_out
from jianfu_cli.reading.formats.webpage_cells import (
    BREAK,
    EDGE,
    UNMARKED,
    CellAround,
    OpenTable,
    PageCell,
    put_side_by_side,
    rows_apart,
    tidy,
    too_large,
)
from jianfu_cli.reading.formats.webpage_dress import Undressed
from jianfu_cli.reading.formats.webpage_tags import CELLS, SEEN, Unseen, entered, seen, span_of
from jianfu_cli.reading.grid import Grid, Merge, SheetFacts
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged

_SILENT = frozenset({"script", "style", "title", "template", "xml", "rt", "rp"})
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "form", "caption", "hr", "pre"})
_MARKS = {"br": BREAK, **dict.fromkeys(_BLOCKS, EDGE)}
_FIELDS = frozenset({"input", "select", "option"})
_STRIKES = frozenset({"s", "strike", "del"})
_MOST_SEEN = 1_000


def read_sheets(data: bytes, _: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the page as one sheet without a name: tables one below the other, text between them a row a line.

    Nothing is run or fetched. A table within a table goes below what stands before it, unless it
    is what one cell says, or those in the cells of one row are its columns.

    Raises:
        RefusedError: JF001 in no known encoding, JF003 over the limits of a sheet.
    """
    undressed = Undressed(page := _Page(limits))
    # lxml calls the methods a target has; its stubs ask for all that it may have.
    parser = etree.HTMLParser(target=cast("Any", undressed), encoding="utf-8", no_network=True)
    try:
        for text in decoded(data, encoding_of(data)):
            undressed.look(text)
            parser.feed(text.translate(UNMARKED).encode())
        parser.close()
    except etree.LxmlError as error:
        raise damaged() from error
    put_side_by_side(page.ended, page.rows, page.merges)
    facts = SheetFacts(
        hidden_rows=frozenset(page.hidden_rows),
        unread=tuple(page.unread),
        struck_rows=frozenset(page.struck_rows),
        apart=rows_apart(page.ended, len(page.rows)),
    )
    return (Grid("", page.rows, tuple(page.merges), facts=facts),)


class _Page:
    """What the parser reports to; keeps no tree, so a page costs what its cells cost."""

    def __init__(self, limits: GuardLimits) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self.unread: list[Unread] = []
        self.ended: list[OpenTable] = []
        self._limits = limits
        self._tables: list[OpenTable] = []
        self._row: list[PageCell] | None = None
        self._span: tuple[int, int] | None = None  # of the open cell
        self._text: list[str] = []
        self._silent = 0
        self._options: list[list[bool | str]] | None = None  # of the open drop-down: whether selected, and its text
        self._struck = 0  # open elements that cross out
        self._plain = False  # whether the open cell has text that is not crossed out
        self.struck_rows: set[int] = set()
        self._unseen = Unseen()
        self._sheet: list[str] | None = None  # of the open style sheet
        self._is_hidden = False  # the open row
        self.hidden_rows: set[int] = set()
        self._area = self._merged_area = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if self._unseen.open or (attributes and tag not in CELLS):
            self._unseen.start(tag, attributes)
        if tag in _SILENT:
            self._silent += 1
            self._sheet = [] if tag == "style" else self._sheet
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._tables:
            self._end_row()
            self._row = []
            self._tables[-1].begun += 1
            self._is_hidden = self._unseen.open > 0
        elif tag in {"td", "th"} and self._tables:
            self._end_cell()
            self._span = (span_of(attributes.get("colspan"), MOST_ROWS), span_of(attributes.get("rowspan"), MOST_ROWS))
        elif tag in _STRIKES:
            self._struck += 1
        elif tag in SEEN:
            self._see(tag, attributes)
        elif tag in _FIELDS:
            self._begin_field(tag, attributes)
        elif tag in _MARKS and self._is_shown:
            self._text.append(_MARKS[tag])

    @property
    def _is_shown(self) -> bool:
        """Whether text here counts: a row that is not shown is read all the same, and said."""
        return self._is_hidden or not self._unseen.open

    def _begin_table(self) -> None:
        """A table in a cell may be all that the cell says; one elsewhere ends the row before it."""
        around = within = None
        if self._span is not None:
            within = (self._tables[-1], self._tables[-1].begun)
            around = CellAround(self._row or [], self._span, "".join(self._text), self._plain, self._is_hidden)
            self._row, self._span, self._plain = None, None, False
            self._text.clear()
        else:
            self._end_row()
            self._settle()
        self._tables.append(OpenTable(around=around, within=within))

    def _end_table(self) -> None:
        self._end_row()
        table = self._tables.pop()
        if table.around and table.is_text:
            self._row, self._span, text, self._plain, self._is_hidden = table.around
            words = table.text
            self._text[:] = [text, *([EDGE, words.replace("\n", BREAK), EDGE] if words else ())]
            self._plain = self._plain or bool(words)
            return
        self._tables.append(table)
        self._settle()
        self.ended.append(self._tables.pop())
        self._keep_merges(self.ended[-1])

    def _settle(self) -> None:
        """Lay out what waits: the tables that are open are no cell's text. They are the innermost ones."""
        first = len(self._tables)
        while first and self._tables[first - 1].around:
            first -= 1
        for place in range(first, len(self._tables)):
            table = self._tables[place]
            cell, table.around = table.around, None
            if cell:
                hidden, self._is_hidden = self._is_hidden, cell.hidden
                self._place(cell.cells, self._tables[place - 1])
                self._is_hidden = hidden
            for waiting in table.waiting:
                self._place(waiting, table)
            table.waiting.clear()

    def _begin_field(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "input":
            self.data(entered(attributes).translate(UNMARKED))
        elif tag == "select":
            self._options = []
        elif self._options is not None:
            self._options.append(["selected" in attributes])

    def _see(self, tag: str, attributes: Mapping[str, str]) -> None:
        thing = seen(tag, attributes, len(self.rows) + 1, len(self._row or ()) + 1)
        if thing and len(self.unread) < _MOST_SEEN:
            self.unread.append(thing)

    def end(self, tag: str) -> None:
        """Close an element; the parser closes by itself what the page leaves open."""
        if self._unseen.open:
            self._unseen.end(tag)
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
            if tag == "style" and self._sheet is not None:
                self._unseen.take("".join(self._sheet))
                self._sheet = None
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in _STRIKES:
            self._struck = max(0, self._struck - 1)
        elif tag == "select":
            self._choose()
        elif tag in _BLOCKS:
            self._text.append(EDGE)

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._options is not None:
            if self._options:
                self._options[-1].append(text)
        elif self._sheet is not None:
            self._sheet.append(text)
        elif not self._silent and self._is_shown:
            self._text.append(text)
            self._plain = self._plain or not (self._struck or text.isspace())

    def _choose(self) -> None:
        """Take the entry of a drop-down that shows: the one selected, else the first."""
        options, self._options = self._options or [], None
        shown = next((option for option in options if option[0]), options[0] if options else [])
        self.data("".join(map(str, shown[1:])))

    def close(self) -> None:
        """End the page."""
        self._end_row()

    def _end_cell(self) -> None:
        lines = self._take_lines()
        plain, self._plain = self._plain, False
        if self._span is None:  # text beside the cells
            for line in filter(None, lines):
                self._say(line)
            return
        self._row = self._row or []
        text = "\n".join(lines)
        self._row.append(PageCell(text, *self._span, struck=bool(text) and not plain))
        self._span = None

    def _say(self, line: str) -> None:
        """Take a line beside the cells."""
        if self._tables and self._tables[-1].around:
            self._tables[-1].waiting.append([PageCell(line, 1, 1, struck=False)])
        else:
            self._add([line])

    def _take_lines(self) -> list[str]:
        text = "".join(self._text)
        self._text.clear()
        return tidy(text)

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None and self._tables:
            cells, self._row = self._row, None
            table = self._tables[-1]
            if table.around is None:
                self._place(cells, table)
                return
            table.waiting.append(cells)
            if not table.is_text:
                self._settle()

    def _place(self, cells: list[PageCell], table: OpenTable) -> None:
        """Lay out one row: cells stand where no cell from above reaches (HTML, 4.9.12.1)."""
        number = len(self.rows) + 1
        row: list[str] = []
        below = {column: left - 1 for column, left in table.taken.items() if left > 1}
        column = 1
        for cell in cells:
            while column in table.taken:
                column += 1
            if column > MOST_COLUMNS:
                raise too_large(number)
            row += [""] * (column - 1 - len(row)) + [cell.text]
            right = min(column + cell.across - 1, MOST_COLUMNS)
            if cell.across > 1 or cell.down > 1:
                table.merges.append(Merge(number, column, number + cell.down - 1, right))
            if cell.down > 1:
                below.update(dict.fromkeys(range(column, right + 1), cell.down - 1))
            column = right + 1
        table.taken = below
        table.laid(number, column - 1)
        if self._is_hidden:
            self.hidden_rows.add(number)
        struck = sum(cell.struck for cell in cells)
        if struck and is_crossed_out(sum(bool(cell.text) for cell in cells), struck):
            self.struck_rows.add(number)
        self._add(row)

    def _add(self, row: list[str]) -> None:
        self._area += len(row)
        if len(self.rows) == MOST_ROWS or self._area > self._limits.area:
            raise too_large(len(self.rows) + 1)
        self.rows.append(row)

    def _keep_merges(self, table: OpenTable) -> None:
        """Keep the merges of a table that has ended: a span may promise more rows than there are."""
        last = len(self.rows)
        for merge in table.merges:
            height, width = min(merge.bottom, last) - merge.top + 1, merge.right - merge.left + 1
            self._merged_area += height * width
            if self._merged_area > self._limits.merged_area:
                raise too_large(merge.top)
            if height * width > 1:
                self.merges.append(Merge(merge.top, merge.left, merge.top + height - 1, merge.right))
