"""What whoever leads the campaign asks first, answered in sentences: who sent nothing, what is done, what is overdue.

Every summary begins with them, so that all say the same (摘要 in each format, 总览).
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from jianfu_cli.core.filings.inquiry import issue_of
from jianfu_cli.core.filings.ledger import unplaced
from jianfu_cli.core.filings.returns import Filing
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.matters.common import COMMON_TO, CommonMatter
from jianfu_cli.core.model.decision import Issue
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import RectificationStatus, UnitFigures, share_of
from jianfu_cli.core.rollup.lacking import labels, silence
from jianfu_cli.core.rollup.model import RollUp

# More units than these are counted, and named where they are listed.
_MOST_NAMED = 8
_LARGEST = 3


class Topic(StrEnum):
    """What an answer is about, by which a page leads on to its details."""

    FILING = "filing"
    DONE = "done"
    OVERDUE = "overdue"
    CATEGORIES = "categories"
    COMMON = "common"
    DECIDE = "decide"


class Piece(NamedTuple):
    """Some words of an answer; ``unit`` is the unit that they name, "" where they name none."""

    text: str
    unit: str = ""


_NOTHING = (Piece("没有要人拿主意的。"),)


class LeadAnswer(NamedTuple):
    """One answer under a word or two that say what it is about; ``urgent``: somebody owes what is past due."""

    topic: Topic
    label: str
    pieces: tuple[Piece, ...]
    urgent: bool = False

    @property
    def asks(self) -> bool:
        """Whether it asks anything of a person."""
        return self.topic is Topic.DECIDE and self.pieces != _NOTHING

    @property
    def said(self) -> str:
        """The whole of it."""
        return "".join(piece.text for piece in self.pieces)


def answers(roll_up: RollUp) -> tuple[LeadAnswer, ...]:
    """Return the answers, of what the campaign has; personal data is left out."""
    figures = roll_up.figures
    found = [_filing(roll_up)]
    if FormRole.RECTIFICATIONS in figures.rows_called:
        found += [_done(roll_up), _overdue(roll_up)]
    if FormRole.PROBLEMS in figures.rows_called and figures.categories:
        found.append(_categories(roll_up))
    if roll_up.in_common.every:
        found.append(_common(roll_up))
    found.append(_decide(roll_up))
    return tuple(found)


def _filing(roll_up: RollUp) -> LeadAnswer:
    figures, owing = roll_up.figures, silence(roll_up)
    said = [Piece(f"应报单位{figures.units_expected}个，已报{figures.units_heard}个")]
    if not owing.silent and not owing.lacking:
        due = "，到期的都已报齐" if any(one.due and one.due < roll_up.as_of for one in roll_up.filings) else ""
        return LeadAnswer(Topic.FILING, "报送", (*said, Piece(f"{due}。")))
    if owing.silent:
        said.append(Piece(f"；到期一件未报的{len(owing.silent)}个："))
        said += _silent(roll_up, owing.silent)
    if owing.lacking:
        said.append(Piece(f"；缺报部分附件的{len(owing.lacking)}个："))
        lacked = ((unit, labels(roll_up, (one.attachment for one in those))) for unit, those in owing.lacking.items())
        said += _named((unit, f"（{named}）") for unit, named in lacked)
    return LeadAnswer(Topic.FILING, "报送", (*said, Piece(f"。到期未报共{roll_up.missing}件。")), urgent=True)


def _silent(roll_up: RollUp, silent: dict[str, Filing]) -> Iterator[Piece]:
    """By kind of unit: named where they are few, and where a person has checked that they owe anything."""
    unconfirmed = {kind.id for kind in roll_up.campaign.unconfirmed} if roll_up.whole_roster else set()
    parts = 0
    for kind in roll_up.campaign.kinds:
        units = [unit for unit, one in silent.items() if one.kind == kind.id]
        if not units:
            continue
        yield Piece(f"{'，' if parts else ''}{kind.label}{len(units)}个")
        parts += 1
        if kind.id in unconfirmed:
            yield Piece(f"（{UNCONFIRMED}）")
        elif len(units) <= _MOST_NAMED:
            yield Piece("（")
            yield from _named((unit, "") for unit in units)
            yield Piece("）")


def _done(roll_up: RollUp) -> LeadAnswer:
    figures, total = roll_up.figures, roll_up.figures.total
    done, called = total.standings[RectificationStatus.DONE], figures.rows_called[FormRole.RECTIFICATIONS]
    if not total.rectifications:
        return LeadAnswer(Topic.DONE, figures.mending, (Piece(f"{called}0项。"),))
    left = "、".join(
        f"{said}{total.standings[state]}项"
        for state, said in (
            (RectificationStatus.OPEN, "未到期"),
            (RectificationStatus.OVERDUE, "逾期"),
            (RectificationStatus.UNCLEAR, "看不出是否完成"),
        )
        if total.standings[state]
    )
    share = f"{called}{total.rectifications}项，已完成{done}项，完成率{total.done_share}"
    return LeadAnswer(Topic.DONE, figures.mending, (Piece(f"{share}{f'；{left}' if left else ''}。"),))


def _overdue(roll_up: RollUp) -> LeadAnswer:
    late = _units_with(roll_up.figures.units, RectificationStatus.OVERDUE)
    whole = roll_up.figures.total.standings[RectificationStatus.OVERDUE]
    if not whole:
        return LeadAnswer(Topic.OVERDUE, "逾期", (Piece("没有逾期未完成的。"),))
    named = _named((unit, f"{count}项") for unit, count in late)
    return LeadAnswer(Topic.OVERDUE, "逾期", (Piece(f"逾期未完成{whole}项："), *named, Piece("。")), urgent=True)


def _units_with(units: Iterable[UnitFigures], state: RectificationStatus) -> list[tuple[str, int]]:
    """Units that have any of ``state``, those of most first."""
    counts = [(one.unit, one.standings[state]) for one in units if one.standings[state]]
    return sorted(counts, key=lambda counted: -counted[1])


def _categories(roll_up: RollUp) -> LeadAnswer:
    figures, whole = roll_up.figures, roll_up.figures.total.problems
    called = figures.rows_called[FormRole.PROBLEMS]
    largest = [one for one in sorted(figures.by_category, key=lambda counted: -counted[1]) if one[1]][:_LARGEST]
    if not largest:
        return LeadAnswer(Topic.CATEGORIES, "类别", (Piece(f"{called}0项。"),))
    named = "；".join(f"{name}{count}项" for name, count in largest)
    share = share_of(sum(count for _, count in largest), whole)
    return LeadAnswer(
        Topic.CATEGORIES, "类别", (Piece(f"{called}{whole}项，最多的是：{named}。这几类合计占{share}。"),)
    )


def _common(roll_up: RollUp) -> LeadAnswer:
    found = roll_up.in_common
    if not found.common:
        return LeadAnswer(Topic.COMMON, "共性", (Piece(f"没有{COMMON_TO}个以上单位都报来的问题。"),))
    widest = "；".join(
        f"{public_text(one.matter)}（{len(one.units)}个单位{_asked_by(one, roll_up)}）"
        for one in found.common[:_LARGEST]
    )
    text = f"{COMMON_TO}个以上单位都有的问题{len(found.common)}件，占{found.rows}行，最普遍的是：{widest}。"
    return LeadAnswer(Topic.COMMON, "共性", (Piece(text),))


def _asked_by(one: CommonMatter, roll_up: RollUp) -> str:
    if not roll_up.campaign.texts.asked_of:
        return ""
    bodies = public_text("、".join(body for body, _ in one.bodies[:_LARGEST]))
    return f"，由{bodies}布置" if bodies else ""


def _decide(roll_up: RollUp) -> LeadAnswer:
    """What no program can settle, by kind."""
    open_issues = [issue_of(one) for one in roll_up.findings if not one.settled and one.path is not None]
    unclear = roll_up.figures.total.standings[RectificationStatus.UNCLEAR]
    counted = (
        (len(unplaced(roll_up.submissions, roll_up.campaign)), "份文件填报单位待确认"),
        (open_issues.count(Issue.FORM), "份不能肯定是不是报表"),
        (open_issues.count(Issue.VERSION), "份不能肯定是补充还是代替"),
        (unclear, "项看不出是否完成"),
        (len(roll_up.overlaps), "组不同单位布置的相同或相近事项，由谁牵头"),
    )
    asked = [f"{count}{what}" for count, what in counted if count]
    if roll_up.whole_roster and roll_up.campaign.unconfirmed:
        labels = "、".join(kind.label for kind in roll_up.campaign.unconfirmed)
        asked.append(f"{labels}名册是否确认")
    return LeadAnswer(Topic.DECIDE, "须定", (Piece(f"{'；'.join(asked)}。"),) if asked else _NOTHING)


def _named(units: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    """Name units, each with what is said of it; the first few of many."""
    named = list(units)
    for nth, (unit, said) in enumerate(named[:_MOST_NAMED]):
        yield Piece("、" if nth else "")
        yield Piece(public_text(unit), unit)
        yield Piece(said)
    if len(named) > _MOST_NAMED:
        yield Piece(f"等{len(named)}个单位")
