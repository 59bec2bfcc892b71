"""Parts of a Word document that its library has no words for: paper, page numbers, the mark."""

from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt

from jianfu_cli.core.model.mark import MARK_NAME, Mark
from jianfu_cli.writing.word.styles import CODE_STYLE

_CUSTOM_PROPERTIES = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" \
xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">\
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name={name}>\
<vt:lpwstr>{value}</vt:lpwstr></property>\
</Properties>
"""
_CUSTOM_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def set_page(document: DocumentObject, *, landscape: bool = False) -> None:
    """Set A4 with the margins of GB/T 9704-2012: a text block of 156 by 225 mm; ``landscape`` turns it all."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin, section.right_margin = Mm(37), Mm(35)
    section.header_distance, section.footer_distance = Mm(15), Mm(20)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word calls the file an old one


def add_form_heading(document: DocumentObject, heading: str) -> None:
    """Print ``heading`` (lines) small at the top right of each page, as statistical forms have it."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        first, *others = heading.split("\n")
        for paragraph in (header.paragraphs[0], *(header.add_paragraph() for _ in others)):
            paragraph.style, paragraph.alignment = CODE_STYLE, WD_ALIGN_PARAGRAPH.RIGHT
        for paragraph, line in zip(header.paragraphs, (first, *others), strict=True):
            paragraph.add_run(line)


def add_page_number(document: DocumentObject) -> None:
    """Number the pages — 1 —, odd ones at the right, even ones at the left."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    paragraph.alignment = side
    # One character in from the edge (GB/T 9704-2012, 7.5).
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 -- the library has no fields
    paragraph.add_run(" —")


def drop_traces(document: DocumentObject) -> None:
    """Take out what the library's own template says of another document: its picture, and the program that wrote it."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype in {RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES}:
            del package.rels[key]


def keep_mark(document: DocumentObject, mark: Mark) -> None:
    """Leave the mark as a document property and a document variable: each program drops another when it saves."""
    package = document.part.package
    drop_traces(document)
    content = _CUSTOM_PROPERTIES.format(name=quoteattr(MARK_NAME), value=escape(mark.text))
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_PROPERTIES_TYPE, content.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    variables, variable = OxmlElement("w:docVars"), OxmlElement("w:docVar")
    variable.set(qn("w:name"), MARK_NAME)
    variable.set(qn("w:val"), mark.text)
    variables.append(variable)
    document.settings.element.find(qn("w:compat")).addnext(variables)
