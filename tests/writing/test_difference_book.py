"""对照.xlsx: texts stay texts whatever they begin with, and the name of a file steers nothing."""

from dataclasses import replace

from made.forms import form, shipped, source
from openpyxl import load_workbook

from jianfu_cli.core.model.difference import FilingChange
from jianfu_cli.core.rollup.comparison import compare
from jianfu_cli.writing.diff_book import write_difference


def version(path, *rows):
    return (source(path, form("a2", unit="红旗区", rows=rows)),)


def test_every_text_is_text(tmp_path):
    difference = compare(
        version("旧\n\x1b[2J.xlsx", {"matter": "=1+1", "held": "+8"}), version("新.xlsx", {"matter": "=1+1", "held": "@a"}), shipped()
    )  # fmt: skip
    a2 = shipped().attachment("a2")
    filings = (FilingChange("=红旗区", a2, "未报", "按时"),)
    write_difference(tmp_path / "对照.xlsx", replace(difference, filings=filings))
    book = load_workbook(tmp_path / "对照.xlsx")
    assert [cell.value for cell in book["改动"][3]] == ["附件2", "改动", None, "=1+1", 5, 5, "开展时间", "+8", "@a"]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows(min_row=3) for cell in row} <= {"s", "n"}
    assert book["改动"]["A1"].value == "对照\n旧：旧 ?[2J.xlsx　新：新.xlsx"
    assert book["报送情况"]["B3"].value == "=红旗区"


def test_a_row_that_came_or_went_is_one_row(tmp_path):
    before = version("旧.xlsx", {"matter": "甲事项", "body": "区教育局"}, {"matter": "打卡", "held": "每天"})
    after = version(
        "新.xlsx", {"matter": "甲事项", "body": "区教育局"}, {"matter": "值班", "body": "区公安局", "held": "节日"}
    )
    write_difference(tmp_path / "对照.xlsx", compare(before, after, shipped()))
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "对照.xlsx")["改动"].iter_rows(min_row=3)]
    assert [row[1:2] + row[3:] for row in rows] == [
        ["增加", "值班", None, 6, "整行", None, "牵头实施单位：区公安局；开展时间：节日"],
        ["减少", "打卡", 6, None, "整行", "开展时间：每天", None],
    ]


def test_the_same_difference_gives_the_same_bytes(tmp_path):
    difference = compare(version("旧.xlsx", {"matter": "甲"}), version("新.xlsx", {"matter": "乙"}), shipped())
    for name in ("一", "二"):
        write_difference(tmp_path / f"{name}.xlsx", difference)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
