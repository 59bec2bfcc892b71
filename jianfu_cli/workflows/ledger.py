"""What ``status`` and ``remind`` share: an inbox read into a ledger."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from jianfu_cli.core.filings.ledger import Ledger, keep_ledger
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision_book import DECISIONS_FILE
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.bundles import is_bundle_file
from jianfu_cli.workflows.inspect import InspectOptions, inspect


def read_ledger(inbox: Path, campaign: Campaign, as_of: date, jobs: int | None = None) -> Ledger:
    """Read ``inbox`` for the whole roster, or for one unit and those within it where it is that unit's folder.

    An empty folder, and one with nothing but decisions in it, is an inbox into which nothing has come yet.

    Raises:
        UsageError: ``inbox`` is no folder, and no bundle.
    """
    refuse_no_inbox(inbox)
    roster = campaign.roster
    own = roster.find_folder(inbox.resolve().name) if inbox.is_dir() else None
    units = (own, *(unit for unit in roster.names if own in roster.around(unit))) if own else roster.names
    if not has_arrivals(inbox):
        return keep_ledger((), (), campaign, as_of, units)
    inspection = inspect([inbox], campaign, as_of, InspectOptions(jobs=jobs, errors_alone=True))
    ledger = keep_ledger(inspection.files, inspection.findings, campaign, as_of, units, inspection.decisions)
    return replace(ledger, bundles=tuple(bundle.facts for bundle in inspection.bundles if bundle.facts))


def refuse_no_inbox(inbox: Path) -> None:
    """Refuse what cannot be an inbox: a folder, or a bundle of one.

    Raises:
        UsageError: it is not there, or a file.
    """
    if not inbox.exists():
        raise UsageError(f"找不到 {inbox}")
    if not (inbox.is_dir() or is_bundle_file(inbox)):
        raise UsageError(f"{inbox} 是一个文件；这里要写收件箱，即各单位文件夹所在的文件夹")


def has_arrivals(inbox: Path) -> bool:
    """Say whether anything has come into ``inbox``, a folder or a bundle: what was decided came from nobody."""
    return not inbox.is_dir() or any(entry.name != DECISIONS_FILE for entry in inbox.iterdir())
