"""How long a clue has been open, and whether that is longer than the campaign allows (limits.clue_days)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jianfu_cli.core.filings.returns import Filing
from jianfu_cli.core.language.dates import Precision, days_between, read_date
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.values import Scalar
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import ColumnRole, FormRole


@dataclass(frozen=True, slots=True)
class ClueTerm:
    """When it came, was settled, and should have been, None where that is not known or has not happened."""

    received_on: date | None
    closed_on: date | None
    due: date | None
    days: int | None
    late: bool

    @property
    def open(self) -> bool:
        """Whether it is not settled yet."""
        return self.closed_on is None


def clue_term(received: Scalar, closed: Scalar, campaign: Campaign, as_of: date) -> ClueTerm:
    """Return the term of a clue by ``as_of``, of its 收到日期 and 办结日期; what comes later has not happened."""
    came, ended = _day(received, campaign), _day(closed, campaign)
    ended = ended if ended and ended <= as_of else None
    due = came + timedelta(campaign.limits.clue_days) if came else None
    until = ended or as_of
    days = max(0, days_between(came, until)) if came else None
    return ClueTerm(came, ended, due, days, late=due is not None and until > due)


def _day(value: Scalar, campaign: Campaign) -> date | None:
    written = read_date(value, campaign.year)
    return written.day if written and written.precision is Precision.DAY else None


@dataclass(frozen=True, slots=True)
class KnownClue:
    """A clue of a ledger in the inbox: its number, what was told, who verifies it (as written, and as known)."""

    number: str
    content: str
    body: str
    unit: str | None
    term: ClueTerm


def known_clues(filed: Iterable[Filing], campaign: Campaign, as_of: date) -> tuple[KnownClue, ...] | None:
    """Return the clues of all ledgers that count, that had come by ``as_of``; None where no ledger is there."""
    attachment = campaign.id_by_role.get(FormRole.CLUES)
    forms = [
        form
        for filing in filed
        if filing.attachment == attachment
        for version in filing.counted
        for form in version.forms
    ]
    return tuple(clue for form in forms for clue in _clues(form, campaign, as_of)) if forms else None


def _clues(form: Form, campaign: Campaign, as_of: date) -> Iterator[KnownClue]:
    texts = [form.texts(role) for role in (ColumnRole.NUMBER, ColumnRole.CONTENT, ColumnRole.BODY)]
    days = form.values(ColumnRole.RECEIVED_ON), form.values(ColumnRole.CLOSED_ON)
    for row, number, content, body, received, closed in zip(form.body.rows.numbers, *texts, *days, strict=True):
        term = clue_term(received, closed, campaign, as_of)
        if row not in form.body.twice and not (term.received_on and term.received_on > as_of):
            yield KnownClue(
                public_text(number), public_text(content), public_text(body), campaign.roster.find(body), term
            )
