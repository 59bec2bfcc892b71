"""The lists of 摘要: who and what stands behind its figures, and the control totals. Personal data is left out."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from math import ceil

from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.matters.common import asked_by
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.finding import SEVERITY_LABELS
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.rule_page import RULE_FAMILIES
from jianfu_cli.core.rollup.burn_down import burn_down
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.core.rollup.lacking import lacking_alike
from jianfu_cli.core.rollup.model import NO_UNIT, Overlap, RollUp, UnitTally
from jianfu_cli.core.rollup.reconciliation import standing
from jianfu_cli.reports.summary_rows import (
    CommonRow,
    ConflictRow,
    CorrectedRow,
    DayRow,
    FamilyRow,
    HeatCell,
    HeatRow,
    LateRow,
    MissingRow,
    OverdueRow,
    OverlapRow,
    PieceRow,
    RefusedRow,
    TallyRow,
    UnitTallyRow,
)
from jianfu_cli.reports.summary_units import rows_anchor

_MOST = 20
MOST_OVERDUE = 100
# Tones of the heat map beyond none: each darker than the one before.
_TONES = 4


def missing(roll_up: RollUp, anchors: Mapping[str, str]) -> tuple[MissingRow, ...]:
    """What is due and not in, by kind of unit: units that lack the same stand together, those that lack most first."""
    return tuple(
        MissingRow(
            group.kind,
            group.attachments,
            public_text("、".join(group.units)),
            tuple(PieceRow(public_text(unit), anchors.get(unit, "")) for unit in group.units),
        )
        for group in lacking_alike(roll_up)
    )


def unconfirmed(roll_up: RollUp) -> str:
    """Which units nobody has checked, where they are judged; "" where all are checked."""
    labels = "、".join(kind.label for kind in roll_up.campaign.unconfirmed) if roll_up.whole_roster else ""
    return f"{labels}：{UNCONFIRMED}" if labels else ""


def off_roster(roll_up: RollUp) -> str:
    """Which of the units that have figures are on no roster: they are in the totals, and not among those that owe."""
    named = [one.unit for one in roll_up.figures.units if one.unit not in roll_up.campaign.roster.names]
    strange = [public_text(unit) for unit in named if unit != NO_UNIT]
    said = [f"{'、'.join(strange)}不在名册里" if strange else "", "没有写明单位的另列一行" if NO_UNIT in named else ""]
    return f"{'，'.join(filter(None, said))}，都计在合计里。" if named else ""


def not_sent(roll_up: RollUp) -> str:
    """How many files nobody sent or came later, in brackets, or "": ``（另有压缩包、系统文件等5个，不计在内）``."""
    later = sum(not came_by(file, roll_up.as_of) for file in roll_up.files)
    apart = len(roll_up.files) - len(roll_up.submissions) - later
    said = [f"以后收到的{later}份" if later else "", f"压缩包、系统文件等{apart}个" if apart else ""]
    return f"（另有{'、'.join(filter(None, said))}，不计在内）" if later or apart else ""


def late(roll_up: RollUp) -> tuple[LateRow, ...]:
    """What came late, the latest first; what a unit sent on one day, as late, together."""
    together: dict[tuple[str, date, int], list[Attachment]] = {}
    for filing in roll_up.filings:
        if filing.state is State.LATE and filing.received_on:
            alike = filing.unit, filing.received_on, filing.days_late
            together.setdefault(alike, []).append(roll_up.campaign.attachment(filing.attachment))
    rows = (
        LateRow(public_text(unit), labels_of(forms), in_chinese(day), days)
        for (unit, day, days), forms in together.items()
    )
    return tuple(sorted(rows, key=lambda row: -row.days))


def corrected(roll_up: RollUp) -> tuple[CorrectedRow, ...]:
    """What was corrected or added to after it was filed."""
    return tuple(
        CorrectedRow(
            public_text(filing.unit),
            roll_up.campaign.attachment(filing.attachment).label,
            in_chinese(filing.received_on),
            f"{in_chinese(filing.corrected_on)}{filing.correction}",
        )
        for filing in roll_up.filings
        if filing.corrected_on and filing.received_on
    )


def progress_note(roll_up: RollUp) -> str:
    """By which columns it is judged how far a rectification has come."""
    form = roll_up.campaign.by_role(FormRole.RECTIFICATIONS)
    if form is None:
        return ""
    roles = ColumnRole.DEADLINE, ColumnRole.PROGRESS
    columns = [form.column_by_role[role].called for role in roles if role in form.column_by_role]
    return f"{form.act_called}进度按{form.label}的{'和'.join(columns)}判断。"


_OVERDUE = ColumnRole.MATTER, ColumnRole.BODY, ColumnRole.DEADLINE, ColumnRole.PROGRESS


def overdue_headings(roll_up: RollUp) -> tuple[str, ...]:
    """What the form calls the columns that are said of an overdue rectification."""
    return tuple(column.called for _, column in _overdue_columns(roll_up))


def _overdue_columns(roll_up: RollUp) -> list[tuple[ColumnRole, Column]]:
    form = roll_up.campaign.by_role(FormRole.RECTIFICATIONS)
    columns = form.column_by_role if form else {}
    return [(role, columns[role]) for role in _OVERDUE if role in columns]


def overdue(roll_up: RollUp, anchors: Mapping[str, str]) -> tuple[OverdueRow, ...]:
    """The rectifications that are past their day and not done, each with where it stands in 汇总.xlsx."""
    table, columns = roll_up.table(FormRole.RECTIFICATIONS), _overdue_columns(roll_up)
    found = []
    for number, row in enumerate(table.rows if table else (), start=1):
        if table is None or standing(table, row, roll_up.campaign, roll_up.as_of) is not RectificationStatus.OVERDUE:
            continue
        texts = tuple(public_text(table.text(row, role)) for role, _ in columns)
        place = f"{table.attachment.label} 序号{number}"
        found.append(OverdueRow(public_text(row.unit), texts, place, anchors.get(row.unit, "")))
    return tuple(found)


def days(roll_up: RollUp) -> tuple[DayRow, ...]:
    """What the roll-ups of the weeks before count, where they differ."""
    return tuple(
        DayRow(one.as_of, one.rectifications, one.done, one.open, one.overdue, one.unclear, one.done_share)
        for one in burn_down(roll_up)
    )


def heat(roll_up: RollUp, anchors: Mapping[str, str]) -> tuple[HeatRow, ...]:
    """Units × categories, the units of most problems first; what has no problems is left out."""
    units, problems = (
        [unit for unit in roll_up.figures.units if unit.problems],
        roll_up.campaign.by_role(FormRole.PROBLEMS),
    )
    most = max((count for unit in units for count in unit.categories), default=0) or 1
    rows = (
        HeatRow(
            public_text(unit.unit),
            tuple(HeatCell(count, ceil(_TONES * count / most)) for count in unit.categories),
            unit.problems,
            anchors.get(unit.unit, ""),
            rows_anchor(anchors.get(unit.unit, ""), problems.id) if problems else "",
        )
        for unit in units
    )
    return tuple(sorted(rows, key=lambda row: -row.total)) if roll_up.figures.categories else ()


def common(roll_up: RollUp) -> tuple[CommonRow, ...]:
    """What many units report, the widest first."""
    return tuple(
        CommonRow(public_text(one.matter), len(one.units), one.rows, public_text(asked_by(one)))
        for one in roll_up.in_common.common[:_MOST]
    )


def overlapping(roll_up: RollUp) -> tuple[OverlapRow, ...]:
    """Matters that several bodies ask: the units that report them, the bodies that ask them, each once."""
    return tuple(_overlap(roll_up, one) for one in roll_up.overlaps[:_MOST])


def _overlap(roll_up: RollUp, overlap: Overlap) -> OverlapRow:
    tables = {table.attachment.id: table for table in roll_up.tables}
    units = dict.fromkeys(row.unit for _, row in overlap.rows)
    bodies = dict.fromkeys(
        tables[attachment].text(row, ColumnRole.BODY) or row.unit for attachment, row in overlap.rows
    )
    return OverlapRow(public_text(overlap.matter), public_text("、".join(units)), public_text("、".join(bodies)))


def conflicts(roll_up: RollUp) -> tuple[ConflictRow, ...]:
    """Two versions of one day that differ: somebody has to ask which one is meant."""
    types: dict[str | None, str] = {file.path: file.type_called for file in roll_up.files}
    return tuple(
        ConflictRow(
            public_text(one.unit or ""),
            roll_up.campaign.attachment(one.attachment or "").label,
            f"1份（{types.get(one.path, '')}）",
        )
        for one in roll_up.conflicts
    )


def refused(roll_up: RollUp) -> tuple[RefusedRow, ...]:
    """Files that could not be read, by unit: a file's name may be a person's, and stays in the office."""
    types: dict[str, list[str]] = defaultdict(list)
    for file in roll_up.files:
        if file.outcome is Outcome.REFUSED:
            types[public_text(file.inbox_unit or NO_UNIT)].append(file.type_called)
    return tuple(RefusedRow(unit, f"{len(each)}份（{'、'.join(dict.fromkeys(each))}）") for unit, each in types.items())


def families(roll_up: RollUp) -> tuple[FamilyRow, ...]:
    """What was found, by what it is about and severity."""
    counts = Counter((finding.family, finding.severity) for finding in roll_up.faults)
    rows = (
        FamilyRow(name, tuple(counts[digit, severity] for severity in SEVERITY_LABELS))
        for digit, name in RULE_FAMILIES.items()
    )
    return tuple(row for row in rows if any(row.counts))


def tallies(roll_up: RollUp) -> tuple[TallyRow, ...]:
    """Control totals of each table, then of all."""
    rows = [(table.attachment.filed, roll_up.tally_by_attachment[table.attachment.id]) for table in roll_up.tables]
    return tuple(TallyRow(name, one.read, one.merged, one.unused) for name, one in [*rows, ("合计", roll_up.tally)])


def unit_tallies(roll_up: RollUp) -> tuple[UnitTallyRow, ...]:
    """Control totals of each unit, then of all."""
    whole = UnitTally("合计", len(roll_up.files), len(roll_up.submissions), roll_up.figures.forms, roll_up.tally, {})
    return tuple(
        UnitTallyRow(public_text(one.unit), (one.sent, one.forms, one.rows.read, one.rows.merged, one.rows.unused))
        for one in (*roll_up.tally_by_unit, whole)
        if one.sent or one.rows.read or one is whole
    )
