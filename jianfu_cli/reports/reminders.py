"""``remind``: a ready-to-send text for each unit with something to do, and one list for a group chat."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from jianfu_cli.core.filings.ledger import Account, Entry, Ledger
from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.filings.versions import DAY_UNKNOWN, Version
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.workdays import far_from
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.reports.templating import environment, plain_text, render_marked

_BEGINNING = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that is asked for: by when, how far that is, and what came instead of it, in Chinese ("" for nothing)."""

    form: Attachment
    due_on: date
    far: str
    instead: str = ""

    @property
    def due(self) -> str:
        """The due date as documents write it."""
        return in_chinese(self.due_on)

    @property
    def nil_allowed(self) -> bool:
        """Whether 零报告 will do."""
        return self.form.nil_allowed and self.form.kind == "table"


@dataclass(frozen=True, slots=True)
class ToMend:
    """A form that must come again: which file, when it came, and ``(sheet and cell, what, how)`` of each fault."""

    form: Attachment
    file: str
    received: str
    faults: tuple[tuple[str, str, str], ...]


class OverdueClue(NamedTuple):
    """A clue that the unit verifies and has not settled in time: number, how it begins, when it was due, how far."""

    number: str
    content: str
    due: str
    far: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """All that one unit's text says; empty lists are left out of it."""

    unit: str
    missing: tuple[Asked, ...]
    near: tuple[Asked, ...]
    mend: tuple[ToMend, ...]
    unreadable: tuple[tuple[str, str, str], ...]
    scanless: tuple[Attachment, ...]
    unexplained: tuple[str, ...]
    in_order: tuple[str, ...]
    late: tuple[str, ...]
    clues: tuple[OverdueClue, ...] = ()

    @property
    def scans_lacking(self) -> str:
        """What lacks its stamped scan, ``附件1—3、5``."""
        return labels_of(self.scanless)

    @property
    def has_something_to_do(self) -> bool:
        """Whether the unit must send anything."""
        return bool(self.missing or self.near or self.mend or self.unreadable or self.scanless or self.clues)


class Wanted(NamedTuple):
    """What many units are asked for: ``(day, how far, forms)`` by day, and ``(forms, units)`` by set of forms."""

    dues: tuple[tuple[str, str, str], ...]
    units_by_set: tuple[tuple[str, list[str]], ...]


def reminders(ledger: Ledger) -> tuple[Reminder, ...]:
    """Return what to send, in order of the roster: only units that must send something get a text."""
    every = (_reminder(ledger, account) for account in ledger.accounts)
    return tuple(reminder for reminder in every if reminder.has_something_to_do)


def as_marked(reminder: Reminder, ledger: Ledger) -> str:
    """Return the letter for one unit as marked text, to be made a document (docs/templates.md, 文稿)."""
    return render_marked("reminder.md", r=reminder, **_told(ledger))


def as_text(reminder: Reminder, ledger: Ledger) -> str:
    """Return the text for one unit: the letter without what only a document has, its title and notes."""
    return plain_text(as_marked(reminder, ledger))


def document_title(ledger: Ledger) -> str:
    """Return what the letters are called, as documents."""
    return f"{ledger.campaign.title}材料催报函"


def group_list(letters: Iterable[Reminder], ledger: Ledger) -> str:
    """Return the list for a group chat: what is asked for, and the units that lack it; no file, no person.

    Units that sent nothing are named only where somebody has checked that they owe anything.
    """
    silent = _silent(ledger)
    letters = tuple(
        replace(reminder, unit=public_text(reminder.unit)) for reminder in letters if reminder.unit not in silent
    )
    return _filled(
        "group.txt",
        ledger,
        silent=[(kind.label, len(units)) for kind in ledger.campaign.unconfirmed if (units := _of(silent, kind.id))],
        unconfirmed=UNCONFIRMED,
        missing=_asked_of((reminder.unit, reminder.missing) for reminder in letters),
        near=_asked_of((reminder.unit, reminder.near) for reminder in letters),
        mend=_by_set((one.unit, labels_of(each.form for each in one.mend)) for one in letters),
        unreadable=[reminder.unit for reminder in letters if reminder.unreadable],
        scanless=_by_set((one.unit, one.scans_lacking) for one in letters),
    )


