"""Which rows an inspection looks at: a sample that anybody can draw again, and nobody can foresee."""

from collections.abc import Iterable
from hashlib import sha256
from itertools import chain, zip_longest

from jianfu_cli.core.rollup.model import MergedRow, MergedTable


def sample(table: MergedTable, rows: Iterable[MergedRow], most: int) -> tuple[MergedRow, ...]:
    """Return at most ``most`` of ``rows`` in the table's order, from each category in turn (stratified sampling).

    Within a category the order is that of a hash of unit, matter and what is reported: the same rows give the same
    sample, however they are ordered or filed.
    """
    rows = tuple(rows)
    strata: dict[str, list[MergedRow]] = {}
    for row in sorted(rows, key=lambda row: _drawn(table, row)):
        strata.setdefault(table.text(row, "category"), []).append(row)
    turns = chain.from_iterable(zip_longest(*(strata[name] for name in sorted(strata))))
    drawn = {id(row) for row in [row for row in turns if row is not None][:most]}
    return tuple(row for row in rows if id(row) in drawn)


def _drawn(table: MergedTable, row: MergedRow) -> bytes:
    said = "\0".join((row.unit, *(table.text(row, role) for role in ("matter", "body", "progress"))))
    return sha256(said.encode("utf-8", "replace")).digest()
