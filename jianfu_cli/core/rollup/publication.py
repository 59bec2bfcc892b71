"""What of a roll-up may be published: the whitelist by level, and where people may complain (notice, 三)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from jianfu_cli.core.language.contacts import are_emails, find_emails, folded, half_width, read_phones
from jianfu_cli.core.language.privacy import doubtful, is_mobile, numbers_in, public_text
from jianfu_cli.core.language.spans import PersonalData
from jianfu_cli.core.language.values import cell_name
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp

# Columns that are for the office alone.
_INTERNAL = frozenset({ColumnRole.REMARK})
_NO_DIGITS = "、"


class PersonalDoubt(NamedTuple):
    """A cell whose text is published though it may hold personal data, and ``why``, for the person who publishes."""

    unit: str
    path: str
    sheet: str | None
    cell: str
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Level:
    """The whitelist of one level: 市本级, or one county; each row has one text per heading."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PublicWhitelist:
    """The municipal and county whitelist; ``withheld`` are ``(unit, items)`` of units that are on no roster.

    ``area`` is 全市 or "", ``rule`` the sentence of the notice that stands before the list. ``doubts`` are the cells
    that a person should look at before it is published, ``unsure`` the items of tables that may be none of this
    campaign's (JF010).
    """

    title: str
    area: str
    rule: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    levels: tuple[Level, ...]
    withheld: tuple[tuple[str, int], ...]
    doubts: tuple[PersonalDoubt, ...] = ()
    unsure: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """How many items are published."""
        return sum(len(level.rows) for level in self.levels)

    @property
    def as_table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Headings and rows of one table of all levels, numbered through: 序号, 公布单位, the columns."""
        every = ((level.name, row) for level in self.levels for row in level.rows)
        rows = [(str(nth), name, *row) for nth, (name, row) in enumerate(every, start=1)]
        return ("序号", "公布单位", *self.headings), rows


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
    """The published channels, and ``withheld``: ``(unit, what was left out and why)``, without the number itself.

    ``doubts`` are the cells that a person should look at before it is published.
    """

    title: str
    channels: tuple[Channel, ...]
    withheld: tuple[tuple[str, str], ...]
    doubts: tuple[PersonalDoubt, ...] = ()

    @property
    def as_table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Headings and rows of one table: 序号, 单位, hotlines, e-mail addresses."""
        rows: list[tuple[str, ...]] = [
            (str(nth), one.office or one.unit, "、".join(one.hotlines), "、".join(one.emails))
            for nth, one in enumerate(self.channels, start=1)
        ]
        return ("序号", "单位", "投诉举报热线", "投诉举报邮箱"), rows


def public_whitelist(roll_up: RollUp) -> PublicWhitelist | None:
    """Return the whitelist by level: the host (with what others without an area filed), then each area.

    备注 and what the submitters added are left out, as are persons' names and numbers within a text. None where the
    campaign has no whitelist.
    """
    campaign, table = roll_up.campaign, roll_up.table(FormRole.WHITELIST)
    if table is None:
        return None
    columns = [column for column in table.columns if table.attachment.role_by_key.get(column.key) not in _INTERNAL]
    asked = [table.attachment.asked_by(column.key) for column in columns]
    roster, host = campaign.roster, _host(campaign)
    levels: dict[str, list[tuple[str, ...]]] = {}
    withheld: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    doubts: list[PersonalDoubt] = []
    unsure_places = _unsure_places(roll_up)
    # The host's own list comes before those of its departments.
    for row in sorted(table.rows, key=lambda row: not roster.is_host(row.unit)):
        if (table.attachment.id, row.path, row.sheet) in unsure_places:
            unsure[row.unit] += 1
            continue
        if row.unit not in roster.kind_of:
            withheld[row.unit] += 1
            continue
        name = row.unit if roster.has_area(row.unit) or not host else host
        texts = tuple(public_text(_named(table, row, role, campaign)) for role in asked)
        levels.setdefault(name, []).append(texts)
        doubts += _doubts(roll_up, table, row, zip(columns, texts, strict=True))
    ordered = sorted(levels, key=lambda name: (name != host, roster.order(name)))
    return PublicWhitelist(
        title=f"{_place(campaign)}{campaign.year}年{table.attachment.named_in_text}",
        area="全市" if campaign.city else "",
        rule=campaign.texts.whitelist_rule,
        headings=tuple(column.called for column in columns),
        widths=tuple(column.width for column in columns),
        levels=tuple(Level(name, tuple(levels[name])) for name in ordered),
        withheld=tuple(withheld.items()),
        doubts=tuple(doubts),
        unsure=tuple(unsure.items()),
    )


def _named(table: MergedTable, row: MergedRow, role: str, campaign: Campaign) -> str:
    """The text of a cell, bodies by their full names."""
    text = table.text(row, role)
    return campaign.roster.in_full(text, row.unit) if role == ColumnRole.BODY else text


