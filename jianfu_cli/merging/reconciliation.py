"""附件2 ↔ 附件3 ↔ 附件7: what became of each problem that is to go or to change."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from jianfu_cli.core.attachment import PROBLEMS, RECTIFICATIONS, WHITELIST
from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.dates import read_date
from jianfu_cli.core.matching import Matters
from jianfu_cli.core.progress import is_done
from jianfu_cli.core.rollup import (
    MergedRow,
    MergedTable,
    Reconciled,
    Standing,
)

TO_MEND = frozenset({"清理", "优化"})


def standing(table: MergedTable, row: MergedRow, campaign: Campaign, as_of: date) -> Standing:
    """Return how far the rectification ``row`` has come by ``as_of`` (整改时限 itself is still in time)."""
    if is_done(table.text(row, "progress")):
        return Standing.DONE
    deadline = read_date(table.text(row, "deadline"), campaign.year)
    return Standing.OVERDUE if deadline and deadline.day < as_of else Standing.OPEN


def reconcile(tables: Iterable[MergedTable], campaign: Campaign, as_of: date) -> tuple[Reconciled, ...]:
    """Match within each unit by the names of matters, as rules JF401–JF405 do (core.matching).

    First every problem to 清理 or 优化 in order, then the rectifications no problem answers to.
    """
    by_id = {table.attachment.id: table for table in tables}
    problems, mended = by_id.get(PROBLEMS), by_id.get(RECTIFICATIONS)
    if problems is None or mended is None:
        return ()
    rectified, listed, known = _Named(mended), _Named(by_id.get(WHITELIST)), _Named(problems)
    result = []
    for row in problems.rows:
        if problems.text(row, "disposition") in TO_MEND:
            name = _name(problems, row)
            answer, score = rectified.match(row.unit, name)
            stands = standing(mended, answer, campaign, as_of) if answer else None
            result.append(Reconciled(row.unit, name[0], row, answer, listed.match(row.unit, name)[0], stands, score))
    for row in mended.rows:
        name = _name(mended, row)
        if name[0] and known.match(row.unit, name)[0] is None:
            stands = standing(mended, row, campaign, as_of)
            result.append(Reconciled(row.unit, name[0], None, row, listed.match(row.unit, name)[0], stands, None))
    return tuple(result)


def _name(table: MergedTable, row: MergedRow) -> tuple[str, str]:
    return table.text(row, "matter"), table.text(row, "body")


class _Named:
    """The rows of a table by unit, to be found by the name and body of their matter."""

    def __init__(self, table: MergedTable | None) -> None:
        self._rows: dict[str, list[MergedRow]] = defaultdict(list)
        for row in table.rows if table else ():
            if table and _name(table, row)[0]:
                self._rows[row.unit].append(row)
        self._matters = {
            unit: Matters([_name(table, row) for row in rows]) for unit, rows in self._rows.items() if table
        }

    def match(self, unit: str, name: tuple[str, str]) -> tuple[MergedRow | None, int | None]:
        """Return the unit's row of the same matter and how alike the names are (0…100), None for both where none is."""
        matters = self._matters.get(unit)
        match = matters.best(*name) if matters else None
        return (self._rows[unit][match.index], round(match.score)) if match else (None, None)
