"""What of a roll-up may be published: the whitelist by level, and where people may complain (notice, 三)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from jianfu_cli.core.language.emails import are_emails, half_width
from jianfu_cli.core.language.phones import folded, read_phones
from jianfu_cli.core.language.privacy import is_mobile, public_text
from jianfu_cli.core.model.attachment import WHITELIST
from jianfu_cli.core.model.roster import KIND_LABELS, Kind
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp

# Columns that are for the office alone.
_INTERNAL = frozenset({"remark"})
_OFFICES, _HOTLINE, _EMAIL, _OFFICE = "a1", "hotline", "complaints_email", "organisation"
_EMAILS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Level:
    """The whitelist of one level: 市本级, or one county; each row has one text per heading."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PublicWhitelist:
    """The municipal and county whitelist; ``withheld`` are ``(unit, items)`` of units that are on no roster.

    ``unsure`` are those of tables that may be none of this campaign's (JF010).
    """

    title: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    levels: tuple[Level, ...]
    withheld: tuple[tuple[str, int], ...]
    unsure: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """How many items are published."""
        return sum(len(level.rows) for level in self.levels)


@dataclass(frozen=True, slots=True)
class Channel:
    """Where to complain about one body: its unit, its name, hotlines and e-mail addresses."""

    unit: str
    office: str
    hotlines: tuple[str, ...]
    emails: tuple[str, ...]

    def joined(self, other: Self) -> Self:
        """Return the channels of both, each once."""
        hotlines, emails = _unlike((*self.hotlines, *other.hotlines)), _unlike((*self.emails, *other.emails))
        return replace(self, hotlines=hotlines, emails=emails)


@dataclass(frozen=True, slots=True)
class Channels:
    """The published channels, and ``withheld``: ``(unit, what was left out and why)``, without the number itself."""

    title: str
    channels: tuple[Channel, ...]
    withheld: tuple[tuple[str, str], ...]


def public_whitelist(roll_up: RollUp) -> PublicWhitelist:
    """Return the whitelist by level: 市本级 (with what municipal departments filed), then each county.

    备注 and what the submitters added are left out, as are persons' names and numbers within a text.
    """
    campaign, table = roll_up.campaign, roll_up.table(WHITELIST)
    columns = [column for column in table.columns if column.key not in _INTERNAL] if table else []
    kinds = campaign.roster.kind_of
    levels: dict[str, list[tuple[str, ...]]] = {}
    withheld: dict[str, int] = {}
    unsure: Counter[str] = Counter()
    doubtful = _unsure_places(roll_up)
    # The city's own list comes before those of its departments.
    for row in sorted(table.rows if table else (), key=lambda row: kinds.get(row.unit) is not Kind.CITY):
        kind = kinds.get(row.unit)
        if (WHITELIST, row.path, row.sheet) in doubtful:
            unsure[row.unit] += 1
            continue
        if kind is None:
            withheld[row.unit] = withheld.get(row.unit, 0) + 1
            continue
        name = row.unit if kind is Kind.COUNTY else KIND_LABELS[Kind.CITY]
        levels.setdefault(name, []).append(tuple(public_text(table.text(row, one.key)) for one in columns if table))
    city = KIND_LABELS[Kind.CITY]
    ordered = sorted(levels, key=lambda name: (name != city, campaign.roster.order(name)))
    return PublicWhitelist(
        title=f"{_place(roll_up)}{campaign.year}年{_matter(table)}",
        headings=tuple(re.sub(r"（[^）]*字以内）", "", column.heading) for column in columns),
        widths=tuple(column.width for column in columns),
        levels=tuple(Level(name, tuple(levels[name])) for name in ordered),
        withheld=tuple(withheld.items()),
        unsure=tuple(unsure.items()),
    )


def _unsure_places(roll_up: RollUp) -> frozenset[tuple[str, str, str | None]]:
    """Where tables stand that may be none of the campaign's: ``(attachment, path, sheet)``."""
    forms = ((file.path, form) for file in roll_up.files for form in file.forms)
    return frozenset((form.attachment, path, form.sheet) for path, form in forms if not form.sure)


def _place(roll_up: RollUp) -> str:
    return f"{roll_up.campaign.city}市" if roll_up.campaign.city else ""


def _matter(table: MergedTable | None) -> str:
    return table.attachment.title.removesuffix("参考模板") if table else "社会事务进校园白名单"


def complaint_channels(roll_up: RollUp) -> Channels:
    """Return hotlines and e-mails of 附件1, nothing else of it, and no mobile number: that is a person's."""
    table = roll_up.table(_OFFICES)
    has_channels = table is not None and {_HOTLINE, _EMAIL} <= table.attachment.column_by_key.keys()
    channels: dict[tuple[str, str], Channel] = {}
    withheld: list[tuple[str, str]] = []
    doubtful = _unsure_places(roll_up)
    for row in table.rows if table and has_channels else ():
        assert table is not None
        if (_OFFICES, row.path, row.sheet) in doubtful:
            withheld.append((row.unit, "信息统计表（不能肯定是这个附件）"))
            continue
        channel, left_out = _channel(table, row)
        withheld += ((row.unit, why) for why in left_out)
        if channel.hotlines or channel.emails:
            # An office is listed once, however many of its staff the form names.
            own = (channel.unit, channel.office)
            channels[own] = channels[own].joined(channel) if own in channels else channel
    return Channels(
        f"{_place(roll_up)}{roll_up.campaign.title}投诉举报渠道",
        tuple(channels.values()),
        tuple(dict.fromkeys(withheld)),
    )


def _channel(table: MergedTable, row: MergedRow) -> tuple[Channel, list[str]]:
    written, mail = table.text(row, _HOTLINE), _mail(table.text(row, _EMAIL))
    numbers, doubtful = read_phones(written)
    hotlines = _unlike(number for number in numbers if not is_mobile(number))
    found = _EMAILS.findall(mail)
    emails = _unlike(one for one in found if not is_mobile(one.partition("@")[0]))
    left_out = []
    if any(is_mobile(number) for number in numbers):
        left_out.append("投诉举报热线（是手机号码）")
    if doubtful or (written and not numbers):
        left_out.append("投诉举报热线（不像电话号码）")
    if len(emails) < len(_unlike(found)):
        left_out.append("投诉举报邮箱（含手机号码）")
    if mail and not found:
        left_out.append("投诉举报邮箱（不像邮箱）")
    return Channel(row.unit, public_text(table.text(row, _OFFICE)), hotlines, emails), left_out


def _mail(written: str) -> str:
    """The addresses as JF211 would have them where there is no doubt what is meant, else as written."""
    mended = half_width(written)
    return mended if are_emails(mended) and not are_emails(written) else folded(written)


def _unlike(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
