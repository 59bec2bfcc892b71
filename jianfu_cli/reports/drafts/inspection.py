"""督导清单: what to look at in each unit: rows reported as done, doubts, unanswered warnings (notice, 三（四）)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp
from jianfu_cli.core.rollup.reconciliation import standing
from jianfu_cli.core.rollup.sampling import sample
from jianfu_cli.reports.templating import render_marked

MOST_SAMPLED, MOST_WARNINGS = 8, 20
_DOUBTS = "9"


class Noticed(NamedTuple):
    """What was found in what the unit sent: where (附件2 第9行), and what."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Visited:
    """One unit's page; empty lists are left out of it.

    Each of ``sampled``, ``overdue`` and ``unclear`` is a rectification, its texts under ``InspectionDraft.headings``.
    ``done`` is how many rows it reports as done, ``sampled`` those to look at, ``more`` how many warnings are not
    listed.
    """

    unit: str
    missing: str
    done: int
    sampled: tuple[tuple[str, ...], ...]
    overdue: tuple[tuple[str, ...], ...]
    unclear: tuple[tuple[str, ...], ...]
    doubts: tuple[Noticed, ...]
    warnings: tuple[Noticed, ...]
    more: int

    @property
    def is_worth_a_visit(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.missing or self.done or self.overdue or self.unclear or self.doubts or self.warnings)


@dataclass(frozen=True, slots=True)
class InspectionDraft:
    """What the template is told; ``headings`` those of a rectification, ``shares`` how wide their columns are."""

    title: str
    as_of: str
    headings: tuple[str, ...]
    shares: tuple[int, ...]
    units: tuple[Visited, ...]


def inspection(roll_up: RollUp, own: Path | None = None, *, unit: str = "") -> str:
    """Return the list as marked text: a page for each unit with something to look at, or for ``unit`` alone."""
    table = roll_up.table(FormRole.RECTIFICATIONS)
    every = (_visited(roll_up, table, name) for name in ([unit] if unit else _units(roll_up)))
    view = InspectionDraft(
        title=roll_up.campaign.title,
        as_of=in_chinese(roll_up.as_of),
        headings=tuple(column.called for _, column in _columns(table)),
        shares=tuple(_CLAIMS[role] for role, _ in _columns(table)),
        units=tuple(one for one in every if unit or one.is_worth_a_visit),
    )
    return render_marked("inspection.md", own=own, d=view)


# What is said of a rectification, and how wide it is beside the others: the longest texts are the measures.
_CLAIMS = {ColumnRole.MATTER: 6, ColumnRole.MEASURES: 9, ColumnRole.DEADLINE: 4, ColumnRole.PROGRESS: 5}


def _columns(table: MergedTable | None) -> list[tuple[ColumnRole, Column]]:
    """What is said of a rectification, of what its form has."""
    columns = table.attachment.column_by_role if table else {}
    return [(role, columns[role]) for role in _CLAIMS if role in columns]


def _units(roll_up: RollUp) -> list[str]:
    """Units that sent something, in order of the roster, then those that are on none."""
    heard = dict.fromkeys(one.unit for one in roll_up.filings if one.counting)
    return list(heard | dict.fromkeys(one.unit for one in roll_up.figures.units))


def _visited(roll_up: RollUp, table: MergedTable | None, unit: str) -> Visited:
    rows: dict[RectificationStatus, list[MergedRow]] = {state: [] for state in RectificationStatus}
    for row in table.rows if table else ():
        if table and row.unit == unit:
            rows[standing(table, row, roll_up.campaign, roll_up.as_of)].append(row)
    done = rows[RectificationStatus.DONE]
    found = [one for one in roll_up.faults if one.unit == unit]
    warnings = [one for one in found if one.severity is Severity.WARNING and one.family != _DOUBTS]
    missing = [one for one in roll_up.filings if one.unit == unit and one.state is State.MISSING]

    def claims(of: list[MergedRow]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(table.text(row, role) for role, _ in _columns(table)) for row in of) if table else ()

    return Visited(
        unit=unit,
        missing=labels_of(roll_up.campaign.attachment(one.attachment) for one in missing),
        done=len(done),
        sampled=claims(list(sample(table, done, MOST_SAMPLED))) if table else (),
        overdue=claims(rows[RectificationStatus.OVERDUE]),
        unclear=claims(rows[RectificationStatus.UNCLEAR]),
        doubts=tuple(_noticed(roll_up, [one for one in found if one.family == _DOUBTS])),
        warnings=tuple(_noticed(roll_up, warnings[:MOST_WARNINGS])),
        more=max(0, len(warnings) - MOST_WARNINGS),
    )


def _noticed(roll_up: RollUp, findings: list[Finding]) -> Iterator[Noticed]:
    labels = {form.id: form.label for form in roll_up.campaign.attachments}
    for one in findings:
        row = f"第{one.row}行" if one.row else ""
        place = "".join(part for part in (labels.get(one.attachment or "", ""), row, one.column or "") if part)
        yield Noticed(place or "全套材料", one.message)
