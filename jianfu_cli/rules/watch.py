"""JF9xx: the 疑点 of a campaign, each entry of its ``watch`` a rule that goes over the rows it speaks of."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import ClassVar

from jianfu_cli.core.language.denial import folded
from jianfu_cli.core.language.glance import Glance
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.meanings import Disposition
from jianfu_cli.core.model.roles import COLUMN_ROLE_LABELS, ColumnRole, FormRole
from jianfu_cli.core.model.watch import Doubt, Watch
from jianfu_cli.rules.rule import Context, Rule

_SHORT, _MOST_KNOWN = 32, 16_384
_LISTS = frozenset({FormRole.WHITELIST, FormRole.APPLICATIONS})


@dataclass(slots=True)
class _Text:
    """A text of one column: as folded, the codes of the entries of which it may show a sign, and whether it does."""

    folded: str
    suspected: frozenset[str]
    stated: dict[str, bool] = field(default_factory=dict)

    def states(self, entry: Watch, role: ColumnRole) -> bool:
        """Say whether it shows a sign of ``entry``, of which it is suspected."""
        if entry.code not in self.stated:
            self.stated[entry.code] = entry.states(role, self.folded)
        return self.stated[entry.code]


class WatchTexts:
    """What the texts of a campaign's columns may show of ``entries``: each is folded and looked at once for them all.

    The shorter ones are kept for the files that come after: a matter stands in several of a unit's forms.
    """

    def __init__(self, entries: Iterable[Watch]) -> None:
        self._entries = tuple(entries)
        self._glances: dict[ColumnRole, Glance] = {}
        self._known: dict[tuple[ColumnRole, str], _Text] = {}

    def look(self, role: ColumnRole, text: str) -> _Text:
        """Look at a text that stands in a column of ``role``."""
        known = self._known.get((role, text)) if len(text) <= _SHORT else None
        if known is None:
            written = folded(text)
            known = _Text(written, self._glance(role).names(written))
            if len(text) <= _SHORT:
                if len(self._known) >= _MOST_KNOWN:
                    self._known.clear()
                self._known[role, text] = known
        return known

    def _glance(self, role: ColumnRole) -> Glance:
        """Return what tells the signs in a column."""
        if role not in self._glances:
            self._glances[role] = Glance({entry.code: entry.traces(role) for entry in self._entries})
        return self._glances[role]


class _Column:
    """One column of watched rows: its texts as written, and what they may show, row after row."""

    def __init__(self, role: ColumnRole, written: list[str], texts: WatchTexts) -> None:
        known = {text: texts.look(role, text) for text in set(written)}
        self.role = role
        self.written = written
        self.texts = [known[text] for text in written]
        self._suspected: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.texts):
            for code in text.suspected:
                self._suspected[code].append(place)

    def stating(self, entry: Watch, spoken_of: Container[int]) -> Iterator[int]:
        """Yield the places, among those ``spoken_of``, whose texts show a sign of ``entry``, whatever else is there."""
        for place in self._suspected.get(entry.code, ()):
            if place in spoken_of and self.texts[place].states(entry, self.role):
                yield place


class WatchedRows:
    """The rows of ``form``, an ``attachment``, with ``texts`` to look at them by."""

    def __init__(self, form: Form, attachment: Attachment, texts: WatchTexts) -> None:
        self.form, self.attachment = form, attachment
        self._texts = texts
        self._columns: dict[ColumnRole, _Column] = {}

    def column(self, role: ColumnRole) -> _Column:
        """Return what stands in the column of ``role``."""
        if role not in self._columns:
            self._columns[role] = _Column(role, self.form.texts(role), self._texts)
        return self._columns[role]

    def levels(self, entry: Watch) -> Mapping[int, Severity]:
        """Say how grave a doubt about a row is, by the places of the rows of which ``entry`` speaks.

        A problem that is abolished may say all that is wrong with it; of one that is to be improved that is noticed,
        for its rectification tells whether the improvement does away with it.
        """
        level = Severity(entry.level)
        if self.attachment.role is not FormRole.PROBLEMS or "any" in entry.places:
            return dict.fromkeys(range(len(self.form.body.rows)), level)
        levels = {Disposition.KEEP: level, Disposition.IMPROVE: Severity.INFO}
        return {place: levels[found] for place, found in enumerate(self._dispositions) if found in levels}

    @cached_property
    def _dispositions(self) -> list[Disposition | None]:
        texts = self.form.texts(ColumnRole.DISPOSITION)
        column = self.attachment.column_by_role[ColumnRole.DISPOSITION]
        meant = {text: column.meaning(text) for text in set(texts)}
        return [meant[text] for text in texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRule(Rule[WatchedRows, Fault]):
    """Looks at the rows of each form of which its ``entry`` speaks; its page and clause are the campaign's own."""

    scope: ClassVar[str] = "row"
    of_campaign: ClassVar[bool] = True

    entry: Watch

    @property
    def page(self) -> str:
        """The page as a rule's docstring has it."""
        told = self.entry
        bad, good = ("；".join(map(_shown, rows)) for rows in (told.bad, told.good))
        parts = (("为什么", told.why), ("不对", bad), ("对", good), ("怎么改", told.fix))
        return f"{told.finds}\n\n" + "".join(f"{label}：{text}\n" for label, text in parts if text)


