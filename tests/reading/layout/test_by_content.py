"""Columns by the words that offices use, and where words fail by what stands in them."""

from pathlib import Path

import pytest

from jianfu_cli.core.model.form_body import Match
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())
TITLES = {
    "a1": "专项整治相关信息统计表", "a2": "专项整治问题摸排清单", "a3": "专项整治问题整改清单", "a6": "教师减负相关文件目录",
    "a7": "社会事务进校园白名单",
}  # fmt: skip


def read(attachment, headings, *rows):
    grid = Grid("Sheet1", [[TITLES[attachment]], headings.split("|"), *(row.split("|") for row in rows)])
    (form,) = READER.forms([grid], Source("来件.xlsx", Path("来件.xlsx")))
    assert form.attachment == attachment
    return form


@pytest.mark.parametrize(
    ("attachment", "heading", "column"),
    [
        ("a1", "受理部门", "organisation"), ("a1", "举报投诉热线", "hotline"), ("a1", "监督举报邮箱", "complaints_email"),
        ("a2", "存在问题", "matter"), ("a2", "主办部门", "body"), ("a2", "处理建议", "disposition"), ("a2", "适用范围", "scope"),
        ("a2", "责任部门", "body"), ("a2", "组织形式", "manner"),
        ("a3", "问题表现", "matter"), ("a3", "责任单位", "body"), ("a3", "整改进展", "progress"), ("a3", "整改成效", "progress"),
        ("a3", "销号情况", "progress"), ("a3", "牵头部门", "body"), ("a3", "整改完成时限", "deadline"), ("a3", "具体措施", "measures"),
        ("a3", "整改落实情况", "progress"), ("a3", "是否销号", "progress"),
        ("a6", "制定机关", "body"), ("a6", "制度名称", "matter"), ("a6", "印发日期", "issued_on"),
        ("a7", "事项", "matter"), ("a7", "责任单位", "body"), ("a7", "适用对象", "scope"), ("a7", "实施依据", "grounds"),
        ("a7", "活动周期", "held"), ("a7", "具体内容", "content"), ("a7", "验收标准", "acceptance"),
        ("a1", "具体负责科室", "lead_office"), ("a1", "群众监督电话", "hotline"), ("a1", "分管领导", "person"),
        ("a2", "排查事项", "matter"), ("a2", "布置部门", "body"), ("a2", "拟处置方式", "disposition"),
        ("a3", "问题简述", "matter"), ("a3", "责任科室", "body"), ("a3", "时限要求", "deadline"), ("a3", "销号时限", "deadline"),
        ("a3", "解决办法", "measures"), ("a3", "整改内容", "measures"), ("a3", "整改效果", "progress"), ("a3", "办结状态", "progress"),
        ("a6", "政策名称", "matter"),
        ("a7", "项目", "matter"), ("a7", "进校园内容", "matter"), ("a7", "面向学段", "scope"), ("a7", "实施学校", "scope"),
        ("a7", "计划时间", "held"), ("a7", "考核验收", "acceptance"),
    ],
)  # fmt: skip
def test_the_words_of_office_tables(attachment, heading, column):
    beside = {"a1": "手机号码", "a2": "问题类别", "a3": "整改依据", "a6": "公文文号", "a7": "开展地点"}[attachment]
    form = read(attachment, f"序号|{heading}|{beside}", "1|甲|乙")
    assert (form.body.columns[1].key, form.body.columns[1].match) == (column, Match.SYNONYM)


def test_of_two_words_for_one_column_the_likelier_is_it_and_the_other_an_extra_one():
    form = read("a3", "序号|问题表现|是否销号|整改措施|整改成效", "1|甲|是|改|已改")
    assert [(column.key, column.match) for column in form.body.columns[2:]] == [
        (None, Match.EXTRA), ("measures", Match.EXACT), ("progress", Match.SYNONYM),
    ]  # fmt: skip


def test_the_blanks_own_heading_goes_before_any_other_word():
    form = read("a3", "序号|存在问题|事项名称|整改措施", "1|甲|乙|丙")
    assert form.texts("matter") == ["乙"]
    assert Match.DUPLICATE not in {column.match for column in form.body.columns}


BASE = "序号|事项名称|牵头实施单位"


@pytest.mark.parametrize(
    ("attachment", "heading", "values", "column"),
    [
        ("a2", "拟办", ["清理", "保留", "优化"], "disposition"),
        ("a2", "", ["清理", "保留", "保留"], "disposition"),
        ("a2", "研究结果", ["取消", "优化", ""], "disposition"),
        ("a2", "研究结果", ["☑清理 □保留 □优化", "□清理 □保留 ☑优化", "保留"], "disposition"),
        ("a2", "归口", ["社会事务进校园", "其他", "（四）报表填写、调研统计"], "category"),
        ("a3", "", ["社会事务", "其他", "文件和会议"], "category"),
        ("a3", "最后期限", ["2024-06-20", "2024年6月18日", "2024.6.15"], "deadline"),
        ("a3", "", ["2024-06-20", "2024-06-18", "2024-06-15"], "deadline"),
        ("a2", "拟办", ["清理", "待定", "优化"], None),
        ("a2", "拟办", ["清理", "", ""], None),
        ("a2", "归口", ["1", "2", "8"], None),
        ("a3", "发现日", ["2024-06-20", "2024-06-18", "2024-06-15"], None),
    ],
)  # fmt: skip
def test_a_column_is_known_by_what_stands_in_it(attachment, heading, values, column):
    rows = [f"{number}|事项{number}|县公安局|{value}" for number, value in enumerate(values, start=1)]
    form = read(attachment, f"{BASE}|{heading}", *rows)
    found = {one.key: one.match for one in form.body.columns[3:]}
    assert found == ({column: Match.CONTENT} if column else {None: Match.EXTRA})


def test_bodies_only_under_a_heading_that_may_mean_them():
    rows = ["1|普法|县司法局", "2|禁毒|县公安局、团县委"]
    assert read("a7", "序号|活动名称|相关部门", *rows).texts("body") == ["县司法局", "县公安局、团县委"]
    assert read("a7", "序号|活动名称|抄送", *rows).column("body") is None


def test_two_columns_that_fit_are_neither():
    form = read("a2", f"{BASE}|初步|最终", "1|甲|局|清理|保留", "2|乙|局|保留|清理")
    assert form.column("disposition") is None


def test_a_month_to_whose_end_it_is_due_is_a_deadline_too():
    form = read("a3", "序号|事项名称|整改措施|何时截止", "1|甲|改|6月底", "2|乙|改|2024年6月20日前")
    assert (form.body.columns[3].key, form.body.columns[3].match) == ("deadline", Match.CONTENT)
