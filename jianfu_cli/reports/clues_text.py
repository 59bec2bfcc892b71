"""``clues`` for people on a terminal: the figures, then what needs a hand, each clue in a line or two."""

from collections.abc import Iterable, Iterator

from jianfu_cli.core.language.quoting import in_marks
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.terminal import PLACES, wrap
from jianfu_cli.core.matters.common import COMMON_TO
from jianfu_cli.core.rollup.clue_model import Clue, ClueLink, ClueReport
from jianfu_cli.core.rollup.clue_words import figures_said, links_said, notes_said, term_said
from jianfu_cli.reports.text import settled_lines

_LONGEST = 60


def as_text(report: ClueReport, *, places: int = PLACES) -> str:
    """Return the figures and lists, ``places`` wide."""
    lines = [f"{report.campaign.title}：问题线索（按 {report.as_of}）", "", *_wrapped(figures_said(report), places)]
    lines += settled_lines(0, report.decisions)
    for heading, items in _lists(report):
        if items:
            lines += ["", f"{heading}（{len(items)}）："]
            lines += [line for item in items for line in _wrapped([item], places, "  ")]
    for note in map(shown, notes_said(report)):
        lines += ["", *_wrapped([f"注：{note}"], places)]
    return "\n".join(lines) + "\n"


def _lists(report: ClueReport) -> Iterator[tuple[str, list[str]]]:
    yield "超期没有办结的", [_line(one, term_said(one)) for one in report.late]
    yield "没有办结、没有到期的", [_line(one, term_said(one)) for one in report.open if not one.late]
    yield "回潮：整改清单报已完成，又有反映", [_line(one, _touched(one.relapses)) for one in report.relapses]
    yield (
        f"{COMMON_TO} 所以上学校反映同一件事",
        [
            f"{in_marks(shown(group.matter))}：{'、'.join(map(shown, group.schools))}"
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
    yield "可能有关，请人工核对", [_line(one, _touched(one.links)) for one in report.doubtful]


def _line(clue: Clue, said: str) -> str:
    content = clue.content if len(clue.content) <= _LONGEST else f"{clue.content[:_LONGEST]}…"
    who = f"（{clue.body}核查）" if clue.open and clue.body else ""
    told = f"{clue.number} {'、'.join(clue.schools)}：{content}{who}"
    return shown(f"{told.rstrip('。；')}；{said}" if said else told)


def _touched(links: Iterable[ClueLink]) -> str:
    return "；".join(links_said(links))


def _wrapped(texts: Iterable[str], places: int, indent: str = "") -> list[str]:
    lines = []
    for text in texts:
        first, *others = wrap(text, places - len(indent) - 2)
        lines += [f"{indent}{first}", *(f"{indent}  {other}" for other in others)]
    return lines
