"""What was decided over an inbox, found and read: every command that takes one begins with it."""

from collections.abc import Iterable
from pathlib import Path

import typer

from jianfu_cli.core.filings.decisions import Decisions, decisions_in
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.decision_book import DECISIONS_FILE
from jianfu_cli.reading.decisions import read_book
from jianfu_cli.reading.limits import limits_from
from jianfu_cli.reading.sources import inboxes_of


def load_decisions(paths: Iterable[Path], campaign: Campaign) -> Decisions:
    """Return what was decided over the inboxes that ``paths`` are or lie in; say which rows cannot be obeyed.

    Raises:
        UsageError: a workbook of decisions is there and cannot be read.
    """
    guard, _ = limits_from()
    files = [file for inbox in inboxes_of(paths, campaign.roster) if (file := inbox / DECISIONS_FILE).is_file()]
    by_number: dict[str, Decision] = {}
    aliases: dict[str, str] = {}
    for file in files:
        decided = decisions_in(read_book(file, guard), campaign)
        by_number |= decided.by_number
        aliases |= decided.aliases
        for fault in decided.faults:
            typer.echo(shown(f"注意：{file.name} {fault}"), err=True)
    return Decisions(by_number, aliases)
