"""The lists of a roll-up workbook: what answers to what, what overlaps, what is wrong, what was left out, the files."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from jianfu_cli.core.filings.returns import versions
from jianfu_cli.core.matters.budget import NotCompared
from jianfu_cli.core.matters.matching import SAME
from jianfu_cli.core.model.attachment import PROBLEMS, RECTIFICATIONS, WHITELIST
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Severity
from jianfu_cli.core.model.form import RECEIVED_LABELS, Form, Outcome, SourceFile
from jianfu_cli.core.rollup.model import (
    NO_UNIT,
    STANDING_LABELS,
    MergedRow,
    MergedTable,
    Reconciled,
    RectificationStatus,
    RollUp,
)
from jianfu_cli.writing.rollup.links import SOURCES, UNUSED, Places
from jianfu_cli.writing.rollup.sheets import Cell, Heading, RollUpBook

OUTCOME_LABELS = {Outcome.READ: "已读取", Outcome.REFUSED: "未能读取", Outcome.SKIPPED: "不作为填报表"}
_SEVERITY_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "faint"}
_STANDING_STYLES = {
    RectificationStatus.DONE: "good",
    RectificationStatus.OPEN: "warn",
    RectificationStatus.OVERDUE: "bad",
}
SEQ = Heading("序号", 6)
UNIT = Heading("填报单位", 16)
_FILE, _SHEET, _ROW = ("来源文件", 34), ("来源工作表", 14), ("来源行", 8)
SOURCE = tuple(Heading(*one, on_paper=False) for one in (_FILE, _SHEET, _ROW))
_UNMATCHED, _UNDECIDED = ("未匹配", "bad"), ("未比较", "warn")
# Where 校验结果 says what is wrong.
_SAID = 8
_REPLACED = "不必改：这一份没有采用，以哪一份为准见“来源”。"


def write_reconciliation(book: RollUpBook, roll_up: RollUp, places: Places) -> None:
    """Write the sheet 交叉核对: 附件2 ↔ 附件3 ↔ 附件7, each side led to where it was merged."""
    problems, rectifications = roll_up.table(PROBLEMS), roll_up.table(RECTIFICATIONS)
    headings = (
        SEQ,
        UNIT,
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
        Heading("附件2来源", 30, on_paper=False),
        Heading("附件3来源", 30, on_paper=False),
        Heading("附件7来源", 30, on_paper=False),
    )
    title = (
        "交叉核对（附件2 ↔ 附件3 ↔ 附件7）\n"
        "同一单位内按事项名称核对（不计标点、年份、“活动”“进校园”等字样）；名称只是相近的注明相似度，请人工核对"
    )
    rows = (
        (nth, *_reconciled(one, problems, rectifications, places))
        for nth, one in enumerate(roll_up.reconciled, start=1)
        if problems and rectifications
    )
    book.table("交叉核对", title, headings, rows)


def _reconciled(one: Reconciled, problems: MergedTable, rectifications: MergedTable, places: Places) -> Iterable[Cell]:
    problem, answer = one.problem, one.rectification
    first, table = (problem, problems) if problem else (answer, rectifications)
    standing: Cell = (STANDING_LABELS[one.standing], _STANDING_STYLES[one.standing]) if one.standing else ("—", "faint")
    unmatched, unlisted = (_UNDECIDED, _UNDECIDED) if one.undecided else (_UNMATCHED, ("未列入", "faint"))
    return (
        one.unit,
        one.matter,
        _text(table, first, "body"),
        _text(table, first, "category"),
        _text(problems, problem, "disposition"),
        places.row("有", PROBLEMS, problem) if problem else unmatched,
        places.row(_found(one.score), RECTIFICATIONS, answer) if answer else unmatched,
        _text(rectifications, answer, "deadline"),
        _text(rectifications, answer, "progress"),
        standing,
        places.row("在列", WHITELIST, one.whitelisted) if one.whitelisted else unlisted,
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


def write_overlaps(book: RollUpBook, roll_up: RollUp, places: Places) -> None:
    """Write the sheet 重复交叉: groups of the same matter, with bodies, units and wording."""
    headings = (
        Heading("组号", 6),
        Heading("事项名称", 26),
        UNIT,
        Heading("实施单位", 20),
        Heading("附件", 8),
        Heading("开展时间", 14),
        Heading("实施范围", 16),
        Heading("意见建议", 10),
        *SOURCE,
    )
    tables = {table.attachment.id: table for table in roll_up.tables}
    rows = (
        _overlapping(nth, tables[attachment], row, places)
        for nth, overlap in enumerate(roll_up.overlaps, start=1)
        for attachment, row in overlap.rows
    )
    title = (
        "重复交叉（不同单位或实施单位要求的同一事项）\n"
        "名称相同或相近（不计标点、年份、“活动”“进校园”等字样）的列为一组，请人工核对"
    )
    book.table("重复交叉", title, headings, rows)


def _overlapping(nth: int, table: MergedTable, row: MergedRow, places: Places) -> Sequence[Cell]:
    matter, body, *rest = (table.text(row, key) for key in ("matter", "body", "held", "scope", "disposition"))
    linked = places.row(table.attachment.label, table.attachment.id, row)
    source = (row.path, row.sheet or "", places.file(row.row, row.path))
    return [nth, matter, row.unit, body, linked, *rest, *source]


def write_findings(book: RollUpBook, roll_up: RollUp, places: Places) -> None:
    """Write the sheet 校验结果: every finding, led to the row and the file it is about."""
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
        Heading("依据", 18, on_paper=False),
        Heading("原值", 24, on_paper=False),
        Heading("建议值", 20, on_paper=False),
        Heading("来源", 8, on_paper=False),
    )
    label = {form.id: form.label for form in roll_up.campaign.attachments}
    rows = (
        (
            (SEVERITY_LABELS[finding.severity], _SEVERITY_STYLES[finding.severity]),
            (finding.code, "centre"),
            finding.unit or "",
            (label.get(finding.attachment or "", ""), "centre"),
            finding.path or "",
            finding.sheet or "",
            places.finding(finding.spot, finding),
            finding.column or "",
            finding.message,
            _REPLACED if roll_up.superseded_forms.covers(finding) else finding.hint,
            finding.basis,
            finding.value or "",
            finding.suggestion or "",
            places.file("登记" if finding.path else "", finding.path),
        )
        for finding in roll_up.findings
    )
    stopped = (_stopped(one, len(headings)) for one in roll_up.not_compared)
    title = (
        "校验结果（全部）\n"
        "点“单元格”到汇总后的那一行，点“登记”到来源文件的登记；没有采用的表也列出，不计入各处的错误、提醒数"
    )
    book.table("校验结果", title, headings, chain(rows, stopped))


def _stopped(one: NotCompared, width: int) -> Sequence[Cell]:
    cells: list[Cell] = [""] * width
    cells[0], cells[_SAID] = ("未比较", "warn"), f"{one.part}：{one.why}"
    return cells


def write_unused(book: RollUpBook, roll_up: RollUp, places: Places) -> None:
    """Write the sheet 未采用: rows and files that were left out, each with why."""
    source = (Heading(*one) for one in (_FILE, _SHEET, _ROW))
    headings = (SEQ, Heading("附件", 8), UNIT, *source, Heading("为什么未采用", 44), Heading("原行内容", 60))
    label = {form.id: form.label for form in roll_up.campaign.attachments}
    listed: list[Sequence[Cell]] = [
        (
            label[row.attachment],
            row.unit,
            row.path,
            row.sheet or "",
            places.file(row.row, row.path),
            row.reason,
            row.text,
        )
        for row in roll_up.unused
    ]
    unit = {file.path: file.inbox_unit for file in roll_up.files}
    listed += [
        (places.file("整份文件", one.path), unit[one.path] or NO_UNIT, one.path, "", "", one.reason, "")
        for one in roll_up.refused
    ]
    rows = ((nth, *cells) for nth, cells in enumerate(listed, start=1))
    book.table(UNUSED, "未采用的行和文件（每条注明原因）", headings, rows)


def write_sources(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet 来源: every file, what it held, what became of it, its SHA-256."""
    headings = (
        SEQ,
        Heading("文件", 44),
        Heading("类型", 9),
        Heading("处理结果", 14),
        Heading("填报单位", 18),
        Heading("表", 22),
        Heading("行数", 8),
        Heading("采用情况", 34),
        Heading("收到日期", 13),
        Heading("收到日期依据", 16),
        Heading("SHA-256", 68, on_paper=False),
    )
    label = {form.id: form.label for form in roll_up.campaign.attachments}
    used = _uses(roll_up, label)
    rows = ((nth, *_source(file, label, used[file.path])) for nth, file in enumerate(roll_up.files, start=1))
    book.table(SOURCES, "来源文件", headings, rows)


