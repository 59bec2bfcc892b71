"""JF5xx: what was filed or is due when."""

from collections.abc import Iterator
from datetime import date

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.filings.schedule import publication
from jianfu_cli.core.language.completion import Completion, completion
from jianfu_cli.core.language.dates import add_months, read_date
from jianfu_cli.core.language.folder_days import without_year
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.periods import periods
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula, text_of, whole
from jianfu_cli.core.model.completions import completion_of
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_parts import RECEIVED_LABELS
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.rules.placeholders import placeholder
from jianfu_cli.rules.rule import Context, header_rule, row_rule, unit_rule
from jianfu_cli.rules.subjects import HeaderEntry, RowCells

_MENDED = "通知三（二）：逐项整改销号"
_YEAR = 12


@unit_rule("JF501", "late", Severity.WARNING, "通知四（六）")
def late(unit: UnitReturn, _: Context) -> Iterator[Fault]:
    """迟报：第一次收到的日期晚于规定的报送日期。

    为什么：附件1 应于 6月5日前报；附件2、3 市直部门 6月14日前报；附件2—7 县（市、区）7月4日前报（含当日）。
    不对：附件1 于 6月7日报来。
    对：附件1 于 6月5日以前报来；以后再报更正的，不算迟报。
    怎么改：不必退改；按收件日期、邮件日期、表内填报时间、文件时间的先后取定，报告里写明依据。
    """
    for filing in unit.filings:
        first, counting = filing.first, filing.counting
        if filing.days_late and first and counting:
            by = first.received_from
            folder = without_year(first.file.outer.split("/")[:-1]) if by == "folder" else ""
            basis = f"{RECEIVED_LABELS[by]}是 {filing.received_on}"
            basis += f"（文件夹“{folder}”没有写年份，按本次行动的时间算）" if folder else ""
            yield Fault(
                f"迟报 {filing.days_late} 天：应于 {filing.due} 前（含当日）报，{basis}",
                value=first.received_on.isoformat(),
                path=counting.file.path,
                form=counting.forms[0],
                for_host=True,  # what came late can come early no more
            )


