"""Long tables on paper: few columns over the whole width, many on A3, headings of several lines not cut off."""

from datetime import date

import pytest
from openpyxl import load_workbook

from jianfu_cli.writing.rollup.cells import ColumnHeading
from jianfu_cli.writing.rollup.sheets import RollUpBook

SEQ, SOURCE = ColumnHeading("序号", 6), ColumnHeading("来源文件", 34, on_paper=False)


def sheet_of(tmp_path, headings):
    with RollUpBook(tmp_path / "汇总.xlsx", "汇总", date(2026, 6, 1)) as book:
        book.table("附件1", "附件1（汇总）", headings, [[1, *("值" for _ in headings[1:])]])
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
