"""A person types into a blank in an office program: 自检 follows every key, and what was typed is read back exactly."""

import json
import subprocess
import sys
from datetime import date

import openpyxl
import pytest

from jianfu_cli.core.language.values import text_of
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.writing.blanks.packs import BlankSet, write_blanks

pytestmark = pytest.mark.office

KINDS = ["xlsx", "xls", "ods"]
HEADER = [["type", "E3", "填报时间：2024年6月12日"], ["type", "I3", "填报人员及电话：甲一 0373-2000001"]]
FLOOD = [
    "社会事务进校园",
    "防溺水宣传进校园",
    "区水利局",
    "2024年4—5月",
    "全区中小学",
    "四至九年级",
    "每班看一次宣传片。",
    "主题班会",
    "优化",
]
DATA = [
    "报表填写、调研统计",
    "教师信息重复采集",
    "区教育体育局",
    "每年1-2次",
    "线上",
    "全体教师",
    "同一数据报三次。",
    "线上填报",
    "清理",
]
ARMY = ["社会事务进校园", "国防教育进校园", "区人武部", "9月", "各校", "初中学生", "讲座一次。", "讲座", "保留"]


@pytest.fixture
def blank(campaign, tmp_path):
    def make(attachment):
        return write_blanks(campaign, BlankSet("红旗区", (campaign.attachment(attachment),)), tmp_path)[0]

    return make


def row(number, cells):
    """Type ``cells`` into a row of the sheet from column B on."""
    return [["type", f"{chr(ord('B') + place)}{number}", text] for place, text in enumerate(cells) if text]


def saved(folder):
    return [["save", str(folder / f"附件.{kind}"), kind] for kind in KINDS]


def rows_read(path, campaign):
    """The rows as reading gives them, 序号 left out, ends trimmed of what nobody filled in."""
    (file,) = read_source(Source(path.name, path), Reader.of(campaign), GuardLimits())
    (form,) = file.forms
    texts = [[text_of(value) for value in row.values][1:] for row in form.body.rows]
    return [cells[: max(at for at, text in enumerate(cells, 1) if text)] for cells in texts]


