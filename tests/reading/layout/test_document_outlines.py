"""Outlines are known by their headings, however these are typed, and keep all text under them."""

import io

import docx
import pytest
from made.printed import PRINTED
from made.word_files import p, run, tbl, tr, word

from jianfu_cli.core.language.text import word_count
from jianfu_cli.core.model.mark import GUIDANCE_STYLE
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.layout.document import read_document
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source
from jianfu_cli.writing.blanks.outline import outline_document

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
A4 = [(level, number, section.heading) for level, number, section in CAMPAIGN.attachment("a4").numbered_sections()]
BOLD = "<w:b/>"
LIST = '<w:numPr><w:numId w:val="1"/></w:numPr>'
STYLES = (
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="公文一级"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="公文二级"/><w:basedOn w:val="a2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
)
TITLE = "红旗区专项整治工作总结报告"


def forms(data, name="来件.docx"):
    return read_document(data, READER, Source(name, None)).forms


def form(*body, **options):
    (found,) = forms(word(p(TITLE), *body, styles=STYLES), **options)
    return found


def texts(found):
    return {section.heading: section.text for section in found.outline.sections}


def typed(level, number, heading):
    return p(f"{number}{heading}")


def styled(level, number, heading):
    return p(heading, properties=f'<w:pStyle w:val="a{level}"/>')


def listed(level, number, heading):
    return p(heading, properties=LIST)


def bold(level, number, heading):
    return p(run(heading, BOLD))


def spaced(level, number, heading):
    return p(f"{number} {heading[:2]} {heading[2:]}：")


@pytest.mark.parametrize("style", [typed, styled, listed, bold, spaced])
def test_however_headings_are_typed(style):
    body = [part for heading in A4 for part in (style(*heading), p(f"{heading[2]}如下。"))]
    assert texts(form(*body)) == {heading: f"{heading}如下。" for _, _, heading in A4}


@pytest.mark.parametrize(
    "line",
    [
        p("（一）整体情况。我县高度重视。"),
        p("（一）整体情况：我县高度重视。"),
        p("（一）整体情况", "<w:r><w:br/></w:r>", "我县高度重视。"),
        p("（一）整体情况  我县高度重视。"),
        p(run("整体情况。", BOLD), "我县高度重视。"),
        p(run("（一）整体情况", BOLD), "我县高度重视。"),
    ],
)
def test_text_on_the_line_of_the_heading(line):
    found = form(p("一、工作情况"), line, p("二、经验做法"), p("做法如下。"))
    assert texts(found)["整体情况"] == "我县高度重视。"


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("一、工作开展情况", "工作情况"),
        ("（一）整体工作情况", "整体情况"),
        ("1.问题排查情况", "问题排查整改情况"),
        ("3.建立长效机制情况", "建立长效监管机制情况"),
        ("二、主要经验做法", "经验做法"),
        ("四、下一步打算", "下一步工作考虑"),
        ("四、下步工作打算", "下一步工作考虑"),
    ],
)
def test_headings_slightly_reworded(written, heading):
    body = [p(written if own == heading else f"{number}{own}") + p("正文。") for _, number, own in A4]
    found = form(*body)
    assert [section.heading for section in found.outline.sections] == [own for _, _, own in A4]
    (section,) = [section for section in found.outline.sections if section.heading == heading]
    assert f"{section.written}" in written


@pytest.mark.parametrize(
    "line", ["三、存在不足", "（一）加强领导", "工作打算", "我县工作情况较好。", "四、工作计划安排表"]
)
def test_other_lines_are_text_of_the_section_they_stand_in(line):
    body = [p(f"{number}{own}") + p("正文。") for _, number, own in A4 if own != "下一步工作考虑"]
    found = form(*body, p(line), p("还有。"))
    assert found.outline.sections[-1].heading == "工作成效"
    assert found.outline.sections[-1].text == f"正文。\n{line}\n还有。"


def test_text_before_the_first_heading_and_tables_among_the_text_are_kept():
    body = [p(f"{number}{own}") + p("正文。") for _, number, own in A4[:-1]]
    table = tbl(tr("学校", "份数"), tr("一中", "3"))
    found = form(p("根据通知要求，现将情况报告如下。"), *body, p("四、下一步工作考虑"), table)
    assert found.outline.sections[0] == type(found.outline.sections[0])("", "根据通知要求，现将情况报告如下。")
    assert texts(found)["下一步工作考虑"] == "学校\n份数\n一中\n3"


