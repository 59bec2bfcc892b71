"""Marked text as Word, read back by python-docx."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from jianfu_cli.writing.word.marked import document_of

DAY = date(2024, 7, 5)


def read(text):
    return Document(BytesIO(document_of(text, "题", "某局", DAY)))


@pytest.mark.parametrize(
    ("line", "style", "text"),
    [
        ("# 标题", "Title", "标题"),
        ("## 一、甲", "Heading 1", "一、甲"),
        ("### （一）甲", "Heading 2", "（一）甲"),
        ("###### 甲", "Heading 3", "甲"),
        ("> 提示", "写作提示", "提示"),
        ("正文", "Normal", "正文"),
        ("\\# 正文", "Normal", "# 正文"),
        ("\\| 正文", "Normal", "| 正文"),
        ("#正文", "Normal", "#正文"),
        ("a\\\\b", "Normal", "a\\b"),
        ("--- 正文", "Normal", "--- 正文"),
    ],
)
def test_a_line_by_its_sign(line, style, text):
    (paragraph,) = read(line).paragraphs
    assert (paragraph.text, paragraph.style.name) == (text, style if style != "写作提示" else paragraph.style.name)
    assert (paragraph.style.name == "Normal") == (style == "Normal")


def test_what_is_to_be_written_is_bold():
    (paragraph,) = read("前【此处补充】后").paragraphs
    assert [(run.text, run.bold) for run in paragraph.runs] == [("前", None), ("【此处补充】", True), ("后", None)]


def test_a_long_title_breaks_where_the_sense_does():
    assert read("# 进一步减轻中小学教师负担专项整治\n# 实地督导清单").paragraphs[0].text.splitlines() == [
        "进一步减轻中小学教师负担专项整治", "实地督导清单",
    ]  # fmt: skip


def test_a_table_with_its_widths_and_total():
    table = read("| 单位 | 数 |\n| --- | - |\n| a\\|b | 1 |\n| 合计 | 1 | 多 |\n| | |").tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "数"], ["a|b", "1"], ["合计", "1"], ["", ""],
    ]  # fmt: skip
    assert table.columns[0].width == pytest.approx(3 * table.columns[1].width, rel=0.01)


def test_issuer_and_date_stand_at_the_right_and_pages_begin_where_said():
    document = read("# 甲\n正文\n\n-> 某局\n-> 2024年7月5日\n---\n# 乙\n^ 附表1 各单位")
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["甲", "正文", "某局", "2024年7月5日", "乙", "附表1", "各单位"]
    assert [p.paragraph_format.page_break_before for p in document.paragraphs] == [
        None,
        None,
        None,
        None,
        True,
        True,
        None,
    ]


def test_the_same_text_gives_the_same_bytes():
    assert document_of("# 甲\n正文", "题", "某局", DAY) == document_of("# 甲\n正文", "题", "某局", DAY)
