"""JF6xx: what a unit should have sent, and which version counts."""

from collections.abc import Iterator

from jianfu_cli.core.finding import Fault, Severity
from jianfu_cli.core.returns import Filing, State, Version
from jianfu_cli.rules.rule import Context, Scope, rule

_DUE = "通知四（六）"


@rule("JF601", "missing-attachment", Severity.ERROR, Scope.UNIT, _DUE)
def missing_attachment(unit: tuple[Filing, ...], context: Context) -> Iterator[Fault]:
    """到期应报而没有报的附件。

    为什么：通知规定了各类单位报哪几件、什么时候以前报。
    不对：县（市、区）7月5日还没有报附件7。
    对：7月4日以前报齐附件1—7；没有内容的报零报告。
    怎么改：催报。
    """
    for filing in unit:
        if filing.state is State.MISSING:
            form = context.attachment(filing.attachment)
            yield Fault(
                f"{filing.unit}没有报{form.label}《{form.title}》，应于 {filing.due} 前报",
                "尽快补报；没有内容的报零报告。",
                attachment=filing.attachment,
                unit=filing.unit,
            )


@rule("JF603", "superseded", Severity.INFO, Scope.UNIT, _DUE)
def superseded(unit: tuple[Filing, ...], context: Context) -> Iterator[Fault]:
    """同一单位的同一附件有更新的一份，这一份不采用。

    为什么：只能以一份为准：先看收到日期，再看填报时间，再看文件时间；内容完全相同的只计一次。
    不对：——
    对：——
    怎么改：不必改；请核对采用的是不是最后一稿。
    """
    for filing in unit:
        label = context.attachment(filing.attachment).label
        for version in filing.versions:
            if not version.counts:
                yield Fault(
                    f"{filing.unit}的{label}：{version.why}",
                    path=version.file.path,
                    sheet=version.forms[0].sheet,
                    attachment=filing.attachment,
                    unit=filing.unit,
                )


@rule("JF604", "conflicting-versions", Severity.ERROR, Scope.UNIT, _DUE)
def conflicting_versions(unit: tuple[Filing, ...], context: Context) -> Iterator[Fault]:
    """同一天收到两份内容不同的同一附件，看不出哪一份为准。

    为什么：日期分不出先后，只能按文件时间推定，可能取错。
    不对：同一文件夹里有“附件2.xlsx”和“附件2（改）.xlsx”，填报时间相同。
    对：只留一份，或者改稿另写填报时间。
    怎么改：向填报单位核实，删去不用的一份。
    """
    for filing in unit:
        label = context.attachment(filing.attachment).label
        counting = filing.versions[0] if filing.versions else None
        for version in filing.versions[1:]:
            assert counting is not None
            if version.file.sha256 != counting.file.sha256 and _same_day(version, counting):
                yield Fault(
                    f"{filing.unit}的{label}在同一天有两份不同的内容；采用的是 {counting.file.path}",
                    "向填报单位核实，删去不用的一份。",
                    path=version.file.path,
                    sheet=version.forms[0].sheet,
                    attachment=filing.attachment,
                    unit=filing.unit,
                )


def _same_day(one: Version, other: Version) -> bool:
    days = [{form.reported_on for form in version.forms} for version in (one, other)]
    return one.received_on == other.received_on and days[0] == days[1]
