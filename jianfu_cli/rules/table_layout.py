"""JF101–JF108, JF116: the columns and rows of a form, against its schema."""

from collections.abc import Iterator
from itertools import pairwise
from string import ascii_uppercase

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import is_empty, range_in_words
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import Match
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.rules.rule import Context, form_rule

_MOST_RANGES = 5
_FORM = "通知所附表样"
# Without 序号 the rows are counted anew, and JF301 says so.
_MAY_LACK = frozenset({ColumnRole.SEQUENCE})
# Why a column was known by what stands in it.
_WHY = {
    ColumnType.CHOICE: "这一列都是它的可选值",
    ColumnType.CATEGORY: "这一列都是它的类别",
    ColumnType.DATE: "这一列多是日期",
    ColumnType.DEADLINE: "这一列多是日期",
    ColumnType.BODY: "这一列多是单位",
}


def _is_table(form: Form) -> bool:
    return form.place.header_row is not None


@form_rule("JF101", "missing-column", Severity.ERROR, _FORM)
def missing_column(form: Form, context: Context) -> Iterator[Fault]:
    """表里少了规定的列。

    为什么：各单位的表要合成一张，缺列就缺数据；必填列为错误，选填列为提醒；没有“备注”的为提示，不必补。
    不对：附件3 没有“整改时限”一列。
    对：列名与下发的空白表一致。
    怎么改：补上这一列并填写，或改用下发的空白表。
    """
    if not _is_table(form) or not form.recognition.sure:  # another table lacks them rightly: JF010 asks
        return
    attachment = context.attachment(form.attachment)
    present = {column.key for column in form.body.columns}
    for column in attachment.columns:
        role = attachment.role_by_key.get(column.key)
        if column.key in present or role in _MAY_LACK:
            continue
        missing, name = f"缺少“{column.heading}”一列", column.heading
        if role == ColumnRole.REMARK:  # there was nothing to remark
            yield Fault(missing, severity=Severity.INFO, column_name=name)
        else:
            hint = f"补上“{name}”列并填写；最好改用下发的{attachment.label}空白表。"
            yield Fault(missing, hint, severity=None if column.required else Severity.WARNING, column_name=name)


@form_rule("JF102", "renamed-column", Severity.INFO, _FORM)
def renamed_column(form: Form, context: Context) -> Iterator[Fault]:
    """列名（或提纲标题）与空白表不同，但认得出是哪一列、哪一节。

    为什么：按意思相同的列名读取，说明一声，以便核对。
    不对：“牵头实施单位”写成“主办单位”。
    对：“牵头实施单位”。
    怎么改：不必退改；下次请用空白表的列名。
    """
    names = context.attachment(form.attachment).column_by_key
    for column in form.body.columns:
        if column.key and column.match in {Match.SYNONYM, Match.NEAR}:
            yield Fault(
                f"列名“{_one_line(column.heading)}”按“{names[column.key].heading}”读取",
                row=form.place.header_row,
                column=column,
                value=column.heading,
                suggestion=names[column.key].heading,
            )
        elif column.key and column.match is Match.CONTENT:
            schema = names[column.key]
            yield Fault(
                f"列名“{_one_line(column.heading)}”按“{schema.heading}”读取：{_WHY[schema.type]}",
                row=form.place.header_row,
                column=column,
                value=column.heading,
                suggestion=schema.heading,
            )
    for section in form.outline.sections:
        if key(section.written) != key(section.heading) and section.written:
            yield Fault(
                f"标题“{_one_line(section.written)}”按“{section.heading}”读取",
                value=section.written,
                suggestion=section.heading,
            )