def _by_set(each: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The two halves of each line: units of which the same is asked together, most units first; a unit alone last."""
    units: dict[str, list[str]] = {}
    for unit, labels in each:
        if labels:
            units.setdefault(labels, []).append(unit)
    together = [(labels, those) for labels, those in units.items() if len(those) > 1]
    lines = [
        (f"{labels}（{len(those)} 个单位）", "、".join(those))
        for labels, those in sorted(together, key=lambda pair: -len(pair[1]))
    ]
    return [*lines, *((those[0], labels) for labels, those in units.items() if len(those) == 1)]


def unnamed(ledger: Ledger) -> tuple[str, ...]:
    """Return the kinds of which the list for a group chat names no unit that sent nothing."""
    silent = _silent(ledger)
    return tuple(kind.label for kind in ledger.campaign.unconfirmed if _of(silent, kind.id))


def _silent(ledger: Ledger) -> dict[str, str]:
    """``unit → kind`` of those that sent nothing and that nobody has checked: a default list may name too many."""
    unchecked = {kind.id for kind in ledger.campaign.unconfirmed}
    return {one.unit: one.kind for one in ledger.accounts if one.kind in unchecked and one.sent_nothing}


def _of(silent: Mapping[str, str], kind: str) -> list[str]:
    return [unit for unit, own in silent.items() if own == kind]


def _asked_of(lists: Iterable[tuple[str, tuple[Asked, ...]]]) -> Wanted:
    """What is asked for, earliest due first, and the units by all that each is asked for, most units first."""
    dues: dict[date, dict[str, Asked]] = {}
    units: dict[tuple[Attachment, ...], list[str]] = {}
    for unit, asked in lists:
        for one in asked:
            dues.setdefault(one.due_on, {})[one.form.label] = one
        if asked:
            instead = "；".join(f"{one.form.label}{one.instead}" for one in asked if one.instead)
            named = f"{unit}（{instead}）" if instead else unit
            units.setdefault(tuple(one.form for one in asked), []).append(named)
    ordered = sorted(units.items(), key=lambda those: -len(those[1]))
    return Wanted(
        tuple((in_chinese(day), *_due(forms.values())) for day, forms in sorted(dues.items())),
        tuple((labels_of(forms) + "均" * (len(forms) > 1), names) for forms, names in ordered),
    )


def _due(asked: Iterable[Asked]) -> tuple[str, str]:
    those = tuple(asked)
    return those[0].far, labels_of(one.form for one in those)


def _filled(template: str, ledger: Ledger, **values: object) -> str:
    # A message may quote what a cell holds: no line break of it tears the text.
    plain = environment(_shown, autoescape=False)
    return plain.get_template(template).render(**_told(ledger), **values)


def _told(ledger: Ledger) -> dict[str, Any]:
    campaign = ledger.campaign
    return {
        "title": campaign.title,
        "basis": campaign.document_number,
        "as_of": in_chinese(ledger.as_of),
        "contact": campaign.contact.line,
        "sender": campaign.issuer,
    }


def _shown(value: object) -> object:
    return shown(value) if isinstance(value, str) else value


def _reminder(ledger: Ledger, account: Account) -> Reminder:
    entries = account.entries
    not_in = [entry for entry in entries if entry.filing.counting is None]
    missing = [entry for entry in not_in if entry.filing.state is State.MISSING]
    near = [entry for entry in not_in if entry not in missing and ledger.is_near(entry.filing)]
    scanless = [entry for entry in entries if entry.lacks_scan and ledger.is_near(entry.filing)]
    sound = [entry for entry in entries if entry.filing.counting and not entry.errors]
    return Reminder(
        account.unit,
        tuple(_asked(ledger, entry) for entry in missing),
        tuple(_asked(ledger, entry) for entry in near),
        tuple(_to_mend(ledger, entry) for entry in entries if entry.errors),
        tuple((account.sent_as[one.path or ""], one.message, one.hint) for one in account.refused),
        tuple(_form(ledger, entry) for entry in scanless),
        tuple(account.sent_as.get(path, path) for path in account.unexplained),
        tuple(_came(ledger, sound)),
        tuple(_came(ledger, [entry for entry in entries if entry.filing.state is State.LATE and entry.errors])),
        tuple(_overdue(ledger, account.unit)),
    )


def _overdue(ledger: Ledger, unit: str) -> Iterator[OverdueClue]:
    for one in ledger.clues or ():
        if one.unit == unit and one.term.open and one.term.late and one.term.due:
            yield OverdueClue(
                one.number, _begun(one.content), in_chinese(one.term.due), far_from(one.term.due, ledger.as_of)
            )


def _begun(content: str) -> str:
    """As much of ``content`` as tells one clue from another."""
    text = " ".join(content.split())
    return text if len(text) <= _BEGINNING else f"{text[:_BEGINNING]}……"


def _form(ledger: Ledger, entry: Entry) -> Attachment:
    return ledger.campaign.attachment(entry.filing.attachment)


def _asked(ledger: Ledger, entry: Entry) -> Asked:
    due = entry.filing.due
    assert due is not None
    return Asked(_form(ledger, entry), due, far_from(due, ledger.as_of), _instead(entry))


def _instead(entry: Entry) -> str:
    if entry.unsure:
        return "收到的表里没有数据行，内容是图片等，读不出，请填进表格再报"
    if entry.blank:
        return "收到的是空白表，请填好再报"
    return "已收到扫描件，请补发电子版" if entry.filing.scan else ""


def _came(ledger: Ledger, entries: Iterable[Entry]) -> Iterator[str]:
    """``附件2、4（2024年7月5日收到，迟报 1 天）``: what came alike together."""
    together: dict[str, list[Attachment]] = {}
    for entry in entries:
        filing = entry.filing
        late = f"，迟报 {filing.days_late} 天" if filing.days_late else ""
        corrected = f"，{in_chinese(filing.corrected_on)}{filing.correction}" if filing.corrected_on else ""
        came = f"{_received(ledger, filing.first)}{late}{corrected}"
        together.setdefault(came, []).append(_form(ledger, entry))
    yield from (f"{labels_of(forms)}（{came}）" for came, forms in together.items())


def _received(ledger: Ledger, version: Version | None) -> str:
    came_on = version.came_on(ledger.as_of) if version else None
    return f"{in_chinese(came_on)}收到" if came_on else DAY_UNKNOWN


def _to_mend(ledger: Ledger, entry: Entry) -> ToMend:
    counting = entry.filing.counting
    assert counting is not None
    faults = tuple((one.place + one.column_tag, one.message, one.hint) for one in entry.errors)
    return ToMend(_form(ledger, entry), counting.file.sent_as, _received(ledger, counting), faults)
