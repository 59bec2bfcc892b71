"""A sheet as a grid of values, and how it becomes a workbook whose bytes are the same every time."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from makers.filled import Value

NOTE = "演示用的虚构材料，与任何单位、个人无关"
_STAMP = datetime(2024, 6, 5, 9, 0, 0)


@dataclass
class Sheet:
    """Values by (row, column), both from 1; ``at`` says where a row's column or a header value landed."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    headings: tuple[int, ...] = ()
    at: dict[tuple[int | str, str], str] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value) -> None:
        """Write a value; None leaves the cell empty."""
        if value is not None and value != "":
            self.cells[row, column] = value

    def heights(self) -> dict[int, int]:
        """Return the heights (points) that show every wrapped line from the headings down."""
        lines: dict[int, int] = {}
        merged = {(top, left) for top, left, _, right in self.merges if right > left}
        for (row, column), value in self.cells.items():
            if self.headings and row >= self.headings[0] and (row, column) not in merged and isinstance(value, str):
                width = int(self.widths.get(column, 10))
                needed = sum(-(-2 * len(line) // width) or 1 for line in value.split("\n"))
                lines[row] = max(lines.get(row, 1), needed)
        return {row: 16 * count for row, count in lines.items() if count > 1}

    def name_cell(self, what: tuple[int | str, str], row: int, column: int) -> None:
        """Remember under ``what`` the address of a cell."""
        self.at[what] = f"{get_column_letter(column)}{row}"


def with_openpyxl(sheets: list[Sheet]) -> bytes:
    """Write a workbook the way Excel's users leave it: borders, wrapped text, merged title."""
    book = Workbook()
    book.remove(book.worksheets[0])
    thin = Side(style="thin")
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for (row, column), value in sheet.cells.items():
            cell = page.cell(row, column, value)
            if isinstance(value, date):
                cell.number_format = "yyyy/m/d"
            if sheet.headings and row >= sheet.headings[0]:
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                cell.border = Border(thin, thin, thin, thin)
                cell.font = Font(bold=row in sheet.headings)
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for column, width in sheet.widths.items():
            page.column_dimensions[get_column_letter(column)].width = width
        for row, height in sheet.heights().items():
            page.row_dimensions[row].height = height
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.properties.creator, book.properties.description = "演示", NOTE
    book.properties.created = _STAMP
    stream = io.BytesIO()
    book.save(stream)
    return repacked(stream.getvalue())


def with_xlsxwriter(sheets: list[Sheet]) -> bytes:
    """Write the same workbook with the other library: other parts, other order, other styles."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"author": "演示", "comments": NOTE, "created": _STAMP})
    plain = book.add_format({"valign": "vcenter"})
    boxed = book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for top, left, bottom, right in sheet.merges:
            page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", plain)
        for (row, column), value in sheet.cells.items():
            look = boxed if sheet.headings and row >= sheet.headings[0] else plain
            if isinstance(value, date):
                page.write_datetime(row - 1, column - 1, value, day)
            else:
                page.write(row - 1, column - 1, value, look)
        for column, width in sheet.widths.items():
            page.set_column(column - 1, column - 1, width)
        for row, height in sheet.heights().items():
            page.set_row(row - 1, height)
    book.close()
    return repacked(stream.getvalue())


def repacked(package: bytes, *, dimension: bool = True) -> bytes:
    """Return an OOXML package with fixed times; without ``dimension`` its sheets claim to hold only A1, as WPS may."""
    stream = io.BytesIO()
    packed = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", packed, compresslevel=9) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(\w+)[^>]*>)[^<]*", rb"\g<1>2024-06-05T09:00:00Z", content)
            if member.filename.startswith("xl/worksheets/sheet") and not dimension:
                content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)
            content = re.sub(rb"(<mergeCell ref=[^>]*>)+", _in_order, content)
            fixed = zipfile.ZipInfo(member.filename, (2024, 6, 5, 9, 0, 0))
            fixed.compress_type, fixed.external_attr, fixed.create_system = packed, 0o600 << 16, 3
            new.writestr(fixed, content)
    return stream.getvalue()


def _in_order(merges: re.Match[bytes]) -> bytes:
    """Put merged cells in order: openpyxl keeps them in a set."""
    cells = re.findall(rb"<mergeCell ref=[^>]*>", merges.group())
    return b"".join(sorted(cells, key=lambda cell: (int(re.findall(rb"\d+", cell)[0]), cell)))


def write(path: Path, content: bytes) -> None:
    """Write a file, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
