"""``clues`` for people on a terminal: the figures, then what needs a hand, each clue in a line or two."""

from collections.abc import Iterable, Iterator

from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.terminal import wrap
from jianfu_cli.core.matters.common import COMMON_TO
from jianfu_cli.core.model.outcomes import OUTCOME_LABELS, Outcome
from jianfu_cli.core.rollup.clue_model import Clue, ClueLink, ClueReport
from jianfu_cli.core.rollup.figure_model import STANDING_LABELS
from jianfu_cli.reports.text import settled_lines

_WIDTH = 80
_LONGEST = 60


def as_text(report: ClueReport) -> str:
    """Return the figures and lists, within 80 columns."""
    lines = [f"{report.campaign.title}：问题线索（按 {report.as_of}）", "", *_wrapped(figures(report))]
    lines += settled_lines(0, report.decisions)
    for heading, items in _lists(report):
        if items:
            lines += ["", f"{heading}（{len(items)}）："]
            lines += [line for item in items for line in _wrapped([item], "  ")]
    for note in notes(report):
        lines += ["", *_wrapped([f"注：{note}"])]
    return "\n".join(lines) + "\n"


def figures(report: ClueReport) -> Iterator[str]:
    """Yield what is said of all clues together, in sentences."""
    late, closed = len(report.late), [one for one in report.clues if not one.open]
    found = "，".join(f"{OUTCOME_LABELS[one]} {report.count(one)}" for one in Outcome)
    yield (
        f"线索 {len(report.clues)} 件：已办结 {len(closed)}，未办结 {len(report.open)}"
        f"（其中超过 {report.campaign.limits.clue_days} 天 {late}）；核查结果：{found}。"
    )
    if report.compared:
        linked = sum(any(link.sure for link in one.links) for one in report.clues)
        doubtful = sum(bool(one.links) and not any(link.sure for link in one.links) for one in report.clues)
        yield (
            f"与报来的各表对照：对得上的 {linked} 件，可能有关、请人工核对的 {doubtful} 件；"
            f"回潮（整改清单报已完成，又有反映）{len(report.relapses)} 件。"
        )
    if report.later:
        yield f"{report.as_of} 以后收到的 {report.later} 件，没有计入。"


def notes(report: ClueReport) -> Iterator[str]:
    """Yield what the reader should know of the figures."""
    if not report.compared:
        yield "没有可以对照的问题清单、整改清单、白名单；要对照，加 --against 汇总.xlsx 或收件箱。"
    if report.errors:
        yield f"台账里有 {report.errors} 处错误，请先用 jianfu validate 查看、改正。"
    for path, why in report.refused:
        yield f"{shown(path)} 没有读：{shown(why)}"


def _lists(report: ClueReport) -> Iterator[tuple[str, list[str]]]:
    yield "超期没有办结的", [_line(one, _days(one)) for one in report.late]
    yield "没有办结、没有到期的", [_line(one, _days(one)) for one in report.open if not one.late]
    yield "回潮：整改清单报已完成，又有反映", [_line(one, _touched(one.relapses)) for one in report.relapses]
    yield (
        f"{COMMON_TO} 所以上学校反映同一件事",
        [
            f"“{shown(group.matter)}”：{'、'.join(map(shown, group.schools))}"
            f"（{'、'.join(shown(report.clues[place].number) for place in group.clues)}）"
            for group in report.groups
        ],
    )
    unlisted = [one for one in report.clues if one.listed is False]
    yield "不在白名单的进校园事项", [_line(one, "") for one in unlisted]
    yield "在白名单的", [_line(one, _touched(one.linked("listed"))) for one in report.clues if one.listed]
    mending = [one for one in report.clues if any(link.sure for link in one.links) and not one.relapse]
    yield (
        "已在问题清单、整改清单里的",
        [
            _line(one, said)
            for one in mending
            if (said := _touched((*one.linked("problems"), *one.linked("rectifications"))))
        ],
    )
    doubtful = [one for one in report.clues if one.links and not any(link.sure for link in one.links)]
    yield "可能有关，请人工核对", [_line(one, _touched(one.links)) for one in doubtful]


def _days(clue: Clue) -> str:
    if clue.days_open is None or clue.due is None:
        return "没有写明哪天收到"
    return f"{clue.received_on} 收到，{clue.days_open} 天，应于 {clue.due} 前办结"


def _line(clue: Clue, said: str) -> str:
    content = clue.content if len(clue.content) <= _LONGEST else f"{clue.content[:_LONGEST]}…"
    who = f"（{clue.body}核查）" if clue.open and clue.body else ""
    told = f"{clue.number} {'、'.join(clue.schools)}：{content}{who}"
    return shown(f"{told}；{said}" if said else told)


def _touched(links: Iterable[ClueLink]) -> str:
    return "；".join(dict.fromkeys(map(link_said, links)))


def link_said(link: ClueLink) -> str:
    """Say in Chinese which row it is, how far that has come, and what says so."""
    kinds = {"problems": "问题清单", "rectifications": "整改清单", "listed": "白名单"}
    stands = f"，{STANDING_LABELS[link.standing]}" if link.standing else ""
    evidence = f"；{'，'.join(link.evidence)}" if link.evidence else ""
    return f"{kinds[link.kind]}“{link.matter}”（{link.unit}第{link.row}行{stands}{evidence}）"


def _wrapped(texts: Iterable[str], indent: str = "") -> list[str]:
    lines = []
    for text in texts:
        first, *others = wrap(text, _WIDTH - len(indent) - 2)
        lines += [f"{indent}{first}", *(f"{indent}  {other}" for other in others)]
    return lines
