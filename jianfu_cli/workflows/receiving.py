"""``receive``: each file that came, recognised and filed as soon as it is."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jianfu_cli.core.filings.arrivals import UNCLAIMED, Arrival, arrival
from jianfu_cli.core.filings.decisions import scan_number
from jianfu_cli.core.filings.obeying import Obedience
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Issue
from jianfu_cli.core.model.decision_book import (
    DECISION,
    DECISIONS_FILE,
    FILE,
    ISSUE,
    NUMBER,
    ON,
    SITUATION,
    UNIT,
    DecisionRow,
)
from jianfu_cli.core.model.form import LITTER, WITHIN, SourceFile
from jianfu_cli.errors import reason
from jianfu_cli.reading.sources import Source
from jianfu_cli.workflows.decision_book import add_rows, book_of
from jianfu_cli.workflows.inspect import read_files
from jianfu_cli.writing.decisions import refuse_open
from jianfu_cli.writing.filing import Filed, Inbox, opened


@dataclass(frozen=True, slots=True)
class Received:
    """One file that came, what it is, and where its copy lies; ``filed`` is None where it could not be read at all.

    ``scan_said`` is in Chinese what became of the word that it is the scan of an attachment, "" where nobody said so.
    """

    source: Source
    arrival: Arrival
    filed: Filed | None
    scan_said: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """How files are received: into which ``inbox``, ``on`` which day, from which unit (``sender``; None: recognised).

    Without a day a mail is filed under its own, all else under today. ``scan_of``: the scans among them are those of
    this attachment (its label, 附件2), "" where nobody says so.
    """

    inbox: Path
    on: date | None = None
    sender: str | None = None
    scan_of: str = ""


def receive_files(
    sources: tuple[Source, ...],
    receipt: Receipt,
    campaign: Campaign,
    obedience: Obedience,
    jobs: int | None,
    today: date,
    wait: Callable[[], None],
) -> Iterator[Received]:
    """Yield each of the files once it is filed; editors' and systems' own files are passed over.

    What was decided of whose a file is holds for the same bytes again. ``wait`` is called where another receive is at
    work in the inbox.

    Raises:
        UsageError: the inbox cannot be written.
    """
    scans: list[DecisionRow] = []
    with opened(receipt.inbox, wait) as inbox:
        if receipt.scan_of:
            refuse_open(receipt.inbox / DECISIONS_FILE)
        before = _scans_before(receipt)
        for source, read in read_files(sources, campaign, jobs):
            files = obedience.files(read)
            if files[0].type != LITTER:
                received = _received(source, files, receipt, campaign, today, inbox)
                rows = tuple(_scans_of(received, files, receipt))
                scans += rows
                yield replace(received, scan_said=_scan_said(received, rows, receipt, before))
        if scans:
            add_rows(receipt.inbox, scans, campaign)


def _scans_of(received: Received, files: tuple[SourceFile, ...], receipt: Receipt) -> Iterator[DecisionRow]:
    """What the person receiving says of the scans, as decisions over the files where they lie now."""
    unit, filed = received.arrival.unit, received.filed
    for file in files if receipt.scan_of and unit and filed else ():
        if file.scan:
            assert unit
            assert filed
            yield DecisionRow(
                0,
                {
                    NUMBER: scan_number(unit, file.sha256),
                    ISSUE: Issue.SCAN.value,
                    UNIT: unit,
                    FILE: WITHIN.join((filed.path.relative_to(receipt.inbox).as_posix(), *file.within)),
                    SITUATION: "收件时写明",
                    DECISION: receipt.scan_of,
                    ON: _day_of(filed.path),
                },
            )


def _scans_before(receipt: Receipt) -> dict[str, str]:
    """Which attachment a scan was said to be of before, by the number of the decision."""
    if not receipt.scan_of:
        return {}
    return {row.asked: row.text(DECISION) for row in book_of(receipt.inbox).rows if row.text(ISSUE) == Issue.SCAN.value}


def _scan_said(received: Received, rows: tuple[DecisionRow, ...], receipt: Receipt, before: dict[str, str]) -> str:
    if not receipt.scan_of or received.filed is None:
        return ""
    if not rows:
        why = "不是扫描件" if received.arrival.unit else "不知道是哪个单位的"
        return f"{why}，没有记为{receipt.scan_of}的扫描件"
    former = {label for row in rows if (label := before.get(row.asked, ""))}
    if former == {receipt.scan_of}:
        return f"原来就记为{receipt.scan_of}的扫描件"
    was = f"原来记为{'、'.join(sorted(former))}，改" if former else ""
    return f"{was}记为{receipt.scan_of}的扫描件（见{DECISIONS_FILE}）"


def _day_of(filed: Path) -> str:
    """The day under which a file was filed: inbox/unit/day/name."""
    return filed.parent.name


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
