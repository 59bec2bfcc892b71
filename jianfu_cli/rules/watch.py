"""JF9xx: the 疑点 of a campaign, each entry of its ``watch`` a rule that goes over the rows it speaks of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from jianfu_cli.core.language.denial import folded
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
    """The rows of ``form``, their texts folded once for all that is watched for."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._texts: dict[ColumnRole, list[str]] = {}
        self._folded: dict[ColumnRole, list[str]] = {}

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

    def with_any(self, role: ColumnRole, hints: re.Pattern[str]) -> set[str]:
        """Return those of the texts in the column of ``role`` in which one of ``hints`` is found."""
        return set(filter(hints.search, set(self.folded(role))))


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
    roles = [role for role in entry.reads if form.column(role)]
    if not speaks_of(entry, attachment):
        return
    hinted = [rows.with_any(role, entry.hints) for role in roles]
    if not any(hinted):
        return
    judged: dict[tuple[str, ...], Doubt | None] = {}
    texts_of_rows = zip(*(rows.folded(role) for role in roles), strict=True)
    for place, (level, texts) in enumerate(zip(_levels(entry, form, attachment), texts_of_rows, strict=True)):
        if level is None or not any(text in found for text, found in zip(texts, hinted, strict=True)):
            continue
        if texts not in judged:
            judged[texts] = _judged(entry, dict(zip(roles, texts, strict=True)), context)
        doubt = judged[texts]
        if doubt:
            fault = _fault(entry, doubt, rows.texts(doubt.role)[place], level)
            yield fault._replace(row=form.body.rows.numbers[place], column=form.column(doubt.role))


def _levels(entry: Watch, form: Form, attachment: Attachment) -> list[Severity | None]:
    """Say of each row how grave a doubt about it is, None where ``entry`` does not speak of it.

    A problem that is abolished may say all that is wrong with it; of one that is to be improved that is noticed, for
    its rectification tells whether the improvement does away with it.
    """
    level = Severity(entry.level)
    if attachment.role is not FormRole.PROBLEMS or "any" in entry.places:
        return [level] * len(form.body.rows)
    levels = {Disposition.KEEP: level, Disposition.IMPROVE: Severity.INFO}
    meaning = attachment.column_by_role[ColumnRole.DISPOSITION].meaning
    found = map(meaning, form.texts(ColumnRole.DISPOSITION))
    return [levels.get(disposition) if disposition else None for disposition in found]


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
