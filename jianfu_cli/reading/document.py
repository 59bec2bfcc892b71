"""Word documents: outlines (附件4, 附件5) by their headings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from jianfu_cli.core.attachment import Attachment, HeaderField, Section
from jianfu_cli.core.form import Form, HeaderValue, SectionText
from jianfu_cli.core.mark import GUIDANCE_STYLE
from jianfu_cli.core.returns import named_attachment
from jianfu_cli.core.text import clean, key, word_count
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard import damaged
from jianfu_cli.reading.header import read_header

_NUMBERING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.．:：部]分?|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．)）])\s*"
)
_TITLE_LINES = 12
_LONGEST_HEADING = 40
_HEADER = (
    HeaderField(key="unit", label="填报单位", type="unit"),
    HeaderField(key="reported_on", label="填报时间", type="date"),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text and whether it is the blank's own guidance."""

    text: str
    guidance: bool


def read_paragraphs(data: bytes) -> tuple[Paragraph, ...]:
    """Return the non-empty paragraphs of a docx in order.

    Raises:
        RefusedError: JF001, the package is no readable document.
    """
    try:
        document = docx.Document(BytesIO(data))
        return tuple(
            Paragraph(text, paragraph.style is not None and paragraph.style.name == GUIDANCE_STYLE)
            for paragraph in document.paragraphs
            if (text := clean(paragraph.text))
        )
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise damaged() from error


def find_outline(paragraphs: tuple[Paragraph, ...], forms: Iterable[Attachment], name: str) -> Form | None:
    """Return the outline form that the document is, by its title or headings (its name breaks a tie); else None."""
    outlines = [form for form in forms if form.kind == "outline"]
    named = named_attachment(name, outlines)
    titled = next((form for line in paragraphs[:_TITLE_LINES] if (form := named_attachment(line.text, outlines))), None)
    scored = [(_score(paragraphs, form) + 0.4 * (form is titled) + 0.3 * (form is named), form) for form in outlines]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    # Half the headings, or the title and one of them: a report that merely mentions 工作成效 is no form.
    return _outline(paragraphs, best) if best and score >= 0.5 else None  # noqa: PLR2004


def _score(paragraphs: tuple[Paragraph, ...], form: Attachment) -> float:
    wanted = [section.heading for _, _, section in form.numbered_sections()]
    lines = {_heading_key(line.text) for line in paragraphs if len(line.text) <= _LONGEST_HEADING}
    return sum(key(heading) in lines for heading in wanted) / len(wanted)


def _heading_key(text: str) -> str:
    return key(_NUMBERING.sub("", text, count=1)).rstrip("。.:：")


def _outline(paragraphs: tuple[Paragraph, ...], form: Attachment) -> Form:
    headings = {key(section.heading): section for _, _, section in form.numbered_sections()}
    collected: list[tuple[Section | None, list[str]]] = [(None, [])]
    for line in paragraphs:
        section = headings.get(_heading_key(line.text)) if len(line.text) <= _LONGEST_HEADING else None
        if section:
            collected.append((section, []))
        elif not line.guidance:
            collected[-1][1].append(line.text)
    front = collected[0][1]
    sections = tuple(SectionText(section.heading, "\n".join(lines)) for section, lines in collected[1:] if section)
    return Form(
        attachment=form.id,
        sheet=None,
        header_row=None,
        header=_header(front, form),
        sections=sections,
        words=sum(word_count(section.heading) + word_count(section.text) for section in sections),
    )


def _header(lines: list[str], form: Attachment) -> dict[str, HeaderValue]:
    grid = Grid("", [[line] for line in lines])
    return read_header(grid, 1, len(lines), form.model_copy(update={"header": _HEADER}))
