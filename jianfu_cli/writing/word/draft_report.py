"""摘要.docx: a draft of the 总结报告 by 附件4's outline, laid out by GB/T 9704-2012, its figures filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.text import word_count
from jianfu_cli.core.model.mark import GUIDANCE_STYLE
from jianfu_cli.core.model.outline import Section
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.writing.packing import midnight, settle
from jianfu_cli.writing.word.draft_text import figures_for, place_to_fill, unit_table
from jianfu_cli.writing.word.parts import add_page_number, drop_thumbnail, set_page
from jianfu_cli.writing.word.styles import HEADING_LEVELS, LABEL_STYLE, set_styles
from jianfu_cli.writing.word.tables import add_table

_NO_OUTLINE = Section(heading="工作情况")
# A character of the text, 三号.
_CHARACTER = Pt(16)
_TITLE_LINE = 20
# A heading of the annex breaks into two or three lines.
_HEADING_LINE = 5


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the draft; ``asks``: it says what the clerk should write."""

    text: str
    style: str = "Normal"
    asks: bool = False


def draft_report(roll_up: RollUp) -> bytes:
    """Return the draft as docx, the same bytes for the same roll-up.

    字数 counts as Word does and leaves out what is still to be written (【…】), the guidance and the annex.
    """
    campaign = roll_up.campaign
    lines = list(_lines(roll_up))
    document = Document()
    set_page(document)
    set_styles(document)
    title = f"{campaign.title}工作总结报告"
    _add_title(document, campaign.title, "工作总结报告")
    document.add_paragraph(_how_long(roll_up, [title, *(line.text for line in lines if not line.asks)]), GUIDANCE_STYLE)
    for line in lines:
        run = document.add_paragraph(style=line.style).add_run(line.text)
        run.bold = True if line.asks else None
    _sign(document, roll_up)
    _add_annex(document, roll_up)
    add_page_number(document)
    drop_thumbnail(document)
    _put_properties(document, roll_up, title)
    buffer = BytesIO()
    document.save(buffer)
    return settle(buffer.getvalue(), roll_up.as_of)


def _add_title(document: DocumentObject, campaign: str, what: str) -> None:
    """A title of more than a line breaks where the sense does (GB/T 9704-2012, 7.3.1)."""
    run = document.add_paragraph(style="Title").add_run(campaign)
    if len(campaign) + len(what) > _TITLE_LINE:
        run.add_break()
    run.add_text(what)


def _lines(roll_up: RollUp) -> Iterator[_Line]:
    form = roll_up.campaign.by_role(FormRole.REPORT)
    sections = tuple(form.numbered_sections()) if form else ((1, "一、", _NO_OUTLINE),)
    figures = figures_for(roll_up, [section for _, _, section in sections])
    for level, number, section in sections:
        yield _Line(f"{number}{section.heading}", f"Heading {min(level, HEADING_LEVELS)}")
        if not section.sections:
            known = figures.get(section.heading, ())
            yield from (_Line(text) for text in known)
            yield _Line(place_to_fill(section, has_figures=bool(known)), asks=True)


def _how_long(roll_up: RollUp, written: list[str]) -> str:
    words = sum(map(word_count, written))
    form = roll_up.campaign.by_role(FormRole.REPORT)
    limit = roll_up.campaign.limit(form.limit) if form and form.limit else None
    room = f"，不超过{limit}字，还可写约{max(0, limit - words)}字" if limit else ""
    return (
        f"初稿：数字由汇总表自动填入，截至{in_chinese(roll_up.as_of)}；【】处请补写，写完删去本段。"
        f"已有{words}字{room}（按 Word 的“字数”统计，不计【】和附表）。"
    )


def _sign(document: DocumentObject, roll_up: RollUp) -> None:
    """Issuer and date at the right, the date four characters in (GB/T 9704-2012, 7.3.5)."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for text, inwards in ((roll_up.campaign.issuer, 2), (in_chinese(roll_up.as_of), 4)):
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = _CHARACTER * inwards
        paragraph.paragraph_format.keep_together = True
    document.paragraphs[-2].paragraph_format.space_before = Pt(29)
    document.paragraphs[-2].paragraph_format.keep_with_next = True


def _add_annex(document: DocumentObject, roll_up: RollUp) -> None:
    headings, rows = unit_table(roll_up)
    label = document.add_paragraph("附表", LABEL_STYLE)
    label.paragraph_format.page_break_before = True
    document.add_paragraph(f"各单位{roll_up.figures.mending_called}情况", "Title").paragraph_format.space_before = Pt(0)
    widths = (2.8, *(max(1.0, len(heading) / _HEADING_LINE) for heading in headings[1:]))
    add_table(document, headings, rows, widths, total=True)


def _put_properties(document: DocumentObject, roll_up: RollUp, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.subject = title, roll_up.campaign.title
    properties.author = properties.last_modified_by = roll_up.campaign.issuer
    properties.comments, properties.keywords, properties.category = "", "", ""
    properties.created = properties.modified = midnight(roll_up.as_of)
    properties.revision = 1
