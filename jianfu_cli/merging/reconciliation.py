"""附件2 ↔ 附件3 ↔ 附件7: what became of each problem that is to go or to change."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.dates import read_date
from jianfu_cli.core.progress import is_done
from jianfu_cli.core.rollup import (
    PROBLEMS,
    RECTIFICATIONS,
    WHITELIST,
    MergedRow,
    MergedTable,
    Reconciled,
    Standing,
)
from jianfu_cli.core.text import key

TO_MEND = frozenset({"清理", "优化"})

_ByMatter = dict[tuple[str, str], list[MergedRow]]


def standing(table: MergedTable, row: MergedRow, campaign: Campaign, as_of: date) -> Standing:
    """Return how far the rectification ``row`` has come by ``as_of`` (整改时限 itself is still in time)."""
    if is_done(table.text(row, "progress")):
        return Standing.DONE
    deadline = read_date(table.text(row, "deadline"), campaign.year)
    return Standing.OVERDUE if deadline and deadline.day < as_of else Standing.OPEN


def reconcile(tables: Iterable[MergedTable], campaign: Campaign, as_of: date) -> tuple[Reconciled, ...]:
    """Match by unit and equal name after normalisation, never by likeness.

    First every problem to 清理 or 优化 in order, then the rectifications no problem answers to.
    """
    by_id = {table.attachment.id: table for table in tables}
    problems, mended = by_id.get(PROBLEMS), by_id.get(RECTIFICATIONS)
    if problems is None or mended is None:
        return ()
    rectified, whitelisted = _by_matter(mended), _by_matter(by_id.get(WHITELIST))
    result = []
    for row in problems.rows:
        if problems.text(row, "disposition") in TO_MEND:
            matter = problems.text(row, "matter")
            same = row.unit, key(matter)
            answer = _of_body(rectified.get(same, ()), mended, problems.text(row, "body"))
            stands = standing(mended, answer, campaign, as_of) if answer else None
            kept = next(iter(whitelisted.get(same, ())), None)
            result.append(Reconciled(row.unit, matter, row, answer, kept, stands))
    named = _by_matter(problems)
    for row in mended.rows:
        matter = mended.text(row, "matter")
        same = row.unit, key(matter)
        if same not in named:
            kept = next(iter(whitelisted.get(same, ())), None)
            result.append(Reconciled(row.unit, matter, None, row, kept, standing(mended, row, campaign, as_of)))
    return tuple(result)


def _by_matter(table: MergedTable | None) -> _ByMatter:
    found: _ByMatter = defaultdict(list)
    for row in table.rows if table else ():
        matter = key(table.text(row, "matter")) if table else ""
        if matter:
            found[row.unit, matter].append(row)
    return dict(found)


def _of_body(candidates: Iterable[MergedRow], table: MergedTable, body: str) -> MergedRow | None:
    """Of rows with one name, the one of the same body, else the first."""
    those = tuple(candidates)
    wanted = key(body)
    return next((row for row in those if key(table.text(row, "body")) == wanted), those[0] if those else None)
