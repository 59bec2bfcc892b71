"""JF110–JF115: the header block, who filed and when."""

from collections.abc import Iterator

from jianfu_cli.core.language.contacts import has_phone
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.rules.placeholders import placeholder
from jianfu_cli.rules.rule import Context, form_rule, header_rule
from jianfu_cli.rules.subjects import HeaderEntry

_FORM = "通知所附表样"
_SOURCES = {"folder": "文件夹", "form": "表内填报单位", "file": "文件名", "mail": "发件邮箱"}


@header_rule("JF110", "missing-unit", Severity.ERROR, _FORM, field="unit")
def missing_unit(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """没有填“填报单位”，文件夹也看不出是哪个单位。

    为什么：不知道是谁报的，就无法归到该单位名下。
    不对：“填报单位（盖章）：”后面空着。
    对：“填报单位（盖章）：红旗区”。
    怎么改：填上单位规范简称。
    """
    form = entry.form
    # A published page has no place for it: then the file's name says it well enough.
    enough = {"folder"} if "unit" in form.header.fields else {"folder", "file"}
    if entry.text or any(who in enough for who, _ in form.owner.unit_sources) or form.untouched:
        return
    if entry.provided or not form.owner.unit:
        yield entry.fault("没有填写填报单位", "在“填报单位（盖章）：”后面填上单位名称。", form.owner.unit or None)


@header_rule("JF111", "unknown-unit", Severity.ERROR, "通知主送单位", field="unit")
def unknown_unit(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """填报单位不在本次专项行动的名册里。

    为什么：多半是写错或写了下属单位；名称照原样汇总，但不能计入应报单位。
    不对：“填报单位：红旗区第一小学”。
    对：“填报单位：红旗区”。
    怎么改：改成名册里的名称；名册缺了这个单位的，由市里补进名册。
    """
    written = entry.text
    # A lower level's roster, or what was learnt there, may know it.
    known = any(who == "form" for who, _ in entry.form.owner.unit_sources)
    if written and not known and context.campaign.roster.find(written) is None and not placeholder(written):
        near = context.campaign.roster.nearest(written)
        hint = f"最接近的是：{'、'.join(near)}。" if near else "请写名册里的单位名称。"
        yield entry.fault(f"填报单位{quoted(written)}不在名册里", hint, near[0] if near else None)


@header_rule("JF112", "unit-conflict", Severity.ERROR, _FORM, field="unit")
def unit_conflict(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """表内填报单位、文件名、所在文件夹说的不是同一个单位。

    为什么：可能放错了文件夹，也可能拿别人的表改的；先按文件夹、再按表内、最后按文件名认。
    不对：“红旗区”文件夹里的表，填报单位写“卫滨区”。
    对：三处一致。
    怎么改：核对是哪个单位的，改正填报单位或换到正确的文件夹。
    """
    form = entry.form
    if len({unit for _, unit in form.owner.unit_sources}) > 1:
        said = "，".join(f"{_SOURCES[who]}是“{unit}”" for who, unit in form.owner.unit_sources)
        yield entry.fault(
            f"单位不一致：{said}；按“{form.owner.unit}”读取", "核对是哪个单位的，改成一致。", form.owner.unit
        )


@header_rule("JF113", "missing-report-date", Severity.ERROR, _FORM, field="reported_on")
def missing_report_date(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """没有填“填报时间”，或看不出是哪一天。

    为什么：是否按时、以哪一次报送为准，都要看填报时间。
    不对：“填报时间：”空着，或只写“2024年6月”。
    对：“填报时间：2024年6月12日”。
    怎么改：填上年月日。
    """
    if entry.form.untouched or entry.form.header.reported_on or not entry.provided:
        return
    written = entry.text
    if placeholder(written):
        return  # the blank's own __月__日 is JF214
    message = f"填报时间{quoted(written)}看不出是哪一天" if written else "没有填写填报时间"
    yield entry.fault(message, f"请按“{in_chinese(context.campaign.sample_day)}”的格式填写。")


@header_rule("JF114", "missing-reporter", Severity.WARNING, _FORM, field="reporter")
def missing_reporter(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """没有填“填报人员及电话”，或里面没有电话号码。

    为什么：有问题时要找得到填表的人。
    不对：“填报人员及电话：张某某”。
    对：“填报人员及电话：张某某 0373-0000000”。
    怎么改：补上姓名和电话。
    """
    if entry.form.untouched or not entry.provided:
        return
    written = entry.text
    if not written:
        yield entry.fault("没有填写填报人员及电话", "补上姓名和电话。")
    elif not has_phone(written) and not placeholder(written):
        yield entry.fault(f"填报人员{quoted(written)}后面没有电话号码", "补上电话号码。")


@form_rule("JF115", "not-expected", Severity.INFO, "通知四（六）")
def not_expected(form: Form, context: Context) -> Iterator[Fault]:
    """按通知，这类单位不必报这个附件；照样汇总。

    为什么：通知规定了县（市、区）和市直部门各报哪几件。
    不对：市直部门报来附件7。
    对：市直部门报附件1—3，县（市、区）报附件1—7。
    怎么改：不必改。
    """
    if form.untouched or form.place.continues:
        return
    if form.owner.kind and not context.campaign.may_file(form.attachment, form.owner.kind):
        label = context.attachment(form.attachment).label
        yield Fault(f"{context.campaign.kind_by_id[form.owner.kind].label}不必报{label}，已照样汇总")
