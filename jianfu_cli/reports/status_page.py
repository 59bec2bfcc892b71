"""``status -f html``: the ledger on one page, without network or script, to be read on a screen or printed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from jianfu_cli.core.filings.ledger import Account, Entry, Ledger
from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.filings.versions import DAY_UNKNOWN, Version
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.workdays import far_from
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.reports.host import host_owes
from jianfu_cli.reports.json_text import unicode_text
from jianfu_cli.reports.status import clues_said
from jianfu_cli.reports.status_order import KindBlock, kind_blocks, what_is_missing
from jianfu_cli.reports.templating import render_page
from jianfu_cli.reports.text import settled_lines

_CSS = {State.ON_TIME: "in", State.LATE: "slow", State.MISSING: "out", State.NOT_DUE: "open"}


@dataclass(frozen=True, slots=True)
class StatusCell:
    """One return as the table shows it: its state, what else there is to know, and a class of ``status.css``."""

    state: str
    more: tuple[str, ...]
    css: str


@dataclass(frozen=True, slots=True)
class StatusBlock:
    """The units of one kind: due dates and cells one per attachment, None where it need not be filed.

    ``silent`` are those that sent nothing, of which ``silence`` says so; ``totals`` how many are on time, of how many.
    """

    kind: str
    dues: tuple[tuple[str, str] | None, ...]
    silent: tuple[str, ...]
    silence: str
    units: tuple[tuple[str, tuple[StatusCell | None, ...]], ...]
    totals: tuple[str, ...]


def as_html(ledger: Ledger) -> str:
    """Return the page; every value is escaped."""
    forms = tuple(
        form
        for form in ledger.campaign.attachments
        if any(entry.filing.attachment == form.id for account in ledger.accounts for entry in account.entries)
    )
    page = render_page(
        "status.html",
        ("base.css", "status.css"),
        title=ledger.campaign.title,
        basis=ledger.campaign.document_number,
        as_of=in_chinese(ledger.as_of),
        keys=[(STATE_LABELS[state], count, _CSS[state]) for state, count in ledger.counts.items()],
        host_owes=host_owes(ledger.campaign, ledger.as_of, ledger.own_missing),
        forms=[(form.label, form.title) for form in forms],
        missing=what_is_missing(ledger),
        blocks=[_block(ledger, block, forms) for block in kind_blocks(ledger)],
        too_late=_paths(ledger, attrgetter("too_late")),
        due_today=ledger.due_today,
        day_unknown=_day_unknown(ledger),
        superseded=_paths(ledger, attrgetter("replaced_by")),
        set_aside=_paths(ledger, attrgetter("set_aside")),
        decided=(*clues_said(ledger), *settled_lines(0, ledger.decisions)),
        refused=[(one.path, one.message) for account in ledger.accounts for one in account.refused],
        unplaced=ledger.unplaced,
        enclosures=[(account.unit, account.enclosures) for account in ledger.accounts if account.enclosures],
    )
    return unicode_text(page)


def _block(ledger: Ledger, block: KindBlock, forms: tuple[Attachment, ...]) -> StatusBlock:
    kind = block.kind
    dues = (ledger.campaign.due(form.id, kind.id) for form in forms)
    return StatusBlock(
        f"{kind.label}（{UNCONFIRMED}）" if kind in ledger.campaign.unconfirmed else kind.label,
        tuple((f"{due.month}月{due.day}日前", far_from(due, ledger.as_of)) if due else None for due in dues),
        tuple(account.unit for account in block.silent),
        f"{len(block.silent)} 个单位{block.silence}",
        tuple((account.unit, _cells(account, forms, ledger)) for account in block.heard),
        tuple(map(block.on_time, forms)),
    )


def _cells(account: Account, forms: tuple[Attachment, ...], ledger: Ledger) -> tuple[StatusCell | None, ...]:
    entries = {entry.filing.attachment: entry for entry in account.entries}
    return tuple(_cell(entries[form.id], ledger) if form.id in entries else None for form in forms)


def _cell(entry: Entry, ledger: Ledger) -> StatusCell:
    filing = entry.filing
    late = filing.state is State.LATE
    more = (
        _received(filing.first, ledger),
        _on(filing.corrected_on, filing.correction, ledger) if filing.corrected_on else "",
        "零报告" if filing.nil else "",
        f"错误 {len(entry.errors)} 处" if entry.errors else "",
        "缺扫描件" if entry.lacks_scan else "",
    )
    state = f"迟报 {filing.days_late} 天" if late else STATE_LABELS[filing.state]
    return StatusCell(state, tuple(fact for fact in more if fact), _CSS[filing.state])


def _day_unknown(ledger: Ledger) -> list[str]:
    counted = (one for each in ledger.accounts for entry in each.entries for one in entry.filing.counted)
    return list(dict.fromkeys(one.file.path for one in counted if one.day_unknown))


def _received(first: Version | None, ledger: Ledger) -> str:
    came_on = first.came_on(ledger.as_of) if first else None
    return _on(came_on, "收到", ledger) if came_on else DAY_UNKNOWN if first else ""


def _on(day: date, what: str, ledger: Ledger) -> str:
    """``6月14日收到``; the year too where it is not that of the campaign."""
    return f"{in_chinese(day) if day.year != ledger.campaign.year else f'{day.month}月{day.day}日'}{what}"


def _paths(ledger: Ledger, wanted: Callable[[Version], object]) -> list[str]:
    versions = (one for each in ledger.accounts for entry in each.entries for one in entry.filing.versions)
    return list(dict.fromkeys(one.file.path for one in versions if wanted(one)))
