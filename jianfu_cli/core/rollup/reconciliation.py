"""Problems ↔ rectifications ↔ whitelist: what became of each problem to mend, what each rectification answers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from jianfu_cli.core.language.completion import Completion
from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.matching import UNDECIDED, Matched, near_pairs, same_matters
from jianfu_cli.core.matters.names import MatterName, Words
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.meanings import TO_MEND
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, Reconciled, table_of


def standing(table: MergedTable, row: MergedRow, campaign: Campaign, as_of: date) -> RectificationStatus:
    """Return how far the rectification ``row`` has come by ``as_of`` (整改时限 itself is still in time)."""
    said = table.completion(row)
    if said is not Completion.OPEN:
        return RectificationStatus.DONE if said is Completion.DONE else RectificationStatus.UNCLEAR
    deadline = read_date(table.text(row, "deadline"), campaign.year)
    return RectificationStatus.OVERDUE if deadline and deadline.day < as_of else RectificationStatus.OPEN


def reconcile(tables: Sequence[MergedTable], campaign: Campaign, as_of: date) -> tuple[Reconciled, ...]:
    """Match within each unit by the names of matters, as rules JF401–JF405 do (matters.matching).

    First every problem to 清理 or 优化 in order, then all other rectifications: those of a problem whose 意见建议 is
    another or unclear, those that another answers better, those no problem answers to.
    """
    roles = FormRole.PROBLEMS, FormRole.RECTIFICATIONS, FormRole.WHITELIST
    problems, rectifications, whitelist = (_NamedRows(table_of(tables, role), campaign) for role in roles)
    if problems.table is None or rectifications.table is None:
        return ()
    wanted = [
        (row, name)
        for row, name in problems.rows
        if campaign.disposition(problems.table.text(row, "disposition")) in TO_MEND
    ]
    reconciled = []
    answers = zip(wanted, rectifications.answers(wanted), whitelist.answers(wanted), strict=True)
    for (row, name), answer, listed in answers:
        stands = standing(rectifications.table, answer.row, campaign, as_of) if answer.row else None
        undecided = answer.undecided or listed.undecided
        found = Reconciled(row.unit, name.name, row, answer.row, listed.row, stands, answer.score, True, undecided)
        reconciled.append(found)
    shown = {id(one.rectification) for one in reconciled}
    others = [(row, name) for row, name in rectifications.rows if id(row) not in shown]
    answers = zip(others, problems.answers(others), whitelist.answers(others), strict=True)
    for (row, name), answer, listed in answers:
        stands = standing(rectifications.table, row, campaign, as_of)
        undecided = answer.undecided or listed.undecided
        found = Reconciled(row.unit, name.name, answer.row, row, listed.row, stands, answer.score, False, undecided)
        reconciled.append(found)
    return tuple(_with_near(reconciled, rectifications))


def _with_near(reconciled: Sequence[Reconciled], rectifications: "_NamedRows") -> Iterator[Reconciled]:
    """Yield ``reconciled``, those without an answer with the one of near name on the other side, if any."""
    ones, others = _open_ends(reconciled)
    near: dict[int, MergedRow] = {}
    for unit in ones.keys() & others.keys():
        pairs = near_pairs([one.matter for one in ones[unit]], rectifications.named(others[unit]), rectifications.words)
        for one, other in pairs.items():
            problem, rectified = ones[unit][one], others[unit][other]
            if problem.problem and rectified.rectification:
                near |= {id(problem): rectified.rectification, id(rectified): problem.problem}
    return (replace(one, near=near.get(id(one))) if id(one) in near else one for one in reconciled)


def _open_ends(reconciled: Sequence[Reconciled]) -> tuple[dict[str, list[Reconciled]], dict[str, list[Reconciled]]]:
    """By unit: problems to mend without a rectification, and rectifications that no problem answers to."""
    ones: dict[str, list[Reconciled]] = {}
    others: dict[str, list[Reconciled]] = {}
    for one in reconciled:
        if not one.undecided and one.wanted and one.rectification is None:
            ones.setdefault(one.unit, []).append(one)
        elif not one.undecided and one.problem is None:
            others.setdefault(one.unit, []).append(one)
    return ones, others


class _Answer(NamedTuple):
    """The row of the same matter and how alike the names are (0…100), or None; ``undecided`` as in ``Reconciled``."""

    row: MergedRow | None = None
    score: int | None = None
    undecided: bool = False


class _NamedRows:
    """The rows of a table with the matters they name; none where there is no such table."""

    def __init__(self, table: MergedTable | None, campaign: Campaign) -> None:
        self.table = table
        self.words, self._bodies = Words.of(campaign.same_words), Bodies.of(campaign.roster)
        self.rows = [(row, table.matter_name(row)) for row in table.rows] if table else []

    def answers(self, asked: Sequence[tuple[MergedRow, MatterName]]) -> list[_Answer]:
        """Return for each of ``asked`` what answers to it."""
        matches = same_matters([name for _, name in asked], [name for _, name in self.rows], self.words, self._bodies)
        return [self._answer(match) for match in matches]

    def named(self, those: Sequence[Reconciled]) -> list[tuple[str, str]]:
        """Return the names and bodies of ``those``, which are rows of this table."""
        names = {id(row): name for row, name in self.rows}
        found = [names[id(one.rectification)] for one in those]
        return [(name.name, self._bodies.identity(name.body, name.unit)) for name in found]

    def _answer(self, match: Matched | None) -> _Answer:
        if match is None or match is UNDECIDED:
            return _Answer(undecided=match is UNDECIDED)
        return _Answer(self.rows[match.place][0], round(match.score))
