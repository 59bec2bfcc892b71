"""Written at once or cell by cell, it is the same sheet to the byte: a new version of the library must not part them."""

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from jianfu_cli.writing.rollup.cells import fitted
from jianfu_cli.writing.rollup.long_sheet import LongSheet
from jianfu_cli.writing.rollup.plain_sheet import PlainSheet, sheet_class

pytestmark = pytest.mark.skipif(sheet_class() is PlainSheet, reason="this version of XlsxWriter goes its own way")
TEXTS = st.text(min_size=1).map(fitted).filter(bool)
ROWS = st.lists(st.dictionaries(st.integers(0, 30), TEXTS, min_size=1), min_size=1, max_size=5)


def sheet_xml(fill, sheet_class=None):
    """The XML of a sheet of a workbook that is written as the roll-up is."""
    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(target, options) as book:
        fill(book.add_worksheet("附件2", sheet_class), book.add_format({"num_format": "@", "border": 1}))
    with zipfile.ZipFile(target) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@given(ROWS)
@example([{0: "甲", 3: " 前后有空格 "}, {1: "a<b&c>d"}, {2: "_x0001_", 5: "两行\n字", 30: "=1+1"}])
@example([{0: "引号\"和'撇号"}, {0: "\u3000全角空格"}, {0: "<r>不是格式</r>"}])
def test_texts_of_a_row_at_once_and_cell_by_cell(rows):
    def at_once(sheet, style):
        for number, texts in enumerate(rows):
            sheet.write_texts(number, texts, style)

    def cell_by_cell(sheet, style):
        for number, texts in enumerate(rows):
            for column, text in texts.items():
                sheet.write_string(number, column, text, style)

    assert sheet_xml(at_once, LongSheet) == sheet_xml(cell_by_cell)


def test_nothing_to_write_leaves_the_row_alone():
    assert sheet_xml(lambda sheet, style: sheet.write_texts(0, {}, style), LongSheet) == sheet_xml(lambda *_: None)


def test_links_are_those_of_the_library():
    places = [(1, 0, "'附件2 (2)'!A3", "一 & 二"), (1, 4, "'来源'!A5", "<5>"), (20, 2, "'未采用'!A30", '“"”')]

    def ours(sheet, style):
        for row, column, target, shown in places:
            sheet.lead(row, column, target, shown)
            sheet.write_string(row, column, shown, style)

    def theirs(sheet, style):
        for row, column, target, shown in places:
            sheet.write_url(row, column, f"internal:{target}", style, shown)

    assert sheet_xml(ours, LongSheet) == sheet_xml(theirs)
