"""The sheets of a roll-up workbook: long tables with title, headings, print setup and continuation sheets."""

from collections import Counter
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

from jianfu_cli.core.language.text import clean
from jianfu_cli.writing.rollup.cells import (
    Cell,
    ColumnHeading,
    Faulty,
    Link,
    Share,
    columns_on_paper,
    fitted,
    most_lines,
)
from jianfu_cli.writing.rollup.look import FONT, LEAST_HEIGHT, LINE_HEIGHT, MAX_HEIGHT, NAVY, all_styles
from jianfu_cli.writing.rollup.plain_sheet import WRITING, PlainSheet, sheet_class

MAX_ROWS = 1_048_576
MAX_LINKS = 65_529  # of one sheet, beside that of its title; Excel repairs away what is beyond
A4 = 9
_FIRST_ROW = 2
OVERVIEW = "总览"
_BACK = "返回总览"


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
        fault = f" {cell.severity}" if isinstance(cell, Faulty) else ""
        cell = cell.content if isinstance(cell, Faulty) else cell
        if isinstance(cell, Share):
            sheet.write_number(row, column, float(cell.percent / 100), self._styles[f"share{fault}"])
            return
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self._styles[f"day{fault}"])
            return
        if isinstance(cell, int | float):
            plain = "number" if isinstance(cell, int) else "decimal"
            sheet.write_number(row, column, cell, self._styles[f"{plain}{fault}" if style == "text" else style])
            return
        if isinstance(cell, Link):
            self._link(sheet, row, column, cell)
            return
        text, style = (cell, style) if isinstance(cell, str) else cell
        text, style = fitted(text), f"{style}{fault}"
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

    def table(
        self,
        name: str,
        title: str,
        headings: Sequence[ColumnHeading],
        rows: Iterable[Sequence[Cell]],
        *,
        frozen: int = 0,
        tab: str = NAVY,
    ) -> None:
        """Add a long table: title in row 1, headings in row 2, data from row 3; continued where a sheet is full.

        The first ``frozen`` columns stay in sight; a click on the title leads back to the overview.
        """
        layout = _Layout(headings, frozen, tab)
        sheet, row, part = self._begin(name, title, layout), _FIRST_ROW, 0
        widths = [heading.width for heading in headings if heading.on_paper]
        printed, style, trace = len(widths), self._styles["text"], self._styles["trace"]
        for cells in rows:
            if row == self._max_rows:
                self._end(sheet, row, headings)
                part += 1
                main, line, note = title.partition("\n")
                more = f"{main}（续 {part + 1}）{line}{note}"
                sheet, row = self._begin(_part_name(name, part), more, layout), _FIRST_ROW
            lines = most_lines(cells, widths)
            if lines > 1:
                # LibreOffice and WPS do not fit the height of a row to its text when they open a file.
                sheet.set_row(row, min(LINE_HEIGHT * lines + 6, MAX_HEIGHT))
            texts = {column: fitted(cell) for column, cell in enumerate(cells) if cell.__class__ is str and cell}
            sheet.write_texts(row, {column: text for column, text in texts.items() if column < printed}, style)
            sheet.write_texts(row, {column: text for column, text in texts.items() if column >= printed}, trace)
            for column, cell in enumerate(cells):
                if column not in texts:
                    self.write(sheet, row, column, cell)
            row += 1
        self._end(sheet, row, headings)

    def _begin(self, name: str, title: str, layout: "_Layout") -> PlainSheet:
        headings = layout.headings
        sheet = self.sheet(name, [heading.width for heading in headings])
        sheet.forget_heights()
        sheet.set_tab_color(layout.tab)
        sheet.set_default_row(LEAST_HEIGHT)
        sheet.set_row(0, 48 if "\n" in title else 30)
        self._title(sheet, title, columns_on_paper(headings) - 1)
        sheet.set_row(1, 32)
        for column, heading in enumerate(headings):
            self.write(sheet, 1, column, heading.text, "heading")
        sheet.freeze_panes(_FIRST_ROW, layout.frozen)
        sheet.repeat_rows(1)
        return sheet

    def _title(self, sheet: PlainSheet, title: str, last: int) -> None:
        """Write the title over the columns up to ``last``, and a way back to the overview where there is one.

        LibreOffice shows what leads somewhere on one line: beside a title of two the way back has a cell of its own.
        """
        main, _, note = title.partition("\n")
        leads = self.book.get_worksheet_by_name(OVERVIEW) is not None
        if not note:
            if leads:
                sheet.lead(0, 0, f"'{OVERVIEW}'!A1", main)
            self.span(sheet, 0, (0, last), (main, "title"))
            return
        self.span(sheet, 0, (0, last - leads), (main, "title"))
        title_style, note_style = self._styles["title"], self._styles["subtitle"]
        sheet.write_rich_string(0, 0, title_style, f"{main}\n", note_style, note, title_style)
        if leads:
            sheet.lead(0, last, f"'{OVERVIEW}'!A1", _BACK)
            self.write(sheet, 0, last, (_BACK, "back"))

    @staticmethod
    def _end(sheet: PlainSheet, row: int, headings: Sequence[ColumnHeading]) -> None:
        sheet.print_area(0, 0, row - 1, columns_on_paper(headings) - 1)
        if row > _FIRST_ROW:
            sheet.autofilter(1, 0, row - 1, len(headings) - 1)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a long table looks on each of its sheets."""

    headings: Sequence[ColumnHeading]
    frozen: int
    tab: str
