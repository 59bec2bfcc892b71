"""Merged cells by the type of their column: what a spreadsheet or a database sorts as a day or a number is one."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from jianfu_cli.core.language.dates import Precision, read_date
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.quantities import quantity
from jianfu_cli.core.rollup.model import MergedRow

TypedCell: TypeAlias = "str | Decimal | date"
"""A text as written, a number (of a percent column: in per cent), or a whole day."""

_QUANTITIES = frozenset({ColumnType.NUMBER, ColumnType.PERCENT})
_DAYS = frozenset({ColumnType.DATE, ColumnType.DEADLINE})
# Spreadsheets count a 29 February 1900 that never was: no earlier day is the same in all of them.
_FIRST_YEAR = 1901


def holds_more_than_text(columns: Sequence[Column]) -> bool:
    """Say whether any of ``columns`` may hold what is no text."""
    return any(column.type in _QUANTITIES or column.type in _DAYS for column in columns)


def typed_cells(columns: Sequence[Column], row: MergedRow, year: int) -> Iterator[TypedCell]:
    """Yield the cells of ``row`` under ``columns``; what is no day or number of its column stays as it is written.

    ``year`` is the campaign's, meant by a day without one. A month or a year alone is no day.
    """
    for column, text in zip(columns, row.cells, strict=True):
        yield _typed(column, text, year)


def _typed(column: Column, text: str, year: int) -> TypedCell:
    if column.type in _QUANTITIES:
        number = quantity(column, text)
        return text if number is None else number
    if column.type not in _DAYS:
        return text
    written = read_date(text, year)
    whole = written is not None and written.precision is Precision.DAY and written.day.year >= _FIRST_YEAR
    return written.day if written and whole else text
