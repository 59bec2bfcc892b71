"""What stands at the head of 摘要: the answers, the main figures, the contents."""

from collections import Counter
from collections.abc import Iterator, Mapping

from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.answers import Topic, answers
from jianfu_cli.core.rollup.figure_model import STANDING_LABELS, Figures, RectificationStatus
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.reports.summary_rows import AnswerRow, ContentsRow, KeyRow, PieceRow

_LEADS = {
    Topic.FILING: "h-missing",
    Topic.DONE: "h-progress",
    Topic.OVERDUE: "h-overdue",
    Topic.CATEGORIES: "h-heat",
    Topic.COMMON: "h-common",
    Topic.DECIDE: "h-decide",
}


def sections_of(roll_up: RollUp) -> Iterator[ContentsRow]:
    """The sections in order, of what the campaign has: who and what, then what is to be done, then control totals."""
    figures = roll_up.figures
    titles = {
        "h-missing": "谁还没有报",
        "h-progress": progress_heading(figures) if figures.filings or figures.mending_called else "",
        "h-heat": f"{figures.rows_called.get(FormRole.PROBLEMS, '')}分布" if figures.categories else "",
        "h-units": "分单位情况",
        "h-common": "共性问题" if roll_up.in_common.every else "",
        "h-overlaps": "不同单位重复布置的事项" if roll_up.compares_asking else "",
        "h-decide": "须由人定的事",
        "h-findings": "材料里的错误和提醒",
        "h-tallies": "汇总核对",
    }
    there = [(anchor, title) for anchor, title in titles.items() if title]
    for number, (anchor, title) in zip("一二三四五六七八九", there, strict=False):
        yield ContentsRow(anchor, number, title)


def progress_heading(figures: Figures) -> str:
    """What the section on progress is called: 摸排整改和报送进度."""
    return f"{figures.mending_called}和报送进度" if figures.mending_called else "报送进度"


def answers_of(roll_up: RollUp, anchors: Mapping[str, str]) -> Iterator[AnswerRow]:
    """The answers that come first, each unit that they name with its page."""
    for one in answers(roll_up):
        pieces = tuple(PieceRow(piece.text, anchors.get(piece.unit, "")) for piece in one.pieces if piece.text)
        yield AnswerRow(one.label, one.said, pieces, _LEADS[one.topic], one.urgent)


def keys_of(roll_up: RollUp) -> Iterator[KeyRow]:
    """The figures on top, each with the section that it leads to."""
    figures, total, called = roll_up.figures, roll_up.figures.total, roll_up.figures.rows_called
    faults = Counter(finding.severity for finding in roll_up.faults)
    missing, errors = roll_up.missing, faults[Severity.ERROR]
    yield KeyRow("已报单位", str(figures.units_heard), f"应报 {figures.units_expected} 个", "h-missing", urgent=False)
    yield KeyRow("到期未报", str(missing), "件", "h-missing", urgent=missing > 0)
    if FormRole.RECTIFICATIONS in called:
        done, overdue = total.standings[RectificationStatus.DONE], total.standings[RectificationStatus.OVERDUE]
        of_all = f"{done} / {total.rectifications} 项"
        yield KeyRow(f"{figures.mending}完成率", total.done_share or "—", of_all, "h-progress", urgent=False)
        label = STANDING_LABELS[RectificationStatus.OVERDUE]
        yield KeyRow(label, str(overdue), "项", "h-overdue", urgent=overdue > 0)
    if FormRole.PROBLEMS in called:
        yield KeyRow(called[FormRole.PROBLEMS], str(total.problems), "项", "h-heat", urgent=False)
    if FormRole.WHITELIST in called:
        label = f"{called[FormRole.WHITELIST]}事项"
        yield KeyRow(label, str(total.whitelist), "项", "h-units", urgent=False)
    yield KeyRow(
        "须改正的错误", str(errors), f"另有提醒 {faults[Severity.WARNING]} 处", "h-findings", urgent=errors > 0
    )