def _unsure_places(roll_up: RollUp) -> frozenset[tuple[str, str, str | None]]:
    """Where tables stand that may be none of the campaign's: ``(attachment, path, sheet)``."""
    forms = ((file.path, form) for file in roll_up.files for form in file.forms)
    return frozenset((form.attachment, path, form.place.sheet) for path, form in forms if not form.recognition.sure)


def _doubts(
    roll_up: RollUp, table: MergedTable, row: MergedRow, published: Iterable[tuple[Column, str]]
) -> Iterator[PersonalDoubt]:
    """Yield a doubt for each of the texts of ``row``, with their columns, that may still hold personal data."""
    for column, text in published:
        if reasons := doubtful(text):
            cell = _cell(roll_up, table, row, table.attachment.asked_by(column.key))
            yield PersonalDoubt(row.unit, row.path, row.sheet, cell, column.heading, "、".join(reasons))


def _cell(roll_up: RollUp, table: MergedTable, row: MergedRow, role: str) -> str:
    """Where a person finds the text of ``row`` in the column of ``role``: ``E9``, or its row without addresses."""
    forms = (form for file in roll_up.files if file.path == row.path for form in file.forms)
    for form in forms:
        column = form.column(role)
        same = (form.attachment, form.place.sheet) == (
            table.attachment.id,
            row.sheet,
        ) and row.row in form.body.rows.numbers
        if same and column and form.place.addressed:
            return cell_name(row.row, column.number)
    return f"第{row.row}行"


def _host(campaign: Campaign) -> str:
    """What the level that issues the campaign is called; "" where it has none."""
    return next((kind.label for kind in campaign.kinds if kind.host), "")


def _place(campaign: Campaign) -> str:
    return f"{campaign.city}市" if campaign.city else ""


def complaint_channels(roll_up: RollUp) -> Channels | None:
    """Return hotlines and e-mails of the contacts, nothing else of them, and no mobile number: that is a person's.

    None where the campaign asks for neither.
    """
    table = roll_up.table(FormRole.CONTACTS)
    if table is None or not {ColumnRole.HOTLINE, ColumnRole.EMAIL} & table.attachment.column_by_role.keys():
        return None
    channels: dict[tuple[str, str], Channel] = {}
    withheld: list[tuple[str, str]] = []
    doubts: list[PersonalDoubt] = []
    unsure_places = _unsure_places(roll_up)
    for row in table.rows:
        if (table.attachment.id, row.path, row.sheet) in unsure_places:
            withheld.append((row.unit, f"{table.attachment.title}（不能肯定是这个附件）"))
            continue
        channel, left_out = _channel(table, row, roll_up.campaign)
        withheld += ((row.unit, why) for why in left_out)
        if channel.hotlines or channel.emails:
            # An office is listed once, however many of its staff the form names.
            own = (channel.unit, channel.office)
            channels[own] = channels[own].joined(channel) if own in channels else channel
            if office := table.attachment.column_by_role.get(ColumnRole.BODY):
                doubts += _doubts(roll_up, table, row, [(office, channel.office)])
    return Channels(
        f"{_place(roll_up.campaign)}{roll_up.campaign.title}投诉举报渠道",
        tuple(channels.values()),
        tuple(dict.fromkeys(withheld)),
        tuple(doubts),
    )


def _channel(table: MergedTable, row: MergedRow, campaign: Campaign) -> tuple[Channel, list[str]]:
    written, mail = table.text(row, ColumnRole.HOTLINE), _mail(table.text(row, ColumnRole.EMAIL))
    personal = numbers_in(written)
    numbers, unclear = read_phones(_without(written, ((span.start, span.end) for span in personal)))
    hotlines = _unlike(number for number in numbers if not is_mobile(number))
    found = [mail[start:end] for start, end in find_emails(mail)]
    emails = _unlike(one for one in found if not is_mobile(one.partition("@")[0]))
    left_out = []
    if any(span.kind is PersonalData.MOBILE for span in personal):
        left_out.append("投诉举报热线（是手机号码）")
    if unclear or (written and not numbers and not personal):
        left_out.append("投诉举报热线（不像电话号码）")
    if len(emails) < len(_unlike(found)):
        left_out.append("投诉举报邮箱（含手机号码）")
    if mail and not found:
        left_out.append("投诉举报邮箱（邮箱地址格式不正确）")
    unit, office = campaign.roster.full_name(row.unit), _named(table, row, ColumnRole.BODY, campaign)
    return Channel(public_text(unit), public_text(office), hotlines, emails), left_out


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in places:
        parts += [text[done:start], _NO_DIGITS]
        done = end
    return "".join([*parts, text[done:]])


def _mail(written: str) -> str:
    """The addresses as JF211 would have them where there is no doubt what is meant, else as written."""
    mended = half_width(written)
    return mended if are_emails(mended) and not are_emails(written) else folded(written)


def _unlike(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
