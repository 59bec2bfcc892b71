"""JF217, JF218: what stands in a column of numbers, shares or codes."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jianfu_cli.core.language.completion import Completion, completion
from jianfu_cli.core.language.contacts import half_width
from jianfu_cli.core.language.quantities import plain, read_number, read_percent
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.quantities import has_few_decimals, is_within
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.rules.placeholders import placeholder
from jianfu_cli.rules.rule import Context, cell_rule
from jianfu_cli.rules.subjects import Cell

_FORM = "通知所附表样"
# No code is longer, and a pattern must not labour over a page of text in a cell.
_LONGEST_CODE = 200


@cell_rule(
    "JF217",
    "bad-number",
    Severity.ERROR,
    _FORM,
    *(ColumnType.NUMBER, ColumnType.PERCENT, ColumnType.CODE),
)
def bad_number(cell: Cell, context: Context) -> Iterator[Fault]:
    """数字、百分比、编码的列填的不是数字、百分比，或者不合编码的写法（百分比没有写百分号的，完成情况一列看得懂完成没有的，为提醒）。

    为什么：这些列要求和、比大小、查对，夹了文字就算不了。
    不对：人数写“约800人”；合格率写“0.95”（提醒）；许可证号少一位。
    对：“800”；“95%”；位数齐全的许可证号。
    怎么改：只填数字，单位、说明写在备注里；百分比带上百分号。
    """
    value, text, column = cell
    if placeholder(text):
        return
    if isinstance(value, bool):
        yield Fault(f"{quoted(text)}不是{_WHAT[column.type]}", _hint(column))
    elif column.type is ColumnType.CODE:
        yield from _bad_code(text, column)
    elif column.type is ColumnType.PERCENT:
        yield from _bad_percent(text, column)
    else:
        number = read_number(text, column.unit)
        if number is None:
            yield Fault(f"{quoted(text)}不是数字", _hint(column))
        elif not has_few_decimals(column, number):
            wanted = f"最多 {column.decimals} 位小数" if column.decimals else "只能是整数"
            yield Fault(f"{quoted(text)}的小数太多，{wanted}", _hint(column))


_WHAT = {ColumnType.NUMBER: "数字", ColumnType.PERCENT: "百分比", ColumnType.CODE: "编码"}


def _bad_code(text: str, column: Column) -> Iterator[Fault]:
    fits = re.compile(column.pattern).fullmatch
    if len(text) <= _LONGEST_CODE and fits(text):
        return
    says = column.pattern_says or column.hint
    hint = f"应为 {says.rstrip('。')}。" if says else ""
    half = half_width(text) if len(text) <= _LONGEST_CODE else ""
    meant = next((code for code in (half, half.upper()) if code and fits(code)), None)
    asked = f"是不是“{meant}”？{hint}" if meant else hint
    # Blanks and full-width signs are how it was typed; whether a letter was meant great, its writer knows.
    typed = meant is not None and meant == half
    yield Fault(f"{quoted(text)}不合“{column.heading}”的写法", asked, suggestion=meant, fixable=typed)


def _bad_percent(text: str, column: Column) -> Iterator[Fault]:
    share = read_percent(text)
    said = Completion.UNCLEAR if share or column.own_role is not ColumnRole.PROGRESS else completion(text)
    if said is not Completion.UNCLEAR:
        # Whether it is done is understood, and counted so.
        meant = "100%" if said is Completion.DONE else None
        asked = f"是不是“{meant}”？{_hint(column)}" if meant else _hint(column)
        yield Fault(f"{quoted(text)}不是百分比", asked, suggestion=meant, severity=Severity.WARNING)
    elif share is None:
        yield Fault(f"{quoted(text)}不是百分比", _hint(column))
    elif not share[1]:
        number = share[0]
        readings = [plain(one) for one in ((number, number * 100) if abs(number) <= 1 else (number,))]
        meant = " 还是 ".join(f"{one}%" for one in readings)
        yield Fault(
            f"{quoted(text)}没有写百分号，不知道是不是 {meant}", "带上百分号重新填写。", severity=Severity.WARNING
        )


def _hint(column: Column) -> str:
    asks = "，".join(column.asks)
    return "只填" + _WHAT[column.type] + (f"，{asks}" if asks else "") + "。"


@cell_rule("JF218", "number-out-of-range", Severity.ERROR, _FORM, ColumnType.NUMBER, ColumnType.PERCENT)
def number_out_of_range(cell: Cell, context: Context) -> Iterator[Fault]:
    """数字、百分比超出这一列规定的范围；超出的不计入合计。

    为什么：人数不会是负数，合格率不会超过 100%，多半是写错了。
    不对：参加人数写“-5”；合格率写“120%”。
    对：“5”；“100%”。
    怎么改：核对后改正。
    """
    column = cell.column
    number = _number(cell.text, column)
    if number is not None and not is_within(column, number):
        asks = "、".join(column.asks[: (column.min is not None) + (column.max is not None)])
        yield Fault(f"{quoted(cell.text)}超出范围，应{asks}", "核对后改正。")


def _number(text: str, column: Column) -> Decimal | None:
    if column.type is ColumnType.NUMBER:
        number = read_number(text, column.unit)
        return number if number is None or has_few_decimals(column, number) else None
    share = read_percent(text)
    return share[0] if share and share[1] else None
