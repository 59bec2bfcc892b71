"""The tables of 总览: who owes what, how far rectification has come, what there is of what, control totals."""

from collections.abc import Iterable, Sequence

from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.matters.common import COMMON_TO, asked_by
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.burn_down import burn_down
from jianfu_cli.core.rollup.figure_model import (
    FAULT_HEADINGS,
    STANDING_HEADING,
    STANDING_LABELS,
    UNCLEAR,
    RectificationStatus,
)
from jianfu_cli.core.rollup.lacking import lacking_alike
from jianfu_cli.core.rollup.model import RollUp, Tally, UnitTally
from jianfu_cli.core.rollup.overlap import headings_in_common
from jianfu_cli.writing.rollup.cells import Cell
from jianfu_cli.writing.rollup.overview_sheet import TOTAL, Block

_MOST_COMMON = 100


def lacking(roll_up: RollUp) -> Block:
    """Who lacks what that is due; many units in one cell."""
    rows = [(one.kind, one.attachments, len(one.units), "、".join(one.units)) for one in lacking_alike(roll_up)]
    title = f"到期未报：{roll_up.missing} 件"
    return Block(title, ("类别", "缺报附件", "单位数", "单位"), rows or [("没有到期未报的附件", "", "", "")])


def standings(roll_up: RollUp) -> Block:
    """How far rectifications have come."""
    total, mending = roll_up.figures.total, roll_up.figures.mending
    rows = [(STANDING_LABELS[state], total.standings[state]) for state in RectificationStatus]
    title = f"{mending}进度{_label(roll_up, FormRole.RECTIFICATIONS)}"
    return Block(title, (STANDING_HEADING, "项数"), [*rows, (TOTAL, total.rectifications)])


def days(roll_up: RollUp) -> Block:
    """Week by week what the roll-up of that day counts; no rows where the versions tell of one day only."""
    rows = [
        (f"{one.as_of:%m-%d}", one.rectifications, one.left, one.overdue, one.done_share) for one in burn_down(roll_up)
    ]
    return Block(f"逐周{roll_up.figures.mending}进度", ("截至", "全部", "尚未完成", "其中逾期", "完成率"), rows)


def categories(roll_up: RollUp) -> Block:
    """Problems by category, the largest first, what is of none last."""
    figures = roll_up.figures
    ordered = sorted(figures.by_category, key=lambda one: (one[0] == UNCLEAR, -one[1]))
    title = f"{figures.category_called}{_label(roll_up, FormRole.PROBLEMS)}"
    return Block(title, (figures.category_called, "项数"), [*ordered, (TOTAL, figures.total.problems)])


def dispositions(roll_up: RollUp) -> Block:
    """Problems by what is to become of them."""
    figures = roll_up.figures
    title = f"{figures.disposition_called}{_label(roll_up, FormRole.PROBLEMS)}"
    rows = [*figures.by_disposition, (TOTAL, figures.total.problems)]
    return Block(title, (figures.disposition_called, "项数"), rows)


def heat(roll_up: RollUp) -> Block:
    """Units × categories, the units of most problems first."""
    figures = roll_up.figures
    units = sorted((one for one in figures.units if one.problems), key=lambda one: -one.problems)
    rows: list[Sequence[Cell]] = [(one.unit, one.problems, *one.categories) for one in units]
    called = figures.rows_called.get(FormRole.PROBLEMS, "")
    rows.append((TOTAL, figures.total.problems, *figures.total.categories))
    return Block(f"各单位{called}与类别（项，颜色越深越多）", ("填报单位", TOTAL, *figures.categories), rows)


def filings(roll_up: RollUp) -> Block:
    """How many units stand where with each attachment."""
    rows: list[Sequence[Cell]] = [
        (one.attachment.label, *(one.states[state] for state in STATE_LABELS), one.nil)
        for one in roll_up.figures.filings
    ]
    return Block("各附件报送情况（单位数）", ("附件", *STATE_LABELS.values(), "其中零报告"), rows)


