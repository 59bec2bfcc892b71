"""What the mail that a file came in says of it: the day it came, and whose address it was sent from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from jianfu_cli.core.language.version_words import version_words
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Problem
from jianfu_cli.reading.formats.kinds import Kind
from jianfu_cli.reading.sources import Source

# A clock that is wrong is mostly wrong by decades; corrections go on long after a campaign has ended.
_DAYS_BEFORE_THE_NOTICE, _DAYS_AFTER_THE_END = 366, 3 * 366

NOTHING_ATTACHED = Problem(
    "JF006",
    "这是邮件，里面没有附件",
    "附件可能是网盘、超大附件的链接，请下载后单独报送；没有带上的，请对方重新发送；正文里写着没有事项的，请用空白表写“无”。",
)
"""What is said of a mail that names an attachment, by its file, subject or first line, and brings none."""


def opened_mail(source: Source, kind: Kind, data: bytes, campaign: Campaign) -> Source:
    """Return ``source``, which is a mail, with its day, the unit it came from, the one that its words name.

    And with what its subject says of a supplement or a correction.

    A mail within a mail came when the outer one did; who sent the inner one counts where the outer's sender is nobody
    in the roster (a colleague who forwards it).

    Raises:
        RefusedError: the mail as a whole.
    """
    envelope = kind.mail_reader.envelope(data)
    day = source.mail_day or _plausible(envelope.days, campaign)
    unit = source.mail_unit or campaign.roster.find_email(envelope.sender)
    hint = source.mail_hint or _named(envelope.words, campaign)
    said = source.mail_words or " ".join(chain.from_iterable(version_words("".join(envelope.words[:1]))))
    return replace(source, mailed=True, mail_day=day, mail_unit=unit, mail_hint=hint, mail_words=said)


def _named(words: Iterable[str], campaign: Campaign) -> str | None:
    """Return the unit that a mail's subject, else its first line, names; the host is whom mails are written to."""
    named = (campaign.roster.find_in(line) for line in words)
    return next((unit for unit in named if unit and not campaign.roster.is_host(unit)), None)


def _plausible(days: Iterable[date], campaign: Campaign) -> date | None:
    return next(
        (
            day
            for day in days
            if (campaign.notice_date - day).days <= _DAYS_BEFORE_THE_NOTICE
            and (day - campaign.ends_on).days <= _DAYS_AFTER_THE_END
        ),
        None,
    )
