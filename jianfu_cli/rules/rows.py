"""JF216, JF3xx: rows of one form, alone and against each other."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula, is_empty, text_of
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.names import without_marks
from jianfu_cli.core.matters.rows import rows_of_lowest_level
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.rows import Values, from_typed_key, typed_keys
from jianfu_cli.rules.rule import Context, form_rule, header_rule, row_rule
from jianfu_cli.rules.subjects import HeaderEntry, RowCells

_CHINESE_NUMBERS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_NUMBER_DRESS = pattern_of(r"^[共约计(第]+|(?<![)项个件条.、])[)项个件条.、]++$")
# Documents with two numbers are two, whatever their titles.
_TELLING = frozenset({ColumnRole.MATTER, ColumnRole.BODY, ColumnRole.DOCUMENT_NUMBER})


@row_rule("JF216", "date-out-of-range", Severity.ERROR, "附件6 备注：2019年至今", reads=("issued_on",))
def date_out_of_range(row: RowCells, context: Context) -> Iterator[Fault]:
    """发文时间早于 2019年1月1日，或晚于填报时间。

    为什么：附件6 只填 2019 年至今的文件；还没有印发的文件不能填。
    不对：发文时间“2018-05-16”。
    对：发文时间“2023-05-16”。
    怎么改：核对原文件的成文日期；2019 年以前的不填。
    """
    written = read_date(row["issued_on"], context.campaign.year)
    if written is None:
        return
    since = context.campaign.limits.documents_since
    filed = filed_on(row.form, context)
    if since and written.day < since:
        message, hint = f"发文时间 {written.day} 早于 {since}", "核对发文时间；此前的文件不填。"
    elif filed and written.first_day > filed:
        message, hint = f"发文时间 {written.day} 晚于填报时间 {row.form.header.reported_on}", "核对这两个日期。"
    else:
        return
    yield Fault(message, hint, value=row.text("issued_on"))


def filed_on(form: Form, context: Context) -> date | None:
    """填报时间; one before the notice is a mistyped year (JF503) and measures nothing."""
    filed = form.header.reported_on
    return filed if filed and filed >= context.campaign.notice_date else None


@form_rule("JF301", "sequence-broken", Severity.INFO, "通知所附表样")
def sequence_broken(form: Form, context: Context) -> Iterator[Fault]:
    """序号缺失、重复或不连续。

    为什么：汇总时重新编号，说明一声，以便发现漏行。
    不对：1、2、4。
    对：1、2、3。
    怎么改：不必退改，汇总时自动重编。
    """
    numbering = context.attachment(form.attachment).column_by_role.get(ColumnRole.SEQUENCE)
    if numbering is None or form.place.continues:
        return
    place = form.position(ColumnRole.SEQUENCE)
    if place is None:
        if form.body.rows:
            message = f"没有“{numbering.heading}”一列，汇总时重新编号"
            yield Fault(message, row=form.place.header_row, column_name=numbering.heading)
        return
    values = form.body.rows.column(place)
    if set(map(type, values)) <= {int, float} and values == tuple(range(1, len(values) + 1)):
        return
    if form.place.parts:
        return  # side by side, the numbers go down the parts or across them
    for expected, (number, value) in enumerate(zip(form.body.rows.numbers, values, strict=True), start=1):
        written = text_of(value)
        if written != str(expected) and _number(written) != expected:
            shown = f"是{quoted(written)}" if written else "空着"
            yield Fault(
                f"第 {expected} 个事项的序号{shown}，汇总时重新编号",
                row=number,
                column=form.body.columns[place],
                value=written or None,
                suggestion=str(expected),
                fixable=True,
            )
            return


@form_rule("JF302", "duplicate-row", Severity.WARNING, "通知四（六）")
def duplicate_row(form: Form, context: Context) -> Iterator[Fault]:
    """同一事项、同一单位在一张表里出现两次。

    为什么：重复计算会使数目不实；文号相同而标题不同的不算。
    不对：第 3 行和第 8 行都是“防溺水宣传进校园”，单位都是“县教体局”。
    对：一个事项一行。
    怎么改：核对后删去重复的一行；确是两件事的，把名称写清楚。
    """
    place = form.position(ColumnRole.MATTER)
    if place is None or form.position(ColumnRole.BODY) is None:
        return
    heading = context.attachment(form.attachment).column_by_role[ColumnRole.MATTER].called
    places = [at for at, column in enumerate(form.body.columns) if column.role in _TELLING]
    names = _keys(form.body.rows.column(place), without_marks)
    if len(set(names)) == len(names):
        return
    asked = list(zip(*(names if at == place else _telling(form, at, context) for at in places), strict=True))
    times = Counter(asked)  # few come twice, and only those are looked at
    # JF106 has said it.
    repeated_by_merging = {row for rows in form.body.merged_rows(form.body.columns[place]) for row in rows[1:]}
    seen: dict[tuple[str, ...], int] = {}
    for number, name, identity in zip(form.body.rows.numbers, form.body.rows.column(place), asked, strict=True):
        if times[identity] == 1 or is_empty(name) or isinstance(name, ErrorValue | UnvaluedFormula):
            continue
        if number in repeated_by_merging:
            continue
        first = seen.setdefault(identity, number)
        if first != number:
            yield Fault(
                f"与第 {first} 行重复（{heading}{quoted(text_of(name))}）",
                "核对后删去一行；确是两件事的，把名称写清楚。",
                row=number,
                column=form.body.columns[place],
                value=text_of(name),
            )


def _telling(form: Form, place: int, context: Context) -> list[str]:
    """What tells rows of one name apart in the column at ``place``: a body is one, however it is spelt."""
    if form.body.columns[place].role != ColumnRole.BODY:
        return _keys(form.body.rows.column(place))
    bodies = Bodies.of(context.campaign.roster)
    return [bodies.identity(text_of(value), form.owner.unit) for value in form.body.rows.column(place)]


def _keys(values: Values, fold: Callable[[str], str] = key) -> list[str]:
    """What ``fold`` makes of each of ``values``; most stand in many rows, and are folded once."""
    told = typed_keys(values)
    folded = {one: fold(one if one.__class__ is str else text_of(from_typed_key(one))) for one in set(told)}
    return [folded[one] for one in told]


@header_rule(
    "JF303", "total-mismatch", Severity.ERROR, "附件7 表样：本级社会事务进校园总量为__项", field="declared_total"
)
def total_mismatch(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """表头填写的总量与表里的行数不符；没有填总量的为提醒。

    为什么：白名单要向社会公布，总量和清单必须一致。
    不对：总量填 8 项，表里列了 7 项。
    对：总量填 7 项，表里列 7 项。
    怎么改：核对后改总量或补齐清单。
    """
    form, written = entry.form, entry.text
    if not entry.provided or form.untouched or form.is_unread or "declared_total" not in form.header.fields:
        return  # a list with no place for it states none
    declared = _number(written)
    listed = (sum(form.place.parts) or len(form.body.rows)) + form.body.rows_beyond
    lowest = rows_of_lowest_level(form)
    if declared in {listed, lowest} - {None} or (form.body.nil and not written):
        return
    stated = (
        f"填写的总量是 {declared} 项"
        if declared is not None
        else f"总量{quoted(written)}不是数字"
        if written
        else "没有填写总量"
    )
    yield entry.fault(
        f"{stated}，表里有 {listed} 项" + (f"，其中本级 {lowest} 项" if lowest is not None else ""),
        "核对后改总量或补齐清单。",
        str(listed if lowest is None else lowest),
        # Of a list of three levels nobody says which the total counts.
        severity=None if written and lowest is None else Severity.WARNING,
    )


def _number(text: str) -> int | None:
    """Read 7, 07, （七） or 共7项; None where ``text`` is no number."""
    digits = _NUMBER_DRESS.sub("", key(text)).translate(_FORMAL)
    if re.fullmatch(r"\d{1,6}(?:\.0{1,9})?", digits):
        return int(float(digits))
    if re.fullmatch(r"[零〇一二两三四五六七八九]?(?:十[一二三四五六七八九]?)?", digits) and digits:
        tens, ten, ones = digits.rpartition("十")
        unit = _CHINESE_NUMBERS.get(ones, 0)
        return (_CHINESE_NUMBERS.get(tens, 1) * 10 if ten else 0) + unit
    return None


@form_rule("JF304", "over-cap", Severity.WARNING, "专项行动规定的白名单总量上限")
def over_cap(form: Form, context: Context) -> Iterator[Fault]:
    """白名单事项超过本次专项行动规定的上限（通知本身没有规定，有上限的行动才检查）。

    为什么：近年的规定要求控制白名单总量，如不超过 10 项。
    不对：上限 10 项，列了 12 项。
    对：合并、压减到 10 项以内。
    怎么改：合并同类事项，或说明理由。
    """
    cap = context.campaign.limits.whitelist_cap
    listed = len(form.body.rows) + form.body.rows_beyond
    schema = context.attachment(form.attachment)
    if cap and schema.role is FormRole.WHITELIST and listed > cap:
        message = f"{schema.rows_called}有 {listed} 项，超过上限 {cap} 项"
        yield Fault(message, "合并同类事项，压减到上限以内。")
