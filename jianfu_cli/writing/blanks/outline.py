"""The Word outline of a report (附件4, 附件5), set as GB/T 9704-2012 sets official documents."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from jianfu_cli.core.filings.carrying import NOTHING, Carried
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.mark import GUIDANCE_STYLE, Mark
from jianfu_cli.writing.packing import midnight, settle
from jianfu_cli.writing.word.parts import add_form_heading, add_page_number, keep_mark, set_page
from jianfu_cli.writing.word.styles import CARRIED_STYLE, HEADER_STYLE, HEADING_LEVELS, LABEL_STYLE, set_styles


def outline_document(
    campaign: Campaign, attachment: Attachment, unit: str = "", carried: Carried = NOTHING, kind: str | None = None
) -> bytes:
    """Return the blank of an outline attachment as docx, the same bytes for the same arguments.

    ``unit`` (canonical, or "" for a blank for anyone) is filled in as 填报单位. Guidance stands in
    paragraphs of the style 写作提示; each heading without headings under it has one empty paragraph for the text, or
    the sentence ``carried`` to it. The wording of the headings is locked.
    """
    mark = Mark(campaign.id, attachment.id, attachment.version, unit, carried.digest)
    document = Document()
    set_page(document)
    set_styles(document)
    document.add_paragraph(attachment.label if attachment.number else "", LABEL_STYLE)
    document.add_paragraph(attachment.title, "Title")
    document.add_paragraph(f"填报单位（盖章）：{unit}", HEADER_STYLE)
    document.add_paragraph("填报时间：", HEADER_STYLE)
    for line in _general_guidance(campaign, attachment, kind or campaign.roster.kind_of.get(unit), carried):
        document.add_paragraph(line, GUIDANCE_STYLE)
    _add_sections(document, attachment, carried)
    add_page_number(document)
    add_form_heading(document, attachment.form_heading(campaign.issuer, campaign.document_number))
    keep_mark(document, mark)
    _put_properties(document, campaign, attachment, mark)
    buffer = BytesIO()
    document.save(buffer)
    return settle(buffer.getvalue(), campaign.notice_date)


def _general_guidance(campaign: Campaign, attachment: Attachment, kind: str | None, carried: Carried) -> list[str]:
    """Say by when, how long and in which shape, as the sheet 填写说明 does for tables."""
    lines = [
        f"{filer.label}于{in_chinese(due)}前（含当日）报送电子版（docx）和加盖公章扫描版（PDF）。"
        for filer in ([campaign.kind_by_id[kind]] if kind else campaign.kinds)
        if (due := campaign.due(attachment.id, filer.id))
    ]
    lines.append("通知的提纲没有填报时间一栏，可以不填，以收到的日期为准。")
    if attachment.limit:
        lines.append(f"全文不超过{campaign.limit(attachment.limit)}字（按 Word 的“字数”统计）。")
    lines.append("各级标题已锁定，请在标题下写正文；灰色小字是写作提示，不计字数，写完后请删去。")
    if carried.taken_from:
        lines.append(f"浅蓝底色的句子由{carried.taken_from}算出，请核对，可以直接修改。")
    lines += [f"有疑问请联系：{contact}。"] if (contact := campaign.contact.line) else []
    return lines


def _add_sections(document: DocumentObject, attachment: Attachment, carried: Carried) -> None:
    for identifier, (level, number, section) in enumerate(attachment.numbered_sections(), start=1):
        heading = document.add_paragraph(f"{number}{section.heading}", f"Heading {min(level, HEADING_LEVELS)}")
        _lock(heading, identifier)
        if section.guidance:
            document.add_paragraph(section.guidance, GUIDANCE_STYLE)
        if section.heading in carried.paragraphs:
            document.add_paragraph(carried.paragraphs[section.heading], CARRIED_STYLE)
        elif not section.sections:
            document.add_paragraph()


def _lock(paragraph: Paragraph, identifier: int) -> None:
    """Put what the paragraph says into a content control that can be neither edited nor deleted.

    The control (ISO/IEC 29500-1, 17.5.2) stands within the paragraph, not around it: so programs that know none still
    see a heading of its level. ``identifier`` is the control's own number in the document.
    """
    control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, value in (("alias", "标题"), ("id", str(identifier)), ("lock", "sdtContentLocked")):
        setting = OxmlElement(f"w:{name}")
        setting.set(qn("w:val"), value)
        properties.append(setting)
    for run in paragraph.runs:
        content.append(run._r)  # noqa: SLF001 -- the library has no content controls
    control.extend([properties, content])
    paragraph._p.append(control)  # noqa: SLF001


def _put_properties(document: DocumentObject, campaign: Campaign, attachment: Attachment, mark: Mark) -> None:
    properties = document.core_properties
    properties.title, properties.subject = attachment.headed, campaign.title
    properties.author = properties.last_modified_by = campaign.issuer
    properties.comments, properties.keywords, properties.category = "", "", mark.text
    properties.created = properties.modified = midnight(campaign.notice_date)
    properties.revision = 1
