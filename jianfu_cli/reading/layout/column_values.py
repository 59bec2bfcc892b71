"""The values of a table's rows by column: what a merged range shows, columns without a heading, none left empty."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from operator import attrgetter

from jianfu_cli.core.language.values import Scalar, column_letters, is_empty
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.rows import Values
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.headings import Table

UNNAMED = "（无列名"
"""How the heading of a column begins that has none."""


def by_column(
    grid: Grid, columns: tuple[FoundColumn, ...], numbers: list[int], fill: dict[int, dict[int, Scalar]]
) -> tuple[tuple[FoundColumn, ...], list[Values]]:
    """Return the values of the rows ``numbers`` by column; where they show a merged range's value, that one.

    Columns that the form lacks, and that hold nothing, are left out.
    """
    standing: list[Values] = list(zip_longest(*(grid.rows[number - 1] for number in numbers), fillvalue=""))
    places = {number: nth for nth, number in enumerate(numbers)} if fill else {}
    nothing = ("",) * len(numbers)
    kept, values = [], []
    for column in columns:
        found = standing[column.number - 1] if column.number <= len(standing) else nothing
        if column.number in fill:
            filled = {places[number]: value for number, value in fill[column.number].items() if number in places}
            found = tuple(
                filled.get(nth, value) if value is None or value == "" else value for nth, value in enumerate(found)
            )
        if column.key or not all(map(is_empty, found)):
            kept.append(column)
            values.append(found)
    return tuple(kept), values


def merged_values(grid: Grid, merges: list[Merge], table: Table) -> dict[int, dict[int, Scalar]]:
    """Return column → row → value: what a merged range shows stands for all its cells, in each row and form column."""
    types = {column.key: column.type for column in table.attachment.columns}
    known = [one.number for one in table.columns if one.key and types[one.key] is not ColumnType.SEQUENCE]
    filled: dict[int, dict[int, Scalar]] = defaultdict(dict)
    for merge in merges:
        value = grid.value(merge.top, merge.left)
        if not is_empty(value):
            for place in (merge.left, *(index for index in known if merge.left < index <= merge.right)):
                filled[place].update(dict.fromkeys(range(merge.top, min(merge.bottom, len(grid.rows)) + 1), value))
    return dict(filled)


def with_unnamed(table: Table, below: Sequence[Sequence[Scalar]]) -> tuple[FoundColumn, ...]:
    """Return the columns of ``table`` and those with data but no heading ``below`` it: nothing is lost."""
    named = {column.number for column in table.columns}
    extra = [
        FoundColumn(place, f"{UNNAMED}，第{column_letters(place)}列）", None, Match.EXTRA)
        for place in range(1, max(map(len, below), default=0) + 1)
        if place not in named
    ]
    return tuple(sorted((*table.columns, *extra), key=attrgetter("number"))) if extra else table.columns