def findings(path):
    command = [sys.executable, "-m", "jianfu_cli", "validate", str(path), "--as-of", "2024-06-30", "-f", "json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return [(one["code"], one["cell"]) for one in json.loads(done.stdout)["findings"]]


def test_the_line_follows_what_is_typed(type_in, blank):
    seen = type_in(
        blank("a2"),
        [
            ["read", "F1"],
            *HEADER,
            ["type", "C5", "防溺水宣传进校园"],
            ["read", "F1"],
            *row(5, FLOOD),
            ["read", "F1"],
            ["type", "B6", "值班"],
            ["read", "F1"],
            *row(6, DATA),
            ["type", "H6", "长" * 101],
            ["read", "F1"],
            ["clear", "B6:K6"],
            ["read", "F1"],
        ],
    )
    assert seen == [
        "自检：已填 0 行，待补 0 处，表头待填 2 项",
        "自检：已填 1 行，待补 8 处",
        "自检：已填 1 行，待补 0 处",
        "自检：已填 2 行，待补 8 处，待核对 1 处",
        "自检：已填 2 行，待补 0 处，待核对 1 处",
        "自检：已填 1 行，待补 0 处",
    ]


def test_rows_may_be_put_in_deleted_sorted_and_pasted(type_in, blank, campaign, tmp_path):
    steps = [
        *HEADER,
        *row(5, FLOOD),
        *row(6, DATA),
        ["insert_rows", 5, 1],  # above the first: the prepared rows now are 6 to 25
        *row(5, ARMY),
        ["read", "F1"],
        ["insert_rows", 26, 2],  # below the last, above the notes
        ["copy", "B6:K6", "B26"],
        ["type", "C26", "禁毒宣传进校园"],
        ["read", "F1"],
        ["delete_rows", 7, 1],
        ["read", "F1"],
        ["sort", "B5:K25", 1],
        ["read", "F1"],
        *saved(tmp_path),
    ]
    assert type_in(blank("a2"), steps) == [f"自检：已填 {count} 行，待补 0 处" for count in (3, 4, 3, 3)]
    expected = sorted([ARMY, FLOOD, [FLOOD[0], "禁毒宣传进校园", *FLOOD[2:]]], key=lambda cells: cells[1])
    for kind in KINDS:
        path = tmp_path / f"附件.{kind}"
        assert sorted(rows_read(path, campaign), key=lambda cells: cells[1]) == expected, kind
        assert {code for code, _ in findings(path)} <= {"JF301"}, kind  # a new row has no number yet


def test_the_formats_reach_every_row_put_in(type_in, blank, tmp_path):
    type_in(blank("a2"), [["insert_rows", 5, 1], ["insert_rows", 26, 2], *saved(tmp_path)])
    sheet = openpyxl.load_workbook(tmp_path / "附件.xlsx").worksheets[0]
    ranges = [str(area.sqref) for area in sheet.conditional_formatting]
    lists = [str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    for cell in ("B5", "B6", "B26", "B27"):
        assert any(cell in openpyxl.worksheet.cell_range.MultiCellRange(area) for area in ranges), (cell, ranges)
        assert any(cell in openpyxl.worksheet.cell_range.MultiCellRange(area) for area in lists), (cell, lists)


@pytest.mark.parametrize("count", [1, 25])
def test_the_whitelist_counts_itself(type_in, blank, campaign, tmp_path, count):
    items = [
        [f"第{number}项活动", "区水利局", "红教〔2023〕12号", "9月", "各校", "学生", "讲座。", "讲座", "不验收"]
        for number in range(count)
    ]
    steps = [["type", "A4", "填报时间：2024年6月12日"], ["type", "F4", "填报人员及电话：甲一 0373-2000001"]]
    for number, item in enumerate(items, start=6):
        steps += row(number, item)
    seen = type_in(blank("a7"), [*steps, ["read", "F1"], ["read", "F3"], *saved(tmp_path)])
    assert seen == [f"自检：已填 {count} 行，待补 0 处", f"本级社会事务进校园总量为{count}项"]
    for kind in KINDS:
        path = tmp_path / f"附件.{kind}"
        assert rows_read(path, campaign) == items, kind
        assert {code for code, _ in findings(path)} <= {"JF301"}, kind  # below row 20 nothing is numbered


@pytest.mark.parametrize("cells", [["无"], ["无"] * 10, ["", "", "零报告"], ["/"] * 10])
def test_nothing_to_report_is_no_row(type_in, blank, campaign, tmp_path, cells):
    header = [["type", "A4", "填报时间：2024年6月12日"], ["type", "F4", "填报人员及电话：甲一 0373-2000001"]]
    seen = type_in(blank("a7"), [*header, *row(6, cells), ["read", "F1"], ["read", "F3"], *saved(tmp_path)])
    assert seen == ["自检：已填 0 行，待补 0 处", "本级社会事务进校园总量为0项"]
    for kind in KINDS:
        path = tmp_path / f"附件.{kind}"
        assert rows_read(path, campaign) == [], kind
        assert {code for code, _ in findings(path)} == {"JF108"}, kind


def test_a_unit_chosen_from_the_list_is_the_unit(type_in, campaign, tmp_path):
    (path,) = write_blanks(campaign, BlankSet("", (campaign.attachment("a2"),)), tmp_path)
    steps = [["read", "F1"], ["choose", "A3", "填报单位（盖章）：获嘉县"], *HEADER, *row(5, FLOOD), ["read", "F1"]]
    before, offered, after = type_in(path, [*steps, *saved(tmp_path)])
    assert (before, after) == ("自检：已填 0 行，待补 0 处，表头待填 3 项", "自检：已填 1 行，待补 0 处")
    assert "填报单位（盖章）：市公安局" in offered.split("；")
    for kind in KINDS:
        (file,) = read_source(Source("附件", tmp_path / f"附件.{kind}"), Reader.of(campaign), GuardLimits())
        assert [form.owner.unit for form in file.forms] == ["获嘉县"], kind


def test_days_are_typed_as_days(type_in, blank, campaign, tmp_path):
    cells = ["红旗区", "红旗区教育体育局", "关于减轻中小学教师负担的通知", "红教〔2023〕12号", "2023-05-16"]
    type_in(blank("a6"), [["type", "A3", "填报单位（盖章）：红旗区"], *row(5, cells), *saved(tmp_path)])
    for kind in KINDS:
        assert rows_read(tmp_path / f"附件.{kind}", campaign) == [[*cells[:4], date(2023, 5, 16).isoformat()]], kind
