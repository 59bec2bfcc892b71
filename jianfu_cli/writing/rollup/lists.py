"""The lists of a roll-up workbook: what answers to what, what overlaps, what is wrong, what was left out, the files."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from jianfu_cli.core.filings.versions import versions
from jianfu_cli.core.matters.budget import NotCompared
from jianfu_cli.core.matters.overlap import asks_schools
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Finding, Severity
from jianfu_cli.core.model.form import Form, Outcome, SourceFile
from jianfu_cli.core.model.form_parts import RECEIVED_LABELS
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.core.model.rolled_up import (
    FINDINGS_TITLE,
    OVERLAPS_TITLE,
    SOURCE_FILE,
    SOURCE_ROW,
    SOURCE_SHEET,
    UNIT_COLUMN,
    UNUSED_TITLE,
)
from jianfu_cli.core.rollup.model import NO_UNIT, MergedRow, MergedTable, RollUp
from jianfu_cli.writing.rollup.cells import Cell, ColumnHeading
from jianfu_cli.writing.rollup.links import DECISIONS, SOURCES, UNUSED, RowLinks
from jianfu_cli.writing.rollup.long_rows import LongRows
from jianfu_cli.writing.rollup.look import GREEN, GREY, RED
from jianfu_cli.writing.rollup.sheets import RollUpBook

OUTCOME_LABELS = {Outcome.READ: "已读取", Outcome.REFUSED: "未能读取", Outcome.SKIPPED: "不作为填报表"}
RECONCILIATION, OVERLAPS, FINDINGS = "交叉核对", "重复交叉", "校验结果"
_GRAVEST_FIRST = {level: nth for nth, level in enumerate(Severity)}
_SEVERITY_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "faint"}
SEQ = ColumnHeading("序号", 6)
UNIT = ColumnHeading(UNIT_COLUMN, 16)
_FILE, _SHEET, _ROW = (SOURCE_FILE, 34), (SOURCE_SHEET, 14), (SOURCE_ROW, 8)
SOURCE = tuple(ColumnHeading(*one, on_paper=False) for one in (_FILE, _SHEET, _ROW))
# Where 校验结果 says what is wrong.
_SAID = 8
# ColumnHeading and width; 意见建议 is called as the campaign calls it.
_ASKING = {
    ColumnRole.MATTER: ("事项名称", 26),
    ColumnRole.BODY: ("实施单位", 20),
    ColumnRole.HELD: ("开展时间", 14),
    ColumnRole.SCOPE: ("实施范围", 16),
    ColumnRole.DISPOSITION: ("", 10),
}
_REPLACED = "不必改：这一份没有采用，以哪一份为准见“来源”。"


def write_overlaps(book: RollUpBook, roll_up: RollUp, places: RowLinks) -> None:
    """Write the sheet 重复交叉: groups of the same matter, with bodies, units and wording.

    A campaign without forms of activities has no such sheet.
    """
    if not roll_up.compares_asking:
        return
    roles = _roles_of_asking(roll_up)
    first, second, *rest = (
        ColumnHeading(_ASKING[role][0] or roll_up.figures.disposition_called, _ASKING[role][1]) for role in roles
    )
    headings = (ColumnHeading("组号", 6), first, UNIT, second, ColumnHeading("附件", 8), *rest, *SOURCE)
    tables = {table.attachment.id: table for table in roll_up.tables}
    rows = (
        _overlapping(nth, tables[attachment], row, roles, places)
        for nth, overlap in enumerate(roll_up.overlaps, start=1)
        for attachment, row in overlap.rows
    )
    title = f"{OVERLAPS_TITLE}\n名称相同或相近（不计标点、年份、“活动”等字样）的列为一组，请人工核对"
    count = sum(len(overlap.rows) for overlap in roll_up.overlaps)
    book.table(OVERLAPS, title, headings, LongRows(count, rows), frozen=3, tab=GREEN)


def _roles_of_asking(roll_up: RollUp) -> list[ColumnRole]:
    """What is said of an activity: what any form of activities asks of it."""
    asked = {role for form in roll_up.campaign.attachments if asks_schools(form) for role in form.column_by_role}
    return [role for role in _ASKING if role in asked]


def _overlapping(
    number: int, table: MergedTable, row: MergedRow, roles: Sequence[ColumnRole], places: RowLinks
) -> Sequence[Cell]:
    matter, body, *rest = (table.text(row, role) for role in roles)
    linked = places.row(table.attachment.label, table.attachment.id, row)
    source = (row.path, row.sheet or "", places.file(row.row, row.path))
    return [number, matter, row.unit, body, linked, *rest, *source]


def write_findings(book: RollUpBook, roll_up: RollUp, places: RowLinks) -> None:
    """Write the sheet 校验结果: every finding, led to the row and the file it is about."""
    headings = (
        ColumnHeading("级别", 8),
        ColumnHeading("代码", 9),
        ColumnHeading("单位", 16),
        ColumnHeading("附件", 8),
        ColumnHeading("文件", 34),
        ColumnHeading("工作表", 14),
        ColumnHeading("单元格", 9),
        ColumnHeading("列", 16),
        ColumnHeading("问题", 40),
        ColumnHeading("怎么改", 40),
        ColumnHeading("依据", 18, on_paper=False),
        ColumnHeading("原值", 24, on_paper=False),
        ColumnHeading("建议值", 20, on_paper=False),
        ColumnHeading("来源", 8, on_paper=False),
    )
    label = {form.id: form.label for form in roll_up.campaign.attachments}
    listed = _listed(roll_up)
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
            _to_do(roll_up, finding),
            finding.basis,
            finding.value or "",
            finding.suggestion or "",
            places.file("登记" if finding.path else "", finding.path),
        )
        for finding in listed
    )
    stopped = [_stopped(one, len(headings)) for one in roll_up.not_compared]
    infos = sum(one.severity is Severity.INFO for one in roll_up.findings)
    counted = f"；提示 {infos} 处不必处理，只计数（validate -v 或 JSON 里逐条列出）" if infos else ""
    title = (
        f"{FINDINGS_TITLE}\n"
        f"点“单元格”到汇总后的那一行，点“登记”到来源文件的登记；没有采用的表也列出，不计入各处的错误、提醒数{counted}"
    )
    table = LongRows(len(listed) + len(stopped), chain(rows, stopped))
    book.table(FINDINGS, title, headings, table, frozen=3, tab=RED)


def _listed(roll_up: RollUp) -> list[Finding]:
    """The errors, then the warnings, of each first what is to be mended, by unit; infos are counted alone."""
    grave = [one for one in roll_up.findings if one.severity is not Severity.INFO]
    order, covers = roll_up.campaign.roster.order, roll_up.superseded_forms.covers
    return sorted(
        grave,
        key=lambda one: (
            _GRAVEST_FIRST[one.severity],
            one.settled or covers(one),
            one.path is None,
            order(one.unit or ""),
        ),
    )


def _to_do(roll_up: RollUp, finding: Finding) -> str:
    if roll_up.superseded_forms.covers(finding):
        return _REPLACED
    if finding.answered is None:
        return finding.hint
    return finding.answered.said if finding.settled else f"{finding.hint}\n{finding.answered.said}".strip()


def _stopped(one: NotCompared, width: int) -> Sequence[Cell]:
    cells: list[Cell] = [""] * width
    cells[0], cells[_SAID] = ("未比较", "warn"), f"{one.part}：{one.why}"
    return cells


def write_unused(book: RollUpBook, roll_up: RollUp, places: RowLinks) -> None:
    """Write the sheet 未采用: rows and files that were left out, each with why."""
    source = (ColumnHeading(*one) for one in (_FILE, _SHEET, _ROW))
    headings = (
        SEQ,
        ColumnHeading("附件", 8),
        UNIT,
        *source,
        ColumnHeading("为什么未采用", 44),
        ColumnHeading("原行内容", 60),
    )
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
    title = UNUSED_TITLE if listed else f"{UNUSED_TITLE}\n没有未采用的"
    book.table(UNUSED, title, headings, LongRows(len(listed), rows), frozen=3, tab=GREY)


def write_sources(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet 来源: every file, what it held, what became of it, its SHA-256."""
    headings = (
        SEQ,
        ColumnHeading("文件", 44),
        ColumnHeading("类型", 16),
        ColumnHeading("处理结果", 14),
        ColumnHeading("填报单位", 18),
        ColumnHeading("表", 22),
        ColumnHeading("行数", 8),
        ColumnHeading("采用情况", 34),
        ColumnHeading("收到日期", 13),
        ColumnHeading("收到日期依据", 16),
        ColumnHeading("SHA-256", 68, on_paper=False),
    )
    label = {form.id: form.label for form in roll_up.campaign.attachments}
    used = _uses(roll_up, label)
    rows = ((nth, *_source(file, label, used[file.path])) for nth, file in enumerate(roll_up.files, start=1))
    book.table(SOURCES, "来源文件", headings, LongRows(len(roll_up.files), rows), frozen=2, tab=GREY)


