"""Which rows are headings and which column is which: the thresholds and the tie-breaks."""

from pathlib import Path

import pytest
from made.printed import PRINTED

from jianfu_cli.core.model.form_body import Match
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.layout.headings import find_tables, repeats
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
INDEX = Reader.of(CAMPAIGN).index
A2 = list(PRINTED["a2"])
A3 = list(PRINTED["a3"])
DATA = ["1", "其他", "普法", "县司法局", "全年", "全县", "师生", "讲座", "讲座", "保留", ""]


def tables(*rows, file="来件.xlsx", sheet="Sheet1", merges=()):
    grid = Grid(sheet, [list(row) for row in rows], merges)
    return list(find_tables(grid, INDEX.survey(grid.rows), INDEX, file))


def table(*rows, **more):
    (found,) = tables(*rows, **more)
    return found


def keys(found):
    return [column.key for column in found.columns]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("整改时限要求", "deadline"),  # 80 alike
        ("牵头的实施单位", "body"),
        ("整改措施办", "measures"),
        ("整改的时长", None),  # 67
        ("整改人", None),  # 57
        ("完成人", None),
        ("整改目标任务", None),  # 60 alike with 整改目标 of nobody, 40 with 整改措施
        ("备忘录", None),
    ],
)
def test_a_heading_nearly_written_so_is_it_from_75_in_100_on(heading, column):
    found = table(["专项整治问题整改清单"], ["序号", "问题类别", heading], ["1", "其他", "x"]).columns[2]
    assert (found.key, found.match) == (column, Match.NEAR if column else Match.EXTRA)


def test_of_two_near_columns_the_nearest():
    found = table(["专项整治问题整改清单"], ["序号", "问题类别", "整改措施内"], ["1", "其他", "x"]).columns[2]
    assert found.key == "measures"
    found = table(["专项整治问题整改清单"], ["序号", "问题类别", "整改时限内"], ["1", "其他", "x"]).columns[2]
    assert found.key == "deadline"


def test_a_sure_heading_is_not_lost_to_a_near_one_before_it():
    found = table(["专项整治问题整改清单"], ["序号", "整改时限内", "整改时限", "问题类别"], ["1"])
    assert [(column.key, column.match) for column in found.columns[1:3]] == [
        (None, Match.EXTRA),
        ("deadline", Match.EXACT),
    ]


def test_near_headings_are_found_in_wide_tables_too():
    wide = [f"附加{number}" for number in range(200)]
    found = table(["专项整治问题整改清单"], ["序号", "问题类别", *wide, "整改措施办"], ["1"])
    assert keys(found)[-1] == "measures"
    beyond = table(["专项整治问题整改清单"], ["序号", "问题类别", *wide, *wide, "整改措施办"], ["1"])
    assert keys(beyond)[-1] is None


def test_a_heading_that_stands_twice_is_read_once_and_said(tmp_path):
    rows = [["专项整治问题摸排清单"], [*A2, "备注"], [*DATA, "又一列"]]
    (form,) = Reader.of(CAMPAIGN).forms([Grid("Sheet1", rows)], Source("来件.xlsx", Path("来件.xlsx")))
    assert [(column.key, column.match) for column in form.body.columns[-2:]] == [
        ("remark", Match.EXACT),
        (None, Match.DUPLICATE),
    ]
    assert [text for row in form.body.rows for text in row.values[-2:]] == ["", "又一列"]


@pytest.mark.parametrize(
    ("form", "pair", "read"),
    [
        ("a1", ["联系电话", "办公电话"], [None, "office_phone"]),
        ("a1", ["办公电话", "联系电话"], ["office_phone", None]),
        ("a2", ["责任单位", "牵头实施单位"], [None, "body"]),
        ("a2", ["责任单位", "牵头单位"], ["body", None]),  # of two synonyms the left one
        ("a3", ["完成时间", "整改时限"], [None, "deadline"]),
        ("a7", ["主办单位", "实施单位"], [None, "body"]),
    ],
)
def test_a_synonym_takes_no_column_that_stands_there_by_its_own_name(form, pair, read):
    """Nor is it that heading once more (JF105): two columns, one of which the form lacks (JF103)."""
    own = {column.heading for column in CAMPAIGN.attachment(form).columns if column.key in read}
    others = [heading for heading in PRINTED[form] if heading not in own][:6]
    found = table([CAMPAIGN.attachment(form).title], [*others, *pair], ["1"] * 8)
    assert keys(found)[-2:] == read
    assert all(column.match is not Match.DUPLICATE for column in found.columns)


@pytest.mark.parametrize(
    ("upper", "lower", "column"),
    [
        ("基本情况", "开展时间", "held"),  # the lower line says it
        ("开展时间", "如2024年5月", "held"),  # else the upper
        ("开展", "时间", "held"),  # both together go before either
        ("开展时间", "开展地点", "venue"),
    ],
)
def test_of_a_heading_of_two_lines_both_then_the_lower_then_the_upper(upper, lower, column):
    first = ["序号", "问题类别", "事项名称", "牵头实施单位", upper]
    merges = (Merge(2, 1, 3, 1),)
    found = table(["专项整治问题摸排清单"], first, ["", "", "", "", lower], DATA, merges=merges)
    assert keys(found)[4] == column


