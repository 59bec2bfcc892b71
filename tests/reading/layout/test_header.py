"""Labels of the header block, and words that only end like one."""

import pytest
from made.unlike import unlike

from jianfu_cli.core.language.values import UnvaluedFormula
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.header import is_header_row, read_header

A7 = load_campaign().attachment("a7")


def unit(*rows):
    found = read_header(Grid("", [list(row) for row in rows]), 1, len(rows), A7)
    return found["unit"].text if "unit" in found else None


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：某县人民政府办公室", "承办单位：县政务服务中心", "来源单位：县委宣传部", "主管单位：市教育局", "局属各单位：", "各学校、各单位：",
        "各县（市、区）教育局，局属各单位：", "发布单位：县教体局", "技术支持单位：某公司", "责任单位：县司法局", "抄送单位：县委办", "报送范围：各有关单位：",
        "索引单位：某局",
    ],
)  # fmt: skip
def test_words_that_end_in_unit_are_no_label(line):
    assert unit([line]) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("单位：红旗区", "红旗区"), ("单位名称：红旗区", "红旗区"), ("单位（盖章）：红旗区", "红旗区"), ("填报单位：红旗区", "红旗区"), ("报送单位 红旗区", "红旗区"),
        ("单  位：红旗区", "红旗区"), ("时间：6月5日 单位：红旗区", "红旗区"), ("附表填报单位：红旗区", "红旗区"), ("日期：6月5日；单位：红旗区", "红旗区"),
    ],
)  # fmt: skip
def test_the_label_in_its_writings(line, name):
    assert unit([line]) == name


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("填报单位：获嘉县    截止日期：2024年6月24日", "获嘉县", None),
        ("单位：获嘉县；时间：2024年6月5日；联系人：某甲；联系电话：0373-0000001", "获嘉县", "2024年6月5日"),
        ("填报单位：获嘉县　填报时间：2024年6月5日　审核人（签字）：某乙", "获嘉县", "2024年6月5日"),
        ("填报单位：获嘉县 教育体育局 填报时间：2024年6月5日", "获嘉县 教育体育局", "2024年6月5日"),
    ],
)
def test_a_label_of_no_forms_ends_the_value_before_it(line, name, day):
    found = read_header(Grid("", [[line]]), 1, 1, A7)
    assert found["unit"].text == name
    assert (found["reported_on"].text if "reported_on" in found else None) == day


@pytest.mark.parametrize(
    ("line", "reporter"),
    [
        ("填报时间：2024年6月5日　联系人：某甲 0373-0000001", "某甲 0373-0000001"),
        ("单位：获嘉县；报送人：某甲；联系电话：0373-0000001", "某甲；联系电话：0373-0000001"),
        ("填报人：某甲 联系电话：0373-0000001", "某甲 联系电话：0373-0000001"),
    ],
)
def test_who_reports_in_other_words(line, reporter):
    assert read_header(Grid("", [[line]]), 1, 1, A7)["reporter"].text == reporter


def test_another_bodys_line_above_does_not_beat_the_label_below():
    assert unit(["主管单位：市教育局"], ["填报单位：红旗区"]) == "红旗区"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布日期：2024-06-01", None),
        ("成文日期：2024-06-01", None),
        ("日期：2024-06-01", "2024-06-01"),
        ("填报日期：2024-06-01", "2024-06-01"),
    ],
)
def test_days_of_other_things_are_not_that_of_the_form(line, day):
    found = read_header(Grid("", [[line]]), 1, 1, A7)
    assert (found["reported_on"].text if "reported_on" in found else None) == day


@pytest.mark.parametrize(
    "rows",
    [
        [["审核人：丙", "", "填表人：乙二"], ["填报人员及电话：甲一 0373-2000001"]],
        [["填报人员及电话：甲一 0373-2000001"], ["填表人：乙二"]],
        [["填表人", "乙二", "填报人员及电话", "甲一 0373-2000001"]],
        [["填报人员及电话："], ["填报人：甲一 0373-2000001"]],
    ],
)
def test_who_signs_beside_the_forms_own_label_is_not_who_reports(rows):
    assert read_header(Grid("", rows), 1, len(rows), A7)["reporter"].text == "甲一 0373-2000001"


@pytest.mark.parametrize(
    "row",
    [
        ["填报单位", "红旗区", "填报时间", "2024-06-01", "填报人员及电话", "甲一 0373-2000001"],
        ["填报单位：", "红旗区", "填报时间：", "2024-06-01", "联系人：甲一"],
        ["填报单位    红旗区    填报时间    2024-06-01    填报人员及电话    甲一 0373-2000001"],
        ["填报单位：红旗区  填报时间：2024-06-01  填表人：甲一"],
        ["填报人", "甲一", "填报单位", "红旗区", "填报时间", "2024-06-01"],
    ],
)
def test_a_label_that_only_other_forms_have_is_no_value(row):
    contacts = load_campaign().attachment("a1")
    found = read_header(Grid("", [row]), 1, 1, contacts)
    assert {key: value.text for key, value in found.items()} == {"unit": "红旗区", "reported_on": "2024-06-01"}
    assert len(row) == 1 or is_header_row(row, contacts)


@pytest.mark.parametrize(
    ("row", "is_header"),
    [
        (["报送机构：东山县", "报送日期：2026年4月2日", "经手人及手机：张某 0373-1234567"], True),
        (["报送机构（公章）：", "东山县", "报送日期：", "2026-04-02"], True),
        (["经手人及手机：张某"], True),
        (["本表登记件数：2件"], True),
        (["报送机构：东山县", "纸质档案"], False),
        (["1", "报送机构：东山县"], False),
        (["纸质档案：卷宗", "报送日期：2026年4月2日"], False),
        (["报送机构的印章", "综合科"], False),
        ([], False),
    ],
)
def test_a_row_of_the_forms_own_labels_is_no_data(row, is_header):
    assert is_header_row(row, unlike().attachment("a9")) is is_header


def test_a_total_may_be_written_without_the_last_word_of_its_label():
    found = read_header(Grid("", [["本表登记件数：2件"]]), 1, 1, unlike().attachment("a9"))
    assert found["declared_total"].text == "2"


def test_the_blanks_own_formula_without_its_value_is_no_unit():
    """A blank filled by a program that recalculates nothing: the unit left empty is empty, the total is counted."""
    formula = UnvaluedFormula('="本级社会事务进校园总量为"&(COUNTA($B$5:$B$1000))&"项"')
    found = read_header(Grid("", [["填报单位（盖章）：", "", formula]]), 1, 1, A7)
    assert (found["unit"].text, found["declared_total"].column) == ("", 3)


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (
            (["序号", "姓名", "单位", "职务", "办公电话"], ["1", "某甲", "一中", "教师", "0373"], ["填报单位：红旗区"]),
            "红旗区",
        ),
        ((["单位", "姓名", "职务", "电话"], ["一中", "某甲", "教师", "0373"], ["填报单位：红旗区"]), "红旗区"),
        ((["单位名称", "联系人", "日期", "备注"], ["一中", "某甲", "6月5日", ""]), None),
        ((["单位", "红旗区", "联系人", "某甲"],), "红旗区"),
        ((["填报单位", "填报时间", "填报人员及电话"], ["红旗区", "6月5日", "某甲"]), "红旗区"),
    ],
)
def test_headings_of_a_table_above_are_no_labels(rows, name):
    assert unit(*rows) == name
