"""What is said of clues in Chinese, alike on a terminal, on a page and in a letter."""

from collections.abc import Iterable, Iterator

from jianfu_cli.core.language.dates import days_between
from jianfu_cli.core.language.quoting import in_marks
from jianfu_cli.core.matters.common import COMMON_TO
from jianfu_cli.core.model.meanings import OUTCOME_LABELS, ClueOutcome
from jianfu_cli.core.rollup.clue_model import Clue, ClueLink, ClueReport
from jianfu_cli.core.rollup.figure_model import STANDING_LABELS

_KINDS = {"problems": "问题清单", "rectifications": "整改清单", "listed": "白名单"}


def figures_said(report: ClueReport) -> Iterator[str]:
    """Yield what is said of all clues together, in sentences."""
    if not report.clues and not report.later:
        yield "台账里还没有填线索。"
        return
    closed = sum(not one.open for one in report.clues)
    found = "，".join(f"{OUTCOME_LABELS[one]} {report.count(one)}" for one in ClueOutcome)
    yield (
        f"线索 {len(report.clues)} 件：已办结 {closed}，未办结 {len(report.open)}"
        f"（其中超过 {report.campaign.limits.clue_days} 天的 {len(report.late)}）；核查结果：{found}。"
    )
    if report.compared:
        yield (
            f"与报来的各表对照：对得上的 {len(report.linked)} 件，可能有关、请人工核对的 {len(report.doubtful)} 件；"
            f"回潮（整改清单报已完成，又有反映）{len(report.relapses)} 件。"
        )
    if report.later:
        yield f"{report.as_of} 以后收到的 {report.later} 件，没有计入。"


def notes_said(report: ClueReport) -> Iterator[str]:
    """Yield what the reader should know of the figures."""
    if not report.compared:
        yield "没有可以对照的问题清单、整改清单、白名单；要对照，加 --against 汇总.xlsx 或收件箱。"
    if report.errors:
        yield f"台账里有 {report.errors} 处错误，请先用 jianfu validate 查看、改正。"
    for path, why in report.refused:
        yield f"{path} 没有读：{why}"


def term_said(clue: Clue) -> str:
    """Say since when it is open, and until when it should have been settled."""
    if clue.due is None:
        return "没有写明哪天收到"
    return f"{clue.received_on} 收到，{clue.days_open} 天，应于 {clue.due} 前办结"


def due_said(clue: Clue, report: ClueReport) -> str:
    """Say by when it is to be verified, and by how many days that has passed."""
    if clue.due is None:
        return "尽快"
    over = days_between(clue.due, report.as_of)
    return f"{clue.due}\n已超{over}天" if over > 0 else clue.due.isoformat()


def links_said(links: Iterable[ClueLink], *, why: bool = True) -> tuple[str, ...]:
    """Say which matters they are, on which rows, how far they have come, and (``why``) what says so: one text each."""
    together: dict[tuple[str, str, str], list[ClueLink]] = {}
    for link in links:
        together.setdefault((link.unit, link.matter, link.body), []).append(link)
    return tuple(_said(matter, unit, each, why=why) for (unit, matter, _), each in together.items())


def _said(matter: str, unit: str, links: Iterable[ClueLink], *, why: bool) -> str:
    each = list(links)
    rows = "，".join(
        f"{_KINDS[link.kind]}第{link.row}行" + (f"（{STANDING_LABELS[link.standing]}）" if link.standing else "")
        for link in each
    )
    evidence = f"；{'、'.join(each[0].evidence)}" if why and each[0].evidence else ""
    return f"{unit}{in_marks(matter)}：{rows}{evidence}"


def published_said(report: ClueReport) -> tuple[str, ...]:
    """Return what a bulletin says of the clues: counts by source, outcome and body, no clue by itself."""
    sources = _counted(report.by(one.source or "来源不明" for one in report.clues))
    closed = len(report.clues) - len(report.open)
    found = "、".join(f"{OUTCOME_LABELS[one]}{count}件" for one in ClueOutcome if (count := report.count(one)))
    whole = f"共收到问题线索{len(report.clues)}件：{sources}。已办结{closed}件，未办结{len(report.open)}件；{found}。"
    return whole, *_to_look_into(report)


def _to_look_into(report: ClueReport) -> Iterator[str]:
    if report.late:
        bodies = _counted(report.by(one.body or "核查单位待定" for one in report.late))
        yield f"超过{report.campaign.limits.clue_days}天没有办结的{len(report.late)}件：{bodies}。"
    if report.relapses:
        areas = _counted(report.by(one.area or "未写明县（市、区）" for one in report.relapses))
        yield f"整改清单已报完成、又有反映的{len(report.relapses)}件，须核查是否回潮：{areas}。"
    if report.groups:
        named = "、".join(f"{in_marks(one.matter)}（{len(one.schools)}所）" for one in report.groups)
        yield f"{COMMON_TO}所以上学校反映同一件事的{len(report.groups)}件：{named}。"
    unlisted = sum(one.listed is False for one in report.clues)
    if unlisted:
        yield f"反映的进校园事项不在白名单的{unlisted}件。"


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return "、".join(f"{name}（{count}件）" for name, count in counts)
