"""Outlines (附件4, 附件5): which heading of the notice each line is, and the text under it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import character_count, key, word_count
from jianfu_cli.core.model.attachment import Attachment, HeaderField
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import OutlineBody, SectionText
from jianfu_cli.core.model.form_parts import Header, HeaderValue, Place
from jianfu_cli.core.model.mark import GUIDANCE_STYLE, Mark
from jianfu_cli.reading.formats.word_blocks import Paragraph
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.evidence import Certainty, FormJudgement
from jianfu_cli.reading.layout.header import read_header
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.report_evidence import judge_report, read_report

_DIGITS = "[一二三四五六七八九十]"
_NUMBERING = pattern_of(
    rf"(?:(?<!\s)\s++)?(第{_DIGITS}{{1,3}}(?:部分|[、，,])|{_DIGITS}{{1,3}}(?:[、.．:：]|(?=\s))"
    rf"|[(（]\s*(?:{_DIGITS}|\d){{1,3}}\s*[)）][、.．]?|\d{{1,2}}[.、．)）](?!\d)|[①-⑳⑴-⒇㈠-㈩])\s*"
)
_CONTENTS = pattern_of(r"(?:toc|目录)\s*\d", re.IGNORECASE)
_PROSE = pattern_of("[，。；]")
_LONGEST_HEADING = 40
_NEAR = 80  # rapidfuzz ratio; 工作开展情况 ~ 工作情况 is 80, 经验做法 ~ 主要做法 50
_SAME_NUMBER = 5  # （一）整体工作情况 is 整体情况, not 工作情况
_HEADER = (
    HeaderField(key="unit", label="填报单位", type="unit"),
    HeaderField(key="reported_on", label="填报时间", type="date"),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as a heading might read: its number, its first line without it, and the lines after."""

    number: str
    first: str
    rest: str
    marked: bool

    @classmethod
    def of(cls, paragraph: Paragraph) -> "_Line":
        first, _, rest = paragraph.text.partition("\n")
        numbering = _NUMBERING.match(first)
        number = key(numbering[1]) if numbering else ""
        # A whole line in bold type, a style with an outline level, a number: signs that it is meant as a heading.
        marked = bool(number or paragraph.numbered or paragraph.level or key(paragraph.lead) == key(paragraph.text))
        return cls(number, first[numbering.end() :] if numbering else first, rest, marked)


@dataclass(frozen=True, slots=True)
class _Hit:
    """The heading that a line names, as written, and the text that follows on the same line."""

    heading: str
    written: str
    text: str


@dataclass(frozen=True)
class _Outline:
    """The headings of one attachment, by comparison key of every wording."""

    form: Attachment

    @cached_property
    def heading_by_key(self) -> dict[str, str]:
        """The headings by the keys of all their wordings; the notice's own goes before a synonym."""
        sections = [section for _, _, section in self.form.numbered_sections()]
        synonyms = {key(name): section.heading for section in sections for name in section.synonyms}
        return synonyms | {key(section.heading): section.heading for section in sections}

    @cached_property
    def number_by_heading(self) -> dict[str, str]:
        """The keys of the headings' numbers."""
        return {section.heading: key(number) for _, number, section in self.form.numbered_sections()}

    def read(self, paragraphs: tuple[Paragraph, ...]) -> dict[int, _Hit]:
        """Return which paragraphs (by place) are headings: those that name one surely, then near spellings."""
        lines = {place: _Line.of(paragraph) for place, paragraph in enumerate(paragraphs) if paragraph.text}
        hits = {place: hit for place, line in lines.items() if (hit := self._sure(line, paragraphs[place].lead))}
        missing = set(self.number_by_heading) - {hit.heading for hit in hits.values()}
        for heading in sorted(missing, key=list(self.number_by_heading).index):
            scored = [
                (self._likeness(line, heading), -place)
                for place, line in lines.items()
                if line.marked and len(line.first) <= _LONGEST_HEADING and place not in hits
            ]
            score, place = max(scored, default=(0.0, 0))
            if score >= _NEAR:
                line = lines[-place]
                rivals = [other for other in missing - {heading} if self._likeness(line, other) >= score]
                if not rivals:
                    hits[-place] = _Hit(heading, line.first.rstrip(_END), line.rest)
        return hits

    def _sure(self, line: _Line, lead: str) -> _Hit | None:
        whole = line.first.rstrip(_END)
        if len(whole) <= _LONGEST_HEADING and (heading := self.heading_by_key.get(key(whole))):
            return _Hit(heading, whole, line.rest)
        boxed = _BOXED.match(line.first)
        if boxed and (heading := self.heading_by_key.get(key(boxed[1]))):
            return _Hit(heading, boxed[1], "\n".join(filter(None, (boxed[2], line.rest))))
        if not line.marked and not lead:
            return None
        begun = _RUN_IN.match(line.first)
        if begun and (heading := self.heading_by_key.get(key(begun[1]))):
            return _Hit(heading, begun[1].strip(), "\n".join(filter(None, (begun[2], line.rest))))
        return self._led(line, lead)

    def _led(self, line: _Line, lead: str) -> _Hit | None:
        """The heading in bold, the text after it without a mark between: **整体情况** 我县……."""
        bold = _NUMBERING.sub("", lead, count=1).rstrip(_END)
        heading = self.heading_by_key.get(key(bold)) if bold and line.first.startswith(bold) else None
        if heading is None:
            return None
        text = line.first.removeprefix(bold).lstrip(_END)
        return _Hit(heading, bold, "\n".join(filter(None, (text, line.rest))))

    def _likeness(self, line: _Line, heading: str) -> float:
        written = key(line.first.rstrip(_END))
        names = [name for name, owner in self.heading_by_key.items() if owner == heading]
        likeness = max(fuzz.ratio(written, name) for name in names)
        numbered = line.number and line.number == self.number_by_heading[heading]
        return likeness + _SAME_NUMBER if numbered and likeness >= _NEAR else likeness


