"""What a workbook says of the cells of a form beside their values."""

from collections.abc import Collection
from dataclasses import replace

from jianfu_cli.core.model.form_body import FoundColumn, TableBody
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.reading.grid import Grid


def with_facts(body: TableBody, grid: Grid) -> TableBody:
    """Return ``body`` with what a workbook says of its cells beside their values."""
    facts, numbers = grid.facts, body.rows.numbers
    return replace(
        body,
        hidden_rows=tuple(number for number in numbers if number in facts.hidden_rows),
        hidden_columns=tuple(column for column in body.columns if column.number in facts.hidden_columns),
        formulas=_in_data(facts.formulas, body),
        broken_cells=_in_data(facts.broken_cells, body),
        struck_rows=tuple(number for number in numbers if number in facts.struck_rows),
    )


def _in_data(places: Collection[tuple[int, int]], body: TableBody) -> tuple[tuple[int, FoundColumn], ...]:
    """Return the places in rows of data, as (row, column), in order, but 序号: it is counted anew, however written."""
    if not places:
        return ()
    rows = set(body.rows.numbers)
    columns = {column.number: column for column in body.columns if column.role != ColumnRole.SEQUENCE}
    return tuple((row, columns[column]) for row, column in sorted(places) if row in rows and column in columns)
