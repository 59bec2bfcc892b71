"""典型案例汇编: the cases of all units under one cover, with a table of what they did (notice, 三（三）)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.reports.templating import render_marked

_LONGEST_LEAD = 60
_MOST_MEASURES = 6
_SENTENCE_END = pattern_of("[。；;！!？?]")
# 一是, 第一, （一）, 1. at the head of a paragraph, or after the end of a sentence in it.
_NUMBERED = pattern_of(
    r"(?:^|(?<=[。；;：:\n]))[^\S\n]{0,9}"
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d))"
    "[，,、]?"
)


class CaseSection(NamedTuple):
    """A section of a case: its heading with its number, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class Case(NamedTuple):
    """One case; ``measures`` is what it did, in the first words of each measure."""

    unit: str
    title: str
    measures: str
    parts: tuple[CaseSection, ...]


@dataclass(frozen=True, slots=True)
class Casebook:
    """What the template is told."""

    title: str
    issuer: str
    as_of: str
    cases: tuple[Case, ...]


def casebook(roll_up: RollUp, own: Path | None = None) -> str:
    """Return the cases as marked text, in order of the roster; names and numbers of persons are left out."""
    form = roll_up.campaign.by_role(FormRole.CASE)
    filed = (one for one in roll_up.filings if form and one.attachment == form.id)
    cases = (
        _case(form, one.unit, each)
        for one in filed
        for each in one.forms
        if form and each.recognition.sure and not one.nil
    )
    campaign = roll_up.campaign
    view = Casebook(campaign.title, campaign.issuer, in_chinese(roll_up.as_of), tuple(cases))
    return render_marked("casebook.md", own=own, d=view)


def _case(attachment: Attachment, unit: str, form: Form) -> Case:
    title = "" if form.header.title in attachment.titles else form.header.title
    written = {section.heading: section.text for section in form.outline.sections}
    asked = [(number, section) for _, number, section in attachment.numbered_sections()]
    measures = next((section.heading for _, section in asked if section.figures == "measures"), None)
    return Case(
        unit=public_text(unit),
        title=public_text(title) or f"{public_text(unit)}典型案例",
        measures=public_text("；".join(_leads(written.get(measures, "") if measures else ""))),
        parts=tuple(
            CaseSection(f"{number}{section.heading}", tuple(_paragraphs(written[section.heading])))
            for number, section in asked
            if written.get(section.heading)
        ),
    )


def _paragraphs(text: str) -> Iterator[str]:
    yield from (public_text(line.strip()) for line in text.splitlines() if line.strip())


def _leads(text: str) -> Iterator[str]:
    """Yield the first words of each numbered measure, or the first sentence where nothing is numbered."""
    starts = [match.end() for match in _NUMBERED.finditer(text)][:_MOST_MEASURES] or [0]
    for start in starts:
        lead = _SENTENCE_END.split(text[start : start + 4 * _LONGEST_LEAD].strip(), maxsplit=1)[0].splitlines()
        if lead and lead[0]:
            yield lead[0] if len(lead[0]) <= _LONGEST_LEAD else f"{lead[0][:_LONGEST_LEAD]}……"