_END = "。.:：；;，, \t\u3000"
_BOXED = pattern_of(r"[【〔\[]\s*+([^】〕\]\n]{2,20}?)\s*+[】〕\]][:：]?\s*+(.*)")  # 【经验启示】源头治理。
_RUN_IN = pattern_of(r"([^。：:；;，,\n]{2,20}?)(?:\s*+(?:[。：:；;]|——)|\s{2,}+|[\t\u3000])\s*+(.+)")


def find_outline(
    paragraphs: tuple[Paragraph, ...], index: HeadingIndex, name: str, mark: Mark | None = None
) -> Form | None:
    """Return the outline form that the text is, by its title, its headings and the file's name; else None."""
    outlines = tuple(form for form in index.forms if form.kind == "outline")
    lines = tuple(line for line in paragraphs if line.text and not _CONTENTS.match(line.style))
    setting = read_report(lines, index, name, mark)
    best: tuple[tuple[Certainty, float], FormJudgement, Attachment, dict[int, _Hit]] | None = None
    for form in outlines:
        hits = _Outline(form).read(lines)
        found = {hit.heading for hit in hits.values()}
        verbatim = {hit.heading for hit in hits.values() if key(hit.written) == key(hit.heading)}
        judgement = judge_report(form, found, outlines, setting, verbatim)
        share = len(found) / sum(1 for _ in form.numbered_sections())
        score = share + 0.4 * (form.id == setting.title.form) + 0.3 * (form.id == setting.file)
        if judgement.certainty and (best is None or (judgement.certainty, score) > best[0]):
            best = (judgement.certainty, score), judgement, form, hits
    return _form(lines, best[2], best[3], best[1], mark) if best else None


def _form(
    lines: tuple[Paragraph, ...],
    form: Attachment,
    hits: Mapping[int, _Hit],
    judgement: FormJudgement,
    mark: Mark | None,
) -> Form:
    guidance = tuple(section.guidance for _, _, section in form.numbered_sections() if section.guidance)
    front: list[str] = []
    sections: list[tuple[_Hit, list[str]]] = []
    own: list[str] = []
    for place, line in enumerate(lines):
        text = _own_text(line, guidance, begun=bool(sections))
        own.append(text)
        if hit := hits.get(place):
            sections.append((hit, [hit.text]))
        else:
            (sections[-1][1] if sections else front).append(text)
    header = _header(front, form)
    found = [SectionText(hit.heading, _joined(texts), hit.written) for hit, texts in sections]
    preface = _joined(line for line in front if _PROSE.search(line) and not _header([line], form))
    words, characters = sum(map(word_count, own)), sum(map(character_count, own))
    return Form(
        form.id,
        Place(addressed=False),
        Header(fields=header),
        outline=OutlineBody((*([SectionText("", preface)] if preface else []), *found), words, characters),
        recognition=judgement.recognition(mark),
    )


def _own_text(line: Paragraph, guidance: tuple[str, ...], *, begun: bool) -> str:
    """Return what the submitter wrote in a paragraph: over or behind the blank's guidance, or instead of it."""
    if line.style == GUIDANCE_STYLE and not begun:
        return ""
    printed = next((words for words in guidance if line.text.startswith(words)), "")
    return line.text.removeprefix(printed).strip()


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _header(lines: list[str], form: Attachment) -> dict[str, HeaderValue]:
    grid = Grid("", [[line] for line in lines])
    return read_header(grid, 1, len(lines), form.model_copy(update={"header": _HEADER}))
