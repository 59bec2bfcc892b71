"""多头重复: one matter that several bodies or units ask of schools."""

from collections import defaultdict
from collections.abc import Iterable

from jianfu_cli.core.rollup import PROBLEMS, WHITELIST, MergedRow, MergedTable, Overlap
from jianfu_cli.core.text import key


def overlaps(tables: Iterable[MergedTable]) -> tuple[Overlap, ...]:
    """Group the rows of 附件2 and 附件7 whose names are equal after normalisation, widest group first.

    A group needs two different units or bodies: one body's own matter on both forms is no overlap.
    """
    groups: dict[str, list[tuple[MergedTable, MergedRow]]] = defaultdict(list)
    for table in tables:
        if table.attachment.id in {PROBLEMS, WHITELIST}:
            for row in table.rows:
                groups[key(table.text(row, "matter"))].append((table, row))
    found = [
        Overlap(_matter(rows), tuple((table.attachment.id, row) for table, row in rows))
        for matter, rows in groups.items()
        if matter and len({(row.unit, key(table.text(row, "body"))) for table, row in rows}) > 1
    ]
    return tuple(sorted(found, key=lambda overlap: -len(overlap.rows)))


def _matter(rows: list[tuple[MergedTable, MergedRow]]) -> str:
    table, row = rows[0]
    return table.text(row, "matter")
