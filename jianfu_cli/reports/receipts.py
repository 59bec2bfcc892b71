"""``receive -f json``: what came, what it is, and where it lies now."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from jianfu_cli.reports.json_text import json_text

FORMAT = "jianfu-receive/1"


@dataclass(frozen=True, slots=True)
class ReceiptEntry:
    """One file that came: its path as given, whose it is (None: nobody knows), in Chinese what it holds and a note.

    ``filed`` is where it lies below the inbox, None where it was not received; not ``new`` where the same bytes lay
    there before.
    """

    path: str
    unit: str | None
    holds: str
    note: str
    filed: str | None
    new: bool


def as_json(entries: Sequence[ReceiptEntry], campaign: str, inbox: str) -> str:
    """Return the receipt as JSON text, files in the order in which they were received."""
    new = sum(entry.new for entry in entries)
    refused = sum(entry.filed is None for entry in entries)
    content = {
        "format": FORMAT,
        "campaign": campaign,
        "inbox": inbox,
        "counts": {"new": new, "known": len(entries) - new - refused, "refused": refused},
        "files": [asdict(entry) for entry in entries],
    }
    return json_text(content)
