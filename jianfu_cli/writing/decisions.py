"""处理决定.xlsx: one row a question, with a drop-down for the decision, fit to be read on a screen and printed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.language.text import clean
from jianfu_cli.core.model.decision import CHOICES, Issue
from jianfu_cli.core.model.decision_book import (
    ALIASES,
    DECISION,
    FILLED_IN,
    FIRST_ROW,
    HEADINGS,
    ISSUE,
    PENDING,
    SPELLING,
    UNIT,
    DecisionBook,
)
from jianfu_cli.core.model.mark import LOOKUP_SHEET
from jianfu_cli.core.rollup.model import CELL_LIMIT
from jianfu_cli.errors import UsageError
from jianfu_cli.writing.saved_workbook import saved
from jianfu_cli.writing.style import (
    BODY_FONT,
    CENTRED,
    GRID,
    HEADING_FILL,
    HEADING_FONT,
    LEFT,
    cell_at,
    height_of,
    put_title,
    set_paper,
)
from jianfu_cli.writing.whole import write_into

_WIDTHS = (15, 17, 14, 8, 30, 14, 9, 46, 16, 13, 22, 10, 12)
_TITLE = "处理决定"
_NOTE = (
    "在“决定”一栏选填，“理由”“决定人”“日期”照实写，存盘即可；以后各命令都照此办理。不填的仍照现在的办法处理（见“情况”），“建议”只供参考。"
    "编号不要改动；行可以挪动，列可以增加。"
)
_ALIAS_NOTE = "单位名称的其他写法：写在这里的，以后都认。"
_TO_FILL_IN = PatternFill("solid", start_color="FFFFFBE6", end_color="FFFFFBE6")
_BODY_POINTS, _TALLEST = 12, 409.0
# What Excel (and WPS) and LibreOffice put beside a workbook while it is open.
_LOCKS = ("~${}", ".~lock.{}#")


def write_book(path: Path, book: DecisionBook, units: Sequence[str], attachments: Sequence[str]) -> None:
    """Write ``book`` to ``path``, whole or not at all; ``units`` and ``attachments`` (附件1 …) are to be chosen from.

    Raises:
        UsageError: the workbook is open elsewhere, or cannot be written.
    """
    refuse_open(path)
    write_into(path.parent, {path.name: partial(_save, book=book, units=units, attachments=attachments)})


def refuse_open(path: Path) -> None:
    """Refuse to write over a workbook that lies open in another program.

    Raises:
        UsageError: it does.
    """
    for lock in _LOCKS:
        beside = path.with_name(lock.format(path.name))
        if beside.exists():
            raise UsageError(
                f"{path} 正在 Excel、WPS 或 LibreOffice 中打开，没有写；请存盘关闭后再执行"
                f"（确实没有打开的，删掉 {beside.name}）"
            )


def _save(path: Path, book: DecisionBook, units: Sequence[str], attachments: Sequence[str]) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    lists = {Issue.SENDER: units, Issue.SCAN: attachments}
    _pending(workbook.create_sheet(PENDING), book, lists)
    _aliases(workbook.create_sheet(ALIASES), book.aliases, len(units))
    lookup = workbook.create_sheet(LOOKUP_SHEET)
    lookup.sheet_state = "hidden"
    for column, names in enumerate(lists.values(), start=1):
        for row, name in enumerate(names, start=1):
            cell_at(lookup, row, column, name)
    path.write_bytes(saved(workbook))


def _pending(sheet: Worksheet, book: DecisionBook, lists: Mapping[Issue, Sequence[str]]) -> None:
    own = dict.fromkeys(heading for row in book.rows for heading in row.texts if heading not in HEADINGS)
    headings = (*HEADINGS, *own)
    widths = (*_WIDTHS, *(16 for _ in own))
    _head(sheet, (_TITLE, _NOTE), headings, widths)
    for number, row in enumerate(book.rows, start=FIRST_ROW):
        texts = [clean(row.text(heading))[:CELL_LIMIT] for heading in headings]
        for column, (heading, text) in enumerate(zip(headings, texts, strict=True), start=1):
            cell = cell_at(sheet, number, column, text or None)
            cell.font, cell.border, cell.alignment, cell.number_format = BODY_FONT, GRID, LEFT, "@"
            if heading in FILLED_IN:
                cell.fill = _TO_FILL_IN
        sheet.row_dimensions[number].height = min(_TALLEST, height_of(zip(texts, widths, strict=True), _BODY_POINTS))
    _choices(sheet, [row.text(ISSUE) for row in book.rows], lists)
    last = max(FIRST_ROW, len(book.rows) + FIRST_ROW - 1)
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(headings))}{last}"
    sheet.print_title_rows = "2:2"


def _aliases(sheet: Worksheet, aliases: Iterable[tuple[str, str]], units: int) -> None:
    _head(sheet, (f"{_TITLE}：{ALIASES}", _ALIAS_NOTE), (SPELLING, UNIT), (40, 24))
    row = FIRST_ROW - 1
    for row, pair in enumerate(aliases, start=FIRST_ROW):
        for column, text in enumerate(pair, start=1):
            cell = cell_at(sheet, row, column, text)
            cell.font, cell.border, cell.alignment, cell.number_format = BODY_FONT, GRID, LEFT, "@"
    _offer(sheet, f"{LOOKUP_SHEET}!$A$1:$A${units}", f"B3:B{row + 50}")


def _head(sheet: Worksheet, title: tuple[str, str], headings: Sequence[str], widths: Sequence[float]) -> None:
    put_title(sheet, *title, widths)
    sheet.row_dimensions[2].height = 30
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = cell_at(sheet, 2, column, heading)
        cell.font, cell.fill, cell.border, cell.alignment = HEADING_FONT, HEADING_FILL, GRID, CENTRED
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A3"
    set_paper(sheet, landscape=True)


def _choices(sheet: Worksheet, issues: Sequence[str], lists: Mapping[Issue, Sequence[str]]) -> None:
    """Give each cell under 决定 the choices of its 事由; one list for each run of rows of the same."""
    column = get_column_letter(HEADINGS.index(DECISION) + 1)
    ranges = {
        issue: f"{LOOKUP_SHEET}!${get_column_letter(place)}$1:${get_column_letter(place)}${len(lists[issue])}"
        for place, issue in enumerate(lists, start=1)
    }
    offered = ranges | {issue: f'"{",".join(choices)}"' for issue, choices in CHOICES.items()}
    first = FIRST_ROW
    for named, rows in groupby(issues):
        last = first + sum(1 for _ in rows) - 1
        issue = next((one for one in Issue if one == named), None)
        if issue:
            _offer(sheet, offered[issue], f"{column}{first}:{column}{last}")
        first = last + 1


def _offer(sheet: Worksheet, formula: str, cells: str) -> None:
    """Offer a list; another word is warned of, not forbidden: a unit may be called by an alias."""
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    validation.showErrorMessage = True
    validation.errorTitle, validation.error = "不在选项里", "请从下拉选项中选。"
    validation.add(cells)
    sheet.add_data_validation(validation)
