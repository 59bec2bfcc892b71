"""JF219, JF220, JF222: what clerks type into a cell that does not say what is asked."""

from collections.abc import Iterator

from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.empty_words import LONGEST_EMPTY, Emptiness, emptiness
from jianfu_cli.core.language.numbered import numbered_items
from jianfu_cli.core.language.periods import impossible_times
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.language.values import texts_of
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.rules.rule import Context, cell_rule, form_rule
from jianfu_cli.rules.subjects import Cell

_FORM = "通知所附表样"
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.BODY, ColumnType.FREE_TIME})
# Of these, nothing is an answer: that nobody comes to inspect it.
_MAY_BE_NOTHING = frozenset({ColumnRole.ACCEPTANCE})
_MEND = {
    Emptiness.DITTO: "上一行没有内容可填，请写明。",
    Emptiness.NOTHING: "写明具体内容；确实没有的，写清是怎么个没有（如“不验收”）。",
    Emptiness.ELSEWHERE: "把内容写在这一格里，汇总时附件不一起走。",
    Emptiness.NUMBER: "写明具体内容。",
}


@form_rule("JF219", "empty-words", Severity.WARNING, _FORM)
def empty_words(form: Form, context: Context) -> Iterator[Fault]:
    """要写文字的格子里写的是“同上”“无”“略”“—”“见附件”，或者只有一个数字；“同上”按上一行的内容填上。

    为什么：汇总时各行会重新排列，“同上”不知道是哪一行；“无”“见附件”等于没有填。
    不对：活动主要内容写“同上”“无”“见附件”；事项名称写“123”。
    对：每一格都写具体内容；不需要验收的写“不验收”。
    怎么改：“同上”自动填上；其余写明具体内容。
    """
    schema = context.attachment(form.attachment).column_by_key
    for place, column in enumerate(form.body.columns):
        asked = schema.get(column.key or "")
        if asked is None:
            continue
        dittos = {number: said for number, of, said in form.body.dittos if of == column}
        if not (dittos or _asks_for_words(asked, column)):
            continue
        texts = texts_of(form.body.rows.column(place))
        short = (text for text in set(texts) if len(text) <= LONGEST_EMPTY)
        empty = {text: kind for text in short if (kind := _emptiness(text, asked, column, context))}
        for number, text in zip(form.body.rows.numbers, texts, strict=True) if dittos or empty else ():
            fault = None
            if number in dittos:
                fault = _filled_in(asked, dittos[number], text)
            elif text in empty and _asks_for_words(asked, column):
                message = f"“{asked.heading}”写的是{quoted(text)}，{empty[text].value}"
                fault = Fault(message, _MEND[empty[text]], text)
            if fault:
                yield fault._replace(row=number, column=column)


def _filled_in(asked: Column, said: str, above: str) -> Fault:
    message = f"“{asked.heading}”写的是{quoted(said)}，按上一行填作{quoted(above)}"
    return Fault(message, "核对填得对不对。", said, above, fixable=True)


def _asks_for_words(asked: Column, column: FoundColumn) -> bool:
    # A 完成情况 that says nothing is JF508.
    return asked.required and asked.type in _TEXTS and column.role != ColumnRole.PROGRESS


def _emptiness(text: str, asked: Column, column: FoundColumn, context: Context) -> Emptiness | None:
    kind = emptiness(text) if text else None
    if kind is Emptiness.NOTHING and column.role in _MAY_BE_NOTHING:
        return None
    is_time = kind is Emptiness.NUMBER and asked.type is ColumnType.FREE_TIME
    return None if is_time and read_date(text, context.campaign.year) else kind


@cell_rule("JF220", "impossible-time", Severity.WARNING, "附件2、附件7 表样：开展时间", ColumnType.FREE_TIME)
def impossible_time(cell: Cell, context: Context) -> Iterator[Fault]:
    """开展时间写的是日历上没有的日子，或者结束早于开始。

    为什么：开展时间用来判断频次、期限和冲突，写错了就判断不了；跨年的要写明年份。
    不对：“2024年13月”“6月31日”“2024年6月—2024年3月”。
    对：“2024年3月—6月”“2024年9月—2025年6月”。
    怎么改：核对后改正。
    """
    for words, why in impossible_times(cell.text):
        yield Fault(f"{quoted(words)}{why}", "核对后改正；跨年的写明年份。")
        return


@cell_rule(
    "JF222",
    "several-matters",
    Severity.WARNING,
    "附件2、附件3、附件7 表样：一行一个事项",
    ColumnType.TEXT,
    role=ColumnRole.MATTER,
)
def several_matters(cell: Cell, context: Context) -> Iterator[Fault]:
    """一个事项名称里用序号列了几个事项。

    为什么：一行一个事项，才能逐项统计、逐项整改销号。
    不对：事项名称写“1.防溺水宣传 2.消防演练”。
    对：分成两行，每行一个事项。
    怎么改：分成几行，各列分别填写。
    """
    items = numbered_items(cell.text)
    if items:
        first, second = map(quoted, items)
        yield Fault(f"一格里列了不止一个事项：{first}、{second}", "分成几行，一行填一个事项。")
