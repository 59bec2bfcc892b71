"""``remind -f json``: what is asked of whom, and in which text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jianfu_cli.core.filings.ledger import Ledger
from jianfu_cli.reports.entries import decision_entries
from jianfu_cli.reports.json_text import json_text
from jianfu_cli.reports.reminders import Asked, Reminder

FORMAT = "jianfu-remind/1"


def as_json(letters: Iterable[Reminder], ledger: Ledger, texts: Mapping[str, str], group: str) -> str:
    """Return what the letters ask as JSON text; ``texts`` are the names of their files by unit, ``group`` the list's.

    Faults are counted: ``validate`` lists them.
    """
    content = {
        "format": FORMAT,
        "campaign": ledger.campaign.id,
        "as_of": ledger.as_of.isoformat(),
        "group": group,
        "units": [_letter(letter, texts[letter.unit]) for letter in letters],
        "decisions": decision_entries(ledger.decisions),
    }
    return json_text(content)


def _letter(letter: Reminder, text: str) -> dict[str, Any]:
    return {
        "unit": letter.unit,
        "text": text,
        "missing": _asked(letter.missing),
        "near": _asked(letter.near),
        "mend": [{"attachment": one.form.id, "file": one.file, "errors": len(one.faults)} for one in letter.mend],
        "unreadable": list(dict.fromkeys(file for file, _, _ in letter.unreadable)),
        "scanless": [form.id for form in letter.scanless],
        **({"clues": [one.number for one in letter.clues]} if letter.clues else {}),
    }


def _asked(those: Sequence[Asked]) -> list[dict[str, str]]:
    return [{"attachment": one.form.id, "due": one.due_on.isoformat()} for one in those]
