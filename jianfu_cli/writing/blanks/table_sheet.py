"""Lays a table attachment out on a sheet as the notice prints it: label, title, header block, headings, rows, notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from openpyxl.cell import Cell
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.values import Scalar, cell_name, column_letters
from jianfu_cli.core.model.attachment import Attachment, HeaderField
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.quantities import quantity
from jianfu_cli.writing import style

_LOWEST_ROW, _HIGHEST_ROW = 22.0, 30.0
# Points of A4 landscape between the margins that set_paper leaves, and of what stands above and below 20 rows.
_PAGE_WIDTH, _PAGE_HEIGHT, _AROUND = 755.0, 475.0, 150.0
_ROWS_A_PAGE = 20
_POINTS_A_DIGIT = 6.0  # of 宋体 12
_FIELDS_A_ROW = 3
_DATES = {ColumnType.DATE, ColumnType.DEADLINE}
# As text: a spreadsheet turns 4-5 into a date, 0373… into 373… and 13800138000 into 1.38E+10.
_AS_TEXT = {
    ColumnType.PHONE,
    ColumnType.EMAIL,
    ColumnType.DOCUMENT_NUMBER,
    ColumnType.FREE_TIME,
    ColumnType.CODE,
}
_PROSE_WIDTH = 20
_TYPED_ON, _SPARE = 1000, 100


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of the form came to stand, all numbers 1-based."""

    heading_row: int
    first_row: int
    last_row: int
    end_row: int
    header_cells: Mapping[str, str]

    @property
    def reach(self) -> int:
        """The last row that formulas and formats are made for: the notes, so that a row put in above them is within.

        Where nothing stands below the table people simply type on.
        """
        return self.end_row if self.end_row > self.last_row else max(_TYPED_ON, self.last_row + _SPARE)


def lay_out(
    sheet: Worksheet,
    attachment: Attachment,
    values: Mapping[str, str],
    rows: Sequence[Sequence[Scalar]],
    banner: str = "",
) -> Layout:
    """Write the form from cell A1 on.

    ``values`` prefills header fields by key; ``rows`` are the table's rows, one value a column; ``banner``
    stands in red behind the title.
    """
    columns = attachment.columns
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[column_letters(index)].width = column.width
    _put_title(sheet, attachment, banner)
    header_cells, next_row = _put_header(sheet, attachment, values, 3)
    _put_headings(sheet, columns, next_row)
    first, last = next_row + 1, next_row + len(rows)
    _put_rows(sheet, columns, first, rows)
    _style_below(sheet, columns)
    end = _put_notes(sheet, attachment, last)
    return Layout(next_row, first, last, end, header_cells)


def header_line(field: HeaderField, value: str = "") -> str:
    """Return label and value as they stand in one cell: ``填报单位（盖章）：红旗区``, ``…总量为_____项``."""
    if field.suffix:
        return f"{field.label}{value or '_____'}{field.suffix}"
    return f"{field.label}：{value or field.placeholder}"


def is_date_column(column: Column) -> bool:
    """Say whether ``column`` holds days of the calendar."""
    return column.type in _DATES


def _put_title(sheet: Worksheet, attachment: Attachment, banner: str) -> None:
    label = style.cell_at(sheet, 1, 1, attachment.label if attachment.number else "")
    label.font, label.alignment = style.LABEL_FONT, style.LABEL
    sheet.row_dimensions[1].height = 24
    text = f"{attachment.title}（{banner}）" if banner else attachment.title
    title = _merged(sheet, 2, 1, len(attachment.columns), text)
    title.font, title.alignment = style.BANNER_FONT if banner else style.TITLE_FONT, style.CENTRED
    sheet.row_dimensions[2].height = 40


def _put_header(
    sheet: Worksheet, attachment: Attachment, values: Mapping[str, str], row: int
) -> tuple[dict[str, str], int]:
    """Write the header block from ``row`` on; return the cell of each field, and the row after the block."""
    cells: dict[str, str] = {}
    widths = [column.width for column in attachment.columns]
    for fields in _header_rows(attachment.header, min(_FIELDS_A_ROW, len(widths))):
        lines = []
        for field, (left, right) in zip(fields, _spans(widths, len(fields)), strict=True):
            text = header_line(field, values.get(field.key, ""))
            cell = _merged(sheet, row, left, right, text)
            cell.font, cell.alignment, cell.number_format = style.BODY_FONT, style.LEFT, "@"
            cells[field.key] = cell.coordinate
            lines.append((text, sum(widths[left - 1 : right])))
        sheet.row_dimensions[row].height = style.height_of(lines, 12, least=26)
        row += 1
    return cells, row


def _header_rows(fields: Sequence[HeaderField], most: int) -> Iterator[Sequence[HeaderField]]:
    """Cut the header block into rows of at most ``most`` fields, even ones (four make two and two)."""
    rows = ceil(len(fields) / most)
    size = ceil(len(fields) / rows) if rows else 1
    for start in range(0, len(fields), size):
        yield fields[start : start + size]


