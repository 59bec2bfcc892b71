"""``receive``: each file that came, recognised and filed as soon as it is."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jianfu_cli.core.filings.arrivals import UNCLAIMED, Arrival, arrival
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import LITTER, SourceFile
from jianfu_cli.errors import reason
from jianfu_cli.reading.sources import Source
from jianfu_cli.workflows.inspect import read_files
from jianfu_cli.writing.filing import Filed, Inbox, opened


@dataclass(frozen=True, slots=True)
class Received:
    """One file that came, what it is, and where its copy lies; ``filed`` is None where it could not be read at all."""

    source: Source
    arrival: Arrival
    filed: Filed | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """How files are received: into which ``inbox``, ``on`` which day, from which unit (``sender``; None: recognised).

    Without a day a mail is filed under its own, all else under today.
    """

    inbox: Path
    on: date | None = None
    sender: str | None = None


def receive_files(
    sources: tuple[Source, ...],
    receipt: Receipt,
    campaign: Campaign,
    jobs: int | None,
    today: date,
    wait: Callable[[], None],
) -> Iterator[Received]:
    """Yield each of the files once it is filed; editors' and systems' own files are passed over.

    ``wait`` is called where another receive is at work in the inbox.

    Raises:
        UsageError: the inbox cannot be written.
    """
    with opened(receipt.inbox, wait) as inbox:
        for source, files in read_files(sources, campaign, jobs):
            if files[0].type != LITTER:
                yield _received(source, files, receipt, campaign, today, inbox)


def _received(
    source: Source, files: tuple[SourceFile, ...], receipt: Receipt, campaign: Campaign, today: date, inbox: Inbox
) -> Received:
    if source.refused:
        return Received(source, Arrival(None, f"没有收：{source.refused}"), None)
    found = arrival(files, source.file.name, campaign, receipt.sender)
    day = receipt.on or _day_before(source, receipt.inbox) or files[0].mail_day or today
    try:
        return Received(source, found, inbox.file_copy(source.file, found.folder, day))
    except OSError as error:
        return Received(source, Arrival(None, f"没有收：打不开（{reason(error)}）"), None)


def _day_before(source: Source, inbox: Path) -> date | None:
    """The day on which a file that is claimed now came into 待认领: claiming makes nobody late."""
    unclaimed = Path(os.path.realpath(inbox / UNCLAIMED))
    return source.folder_date if unclaimed in Path(os.path.realpath(source.file)).parents else None
