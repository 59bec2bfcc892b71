"""One form, typed in every way seen: the same rows are read from each."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.printed import PRINTED

from jianfu_cli.core.model.form import Form
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

TITLE = [["附件2"], ["专项整治问题摸排清单"]]
ONE_CELL = [["填报单位（盖章）：_红旗区_ 填报时间：2024年6月12日 填报人员及电话：甲一 0373-2000001"]]
CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
HEADINGS = list(PRINTED["a2"])
ROWS = [
    [1, "社会事务进校园", "防溺水宣传", "县水利局", "5月", "全县", "中小学", "讲座", "讲座", "清理", ""],
    [2, "其他", "普法宣传", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留", ""],
]
MATTERS = ["防溺水宣传", "普法宣传"]


def read(rows: list[list[object]], merges: tuple[Merge, ...] = (), path: str = "来件.xlsx") -> tuple[Form, ...]:
    return READER.forms([Grid("Sheet1", rows, merges)], Source(path, Path(path)))


def matters(form: Form) -> list[str]:
    return [form.text(row, "matter") for row in form.body.rows]


def moved_right(rows: list[list[object]], columns: int) -> list[list[object]]:
    return [[None] * columns + row for row in rows]


TWO_LEVELS = [
    ["序号", "问题类别", "事项名称", "牵头实施单位", "基本情况", "", "", "", "", "意见建议", "备注"],
    ["", "", "", "", "开展时间", "开展地点", "实施范围", "活动主要内容", "开展形式", "清理/保留/优化", ""],
]
THREE_LEVELS = [
    TWO_LEVELS[0],
    ["", "", "", "", "时间地点", "", "内容", "", "", "", ""],
    ["", "", "", "", "开展时间", "开展地点", "实施范围", "活动主要内容", "开展形式", "清理/保留/优化", ""],
]
SPACED = [
    "序 号",
    "问题\n类别",
    "事 项 名 称",
    "牵头实施\n单位",
    "开展 时间",
    "开展\u3000地点",
    "实施范围",
    "活动主要内容\n(100字以内)",
    "开展形式",
    "意见建议（清理/保留/优化）",
    "备  注",
]
RENAMED = [
    "编号",
    "类别",
    "活动名称",
    "主办单位",
    "活动时间",
    "地点",
    "对象范围",
    "主要内容",
    "开展方式",
    "处理意见",
    "说明",
]
ORDER = [4, 0, 2, 1, 3, 5, 6, 7, 9, 8, 10]


@pytest.mark.parametrize(
    ("layout", "header_row", "first_row"),
    [
        pytest.param([*TITLE, *ONE_CELL, HEADINGS, *ROWS], 4, 5, id="as the blank"),
        pytest.param([HEADINGS, *ROWS], 1, 2, id="no title, no header block"),
        pytest.param([*TITLE, *ONE_CELL, HEADINGS, [""] * 9 + ["清理/保留/优化"], *ROWS], 4, 6, id="two heading rows"),
        pytest.param([*TITLE, *ONE_CELL, *TWO_LEVELS, *ROWS], 4, 6, id="two levels"),
        pytest.param([*TITLE, *ONE_CELL, *THREE_LEVELS, *ROWS], 4, 7, id="three levels"),
        pytest.param([[], [], *moved_right([*TITLE, *ONE_CELL, HEADINGS, *ROWS], 2)], 6, 7, id="from C3"),
        pytest.param([*TITLE, *ONE_CELL, SPACED, *ROWS], 4, 5, id="spaces, breaks, full width"),
        pytest.param([*TITLE, *ONE_CELL, RENAMED, *ROWS], 4, 5, id="synonyms"),
        pytest.param(
            [*TITLE, *ONE_CELL, [HEADINGS[i] for i in ORDER], *[[row[i] for i in ORDER] for row in ROWS]],
            4,
            5,
            id="moved",
        ),
        pytest.param([*TITLE, [], *ONE_CELL, [], HEADINGS, [], ROWS[0], [], [], ROWS[1]], 6, 8, id="blank rows"),
    ],
)
def test_same_rows_whatever_the_layout(layout: list[list[object]], header_row: int, first_row: int) -> None:
    (form,) = read(layout)
    assert (form.attachment, form.place.header_row, form.body.rows[0].number) == ("a2", header_row, first_row)
    assert matters(form) == MATTERS
    assert [form.text(row, "disposition") for row in form.body.rows] == ["清理", "保留"]
    assert [form.text(row, "held") for row in form.body.rows] == ["5月", "全年"]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(ONE_CELL, id="one cell"),
        pytest.param(
            [["填报单位（盖章）：红旗区", "", "填报时间：2024.6.12", "", "填报人员及电话：甲一 0373-2000001"]],
            id="three cells",
        ),
        pytest.param([["填报单位：红旗区教育体育局填报时间：2024年6月12日填报人：甲一 0373-2000001"]], id="no spaces"),
        pytest.param(
            [["填报单位", "红旗区", "", "填报时间", date(2024, 6, 12), "填报人员及电话", "甲一 0373-2000001"]],
            id="label and value",
        ),
        pytest.param(
            [
                ["填报单位（盖章）：", "", "红旗区"],
                ["填报时间：", "2024", "年", "6", "月", "12", "日"],
                ["填报人员及电话：", "甲一", "0373-2000001"],
            ],
            id="scattered",
        ),
        pytest.param(
            [["填报单位：红旗区"], ["填报时间：2024/6/12（补报）"], ["填报人员及电话：甲一 0373-2000001"]],
            id="a remark",
        ),
        pytest.param(
            [["填 报 单 位 （ 盖 章 ） ： 红旗区"], ["填报日期:2024-06-12"], ["填报人及联系电话：甲一 0373-2000001"]],
            id="three rows",
        ),
    ],
)
def test_header_block(block: list[list[object]]) -> None:
    (form,) = read([*TITLE, *block, HEADINGS, *ROWS])
    assert (form.owner.unit, form.header.reported_on, form.header.text("reporter")) == (
        "红旗区",
        date(2024, 6, 12),
        "甲一 0373-2000001",
    )


@pytest.mark.parametrize(
    "foot",
    [
        ["填报单位（盖章）：红旗区", "", "填报时间：2024年6月12日"],
        ["填报单位", "红旗区", "", "填报时间", date(2024, 6, 12), "", "填报人员及电话", "甲一 0373-2000001"],
        ["填表单位", "红旗区", "填表日期", "2024.6.12"],
        ["", "报送单位", "红旗区", "", "报送日期", "2024年6月12日"],
    ],
)
@pytest.mark.parametrize("gap", [(), ([],)])
def test_header_block_under_the_table(gap, foot) -> None:
    (form,) = read([*TITLE, HEADINGS, *ROWS, *gap, foot])
    assert (form.owner.unit, form.header.reported_on, matters(form)) == ("红旗区", date(2024, 6, 12), MATTERS)


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([["一、社会事务类"], *ROWS], ["section"]),
        ([["", "", "", "第八类：其他"], *ROWS], ["section"]),
        ([ROWS[0], ["合计", "", "1项"], ROWS[1]], ["total"]),
        ([ROWS[0], HEADINGS, ROWS[1]], ["heading"]),
        ([*ROWS, ["备注：问题类别：（一）监督检查评比考核；……"]], ["note"]),
        ([*ROWS, ["注：1. 本表一式两份"], ["2. 另行报送"]], ["note", "section"]),
        ([*ROWS, ["填表人：甲一", "", "审核人：乙二"]], ["signature"]),
        ([*ROWS, ["审核人", "甲一", "", "填表人", "乙二"]], ["signature"]),
        ([*ROWS, [3], [4]], []),
    ],
)
def test_what_is_no_row(rows: list[list[object]], kinds: list[str]) -> None:
    (form,) = read([*TITLE, *ONE_CELL, HEADINGS, *rows])
    assert matters(form) == MATTERS
    assert [stray.kind for stray in form.body.strays] == kinds


def test_a_row_with_only_its_matter_is_a_row() -> None:
    (form,) = read([*TITLE, *ONE_CELL, HEADINGS, *ROWS, [3, "", "上街执勤"]])
    assert matters(form) == [*MATTERS, "上街执勤"]


@pytest.mark.parametrize(
    "nil",
    [
        [["1", "无"]],
        [["无"] * 11],
        [["", "无", "无", "/", "/", "/", "", "无", "-", "", "零报告"]],
        [["", "", "本单位无此类问题"]],
        [["零报告"]],
        [],
    ],
)
def test_nil_return(nil: list[list[object]]) -> None:
    (form,) = read([*TITLE, *ONE_CELL, HEADINGS, *nil])
    assert (form.body.nil, len(form.body.rows), form.untouched) == (True, 0, False)


def test_untouched_blank() -> None:
    block = [["填报单位（盖章）：红旗区", "", "填报时间：", "", "填报人员及电话：_____"]]
    (form,) = read([*TITLE, *block, HEADINGS, [1], [2], [3]])
    assert (form.body.nil, form.untouched, form.owner.unit) == (False, True, "红旗区")


def test_merged_cells_give_their_value_to_each_row() -> None:
    rows = [ROWS[0], [2, "", "普法宣传", "", "全年", "校园", "师生", "讲座", "讲座", "保留", ""]]
    (form,) = read([*TITLE, *ONE_CELL, HEADINGS, *rows], (Merge(5, 2, 6, 2), Merge(5, 4, 6, 4)))
    assert [form.text(row, "body") for row in form.body.rows] == ["县水利局", "县水利局"]
    assert form.body.merged_cells == ("B5:B6", "D5:D6")


def test_extra_columns_are_kept_named_or_not() -> None:
    rows = [[*row, "1", "多写的"] for row in ROWS]
    (form,) = read([*TITLE, *ONE_CELL, [*HEADINGS, "开展频次"], *rows])
    extra = {column.heading: place for place, column in enumerate(form.body.columns) if column.key is None}
    assert list(extra) == ["开展频次", "（无列名，第M列）"]
    assert [row.values[extra["开展频次"]] for row in form.body.rows] == ["1", "1"]


def test_two_forms_on_one_sheet() -> None:
    a3 = list(PRINTED["a3"])
    second = [
        ["附件3"],
        ["专项整治问题整改清单"],
        *ONE_CELL,
        a3,
        [1, "其他", "普法宣传", "县司法局", "依据", "措施", "2024-06-20", "已完成", ""],
    ]
    forms = read([*TITLE, *ONE_CELL, HEADINGS, *ROWS, [], *second])
    assert [(form.attachment, form.place.header_row, matters(form)) for form in forms] == [
        ("a2", 4, MATTERS),
        ("a3", 11, ["普法宣传"]),
    ]
    assert [form.header.reported_on for form in forms] == [date(2024, 6, 12)] * 2


def test_sheets_without_forms_and_example_sheets_are_passed_over() -> None:
    filled = [*TITLE, *ONE_CELL, HEADINGS, *ROWS]
    grids = [Grid("Sheet1", []), Grid("填写示例", filled), Grid("附件2", filled), Grid("说明", [["怎么填"]])]
    forms = READER.forms(grids, Source("x.xlsx", Path("x.xlsx")))
    assert [form.place.sheet for form in forms] == ["附件2"]


@given(st.data())
def test_any_layout_reads_back(data: st.DataObject) -> None:
    """Columns in any order, the table anywhere, with any of the frames around it."""
    order = data.draw(st.permutations(range(len(HEADINGS))))
    left = data.draw(st.integers(0, 4))
    frame = data.draw(st.sampled_from([[], TITLE, [*TITLE, *ONE_CELL], [[], *TITLE, [], *ONE_CELL, []]]))
    words = st.text(st.sampled_from("防溺水宣传普法安全县教育局讲座活动"), min_size=2, max_size=12)
    rows = data.draw(st.lists(st.lists(words, min_size=10, max_size=10), min_size=1, max_size=5))
    numbered = [[number, *row] for number, row in enumerate(rows, start=1)]
    table = [[HEADINGS[i] for i in order], *[[row[i] for i in order] for row in numbered]]
    (form,) = read([*frame, *moved_right(table, left)])
    key_of = {column.heading: column.key for column in CAMPAIGN.attachment("a2").columns}
    keys = [key_of[heading] for heading in HEADINGS]
    assert [[form.text(row, key) for key in keys[1:]] for row in form.body.rows] == rows


@pytest.mark.parametrize(
    "foot",
    [
        ["填表人：赵六"],
        ["填报人：赵六"],
        ["", "", "", "", "填报日期：2024年7月2日"],
        ["填表人：赵六  填报时间：2024-07-02"],
    ],
)
def test_what_stands_at_the_foot_of_a_form_is_not_the_head_of_the_next(foot: list[str]) -> None:
    headings = list(PRINTED["a3"])
    second = [
        [],
        foot,
        [],
        ["附件3"],
        ["专项整治问题整改清单"],
        ["填报单位：牧野区", "", "填报时间：2024-06-28", "", "", "填报人员及电话：赵六 0373-3040001"],
        headings,
        [1, "其他", "普法宣传", "县司法局", "通知", "取消", "2024-06-20", "已完成", ""],
    ]
    one, other = read([*TITLE, *ONE_CELL, HEADINGS, *ROWS, *second])
    assert (one.attachment, one.header.text("reporter"), matters(one)) == ("a2", "甲一 0373-2000001", MATTERS)
    assert (other.header.reported_on, other.header.text("reporter")) == (date(2024, 6, 28), "赵六 0373-3040001")


@pytest.mark.parametrize("note", ["说明：请各单位认真填写。", "（单位：项）", "注：本表一式两份"])
@pytest.mark.parametrize("foot", [(), (["填表人：赵六"],), (["注：以上为全部事项"],)])
def test_a_note_between_its_header_block_and_its_headings_cuts_nothing_off(foot, note) -> None:
    headings, row = list(PRINTED["a3"]), [1, "其他", "普法宣传", "县司法局", "通知", "取消", "2024-06-20", "已完成", ""]
    block = [["填报单位：牧野区"], ["填报时间：2024-06-28"], ["填报人员及电话：赵六 0373-3040001"]]
    second = [["附件3"], ["专项整治问题整改清单"], *block, [note], headings, row]
    one, other = read([*TITLE, *ONE_CELL, HEADINGS, *ROWS, *foot, [], *second])
    assert (one.owner.unit, one.header.text("reporter"), matters(one)) == ("红旗区", "甲一 0373-2000001", MATTERS)
    assert (other.owner.unit, other.header.reported_on) == ("牧野区", date(2024, 6, 28))
    assert other.header.text("reporter") == "赵六 0373-3040001"


@pytest.mark.parametrize("remark", ["___", None, "  ", ""])
def test_an_empty_line_under_merged_headings_is_no_heading_that_comes_again(remark):
    """A web page's headings over two rows, the second of which has no cell of its own."""
    merges = tuple(Merge(4, column, 5, column) for column in range(1, len(HEADINGS) + 1))
    (form,) = read([*TITLE, *ONE_CELL, HEADINGS, [], *([*row[:-1], remark] for row in ROWS)], merges)
    assert (matters(form), form.body.strays) == (MATTERS, ())


def test_headings_merged_beyond_the_last_row_stand_over_nothing():
    (form,) = read([*TITLE, *ONE_CELL, HEADINGS], tuple(Merge(4, column, 5, column) for column in range(1, 12)))
    assert (len(form.body.rows), form.body.nil) == (0, True)
