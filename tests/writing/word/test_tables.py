"""Tables in Word: how wide columns become."""

import pytest
from docx import Document

from jianfu_cli.writing.word.styles import set_styles
from jianfu_cli.writing.word.tables import add_table

PROSE = "组织学生观看宣传片，不要求教师打卡、拍照、写总结。"


def widths(shares, *rows):
    document = Document()
    set_styles(document)
    add_table(document, ["列"] * len(shares), rows, shares)
    return [cell.width.pt for cell in document.tables[0].rows[1].cells]


@pytest.mark.parametrize(("time", "places"), [("10—11月", 9), ("2024年5—6月", 12), ("每周1次", 8)])
def test_a_short_time_stands_on_one_line(time, places):
    plain = widths((1, 10, 10), ("甲", PROSE, PROSE))
    wide = widths((1, 10, 10), (time, PROSE, PROSE))
    assert wide[0] >= places * 10.5 / 2 > plain[0]
    assert sum(wide) == pytest.approx(sum(plain), abs=1)
    assert wide[1] == pytest.approx(wide[2])


@pytest.mark.parametrize("text", ["专题讲座现场咨询", "2024年3月至2024年6月每周一次", "甲"])
def test_words_and_long_times_may_be_broken(text):
    assert widths((1, 10, 10), (text, PROSE, PROSE)) == widths((1, 10, 10), ("甲", PROSE, PROSE))


def test_columns_that_have_nothing_to_spare_stay_as_they_are():
    times = ("2024年5—6月",) * 12
    assert max(widths((1,) * 12, times)) - min(widths((1,) * 12, times)) < 1


def tied(texts):
    """Which rows, the headings first, stand on one page with the row below."""
    document = Document()
    set_styles(document)
    add_table(document, ["序号", "情况", "核查情况"], [("1", text, "") for text in texts], (1, 4, 2))
    rows = document.tables[0].rows
    return [nth for nth, row in enumerate(rows) if row.cells[0].paragraphs[0].paragraph_format.keep_with_next]


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        ([PROSE] * 4, [0, 1, 2, 3]),  # whole
        ([PROSE * 4] * 8, [0, 1, 2, 7]),  # high: it goes on where the page ends, two rows on each at least
        (["甲"] * 30, [0, 1, 2, 29]),
        (["甲"], [0]),
        ([], []),
    ],
)
def test_a_high_table_leaves_no_page_half_white_and_no_row_alone(texts, together):
    assert tied(texts) == together


def kept(rows, **options):
    """Which rows, 0 the headings, are kept on one page with what comes after."""
    document = Document()
    set_styles(document)
    add_table(document, ["名称", "内容"], rows, (1, 4), **options)
    made = document.tables[0].rows
    return [nth for nth, row in enumerate(made) if row.cells[0].paragraphs[0].paragraph_format.keep_with_next]


LONG = "列入白名单统一安排，不再要求学校报送总结和照片。" * 3


@pytest.mark.parametrize(
    ("rows", "together"),
    [
        ([("甲", "乙")] * 3, [0, 1, 2]),
        ([("甲", "乙")] * 12, [*range(12)]),
        ([("甲", "乙")] * 13, [0, 1, 2, 12]),
        ([("甲", LONG)] * 8, [0, 1, 2, 7]),  # eight rows of three lines are more than half a page
        ([("甲", LONG)], [0]),
    ],
)
def test_a_table_of_a_few_lines_is_kept_on_one_page_and_of_a_longer_no_row_stands_alone(rows, together):
    assert kept(rows) == together


def test_a_last_line_is_kept_with_the_table_before_it():
    assert kept([("甲", LONG)] * 8, followed=True) == [0, 1, 2, 7, 8]
