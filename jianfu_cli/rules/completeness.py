"""JF6xx: what a unit should have sent, and which version counts."""

from collections.abc import Iterator

from jianfu_cli.core.filings.returns import Filing, State, UnitReturn
from jianfu_cli.core.filings.supplements import VersionRelation
from jianfu_cli.core.filings.versions import Use, Version
from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.budget import MOST_LETTERS_OF_FILES
from jianfu_cli.core.matters.file_names import FileNames
from jianfu_cli.core.model.finding import Fault, Severity, Uncompared
from jianfu_cli.core.model.form_parts import Verdict
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.rules.rule import Context, unit_rule

_DUE = "通知四（六）"


@unit_rule("JF601", "missing-attachment", Severity.ERROR, _DUE)
def missing_attachment(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """到期应报而没有报的附件。

    为什么：通知规定了各类单位报哪几件、什么时候以前报。
    不对：县（市、区）7月5日还没有报附件7。
    对：7月4日以前报齐附件1—7；没有内容的报零报告。
    怎么改：催报。
    """
    for filing in unit.filings:
        if unit.judged and filing.state is State.MISSING and filing.attachment not in unit.refused:
            form = context.attachment(filing.attachment)
            nil = form.nil_allowed and form.kind == "table"
            yield Fault(
                f"{filing.unit}没有报{form.owed}，应于 {filing.due} 前（含当日）报",
                "尽快补报；没有内容的报零报告。" if nil else "尽快补报。",
                attachment=filing.attachment,
                unit=filing.unit,
            )


@unit_rule("JF602", "missing-scan", Severity.WARNING, "通知四（六）：提交电子版和加盖公章扫描版")
def missing_scan(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """缺少加盖公章的扫描件。

    为什么：通知要求电子版和加盖公章扫描版一并提交。
    不对：文件夹里只有“附件2.xlsx”。
    对：同时有“附件2扫描件.pdf”；一份扫描件不写附件号的，算是同一文件夹里各附件共用的。
    怎么改：补交盖章扫描件，文件名写明是附件几。
    """
    stamped = {form.id for form in context.campaign.owed}
    for filing in unit.filings:
        if unit.judged and filing.counting and not filing.scans and filing.attachment in stamped:
            label = context.attachment(filing.attachment).label
            yield Fault(
                f"{label}没有盖章扫描件",
                f"补交盖章扫描件，文件名写明“{label}”。",
                path=filing.counting.file.path,
                form=filing.counting.forms[0],
            )


@unit_rule("JF603", "superseded", Severity.INFO, _DUE)
def superseded(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """同一单位的同一附件有更新的一份，这一份不采用。

    为什么：只能以一份为准：先看收到日期，再看填报时间，再看文件时间；内容完全相同的只计一次。
    不对：先后报来两份附件2，后一份改过，前一份还留在文件夹里（照样能用，只是说明一声）。
    对：每个附件只有一份。
    怎么改：不必改；请核对采用的是不是最后一稿。
    """
    for filing in unit.filings:
        label = context.attachment(filing.attachment).label
        for version in filing.versions:
            if version.use is Use.SUPERSEDED and not _conflicts(version, filing.versions[0]):
                yield _of_version(version, filing, f"{filing.unit}的{label}：{version.why}")


@unit_rule("JF604", "conflicting-versions", Severity.ERROR, _DUE)
def conflicting_versions(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """同一天收到两份内容不同的同一附件，看不出哪一份为准。

    为什么：日期分不出先后，只能按文件时间推定，可能取错。
    不对：同一文件夹里有“附件2.xlsx”和“附件2（改）.xlsx”，填报时间相同。
    对：只留一份，或者改稿另写填报时间。
    怎么改：向填报单位核实，在处理决定里为准的一份写“以此为准”（jianfu decide）。
    """
    for filing in unit.filings:
        label = context.attachment(filing.attachment).label
        for version in filing.versions[1:]:
            if _conflicts(version, filing.versions[0]):
                yield _of_version(
                    version,
                    filing,
                    f"{filing.unit}的{label}在同一天有两份不同的内容{_in_rows(filing)}；采用的是 {version.replaced_by}",
                    "以哪一份为准，请填报单位写明；汇总时照此在处理决定里写“以此为准”。",
                )


@unit_rule("JF608", "supplement-or-replacement", Severity.WARNING, _DUE)
def supplement_or_replacement(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """后报来的一份是补充前一份，还是代替前一份，要人核对。

    为什么：当作代替，前一份的行就不计了；当作补充，改过名称的事项就重复了。
    不对：先报 15 行，两天后的“附件2（补充2项）”只有 2 行：两份都计入，请核实；只有名称写明作废的一份，也请核实。
    对：补充的写明“补充”，改正的写明“更正”，并且是完整的一份。
    怎么改：向填报单位问清楚，在处理决定里写“补充”或“代替”（jianfu decide）。
    """
    for filing in unit.filings:
        label = context.attachment(filing.attachment).label
        # Where a day does not tell which one counts, that is the question (JF604), asked once.
        contested = any(_conflicts(version, filing.versions[0]) for version in filing.versions[1:])
        for version in filing.counted:
            compared = version.compared
            asked = contested and version is filing.versions[0]
            if version.void and version.verdict is None:
                yield _of_version(
                    version,
                    filing,
                    f"{filing.unit}的{label}：名称写明作废，没有另外一份，仍然计入，请核实",
                    "报来有效的一份；确实作废的，在处理决定里写“不采用”。",
                )
            if compared and compared.doubtful and version.verdict is None and not asked:
                adds = compared.relation is VersionRelation.ADDS
                shared = "" if compared.shared is None else f"，两份相同的事项 {compared.shared} 项"
                counted = "两份都计入，当作补充" if adds else "只计这一份，当作代替"
                taken_as = Verdict.SUPPLEMENTS if adds else Verdict.REPLACES
                yield _of_version(
                    version,
                    filing,
                    f"{filing.unit}的{label}：这一份 {compared.rows} 行，此前 {compared.rows_before} 行{shared}；"
                    f"{compared.because}，{counted}，请核实",
                    "是补充还是代替，请填报单位写明，或报完整的一份；汇总时照此写在处理决定里。",
                    suggestion=str(taken_as),
                )


@unit_rule("JF605", "scan-without-copy", Severity.WARNING, "通知四（六）：提交电子版和加盖公章扫描版")
def scan_without_copy(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """只有盖章扫描件，没有电子版。

    为什么：扫描件上的内容读不出来，无法汇总。
    不对：文件夹里只有“附件5扫描件.pdf”。
    对：同时有“附件5.docx”。
    怎么改：请填报单位补发电子版。
    """
    for filing in unit.filings:
        if unit.judged and filing.scans and not filing.versions:
            label = context.attachment(filing.attachment).label
            yield Fault(
                f"{label}只有扫描件，没有电子版",
                "补发电子版。",
                path=filing.scans[0],
                attachment=filing.attachment,
                unit=unit.unit,
            )


@unit_rule("JF606", "no-seal-seen", Severity.INFO, "通知四（六）：提交电子版和加盖公章扫描版")
def no_seal_seen(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """扫描件上没有检出红色印章。

    为什么：通知要求加盖公章；黑白、灰度扫描显不出红色，所以只是提示，不能据此退回。
    不对：扫描的是没有盖章的打印件。
    对：盖章后彩色扫描，印章清楚。
    怎么改：打开扫描件核对；确实没有盖章的请补盖重扫。
    """
    for path in dict.fromkeys(path for filing in unit.filings for path in filing.scans):
        if path in unit.unsealed:
            covered = [filing.attachment for filing in unit.filings if path in filing.scans]
            labels = labels_of(map(context.attachment, covered))
            yield Fault(
                f"{labels}的扫描件上没有检出红色印章（黑白扫描显不出红色）",
                "请打开核对；确实没有盖章的补盖后彩色扫描。",
                path=path,
                attachment=covered[0] if len(covered) == 1 else None,
                unit=unit.unit,
            )


@unit_rule("JF607", "enclosure-missing", Severity.INFO, "附件6 备注：文件电子版和加盖公章的扫描版附后")
def enclosure_missing(unit: UnitReturn, context: Context) -> Iterator[Fault | Uncompared]:
    """文件目录列出的文件，在该单位的文件夹里找不到（按标题或文号找文件名）。

    为什么：附件6 要求把文件电子版和盖章扫描版附后。
    不对：附件6 列了 5 个文件，文件夹里只有 3 个。
    对：每个文件都附上，文件名用公文标题。
    怎么改：补交文件，文件名写公文标题或文号。
    """
    listings = unit.counted(FormRole.DOCUMENTS)
    if not unit.judged or not listings:
        return
    stems = {key(path.rpartition("/")[2]).rpartition(".")[0] for path in unit.enclosures}
    letters = sum(map(len, stems))
    if letters > MOST_LETTERS_OF_FILES:
        yield Uncompared(
            f"文件夹里的 {len(unit.enclosures)} 个文件名共 {letters} 字，太多，"
            f"没有与{context.label(FormRole.DOCUMENTS)}核对"
        )
        return
    files = FileNames(stems)
    for path, form in listings:
        for row in form.body.rows:
            wanted = [key(form.text(row, role)) for role in (ColumnRole.MATTER, ColumnRole.DOCUMENT_NUMBER)]
            if not any(files.named_after(one) for one in wanted if one):
                title = form.text(row, ColumnRole.MATTER)
                yield Fault(
                    f"文件夹里没有找到《{title.strip('《》')}》",
                    "补交文件，文件名写公文标题或文号。",
                    value=title or None,
                    row=row.number,
                    column=form.column(ColumnRole.MATTER),
                    path=path,
                    form=form,
                )


def _of_version(version: Version, filing: Filing, message: str, hint: str = "", suggestion: str | None = None) -> Fault:
    """Make a fault of one of the versions of a filing."""
    return Fault(
        message,
        hint,
        suggestion=suggestion,
        path=version.file.path,
        sheet=version.forms[0].place.sheet,
        attachment=filing.attachment,
        unit=filing.unit,
    )


def _in_rows(filing: Filing) -> str:
    """How many rows that which counts has, those before it, and how many matters they share."""
    compared = filing.versions[0].compared
    if compared is None:
        return ""
    shared = "" if compared.shared is None else f"，相同的事项 {compared.shared} 项"
    return f"（采用的 {compared.rows} 行，此前 {compared.rows_before} 行{shared}）"


def _conflicts(version: Version, counting: Version) -> bool:
    """Whether nothing but the file's time or path says that ``counting`` is later, of what both speak of."""
    compared = counting.compared
    if version.verdict or counting.verdict or version.void or (compared and compared.shared == 0):
        return False
    replaced = version.replaced_by == counting.file.path and version.file.sha256 != counting.file.sha256
    reported = [{form.header.reported_on for form in one.forms} for one in (version, counting)]
    alike = version.sure is counting.sure
    return replaced and alike and version.received_on == counting.received_on and reported[0] == reported[1]
