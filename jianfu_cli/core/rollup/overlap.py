"""多头重复: one matter that several bodies or units ask of schools."""

from collections.abc import Iterable

from jianfu_cli.core.matters.overlap import asks_schools, overlapping
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.core.rollup.model import MergedTable, Overlap


def overlaps(tables: Iterable[MergedTable], roster: Roster) -> tuple[tuple[Overlap, ...], int]:
    """Group the problems and listed items that name the same or nearly the same matter (JF801), widest group first.

    Beside the groups stands of how many rows the names were not compared with all others.
    """
    asking = [table for table in tables if asks_schools(table.attachment)]
    rows = [(table, row) for table in asking for row in table.rows]
    named = [table.matter_name(row) for table, row in rows]
    alike = overlapping(named, roster)
    found = [
        Overlap(
            named[group.members[0]].name,
            tuple((rows[member][0].attachment.id, rows[member][1]) for member in group.members),
        )
        for group in alike.found
    ]
    return tuple(sorted(found, key=lambda overlap: -len(overlap.rows))), len(alike.uncompared)