def watch_rules(campaign: Campaign) -> tuple[WatchRule, ...]:
    """Return the rules that ``campaign`` writes itself, in order of their codes."""
    entries = sorted(campaign.watch, key=lambda entry: entry.code)
    return tuple(
        WatchRule(entry.code, entry.name, Severity(entry.level), entry.basis, partial(_doubts, entry), entry=entry)
        for entry in entries
    )


def _shown(row: Mapping[ColumnRole, str]) -> str:
    return "，".join(f"{COLUMN_ROLE_LABELS[role]}“{text}”" for role, text in row.items())


def speaks_of(entry: Watch, attachment: Attachment) -> bool:
    """Say whether rows of ``attachment`` are such as ``entry`` looks at."""
    if attachment.kind != "table":
        return False
    disposition = attachment.column_by_role.get(ColumnRole.DISPOSITION)
    places = {
        "kept": attachment.role is FormRole.PROBLEMS and disposition is not None and disposition.has_meanings,
        "listed": attachment.role in _LISTS,
        "measures": attachment.role is FormRole.RECTIFICATIONS,
        "any": True,
    }
    return any(places[place] for place in entry.places)


def _doubts(entry: Watch, rows: WatchedRows, context: Context) -> Iterator[Fault]:
    form, attachment = rows.form, rows.attachment
    if not speaks_of(entry, attachment):
        return
    columns = [rows.column(role) for role in entry.reads if form.column(role)]
    levels = rows.levels(entry)
    for place in sorted({place for column in columns for place in column.stating(entry, levels)}):
        doubt = _judged(entry, {column.role: column.texts[place].folded for column in columns}, context)
        if doubt:
            fault = _fault(entry, doubt, rows.column(doubt.role).written[place], levels[place])
            yield fault._replace(row=form.body.rows.numbers[place], column=form.column(doubt.role))


def _judged(entry: Watch, row: Mapping[ColumnRole, str], context: Context) -> Doubt | None:
    category = context.campaign.category_names.find(row.get(ColumnRole.CATEGORY, "")) if entry.belongs else None
    return entry.doubt(row, category)


def _as_written(words: str, written: str) -> str:
    """Return ``words``, found without regard to case, as they stand in ``written``: App, not app."""
    at = written.casefold().find(words)
    return written[at : at + len(words)] if at >= 0 else words


def _fault(entry: Watch, doubt: Doubt, written: str, level: Severity) -> Fault:
    elsewhere = doubt.role is ColumnRole.CATEGORY
    found = f"事项看来属于{quoted(doubt.words)}" if elsewhere else f"写有{quoted(_as_written(doubt.words, written))}"
    return Fault(
        f"{found}，{entry.asks}，请核对",
        entry.fix,
        value=written or None,
        suggestion=doubt.words if elsewhere else None,
        severity=level,
    )
