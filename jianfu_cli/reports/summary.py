"""摘要.html and 摘要.md: what a clerk lays on the director's desk; figures only, no names or numbers of people."""

from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.reports.summary_charts import charts, legends
from jianfu_cli.reports.summary_view import summary
from jianfu_cli.reports.templating import render_marked, render_page


class Summaries(NamedTuple):
    """The summary as one HTML file (no network, style and script pinned by their hashes) and as Markdown."""

    html: str
    markdown: str


def render(roll_up: RollUp, own: Path | None = None) -> Summaries:
    """Return the summary in both writings; in Markdown every value is escaped, so none becomes markup.

    Templates in the folder ``own`` replace ours.

    Raises:
        UsageError: one of them cannot be used.
    """
    view = summary(roll_up)
    html = render_page(
        "summary.html",
        ("base.css", "summary.css"),
        script="summary.js",
        own=own,
        s=view,
        charts=charts(view, roll_up),
        legends=legends(view),
    )
    return Summaries(html, render_marked("summary.md", own=own, s=view))
