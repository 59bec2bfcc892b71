"""Tables of another kind below a form: none of their rows is one of the form, none is lost without a word."""

from pathlib import Path

import pytest
from made.forms import findings, shipped, source

from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
HEADINGS = "序号|问题类别|事项名称|牵头实施单位|开展时间|开展地点|实施范围|活动主要内容|开展形式|意见建议|备注"
TOP = (
    "附件2",
    "专项整治问题摸排清单",
    "填报单位（盖章）：红旗区    填报时间：2024年6月5日    填报人员及电话：某甲 0373-0000001",
)
LIST = (
    "社会事务进校园白名单",
    "填报单位（盖章）：红旗区  本级社会事务进校园总量为2项  填报时间：2024年6月28日",
    "序号|活动名称|实施单位|开展时间|实施范围|验收方式",
    "1|甲|局|全年|全县|查记录",
    "2|乙|局|全年|全县|查记录",
)
OTHERS = [
    line.split("#")
    for line in (Path(__file__).parent / "tables_of_others.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def row(number, matter):
    return f"{number}|社会事务进校园|{matter}|县水利局|5月|学校|全县|讲座一次|讲座|清理|"


PROBLEMS = (*TOP, HEADINGS, row(1, "甲"), row(2, "乙"))


def forms(*lines):
    """Read the lines as one sheet: cells between bars, whole numbers as numbers."""
    rows = [[int(text) if text.isdigit() and len(text) < 5 else text for text in line.split("|")] for line in lines]
    width = max(map(len, rows))
    return READER.forms(
        [Grid("Sheet1", [line + [""] * (width - len(line)) for line in rows])], Source("报表.xlsx", Path(), "红旗区")
    )


def matters(*found):
    return tuple(text for own in found for text in own.texts("matter"))


def codes(found):
    return {finding.code for finding in findings(source("报表.xlsx", *found))}


def told(found):
    """What is said of other tables: the code and the title or headings."""
    return [
        (finding.code, finding.value)
        for finding in findings(source("报表.xlsx", *found))
        if finding.code == "JF011" or (finding.code == "JF107" and "小表" in finding.message)
    ]


@pytest.mark.parametrize("form", [(*PROBLEMS, ""), LIST], ids=["a2, a blank row between", "a7"])
@pytest.mark.parametrize("other", OTHERS, ids=[title for title, *_ in OTHERS])
def test_a_titled_table_below(form, other):
    (own, *more) = forms(*form, *other)
    assert matters(own) == ("甲", "乙")
    assert all(not form.recognition.sure for form in more)  # JF010 says it
    said = [thing.text for thing in own.body.unread] + [
        stray.text for stray in own.body.strays if stray.kind == "table"
    ]
    assert more or said in ([other[0]], ["、".join(other[1].split("|")[:6])])


# Without a title, right under the last row: headings, rows, and what is said of them.
UNTITLED = {
    "通讯录": (["单位|姓名|职务|手机", "一中|某甲|校长|13000000001"], "JF011"),
    "回执": (["姓名|性别|单位及职务|是否住宿", "某甲|男|教体局科长|是"], "JF011"),
    "值班": (["日期|带班领导|值班人员|值班电话", "6月8日|某甲|某乙|0373-0000001"], "JF011"),
    "车辆": (["车牌号|车型|驾驶员|核载人数", "豫G00001|中巴|某甲|19"], "JF011"),
    "分工": (["职务|姓名|分工", "局长|某甲|主持全面工作", "副局长|某乙|分管基础教育"], "JF011"),
    "学校": (["序号|学校名称|学生数|教师数", "1|一中|1200|90"], "JF011"),
    "审核": (["审核环节|审核人|审核意见|签字日期", "初审|某甲|同意|2024-06-05"], "JF107"),
    "审批": (["填表人|审核人|单位负责人", "某甲|某乙|某丙"], "JF107"),
    "统计": (["问题类别|数量|清理|保留|优化", "社会事务进校园|2|2|0|0", "合计|2|2|0|0"], "JF107"),
    "选项统计": (["清理|保留|优化|合计", "2|0|0|2"], "JF107"),
    "怎样填": (["列名|填写要求|示例", "问题类别|从八类中选|社会事务进校园"], "JF107"),
}


@pytest.mark.parametrize("gap", [(), ("",)], ids=["at once", "after a blank row"])
@pytest.mark.parametrize(("other", "code"), UNTITLED.values(), ids=UNTITLED)
@pytest.mark.parametrize("form", [PROBLEMS, LIST], ids=["a2", "a7"])
def test_a_table_without_a_title(form, other, code, gap):
    found = forms(*form, *gap, *other)
    assert (len(found), matters(*found)) == (1, ("甲", "乙"))
    assert [said for said, _ in told(found)] == [code]
    assert codes(found) - codes(forms(*form)) == {code}


THIRD = row(3, "丙")
# What stands below and is the form's own: the matters that are read.
OWN = {
    "headings on each page": ([HEADINGS, THIRD], ("甲", "乙", "丙")),
    "headings in other words": ([HEADINGS.replace("事项名称", "事项").replace("意见建议", "处理建议"), THIRD], ("甲", "乙", "丙")),
    "title and headings on each page": (["", "专项整治问题摸排清单（续）", HEADINGS, THIRD], ("甲", "乙", "丙")),
    "after a blank row": (["", THIRD], ("甲", "乙", "丙")),
    "under a section": (["二、文件和会议", THIRD], ("甲", "乙", "丙")),
    "few cells filled": (["3|社会事务进校园|丙"], ("甲", "乙", "丙")),
    "words like headings": (["3|社会事务进校园|各类活动|主管部门|全年|学校|教师|工作情况|会议形式|清理|备注"], ("甲", "乙", "各类活动")),
    "not numbered": (["|社会事务进校园|各类活动|主管部门|开展时间|学校|教师|工作情况|会议形式|清理|"], ("甲", "乙", "各类活动")),
    "after another table": (["", "联系人信息", "单位|姓名|电话", "一中|某甲|0373-0000001", "", HEADINGS, THIRD], ("甲", "乙", "丙")),
    "after another table, headless": (["", "单位|姓名|电话", "一中|某甲|0373-0000001", "", THIRD], ("甲", "乙", "丙")),
    "a note": (["备注：问题类别按通知填写。"], ("甲", "乙")),
    "who signs": (["填表人：某甲|||审核人：某乙"], ("甲", "乙")),
}  # fmt: skip


@pytest.mark.parametrize(("below", "names"), OWN.values(), ids=OWN)
def test_rows_of_the_form_stay(below, names):
    assert matters(*forms(*PROBLEMS, *below)) == names


@pytest.mark.parametrize(
    "between", [(), ("",), ("", "（二）其他")], ids=["at once", "after a blank row", "under a section"]
)
@pytest.mark.parametrize(
    "headings", ["序号|活动名称|实施单位|备注", "实施单位|活动名称|开展时间", "序号|实施单位|活动名称|频次"]
)
def test_a_block_of_the_form_with_fewer_columns_is_one(headings, between):
    values = {"序号": "1", "活动名称": "丙", "实施单位": "局", "备注": "", "开展时间": "全年", "频次": "一次"}
    found = forms(*LIST, *between, headings, "|".join(values[one] for one in headings.split("|")))
    assert matters(*found) == ("甲", "乙", "丙")
    assert [text for own in found for text in own.texts("body")] == ["局"] * 3


def test_labels_of_another_table_are_none_of_the_form():
    (own,) = forms(
        HEADINGS, row(1, "甲"), "", "单位|姓名|联系电话", "一中|某甲|0373-0000001", "", "填报时间：2024年6月5日"
    )
    assert (own.header.text("unit"), own.header.text("reported_on")) == ("", "2024年6月5日")


def test_the_header_block_as_a_small_table_below():
    (own,) = forms(HEADINGS, row(1, "甲"), "", "填报单位|填报时间|填报人", "红旗区|2024年6月5日|某甲 0373-0000001")
    assert matters(own) == ("甲",)
    assert (own.header.text("unit"), own.header.text("reported_on")) == ("红旗区", "2024年6月5日")


def test_a_nil_return_stays_one_beside_who_signs():
    found = forms(*TOP, HEADINGS, "无", "", "审核环节|审核人|签字日期", "初审|某甲|2024-06-05")
    assert [own.body.nil for own in found] == [True]


@pytest.mark.parametrize(
    "table",
    [
        ("减负工作督查行程安排", "组别|组长|督查学校|时间", "一组|某甲|一中|6月5日"),
        ("各片区联系方式", "片区|姓名|电话", "东片|某甲|0373-0000001"),
        ("考点安排", "考点|主考|时间", "一中|某甲|6月7日"),
        ("乡镇减负情况统计", "乡镇|学校数|教师数", "甲镇|12|300"),
        ("校车线路", "线路|驾驶员|时间", "一号线|某甲|7:00"),
    ],
)
@pytest.mark.parametrize("rows", [(), ("无",), (row(1, "甲"),)])
def test_what_else_heads_a_first_column(table, rows):
    (form,) = forms(*TOP, HEADINGS, *rows, "", *table)
    assert (len(form.body.rows), form.body.nil) == (len(rows) - ("无" in rows), "无" in rows)
