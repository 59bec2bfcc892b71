"""多头重复, one matter that several bodies ask of the same schools, and 共性问题, one that many units report."""

from collections.abc import Iterable

from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.common import CommonMatters, matters_in_common
from jianfu_cli.core.matters.names import MatterName, Words
from jianfu_cli.core.matters.overlap import alike_names, asks_schools, overlapping
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.rollup.model import MergedTable, Overlap, table_of


def overlaps(tables: Iterable[MergedTable], campaign: Campaign) -> tuple[tuple[Overlap, ...], int]:
    """Group the problems and listed items that name the same or nearly the same matter (JF801), widest group first.

    Beside the groups stands of how many rows the names were not compared with all others.
    """
    rows = [(table, row) for table in tables if asks_schools(table.attachment) for row in table.rows]
    named = [_asked_together(table.matter_name(row), row.together) for table, row in rows]
    alike = alike_names([one.name for one in named], Words.of(campaign.same_words))
    found = [
        Overlap(
            named[group.members[0]].name,
            tuple((rows[member][0].attachment.id, rows[member][1]) for member in group.members),
            group.area,
        )
        for group in overlapping(named, alike, Bodies.of(campaign.roster))
    ]
    return tuple(sorted(found, key=lambda overlap: -len(overlap.rows))), len(alike.uncompared)


def _asked_together(matter: MatterName, bodies: str) -> MatterName:
    return matter._replace(body=bodies) if bodies else matter


def in_common(tables: Iterable[MergedTable], campaign: Campaign) -> CommonMatters:
    """Count in how many units each problem stands (matters.common)."""
    problems = table_of(tables, FormRole.PROBLEMS)
    named = [problems.matter_name(row) for row in problems.rows] if problems else []
    return matters_in_common(named, Words.of(campaign.same_words), Bodies.of(campaign.roster))


def headings_in_common(campaign: Campaign) -> tuple[str, str, str, str]:
    """Return the headings of the table of common problems: the form's own, and who asks where somebody is asked."""
    form = campaign.by_role(FormRole.PROBLEMS)
    own = {role: column.called for role, column in form.column_by_role.items()} if form else {}
    body = "布置单位" if campaign.texts.asked_of else own.get(ColumnRole.BODY, "单位")
    return own.get(ColumnRole.MATTER, "事项名称"), "单位数", "行数", f"{body}（涉及几个填报单位）"
