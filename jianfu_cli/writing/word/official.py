"""A Word document laid out by GB/T 9704-2012, paragraph after paragraph, as the drafts and lists need it."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.mark import GUIDANCE_STYLE
from jianfu_cli.writing.packing import midnight, settle
from jianfu_cli.writing.word.parts import add_page_number, drop_traces, set_page
from jianfu_cli.writing.word.styles import HEADING_LEVELS, LABEL_STYLE, set_styles
from jianfu_cli.writing.word.tables import add_facts, add_table

# A character of the text, 三号.
_CHARACTER = Pt(16)
_TITLE_LINE = 20
# What a person must still write stands in these, and in bold.
_TO_FILL = pattern_of("(【[^【】]*+】)")


class OfficialDocument:
    """What is added stands below what was added before; ``landscape`` turns the paper."""

    def __init__(self, *, landscape: bool = False) -> None:
        self._document = Document()
        set_page(self._document, landscape=landscape)
        set_styles(self._document)

    def title(self, first: str, second: str = "", *, new_page: bool = False) -> None:
        """Add a title; one of more than a line breaks where the sense does, before ``second`` (7.3.1)."""
        paragraph = self._document.add_paragraph(style="Title")
        paragraph.paragraph_format.page_break_before = new_page or None
        run = paragraph.add_run(first)
        if second and len(first) + len(second) > _TITLE_LINE:
            run.add_break()
        run.add_text(second)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading with its number, of ``level`` 1, 2 …"""
        self._document.add_paragraph(text, f"Heading {min(level, HEADING_LEVELS)}")

    def paragraph(self, text: str) -> None:
        """Add a paragraph of the text; what is still to be written, 【…】, is bold."""
        paragraph = self._document.add_paragraph()
        for piece in filter(None, _TO_FILL.split(text)):
            paragraph.add_run(piece).bold = True if _TO_FILL.fullmatch(piece) else None

    def addressee(self, text: str) -> None:
        """Add whom a letter is to, flush left (7.3.2)."""
        paragraph = self._document.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Pt(0)
        paragraph.paragraph_format.element.pPr.ind.set(qn("w:firstLineChars"), "0")

    def guidance(self, text: str) -> None:
        """Add a grey note for whoever works on the draft."""
        self._document.add_paragraph(text, GUIDANCE_STYLE)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        *,
        total: bool = False,
        followed: bool = False,
    ) -> None:
        """Add a table as wide as the text (``add_table``)."""
        add_table(self._document, headings, rows, widths, total=total, followed=followed)

    def facts(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """Add a table of labels and values side by side, without headings."""
        add_facts(self._document, rows, widths)

    def annex(self, label: str, title: str, *, new_page: bool = True) -> None:
        """Begin an annex, on a page of its own or below the one before; its title never stands apart from its table."""
        labelled, titled = (
            self._document.add_paragraph(label, LABEL_STYLE),
            self._document.add_paragraph(title, "Title"),
        )
        labelled.paragraph_format.page_break_before = new_page
        labelled.paragraph_format.space_before = None if new_page else Pt(24)
        titled.paragraph_format.space_before, titled.paragraph_format.space_after = Pt(0), Pt(8)
        for paragraph in (labelled, titled):
            paragraph.paragraph_format.keep_with_next = True

    def sign(self, issuer: str, day: str) -> None:
        """Add issuer and date at the right, the date four characters in (7.3.5)."""
        if self._document.paragraphs:
            self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        for text, inwards in ((issuer, 2), (day, 4)):
            paragraph = self._document.add_paragraph(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = _CHARACTER * inwards
            paragraph.paragraph_format.keep_together = True
        self._document.paragraphs[-2].paragraph_format.space_before = Pt(29)
        self._document.paragraphs[-2].paragraph_format.keep_with_next = True

    def finished(self, title: str, author: str, day: date, subject: str = "") -> bytes:
        """Return it as docx, with page numbers, the same bytes for the same content; ``day`` is when it was made."""
        add_page_number(self._document)
        drop_traces(self._document)
        properties = self._document.core_properties
        properties.title, properties.subject = title, subject
        properties.author = properties.last_modified_by = author
        properties.comments, properties.keywords, properties.category = "", "", ""
        properties.created = properties.modified = midnight(day)
        properties.revision = 1
        buffer = BytesIO()
        self._document.save(buffer)
        return settle(buffer.getvalue(), day)
