"""The rules' pages, out of the Chinese docstrings of their functions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import attrgetter

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.rule_page import RulePage
from jianfu_cli.rules.rule import AnyRule

_PARTS = {"为什么": "why", "不对": "bad", "对": "good", "怎么改": "fix"}
_LABEL = pattern_of(rf"^[ \t]*+({'|'.join(_PARTS)})：", re.MULTILINE)


def pages(rules: Iterable[AnyRule], severities: Mapping[str, str] | None = None) -> tuple[RulePage, ...]:
    """Return the page of each of ``rules``, in order of their codes; ``severities`` are the campaign's own, by code."""
    own = severities or {}
    ordered = sorted(rules, key=attrgetter("code"))
    return tuple(_page(rule, own.get(rule.code, rule.severity.value)) for rule in ordered)


def pages_for(rules: Iterable[AnyRule], campaign: Campaign) -> tuple[RulePage, ...]:
    """Return the pages as they hold for ``campaign``: its severities and clauses.

    Why and the examples speak of the notice whose clauses the rules name; another campaign is told only of its own.
    """
    named = {rule.code: rule for rule in rules}
    every = pages(named.values(), campaign.rules)
    untold = {"basis": "", "why": "", "bad": "", "good": ""}
    theirs = [campaign.clauses_of or named[page.code].of_campaign for page in every]
    spoken = [page if speaks else replace(page, **untold) for page, speaks in zip(every, theirs, strict=True)]
    return tuple(replace(page, basis=campaign.basis.get(page.code, page.basis)) for page in spoken)


def _page(rule: AnyRule, severity: str) -> RulePage:
    finds, *rest = _LABEL.split(rule.page)
    texts = {_PARTS[label]: _one_line(text) for label, text in zip(rest[::2], rest[1::2], strict=True)}
    parts = {part: texts.get(part, "") for part in _PARTS.values()}
    return RulePage(rule.code, rule.name, severity, rule.scope, rule.basis, _one_line(finds), **parts)


def _one_line(text: str) -> str:
    """A paragraph broken in the source is one line again; Chinese takes no blank where it was broken."""
    return "".join(line.strip() for line in text.splitlines())
