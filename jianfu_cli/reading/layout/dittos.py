"""Cells that say 同上: they have the value of the row above, and it is told (JF219)."""

from itertools import chain
from typing import TypeAlias

from jianfu_cli.core.language.empty_words import is_ditto
from jianfu_cli.core.language.values import ErrorValue, Scalar, UnvaluedFormula, is_empty, text_of
from jianfu_cli.core.model.form_body import FoundColumn, TableBody
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.core.model.rows import Rows, Values

Dittos: TypeAlias = tuple[tuple[int, FoundColumn, str], ...]
"""Of each such cell the sheet's number of its row, its column and what it says."""


def with_dittos(columns: tuple[FoundColumn, ...], rows: Rows, above: TableBody | None = None) -> tuple[Rows, Dittos]:
    """Return ``rows`` with the value above in each cell of a known column that says 同上, and those cells.

    Where nothing stands above, the words stay; the rows may go on with those of ``above``.
    """
    values = [rows.column(place) for place in range(len(columns))]
    words = {value for value in set(chain.from_iterable(values)) if isinstance(value, str) and is_ditto(value)}
    if not words:
        return rows, ()
    dittos: list[tuple[int, FoundColumn, str]] = []
    for place, column in enumerate(columns):
        if column.key is None or column.role == ColumnRole.SEQUENCE:
            continue
        if not words.isdisjoint(values[place]):
            filled = _filled(values[place], words, _last_of(above, column))
            dittos += [
                (number, column, text_of(said))
                for number, said, meant in zip(rows.numbers, values[place], filled, strict=True)
                if said is not meant
            ]
            values[place] = filled
    return (Rows(rows.numbers, values), tuple(sorted(dittos))) if dittos else (rows, ())


def _last_of(body: TableBody | None, column: FoundColumn) -> Scalar:
    """What the last row of ``body`` has in the column that is headed as ``column``."""
    place = body.place_of.get(column.role or "") if body else None
    return "" if body is None or place is None or not body.rows else body.rows.column(place)[-1]


def _filled(values: Values, words: set[str], before: Scalar) -> Values:
    filled: list[Scalar] = []
    for value in values:
        above = filled[-1] if filled else before
        nothing = is_empty(above) or isinstance(above, ErrorValue | UnvaluedFormula) or above in words
        filled.append(above if isinstance(value, str) and value in words and not nothing else value)
    return tuple(filled)
