"""The units' pages of 摘要.html: what each owes and sent, and its rows with where they stand; no data of persons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from jianfu_cli.core.filings.returns import STATE_LABELS, Filing
from jianfu_cli.core.filings.versions import DAY_UNKNOWN, Version
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.rollup.figure_model import STANDING_HEADING, STANDING_LABELS
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp
from jianfu_cli.core.rollup.reconciliation import standing
from jianfu_cli.reports.public_paths import PublicPaths
from jianfu_cli.reports.summary_rows import FiledRow, SourcedRow, UnitPage, UnitTable

# Of one table of one unit, and of all together: the page is to be read, and opened by an office's computer; all rows
# stand in 汇总.xlsx.
_MOST_ROWS, _MOST_ON_PAGE = 60, 30_000
_COUNTED = frozenset({FormRole.PROBLEMS, FormRole.RECTIFICATIONS, FormRole.WHITELIST})
_SAID = frozenset(
    {
        ColumnRole.CATEGORY,
        ColumnRole.MATTER,
        ColumnRole.BODY,
        ColumnRole.DISPOSITION,
        ColumnRole.DEADLINE,
        ColumnRole.PROGRESS,
    }
)


def anchors_of(roll_up: RollUp) -> dict[str, str]:
    """Return ``unit → the id of its page``: of all that sent or owe something, in order of the roster."""
    units = {one.unit for one in roll_up.figures.units} | {one.unit for one in roll_up.filings}
    ordered = sorted(units, key=roll_up.campaign.roster.order)
    return {unit: f"u{nth}" for nth, unit in enumerate(ordered, start=1)}


def rows_anchor(page: str, attachment: str) -> str:
    """Return the id of a unit's rows of one attachment on its ``page``; "" where it has none."""
    return f"{page}-{attachment}" if page else ""


def unit_pages(roll_up: RollUp, anchors: Mapping[str, str]) -> tuple[UnitPage, ...]:
    """Return a page a unit, in order of the roster."""
    filed: dict[str, list[Filing]] = {}
    for one in roll_up.filings:
        filed.setdefault(one.unit, []).append(one)
    figures = {one.unit: one for one in roll_up.figures.units}
    tables = _Tables(roll_up)
    pages = []
    for unit, anchor in anchors.items():
        own, kind = filed.get(unit, []), roll_up.campaign.roster.kind_of.get(unit)
        counted = figures.get(unit)
        numbers = (*roll_up.figures.counts(counted), *counted.faults) if counted else ()
        label = roll_up.campaign.kind_by_id[kind].label if kind else "不在名册"
        rows = tuple(_filed(roll_up, one) for one in own)
        pages.append(
            UnitPage(anchor, public_text(unit), label, _states(own), numbers, rows, tuple(tables.of(unit, anchor)))
        )
    return tuple(pages)


def _states(filed: Iterable[Filing]) -> str:
    """How many of its returns are where: ``按时6，未报1``."""
    those = [one.state for one in filed if one.due]
    return "，".join(f"{label}{those.count(state)}" for state, label in STATE_LABELS.items() if state in those)


def _filed(roll_up: RollUp, filing: Filing) -> FiledRow:
    form = roll_up.campaign.attachment(filing.attachment)
    late = f"{filing.days_late}天" if filing.days_late else ""
    notes = [
        "零报告" if filing.nil and filing.counting else "",
        f"{in_chinese(filing.corrected_on)}{filing.correction}" if filing.corrected_on else "",
        "缺扫描件" if filing.counting and not filing.scan else "",
    ]
    return FiledRow(
        form.filed,
        in_chinese(filing.due) if filing.due else "不须报送",
        f"{STATE_LABELS[filing.state]}{late}" if filing.due else "已报",
        _received(filing.first, roll_up.as_of),
        "，".join(filter(None, notes)),
    )


def _received(first: Version | None, as_of: date) -> str:
    came_on = first.came_on(as_of) if first else None
    return in_chinese(came_on) if came_on else DAY_UNKNOWN if first else ""


def most_of_each(rows: Iterable[int]) -> int:
    """Return how many rows of each table of each unit are shown where they have so many ``rows``: at least one."""
    counts = sorted(rows)
    left = _MOST_ON_PAGE
    for place, count in enumerate(counts):
        each = left // (len(counts) - place)
        if count > each or count > _MOST_ROWS:
            return max(1, min(each, _MOST_ROWS))
        left -= count
    return _MOST_ROWS


@dataclass(frozen=True, slots=True)
class _Shown:
    """A table whose rows are shown: its columns that say what a row is about or are added up, and rows by unit."""

    table: MergedTable
    columns: tuple[Column, ...]
    rows: dict[str, list[tuple[int, MergedRow]]]

    @property
    def is_rectified(self) -> bool:
        return self.table.attachment.role is FormRole.RECTIFICATIONS


class _Tables:
    """The rows of each unit in the tables of which figures are made."""

    def __init__(self, roll_up: RollUp) -> None:
        self._roll_up, self._paths = roll_up, PublicPaths(roll_up.campaign)
        self._public = cache(public_text)
        self._shown = tuple(_shown(table) for table in roll_up.tables if _is_counted(table))
        self._most = most_of_each(len(rows) for shown in self._shown for rows in shown.rows.values())

    def of(self, unit: str, page: str) -> Iterator[UnitTable]:
        """Yield the tables of ``unit`` that have rows."""
        for shown in self._shown:
            rows = shown.rows.get(unit)
            if rows:
                form = shown.table.attachment
                headings = (*(one.called for one in shown.columns), *([STANDING_HEADING] * shown.is_rectified))
                first = tuple(self._row(shown, number, row) for number, row in rows[: self._most])
                left, anchor = max(0, len(rows) - self._most), rows_anchor(page, form.id)
                yield UnitTable(anchor, form.label, form.rows_called, headings, first, left)

    def _row(self, shown: _Shown, number: int, row: MergedRow) -> SourcedRow:
        table, roll_up = shown.table, self._roll_up
        texts = [self._public(table.text(row, table.attachment.asked_by(one.key))) for one in shown.columns]
        if shown.is_rectified:
            texts.append(STANDING_LABELS[standing(table, row, roll_up.campaign, roll_up.as_of)])
        return SourcedRow(number, tuple(texts), self._paths.place(row.path, row.sheet, row.row))


def _shown(table: MergedTable) -> _Shown:
    roles = table.attachment.role_by_key
    rows: dict[str, list[tuple[int, MergedRow]]] = {}
    for number, row in enumerate(table.rows, start=1):
        rows.setdefault(row.unit, []).append((number, row))
    return _Shown(table, tuple(one for one in table.columns if roles.get(one.key) in _SAID or one.total), rows)


def _is_counted(table: MergedTable) -> bool:
    return table.attachment.role in _COUNTED or any(column.total for column in table.columns)
