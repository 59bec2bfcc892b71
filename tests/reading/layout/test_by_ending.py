"""Headings nobody wrote down, by how they end: they fill a gap in a form, and make no form of another table."""

from pathlib import Path

import pytest

from jianfu_cli.core.model.form_body import Match
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)


def columns(attachment, lacking, *others):
    """Read the form without one column, and ``others`` in its place: by heading, which column each is."""
    form = CAMPAIGN.attachment(attachment)
    headings = [column.full_heading for column in form.columns if column.key != lacking]
    rows = [[form.title], [*headings, *others], *([["某"] * (len(headings) + len(others))] * 2)]
    (read,) = READER.forms([Grid("Sheet1", rows)], Source("来件.xlsx", Path("来件.xlsx")))
    return {one.heading: one.key for one in read.body.columns[-len(others) :]}


@pytest.mark.parametrize(
    ("attachment", "column", "headings"),
    [
        ("a1", "hotline", "对外公布电话 教师减负专线 24小时举报热线"),
        ("a1", "complaints_email", "公开邮箱 专用信箱 监督举报信箱"),
        ("a1", "lead_office", "负责机构 具体业务股室"),
        ("a1", "office_phone", "固话 科室电话 座机号码"),
        ("a1", "mobile", "负责人手机 手机联系方式"),
        ("a2", "matter", "摸排出的问题 突出问题 增加教师负担的事项 反映问题 事由 问题具体表现"),
        ("a2", "body", "主办方 任务来源 发文部门 部署单位名称"),
        ("a2", "held", "何时开展 什么时候开展 几月份进行 举办时间 开展时段 时间及频次"),
        ("a2", "venue", "举办地点 具体场所"),
        ("a2", "scope", "涉及教师 参与年级 学校类型"),
        ("a2", "content", "对学校的要求 具体要求 事项简述"),
        ("a2", "manner", "活动载体 布置方式"),
        ("a3", "grounds", "文件及条款 依据文号"),
        ("a3", "measures", "采取的措施 下步措施 整改思路"),
        ("a3", "deadline", "销号时间 整改节点 时限"),
        ("a3", "progress", "完成率 目前状态 是否已整改 销号与否 阶段性成效"),
        ("a6", "matter", "出台文件 文件题名"),
        ("a6", "issued_on", "印发年月 签发日期"),
        ("a7", "matter", "白名单事项 拟进校园活动 主题名称"),
        ("a7", "grounds", "上级文件 法律法规"),
        ("a7", "held", "时间及频次 入校时间"),
        ("a7", "acceptance", "是否考核 成果形式 效果评价"),
    ],
)
def test_a_heading_that_ends_as_the_missing_columns(attachment, column, headings):
    for heading in headings.split():
        assert columns(attachment, column, heading) == {heading: column}


@pytest.mark.parametrize(
    ("attachment", "lacking", "headings"),
    [
        ("a1", "office_phone", "职务 职称"),
        ("a2", "matter", "问题来源 问题数量 是否存在问题 增负原因"),
        ("a2", "body", "配合单位 监督单位 联系人 原工作单位"),
        ("a2", "held", "填报日期 审批时间 公示时间 联系电话 频次 每年次数"),
        ("a2", "scope", "带队教师 负责教师"),
        ("a2", "manner", "收费方式 报名方式 联系方式"),
        ("a3", "deadline", "发现时间 登记日期"),
        ("a3", "progress", "是否公开 问责情况 通报情况 核查情况"),
        ("a3", "measures", "问责措施 责任人"),
        ("a6", "issued_on", "废止时间 有效期 页数"),
        ("a7", "acceptance", "验收人 考核时间 评价等次"),
    ],
)
def test_a_heading_that_says_something_else(attachment, lacking, headings):
    for heading in headings.split():
        assert columns(attachment, lacking, heading) == {heading: None}


def test_of_two_that_end_so_neither_is_it():
    assert columns("a2", "held", "举办日期", "举办时段") == {"举办日期": None, "举办时段": None}


def test_it_is_said_and_proves_nothing():
    table = [["序号", "问题类别", "采取的办法", "突出问题", "完成节点"], ["1", "甲", "乙", "丙", "丁"]]
    source = Source("来件.xlsx", Path("来件.xlsx"))
    assert list(READER.forms([Grid("Sheet1", table)], source)) == []
    titled = [[CAMPAIGN.attachment("a3").title], *table]
    titled[1].append("完成情况")
    (read,) = READER.forms([Grid("Sheet1", titled)], source)
    assert [(one.key, one.match) for one in read.body.columns[2:5]] == [
        ("measures", Match.NEAR), ("matter", Match.NEAR), ("deadline", Match.NEAR),
    ]  # fmt: skip