@header_rule("JF502", "future-date", Severity.ERROR, "通知所附表样", field="reported_on")
def future_date(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """填报时间比检查的日期还晚。

    为什么：还没有到的日子不可能已经填报，多半是写错了年或月。
    不对：6月14日检查，填报时间写“2024年7月12日”。
    对：写实际填报的日期。
    怎么改：改正填报时间。
    """
    reported_on = entry.form.header.reported_on
    if reported_on and reported_on > context.as_of:
        yield entry.fault(f"填报时间 {reported_on} 比检查日期 {context.as_of} 还晚", "改成实际填报的日期。")


@header_rule("JF503", "before-campaign", Severity.WARNING, "通知印发日期", field="reported_on")
def before_campaign(entry: HeaderEntry, context: Context) -> Iterator[Fault]:
    """填报时间早于通知印发的日期。

    为什么：多半是年份写错了。
    不对：填报时间“2023年6月12日”。
    对：“2024年6月12日”。
    怎么改：核对年份。
    """
    reported_on, notice_date = entry.form.header.reported_on, context.campaign.notice_date
    if reported_on and reported_on < notice_date:
        yield entry.fault(f"填报时间 {reported_on} 早于通知印发日期 {notice_date}", "核对年份。")


@row_rule("JF504", "rectification-overdue", Severity.ERROR, _MENDED, reads=("deadline", "progress"))
def rectification_overdue(row: RowCells, context: Context) -> Iterator[Fault]:
    """整改时限已过，完成情况是没有完成。

    为什么：通知要求逐项整改销号；过期未完成的要说明原因、重定时限。
    不对：7月5日检查，整改时限“2024-06-20”，完成情况“正在推进”。
    对：完成情况“已完成”。
    怎么改：完成了的改完成情况；没有完成的在备注里说明原因。
    """
    written = read_date(row["deadline"], context.campaign.year)
    said = _said(row)
    if written and written.day < context.as_of and completion_of(said, row.completed) is Completion.OPEN:
        due, state = (context.called(row.form, role) for role in (ColumnRole.DEADLINE, ColumnRole.PROGRESS))
        decided = "" if row.completed is None else "，按处理决定是没有完成"
        yield Fault(
            f"{due} {written.day} 已过（按 {context.as_of} 计），{state}是{quoted(said)}{decided}",
            f"完成了的把{state}改为“已完成”；没有完成的说明原因。",
            value=row.text("deadline"),
        )


@row_rule("JF508", "unclear-progress", Severity.WARNING, _MENDED, reads=("progress",))
def unclear_progress(row: RowCells, context: Context) -> Iterator[Fault]:
    """完成情况看不出完成了没有。

    为什么：逐项整改销号，要么已完成，要么没有完成；看不出的单独计数，不算完成，也不算逾期。
    不对：完成情况“加强管理”“无”“见附件”。
    对：“已完成”“未完成”“正在推进”，后面可以再写具体情况。
    怎么改：写明是已完成还是未完成。
    """
    said = _said(row)
    # Its answer is a person's word, which does not make the words clear.
    if said and completion(said) is Completion.UNCLEAR:
        heading = context.called(row.form, ColumnRole.PROGRESS)
        yield Fault(f"{heading}{quoted(said)}，看不出完成了没有", "写明“已完成”“未完成”或“正在推进”。", value=said)


@row_rule(
    "JF505",
    "rectification-too-late",
    Severity.WARNING,
    "通知三（二）（四）",
    reads=("deadline", "progress"),
    worst=Severity.ERROR,
)
def rectification_too_late(row: RowCells, context: Context) -> Iterator[Fault]:
    """还没有完成的，整改时限晚于集中攻坚阶段（提醒），或晚于专项行动结束（错误）。

    为什么：集中攻坚阶段（2024年6月24日前）要逐项整改销号；专项行动到 2024年12月底结束。
    不对：整改时限“2025-03-01”。
    对：整改时限“2024-06-20”。
    怎么改：能提前的提前；确需较长时间的在备注里说明。
    """
    written, text = read_date(row["deadline"], context.campaign.year), row.text("deadline")
    if written is None or completion_of(row.text("progress"), row.completed) is Completion.DONE:
        return
    # 6月 alone may mean any day of it, 6月底 does not.
    surely_after = written.day if "底" in text or "末" in text else written.first_day
    if surely_after <= context.campaign.rectification_by:
        return
    beyond = surely_after > context.campaign.ends_on
    until = context.campaign.ends_on if beyond else context.campaign.rectification_by
    what = "专项行动结束" if beyond else f"规定的{context.campaign.mending}阶段"
    slip = _meant(written.day, context)
    yield Fault(
        f"{context.called(row.form, ColumnRole.DEADLINE)} {written.day} 晚于{what}（{until}）",
        (f"是不是 {slip}？" if slip else "") + "提前完成；确需较长时间的在备注里说明。",
        severity=Severity.ERROR if beyond else None,
        value=text,
        suggestion=slip,
    )


def _meant(day: date, context: Context) -> str | None:
    """Return the same day a year before, where that lies within the campaign and ``day`` beyond it: 2025 for 2024."""
    meant = add_months(day, -_YEAR)
    within = context.campaign.notice_date <= meant <= context.campaign.ends_on < day
    return meant.isoformat() if within else None


@row_rule("JF509", "mistyped-year", Severity.WARNING, "通知三（二）（四）", reads=("deadline", "progress"))
def mistyped_year(row: RowCells, context: Context) -> Iterator[Fault]:
    """已经完成的，整改时限却在专项行动结束以后，多半是年份写错了。

    为什么：已经完成的事不会定到明年才完成；年份写错，逐项销号就对不上。
    不对：完成情况“已完成”，整改时限“2025-06-10”。
    对：整改时限“2024-06-10”。
    怎么改：核对年份。
    """
    written = read_date(row["deadline"], context.campaign.year)
    slip = _meant(written.day, context) if written and written.day > context.as_of else None
    if written and slip and completion_of(row.text("progress"), row.completed) is Completion.DONE:
        deadline, progress = (context.called(row.form, role) for role in (ColumnRole.DEADLINE, ColumnRole.PROGRESS))
        message = f"{progress}是{quoted(row.text('progress'))}，{deadline}却是 {written.day}，是不是 {slip}？"
        yield Fault(message, "核对年份。", row.text("deadline"), slip)


def _said(row: RowCells) -> str:
    """What its 完成情况 says; "" where another rule says all there is to say: of an error, of the blank's own words."""
    value, text = row["progress"], row.text("progress")
    return "" if isinstance(value, ErrorValue | UnvaluedFormula) or placeholder(text) else text


@row_rule(
    "JF506", "short-notice", Severity.WARNING, "通知四（二）：开展前1个月报审", reads=("held",), of=FormRole.WHITELIST
)
def short_notice(row: RowCells, context: Context) -> Iterator[Fault]:
    """白名单事项的开展时间离填报时间不到一个月。

    为什么：开展进校园事务前1个月要将工作方案报教育行政部门审核。只写到月、旬的，其中每一天都太早才算。
    不对：6月20日填报，“6月28日”“7月15—20日”开展；7月1日填报，“2024年7月”“7月中旬”开展。
    对：7月28日以后开展。
    怎么改：核对时间；来不及审核的调整开展时间。
    """
    form, text = row.form, row.text("held")
    if form.header.reported_on is None:
        return
    earliest = add_months(form.header.reported_on, context.campaign.limits.notice_months)
    begins = _begins_within(text_of(whole(row["held"])), form.header.reported_on, earliest, context.campaign.year)
    if begins:
        yield Fault(
            f"{begins} 开展，离填报时间 {form.header.reported_on} 不到 {context.campaign.limits.notice_months} 个月",
            f"{earliest} 以后开展才来得及审核。",
            value=text,
        )


_RECURRING = pattern_of("[每历逐]学?年|年年|每期|每个?月")


def _begins_within(text: str, filed: date, earliest: date, year: int) -> str:
    """Return when what is held at the times of ``text`` begins, where that is surely after ``filed`` and too early.

    Of a month or a part of one nobody knows the day: every day that is left of it must be too early, and most of it be
    left. A month of every year may be that of the next.
    """
    named = [period for period in periods(text) if not period.fault]
    first = min(named, key=lambda period: period.days(year), default=None)
    if first is None:
        return ""
    begins, ends = first.days(year)
    if first.first.day is not None:
        return begins.isoformat() if filed <= begins < earliest else ""
    middle = begins + (ends - begins) / 2
    surely = filed <= middle and ends < earliest and not _RECURRING.search(text)
    return first.words if surely and first.first.month is not None else ""


# 通知四（二）：2025年起，白名单务必于每年春季学期开学前向社会公布.
_PUBLISHED_SINCE = 2025


def _no_term_start(unit: UnitReturn, context: Context) -> str:
    unknown = context.campaign.spring_term_start is None
    asked = any(day.year >= _PUBLISHED_SINCE for day, _ in _public_on(unit, context))
    return "专项行动文件没有写 spring_term_start（春季学期开学日期）" if unknown and asked else ""


def _public_on(unit: UnitReturn, context: Context) -> list[tuple[date, Form | None]]:
    """The days by which the host's whitelist was public at the earliest: the forms' 填报时间, and that of publication.

    None of a unit that is not the host: when the list is published, it cannot change.
    """
    if not context.campaign.roster.is_host(unit.unit):
        return []
    filed = [(form.header.reported_on, form) for _, form in unit.counted(FormRole.WHITELIST) if form.header.reported_on]
    published = context.campaign.published_on
    return [*filed, (published, None)] if published else [*filed]


@unit_rule(
    "JF507",
    "whitelist-late",
    Severity.WARNING,
    "通知四（二）：2025年起，白名单于每年春季学期开学前向社会公布",
    compares=(FormRole.WHITELIST,),
    cannot_run=_no_term_start,
)
def whitelist_late(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """2025年起，组织单位自己的白名单在春季学期开学当天或以后才填报、公布。

    为什么：通知要求 2025年起，白名单务必于每年春季学期开学前向社会公布；何时公布由组织单位定，不向填报单位提。
    不对：2月17日开学，市本级的附件7 填报时间是 3月5日：迟 17 天（开学当天起算）。
    对：开学前填报并公布。
    怎么改：尽快公布，把公布日期写在专项行动文件的 published_on；明年提前。
    """
    publish, counting = publication(context.campaign), unit.counting(FormRole.WHITELIST)
    if publish is None or counting is None or publish.by.year < _PUBLISHED_SINCE:
        return
    for day, form in sorted(_public_on(unit, context), key=lambda one: one[0], reverse=True)[:1]:
        late_by = publish.days_late(day)
        if late_by > 0:
            what = "填报时间" if form else "公布日期"
            message = f"{publish.form.rows_called}{what} {day}，没有在春季学期开学（{publish.by}）以前，迟 {late_by} 天"
            hint = "尽快公布。"
            entry = HeaderEntry.of(form, "reported_on", context.campaign) if form else None
            fault = entry.fault(message, hint) if entry else Fault(message, hint)
            yield fault._replace(path=counting.file.path, form=form or counting.forms[0], for_host=True)
