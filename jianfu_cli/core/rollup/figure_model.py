"""The figures of a roll-up as values: what the overview, the summary and the draft print."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.attachment import Attachment, act_of
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Severity
from jianfu_cli.core.model.roles import FormRole

# 检查人次（单位：人）.
_LAST_ASIDE = pattern_of("[（(]([^（()）]*)[）)]$")
_OF_A_UNIT = pattern_of(r"^\s*单位[:：]")
Number: TypeAlias = int | float
UNCLEAR = "未填或不明"
STANDING_HEADING = "办理进度"
"""Above how far a rectification has come: what the roll-up judges, beside what its row says."""
FAULT_HEADINGS = SEVERITY_LABELS[Severity.ERROR], SEVERITY_LABELS[Severity.WARNING]


class RectificationStatus(StrEnum):
    """How far a rectification has come by the day of the roll-up; ``UNCLEAR``: what is written says neither."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"
    UNCLEAR = "unclear"


STANDING_LABELS = {
    RectificationStatus.DONE: "已完成",
    RectificationStatus.OPEN: "未到期",
    RectificationStatus.OVERDUE: "逾期未完成",
    RectificationStatus.UNCLEAR: "看不出是否完成",
}


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of one unit, or of all together.

    ``categories``, ``dispositions`` and ``totals`` have one number each for those of ``Figures``.
    """

    unit: str
    problems: int
    categories: tuple[int, ...]
    dispositions: tuple[int, ...]
    standings: dict[RectificationStatus, int]
    whitelist: int
    totals: tuple[Decimal, ...]
    findings: dict[Severity, int]

    @property
    def rectifications(self) -> int:
        """All rectifications, however far they have come."""
        return sum(self.standings.values())

    @property
    def done_share(self) -> str:
        """完成率."""
        return share_of(self.standings[RectificationStatus.DONE], self.rectifications)

    @property
    def faults(self) -> tuple[int, int]:
        """What they print under ``FAULT_HEADINGS``: errors and warnings."""
        return self.findings[Severity.ERROR], self.findings[Severity.WARNING]


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """A column of numbers that are added up."""

    attachment: Attachment
    column: Column

    @property
    def called(self) -> str:
        """What is added up, without its unit, which the heading may name too: ``检查人次``."""
        heading = self.column.heading
        aside = _LAST_ASIDE.search(heading)
        if not aside or not self.column.unit or _OF_A_UNIT.sub("", aside[1]).strip() != self.column.unit:
            return heading
        return heading[: aside.start()].rstrip()

    @property
    def heading(self) -> str:
        """What the sum is called: ``检查人次（人）``."""
        return f"{self.called}（{self.column.unit}）" if self.column.unit else self.called


@dataclass(frozen=True, slots=True)
class FilingFigures:
    """How many units stand where with one attachment; ``nil`` is how many of them filed 零报告."""

    attachment: Attachment
    states: dict[State, int]
    nil: int


@dataclass(frozen=True, slots=True)
class UnitFilings:
    """How many of the attachments that one unit owes stand where."""

    unit: str
    states: dict[State, int]


class LevelFigures(NamedTuple):
    """The figures of a unit together with those that lie in it, ``units`` of which sent something."""

    units: int
    figures: UnitFigures


@dataclass(frozen=True, slots=True)
class Figures:
    """What the overview and the summary print.

    ``categories`` are those of problems in the campaign's order, ``dispositions`` the choices of 意见建议; both end
    with ``UNCLEAR`` where a row is none of them. ``units`` are those that sent something, ``unit_filings`` those that
    owe something, ``levels`` those in which others lie. ``rows_called`` is what the rows of each form that is counted
    are called, ``category_called`` and ``disposition_called`` how problems head those columns.
    """

    rows_called: dict[FormRole, str]
    category_called: str
    disposition_called: str
    categories: tuple[str, ...]
    dispositions: tuple[str, ...]
    totals: tuple[TotalColumn, ...]
    units: tuple[UnitFigures, ...]
    total: UnitFigures
    filings: tuple[FilingFigures, ...]
    unit_filings: tuple[UnitFilings, ...]
    units_expected: int
    units_heard: int
    forms: int
    levels: tuple[LevelFigures, ...] = ()

    def nothing(self, unit: str) -> UnitFigures:
        """Return the figures of a ``unit`` that sent nothing."""
        return UnitFigures(
            unit=unit,
            problems=0,
            categories=(0,) * len(self.categories),
            dispositions=(0,) * len(self.dispositions),
            standings=dict.fromkeys(RectificationStatus, 0),
            whitelist=0,
            totals=(Decimal(),) * len(self.totals),
            findings=dict.fromkeys(Severity, 0),
        )

    @property
    def mending(self) -> str:
        """What mending a problem is called, 整改; "" where the campaign has no rectifications."""
        return act_of(self.rows_called.get(FormRole.RECTIFICATIONS, ""))

    @property
    def mending_called(self) -> str:
        """What finding and mending is called in a heading, 摸排整改; "" where the campaign has no rectifications."""
        if FormRole.RECTIFICATIONS not in self.rows_called:
            return ""
        found = self.rows_called.get(FormRole.PROBLEMS, "").removesuffix("问题")
        return f"{found or '问题'}{self.mending}"

    @property
    def by_category(self) -> tuple[tuple[str, int], ...]:
        """``(category, problems)`` of all units."""
        return tuple(zip(self.categories, self.total.categories, strict=True))

    @property
    def by_disposition(self) -> tuple[tuple[str, int], ...]:
        """``(意见建议, problems)`` of all units."""
        return tuple(zip(self.dispositions, self.total.dispositions, strict=True))

    @property
    def unit_headings(self) -> tuple[str, ...]:
        """The headings of a table by unit, after the unit: of what the campaign has."""
        parts = {
            FormRole.PROBLEMS: self.dispositions,
            FormRole.RECTIFICATIONS: tuple(STANDING_LABELS.values()),
            FormRole.WHITELIST: (),
        }
        counted = (
            name for role, more in parts.items() if role in self.rows_called for name in (self.rows_called[role], *more)
        )
        return *counted, *(total.heading for total in self.totals)

    def counts(self, unit: UnitFigures) -> tuple[Number, ...]:
        """What stands under ``unit_headings`` of one unit, or of all."""
        standings = (unit.standings[state] for state in RectificationStatus)
        parts: dict[FormRole, tuple[int, ...]] = {
            FormRole.PROBLEMS: (unit.problems, *unit.dispositions),
            FormRole.RECTIFICATIONS: (unit.rectifications, *standings),
            FormRole.WHITELIST: (unit.whitelist,),
        }
        counted = (number for role, numbers in parts.items() if role in self.rows_called for number in numbers)
        return *counted, *map(as_number, unit.totals)


def as_number(total: Decimal) -> Number:
    """Return ``total`` as a cell or JSON holds it: whole where it is whole."""
    return int(total) if total == total.to_integral_value() else float(total)


def share_of(done: int, whole: int) -> str:
    """Return 完成率 in percent to one place, ``77.8%``: 100 only where all is done; "" where there is nothing to do."""
    return f"{min(100 * done / whole, 99.9 if done < whole else 100):.1f}%" if whole else ""
