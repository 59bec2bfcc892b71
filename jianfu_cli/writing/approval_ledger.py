"""审批台账.xlsx: one row an opinion, with cells for what a person decides; rows are added, and none is ever changed."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.approvals.ledger import (
    AHEAD,
    DECISION,
    FILLED_IN,
    HEADINGS,
    LEDGER_SHEET,
    NEEDED,
    OPINED_ON,
    RECEIVED_ON,
    ROW,
)
from jianfu_cli.core.approvals.reason import Suggestion
from jianfu_cli.core.language.text import clean, key
from jianfu_cli.errors import UsageError
from jianfu_cli.writing.packing import midnight, settle
from jianfu_cli.writing.style import (
    BODY_FONT,
    CENTRED,
    GRID,
    HEADING_FILL,
    HEADING_FONT,
    cell_at,
    height_of,
    put_title,
    set_paper,
)

_WIDTHS = {
    "编号": 18, "审核日期": 13, "收到日期": 13, "填报单位": 14, "活动名称": 22, "申请单位": 16, "层级": 7,
    "开展时间": 19, "次数": 11, "开展学校": 22, "开展依据": 20, "对应清单事项": 16, "提前天数": 10, "建议": 9,
    "理由": 56, "决定": 9, "决定理由": 18, "决定人": 9, "决定日期": 13, "来源文件": 18, "来源行": 8,
}  # fmt: skip
_NOTE = (
    "“建议”由程序对照清单提出，不是审批决定。审批的人在“决定”一栏选填，“决定理由”“决定人”“决定日期”照实写，存盘即可；"
    "以后各次审核照决定办理并计入学校负荷和总量。只增行，不改已有的行；编号不要改动。"
)
_TO_FILL_IN = PatternFill("solid", start_color="FFFFFBE6", end_color="FFFFFBE6")
_DAYS, _NUMBERS = frozenset({OPINED_ON, RECEIVED_ON}), frozenset({AHEAD, ROW})
_POINTS, _TALLEST, _LONGEST = 12, 409.0, 8000
# Off the lines at both sides; they, and signs that may not begin a line, leave that much less for text.
_APART = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_SIDES, _RAGGED = 4.0, 1.5
_DEEPEST_HEADING = 20

Value = str | int | date | None


def ledger_with(former: Path | None, rows: Sequence[Mapping[str, Value]], title: str, day: date) -> bytes:
    """Return the ledger that ``former`` is (None: a new one) with ``rows`` added, as xlsx.

    What stands in it, its own columns and its looks stay; what it lacks of our columns is left out.

    Raises:
        UsageError: it is no xlsx.
    """
    workbook = _opened(former) if former else _new(title, day)
    sheet, heading_row, columns = _table(workbook, former)
    last = _last_row(sheet, heading_row, columns)
    for number, row in enumerate(rows, start=last + 1):
        _add(sheet, number, columns, row)
    if rows:
        _offer(sheet, columns, heading_row, last + len(rows))
    buffer = BytesIO()
    workbook.save(buffer)
    return settle(buffer.getvalue(), day)


def _opened(former: Path) -> Workbook:
    try:
        return load_workbook(former, rich_text=True)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{former} 不能接着写；请用 Excel 或 WPS 打开，另存为 xlsx") from error


def _new(title: str, day: date) -> Workbook:
    workbook = Workbook()
    workbook.properties.created = midnight(day)
    sheet = workbook.worksheets[0]
    sheet.title = LEDGER_SHEET
    put_title(sheet, f"{title}台账", _NOTE, [_WIDTHS[heading] for heading in HEADINGS])
    for place, heading in enumerate(HEADINGS, start=1):
        cell = cell_at(sheet, 2, place, heading)
        cell.font, cell.fill, cell.border, cell.alignment = HEADING_FONT, HEADING_FILL, GRID, CENTRED
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[heading]
    sheet.row_dimensions[2].height = 30
    sheet.freeze_panes = "F3"
    sheet.print_title_rows = "2:2"
    set_paper(sheet, landscape=True, a3=True)
    return workbook


def _table(workbook: Workbook, former: Path | None) -> tuple[Worksheet, int, dict[str, int]]:
    """Return the sheet of the ledger, the row of its headings, and the columns (1-based) by heading."""
    wanted = {key(heading): heading for heading in HEADINGS}
    for sheet in workbook.worksheets:
        for number, values in enumerate(sheet.iter_rows(max_row=_DEEPEST_HEADING, values_only=True), start=1):
            found: dict[str, int] = {}
            for place, value in enumerate(values, start=1):
                heading = wanted.get(key(str(value or "")))
                if heading:
                    found.setdefault(heading, place)
            if set(NEEDED) <= found.keys():
                return sheet, number, found
    raise UsageError(f"{former} 里找不到“{'”“'.join(NEEDED)}”这几栏的列名，请改回来")


def _last_row(sheet: Worksheet, heading_row: int, columns: Mapping[str, int]) -> int:
    """Return the last row that holds anything in a column of ours."""
    for number in range(sheet.max_row, heading_row, -1):
        if any(sheet.cell(number, place).value not in {None, ""} for place in columns.values()):
            return number
    return heading_row


def _add(sheet: Worksheet, number: int, columns: Mapping[str, int], row: Mapping[str, Value]) -> None:
    texts = []
    for heading, place in columns.items():
        value = row.get(heading)
        value = clean(value)[:_LONGEST] if isinstance(value, str) else value
        cell = cell_at(sheet, number, place, value or (value if value == 0 else None))
        cell.font, cell.border, cell.alignment = copy(BODY_FONT), GRID, CENTRED if heading in _NUMBERS else _APART
        cell.number_format = "yyyy-mm-dd" if heading in _DAYS else "0" if heading in _NUMBERS else "@"
        if heading in FILLED_IN:
            cell.fill = _TO_FILL_IN
        width = sheet.column_dimensions[get_column_letter(place)].width or _WIDTHS[heading]
        texts.append((str(value or ""), max(1.0, width - _SIDES - _RAGGED)))
    sheet.row_dimensions[number].height = min(_TALLEST, height_of(texts, _POINTS, least=28))


def _offer(sheet: Worksheet, columns: Mapping[str, int], heading_row: int, last: int) -> None:
    """Offer the words that are obeyed, over all rows; another word is warned of, not forbidden."""
    column = get_column_letter(columns[DECISION])
    formula = f'"{",".join(Suggestion)}"'
    kept = [one for one in sheet.data_validations.dataValidation if one.formula1 != formula]
    sheet.data_validations.dataValidation = kept
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    validation.showErrorMessage = True
    validation.errorTitle, validation.error = "不在选项里", "请从下拉选项中选。"
    validation.add(f"{column}{heading_row + 1}:{column}{last}")
    sheet.add_data_validation(validation)
    sheet.auto_filter.ref = f"A{heading_row}:{get_column_letter(max(columns.values()))}{last}"
