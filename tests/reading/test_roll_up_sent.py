"""JF012: a roll-up sent as a return is known whatever became of it, and never read as forms."""

import io
import subprocess
from datetime import date

import docx
import openpyxl
import pytest
from made.rollups import small_roll_up

from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.reports.details import details_csv
from jianfu_cli.writing.rollup.workbook import write_workbook

READER = Reader.of(load_campaign())


@pytest.fixture
def rolled_up(tmp_path):
    place = tmp_path / "汇总.xlsx"
    write_workbook(place, small_roll_up())
    return place


def codes(place):
    [file] = read_source(Source(place.name, place, "红旗区", date(2024, 7, 5)), READER, GuardLimits())
    assert not file.forms
    return file.outcome, [problem.code for problem in file.problems]


SENT = (Outcome.REFUSED, ["JF012"])


@pytest.mark.parametrize("name", ["汇总.xlsx", "附件2.xlsx", "附件2_专项整治问题摸排清单.xlsx", "红旗区.xls"])
def test_whatever_it_is_called(rolled_up, name):
    assert codes(rolled_up.rename(rolled_up.with_name(name)))[1][-1:] == ["JF012"]


@pytest.mark.parametrize("kept", ["附件2", "附件3", "附件7", "校验结果", "未采用", "重复交叉", "报送情况"])
def test_a_single_sheet_that_was_kept(rolled_up, kept):
    book = openpyxl.load_workbook(rolled_up)
    for name in book.sheetnames:
        if name != kept:
            del book[name]
    book[kept].title = "Sheet1"
    book.save(rolled_up)
    assert codes(rolled_up) == SENT


def test_sheets_removed_and_lines_put_above(rolled_up):
    book = openpyxl.load_workbook(rolled_up)
    for name in ("总览", "报送情况", "交叉核对", "重复交叉", "校验结果", "未采用", "来源"):
        del book[name]
    for sheet in book.worksheets:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "红旗区"
    book.save(rolled_up)
    assert codes(rolled_up) == SENT


def test_the_columns_of_origin_taken_away(rolled_up):
    book = openpyxl.load_workbook(rolled_up)
    for name in book.sheetnames:
        if name != "附件2":
            del book[name]
    sheet = book["附件2"]
    sheet.delete_cols(next(cell.column for cell in sheet[2] if cell.value == "来源文件"), 3)
    book.save(rolled_up)
    assert codes(rolled_up) == SENT


@pytest.mark.parametrize("end", ["xls", "ods", "xlsx"])
def test_saved_again_by_an_office_program(rolled_up, tmp_path, end):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", end, "--outdir", str(tmp_path / "out"), str(rolled_up)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert codes(tmp_path / "out" / f"汇总.{end}") == SENT


def test_its_details_as_csv(tmp_path):
    rolled_up = small_roll_up()
    place = tmp_path / "附件2.csv"
    place.write_text(details_csv(rolled_up.tables[1], rolled_up.campaign, rolled_up.as_of), "utf-8-sig")
    assert codes(place) == SENT


def test_pasted_into_word(rolled_up, tmp_path):
    sheet = openpyxl.load_workbook(rolled_up)["附件2"]
    document = docx.Document()
    document.add_paragraph("附件2 专项整治问题摸排清单")
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    table = document.add_table(len(rows), len(rows[0]))
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = str(value or "")
    place = tmp_path / "附件2.docx"
    document.save(place)
    assert codes(place) == SENT


def test_a_county_that_put_its_schools_into_one_table_by_hand_sent_a_return(tmp_path):
    book = openpyxl.Workbook()
    columns = [column.heading for column in READER.campaign.attachment("a2").columns]
    book.active.append(["附件2 专项整治问题摸排清单（汇总）"])
    book.active.append(["填报单位（盖章）：红旗区 填报时间：2024年6月12日 填报人员及电话：张某 0373-0000000"])
    book.active.append(["序号", "填报单位", *columns[1:], "来源"])
    book.active.append(
        [1, "某小学", "其他", "普法宣传", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留", "", "电话"]
    )
    target = io.BytesIO()
    book.save(target)
    place = tmp_path / "附件2.xlsx"
    place.write_bytes(target.getvalue())
    [file] = read_source(Source(place.name, place, "红旗区"), READER, GuardLimits())
    assert [len(form.body.rows) for form in file.forms] == [1]


def test_for_a_comparison_its_tables_are_read(rolled_up):
    reader = Reader.of(load_campaign(), takes_roll_ups=True)
    [file] = read_source(Source("汇总.xlsx", rolled_up), reader, GuardLimits())
    assert {"a2", "a3", "a7"} <= {form.attachment for form in file.forms}
