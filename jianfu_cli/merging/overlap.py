"""多头重复: one matter that several bodies or units ask of schools."""

from collections.abc import Iterable

from jianfu_cli.core.asking import asking_bodies, first_of_each
from jianfu_cli.core.attachment import PROBLEMS, WHITELIST
from jianfu_cli.core.overlap import alike_groups
from jianfu_cli.core.rollup import MergedRow, MergedTable, Overlap
from jianfu_cli.core.roster import Roster


def overlaps(tables: Iterable[MergedTable], roster: Roster) -> tuple[Overlap, ...]:
    """Group the rows of 附件2 and 附件7 that name the same or nearly the same matter, widest group first.

    A group needs two parties (core.asking.first_of_each): a body's own matter on several forms is no overlap.
    """
    rows = [(table, row) for table in tables if table.attachment.id in {PROBLEMS, WHITELIST} for row in table.rows]
    groups = alike_groups([table.text(row, "matter") for table, row in rows])
    found = [
        Overlap(_matter(*rows[group[0]]), tuple((rows[member][0].attachment.id, rows[member][1]) for member in group))
        for group in groups
        if len(first_of_each([_asked_by(*rows[member], roster) for member in group])) > 1
    ]
    return tuple(sorted(found, key=lambda overlap: -len(overlap.rows)))


def _matter(table: MergedTable, row: MergedRow) -> str:
    return table.text(row, "matter")


def _asked_by(table: MergedTable, row: MergedRow, roster: Roster) -> frozenset[str]:
    return asking_bodies(table.text(row, "body"), row.unit, roster)
