"""汇总.xlsx: the roll-up as a workbook, each merged row with its file, sheet and row (contract.md)."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from jianfu_cli.core.attachment import PROBLEMS, RECTIFICATIONS
from jianfu_cli.core.finding import SEVERITY_LABELS, Severity
from jianfu_cli.core.form import Form, Outcome, SourceFile
from jianfu_cli.core.matching import SAME
from jianfu_cli.core.returns import STATE_LABELS, Filing, State
from jianfu_cli.core.rollup import (
    NO_UNIT,
    STANDING_LABELS,
    MergedRow,
    MergedTable,
    Reconciled,
    RollUp,
    Standing,
)
from jianfu_cli.core.roster import KIND_LABELS
from jianfu_cli.writing.rollup_overview import write_overview
from jianfu_cli.writing.rollup_sheets import MAX_ROWS, Cell, Heading, RollUpBook

OUTCOME_LABELS = {Outcome.READ: "已读取", Outcome.REFUSED: "未能读取", Outcome.SKIPPED: "不作为填报表"}
RECEIVED_LABELS = {"folder": "日期文件夹", "form": "表内填报时间", "file": "文件时间"}
_SEVERITY_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "faint"}
_STATE_STYLES = {State.ON_TIME: "good", State.LATE: "warn", State.MISSING: "bad", State.NOT_DUE: "faint"}
_STANDING_STYLES = {Standing.DONE: "good", Standing.OPEN: "warn", Standing.OVERDUE: "bad"}
_SEQ = Heading("序号", 6)
_UNIT = Heading("填报单位", 16)
_SOURCE = (Heading("来源文件", 34), Heading("来源工作表", 14), Heading("来源行", 8))
_UNMATCHED = ("未匹配", "bad")


def write_workbook(path: Path, roll_up: RollUp, *, max_rows: int = MAX_ROWS) -> None:
    """Write ``roll_up`` to ``path``; sheets beyond ``max_rows`` rows go on in ``附件2 (2)``."""
    title = f"{roll_up.campaign.title}汇总"
    with RollUpBook(path, title, roll_up.as_of, max_rows) as book:
        write_overview(book, roll_up)
        for table in roll_up.tables:
            _attachment(book, table)
        _filing_sheet(book, roll_up)
        _reconciliation(book, roll_up)
        _overlaps(book, roll_up)
        _findings(book, roll_up)
        _unused(book, roll_up)
        _sources(book, roll_up)


def _attachment(book: RollUpBook, table: MergedTable) -> None:
    form = table.attachment
    headings = (
        _SEQ,
        _UNIT,
        *(Heading(column.heading, column.width) for column in table.columns),
        *(Heading(heading) for heading in table.extra),
        Heading("校验", 14),
        *_SOURCE,
    )
    rows = (_merged(nth, row) for nth, row in enumerate(table.rows, start=1))
    book.table(form.label, f"{form.label} {form.title}（汇总）", headings, rows)


def _merged(nth: int, row: MergedRow) -> Sequence[Cell]:
    return [nth, row.unit, *row.cells, *row.extra, "、".join(row.codes), row.path, row.sheet or "", row.row]


def _filing_sheet(book: RollUpBook, roll_up: RollUp) -> None:
    forms = roll_up.campaign.forms
    by_unit: dict[str, dict[str, Filing]] = {}
    for filing in roll_up.filings:
        by_unit.setdefault(filing.unit, {})[filing.attachment] = filing
    label = {form.id: form.label for form in forms}
    headings = (
        _SEQ,
        _UNIT,
        Heading("类别", 12),
        *(Heading(form.label, 11) for form in forms),
        Heading("零报告", 16),
        Heading("有扫描件", 22),
        Heading("已报缺扫描件", 22),
    )
    rows: list[Sequence[Cell]] = []
    for nth, (unit, filed) in enumerate(by_unit.items(), start=1):
        sent = [one for one in filed.values() if one.versions]
        kind = next((one.kind for one in filed.values()), None)
        rows.append(
            (
                nth,
                unit,
                KIND_LABELS[kind] if kind else "不在名册",
                *(_state(filed.get(form.id)) for form in forms),
                "、".join(label[one.attachment] for one in sent if one.nil),
                "、".join(label[one.attachment] for one in filed.values() if one.scan),
                "、".join(label[one.attachment] for one in sent if not one.scan),
            )
        )
    scope = "名册全部单位" if roll_up.whole_roster else "仅列有材料的单位"
    title = f"报送情况（截至 {roll_up.as_of.isoformat()}，{scope}）\n按时、迟报以收到日期计；“—”为不须报送"
    book.table("报送情况", title, headings, rows)


def _state(filing: Filing | None) -> Cell:
    if filing is None:
        return "—", "faint"
    if filing.due is None:
        return "已报", "good"
    days = f"{filing.days_late}天" if filing.state is State.LATE else ""
    return STATE_LABELS[filing.state] + days, _STATE_STYLES[filing.state]


def _reconciliation(book: RollUpBook, roll_up: RollUp) -> None:
    problems, mended = roll_up.table(PROBLEMS), roll_up.table(RECTIFICATIONS)
    headings = (
        _SEQ,
        _UNIT,
        Heading("事项名称", 26),
        Heading("牵头实施单位", 18),
        Heading("问题类别", 18),
        Heading("意见建议", 10),
        Heading("附件2", 10),
        Heading("附件3", 14),
        Heading("整改时限", 14),
        Heading("完成情况", 16),
        Heading("办理进度", 12),
        Heading("附件7", 10),
        Heading("附件2来源", 30),
        Heading("附件3来源", 30),
        Heading("附件7来源", 30),
    )
    title = (
        "交叉核对（附件2 ↔ 附件3 ↔ 附件7）\n"
        "同一单位内按事项名称核对（不计标点、年份、“活动”“进校园”等字样）；名称只是相近的注明相似度，请人工核对"
    )
    rows = (
        (nth, *_reconciled(one, problems, mended))
        for nth, one in enumerate(roll_up.reconciled, start=1)
        if problems and mended
    )
    book.table("交叉核对", title, headings, rows)


def _reconciled(one: Reconciled, problems: MergedTable, mended: MergedTable) -> Iterable[Cell]:
    problem, answer = one.problem, one.rectification
    first, table = (problem, problems) if problem else (answer, mended)
    standing: Cell = (STANDING_LABELS[one.standing], _STANDING_STYLES[one.standing]) if one.standing else ("—", "faint")
    return (
        one.unit,
        one.matter,
        _text(table, first, "body"),
        _text(table, first, "category"),
        _text(problems, problem, "disposition"),
        ("有", "good") if problem else _UNMATCHED,
        (_found(one.score), "good") if answer else _UNMATCHED,
        _text(mended, answer, "deadline"),
        _text(mended, answer, "progress"),
        standing,
        ("在列", "warn") if one.whitelisted else ("未列入", "faint"),
        _place(problem),
        _place(answer),
        _place(one.whitelisted),
    )


def _found(score: int | None) -> str:
    return "有" if score in {None, SAME} else f"有（相似 {score}%）"


def _text(table: MergedTable, row: MergedRow | None, key: str) -> str:
    return table.text(row, key) if row else ""


def _place(row: MergedRow | None) -> str:
    if row is None:
        return ""
    sheet = f"〔{row.sheet}〕" if row.sheet else " "
    return f"{row.path}{sheet}第{row.row}行"


def _overlaps(book: RollUpBook, roll_up: RollUp) -> None:
    headings = (
        Heading("组号", 6),
        Heading("事项名称", 26),
        _UNIT,
        Heading("实施单位", 20),
        Heading("附件", 8),
        Heading("开展时间", 14),
        Heading("实施范围", 16),
        Heading("意见建议", 10),
        *_SOURCE,
    )
    tables = {table.attachment.id: table for table in roll_up.tables}
    rows = (
        _overlapping(nth, tables[attachment], row)
        for nth, overlap in enumerate(roll_up.overlaps, start=1)
        for attachment, row in overlap.rows
    )
    title = "重复交叉（不同单位或实施单位要求的同一事项）\n名称相同或相近（不计标点、年份、“活动”“进校园”等字样）的列为一组，请人工核对"
    book.table("重复交叉", title, headings, rows)


def _overlapping(nth: int, table: MergedTable, row: MergedRow) -> Sequence[Cell]:
    matter, body, *rest = (table.text(row, key) for key in ("matter", "body", "held", "scope", "disposition"))
    return [nth, matter, row.unit, body, table.attachment.label, *rest, row.path, row.sheet or "", row.row]


def _findings(book: RollUpBook, roll_up: RollUp) -> None:
    headings = (
        Heading("级别", 8),
        Heading("代码", 9),
        Heading("单位", 16),
        Heading("附件", 8),
        Heading("文件", 34),
        Heading("工作表", 14),
        Heading("单元格", 9),
        Heading("列", 16),
        Heading("问题", 40),
        Heading("怎么改", 40),
        Heading("依据", 18),
        Heading("原值", 24),
        Heading("建议值", 20),
    )
    label = {form.id: form.label for form in roll_up.campaign.forms}
    rows = (
        (
            (SEVERITY_LABELS[finding.severity], _SEVERITY_STYLES[finding.severity]),
            (finding.code, "centre"),
            finding.unit or "",
            (label.get(finding.attachment or "", ""), "centre"),
            finding.path or "",
            finding.sheet or "",
            finding.cell or (f"第{finding.row}行" if finding.row else ""),
            finding.column or "",
            finding.message,
            finding.hint,
            finding.basis,
            finding.value or "",
            finding.suggestion or "",
        )
        for finding in roll_up.findings
    )
    book.table("校验结果", "校验结果（全部）", headings, rows)


def _unused(book: RollUpBook, roll_up: RollUp) -> None:
    headings = (
        _SEQ, Heading("附件", 8), _UNIT, *_SOURCE, Heading("为什么未采用", 44), Heading("原行内容", 60)
    )  # fmt: skip
    label = {form.id: form.label for form in roll_up.campaign.forms}
    listed: list[Sequence[Cell]] = [
        (label[row.attachment], row.unit, row.path, row.sheet or "", row.row, row.reason, row.text)
        for row in roll_up.unused
    ]
    unit = {file.path: file.inbox_unit for file in roll_up.files}
    listed += [("整份文件", unit[one.path] or NO_UNIT, one.path, "", "", one.reason, "") for one in roll_up.refused]
    rows = ((nth, *cells) for nth, cells in enumerate(listed, start=1))
    book.table("未采用", "未采用的行和文件（每条注明原因）", headings, rows)


def _sources(book: RollUpBook, roll_up: RollUp) -> None:
    headings = (
        _SEQ,
        Heading("文件", 44),
        Heading("类型", 9),
        Heading("处理结果", 14),
        Heading("填报单位", 18),
        Heading("表", 22),
        Heading("行数", 8),
        Heading("收到日期", 13),
        Heading("收到日期依据", 16),
        Heading("SHA-256", 68),
    )
    label = {form.id: form.label for form in roll_up.campaign.forms}
    rows = ((nth, *_source(file, label)) for nth, file in enumerate(roll_up.files, start=1))
    book.table("来源", "来源文件", headings, rows)


def _source(file: SourceFile, label: dict[str, str]) -> Iterable[Cell]:
    latest = max(file.forms, key=lambda form: str(form.received_on or ""), default=None)
    units = dict.fromkeys(form.unit for form in file.forms if form.unit)
    return (
        file.path,
        (file.type, "centre"),
        (OUTCOME_LABELS[file.outcome], "bad" if file.outcome is Outcome.REFUSED else "centre"),
        "、".join(units) or file.inbox_unit or "",
        "、".join(label.get(form.attachment, form.attachment) for form in file.forms),
        file.row_count,
        *_received(latest),
        file.sha256,
    )


def _received(form: Form | None) -> tuple[str, str]:
    if form is None or form.received_on is None:
        return "", ""
    return form.received_on.isoformat(), RECEIVED_LABELS[form.received_from]
