"""汇总.sqlite: the merged rows as a database, a table an attachment, for whoever asks it questions (contract.md)."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Any

from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.rollup.figure_model import as_number
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp
from jianfu_cli.core.rollup.typed import typed_cells

# After the attachment's own columns: where a row came from, what was found on it, what its sender added.
PROVENANCE = {"unit": "TEXT", "source_file": "TEXT", "source_sheet": "TEXT", "source_row": "INTEGER"}
_MORE = {"codes": "TEXT", "extra": "TEXT"}
_TYPES = {ColumnType.NUMBER: "NUMERIC", ColumnType.PERCENT: "NUMERIC"}
_LARGEST = 2**63


def database(roll_up: RollUp) -> bytes:
    """Return ``roll_up``'s merged rows as an SQLite database; the same rows give the same bytes.

    Each attachment's table has its id, its columns their keys; a key that is one of ours gets ``_`` behind it. A day
    is ``2024-06-05``, a number of a percent column is in per cent, an empty cell is NULL. ``codes`` are those of the
    findings on the row, with blanks between; ``extra`` is what stands in columns that the sender added, as JSON:
    ``[[heading, text], …]``.
    """
    with closing(sqlite3.connect(":memory:")) as store:
        for table in roll_up.tables:
            columns = dict(_columns(table))
            declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            name = table.attachment.id
            store.execute(f'CREATE TABLE "{name}" ({declared})')
            rows = (tuple(map(_stored, _row(table, row, roll_up.campaign.year))) for row in table.rows)
            store.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)  # noqa: S608 -- ids are keys: letters, digits and _
        store.commit()
        return store.serialize()


def _columns(table: MergedTable) -> Iterator[tuple[str, str]]:
    ours = {**PROVENANCE, **_MORE}
    taken = {*ours, *(column.key for column in table.columns)}
    for column in table.columns:
        name = column.key
        while name in ours or (name != column.key and name in taken):
            name += "_"
        yield name, _TYPES.get(column.type, "TEXT")
    yield from ours.items()


def _row(table: MergedTable, row: MergedRow, year: int) -> Iterator[Any]:
    yield from typed_cells(table.columns, row, year)
    extra = [(heading, text) for heading, text in zip(table.extra, row.extra, strict=True) if text]
    yield from (row.unit, row.path, row.sheet, row.row, " ".join(row.codes))
    yield json.dumps(extra, ensure_ascii=False) if extra else None


def _stored(cell: Any) -> Any:
    if isinstance(cell, str):
        # A path may hold bytes that are no text.
        return cell.encode("utf-8", "replace").decode() or None
    if isinstance(cell, Decimal):
        number = as_number(cell)
        return number if abs(number) < _LARGEST else float(number)
    return cell.isoformat() if isinstance(cell, date) else cell
