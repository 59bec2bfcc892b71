"""The Word outline as python-docx reads it back."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from jianfu_cli.core.model.mark import GUIDANCE_STYLE
from jianfu_cli.writing.blanks.outline import outline_document


def outline(campaign, attachment, unit=""):
    return Document(BytesIO(outline_document(campaign, campaign.attachment(attachment), unit)))


def said(paragraph):
    """All that stands in the paragraph, in a content control or not."""
    return "".join(text.text for text in paragraph._p.iter(qn("w:t")))


def headings(document):
    return [(p.style.name, said(p)) for p in document.paragraphs if p.style.name.startswith("Heading")]


def test_the_report_has_the_headings_of_the_notice(campaign):
    assert headings(outline(campaign, "a4")) == [
        ("Heading 1", "一、工作情况"),
        ("Heading 2", "（一）整体情况"),
        ("Heading 2", "（二）主要任务完成情况"),
        ("Heading 3", "1.问题排查整改情况"),
        ("Heading 3", "2.建立审批报备制度情况"),
        ("Heading 3", "3.建立长效监管机制情况"),
        ("Heading 1", "二、经验做法"),
        ("Heading 1", "三、工作成效"),
        ("Heading 1", "四、下一步工作考虑"),
    ]


def test_the_case_has_the_headings_of_the_notice(campaign):
    assert [text for _, text in headings(outline(campaign, "a5"))] == [
        "一、背景问题",
        "二、办法举措",
        "三、工作成效",
        "四、经验启示",
    ]


@pytest.mark.parametrize("attachment", ["a4", "a5"])
def test_the_headings_and_nothing_else_are_locked(campaign, attachment):
    document = outline(campaign, attachment)
    controls = list(document.element.body.iter(qn("w:sdt")))
    locked = ["".join(text.text for text in control.iter(qn("w:t"))) for control in controls]
    assert locked == [text for _, text in headings(document)]
    assert {control.find(".//" + qn("w:lock")).get(qn("w:val")) for control in controls} == {"sdtContentLocked"}
    numbers = [control.find(".//" + qn("w:id")).get(qn("w:val")) for control in controls]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("unit", ["", "红旗区"])
def test_it_begins_with_label_title_and_unit(campaign, unit):
    first = [paragraph.text for paragraph in outline(campaign, "a4", unit).paragraphs[:4]]
    assert first == ["附件4", "专项整治工作总结报告提纲", f"填报单位（盖章）：{unit}", "填报时间："]


def test_each_last_heading_has_guidance_and_room_for_the_text(campaign):
    paragraphs = outline(campaign, "a5").paragraphs
    start = next(i for i, p in enumerate(paragraphs) if said(p) == "一、背景问题")
    heading, guidance, room = paragraphs[start : start + 3]
    assert heading.style.name == "Heading 1"
    assert (guidance.style.name, guidance.text) == (GUIDANCE_STYLE, "案例针对的是什么负担，从何而来。")
    assert (room.style.name, room.text) == ("Normal", "")


def test_the_limit_of_the_report_is_guidance(campaign):
    guidance = [p.text for p in outline(campaign, "a4").paragraphs if p.style.name == GUIDANCE_STYLE]
    assert [text for text in guidance if "全文不超过3000字" in text]
    assert not [p for p in outline(campaign, "a5").paragraphs if "3000" in p.text]


def test_the_page_is_that_of_an_official_document(campaign):
    section = outline(campaign, "a4").sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert section.footer._element.xpath(".//w:fldSimple[@w:instr='PAGE']")
    assert section.even_page_footer._element.xpath(".//w:fldSimple[@w:instr='PAGE']")


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
    ],
)
def test_chinese_fonts_are_set_as_such(campaign, style, font, size):
    found = outline(campaign, "a4").styles[style]
    fonts = found.element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), found.font.size.pt) == (font, size)
    assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert fonts.get(qn("w:ascii")) == "Times New Roman"


def test_the_mark_is_left_three_times(campaign):
    document = outline(campaign, "a4", "红旗区")
    mark = "jianfu:xinxiang-2024:a4:1:红旗区"
    variable = document.settings.element.find(".//" + qn("w:docVar"))
    assert (variable.get(qn("w:name")), variable.get(qn("w:val"))) == ("jianfu_mark", mark)
    assert document.core_properties.category == mark
    custom = next(part for part in document.part.package.iter_parts() if part.partname == "/docProps/custom.xml")
    assert mark in custom.blob.decode()


@pytest.mark.parametrize("attachment", ["a4", "a5"])
def test_the_same_call_gives_the_same_bytes(campaign, attachment):
    form = campaign.attachment(attachment)
    assert outline_document(campaign, form, "红旗区") == outline_document(campaign, form, "红旗区")


def test_nothing_of_the_library_s_template_is_left(campaign):
    document = outline(campaign, "a4")
    properties = document.core_properties
    assert "python-docx" not in f"{properties.author}{properties.comments}"
    assert not [part for part in document.part.package.iter_parts() if "thumbnail" in part.partname]
