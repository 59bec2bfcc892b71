"""摘要.html and 摘要.md: what a clerk lays on the director's desk; figures only, no names or numbers of people."""

from pathlib import Path

from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.reports.summary_charts import charts, legends
from jianfu_cli.reports.summary_view import summary
from jianfu_cli.reports.templating import render_marked, render_page


def render_html(roll_up: RollUp, own: Path | None = None) -> str:
    """Return the summary as one HTML file: no network, style and script pinned by their hashes.

    Templates in the folder ``own`` replace ours (UsageError where one cannot be used), here and in Markdown.
    """
    view = summary(roll_up)
    return render_page(
        "summary.html",
        ("base.css", "summary.css"),
        script="summary.js",
        own=own,
        s=view,
        charts=charts(view, roll_up),
        legends=legends(view),
    )


def render_markdown(roll_up: RollUp, own: Path | None = None) -> str:
    """Return the summary as Markdown; every value is escaped, so none becomes markup or breaks a table."""
    return render_marked("summary.md", own=own, s=summary(roll_up))
