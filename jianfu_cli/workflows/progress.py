"""``progress``: an inbox read once, counted for each of its days."""

from datetime import date
from pathlib import Path

from jianfu_cli.core.language.steps import Every
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.rollup.progress import Progress, progress
from jianfu_cli.workflows.inspect import InspectOptions, inspect
from jianfu_cli.workflows.ledger import has_arrivals, refuse_no_inbox


def read_progress(
    inbox: Path, campaign: Campaign, start: date | None, end: date, every: Every, jobs: int | None = None
) -> Progress:
    """Read ``inbox`` and count its days up to ``end``; an empty folder is one into which nothing has come yet.

    Raises:
        UsageError: ``inbox`` is no folder.
    """
    refuse_no_inbox(inbox)
    if not has_arrivals(inbox):
        return progress((), (), campaign, end=end, start=start, every=every)
    inspection = inspect([inbox], campaign, end, InspectOptions(jobs=jobs))
    return progress(
        inspection.files,
        inspection.findings,
        campaign,
        end=end,
        start=start,
        every=every,
        decisions=inspection.decisions,
    )