@form_rule("JF103", "extra-column", Severity.WARNING, _FORM)
def extra_column(form: Form, context: Context) -> Iterator[Fault]:
    """表里多出规定以外的列，而且有内容；一并带入汇总。

    为什么：内容不能丢，但要有人看看它该归到哪一列。
    不对：自行增加“开展频次”一列。
    对：补充情况写在“备注”里。
    怎么改：核对后把内容并入规定的列或备注。
    """
    for place, column in enumerate(form.body.columns):
        if (
            column.match is Match.EXTRA
            and not column.counts_rows
            and not all(map(is_empty, form.body.rows.column(place)))
        ):
            yield Fault(
                f"多出一列“{_one_line(column.heading)}”，内容已带入汇总",
                "把内容并入规定的列或“备注”。",
                row=form.place.header_row,
                column=column,
                value=column.heading,
            )


@form_rule("JF104", "moved-column", Severity.INFO, _FORM)
def moved_column(form: Form, context: Context) -> Iterator[Fault]:
    """列的顺序与空白表不同。

    为什么：按列名读取，顺序不影响汇总，说明一声。
    不对：“备注”排在“意见建议”前面。
    对：与空白表同样的顺序。
    怎么改：不必退改。
    """
    order = {column.key: place for place, column in enumerate(context.attachment(form.attachment).columns)}
    on_sheet = (column for column in form.body.columns if column.match is not Match.SECTION)
    known = [column for column in on_sheet if column.key and not form.place.continues]
    for before, after in pairwise(known):
        if order[before.key or ""] > order[after.key or ""]:
            heading = context.attachment(form.attachment).column_by_key[after.key or ""].heading
            yield Fault(
                f"列的顺序与空白表不同（从“{heading}”起），已按列名读取", row=form.place.header_row, column=after
            )
            return


@form_rule("JF105", "duplicate-column", Severity.ERROR, _FORM)
def duplicate_column(form: Form, context: Context) -> Iterator[Fault]:
    """两列用了同一个列名。

    为什么：不知道以哪一列为准；先按左边的读，右边的作为多出的列保留。
    不对：有两列都叫“备注”。
    对：每个列名只出现一次。
    怎么改：合并两列，或改正写错的列名。
    """
    for column in form.body.columns:
        if column.match is Match.DUPLICATE:
            yield Fault(
                f"列名“{_one_line(column.heading)}”重复出现，按左边的一列读取",
                "合并两列，或改正写错的列名。",
                row=form.place.header_row,
                column=column,
                value=column.heading,
            )


@form_rule("JF106", "merged-cells", Severity.WARNING, _FORM)
def merged_cells(form: Form, context: Context) -> Iterator[Fault]:
    """数据行里有合并的单元格；合并处的内容按每一行各取一份。

    为什么：排序、筛选、汇总都要求一行一格；合并处归谁只能推定。
    不对：几个事项合用一个“牵头实施单位”单元格。
    对：每一行各填一遍。
    怎么改：取消合并，逐行填写。
    """
    if form.body.merged_cells:
        first = form.body.merged_cells[0].partition(":")[0]
        places = form.body.merged_cells if form.place.addressed else tuple(map(range_in_words, form.body.merged_cells))
        ranges = "、".join(places[:_MOST_RANGES]) + ("等" if len(places) > _MOST_RANGES else "")
        yield Fault(
            f"数据行里有 {len(form.body.merged_cells)} 处合并单元格（{ranges}），已按每行各取一份读取",
            "取消合并，逐行填写。",
            row=int(first.lstrip(ascii_uppercase)),
            cell=first,
        )


@form_rule("JF107", "stray-row", Severity.INFO, _FORM)
def stray_row(form: Form, context: Context) -> Iterator[Fault]:
    """数据行之间夹有合计、说明、小标题、重复的表头，或者下面另有签字、统计的小表，没有当作数据。

    为什么：它们不是事项，算进去会使数目不对；列出来以便核对。
    不对：表中间有“合计”一行。
    对：数据行连续排列。
    怎么改：不必退改；如果它其实是一个事项，请把各列填全。
    """
    first = form.body.rows.numbers[0] if form.body.rows else None
    last = form.body.rows.numbers[-1] if form.body.rows else None
    words = {
        "total": "合计",
        "note": "说明",
        "section": "小标题",
        "heading": "重复的表头",
        "signature": "签名",
        "nil": "“无”",
    }
    for stray in form.body.strays:
        if stray.gives or stray.kind in {"unfilled", "unread"}:
            continue  # that is JF117, JF109 or JF011
        among = first is not None and last is not None and stray.number < last
        if among or stray.kind in {"total", "heading", "table"} or (stray.kind == "nil" and form.body.rows):
            text = _one_line(stray.text)[:40]
            said = (
                f"从这一行起另是一张小表（{text}）"
                if stray.kind == "table"
                else f"这一行是{words[stray.kind]}（{text}）"
            )
            yield Fault(f"{said}，没有当作数据", row=stray.number, value=stray.text)


