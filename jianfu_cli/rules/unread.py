"""JF011, JF109: what is seen beside the rows of a form and is none."""

from bisect import bisect
from collections.abc import Iterator
from itertools import groupby

from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.language.values import range_in_words
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.rules.rule import Context, form_rule

_FILL_IN = "把内容按列填进表里再报送。"
_MOST_NAMED = 6
_LONGEST = 30


@form_rule("JF011", "unread-content", Severity.ERROR, "通知四（六）：提交电子版")
def unread_content(form: Form, context: Context) -> Iterator[Fault]:
    """表里、表旁看得见的内容读不出：图片、文本框、画上去的控件、嵌入的文件、没有表头的表、“见附图”；没有数据行时，图表、批注也算。

    为什么：截图、文本框里的事项进不了汇总；没有数据行而有这些的，不是零报告，不算报送；读到数据行的为提醒。
    不对：附件2 的表里没有一行，下面贴了一张截图，或者只写“同上次报送”；表后写“其余见附页”。
    对：每个事项都按列打成文字；确实没有的写“无”。公章、单位标志的图片不提示。
    怎么改：把图片、文本框里的内容按列填进表里再报送；只是装饰的可以删去。
    """
    if form.is_unread:
        first = next((thing for thing in form.body.unread if not thing.sheet), form.body.unread[0])
        things = _named(form.body.unread, addressed=form.place.addressed)
        yield _fault(
            f"表里没有数据行，但有{things}，读不出；不算零报告，也不算报送",
            _FILL_IN + "确实没有内容的，写“无”。",
            first,
        )
        return
    yield from _in_cells(form, context)
    beside = sorted((thing for thing in form.body.unread if not thing.in_cell), key=lambda thing: thing.sheet)
    for _, group in groupby(beside, key=lambda thing: thing.sheet):
        seen = tuple(group)
        message = f"表旁有{_named(seen, addressed=form.place.addressed)}，看得见、读不出，没有采用"
        yield _fault(message, "里面有事项的，" + _FILL_IN, seen[0], Severity.WARNING)


def _in_cells(form: Form, context: Context) -> Iterator[Fault]:
    columns = {column.number: column for column in form.body.columns}
    schemas = context.attachment(form.attachment).column_by_key
    for thing in form.body.unread:
        if thing.in_cell:
            column = columns.get(thing.left)
            schema = schemas.get(column.key or "") if column else None
            yield Fault(
                f"单元格里是{thing.kind}，读不出",
                "把内容打成文字填进单元格。",
                severity=Severity.ERROR if schema and schema.required else Severity.WARNING,
                row=thing.top,
                column=column,
            )


def _fault(message: str, hint: str, thing: Unread, severity: Severity | None = None) -> Fault:
    cell = thing.cells.partition(":")[0] or None
    row, sheet, value = thing.top or None, thing.sheet or None, thing.text or None
    return Fault(message, hint, severity=severity, row=row, cell=cell, sheet=sheet, value=value)


def _named(things: tuple[Unread, ...], *, addressed: bool) -> str:
    """Name what is seen, things of one kind together: ``2 处图片（A5:K20、A22）、文本框“…”``."""
    said = []
    for kind in UnreadKind:
        alike = [thing for thing in things if thing.kind is kind]
        if alike:
            many = f" {len(alike)} 处" if len(alike) > 1 else ""
            said.append(f"{many}{_called(kind, alike, addressed=addressed)}")
    return "、".join(said).strip()


def _called(kind: UnreadKind, things: list[Unread], *, addressed: bool) -> str:
    texts = [quoted(text[:_LONGEST]) for thing in things if (text := "".join(thing.text.split()))]
    if kind is UnreadKind.POINTER:
        return f"{texts[0]}的{kind}"
    return f"{kind}{_where(things, addressed=addressed)}{texts[0] if texts else ''}"


def _where(things: list[Unread], *, addressed: bool) -> str:
    places = [thing.cells if addressed else range_in_words(thing.cells) for thing in things if thing.cells] or [
        thing.sheet for thing in things if thing.sheet
    ]
    shown = "、".join(places[:_MOST_NAMED]) + ("等" if len(places) > _MOST_NAMED else "")
    return f"（{shown}）" if shown else ""


@form_rule("JF109", "empty-rows", Severity.WARNING, "通知四（六）")
def empty_rows(form: Form, context: Context) -> Iterator[Fault]:
    """有些行只有下拉选项、公式的 0 或 FALSE、错误值，没有事项；不算数据行。

    为什么：下拉选项或公式一拉到底，会多出几十个不存在的事项，数目就不实了。
    不对：只填了 3 个事项，“意见建议”一列却一直拉到第 64 行，都是“清理”。
    对：没有事项的行全空。
    怎么改：清空这些行；确实是事项的，把各列填全。
    """
    numbers = [stray.number for stray in form.body.strays if stray.kind == "unfilled"]
    for first, last, count in _runs(numbers, form):
        where = f"第 {first} 行" if first == last else f"第 {first}—{last} 行"
        yield Fault(
            f"{where}（共 {count} 行）只有下拉选项、公式的 0 或错误值，没有事项，不算数据行",
            "清空这些行；确实是事项的，把各列填全。",
            row=first,
        )


def _runs(numbers: list[int], form: Form) -> Iterator[tuple[int, int, int]]:
    """Yield first, last and count of the rows between which no row of data stands: one cause, one finding."""
    data = sorted(form.body.rows.numbers)
    run: list[int] = []
    for number in numbers:
        if run and _lies_between(data, run[-1], number):
            yield run[0], run[-1], len(run)
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1], len(run)


def _lies_between(numbers: list[int], low: int, high: int) -> bool:
    return bisect(numbers, low) < bisect(numbers, high)
