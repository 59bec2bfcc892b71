"""The workbook of decisions of an inbox, to be read and written anew."""

from collections.abc import Iterable
from pathlib import Path

from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision_book import DECISIONS_FILE, DecisionBook, DecisionRow
from jianfu_cli.reading.decisions import read_book
from jianfu_cli.reading.limits import limits_from
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
