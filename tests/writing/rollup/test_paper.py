"""Long tables on paper: few columns over the whole width, many on A3, headings of several lines not cut off."""

from datetime import date

import pytest
from openpyxl import load_workbook

from jianfu_cli.writing.rollup.cells import ColumnHeading
from jianfu_cli.writing.rollup.lists import column_for
from jianfu_cli.writing.rollup.overview_sheet import Block, Page
from jianfu_cli.writing.rollup.sheets import RollUpBook

SEQ, SOURCE = ColumnHeading("序号", 6), ColumnHeading("来源文件", 34, on_paper=False)


def sheet_of(tmp_path, headings, title="附件1（汇总）"):
    with RollUpBook(tmp_path / "汇总.xlsx", "汇总", date(2026, 6, 1)) as book:
        book.table("附件1", title, headings, [[1, *("值" for _ in headings[1:])]])
    return load_workbook(tmp_path / "汇总.xlsx")["附件1"]


def widths(sheet, count):
    return [round(sheet.column_dimensions[letter].width) for letter in "ABCDEFGH"[:count]]


def test_a_few_columns_are_as_wide_as_the_page(tmp_path):
    sheet = sheet_of(tmp_path, [SEQ, ColumnHeading("单位", 16), ColumnHeading("电话", 20), SOURCE])
    seq, unit, phone, source = widths(sheet, 4)
    assert unit / phone == pytest.approx(16 / 20, abs=0.02)
    assert seq + unit + phone == pytest.approx(130, abs=3)
    assert (seq, source) == pytest.approx((6, 34), abs=1)  # 序号 as it was, and what is not printed
    assert sheet.print_options.horizontalCentered


@pytest.mark.parametrize(("columns", "paper"), [(3, 9), (14, 9), (17, 8)])
def test_what_would_be_too_small_on_a4_is_printed_on_a3(tmp_path, columns, paper):
    sheet = sheet_of(tmp_path, [SEQ, *[ColumnHeading("某列", 15)] * columns, SOURCE])
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (paper, "landscape")


def test_a_long_heading_is_shown_whole(tmp_path):
    heading = "校车线路名称及途经主要站点（按上学方向顺序填写，含换乘点）"
    rest = [ColumnHeading("某列", 16)] * 8
    one, long = (
        sheet_of(tmp_path, [SEQ, first, *rest]) for first in (ColumnHeading("短", 12), ColumnHeading(heading, 12))
    )
    assert one.row_dimensions[2].height == pytest.approx(32, abs=1)
    assert long.row_dimensions[2].height >= 6 * 14.5  # 58 half-width characters, ten a line


@pytest.mark.parametrize(("length", "least"), [(10, 30), (60, 52), (200, 140)])
def test_a_long_title_is_shown_whole(tmp_path, length, least):
    sheet = sheet_of(tmp_path, [SEQ, *[ColumnHeading("某列", 16)] * 8], "题" * length)
    assert sheet.row_dimensions[1].height == pytest.approx(least, abs=1)


@pytest.mark.parametrize(
    ("names", "width"),
    [
        ([], 16),
        (["红旗区"], 16),
        (["新乡市消防救援支队"], 16),
        (["某区教育体育局基础教育科业务股"], 18),
        (["长" * 40], 34),
    ],
)
def test_the_column_of_units_has_room_for_two_lines_of_the_longest(names, width):
    assert column_for(names).width == width


@pytest.mark.parametrize(("name", "least", "most"), [("红旗区", 15, 15), ("长" * 24, 29, 40), ("长" * 40, 58, 66)])
def test_a_long_name_in_the_overview_is_shown_whole(tmp_path, name, least, most):
    with RollUpBook(tmp_path / "汇总.xlsx", "汇总", date(2026, 6, 1)) as book:
        page = Page(book, 12)
        page.pages(Block("各单位情况", ["填报单位", "问题"], [(name, 1), ("合计", 1)]))
    sheet = load_workbook(tmp_path / "汇总.xlsx")["总览"]
    row = next(cell.row for cell in sheet["A"] if cell.value == name)
    assert least <= (sheet.row_dimensions[row].height or 15) <= most