def write_decisions(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet 处理决定: what stands as it does by a person's word; none where nothing does."""
    if not roll_up.decisions:
        return
    headings = (
        ColumnHeading("编号", 15),
        ColumnHeading("事由", 18),
        ColumnHeading("单位", 16),
        ColumnHeading("附件", 8),
        ColumnHeading("文件", 34),
        ColumnHeading("决定", 14),
        ColumnHeading("理由", 30),
        ColumnHeading("决定人", 12),
        ColumnHeading("日期", 13),
    )
    rows = [
        (
            *(one.number, one.issue.value, one.unit, one.attachment, one.path, one.decision, one.why, one.by),
            one.on.isoformat() if one.on else "",
        )
        for one in roll_up.decisions
    ]
    book.table(DECISIONS, "处理决定（本次汇总照此办理的）", headings, rows, tab=GREY)


def _source(file: SourceFile, label: dict[str, str], uses: Sequence[str]) -> Iterable[Cell]:
    latest = max(file.forms, key=lambda form: str(form.owner.received_on or ""), default=None)
    units = dict.fromkeys(form.owner.unit for form in file.forms if form.owner.unit)
    return (
        file.path,
        (file.type_called, "centre"),
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
    for (_, attachment), owned in versions(roll_up.files, roll_up.campaign.same_words, roll_up.as_of).items():
        for one in owned:
            uses[one.file.path] += [] if one.counts else [f"{label[attachment]}：{one.why}"]
    return defaultdict(list, {path: why or ["采用"] for path, why in uses.items()})


def _received(form: Form | None) -> tuple[str, str]:
    if form is None or form.owner.received_on is None:
        return "", ""
    return form.owner.received_on.isoformat(), RECEIVED_LABELS[form.owner.received_from]
