"""What was decided over an inbox, found and read: every command that takes one begins with it."""

from collections.abc import Iterable
from pathlib import Path

import typer

from jianfu_cli.core.filings.decisions import Decisions, decisions_in
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.decision_book import DECISIONS_FILE, DecisionBook, DecisionRow
from jianfu_cli.reading.decisions import read_book
from jianfu_cli.reading.limits import limits_from
from jianfu_cli.reading.sources import inboxes_of
from jianfu_cli.writing.decisions import write_book


def book_of(inbox: Path) -> DecisionBook:
    """Return the workbook of decisions of ``inbox`` as it stands; an empty one where there is none.

    Raises:
        UsageError: it cannot be read.
    """
    file = inbox / DECISIONS_FILE
    guard, _ = limits_from()
    return read_book(file, guard) if file.exists() else DecisionBook()


def write_decisions(inbox: Path, book: DecisionBook, campaign: Campaign) -> Path:
    """Write ``book`` into ``inbox``, and return where.

    Raises:
        UsageError: it cannot be written, or lies open in another program.
    """
    path = inbox / DECISIONS_FILE
    write_book(path, book, campaign.roster.names, [form.label for form in campaign.attachments])
    return path


def add_rows(inbox: Path, rows: Iterable[DecisionRow], campaign: Campaign) -> None:
    """Add decisions to those over ``inbox``, in the place of earlier ones over the same questions.

    Raises:
        UsageError: the workbook cannot be read or written.
    """
    added = {row.asked: row for row in rows}
    former = book_of(inbox)
    kept = tuple(row for row in former.rows if row.asked not in added)
    write_decisions(inbox, DecisionBook((*kept, *added.values()), former.aliases), campaign)


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
