"""JF4xx: what a unit's forms say of each other (通知三（二）：形成问题清单，逐项整改销号)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.language.quoting import A_NAME, quoted
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.budget import too_many_alike
from jianfu_cli.core.matters.matching import SAME, UNDECIDED, Matched, MatterIndex, near_pairs
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.matters.rows import MatterRow
from jianfu_cli.core.model.categories import CategoryRole
from jianfu_cli.core.model.finding import Fault, Severity, Uncompared
from jianfu_cli.core.model.meanings import TO_KEEP, TO_MEND, Disposition
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.rules.rule import Context, unit_rule

_MEND = "通知三（二）：形成问题清单，逐项整改销号"
_LIST = "通知三（二）：未列入白名单的事项一律不得进入中小学校园"


class _Answers:
    """Each of ``rows`` with the same matter of ``others``, None where there is none; without those nobody can tell."""

    def __init__(self, rows: Iterable[MatterRow], others: Sequence[MatterRow], context: Context) -> None:
        self._others = others
        known = matter_index(others, context)
        self._matched = [(row, known.best(row.matter, row.asked_by)) for row in rows]

    def __iter__(self) -> Iterator[tuple[MatterRow, tuple[MatterRow, Matched] | None]]:
        for row, match in self._matched:
            if match is not UNDECIDED:
                yield row, (self._others[match.place], match) if match else None

    @property
    def unanswered(self) -> list[MatterRow]:
        """The rows that have no answer, where that is sure."""
        return [row for row, match in self._matched if match is None]

    def uncompared(self, label: str) -> Iterator[Uncompared]:
        """Say how many rows the budget left undecided, where it did; ``others`` are of the attachment ``label``."""
        rows = sum(match is UNDECIDED for _, match in self._matched)
        if rows:
            yield Uncompared(too_many_alike(rows, label))


def matter_index(rows: Sequence[MatterRow], context: Context) -> MatterIndex:
    """Return the matters of ``rows``, to be found by the names of others."""
    named = [(row.matter, row.asked_by) for row in rows]
    return MatterIndex(named, Words.of(context.campaign.same_words))


class _Pair(NamedTuple):
    """A problem to mend and a rectification that answer nothing else, and whose names come near."""

    problem: MatterRow
    rectified: MatterRow


def _near_pairs(unit: UnitReturn, context: Context) -> list[_Pair]:
    """Pair what has no answer on either side, the nearest names first; each row stands in one pair at most."""
    problems, rectified = unit.matters(FormRole.PROBLEMS), unit.matters(FormRole.RECTIFICATIONS)
    unanswered = _Answers(_disposed(unit, context, TO_MEND), rectified, context).unanswered
    left = _Answers(rectified, problems, context).unanswered if unanswered else []
    named = [(row.matter, row.asked_by) for row in left]
    pairs = near_pairs([row.matter for row in unanswered], named, Words.of(context.campaign.same_words))
    return [_Pair(unanswered[one], left[other]) for one, other in pairs.items()]


def _disposed(unit: UnitReturn, context: Context, wanted: frozenset[Disposition]) -> list[MatterRow]:
    """The problems of 附件2 whose 意见建议 is one of ``wanted``."""
    problems, disposition = unit.matters(FormRole.PROBLEMS), context.campaign.disposition
    those = {written for written in {problem.disposition for problem in problems} if disposition(written) in wanted}
    return [problem for problem in problems if problem.disposition in those]


def _no_meanings(_: UnitReturn, context: Context) -> str:
    problems = context.campaign.by_role(FormRole.PROBLEMS)
    column = problems.column_by_role.get(ColumnRole.DISPOSITION) if problems else None
    if problems is None or column is None or column.has_meanings:
        return ""
    return f"{problems.label} 的表样没有写明{column.heading}各选项的含义（meaning）"


def _no_role(unit: UnitReturn, context: Context) -> str:
    known = any(category.role is CategoryRole.ON_CAMPUS for category in context.campaign.categories)
    return _no_meanings(unit, context) if known else "专项行动文件的 categories 里没有一类写 role: on-campus"


def _disposition_of(problem: MatterRow, context: Context) -> str:
    return f"{context.called(problem.form, ColumnRole.DISPOSITION)}是“{problem.disposition}”"


def _named(row: MatterRow) -> str:
    return quoted(row.matter, A_NAME)


def _alike(match: Matched) -> str:
    return "同名" if match.score == SAME else f"相近，相似度 {match.score:.0f}%"


@unit_rule(
    "JF401",
    "problem-without-rectification",
    Severity.ERROR,
    _MEND,
    compares=(FormRole.PROBLEMS, FormRole.RECTIFICATIONS),
    reads=(ColumnRole.DISPOSITION,),
    cannot_run=_no_meanings,
)
def problem_without_rectification(unit: UnitReturn, context: Context) -> Iterator[Fault | Uncompared]:
    """问题清单里要清理或优化的事项，整改清单没有对应的整改；有名称相近的，只提醒核对是不是同一件事。

    为什么：通知要求形成问题清单、逐项整改销号，每个要改的问题都要有整改措施和时限。
    不对：附件2 写“清理”，附件3 里找不到这个事项。
    对：附件3 有同名事项，写明依据、措施、时限和完成情况。
    怎么改：在附件3 补上；附件3 换了名称的，改成与附件2 一致。
    """
    label = context.label(FormRole.RECTIFICATIONS)
    answers = _Answers(_disposed(unit, context, TO_MEND), unit.matters(FormRole.RECTIFICATIONS), context)
    near = {id(pair.problem): pair for pair in _near_pairs(unit, context)} if answers.unanswered else {}
    for problem in answers.unanswered:
        pair = near.get(id(problem))
        message = f"{_disposition_of(problem, context)}，{label} 里没有{_named(problem)}的{context.campaign.mending}"
        if pair:
            message += f"，有名称相近的{_named(pair.rectified)}（第 {pair.rectified.row} 行）"
            act = context.campaign.mending
            hint = f"是同一件事的，名称改成一致；不是的，在{label} 补上这一项，并核对那一项是哪个问题的{act}。"
            yield problem.fault("matter", message, hint, Severity.WARNING)
        else:
            yield problem.fault("matter", message, f"在{label} 补上这一项；换了名称的改成一致。")
    yield from answers.uncompared(label)


@unit_rule(
    "JF402",
    "rectification-without-problem",
    Severity.WARNING,
    _MEND,
    compares=(FormRole.PROBLEMS, FormRole.RECTIFICATIONS),
)
def rectification_without_problem(unit: UnitReturn, context: Context) -> Iterator[Fault | Uncompared]:
    """整改清单里的整改事项，问题清单没有对应的问题；与一个没有整改的问题名称相近的，在那个问题上提醒。

    为什么：整改清单由问题清单而来，多出来的可能是漏报的问题，或名称改过。
    不对：附件3 有“上街执勤”，附件2 没有。
    对：附件2 也列出这个问题。
    怎么改：在附件2 补上，或把名称改成一致。
    """
    label = context.label(FormRole.PROBLEMS)
    answers = _Answers(unit.matters(FormRole.RECTIFICATIONS), unit.matters(FormRole.PROBLEMS), context)
    near = {id(pair.rectified) for pair in _near_pairs(unit, context)} if answers.unanswered else set()
    for rectified in answers.unanswered:
        if id(rectified) not in near:
            message = f"{label} 里没有{_named(rectified)}这个问题"
            yield rectified.fault("matter", message, f"在{label} 补上，或把名称改成一致。")
    yield from answers.uncompared(label)


@unit_rule(
    "JF403",
    "rectification-differs",
    Severity.WARNING,
    _MEND,
    compares=(FormRole.PROBLEMS, FormRole.RECTIFICATIONS),
)
def rectification_differs(unit: UnitReturn, context: Context) -> Iterator[Fault | Uncompared]:
    """同一事项在问题清单和整改清单里的问题类别或牵头实施单位不一样。

    为什么：按类别、按单位统计的问题数和整改数会对不上。
    不对：附件2 牵头实施单位是“县水利局”，附件3 是“县应急管理局”。
    对：两处一致。
    怎么改：核对后改成一致。
    """
    label = context.label(FormRole.PROBLEMS)
    names, bodies = context.campaign.category_names, Bodies.of(context.campaign.roster)
    answers = _Answers(unit.matters(FormRole.RECTIFICATIONS), unit.matters(FormRole.PROBLEMS), context)
    for rectified, matched in answers:
        if matched is None:
            continue
        problem, match = matched
        ours, theirs = (names.find(one.category) for one in (rectified, problem))
        if ours and theirs and ours != theirs:
            category = context.called(rectified.form, ColumnRole.CATEGORY)
            message = f"{category}是“{ours}”，{label} 的{_named(problem)}（{_alike(match)}）是“{theirs}”"
            yield rectified.fault("category", message, "核对后改成一致。")
        both_name_bodies = all(row.form.column(ColumnRole.BODY) for row in (rectified, problem))
        # Who stands under one merged name on one form may stand in one cell of the other.
        together = bodies.same(rectified.together, problem.together, unit.unit)
        if both_name_bodies and not (together or bodies.same(rectified.body, problem.body, unit.unit)):
            body = context.called(rectified.form, ColumnRole.BODY)
            ours, theirs = quoted(rectified.body, A_NAME), quoted(problem.body, A_NAME)
            message = f"{body}是{ours}，{label} 的{_named(problem)}（{_alike(match)}）是{theirs}"
            yield rectified.fault("body", message, "核对后改成一致。")
    yield from answers.uncompared(label)


@unit_rule(
    "JF404",
    "abolished-on-whitelist",
    Severity.ERROR,
    _LIST,
    compares=(FormRole.PROBLEMS, FormRole.WHITELIST),
    reads=(ColumnRole.DISPOSITION,),
    cannot_run=_no_meanings,
)
def abolished_on_whitelist(unit: UnitReturn, context: Context) -> Iterator[Fault | Uncompared]:
    """问题清单里要清理的事项，又列进了白名单（名称只是相近的为提醒）。

    为什么：列入白名单等于允许进校园，与“清理”矛盾。
    不对：附件2 “点赞投票任务”写“清理”，附件7 又有“点赞投票任务”。
    对：清理的事项不进白名单。
    怎么改：从白名单删去；确要保留的，改附件2 的意见建议。
    """
    label = context.label(FormRole.PROBLEMS)
    abolished = _disposed(unit, context, frozenset({Disposition.ABOLISH}))
    answers = _Answers(unit.matters(FormRole.WHITELIST), abolished, context)
    for listed, matched in answers:
        if matched:
            problem, match = matched
            message = f"{label} 里{_named(problem)}（{_alike(match)}）的{_disposition_of(problem, context)}"
            milder = None if match.score == SAME else Severity.WARNING
            disposition = context.called(problem.form, ColumnRole.DISPOSITION)
            yield listed.fault(
                "matter",
                message,
                f"从{context.rows_called(FormRole.WHITELIST)}删去，或改{label} 的{disposition}。",
                milder,
            )
    yield from answers.uncompared(label)


@unit_rule(
    "JF405",
    "kept-not-on-whitelist",
    Severity.WARNING,
    _LIST,
    compares=(FormRole.PROBLEMS, FormRole.WHITELIST),
    reads=(ColumnRole.DISPOSITION, ColumnRole.CATEGORY),
    cannot_run=_no_role,
)
def kept_not_on_whitelist(unit: UnitReturn, context: Context) -> Iterator[Fault | Uncompared]:
    """问题清单里要保留或优化的社会事务进校园事项，没有列进白名单。

    为什么：未列入白名单的事项一律不得进入中小学校园；要保留就得列入。
    不对：附件2 “防溺水宣传进校园”写“保留”，附件7 没有这一项。
    对：附件7 列出这一项。
    怎么改：在附件7 补上；不打算再办的，改附件2 的意见建议。
    """
    problems, listing = context.label(FormRole.PROBLEMS), context.label(FormRole.WHITELIST)
    names = context.campaign.category_names
    kept = [
        problem
        for problem in _disposed(unit, context, TO_KEEP)
        if names.plays(CategoryRole.ON_CAMPUS, problem.category)
    ]
    answers = _Answers(kept, unit.matters(FormRole.WHITELIST), context)
    for problem, listed in answers:
        if not listed:
            named = f"{listing} {context.rows_called(FormRole.WHITELIST)}"
            message = f"{_disposition_of(problem, context)}，{named}里没有{_named(problem)}"
            yield problem.fault(
                "matter",
                message,
                f"在{listing} 补上，或改{problems} 的{context.called(problem.form, ColumnRole.DISPOSITION)}。",
            )
    yield from answers.uncompared(listing)
