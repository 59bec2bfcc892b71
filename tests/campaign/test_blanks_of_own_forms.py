"""Blanks of forms that an office drafted itself: no hints, no examples, three columns or twenty."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.workflows.inspect import inspect
from jianfu_cli.writing.blanks.workbook import blank_workbook

HEADINGS = ["序号", "隐患名称", "整改措施", "整改时限", "完成情况", "核载人数（人）", "是否合格", "联系电话"]
ROW = ["轮胎磨损", "更换轮胎", "2026-05-01", "已完成", 45, "是", "0373-3050001"]


@pytest.fixture
def own(tmp_path):
    """A campaign of one form, as ``init --form`` drafts it."""
    book = Workbook()
    book.active.append(["校车隐患整改表"])
    book.active.append(HEADINGS)
    for number in (1, 2):
        book.active.append([number, *ROW])
    book.save(tmp_path / "表.xlsx")
    drafted = CliRunner().invoke(app, ["init", str(tmp_path / "own"), "--form", str(tmp_path / "表.xlsx")])
    assert drafted.exit_code == 0, drafted.stderr
    return load_campaign(str(tmp_path / "own"))


def blank(campaign):
    return load_workbook(BytesIO(blank_workbook(campaign, campaign.attachments[0])))


def test_the_type_says_how_a_column_is_filled_in(own):
    rows = {
        row[0].value: row[2].value for row in blank(own)["填写说明"].iter_rows() if row[1].value in {"必填", "选填"}
    }
    day = own.sample_day.isoformat()
    assert rows == {
        "列名": "怎么填", "序号": "已预先编号，增加的行接着编。", "隐患名称": None, "整改措施": None, "整改时限": f"写年月日，如 {day}。",
        "完成情况": None, "核载人数（人）": "只填数字（单位：人）。", "是否合格": "从下拉列表中选：是、否。",
        "联系电话": "写电话号码，固定电话带区号；多个号码用顿号隔开。",
    }  # fmt: skip


def test_a_form_without_examples_has_no_empty_sheet_of_them(own):
    book = blank(own)
    assert "示例" not in book.sheetnames
    assert not [cell.value for row in book["填写说明"].iter_rows() for cell in row if "示例" in str(cell.value)]


def test_what_is_told_at_length_has_room_and_long_headings_break(own):
    widths = {column.heading: column.width for column in own.attachments[0].columns}
    assert widths["整改措施"] == widths["隐患名称"] == 22
    assert widths["核载人数（人）"] == 10


def test_the_instructions_are_no_form_filled_in(own, tmp_path):
    """Their list of columns looks like a card: labels before values, 必填 the values."""
    book = blank(own)
    form = book.worksheets[0]
    row = next(row[0].row for row in form.iter_rows() if row[0].value == "序号") + 1
    for place, value in enumerate(ROW, start=2):
        form.cell(row, place).value = value
    folder = tmp_path / "报来"
    folder.mkdir()
    book.save(folder / "附件1.xlsx")
    found = [
        (form.place.sheet, len(form.body.rows))
        for file in inspect([folder], own, date(2026, 6, 1)).files
        for form in file.forms
    ]
    assert found == [("附件1", 1)]
