"""``remind --docx``: a unit's letter as a document in Word."""

from jianfu_cli.core.filings.ledger import Ledger
from jianfu_cli.reports.reminders import Reminder, as_marked, document_title
from jianfu_cli.writing.word.marked import document_of


def as_document(reminder: Reminder, ledger: Ledger) -> bytes:
    """Return the letter as docx, the same bytes for the same ledger; number and seal are left blank."""
    return document_of(as_marked(reminder, ledger), document_title(ledger), ledger.campaign.issuer, ledger.as_of)
