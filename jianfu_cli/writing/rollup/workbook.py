"""汇总.xlsx: the roll-up as a workbook, each merged row with its file, sheet and row (contract.md)."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.model.rolled_up import CODES_COLUMN
from jianfu_cli.core.rollup.figure_model import STANDING_HEADING, STANDING_LABELS, as_number
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp
from jianfu_cli.core.rollup.reconciliation import standing
from jianfu_cli.core.rollup.typed import holds_more_than_text, typed_cells
from jianfu_cli.writing.rollup.cells import Amount, Cell, ColumnHeading, Faulty, Link, Share
from jianfu_cli.writing.rollup.compared import STANDING_STYLES, write_reconciliation
from jianfu_cli.writing.rollup.filing_sheet import write_filings
from jianfu_cli.writing.rollup.levels import write_levels
from jianfu_cli.writing.rollup.links import RowLinks
from jianfu_cli.writing.rollup.lists import (
    SEQ,
    SOURCE,
    unit_column,
    write_decisions,
    write_findings,
    write_overlaps,
    write_sources,
    write_unused,
)
from jianfu_cli.writing.rollup.long_rows import LongRows
from jianfu_cli.writing.rollup.marks import CellMarks
from jianfu_cli.writing.rollup.overview import write_overview
from jianfu_cli.writing.rollup.sheets import MAX_LINKS, MAX_ROWS, RollUpBook

# What is not broken into two lines.
_LEAST = {ColumnType.DATE: 13, ColumnType.DEADLINE: 13, ColumnType.PHONE: 16, ColumnType.NUMBER: 8}


def write_workbook(path: Path, roll_up: RollUp, *, max_rows: int = MAX_ROWS, max_links: int = MAX_LINKS) -> None:
    """Write ``roll_up`` to ``path``; sheets beyond ``max_rows`` rows go on in ``附件2 (2)``."""
    title = f"{roll_up.campaign.title}汇总"
    places, marks = RowLinks(roll_up), CellMarks(roll_up)
    with RollUpBook(path, title, roll_up.as_of, max_rows, max_links) as book:
        write_overview(book, roll_up)
        for table in roll_up.tables:
            _attachment(book, roll_up, table, places, marks)
        write_filings(book, roll_up)
        write_reconciliation(book, roll_up, places)
        write_overlaps(book, roll_up, places)
        write_findings(book, roll_up, places)
        write_unused(book, roll_up, places)
        write_sources(book, roll_up)
        write_levels(book, roll_up)
        write_decisions(book, roll_up)


def _attachment(book: RollUpBook, roll_up: RollUp, table: MergedTable, places: RowLinks, marks: CellMarks) -> None:
    form, is_rectified = table.attachment, table.attachment.role is FormRole.RECTIFICATIONS
    headings = (
        SEQ,
        unit_column(roll_up),
        *(ColumnHeading(column.heading, max(column.width, _LEAST.get(column.type, 0))) for column in table.columns),
        *(ColumnHeading(heading) for heading in table.extra),
        *([ColumnHeading(STANDING_HEADING, 16)] if is_rectified else []),
        ColumnHeading(CODES_COLUMN, 14, on_paper=False),
        *SOURCE,
    )
    typed = holds_more_than_text(table.columns)

    def rows() -> Iterator[Sequence[Cell]]:
        for number, row in enumerate(table.rows, start=1):
            cells = [*(_cells(table.columns, row, roll_up.campaign.year) if typed else row.cells), *row.extra]
            faults = marks.of(form.id, row)
            if faults:
                cells = [_marked(cell, faults.get(head.text)) for cell, head in zip(cells, headings[2:], strict=False)]
            if is_rectified:
                state = standing(table, row, roll_up.campaign, roll_up.as_of)
                cells.append((STANDING_LABELS[state], STANDING_STYLES[state]))
            source = row.path, row.sheet or "", places.file(row.row, row.path)
            yield [number, row.unit, *cells, "、".join(row.codes), *source]

    book.table(form.label, f"{form.filed}（汇总）", headings, LongRows(len(table.rows), rows()), frozen=2)


def _cells(columns: Sequence[Column], row: MergedRow, year: int) -> Iterable[Cell]:
    """The cells of ``row``, days as days and numbers as numbers where they may stand in their column."""
    for column, cell in zip(columns, typed_cells(columns, row, year), strict=True):
        if isinstance(cell, Decimal):
            yield Share(cell) if column.type is ColumnType.PERCENT else Amount(as_number(cell))
        else:
            yield cell


def _marked(cell: Cell, severity: Severity | None) -> Cell:
    if severity is None or isinstance(cell, int | float | tuple | Link | Faulty):
        return cell
    return Faulty(cell, severity)
