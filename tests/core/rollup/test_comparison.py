import pytest
from made.counted import crowd, grows_no_faster_than_rows
from made.forms import form, shipped, source
from made.rollups import make_form

from jianfu_cli.core.matters.budget import MOST_CANDIDATES
from jianfu_cli.core.model.difference import RowStatus
from jianfu_cli.core.rollup.comparison import compare


def matter(name, **more):
    return {"matter": name, "body": "某局", "disposition": "保留", **more}


def rows(*those, attachment="a2", **rest):
    return (source("附件.xlsx", form(attachment, unit="红旗区", rows=those, **rest)),)


def compared(old, new):
    [difference] = compare(old, new, shipped()).forms
    return difference


def said(difference):
    """What changed: ``(what, matter, old row, new row, columns)``."""
    return [
        (row.change.value, row.matter, row.old_row, row.new_row, [cell.column for cell in row.cells])
        for row in difference.rows
    ]


def test_nothing_changed():
    same = compared(rows(matter("甲"), matter("乙")), rows(matter("甲"), matter("乙")))
    assert (same.same, same.any) == (2, False)


def test_cells_changed_rows_added_and_gone():
    difference = compared(
        rows(matter("语音打卡"), matter("上街执勤"), matter("点赞投票")),
        rows(matter("冰雪运动"), matter("语音打卡", disposition="清理"), matter("上街执勤")),
    )
    assert difference.same == 1
    assert said(difference)[0] == ("changed", "语音打卡", 5, 6, ["意见建议"])
    assert [one[:4] for one in said(difference)[1:]] == [("added", "冰雪运动", None, 5), ("gone", "点赞投票", 7, None)]
    [cell] = difference.rows[0].cells
    assert (cell.old, cell.new, cell.old_cell, cell.new_cell) == ("保留", "清理", "J5", "J6")
    assert {cell.column: (cell.old, cell.new) for cell in difference.rows[2].cells}["事项名称"] == ("点赞投票", "")


@pytest.mark.parametrize(
    ("old", "new", "matched"),
    [
        ("语音打卡", "“语音打卡” ", True),  # quotes and blanks change the cell, not the matter
        ("中小学生安全知识网络竞赛活动", "中小学生安全知识网络竞赛", True),
        ("中小学生安全知识网络竞赛活动", "教师网络学习空间评比", False),
        ("第一批示范校创建评估验收工作", "第二批示范校创建评估验收工作", False),
        ("2023年教育事业统计年报工作", "2024年教育事业统计年报工作", False),
        ("语音打卡", "语音接龙", False),
        ("小学校园安全检查评比活动方案", "初中校园安全检查评比活动方案", False),
        ("2024年春季学期校园安全检查", "2024年秋季学期校园安全检查", False),
        ("防溺水宣传进校园", "防溺水安全教育", True),
    ],
)
def test_names_nearly_the_same_are_one_matter_but_never_wildly(old, new, matched):
    difference = compared(rows(matter(old)), rows(matter(new)))
    assert [row.change for row in difference.rows] == (
        [RowStatus.CHANGED] if matched else [RowStatus.ADDED, RowStatus.GONE]
    )


def test_the_score_says_how_near():
    difference = compared(rows(matter("语音打卡读课本")), rows(matter("语音打卡读课本子")))
    assert 85 <= difference.rows[0].score < 100
    assert [cell.column for cell in difference.rows[0].cells] == ["事项名称"]


def test_rows_of_one_name_go_by_body_then_by_order():
    old = rows(matter("检查", body="甲局"), matter("检查", body="乙局", disposition="清理"))
    new = rows(matter("检查", body="乙局"), matter("检查", body="甲局"))
    assert said(compared(old, new)) == [("changed", "检查", 6, 5, ["意见建议"])]


def test_rows_of_the_first_form_go_by_unit_then_by_office():
    def office(unit, lead, number):
        return {"organisation": unit, "lead_office": lead, "hotline": number}

    one, two, other = (
        office("县教育局", "人事股", "1"),
        office("县教育局", "办公室", "2"),
        office("县公安局", "政治处", "3"),
    )
    old = rows(one, two, other, attachment="a1")
    new = rows({**two, "hotline": "9"}, {**other, "lead_office": "办公室"}, one, attachment="a1")
    assert [(row.matter, row.old_row, row.new_row) for row in compared(old, new).rows] == [
        ("县教育局", 6, 5),
        ("县公安局", 7, 6),
    ]


