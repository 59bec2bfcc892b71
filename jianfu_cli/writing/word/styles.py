"""The paragraph styles of a Word document (GB/T 9704-2012).

黑体, 楷体 and 仿宋 for the levels of headings, 仿宋 三号 for the text, the title 小标宋 二号, by the names that offices
have them under; where one is not installed, Word and WPS take the one that the font table names beside it. The norm's
22 lines on 225 mm come to 29 points a line.
"""

from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from jianfu_cli.core.model.mark import GUIDANCE_STYLE

LABEL_STYLE, HEADER_STYLE, CODE_STYLE, CARRIED_STYLE = "附件标记", "填报信息", "表号", "带入内容"
TABLE_STYLE = "表格文字"
HEADING_LEVELS = 3
TITLE_FONT, FANG_SONG, KAI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"
_INSTEAD = {TITLE_FONT: "宋体", FANG_SONG: "仿宋", KAI: "楷体"}
_LINE = Pt(29)
_GREY = RGBColor(0x80, 0x80, 0x80)
_BLACK = RGBColor(0, 0, 0)
_THREE, _TWO, _SMALL_FOUR, _FOUR, _FIVE = 16.0, 22.0, 12.0, 14.0, 10.5
"""Chinese type sizes 三号, 二号, 小四, 四号, 五号 in points."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A style: fonts for Chinese and other script, size and spacing in points, first line indented or not."""

    name: str
    font: str
    size: float = _THREE
    bold: bool = False
    indented: bool = False
    colour: RGBColor = _BLACK
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    before: float = 0
    after: float = 0
    line: Pt | None = _LINE
    latin: str = "Times New Roman"
    outline_level: int | None = None
    shading: str = ""


_LOOKS = (
    _Look("Normal", FANG_SONG, indented=True, align=WD_ALIGN_PARAGRAPH.JUSTIFY),
    _Look("Title", TITLE_FONT, _TWO, align=WD_ALIGN_PARAGRAPH.CENTER, before=29, after=29, line=Pt(35)),
    _Look("Heading 1", "黑体", indented=True, outline_level=0),
    _Look("Heading 2", KAI, indented=True, outline_level=1),
    _Look("Heading 3", FANG_SONG, bold=True, indented=True, outline_level=2),
    _Look("Footer", "宋体", _FOUR, latin="宋体", line=None),
    _Look(LABEL_STYLE, "黑体"),
    _Look(HEADER_STYLE, FANG_SONG),
    _Look(GUIDANCE_STYLE, KAI, _SMALL_FOUR, indented=True, colour=_GREY, line=Pt(20)),
    _Look(CODE_STYLE, "宋体", 8, colour=_GREY, line=None),
    _Look(TABLE_STYLE, FANG_SONG, _FIVE, line=Pt(16)),
    _Look(CARRIED_STYLE, FANG_SONG, indented=True, align=WD_ALIGN_PARAGRAPH.JUSTIFY, shading="DDEBF7"),
)
# Identifiers within the file; some programs stumble over ones that are not ASCII.
_NEW = {
    LABEL_STYLE: "AttachmentLabel",
    HEADER_STYLE: "FilingHeader",
    GUIDANCE_STYLE: "Guidance",
    CODE_STYLE: "FormCode",
    TABLE_STYLE: "TableText",
    CARRIED_STYLE: "Carried",
}


def set_styles(document: DocumentObject) -> None:
    """Give the document its styles, replacing what the library's template says."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for look in _LOOKS:
        if look.name in _NEW:
            style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
            style.element.set(qn("w:styleId"), _NEW[look.name])
            style.base_style = document.styles["Normal"]
            style.quick_style = True
        _apply(document.styles[look.name], look)
    _name_fallbacks(document)


def _name_fallbacks(document: DocumentObject) -> None:
    """Name in the font table what to take where a font is not installed (ISO/IEC 29500-1, 17.8.3.1 altName)."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            table = relation.target_part
            fonts = parse_xml(table.blob)
            for font, instead in _INSTEAD.items():
                entry = OxmlElement("w:font", {qn("w:name"): font})
                entry.append(OxmlElement("w:altName", {qn("w:val"): instead}))
                fonts.append(entry)
            content = serialize_part_xml(fonts)
            named = Part(table.partname, table.content_type, content, document.part.package)
            document.part.rels.add_relationship(relation.reltype, named, key)


def set_font(run: Run, font: str, size: float) -> None:
    """Set the Chinese font and the size in points of a run that differs from its paragraph."""
    run.font.size = Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001 -- the library sets only Latin


def _apply(style: ParagraphStyle, look: _Look) -> None:
    for part in ("w:pPr", "w:rPr"):
        for element in style.element.findall(qn(part)):
            style.element.remove(element)
    _set_paragraph(style, look)
    font = style.font
    font.name, font.size, font.bold = look.latin, Pt(look.size), look.bold
    font.color.rgb = look.colour
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    style.element.rPr.rFonts.set(qn("w:cs"), look.latin)
    if look.shading:
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.shading)):
            shading.set(qn(f"w:{name}"), value)
        style.element.rPr.append(shading)


def _set_paragraph(style: ParagraphStyle, look: _Look) -> None:
    spacing = style.paragraph_format
    spacing.alignment = look.align
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    if look.line is None:
        spacing.line_spacing = 1.0
    else:
        spacing.line_spacing, spacing.line_spacing_rule = look.line, WD_LINE_SPACING.EXACTLY
    indent = _THREE * 2 if look.indented else 0
    spacing.first_line_indent = Pt(indent)
    # In hundredths of the style's own characters as well: Word goes by these, other programs by the points.
    style.element.pPr.ind.set(qn("w:firstLineChars"), str(round(indent / look.size * 100)))
    spacing.widow_control = True
    if look.outline_level is not None:
        spacing.keep_with_next = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.outline_level))
        style.element.pPr.append(level)
