"""What was decided over an inbox, found and read: every command that takes one begins with it."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import typer

from jianfu_cli.core.filings.arrivals import UNCLAIMED
from jianfu_cli.core.filings.decisions import Decisions, decisions_in, with_aliases
from jianfu_cli.core.filings.obeying import Obedience
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.decision_book import DECISIONS_FILE
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.reading.decisions import read_book
from jianfu_cli.reading.limits import limits_from


def obedience_over(
    paths: Iterable[Path], campaign: Campaign, *, says_faults: bool = True
) -> tuple[Campaign, Obedience]:
    """Return ``campaign`` with the spellings learnt over ``paths``, and what puts the decisions over them into effect.

    Raises:
        UsageError: a workbook of decisions is there and cannot be read.
    """
    decisions = load_decisions(paths, campaign)
    if says_faults:
        say_faults(decisions.faults)
    taught = with_aliases(campaign, decisions.aliases)
    return taught, Obedience(decisions, taught)


def load_decisions(paths: Iterable[Path], campaign: Campaign) -> Decisions:
    """Return what was decided over the inboxes that ``paths`` are or lie in; a fault names the workbook too.

    Raises:
        UsageError: a workbook of decisions is there and cannot be read.
    """
    guard, _ = limits_from()
    files = dict.fromkeys(filter(None, (_decisions_over(path.resolve(), campaign.roster) for path in paths)))
    by_number: dict[str, Decision] = {}
    aliases: dict[str, str] = {}
    faults: list[str] = []
    for file in files:
        decided = decisions_in(read_book(file, guard), campaign)
        by_number |= decided.by_number
        aliases |= decided.aliases
        faults += (f"{file.name} {fault}" for fault in decided.faults)
    return Decisions(by_number, aliases, tuple(faults))


def say_faults(faults: Iterable[str]) -> None:
    """Say which decisions cannot be obeyed."""
    for fault in faults:
        typer.echo(shown(f"注意：{fault}"), err=True)


def _decisions_over(path: Path, roster: Roster) -> Path | None:
    """Return the workbook of the inbox that ``path`` is or lies in, if it has one; a unit's folder is no inbox."""
    folders = (path, *path.parents) if path.is_dir() else tuple(path.parents)
    of_units = [folder.name == UNCLAIMED or roster.find_folder(folder.name) is not None for folder in folders]
    over = [above for below, above in pairwise(range(len(folders))) if of_units[below] and not of_units[above]]
    itself = [] if of_units[0] else [0]
    files = (folders[place] / DECISIONS_FILE for place in (*over, *itself))
    return next((file for file in files if file.is_file()), None)
