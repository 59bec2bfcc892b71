"""What Excel and WPS check and say while the form is being filled in: drop-downs, limits, input prompts.

Pasting bypasses all of it, so ``jianfu validate`` checks everything again.
"""

from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.quantities import plain
from jianfu_cli.core.language.values import column_letters
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.writing.blanks.guidance import guidance
from jianfu_cli.writing.blanks.lists import Lists
from jianfu_cli.writing.blanks.table_sheet import Layout

# Excel refuses the whole file where a title, a prompt or an error text is longer (MS-OI29500, 2.1.613).
_TITLE, _PROMPT, _ERROR = 32, 255, 224

_QUANTITIES = frozenset({ColumnType.NUMBER, ColumnType.PERCENT})
# Less than any number that somebody fills in.
_ANY = "-1000000000000"
_HEADER_PROMPTS = {
    "unit": "写在冒号后面，用规范名称或规范简称；打印后在此盖章。",
    "date": "写在冒号后面，如 {day}。",
    "contact": "姓名和电话都写在冒号后面。",
    "total": "按下表的行数自动计算，不用填。",
}
_UNIT_OFFERED = "从下拉列表中选本单位，或写在冒号后面；打印后在此盖章。"


def add_validations(sheet: Worksheet, campaign: Campaign, attachment: Attachment, layout: Layout, lists: Lists) -> None:
    """Guard the table's columns and explain them, and the header block, as the cursor comes by.

    A column is guarded from its heading on: so a row put in right below the heading is among what is guarded.
    """
    for index, column in enumerate(attachment.columns, start=1):
        guard = _guard(campaign, attachment, column, lists)
        said = "" if column.type is ColumnType.SEQUENCE else guidance(campaign, column)
        if guard is None and said:
            guard = DataValidation()
        if guard is not None:
            _say(guard, column.heading, said)
            guard.add(f"{column_letters(index)}{layout.heading_row}:{column_letters(index)}{layout.reach}")
            sheet.add_data_validation(guard)
    day = in_chinese(campaign.sample_day)
    for field in attachment.header:
        offered = field.key in lists.offers
        guard = _offer(lists.offers[field.key]) if offered else DataValidation()
        _say(guard, field.label, _UNIT_OFFERED if offered else _HEADER_PROMPTS[field.type].format(day=day))
        guard.add(layout.header_cells[field.key])
        sheet.add_data_validation(guard)


def _guard(campaign: Campaign, attachment: Attachment, column: Column, lists: Lists) -> DataValidation | None:
    if column.key in lists.choices:
        return _list_guard(column, lists.choices[column.key])
    if column.key in lists.offers:
        return _offer(lists.offers[column.key])
    most = campaign.most_words(column)
    if most:
        return _length_guard(most)
    if column.type in _QUANTITIES:
        return _number_guard(column)
    if column.type in {ColumnType.DATE, ColumnType.DEADLINE}:
        return _date_guard(_earliest(campaign, attachment, column))
    return None


def _earliest(campaign: Campaign, attachment: Attachment, column: Column) -> date | None:
    """The first day that may stand in ``column``, None where none is the first."""
    if attachment.column_by_role.get(ColumnRole.ISSUED_ON) == column:
        return campaign.limits.documents_since
    return date(campaign.year, 1, 1) if column.type is ColumnType.DEADLINE else None


def _offer(name: str) -> DataValidation:
    """A list from which one may choose; what is written instead is taken without a word."""
    return DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=False)


def _list_guard(column: Column, name: str) -> DataValidation:
    return _refusing(
        DataValidation(type="list", formula1=name, errorStyle="stop"),
        "不在可选范围",
        f"“{column.heading}”请从下拉列表中选一个。",
    )


def _length_guard(limit: int) -> DataValidation:
    # A warning only: Word counts a run of digits or letters as one, so a cell of more characters may be in order.
    return _refusing(
        DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(limit), errorStyle="warning"),
        "可能超过字数",
        f"已超过 {limit} 个字符。字数按 Word 的“字数”统计，不得超过 {limit} 字，请精简。",
    )


def _number_guard(column: Column) -> DataValidation:
    """Of a percent column the cell holds a share of one: 95% is 0.95."""
    share = 100 if column.type is ColumnType.PERCENT else 1
    least, most = (None if bound is None else plain(bound / share) for bound in (column.min, column.max))
    guard = DataValidation(type="whole" if column.decimals == 0 else "decimal", formula1=least or most or _ANY)
    if least and most:
        guard.operator, guard.formula2 = "between", most
    else:
        guard.operator = "lessThanOrEqual" if most else "greaterThanOrEqual"
    return _refusing(guard, "请填数字", f"“{column.heading}”只填数字{''.join(f'，{one}' for one in column.asks)}。")


def _date_guard(earliest: date | None) -> DataValidation:
    first = f"DATE({earliest.year},{earliest.month},{earliest.day})" if earliest else "1"
    since = f"，不早于 {earliest.isoformat()}" if earliest else ""
    return _refusing(
        DataValidation(type="date", operator="greaterThanOrEqual", formula1=first, errorStyle="warning"),
        "请核对日期",
        f"请写年月日，用短横连接{since}。",
    )


def _refusing(guard: DataValidation, title: str, text: str) -> DataValidation:
    guard.allow_blank = True
    guard.showErrorMessage = True
    guard.errorTitle, guard.error = title[:_TITLE], text[:_ERROR]
    return guard


def _say(guard: DataValidation, title: str, text: str) -> None:
    if text:
        guard.showInputMessage = True
        guard.promptTitle, guard.prompt = title[:_TITLE], text[:_PROMPT]
