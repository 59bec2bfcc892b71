"""``clues -f html``: the ledger on one page, without network or script, to be read on a screen or printed."""

from collections.abc import Iterable
from typing import NamedTuple

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.matters.common import COMMON_TO
from jianfu_cli.core.model.meanings import OUTCOME_LABELS
from jianfu_cli.core.rollup.clue_model import Clue, ClueReport
from jianfu_cli.core.rollup.clue_words import figures_said, links_said, notes_said
from jianfu_cli.reports.json_text import unicode_text
from jianfu_cli.reports.templating import render_page
from jianfu_cli.reports.text import settled_lines


class ClueLine(NamedTuple):
    """A clue as a table shows it; ``links`` are what it touches, ``sure`` or not."""

    number: str
    received: str
    days: str
    due: str
    late: bool
    schools: str
    content: str
    body: str
    outcome: str
    sure: tuple[str, ...]
    doubtful: tuple[str, ...]
    relapse: bool
    unlisted: bool


def as_html(report: ClueReport) -> str:
    """Return the page; every value is escaped."""
    page = render_page(
        "clues.html",
        ("base.css", "clues.css"),
        title=report.campaign.title,
        as_of=in_chinese(report.as_of),
        keys=_keys(report),
        sentences=tuple(figures_said(report)),
        notes=(*settled_lines(0, report.decisions), *notes_said(report)),
        common_to=COMMON_TO,
        groups=[
            (one.matter, "、".join(one.schools), "、".join(report.clues[place].number for place in one.clues))
            for one in report.groups
        ],
        compared=report.compared,
        open=_lines(report.open),
        closed=_lines(one for one in report.clues if not one.open),
    )
    return unicode_text(page)


def _keys(report: ClueReport) -> list[tuple[str, int, bool]]:
    return [
        ("线索", len(report.clues), False),
        ("未办结", len(report.open), False),
        ("超期未办结", len(report.late), True),
        ("回潮", len(report.relapses), True),
    ]


def _lines(clues: Iterable[Clue]) -> list[ClueLine]:
    return [_line(one) for one in clues]


def _line(clue: Clue) -> ClueLine:
    return ClueLine(
        clue.number,
        str(clue.received_on or "未写明"),
        "" if clue.days_open is None else str(clue.days_open),
        str(clue.due or ""),
        clue.late,
        "、".join(clue.schools),
        clue.content,
        clue.body or "未定",
        OUTCOME_LABELS[clue.outcome],
        links_said(link for link in clue.links if link.sure),
        links_said(link for link in clue.links if not link.sure),
        clue.relapse,
        clue.listed is False,
    )