def test_a_row_is_matched_once_with_the_most_alike():
    old = rows(matter("全县中小学校园安全检查评比"))
    new = rows(matter("全县中小学校园安全检查评比活动"), matter("全县中小学校园安全检查评比会"))
    assert [(row.change.value, row.new_row) for row in compared(old, new).rows] == [("changed", 5), ("added", 6)]


def test_rows_without_a_name_are_compared_in_order():
    old, new = rows({"body": "甲局"}, {"body": "乙局"}), rows({"body": "甲局"}, {"body": "丙局"})
    assert said(compared(old, new)) == [("changed", "", 6, 6, ["牵头实施单位"])]


def test_header_and_columns():
    old = rows(matter("甲"), header={"unit": "红旗区", "reported_on": "2024-06-10"})
    new = rows(matter("甲"), header={"unit": "红旗区", "reported_on": "2024-06-12"})
    [change] = compared(old, new).header
    assert (change.column, change.old, change.new, change.new_cell) == ("填报时间", "2024-06-10", "2024-06-12", "B3")
    more = (source("x.xlsx", make_form("a2", "红旗区", [matter("甲", 频次="每周")], extra=["频次"])),)
    difference = compared(rows(matter("甲")), more)
    assert (difference.columns_added, difference.columns_gone) == (("频次",), ())
    assert [cell.column for cell in difference.rows[0].cells] == ["频次"]


def test_attachments_are_compared_apart():
    old = (source("x.xlsx", form("a2", rows=[matter("甲")]), form("a3", rows=[matter("甲")])),)
    new = (source("y.xlsx", form("a2", rows=[matter("甲")])),)
    found = compare(old, new, shipped())
    assert (found.old, found.new) == ("x.xlsx", "y.xlsx")
    assert [(one.attachment.id, one.same, one.count(RowStatus.GONE)) for one in found.forms] == [
        ("a2", 1, 0),
        ("a3", 0, 1),
    ]


def test_sections_of_a_report_are_compared_by_their_headings():
    old = (source("x.docx", form("a4", sections={"一、工作情况": "摸排3项", "二、经验做法": "略"})),)
    new = (source("y.docx", form("a4", sections={"一、工作情况": "摸排5项", "二、经验做法": "略"})),)
    difference = compared(old, new)
    assert [(row.matter, [(cell.column, cell.old, cell.new) for cell in row.cells]) for row in difference.rows] == [
        ("一、工作情况", [("正文", "摸排3项", "摸排5项")])
    ]


ROLLED_UP = ["填报单位", "校验", "来源文件", "来源工作表", "来源行"]


def rolled_up(*those, sheet="附件2"):
    """A sheet of 汇总.xlsx; each of ``those`` is ``(unit, matter, source row)``."""
    written = [
        {**matter(name), "填报单位": unit, "校验": "JF301", "来源文件": f"{unit}/附件2.xlsx", "来源行": row}
        for unit, name, row in those
    ]
    return make_form("a2", "", written, extra=ROLLED_UP, sheet=sheet)


def test_rows_of_a_roll_up_are_matched_within_their_unit_and_provenance_is_no_change():
    old = (source("汇总.xlsx", rolled_up(("红旗区", "打卡", 5), ("卫滨区", "打卡", 5))),)
    new = (source("汇总.xlsx", rolled_up(("红旗区", "打卡", 9), ("牧野区", "打卡", 5))),)
    difference = compared(old, new)
    assert difference.same == 1
    assert [(row.change.value, row.unit) for row in difference.rows] == [("added", "牧野区"), ("gone", "卫滨区")]


def renamed(count):
    """Two versions of a form of which no row has kept its name, and all names are alike."""
    return (rows(*map(matter, crowd(first, count))) for first in ("丂", "儀"))


def test_rows_whose_names_resemble_too_many_are_not_compared_and_that_is_said():
    difference = compared(*renamed(MOST_CANDIDATES + 1))
    counts = [difference.count(status) for status in (RowStatus.CHANGED, RowStatus.ADDED, RowStatus.GONE)]
    assert counts == [0, MOST_CANDIDATES + 1, MOST_CANDIDATES + 1]
    assert difference.not_compared > 0


def test_few_are_all_compared():
    assert compared(*renamed(MOST_CANDIDATES // 2)).not_compared == 0


@pytest.mark.parametrize(
    "names", [crowd, lambda first, count: [f"校园安全检查{first}"] * count], ids=["alike", "equal"]
)
def test_the_cost_grows_with_the_rows_not_with_their_square(names):
    def check(count):
        old, new = (rows(*map(matter, names(first, count))) for first in ("丂", "儀"))
        return lambda: compared(old, new)

    assert grows_no_faster_than_rows(check, 100)
