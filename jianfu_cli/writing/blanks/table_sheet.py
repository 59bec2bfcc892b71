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
from jianfu_cli.writing.blanks.paper import Paper, column_widths, paper_for, row_height

_LABEL_ROW = 24.0
_FIELDS_A_ROW, _DIGITS_A_FIELD = 3, 34
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
    paper: Paper

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
    paper = paper_for(columns)
    widths = column_widths(columns, paper, _around(attachment, [column.width for column in columns], banner))
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letters(index)].width = width
    _put_title(sheet, attachment, widths, banner)
    header_cells, next_row = _put_header(sheet, attachment, values, widths)
    _put_headings(sheet, columns, widths, next_row)
    first, last = next_row + 1, next_row + len(rows)
    least = row_height(widths, paper, _around(attachment, widths, banner))
    _put_rows(sheet, columns, widths, first, rows, least)
    _style_below(sheet, columns)
    end = _put_notes(sheet, attachment, widths, last)
    return Layout(next_row, first, last, end, header_cells, paper)


def _around(attachment: Attachment, widths: Sequence[float], banner: str) -> float:
    """The height in points of what stands above and below the rows, the header block not filled in."""
    headings = zip((column.full_heading for column in attachment.columns), widths, strict=True)
    fields = [
        _header_height([(header_line(field), width) for field, (_, _, width) in row])
        for row in _header_places(attachment, widths)
    ]
    notes = [_note_height(note, widths) for note in attachment.notes]
    return _LABEL_ROW + _title_height(attachment, widths, banner) + sum(fields) + _heading_height(headings) + sum(notes)


def header_line(field: HeaderField, value: str = "") -> str:
    """Return label and value as they stand in one cell: ``填报单位（盖章）：红旗区``, ``…总量为_____项``."""
    if field.suffix:
        return f"{field.label}{value or '_____'}{field.suffix}"
    return f"{field.label}：{value or field.placeholder}"


def is_date_column(column: Column) -> bool:
    """Say whether ``column`` holds days of the calendar."""
    return column.type in _DATES


def _put_title(sheet: Worksheet, attachment: Attachment, widths: Sequence[float], banner: str) -> None:
    label = style.cell_at(sheet, 1, 1, attachment.label if attachment.number else "")
    label.font, label.alignment = style.LABEL_FONT, style.LABEL
    sheet.row_dimensions[1].height = _LABEL_ROW
    title = _merged(sheet, 2, 1, len(attachment.columns), _title(attachment, banner))
    title.font, title.alignment = style.BANNER_FONT if banner else style.TITLE_FONT, style.CENTRED
    sheet.row_dimensions[2].height = _title_height(attachment, widths, banner)


def _title(attachment: Attachment, banner: str) -> str:
    return f"{attachment.title}（{banner}）" if banner else attachment.title


def _title_height(attachment: Attachment, widths: Sequence[float], banner: str) -> float:
    return style.height_of([(_title(attachment, banner), sum(widths))], 20, least=40)


def _put_header(
    sheet: Worksheet, attachment: Attachment, values: Mapping[str, str], widths: Sequence[float]
) -> tuple[dict[str, str], int]:
    """Write the header block below the title; return the cell of each field, and the row after the block."""
    cells: dict[str, str] = {}
    row = 3
    for places in _header_places(attachment, widths):
        lines = []
        for field, (left, right, width) in places:
            text = header_line(field, values.get(field.key, ""))
            cell = _merged(sheet, row, left, right, text)
            cell.font, cell.alignment, cell.number_format = style.BODY_FONT, style.LEFT, "@"
            cells[field.key] = cell.coordinate
            lines.append((text, width))
        sheet.row_dimensions[row].height = _header_height(lines)
        row += 1
    return cells, row


def _header_height(lines: Iterable[tuple[str, float]]) -> float:
    return style.height_of(lines, 12, least=26)


def _header_places(
    attachment: Attachment, widths: Sequence[float]
) -> Iterator[Sequence[tuple[HeaderField, tuple[int, int, float]]]]:
    """Cut the header block into even rows (four fields make two and two), as many as have room side by side.

    Yields each field with its first and last column (1-based) and the digits between.
    """
    fields = attachment.header
    most = max(1, min(_FIELDS_A_ROW, len(widths), int(sum(widths) / _DIGITS_A_FIELD)))
    rows = ceil(len(fields) / most)
    size = ceil(len(fields) / rows) if rows else 1
    for start in range(0, len(fields), size):
        chosen = fields[start : start + size]
        spans = ((left, right, sum(widths[left - 1 : right])) for left, right in _spans(widths, len(chosen)))
        yield list(zip(chosen, spans, strict=True))


def _spans(widths: Sequence[float], count: int) -> Iterator[tuple[int, int]]:
    """Cut the columns into ``count`` runs of about equal width; yield first and last column (1-based) of each."""
    left = 1
    for part in range(1, count + 1):
        wanted = sum(widths) * part / count
        last_possible = len(widths) - (count - part)
        right = min(range(left, last_possible + 1), key=lambda end: abs(sum(widths[:end]) - wanted))
        yield left, right
        left = right + 1


def _put_headings(sheet: Worksheet, columns: Sequence[Column], widths: Sequence[float], row: int) -> None:
    for index, column in enumerate(columns, start=1):
        cell = style.cell_at(sheet, row, index, column.full_heading)
        _style(cell, column)  # a row put in right below takes after the heading: telephone numbers stay text there too
        cell.font, cell.fill, cell.border = style.HEADING_FONT, style.HEADING_FILL, style.GRID
        cell.alignment = style.CENTRED
    headings = zip((column.full_heading for column in columns), widths, strict=True)
    sheet.row_dimensions[row].height = _heading_height(headings)


def _heading_height(headings: Iterable[tuple[str, float]]) -> float:
    return style.height_of(headings, 12, least=38)


def _put_rows(
    sheet: Worksheet,
    columns: Sequence[Column],
    widths: Sequence[float],
    first: int,
    rows: Sequence[Sequence[Scalar]],
    least: float,
) -> None:
    pattern: list[Cell] = []
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
        texts = [(str(value), width) for width, value in zip(widths, values, strict=True) if value]
        height = style.height_of(texts, 12, least=least)
        sheet.row_dimensions[number] = style.GrowingRow(sheet, index=number, ht=height)


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


def _put_notes(sheet: Worksheet, attachment: Attachment, widths: Sequence[float], last_row: int) -> int:
    """Write the notes under the table, over its whole width; return the last row used."""
    for number, note in enumerate(attachment.notes, start=last_row + 1):
        cell = _merged(sheet, number, 1, len(attachment.columns), note)
        cell.font, cell.alignment = style.NOTE_FONT, style.LEFT
        sheet.row_dimensions[number].height = _note_height(note, widths)
    return last_row + len(attachment.notes)


def _note_height(note: str, widths: Sequence[float]) -> float:
    return style.height_of([(note, sum(widths))], 11, least=24)


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
