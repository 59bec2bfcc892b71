"""JF85x as ``validate`` prints them: at their cells, and in ``not_run`` where there is no list."""

import json

import pytest
from made.applications import LISTED, filled
from typer.testing import CliRunner

from jianfu_cli.cli.app import app


@pytest.fixture(scope="module")
def blanks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blanks")
    for arguments in (("--campaign", "access-review", "new-template"), ("new-template", "7")):
        assert CliRunner().invoke(app, [*arguments, "-o", str(folder)]).exit_code == 0
    return sorted(folder.glob("*.xlsx"), key=lambda path: "附件7" in path.name)


ROWS = [
    {},
    {"活动名称": "汽车文化进校园", "开展时间": "2024年10月22日"},
    {"开展依据": "工作需要", "开展时间": "2024年10月29日", "开展学校": "市第二小学"},
    {"开展时间": "2024年9月10日", "开展学校": "市第三小学"},
    {"次数": "每月1次", "开展时间": "2024年10月—12月", "开展学校": "市第四小学"},
    {"层级": "县级", "开展时间": "2024年11月5日", "开展学校": "市第五小学"},
    {"活动名称": "商业广告进校园", "开展时间": "2024年11月12日", "开展学校": "市第六小学"},
    {"开展依据": None, "开展时间": "每学期一次", "开展学校": "市第七小学"},
]


def report(*paths):
    arguments = ["--campaign", "access-review", "validate", *map(str, paths), "-f", "json", "--as-of", "2024-09-02"]
    return json.loads(CliRunner().invoke(app, arguments).stdout)


def test_every_fault_at_its_cell(blanks, tmp_path):
    first = filled(blanks[0], tmp_path / "申请" / "申请.xlsx", "市消防救援支队", "2024年9月1日", ROWS)
    filled(blanks[1], tmp_path / "申请" / "附件7.xlsx", "市本级", "2024年7月1日", [{}], LISTED)
    found = report(tmp_path / "申请")
    said = {
        (one["code"], one["severity"], one["row"] - first, one["column"])
        for one in found["findings"]
        if one["attachment"] == "apply"
    }
    assert said == {
        ("JF851", "warning", 1, "活动名称"),
        ("JF852", "warning", 2, "开展依据"),
        ("JF853", "error", 3, "开展时间"),
        ("JF854", "warning", 4, "次数"),
        ("JF858", "warning", 5, "层级"),
        ("JF851", "warning", 6, "活动名称"),
        ("JF859", "error", 6, "活动名称"),
        ("JF201", "error", 7, "开展依据"),  # an empty cell is not also a bad one
        ("JF853", "warning", 7, "开展时间"),
    }
    assert found["not_run"] == []


def test_what_lacks_a_list_is_said(blanks, tmp_path):
    filled(blanks[0], tmp_path / "申请.xlsx", "市消防救援支队", "2024年9月1日", ROWS[:2])
    found = report(tmp_path / "申请.xlsx")
    assert {one["code"] for one in found["not_run"]} == {"JF851", "JF854", "JF855"}
    assert found["findings"] == []


def test_other_campaigns_have_no_applications(blanks, tmp_path):
    filled(blanks[1], tmp_path / "附件7.xlsx", "红旗区", "2024年7月1日", [{}], LISTED)
    arguments = ["validate", str(tmp_path / "附件7.xlsx"), "-f", "json", "--as-of", "2024-09-02"]
    found = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert not {one["code"] for one in (*found["findings"], *found["not_run"])} & {f"JF85{nth}" for nth in range(10)}
