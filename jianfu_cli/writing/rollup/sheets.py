"""The sheets of a roll-up workbook: long tables with title, headings, print setup and continuation sheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Self

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jianfu_cli.core.language.text import clean
from jianfu_cli.writing.rollup.cells import (
    Cell,
    ColumnHeading,
    Link,
    columns_on_paper,
    filling_the_page,
    most_lines,
    shown_as,
)
from jianfu_cli.writing.rollup.long_rows import Filling, LongRows
from jianfu_cli.writing.rollup.look import FONT, LEAST_HEIGHT, LINE_HEIGHT, NAVY, all_styles
from jianfu_cli.writing.rollup.mould import FIRST_ROW, pour

MAX_ROWS = 1_048_576
MAX_LINKS = 65_529  # of one sheet, beside that of its title; Excel repairs away what is beyond
A4, A3 = 9, 8
# Digits of 宋体 11 side by side on A4 across: fewer leave paper empty, many more are too small to be read.
_LEAST_ON_A4, _MOST_ON_A4 = 130, 240
OVERVIEW = "总览"
_BACK = "返回总览"


# Every text stays text: no formula, no link, no number is made of it; and stands in its cell, not in a list of texts.
_AS_WRITTEN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def lead(sheet: Worksheet, row: int, column: int, target: str, shown: str) -> None:
    """Let a click on a cell (from 0) lead to ``target`` in this workbook; what the cell shows is written after."""
    sheet.write_url(row, column, f"internal:{target}", None, shown)


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
        self._fillings: dict[str, Filling] = {}
        self._path, self._content = path, BytesIO()
        self.book = Workbook(
            # On a full disk an archive that is half written cannot be closed, and says so in English when it goes.
            self._content,
            {
                **_AS_WRITTEN,
                "default_format_properties": {"font_name": FONT, "font_size": 11},
            },
        )
        self.book.set_properties({"title": clean(title), "created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001 -- a day has no zone
        self._styles: dict[str, Format] = {
            name: self.book.add_format({"font_name": FONT, "font_size": 11, **style}) for name, style in all_styles()
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
            poured = pour(self._content, self._fillings, tuple(self._styles))
            self._path.write_bytes(poured.getbuffer())

    def sheet(self, name: str, widths: Iterable[float]) -> Worksheet:
        """Add a sheet that prints across A4, one page wide, with page numbers."""
        sheet = self.book.add_worksheet(name)
        for place, places in enumerate(widths):
            sheet.set_column(place, place, places)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell, style: str = "text") -> None:
        """Write one cell (0-based): numbers as numbers, every text as text and never as formula or link of its own."""
        content, style = shown_as(cell, style)
        if isinstance(content, date):
            sheet.write_datetime(row, column, content, self._styles[style])
        elif not isinstance(content, str):
            sheet.write_number(row, column, content, self._styles[style])
        elif content:
            sheet.write_string(row, column, content, self._styles[style])
        else:
            sheet.write_blank(row, column, None, self._styles[style])

    def span(self, sheet: Worksheet, row: int, columns: tuple[int, int], text: tuple[Cell, str]) -> None:
        """Write ``text`` (cell, style) over ``columns`` (first, last) of a row."""
        (first, last), (cell, style) = columns, text
        if last > first:
            sheet.merge_range(row, first, row, last, "", self._styles[style])
        self.write(sheet, row, first, cell, style)

    def table(
        self,
        name: str,
        title: str,
        headings: Sequence[ColumnHeading],
        rows: LongRows | Sequence[Sequence[Cell]],
        *,
        frozen: int = 0,
        tab: str = NAVY,
    ) -> None:
        """Add a long table: title in row 1, headings in row 2, data from row 3; continued where a sheet is full.

        The first ``frozen`` columns stay in sight; a click on the title leads back to the overview. The rows are made
        when the book is closed.
        """
        headings = filling_the_page(headings, _LEAST_ON_A4)
        layout, room = _Layout(headings, frozen, tab), self._max_rows - FIRST_ROW
        main, line, note = title.partition("\n")
        widths, made = [heading.width for heading in headings if heading.on_paper], iter(rows)
        for part, start in enumerate(range(0, max(1, len(rows)), room)):
            said = f"{main}（续 {part + 1}）{line}{note}" if part else title
            count = min(room, len(rows) - start)
            self._begin(_part_name(name, part), said, layout, count)
            sheet = f"xl/worksheets/sheet{len(self.book.worksheets())}.xml"
            self._fillings[sheet] = Filling(made, count, len(headings), widths, self._target, self._max_links)

    def _target(self, link: Link) -> str:
        part, place = divmod(link.nth, self._max_rows - FIRST_ROW)
        return f"'{_part_name(link.table, part)}'!A{place + FIRST_ROW + 1}"

    def _begin(self, name: str, title: str, layout: "_Layout", count: int) -> None:
        headings = layout.headings
        sheet = self.sheet(name, [heading.width for heading in headings])
        sheet.set_tab_color(layout.tab)
        sheet.set_default_row(LEAST_HEIGHT)
        sheet.set_row(0, 48 if "\n" in title else 30)
        self._title(sheet, title, columns_on_paper(headings) - 1)
        printed = [heading for heading in headings if heading.on_paper]
        widths = [heading.width for heading in printed]
        sheet.set_row(1, max(32, LINE_HEIGHT * most_lines([heading.text for heading in printed], widths) + 6))
        if sum(widths) > _MOST_ON_A4:
            sheet.set_paper(A3)
        for column, heading in enumerate(headings):
            self.write(sheet, 1, column, heading.text, "heading")
        for column, style in enumerate(self._styles.values()):
            sheet.write_blank(FIRST_ROW, column, None, style)
        sheet.freeze_panes(FIRST_ROW, layout.frozen)
        sheet.repeat_rows(1)
        last = FIRST_ROW + count - 1
        sheet.print_area(0, 0, last, columns_on_paper(headings) - 1)
        if count:
            sheet.autofilter(1, 0, last, len(headings) - 1)

    def _title(self, sheet: Worksheet, title: str, last: int) -> None:
        """Write the title over the columns up to ``last``, and a way back to the overview where there is one.

        LibreOffice shows what leads somewhere on one line: beside a title of two the way back has a cell of its own.
        """
        main, _, note = title.partition("\n")
        leads = self.book.get_worksheet_by_name(OVERVIEW) is not None
        if not note:
            if leads:
                lead(sheet, 0, 0, f"'{OVERVIEW}'!A1", main)
            self.span(sheet, 0, (0, last), (main, "title"))
            return
        self.span(sheet, 0, (0, last - leads), (main, "title"))
        title_style, note_style = self._styles["title"], self._styles["subtitle"]
        sheet.write_rich_string(0, 0, title_style, f"{main}\n", note_style, note, title_style)
        if leads:
            lead(sheet, 0, last, f"'{OVERVIEW}'!A1", _BACK)
            self.write(sheet, 0, last, (_BACK, "back"))


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a long table looks on each of its sheets."""

    headings: Sequence[ColumnHeading]
    frozen: int
    tab: str
