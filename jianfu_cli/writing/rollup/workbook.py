"""汇总.xlsx: the roll-up as a workbook, each merged row with its file, sheet and row (contract.md)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from jianfu_cli.core.filings.returns import STATE_LABELS, Filing, State
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.rolled_up import CODES_COLUMN, STANDINGS_TITLE
from jianfu_cli.core.rollup.figure_model import as_number
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp
from jianfu_cli.core.rollup.typed import holds_more_than_text, typed_cells
from jianfu_cli.writing.rollup.compared import write_reconciliation
from jianfu_cli.writing.rollup.levels import write_levels
from jianfu_cli.writing.rollup.links import RowLinks
from jianfu_cli.writing.rollup.lists import (
    SEQ,
    SOURCE,
    UNIT,
    write_decisions,
    write_findings,
    write_overlaps,
    write_sources,
    write_unused,
)
from jianfu_cli.writing.rollup.overview import write_overview
from jianfu_cli.writing.rollup.sheets import MAX_LINKS, MAX_ROWS, Cell, ColumnHeading, RollUpBook, Share

_STATE_STYLES = {State.ON_TIME: "good", State.LATE: "warn", State.MISSING: "bad", State.NOT_DUE: "faint"}


def write_workbook(path: Path, roll_up: RollUp, *, max_rows: int = MAX_ROWS, max_links: int = MAX_LINKS) -> None:
    """Write ``roll_up`` to ``path``; sheets beyond ``max_rows`` rows go on in ``附件2 (2)``."""
    title = f"{roll_up.campaign.title}汇总"
    places = RowLinks(roll_up)
    with RollUpBook(path, title, roll_up.as_of, max_rows, max_links) as book:
        write_overview(book, roll_up)
        for table in roll_up.tables:
            _attachment(book, table, places, roll_up.campaign.year)
        _filing_sheet(book, roll_up)
        write_reconciliation(book, roll_up, places)
        write_overlaps(book, roll_up, places)
        write_findings(book, roll_up, places)
        write_unused(book, roll_up, places)
        write_sources(book, roll_up)
        write_levels(book, roll_up)
        write_decisions(book, roll_up)


def _attachment(book: RollUpBook, table: MergedTable, places: RowLinks, year: int) -> None:
    form = table.attachment
    headings = (
        SEQ,
        UNIT,
        *(ColumnHeading(column.heading, column.width) for column in table.columns),
        *(ColumnHeading(heading) for heading in table.extra),
        ColumnHeading(CODES_COLUMN, 14, on_paper=False),
        *SOURCE,
    )
    typed = holds_more_than_text(table.columns)
    rows = (
        _merged(nth, row, _cells(table.columns, row, year) if typed else row.cells, places)
        for nth, row in enumerate(table.rows, start=1)
    )
    book.table(form.label, f"{form.headed}（汇总）", headings, rows)


def _cells(columns: Sequence[Column], row: MergedRow, year: int) -> Iterable[Cell]:
    """The cells of ``row``, days as days and numbers as numbers where they may stand in their column."""
    for column, cell in zip(columns, typed_cells(columns, row, year), strict=True):
        if isinstance(cell, Decimal):
            yield Share(cell) if column.type is ColumnType.PERCENT else as_number(cell)
        else:
            yield cell


def _merged(nth: int, row: MergedRow, cells: Iterable[Cell], places: RowLinks) -> Sequence[Cell]:
    source = (row.path, row.sheet or "", places.file(row.row, row.path))
    return [nth, row.unit, *cells, *row.extra, "、".join(row.codes), *source]


def _filing_sheet(book: RollUpBook, roll_up: RollUp) -> None:
    forms = roll_up.attachments
    scanned = {form.id for form in roll_up.campaign.owed}
    by_unit: dict[str, dict[str, Filing]] = {}
    for filing in roll_up.filings:
        by_unit.setdefault(filing.unit, {})[filing.attachment] = filing
    label = {form.id: form.label for form in forms}
    headings = (
        SEQ,
        UNIT,
        ColumnHeading("类别", 12),
        *(ColumnHeading(form.label, 11) for form in forms),
        ColumnHeading("零报告", 16),
        ColumnHeading("有扫描件", 22),
        ColumnHeading("已报缺扫描件", 22),
        ColumnHeading("更正、补充", 22),
    )
    rows: list[Sequence[Cell]] = []
    for number, (unit, filed) in enumerate(by_unit.items(), start=1):
        sent = [one for one in filed.values() if one.counting]
        kind = next((one.kind for one in filed.values()), None)
        rows.append(
            (
                number,
                unit,
                roll_up.campaign.kind_by_id[kind].label if kind else "不在名册",
                *(_state(filed.get(form.id)) for form in forms),
                "、".join(label[one.attachment] for one in sent if one.nil),
                "、".join(label[one.attachment] for one in filed.values() if one.scan),
                "、".join(label[one.attachment] for one in sent if not one.scan and one.attachment in scanned),
                "、".join(
                    f"{label[one.attachment]} {one.corrected_on}{one.correction}" for one in sent if one.corrected_on
                ),
            )
        )
    scope = "名册全部单位" if roll_up.whole_roster else "仅列有材料的单位"
    title = (
        f"{STANDINGS_TITLE} {roll_up.as_of.isoformat()}，{scope}）\n"
        "按时、迟报以第一次收到的日期计，以后更正、补充的不算迟报；“—”为不须报送"
    )
    book.table("报送情况", title, headings, rows)


def _state(filing: Filing | None) -> Cell:
    if filing is None:
        return "—", "faint"
    if filing.due is None:
        return "已报", "good"
    days = f"{filing.days_late}天" if filing.state is State.LATE else ""
    return STATE_LABELS[filing.state] + days, _STATE_STYLES[filing.state]