def test_a_heading_cut_in_two_is_exactly_what_both_lines_say():
    first = ["序号", "问题类别", "事项名称", "牵头实施", "开展时间"]
    found = table(["专项整治问题摸排清单"], first, ["", "", "", "单位", ""], DATA, merges=(Merge(2, 1, 3, 1),))
    assert (keys(found)[3], found.columns[3].match) == ("body", Match.EXACT)


def test_the_title_decides_where_headings_fit_two_forms():
    shared = ["序号", "问题类别", "事项名称", "牵头实施单位", "备注"]
    for title, attachment in (("专项整治问题摸排清单", "a2"), ("专项整治问题整改清单", "a3")):
        assert table([title], shared, ["1"]).attachment.id == attachment


def test_the_files_name_decides_where_no_title_does_and_less_than_a_title():
    shared = ["序号", "问题类别", "事项名称", "牵头实施单位", "整改措施", "意见建议"]
    assert table(shared, ["1"], file="附件3.xlsx").attachment.id == "a3"
    assert table([*shared, "开展时间"], ["1"], file="附件2.xlsx").attachment.id == "a2"
    assert table([*shared, "开展时间"], ["1"], file="附件3.xlsx").attachment.id == "a3"
    assert table(["专项整治问题摸排清单"], shared, ["1"], file="附件3.xlsx").attachment.id == "a2"


def test_the_surest_goes_before_the_best_fitting():
    listed = ["序号", "事项名称", "主办单位", "活动周期", "开展方式", "对象范围"]
    assert table(["进校园活动清单"], listed, ["1"]).attachment.id == "a7"
    fitting = ["序号", "事项名称", "牵头实施单位", "整改依据", "整改时限", "完成情况"]
    assert table(fitting, ["1"]).attachment.id == "a3"
    assert table([*fitting, "意见建议"], ["1"]).attachment.id == "a2"  # no other table has that column


@pytest.mark.parametrize("rows_between", range(1, 13))
def test_a_title_is_looked_for_in_ten_rows_above(rows_between):
    shared = ["序号", "事项名称", "牵头实施单位"]
    found = tables(["专项整治问题整改清单"], *[[""]] * (rows_between - 1), shared, ["1"])
    assert bool(found) is (rows_between <= 10)


@pytest.mark.parametrize(
    ("row", "again"),
    [
        ({1: "序号", 2: "问题类别", 3: "事项名称"}, True),
        ({1: "序 号", 2: "问题\n类别", 3: "事项名称"}, True),  # folded
        ({1: "序号", 2: "问题类别"}, False),
        ({2: "序号", 3: "问题类别", 4: "事项名称"}, False),
        ({1: "1", 2: "其他", 3: "事项名称"}, False),
    ],
)
def test_three_headings_at_their_places_are_the_heading_again(row, again):
    assert repeats(row, table(A2, DATA).columns) is again


def test_of_a_heading_of_two_columns_two_are_the_whole():
    columns = table(["社会事务进校园白名单"], ["活动名称", "实施单位"], ["普法", "司法局"]).columns
    assert repeats({1: "活动名称", 2: "实施单位"}, columns)
    assert not repeats({1: "活动名称"}, columns)


def test_the_same_heading_further_down_is_another_page_unless_a_title_or_header_block_stands_above_it():
    page = [A2, DATA]
    assert len(tables(*page, *page)) == 1
    assert len(tables(["专项整治问题摸排清单"], *page, ["专项整治问题摸排清单"], *page)) == 1
    assert len(tables(*page, ["填报单位：卫滨区"], *page)) == 2
    assert len(tables(*page, ["填报单位：卫滨区"], [], [], [], *page)) == 2
    assert len(tables(*page, ["填报单位：卫滨区"], [], [], [], [], *page)) == 1  # too far above
    assert [one.attachment.id for one in tables(*page, ["专项整治问题整改清单"], A3, ["1"])] == ["a2", "a3"]


def test_a_row_within_a_heading_of_two_rows_begins_no_table():
    first = ["序号", "问题类别", "事项名称", "牵头实施单位", "时间", "地点", "范围", "内容", "形式", "意见建议", "备注"]
    second = ["", "", "", "", "（开展时间）", "开展地点", "实施范围", "活动主要内容", "开展形式", "清理/保留/优化", ""]
    merges = (Merge(2, 1, 3, 1),)
    found = table(["专项整治问题摸排清单"], first, second, DATA, merges=merges)
    assert (found.first, found.last) == (2, 3)
    assert None not in keys(found)


def test_the_lower_row_of_a_heading_is_no_table_of_its_own_though_it_has_the_telling_columns():
    upper = ["归类" if name == "问题类别" else "处理" if name.startswith("意见建议") else name for name in A2]
    lower = [name if name == "问题类别" or name.startswith("意见建议") else "" for name in A2]
    found = table(["专项整治问题摸排清单"], upper, lower, DATA)
    assert (found.first, found.last) == (2, 3)
    assert {"category", "disposition"} <= set(keys(found))