def test_a_table_of_contents_is_neither_heading_nor_text():
    contents = [p(f"{number}{own}1", properties='<w:pStyle w:val="toc"/>') for _, number, own in A4]
    body = [p(f"{number}{own}") + p("正文。") for _, number, own in A4]
    assert form(*contents, *body) == form(*body)


def test_report_and_table_in_one_document():
    headings = tr(*PRINTED["a2"])
    row = tr("1", "其他", "普法", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留", "")
    body = [p(f"{number}{own}") + p("正文。") for _, number, own in A4[:-1]] + [p("四、下一步工作考虑")]
    title = p("附件2 专项整治问题摸排清单"), p("填报单位：红旗区 填报时间：2024年7月1日")
    report, table = forms(word(p(TITLE), *body, *title, tbl(headings, row)))
    assert (report.attachment, table.attachment, table.owner.unit, len(table.body.rows)) == ("a4", "a2", "红旗区", 1)
    assert texts(report)["下一步工作考虑"] == ""


def test_words_are_those_of_the_whole_text():
    body = ["一、工作情况", "共排查 12 项。", "二、经验做法", "三、工作成效", "四、下一步工作考虑"]
    found = form(*map(p, body), name="附件4.docx")
    assert found.outline.words == sum(map(word_count, [TITLE, *body]))
    assert found.outline.characters == len("".join([TITLE, *body]).replace(" ", ""))


def test_headings_in_boxes_before_their_text():
    lines = (
        "【背景】报表多。",
        "【主要做法】：归口。",
        "〔工作成效〕",
        "下降六成。",
        "【 启示 】源头治理。",
        "【记者】某甲",
    )
    (found,) = forms(word(p("教师减负典型案例"), *map(p, lines)))
    assert (found.attachment, texts(found)) == (
        "a5",
        {
            "背景问题": "报表多。",
            "办法举措": "归口。",
            "工作成效": "下降六成。",
            "经验启示": "源头治理。\n【记者】某甲",
        },
    )


def test_words_that_word_hides_do_not_count():
    body = ["一、工作情况", "共排查 12 项。", "二、经验做法", "三、工作成效", "四、下一步工作考虑"]
    hidden = p(run("不显示的旧稿。" * 500, "<w:vanish/>"))
    found = form(*map(p, body), hidden, name="附件4.docx")
    assert found.outline.words == sum(map(word_count, [TITLE, *body]))


def blank(change):
    document = docx.Document(io.BytesIO(outline_document(CAMPAIGN, CAMPAIGN.attachment("a4"), "红旗区")))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    (found,) = forms(stream.getvalue())
    return found


def guided(document):
    return next(line for line in document.paragraphs if line.style.name == GUIDANCE_STYLE and "组织领导" in line.text)


def test_an_untouched_blank_holds_no_text():
    found = blank(lambda document: None)
    assert (found.attachment, found.owner.unit, found.untouched, len(found.outline.sections)) == (
        "a4",
        "红旗区",
        True,
        9,
    )
    assert (found.recognition.mark.campaign, found.recognition.mark.attachment) == ("xinxiang-2024", "a4")


@pytest.mark.parametrize(
    "change",
    [
        lambda document: setattr(guided(document), "text", "我县高度重视。"),
        lambda document: guided(document).add_run("我县高度重视。"),
        lambda document: guided(document).insert_paragraph_before("我县高度重视。"),
    ],
    ids=["instead of the guidance", "behind it", "before it"],
)
def test_text_written_into_a_blank(change):
    assert texts(blank(change))["整体情况"] == "我县高度重视。"


def test_a_report_without_headings_is_read_and_not_taken_for_a_blank():
    found = form(p("我县高度重视，成立专班，排查问题12项。"), name="附件4.docx")
    assert (found.attachment, found.untouched) == ("a4", False)


def test_a_letter_that_mentions_a_heading_is_no_form():
    assert forms(word(p("关于报送材料的函"), p("三、工作成效"), p("减负明显。"))) == ()
