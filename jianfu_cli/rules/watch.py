"""JF9xx: the 疑点 of a campaign, each entry of its ``watch`` a rule that goes over the rows it speaks of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from jianfu_cli.core.language.denial import folded
from jianfu_cli.core.language.glance import Glance
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.dispositions import Disposition
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import COLUMN_ROLE_LABELS, ColumnRole, FormRole
from jianfu_cli.core.model.watch import Doubt, Watch
from jianfu_cli.rules.quoting import quoted
from jianfu_cli.rules.rule import Context, Rule

_LISTS = frozenset({FormRole.WHITELIST, FormRole.APPLICATIONS})


class WatchedRows:
    """The rows of ``form``, their texts folded once, and looked at once, for all that is watched for."""

    def __init__(self, form: Form, glance: Glance) -> None:
        self.form = form
        self._glance = glance
        self._texts: dict[ColumnRole, list[str]] = {}
        self._folded: dict[ColumnRole, list[str]] = {}
        self._sorted: dict[ColumnRole, dict[str, set[str]]] = {}

    def texts(self, role: ColumnRole) -> list[str]:
        """Return the texts in the column of ``role`` as written, row after row."""
        if role not in self._texts:
            self._texts[role] = self.form.texts(role)
        return self._texts[role]

    def folded(self, role: ColumnRole) -> list[str]:
        """Return the folded texts in the column of ``role``, row after row."""
        if role not in self._folded:
            texts = self.texts(role)
            known = {text: folded(text) for text in set(texts)}
            self._folded[role] = [known[text] for text in texts]
        return self._folded[role]

    def hinting(self, entry: Watch, roles: Sequence[ColumnRole]) -> list[int]:
        """Return the places of the rows that hold a hint of ``entry`` in one of the columns of ``roles``."""
        places: set[int] = set()
        for role in roles:
            found = set(filter(entry.hints.search, self._suspects(entry, role)))
            if found:
                places.update(place for place, text in enumerate(self.folded(role)) if text in found)
        return sorted(places)

    def _suspects(self, entry: Watch, role: ColumnRole) -> set[str]:
        texts = set(self.folded(role))
        if not entry.pairs:
            return texts
        if role not in self._sorted:
            self._sorted[role] = self._glance.sort(texts)
        return self._sorted[role].get(entry.code, set())


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
    form, attachment = rows.form, context.attachment(rows.form.attachment)
    if not speaks_of(entry, attachment):
        return
    roles = [role for role in entry.reads if form.column(role)]
    judged: dict[tuple[str, ...], Doubt | None] = {}
    for place in rows.hinting(entry, roles):
        level = _level(entry, rows, place, attachment)
        if level is None:
            continue
        texts = tuple(rows.folded(role)[place] for role in roles)
        if texts not in judged:
            judged[texts] = _judged(entry, dict(zip(roles, texts, strict=True)), context)
        doubt = judged[texts]
        if doubt:
            fault = _fault(entry, doubt, rows.texts(doubt.role)[place], level)
            yield fault._replace(row=form.rows.numbers[place], column=form.column(doubt.role))


def _level(entry: Watch, rows: WatchedRows, place: int, attachment: Attachment) -> Severity | None:
    """Say how grave a doubt about the row at ``place`` is, None where ``entry`` does not speak of it.

    A problem that is abolished may say all that is wrong with it; of one that is to be improved that is noticed, for
    its rectification tells whether the improvement does away with it.
    """
    level = Severity(entry.level)
    if attachment.role is not FormRole.PROBLEMS or "any" in entry.places:
        return level
    disposition = attachment.column_by_role[ColumnRole.DISPOSITION].meaning(rows.texts(ColumnRole.DISPOSITION)[place])
    if disposition is Disposition.KEEP:
        return level
    return Severity.INFO if disposition is Disposition.IMPROVE else None


def _judged(entry: Watch, row: Mapping[ColumnRole, str], context: Context) -> Doubt | None:
    category = context.campaign.category_names.find(row.get(ColumnRole.CATEGORY, "")) if entry.belongs else None
    return entry.doubt(row, category)


def _fault(entry: Watch, doubt: Doubt, written: str, level: Severity) -> Fault:
    elsewhere = doubt.role is ColumnRole.CATEGORY
    found = f"事项看来属于{quoted(doubt.words)}" if elsewhere else f"写有{quoted(doubt.words)}"
    return Fault(
        f"{found}，{entry.asks}，请核对",
        entry.fix,
        value=written or None,
        suggestion=doubt.words if elsewhere else None,
        severity=level,
    )