def _source(file: SourceFile, label: dict[str, str], uses: Sequence[str]) -> Iterable[Cell]:
    latest = max(file.forms, key=lambda form: str(form.received_on or ""), default=None)
    units = dict.fromkeys(form.unit for form in file.forms if form.unit)
    return (
        file.path,
        (file.type, "centre"),
        (OUTCOME_LABELS[file.outcome], "bad" if file.outcome is Outcome.REFUSED else "centre"),
        "、".join(units) or file.inbox_unit or "",
        "、".join(label.get(form.attachment, form.attachment) for form in file.forms),
        file.row_count,
        "；".join(uses),
        *_received(latest),
        file.sha256,
    )


def _uses(roll_up: RollUp, label: dict[str, str]) -> dict[str, list[str]]:
    """``path → what became of it``: 采用, or for each attachment that was not why."""
    uses: dict[str, list[str]] = defaultdict(list)
    for (_, attachment), owned in versions(roll_up.files).items():
        for one in owned:
            uses[one.file.path] += [] if one.counts else [f"{label[attachment]}：{one.why}"]
    return defaultdict(list, {path: why or ["采用"] for path, why in uses.items()})


def _received(form: Form | None) -> tuple[str, str]:
    if form is None or form.received_on is None:
        return "", ""
    return form.received_on.isoformat(), RECEIVED_LABELS[form.received_from]
