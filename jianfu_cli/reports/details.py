"""明细/附件2.csv: the merged rows of one attachment for a spreadsheet or a script (``merge --also csv``)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from jianfu_cli.core.language.quantities import plain
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.model.rolled_up import CODES_COLUMN, SOURCE_FILE, SOURCE_ROW, SOURCE_SHEET, UNIT_COLUMN
from jianfu_cli.core.rollup.figure_model import STANDING_HEADING, STANDING_LABELS, as_number
from jianfu_cli.core.rollup.model import MergedRow, MergedTable
from jianfu_cli.core.rollup.reconciliation import standing
from jianfu_cli.core.rollup.typed import typed_cells
from jianfu_cli.reports.csv_text import csv_text


def details_csv(table: MergedTable, campaign: Campaign, as_of: date) -> str:
    """Return ``table`` as CSV, headed as its sheet of 汇总.xlsx is; days as ``2024-06-05``, shares as ``95%``.

    Of a rectification it is said how far it had come by ``as_of``.
    """
    is_rectified = table.attachment.role is FormRole.RECTIFICATIONS
    headings = (
        *("序号", UNIT_COLUMN),
        *(column.heading for column in table.columns),
        *table.extra,
        *([STANDING_HEADING] if is_rectified else []),
        *(CODES_COLUMN, SOURCE_FILE, SOURCE_SHEET, SOURCE_ROW),
    )

    def rows() -> Iterator[tuple[Any, ...]]:
        for nth, row in enumerate(table.rows, start=1):
            state = [STANDING_LABELS[standing(table, row, campaign, as_of)]] if is_rectified else []
            yield nth, row.unit, *_cells(table, row, campaign.year), *state, *_source(row)

    return csv_text(headings, rows())


def _cells(table: MergedTable, row: MergedRow, year: int) -> Iterator[Any]:
    for column, cell in zip(table.columns, typed_cells(table.columns, row, year), strict=True):
        if isinstance(cell, Decimal):
            yield f"{plain(cell)}%" if column.type is ColumnType.PERCENT else as_number(cell)
        else:
            yield cell.isoformat() if isinstance(cell, date) else cell
    yield from row.extra


def _source(row: MergedRow) -> tuple[Any, ...]:
    return "、".join(row.codes), row.path, row.sheet, row.row
