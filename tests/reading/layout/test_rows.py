"""What is data at a glance is data when it is looked at closely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.forms import shipped
from made.printed import PRINTED

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.form_body import NIL_WORDS
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout import nil, rows
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.headings import find_tables

HEADINGS = list(PRINTED["a2"])
TELLING = (
    *NIL_WORDS,
    "合计",
    "备注：",
    "填表人：张三",
    "无。",
    "___",
    "  ",
    "\u3000",
    "",
    None,
    1,
    2.0,
    *HEADINGS,
    "﨑",
    "零",
    "（公章）",
    "2024年6月",
)
CELLS = st.one_of(st.sampled_from(TELLING), st.text(max_size=3))
INDEX = HeadingIndex(shipped().attachments)


@given(st.lists(st.lists(CELLS, min_size=5, max_size=12), max_size=8))
def test_a_glance_never_differs_from_a_close_look(below):
    grid = Grid("Sheet1", [["附件2"], ["填报单位：红旗区"], HEADINGS, *below])
    survey = INDEX.survey(grid.rows)
    table = next(find_tables(grid, survey, INDEX, "附件2.xlsx"))
    frame = rows._Frame.of(grid, table, len(grid.rows), [], survey.blanks)
    body = grid.rows[table.last :]
    for number, (values, plain) in enumerate(zip(body, frame.plainly_data(body), strict=True), start=table.last + 1):
        if plain:
            assert rows._kind(values, number, frame) is None


@pytest.mark.parametrize(
    "word",
    [
        *NIL_WORDS, "无相关问题", "我单位未发现此类问题", "经排查，未发现问题", "－－", "〇", "我县本次未摸排出问题", "目前无", "本次零报告", "无（零报告）", "“零”报告", "空表", "此表无内容", "无填报内容", "零问题", "0项", "０项", "无内容",
        "无需要整治的事项", "经核查无相关情况", "未摸排到相关问题", "本级没有相关事项", "无社会事务进校园事项",
    ],
)  # fmt: skip
def test_the_quick_look_for_nil_misses_no_word(word):
    assert nil.is_nil(word) is bool(nil.NIL.fullmatch(key(word)))


@pytest.mark.parametrize(
    "tail",
    [
        ["合计", None, "2项"], ["本页小计", None, "2项"], ["以上共计", None, 2], ["总计数：2"], ["注", None, "本表一式两份"], ["说明：本表一式两份"],
        ["填表人：某甲", None, None, "审核人：某乙"], ["——以下空白——"], ["本页合计：2项"],
    ],
)  # fmt: skip
def test_totals_and_notes_are_no_rows(tail):
    data = [[nth, "其他", name, "县教体局"] for nth, name in enumerate(("例会", "打卡"), start=1)]
    grid = Grid("Sheet1", [["附件2"], ["填报单位：红旗区"], HEADINGS, *data, tail])
    survey = INDEX.survey(grid.rows)
    table = next(find_tables(grid, survey, INDEX, "附件2.xlsx"))
    assert list(rows.read_body(grid, table, len(grid.rows), survey.blanks).rows.numbers) == [4, 5]


@pytest.mark.parametrize(
    "word",
    [
        "无",
        "本次零报告",
        "无（零报告）",
        "“零”报告",
        "空表",
        "此表无内容",
        "无填报内容",
        "我县本次未摸排出问题",
        "零问题",
        "0项",
        "目前无",
        "无内容",
        "未摸排到相关问题",
        "我局无牵头实施的活动",
    ],
)
def test_what_says_that_there_is_nothing(word):
    assert nil.is_nil(word)


@pytest.mark.parametrize(
    "word",
    [
        "无人机进校园活动",
        "无偿献血宣传",
        "未成年人保护宣传",
        "零碳校园创建",
        "没有硝烟的战争主题展",
        "不忘初心教育",
        "本地戏曲进校园",
        "经典诵读",
    ],
)
def test_matters_that_begin_like_a_denial_are_matters(word):
    assert not nil.is_nil(word)
