"""JF213: cells whose value a formula should give."""

from collections.abc import Iterator
from itertools import groupby

from jianfu_cli.core.language.values import ErrorValue
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.rules.rule import Context, form_rule


@form_rule("JF213", "formula-or-error", Severity.ERROR, "通知所附表样")
def formula_or_error(form: Form, context: Context) -> Iterator[Fault]:
    """单元格显示的是错误值，或者公式没有存下结果；公式有结果的只作提示。

    为什么：错误值和没有结果的公式读不出内容；公式引用的数据以后可能变化。
    不对：“#REF!”“#N/A”；用其他软件生成、没有计算过的公式。
    对：直接填写的文字和数字。
    怎么改：用 Excel 或 WPS 打开，改正公式或直接填写内容，保存后再报送。
    """
    broken_cells = {
        column: form.body.rows.column(form.body.columns.index(column)) for _, column in form.body.broken_cells
    }
    places = {number: place for place, number in enumerate(form.body.rows.numbers)} if broken_cells else {}
    for row, column in form.body.broken_cells:
        value = broken_cells[column][places[row]]
        if isinstance(value, ErrorValue):
            message, hint = f"单元格显示错误值“{value}”，读不出内容", "直接填写内容。"
        else:
            message, hint = "公式没有存下计算结果，读不出内容", "用 Excel 或 WPS 打开并保存一次，或直接填写内容。"
        yield Fault(message, hint, row=row, column=column, value=str(value))
    for column, cells in groupby(sorted(form.body.formulas, key=lambda cell: cell[1].number), key=lambda cell: cell[1]):
        numbers = [row for row, _ in cells]
        yield Fault(
            f"这一列有 {len(numbers)} 个单元格是公式，按存下的结果读取",
            row=numbers[0],
            column=column,
            severity=Severity.INFO,
        )