def _spans(widths: Sequence[float], count: int) -> Iterator[tuple[int, int]]:
    """Cut the columns into ``count`` runs of about equal width; yield first and last column (1-based) of each."""
    left = 1
    for part in range(1, count + 1):
        wanted = sum(widths) * part / count
        last_possible = len(widths) - (count - part)
        right = min(range(left, last_possible + 1), key=lambda end: abs(sum(widths[:end]) - wanted))
        yield left, right
        left = right + 1


def _put_headings(sheet: Worksheet, columns: Sequence[Column], row: int) -> None:
    for index, column in enumerate(columns, start=1):
        cell = style.cell_at(sheet, row, index, column.full_heading)
        _style(cell, column)  # a row put in right below takes after the heading: telephone numbers stay text there too
        cell.font, cell.fill, cell.border = style.HEADING_FONT, style.HEADING_FILL, style.GRID
        cell.alignment = style.CENTRED
    texts = ((column.full_heading, column.width) for column in columns)
    sheet.row_dimensions[row].height = style.height_of(texts, 12, least=38)


def _put_rows(sheet: Worksheet, columns: Sequence[Column], first: int, rows: Sequence[Sequence[Scalar]]) -> None:
    pattern: list[Cell] = []
    least = row_height(columns)
    for number, values in enumerate(rows, start=first):
        cells = [style.cell_at(sheet, number, index, value) for index, value in enumerate(values, start=1)]
        if not pattern:
            pattern = cells
            for cell, column in zip(cells, columns, strict=True):
                _style(cell, column)
                cell.border = style.GRID
        # openpyxl looks a style up anew for every cell, which takes as long as all the rest.
        for cell, model in zip(cells, pattern, strict=True):
            cell._style = model._style  # type: ignore[attr-defined]  # noqa: SLF001
        texts = [(str(value), column.width) for column, value in zip(columns, values, strict=True) if value]
        height = style.height_of(texts, 12, least=least)
        sheet.row_dimensions[number] = style.GrowingRow(sheet, index=number, ht=height)


def row_height(columns: Sequence[Column]) -> float:
    """Return the height of an empty row in points: as many as a blank has prepared, 20, fit on one page."""
    width = sum(column.width for column in columns) * _POINTS_A_DIGIT
    scale = min(1.0, _PAGE_WIDTH / width)
    return float(round(min(_HIGHEST_ROW, max(_LOWEST_ROW, (_PAGE_HEIGHT / scale - _AROUND) / _ROWS_A_PAGE))))


def _style_below(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """What is typed below the prepared rows looks like them, save for the lines around each cell.

    The column beside the table stays empty: its tall type keeps a row from shrinking to one line once typed in.
    """
    for index, column in enumerate(columns, start=1):
        below = sheet.column_dimensions[column_letters(index)]
        _style(below, column)
    sheet.column_dimensions[column_letters(len(columns) + 1)].font = style.TALL_FONT


def _style(cell: Cell | ColumnDimension, column: Column) -> None:
    prose = column.type is ColumnType.TEXT and column.width >= _PROSE_WIDTH
    cell.font = style.BODY_FONT
    cell.alignment = style.LEFT if prose else style.CENTRED
    if is_date_column(column):
        cell.number_format = "yyyy-mm-dd"
    elif column.type is ColumnType.PERCENT:
        cell.number_format = "0.0%"
    elif column.type in _AS_TEXT:
        cell.number_format = "@"


def _put_notes(sheet: Worksheet, attachment: Attachment, last_row: int) -> int:
    """Write the notes under the table, over its whole width; return the last row used."""
    width = sum(column.width for column in attachment.columns)
    for number, note in enumerate(attachment.notes, start=last_row + 1):
        cell = _merged(sheet, number, 1, len(attachment.columns), note)
        cell.font, cell.alignment = style.NOTE_FONT, style.LEFT
        sheet.row_dimensions[number].height = style.height_of([(note, width)], 11, least=24)
    return last_row + len(attachment.notes)


def _merged(sheet: Worksheet, row: int, left: int, right: int, text: str) -> Cell:
    """Merge the cells ``left`` to ``right`` of ``row`` into one that holds ``text``."""
    if right > left:
        sheet.merge_cells(f"{cell_name(row, left)}:{cell_name(row, right)}")
    return style.cell_at(sheet, row, left, text)


def example_row(columns: Iterable[Column], year: int) -> list[Scalar]:
    """Return the row made of each column's example; 序号 is 1, days are days."""
    row: list[Scalar] = []
    for column in columns:
        written = read_date(column.example, year) if is_date_column(column) else None
        number = quantity(column, column.example)
        share = 100 if column.type is ColumnType.PERCENT else 1
        example = float(number / share) if number is not None else column.example or None
        row.append(1 if column.type is ColumnType.SEQUENCE else written.day if written else example)
    return row
