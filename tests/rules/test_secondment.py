"""JF305: teachers who are away for more than half a year."""

import pytest
from made.forms import other_campaign
from made.one_unit import checked, table

SECONDMENT = "抽调借用中小学教师"


def said(*rows, as_of="2024-07-10", campaign=None, rectified=(), attachment="a2", **rest):
    """What JF305 says of a unit's problems, as ``(cell, message)``."""
    files = [table(attachment, *rows, **rest)]
    if rectified:
        files.append(table("a3", *rectified))
    found = checked(*files, only=("JF305",), as_of=as_of, campaign=campaign)
    assert {finding.severity for finding in found} <= {"warning"}
    return [(finding.cell, finding.message) for finding in found]


def seconded(category=SECONDMENT, **cells):
    return {"category": category, "matter": "某事项", **cells}


@pytest.mark.parametrize(
    ("cells", "cell", "words"),
    [
        ({"held": "2023年3月—2024年3月"}, "E5", "2023年3月-2024年3月"),
        ({"held": "全年"}, "E5", "全年"),
        ({"held": "长期"}, "E5", "长期"),
        ({"held": "2024年", "content": "抽调2名教师，为期8个月"}, "H5", "8个月"),
        ({"content": "借用超过半年"}, "H5", "超过半年"),
        ({"held": "2023-2024学年"}, "E5", "2023-2024学年"),
        ({"held": "2023年9月借调至今"}, "E5", "2023年9月借调至今"),
        ({"held": "两个学期"}, "E5", "两个学期"),
        ({"held": "2个学期"}, "E5", "2个学期"),
        ({"held": "2023年秋季学期至今"}, "E5", "2023年9月至今"),
        ({"held": "2023学年"}, "E5", "2023学年"),
        ({"held": "200天"}, "E5", "200天"),
        ({"held": "23年9月—24年6月"}, "E5", "2023年9月-2024年6月"),
        ({"held": "6个月零3天"}, "E5", "6个月零3天"),
        ({"held": "2023年下半年至2024年上半年"}, "E5", "2023年7月至2024年6月"),
        ({"held": "二〇二二年九月至今"}, "E5", "2022年9月至今"),
        ({"content": "2023年9月被抽调到县纪委，至今未返校"}, "H5", "2023年9月被抽调到县纪委,至今"),
    ],
)
def test_more_than_half_a_year(cells, cell, words):
    assert said(seconded(**cells)) == [(cell, f"抽调借用时间“{words}”超过 6 个月")]


@pytest.mark.parametrize(
    "cells",
    [
        {"held": "2024年3月—8月"},
        {"held": "半年"},
        {"held": "2024年春季学期"},
        {"held": "一个学期"},
        {"held": "180天"},
        {"held": "6个月"},
        {"held": "2024年2月至今"},
        {"held": "24年2月—24年7月"},
        {"held": "每学期2次"},
        {"held": "2024年上半年"},
        {"held": "2024年4—5月", "content": "抽调三年级教师2名，不超过6个月"},
        {"held": "每年1次", "content": "清理长期借用"},
        {"held": "", "content": ""},
    ],
)
def test_no_more_than_half_a_year(cells):
    assert said(seconded(**cells)) == []


@pytest.mark.parametrize(
    ("held", "reported", "as_of", "count"),
    [
        ("2024年1月至今", "2024-07-01", "2025-07-01", 0),  # to the day of filing
        ("2024年1月至今", "2024-08-01", "2024-08-01", 1),
        ("2024年1月至今", None, "2024-08-01", 1),
        ("2024年1月至今", "2023-07-01", "2024-08-01", 1),  # a mistyped year measures nothing
        ("2023年2月起", "2024-07-01", "2024-07-01", 1),
        ("2024年5月起", "2024-07-01", "2025-07-01", 0),
    ],
)
def test_what_has_no_end_lasts_to_the_day_of_filing(held, reported, as_of, count):
    assert len(said(seconded("五", held=held), reported=reported, as_of=as_of)) == count


@pytest.mark.parametrize(
    ("category", "matter", "count"),
    [
        ("五", "某事项", 1),
        ("社会事务进校园", "某事项", 0),
        ("其他", "借调教师到机关工作", 1),
        ("其他", "抽调教师参加专班", 1),
        ("文件和会议", "借 调 教 师", 1),
        ("其他", "借用学校场地", 0),
        ("其他", "校车抽检", 0),
    ],
)
def test_the_category_or_the_matter_is_of_secondments(category, matter, count):
    assert len(said(seconded(category, matter=matter, held="2023年9月至今"))) == count


def test_a_list_has_no_secondments():
    assert said({"matter": "借调教师", "held": "全年"}, attachment="a7") == []


def test_by_the_role_of_a_category_not_by_its_number():
    campaign = other_campaign()
    assert campaign.category_names.find("四") == SECONDMENT
    assert len(said(seconded("四", held="全年"), campaign=campaign)) == 1
    assert said(seconded("五", held="全年"), campaign=campaign) == []


AWAY = {"category": SECONDMENT, "matter": "借用教师整理档案", "body": "区某局", "held": "2023年9月至今"}


@pytest.mark.parametrize(
    ("disposition", "remark", "progress", "count"),
    [
        ("清理", "", "已完成", 0),
        ("清理", "", "教师已返校", 0),
        ("清理", "已全部清退", "", 0),
        ("清理", "", "正在推进", 1),
        ("清理", "", "", 1),
        ("保留", "", "已完成", 1),
        ("优化", "已完成", "已完成", 1),
    ],
)
def test_what_is_abolished_and_done_is_settled(disposition, remark, progress, count):
    rectified = [{"category": SECONDMENT, "matter": AWAY["matter"], "body": "区某局", "progress": progress}]
    rows = said(AWAY | {"disposition": disposition, "remark": remark}, rectified=rectified)
    assert len(rows) == count


def test_another_matter_that_is_done_settles_nothing():
    rectified = [{"category": SECONDMENT, "matter": "抽调教师阅卷", "body": "区某局", "progress": "已完成"}]
    assert len(said(AWAY | {"disposition": "清理"}, rectified=rectified)) == 1
