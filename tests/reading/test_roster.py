import pytest
from openpyxl import Workbook

from jianfu_cli.core.model.kinds import DEFAULT_KINDS
from jianfu_cli.errors import CampaignError
from jianfu_cli.reading.roster import read_roster

HEADINGS = ["单位名称", "类别", "别名"]


@pytest.fixture
def roster(tmp_path):
    """``roster([row, …])`` writes them to a workbook and returns what is read of it."""

    def read(rows, before=()):
        book = Workbook()
        book.active.append(["说明：一行一个单位"])
        for row in (*before, *rows):
            book.active.append(row)
        book.save(tmp_path / "名册.xlsx")
        units = read_roster(tmp_path / "名册.xlsx", DEFAULT_KINDS)
        return {kind.id: [(unit.name, *unit.aliases) for unit in those] for kind, those in units.items()}

    return read


def test_units_of_each_kind_in_order(roster):
    rows = [
        HEADINGS,
        ["示例市", "市本级"],
        ["乙县", "县（市、区）", "乙城、乙县教育局"],
        ["甲区", "县(市、区)", "甲区"],
        [None, None, None],
        ["市丙局", "市直部门", "市丙委，丙局\n市丙委员会"],
    ]
    assert roster(rows) == {
        "county": [("乙县", "乙城", "乙县教育局"), ("甲区",)],
        "department": [("市丙局", "市丙委", "丙局", "市丙委员会")],
        "city": [("示例市",)],
    }


def test_columns_in_any_order_and_no_other_names(roster):
    assert roster([["序号", "类别", "单位"], [1, "county", "甲区"]]) == {"county": [("甲区",)]}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["名单"], ["甲区"]], "找不到名册"),
        ([HEADINGS], "名册是空的"),
        ([HEADINGS, ["甲区", "乡镇"]], "第 3 行：类别“乡镇”不认识；可写：县（市、区）、市直部门、市本级"),
        ([HEADINGS, ["../甲区", "县"]], "第 3 行：单位名称“../甲区”里有文件名不能用的字符：/"),
        ([HEADINGS, ["", "县"]], "第 3 行：没有写单位名称"),
        ([HEADINGS, ["甲区", "县"], ["乙区", "县", "甲 区"]], "第 4 行：“乙区”的名称或别名与第 3 行重复"),
    ],
)
def test_faults_name_the_row(roster, rows, said):
    with pytest.raises(CampaignError, match=said):
        roster(rows)


def test_what_is_no_workbook(tmp_path):
    (tmp_path / "名册.xlsx").write_bytes(b"no workbook")
    with pytest.raises(CampaignError, match="不是电子表格"):
        read_roster(tmp_path / "名册.xlsx", DEFAULT_KINDS)
    with pytest.raises(CampaignError, match="不在了"):
        read_roster(tmp_path / "没有.xlsx", DEFAULT_KINDS)