@form_rule("JF108", "nil-return", Severity.INFO, "通知四（六）")
def nil_return(form: Form, context: Context) -> Iterator[Fault]:
    """零报告：写明“无”，或者没有数据行但填了填报时间、填报人员，表里表旁也没有别的内容；算已报送。

    为什么：没有问题也要报，才分得清是没有还是没报。
    不对：空白表原样退回。
    对：表中写“无”，填上填报时间、填报人员及电话，盖章扫描。
    怎么改：不必改。
    """
    if form.body.nil:
        yield Fault(f"{context.attachment(form.attachment).label}是零报告")


@form_rule("JF116", "no-rows", Severity.ERROR, "通知四（六）")
def no_rows(form: Form, context: Context) -> Iterator[Fault]:
    """不能零报告的附件，填了填报时间，却没有一行数据。

    为什么：附件1 是各单位的联系方式和举报渠道，每个单位都有，不存在“无”。
    不对：附件1 只填了填报时间，表里空着或写“无”。
    对：附件1 填写单位名称、负责人、电话、投诉举报热线和邮箱。
    怎么改：补填后重新报送。
    """
    attachment = context.attachment(form.attachment)
    has_rows = form.body.rows or form.body.rows_beyond or form.is_unread
    if _is_table(form) and not (attachment.nil_allowed or has_rows or form.untouched):
        yield Fault(f"{attachment.label}没有填写任何一行；这张表不能零报告", "补填各栏后重新报送。")


@form_rule("JF117", "value-from-section", Severity.INFO, _FORM)
def value_from_section(form: Form, context: Context) -> Iterator[Fault]:
    """问题类别（或层级、单位）写在上方的标题行里，已填到下面各行。

    为什么：标题行管着它下面的各行；汇总成一张表以后标题行没有了，要写到每一行里。
    不对：“（一）监督检查评比考核”单独占一行，下面各行的问题类别空着。
    对：每一行都填问题类别。
    怎么改：不必退改；请核对填得是否正确。
    """
    for stray in form.body.strays:
        if stray.gives:
            heading, value, rows = stray.gives
            text = _one_line(stray.text)
            yield Fault(
                f"这一行是标题（{text[:40]}），下面 {rows} 行的“{heading}”按它读作“{value}”",
                row=stray.number,
                value=stray.text,
                suggestion=value,
            )


@form_rule("JF118", "rows-twice", Severity.WARNING, _FORM)
def rows_twice(form: Form, context: Context) -> Iterator[Fault]:
    """同一个文件的两个工作表里有同样的行（如各校分表之外又有汇总表），只计一次。

    为什么：都算进去，数目就多了一倍。
    不对：“一中”“二中”两个工作表之外，“汇总”工作表又列了一遍。
    对：只留一份，或者只留汇总表。
    怎么改：核对两处是不是同样的事项；是的，删去一份。
    """
    if form.body.twice:
        sheets = "、".join(f"“{sheet}”" for sheet in form.body.twice_on)
        yield Fault(
            f"有 {len(form.body.twice)} 行在工作表{sheets}里也有，只计一次",
            "核对两处是不是同样的事项；是的，删去一份。",
            row=min(form.body.twice),
        )


def _one_line(text: str) -> str:
    return "".join(text.split())
