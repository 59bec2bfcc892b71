"""``progress -f html``: the days as a burn-down chart and a table, then matter by matter; no network, no script."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from jianfu_cli.core.filings.versions import DAY_UNKNOWN
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.histories import Matter
from jianfu_cli.core.rollup.progress import STATE_LABELS, Progress, ProgressStep
from jianfu_cli.core.rollup.rectified import MatterState
from jianfu_cli.reports.json_text import unicode_text
from jianfu_cli.reports.line_chart import Line, lines
from jianfu_cli.reports.progress_text import cells, headings, notes
from jianfu_cli.reports.templating import render_page

_CSS = {
    MatterState.DONE: "in",
    MatterState.OPEN: "open",
    MatterState.OVERDUE: "out",
    MatterState.UNCLEAR: "slow",
    MatterState.GONE: "open",
}


def as_html(progress: Progress) -> str:
    """Return the page; every value is escaped."""
    drawn, mending = _lines(progress), progress.campaign.mending
    title, days = f"{mending}销号进度（项）", [step.as_of for step in progress.steps]
    page = render_page(
        "progress.html",
        ("base.css", "progress.css"),
        title=progress.campaign.title,
        basis=progress.campaign.document_number,
        as_of=in_chinese(progress.as_of),
        keys=list(_keys(progress, progress.steps[-1])),
        mending=mending,
        chart=lines("burn-down", title, days, drawn) if drawn else "",
        legend=[(line.name, line.css) for line in drawn],
        headings=headings(progress),
        days=[cells(progress, step) for step in progress.steps],
        units=[(unit, [_row(one) for one in those]) for unit, those in groupby(progress.matters, attrgetter("unit"))],
        notes=list(notes(progress)),
    )
    return unicode_text(page)


def _lines(progress: Progress) -> list[Line]:
    """What there is to mend, what of it is left, what of that is late."""
    mended = progress.campaign.by_role(FormRole.RECTIFICATIONS)
    if mended is None:
        return []
    steps = progress.steps
    return [
        Line(mended.rows_called, "every", [step.rectifications for step in steps]),
        Line("尚未完成", "left", [step.left for step in steps]),
        Line("其中逾期", "late", [step.overdue for step in steps]),
    ]


def _keys(progress: Progress, last: ProgressStep) -> Iterator[tuple[str, str, str, str]]:
    """The figures of the last day: label, number, what it counts, colour."""
    problems, mended = (progress.campaign.by_role(role) for role in (FormRole.PROBLEMS, FormRole.RECTIFICATIONS))
    if problems:
        yield problems.rows_called, str(last.problems), "项", ""
    if mended:
        yield mended.rows_called, str(last.rectifications), "项", ""
        for state, count in last.counts.items():
            yield STATE_LABELS[state], str(count), "项", _CSS[state] if count else ""
        yield "完成率", last.done_share or "—", f"{last.done} / {last.rectifications} 项" if last.done_share else "", ""


def _row(matter: Matter) -> tuple[str, ...]:
    """What the table says of a matter; the last is the class of its state."""
    days = matter.first_seen, matter.deadline, matter.closed_on, matter.reopened_on
    first, deadline, closed, reopened = map(_day, days)
    first = first or DAY_UNKNOWN
    closed = DAY_UNKNOWN if matter.closed_some_day else closed
    state = STATE_LABELS[matter.state]
    return matter.matter or "（没有名称）", matter.body, first, deadline, state, closed, reopened, _CSS[matter.state]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
