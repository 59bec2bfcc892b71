"""The sheets of a roll-up workbook: long tables with title, headings, print setup and continuation sheets."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format

from jianfu_cli.core.language.text import clean
from jianfu_cli.core.rollup.model import CELL_LIMIT, fits_a_cell
from jianfu_cli.writing.rollup.plain_sheet import WRITING, PlainSheet, sheet_class

MAX_ROWS = 1_048_576
MAX_LINKS = 65_530  # of one sheet; Excel repairs away what is beyond
A4 = 9
_FIRST_ROW = 2
_FONT = "宋体"
_LINE_HEIGHT = 14.5  # points, of 11 point text
_MAX_HEIGHT = 409  # points; Excel allows no more
_LINE = "#A6A6A6"
NAVY, RED, AMBER, GREEN, GREY = "#1F4E79", "#B3261E", "#9A5B00", "#2E6B3E", "#7F7F7F"

_BODY: dict[str, Any] = {"border": 1, "border_color": _LINE, "valign": "vcenter", "text_wrap": True}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {
        "bold": True,
        "font_size": 16,
        "font_name": "黑体",
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "subtitle": {"font_color": GREY, "align": "center", "valign": "vcenter"},
    "section": {
        "bold": True,
        "font_size": 12,
        "font_name": "黑体",
        "font_color": NAVY,
        "bottom": 2,
        "bottom_color": NAVY,
    },
    "note": {"font_color": GREY, "font_size": 10},
    "heading": {**_BODY, "bold": True, "align": "center", "bg_color": "#DCE6F1"},
    "figure": {**_BODY, "bold": True, "font_size": 18, "align": "center", "font_color": NAVY},
    "label": {**_BODY, "align": "center", "font_color": "#595959", "bg_color": "#F2F2F2"},
    # Text format: what begins with = stays text even after someone edits the cell.
    "text": {**_BODY, "num_format": "@"},
    "link": {**_BODY, "num_format": "@", "align": "center", "font_color": NAVY, "underline": 1},
    "linked number": {**_BODY, "num_format": "0", "align": "center", "font_color": NAVY, "underline": 1},
    "centre": {**_BODY, "num_format": "@", "align": "center"},
    "number": {**_BODY, "align": "center", "num_format": "0"},
    "decimal": {**_BODY, "align": "center"},
    "day": {**_BODY, "align": "center", "num_format": "yyyy-mm-dd"},
    "share": {**_BODY, "align": "center", "num_format": "0.######%"},
    "total": {**_BODY, "align": "center", "num_format": "0", "bold": True, "bg_color": "#F2F2F2"},
    "bad": {**_BODY, "num_format": "@", "align": "center", "font_color": RED, "bold": True},
    "warn": {**_BODY, "num_format": "@", "align": "center", "font_color": AMBER},
    "good": {**_BODY, "num_format": "@", "align": "center", "font_color": GREEN},
    "faint": {**_BODY, "num_format": "@", "align": "center", "font_color": GREY},
}


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


# A cell: text, a number of ours, a day, a share, text in one of the styles below, or a link.
Cell: TypeAlias = "str | int | float | date | Share | tuple[str, str] | Link"


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """A column of a long table: its heading, and its width in half-width characters.

    The last columns may be for the screen alone: what they say is traced there, and a page is read more easily without.
    """

    text: str
    width: float = 14
    on_paper: bool = True


def _columns_on_paper(headings: Sequence[ColumnHeading]) -> int:
    return sum(heading.on_paper for heading in headings)


def _lines(cell: Cell, places: float) -> int:
    """How many lines a cell takes in a column of ``places`` half-width characters."""
    if isinstance(cell, int | float | date | Share):
        return 1
    text = cell if isinstance(cell, str) else str(cell.content) if isinstance(cell, Link) else cell[0]
    if 2 * len(text) < places and "\n" not in text:
        return 1
    # In 宋体 a character is as wide as it is long in GBK: “ and — too, which are narrow elsewhere.
    return sum(max(1, math.ceil(len(line.encode("gbk", "replace")) / (places - 1))) for line in text.split("\n"))


def _most_lines(cells: Sequence[Cell], widths: Sequence[float]) -> int:
    most = 1
    for cell, places in zip(cells, widths, strict=True):
        # Two places for each character at most: most cells are seen at once to take one line.
        if not (cell.__class__ is str and 2 * len(cell) < places and "\n" not in cell):
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


def _part_name(table: str, part: int) -> str:
    """The name of the sheet that holds ``part`` (from 0) of a long table."""
    return f"{table} ({part + 1})" if part else table


class RollUpBook:
    """A workbook written row by row, so that its size does not matter; the same content gives the same bytes.

    ``max_rows`` is the number of rows of a sheet; what does not fit goes on in ``附件2 (2)``. A sheet has at most
    ``max_links`` links; beyond, the text stands alone.
    """

    def __init__(
        self, path: Path, title: str, as_of: date, max_rows: int = MAX_ROWS, max_links: int = MAX_LINKS
    ) -> None:
        self._max_rows, self._max_links = max_rows, max_links
        self._links: Counter[str] = Counter()
        self._path, self._content = path, BytesIO()
        self.book = Workbook(
            # On a full disk an archive that is half written cannot be closed, and says so in English when it goes.
            self._content,
            {
                **WRITING,
                "default_format_properties": {"font_name": _FONT, "font_size": 11},
            },
        )
        self.book.set_properties({"title": clean(title), "created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001 -- a day has no zone
        self._styles: dict[str, Format] = {
            name: self.book.add_format({"font_name": _FONT, "font_size": 11, **style})
            for name, style in _STYLES.items()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.book.close()
        except FileCreateError as failure:
            # It wraps the OSError that says why: the disk is full, the file is open elsewhere.
            raise OSError(*failure.args[0].args) from failure
        if kind is None:
            self._path.write_bytes(self._content.getbuffer())

    def sheet(self, name: str, widths: Iterable[float]) -> PlainSheet:
        """Add a sheet that prints on A4 landscape, one page wide, with page numbers."""
        sheet: PlainSheet = self.book.add_worksheet(name, sheet_class())
        for place, places in enumerate(widths):
            sheet.set_column(place, place, places)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def write(self, sheet: PlainSheet, row: int, column: int, cell: Cell, style: str = "text") -> None:
        """Write one cell (0-based): numbers as numbers, every text as text and never as formula or link of its own."""
        if isinstance(cell, Share):
            sheet.write_number(row, column, float(cell.percent / 100), self._styles["share"])
            return
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self._styles["day"])
            return
        if isinstance(cell, int | float):
            plain = "number" if isinstance(cell, int) else "decimal"
            sheet.write_number(row, column, cell, self._styles[plain if style == "text" else style])
            return
        if isinstance(cell, Link):
            self._link(sheet, row, column, cell)
            return
        text, style = (cell, style) if isinstance(cell, str) else cell
        text = fitted(text)
        if text:
            sheet.write_string(row, column, text, self._styles[style])
        else:
            sheet.write_blank(row, column, None, self._styles[style])

    def _link(self, sheet: PlainSheet, row: int, column: int, link: Link) -> None:
        content = link.content if isinstance(link.content, int) else fitted(link.content)
        if content == "" or self._links[sheet.name] == self._max_links:
            self.write(sheet, row, column, content)
            return
        self._links[sheet.name] += 1
        part, place = divmod(link.nth, self._max_rows - _FIRST_ROW)
        target = f"'{_part_name(link.table, part)}'!A{place + _FIRST_ROW + 1}"
        sheet.lead(row, column, target, str(content))
        self.write(sheet, row, column, content, "linked number" if isinstance(content, int) else "link")

    def span(self, sheet: PlainSheet, row: int, columns: tuple[int, int], text: tuple[Cell, str]) -> None:
        """Write ``text`` (cell, style) over ``columns`` (first, last) of a row."""
        (first, last), (cell, style) = columns, text
        if last > first:
            sheet.merge_range(row, first, row, last, "", self._styles[style])
        self.write(sheet, row, first, cell, style)

    def table(self, name: str, title: str, headings: Sequence[ColumnHeading], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a long table: title in row 1, headings in row 2, data from row 3; continued where a sheet is full."""
        sheet, row, part = self._begin(name, title, headings), _FIRST_ROW, 0
        widths, style = [heading.width for heading in headings], self._styles["text"]
        for cells in rows:
            if row == self._max_rows:
                self._end(sheet, row, headings)
                part += 1
                main, line, note = title.partition("\n")
                more = f"{main}（续 {part + 1}）{line}{note}"
                sheet, row = self._begin(_part_name(name, part), more, headings), _FIRST_ROW
            lines = _most_lines(cells, widths)
            if lines > 1:
                # LibreOffice and WPS do not fit the height of a row to its text when they open a file.
                sheet.set_row(row, min(_LINE_HEIGHT * lines + 4, _MAX_HEIGHT))
            texts = {column: fitted(cell) for column, cell in enumerate(cells) if cell.__class__ is str and cell}
            sheet.write_texts(row, texts, style)
            for column, cell in enumerate(cells):
                if column not in texts:
                    self.write(sheet, row, column, cell)
            row += 1
        self._end(sheet, row, headings)

    def _begin(self, name: str, title: str, headings: Sequence[ColumnHeading]) -> PlainSheet:
        sheet = self.sheet(name, [heading.width for heading in headings])
        sheet.forget_heights()
        sheet.set_row(0, 48 if "\n" in title else 30)
        main, _, note = title.partition("\n")
        self.span(sheet, 0, (0, _columns_on_paper(headings) - 1), (main, "title"))
        if note:
            title_style, note_style = self._styles["title"], self._styles["subtitle"]
            sheet.write_rich_string(0, 0, title_style, f"{main}\n", note_style, note, title_style)
        sheet.set_row(1, 32)
        for column, heading in enumerate(headings):
            self.write(sheet, 1, column, heading.text, "heading")
        sheet.freeze_panes(_FIRST_ROW, 0)
        sheet.repeat_rows(1)
        return sheet

    @staticmethod
    def _end(sheet: PlainSheet, row: int, headings: Sequence[ColumnHeading]) -> None:
        sheet.print_area(0, 0, row - 1, _columns_on_paper(headings) - 1)
        if row > _FIRST_ROW:
            sheet.autofilter(1, 0, row - 1, len(headings) - 1)
