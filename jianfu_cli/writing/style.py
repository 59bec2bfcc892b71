"""How printed sheets look: fonts every Chinese Windows has, borders, paper, heights of wrapped text.

方正小标宋 ships with neither Windows nor Office, so titles are bold 宋体; 黑体, 仿宋 and 楷体 are as
GB/T 9704-2012 has them.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from unicodedata import east_asian_width

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.descriptors.nested import NestedBool
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.language.values import Scalar, Shown

SONG, HEI, FANG = "宋体", "黑体", "仿宋"
GREY = "FF7F7F7F"

LABEL_FONT = Font(name=HEI, size=16)
TITLE_FONT = Font(name=SONG, size=20, bold=True)
BANNER_FONT = Font(name=SONG, size=20, bold=True, color="FFC00000")
HEADING_FONT = Font(name=SONG, size=12, bold=True)
BODY_FONT = Font(name=FANG, size=12)
NOTE_FONT = Font(name=FANG, size=11)
TALL_FONT = Font(name=SONG, size=24)
SELF_CHECK_FONT = Font(name=SONG, size=10, color=GREY)

_LINE_AROUND = Side(style="thin", color="FF000000")
GRID = Border(left=_LINE_AROUND, right=_LINE_AROUND, top=_LINE_AROUND, bottom=_LINE_AROUND)
HEADING_FILL = PatternFill("solid", start_color="FFEDEDED", end_color="FFEDEDED")
CARRIED_FILL = PatternFill("solid", start_color="FFDDEBF7", end_color="FFDDEBF7")
MISSING, WRONG, TWICE = "FFFFF2CC", "FFFFC7CE", "FFE4DFEC"
"""Light yellow, red and purple: nothing yet, something wrong, the same twice."""

CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
LABEL = Alignment(horizontal="left", vertical="center")
RIGHT = Alignment(horizontal="right", vertical="center")

_LINE = 1.35
_MARGIN_POINTS = 6.0


def cell_at(sheet: Worksheet, row: int, column: int, value: Scalar = None) -> Cell:
    """Return the cell, holding ``value``, text always as text; it is none that a merged range covers."""
    cell = sheet.cell(row, column, value.text if isinstance(value, Shown) else value)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever a campaign file says
    return cell


def put_title(sheet: Worksheet, name: str, note: str, widths: Sequence[float]) -> None:
    """Write ``name`` large and ``note`` small below it into one cell over columns of ``widths``."""
    first = cell_at(sheet, 1, 1)
    large, small = InlineFont(rFont=SONG, sz=18, b=True), InlineFont(rFont=FANG, sz=11)
    first.value = CellRichText(TextBlock(large, f"{name}\n"), TextBlock(small, note))
    first.font, first.alignment = NOTE_FONT, LEFT
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(widths))
    sheet.row_dimensions[1].height = 26 + height_of([(note, sum(widths))], 11)


class _NotBold(Font):
    """A font that says no more than that it is not bold (openpyxl would not even say that)."""

    b = NestedBool()


class GrowingRow(RowDimension):
    """A row that shows ``height`` points and still grows when longer text is typed (openpyxl would fix it)."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 -- the attribute's name in the file format
        """Never: the height is where the row begins, not where it stays."""
        return False


def height_of(texts: Iterable[tuple[str, float]], points: float, least: float = 0) -> float:
    """Return the height in points of a row holding each ``(text, column width)`` wrapped, in a font of ``points``."""
    lines = max((_lines(text, width, points) for text, width in texts), default=1)
    return max(least, lines * points * _LINE + _MARGIN_POINTS)


def _lines(text: str, width: float, points: float) -> int:
    """Lines that ``text`` takes in a column ``width`` digits wide (a digit is 7 pixels, a point 4/3)."""
    full = points * 4 / 3
    room = max(full, width * 7 - 4)
    return sum(
        max(1, ceil(sum(full if east_asian_width(sign) in "WFA" else full / 2 for sign in line) / room))
        for line in text.split("\n")
    )


def paint(sheet: Worksheet, cells: str, formula: str, colour: str) -> None:
    """Fill ``cells`` with ``colour`` where ``formula``, written for the first of them, is true."""
    fill = PatternFill("solid", start_color=colour, end_color=colour)
    sheet.conditional_formatting.add(cells, Rule("expression", dxf=DifferentialStyle(fill=fill), formula=[formula]))


def redden(sheet: Worksheet, cells: str, formula: str) -> None:
    """Print ``cells`` in red where ``formula``, written for the first of them, is true."""
    style = DifferentialStyle(font=Font(color="FFC00000"))
    sheet.conditional_formatting.add(cells, Rule("expression", dxf=style, formula=[formula]))


def plain(sheet: Worksheet, cells: str, formula: str) -> None:
    """Take the look of a heading from ``cells`` where ``formula``, written for the first of them, is true."""
    white = PatternFill("solid", start_color="FFFFFFFF", end_color="FFFFFFFF")
    style = DifferentialStyle(font=_NotBold(), fill=white)
    sheet.conditional_formatting.add(cells, Rule("expression", dxf=style, formula=[formula]))


def rule_off(sheet: Worksheet, cells: str, formula: str) -> None:
    """Draw the lines of a table around ``cells`` where ``formula``, written for the first of them, is true."""
    sheet.conditional_formatting.add(cells, Rule("expression", dxf=DifferentialStyle(border=GRID), formula=[formula]))


def count_columns_in_song(book: Workbook) -> None:
    """Make 宋体 12 the type of cells that have none: a column is as many of its digits wide in Excel and WPS.

    openpyxl's own, Calibri 11, has narrower digits, so that less stands in a column than its type of 12 points needs.
    """
    book._fonts[0] = Font(name=SONG, size=12)  # type: ignore[attr-defined]  # noqa: SLF001 -- openpyxl has no other way


def set_paper(sheet: Worksheet, *, landscape: bool, a3: bool = False, heading: str = "", due: str = "") -> None:
    """Set A4 (or A3), one page wide, numbered 第 X 页 共 N 页.

    At the head of each page ``due`` is printed small at the left, ``heading`` at the right.
    """
    sheet.page_setup.paperSize = 8 if a3 else 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.6 if landscape else 0.65
    margins.top, margins.bottom, margins.header, margins.footer = 0.9, 0.7, 0.3, 0.35
    header = sheet.oddHeader
    assert header is not None
    header.left.text, header.left.size, header.left.color = due or None, 9, GREY[2:]
    header.right.text, header.right.size = heading.replace("&", "&&").replace("\n", "　") or None, 9
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text, footer.center.size = "第 &P 页 共 &N 页", 10