def units(roll_up: RollUp) -> Block:
    """The figures of each unit that sent something."""
    figures = roll_up.figures
    headings = (heading.replace("（", "\n（") for heading in figures.unit_headings)
    rows: list[Sequence[Cell]] = [
        (unit.unit, *figures.counts(unit), *unit.faults) for unit in (*figures.units, figures.total)
    ]
    return Block(f"各单位{figures.mending_called}情况", ["填报单位", *headings, *FAULT_HEADINGS], rows)


def levels(roll_up: RollUp) -> Block:
    """The figures of each unit with others in it, together with these."""
    figures = roll_up.figures
    headings = (heading.replace("（", "\n（") for heading in figures.unit_headings)
    rows: list[Sequence[Cell]] = [
        (f"{one.figures.unit}（下级 {one.units} 个）", *figures.counts(one.figures), *one.figures.faults)
        for one in figures.levels
    ]
    return Block("各级小计（连同下级）", ["填报单位", *headings, *FAULT_HEADINGS], rows)


def unit_filings(roll_up: RollUp) -> Block:
    """How many attachments of each unit stand where, those that owe most first."""
    ordered = sorted(
        roll_up.figures.unit_filings, key=lambda one: (-one.states[State.MISSING], -one.states[State.LATE])
    )
    rows: list[Sequence[Cell]] = [
        (one.unit, *(one.states[state] for state in STATE_LABELS), sum(one.states.values())) for one in ordered
    ]
    return Block("各单位报送情况（附件数）", ("填报单位", *STATE_LABELS.values(), "应报附件"), rows)


def common(roll_up: RollUp) -> Block:
    """What many units report, the widest first, and who asks it."""
    found = roll_up.in_common
    rows: list[Sequence[Cell]] = [(one.matter, len(one.units), one.rows, asked_by(one)) for one in found.common]
    title = (
        f"共性问题：合并同类后 {len(found.every)} 件，"
        f"{COMMON_TO} 个以上单位都有的 {len(found.common)} 件，占 {found.rows} 行"
    )
    return Block(title, headings_in_common(roll_up.campaign), rows[:_MOST_COMMON])


def tallies(roll_up: RollUp) -> Block:
    """Control totals of each attachment."""
    rows: list[Sequence[Cell]] = [
        (table.attachment.label, *_rows(roll_up.tally_by_attachment[table.attachment.id])) for table in roll_up.tables
    ]
    return Block("核对数（各附件行数）", ("附件", "读取", "采用", "未采用"), [*rows, (TOTAL, *_rows(roll_up.tally))])


def unit_tallies(roll_up: RollUp) -> Block:
    """Control totals of each unit."""
    forms = [table.attachment for table in roll_up.tables]
    counts = len(roll_up.files), len(roll_up.submissions), roll_up.figures.forms
    whole = UnitTally(TOTAL, *counts, roll_up.tally, roll_up.tally_by_attachment)
    headings = ("填报单位", "文件", "表", "读取", "采用", "未采用", *(f"{form.label}采用" for form in forms))
    rows: list[Sequence[Cell]] = [
        (one.unit, one.sent, one.forms, *_rows(one.rows), *_merged(one, [form.id for form in forms]))
        for one in (*roll_up.tally_by_unit, whole)
        if one.sent or one.rows.read or one is whole
    ]
    return Block("核对数（各单位）", headings, rows)


def _rows(tally: Tally) -> tuple[int, int, int]:
    return tally.read, tally.merged, tally.unused


def _merged(tally: UnitTally, attachments: Iterable[str]) -> Iterable[int]:
    return (tally.by_attachment[name].merged if name in tally.by_attachment else 0 for name in attachments)


def _label(roll_up: RollUp, role: FormRole) -> str:
    table = roll_up.table(role)
    return f"（{table.attachment.label}）" if table else ""
