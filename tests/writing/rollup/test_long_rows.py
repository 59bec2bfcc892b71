"""The rows of a long table poured into a workbook: cell for cell what the library itself writes."""

import re
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from jianfu_cli.core.model.finding import Severity
from jianfu_cli.writing.rollup.cells import ColumnHeading, Faulty, Link, Share, fitted
from jianfu_cli.writing.rollup.long_rows import Filling, LongRows, RowsAsXml
from jianfu_cli.writing.rollup.sheets import RollUpBook

AS_OF = date(2024, 6, 14)
STYLES = {
    "text": 1,
    "trace": 2,
    "number": 3,
    "link": 4,
    "linked number": 5,
    "tall": 6,
    "tall error": 7,
    "text error": 8,
}
ROWS = st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=6)
HEADINGS = (ColumnHeading("甲", 10), ColumnHeading("乙", 12), ColumnHeading("丙", 30, on_paper=False))


def as_xml(cells, widths=(10, 10, 10), **changes):
    """One row as we write it, and what its links say."""
    made = {"rows": iter(()), "count": 1, "columns": len(cells), "widths": widths[: len(cells)]}
    filling = Filling(**made | {"target": lambda link: f"'{link.table}'!A{link.nth}", "most_leads": 9} | changes)
    writer = RowsAsXml(filling, STYLES)
    return writer.row(3, cells), [lead.as_xml() for lead in writer.leads]


def by_the_library(write):
    """The XML of row 3 and of the links of a sheet, as the library has them; ``write(sheet, style)`` fills it."""
    target = BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(target, options) as book:
        sheet, style = book.add_worksheet("附件2"), book.add_format({"num_format": "@"})
        sheet.set_default_row(18)
        write(sheet, style)
    with zipfile.ZipFile(target) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = re.search('<row r="3".*?</row>', xml, re.DOTALL)
    return rows[0], re.findall("<hyperlink [^>]*>", xml)


@given(st.text().filter(fitted))
@example(" 前后有空格 ")
@example("a<b&c>d")
@example("_x0001_ 与 _x005F_")
@example("两行\n字")
@example("=1+1")
@example("\u3000全角空格")
@example("<r>不是格式</r>的字")
@example("引号\"和'撇号")
def test_a_text_is_written_as_the_library_writes_it(text):
    def write(sheet, style):
        sheet.write_string(2, 0, fitted(text), style)

    ours, _ = as_xml([text], widths=(1_000_000,))
    library, _ = by_the_library(write)
    # Of the height of two lines or more this is not the test.
    assert re.sub(' ht="[^"]*"', "", ours) == re.sub(' ht="[^"]*"', "", library)


@pytest.mark.parametrize(
    ("content", "target"),
    [("一 & 二", "'附件2 (2)'!A3"), ("<5>", "'来源'!A5"), ('“"”', "'未采用'!A30"), ("两行\n字", "'来源'!A1")],
)
def test_a_link_is_written_as_the_library_writes_it(content, target):
    def write(sheet, style):
        sheet.write_url(2, 0, f"internal:{target}", style, content)

    _, ours = as_xml([Link(content, "来源", 1)], target=lambda _: target)
    assert ours == by_the_library(write)[1]


@pytest.mark.parametrize(
    ("cells", "xml"),
    [
        ([7], '<c r="A3" s="3"><v>7</v></c>'),
        ([""], '<c r="A3" s="1"/>'),
        (["字", "字"], '<c r="A3" s="1" t="inlineStr"><is><t>字</t></is></c>'),
        ([Link(12, "来源", 4)], '<c r="A3" s="5"><v>12</v></c>'),
    ],
)
def test_a_cell(cells, xml):
    assert xml in as_xml(cells)[0]


def test_what_is_not_printed_has_a_style_of_its_own_and_makes_no_row_higher():
    row, _ = as_xml(["短", "很长的文字" * 20], widths=(10,))
    assert row.startswith('<row r="3" ht="18" ')
    assert '<c r="B3" s="2"' in row


@pytest.mark.parametrize(("lines", "height"), [(1, "18"), (2, "35"), (3, "49.5"), (60, "409")])
def test_a_row_is_as_high_as_what_is_printed_of_it(lines, height):
    assert as_xml(["\n".join("字" * lines)])[0].startswith(f'<row r="3" ht="{height}" customHeight="1">')


@pytest.mark.parametrize(("lines", "text", "faulty"), [(20, "1", "8"), (60, "6", "7")])
def test_of_a_text_too_long_for_any_row_the_beginning_is_seen(lines, text, faulty):
    long = "\n".join("字" * lines)
    row, _ = as_xml([long, "乙", Faulty(long, Severity.ERROR)])
    assert re.findall(r'r="[ABC]3" s="(\d)"', row) == [text, text, faulty]


def test_beyond_the_links_a_sheet_may_have_the_text_stands_alone():
    row, leads = as_xml([Link("一", "来源", 1), Link("二", "来源", 2)], most_leads=1)
    assert len(leads) == 1
    assert '<c r="B3" s="1" t="inlineStr"><is><t>二</t>' in row


def written(folder, rows, **limits):
    path = folder / "汇总.xlsx"
    with RollUpBook(path, "样张", AS_OF, **limits) as book:
        book.table("附件2", "题目", HEADINGS, rows)
    return path


@given(rows=ROWS)
def test_every_text_comes_back_as_it_went_in(rows, tmp_path_factory):
    path = written(tmp_path_factory.mktemp("rows"), rows)
    sheet = load_workbook(path)["附件2"]
    back = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3, max_col=3)][: len(rows)]
    # A carriage return is a line feed to every reader of XML.
    assert back == [[fitted(text).replace("\r\n", "\n").replace("\r", "\n") for text in row] for row in rows]
    assert all(cell.data_type in {"s", "n", "inlineStr"} for row in sheet.iter_rows(min_row=3) for cell in row)


def test_days_numbers_shares_and_faults(tmp_path):
    cells = [date(2024, 6, 5), Share(Decimal("12.5")), Faulty("值班", Severity.ERROR)]
    row = next(load_workbook(written(tmp_path, [cells, [1, 2.5, ""]]))["附件2"].iter_rows(min_row=3, max_row=3))
    assert (row[0].value.date(), row[0].number_format) == (date(2024, 6, 5), "yyyy-mm-dd")
    assert (row[1].value, row[1].number_format) == (0.125, "0.######%")
    assert (row[2].value, row[2].font.b, row[2].fill.fill_type) == ("值班", True, "solid")


def test_a_table_of_several_sheets_shares_its_rows(tmp_path):
    rows = LongRows(5, ([nth, "字", ""] for nth in range(5)))
    book = load_workbook(written(tmp_path, rows, max_rows=4))
    assert book.sheetnames == ["附件2", "附件2 (2)", "附件2 (3)"]
    assert [[row[0].value for row in sheet.iter_rows(min_row=3)] for sheet in book] == [[0, 1], [2, 3], [4]]
    assert [sheet.dimensions for sheet in book] == ["A1:C4", "A1:C4", "A1:C3"]
    assert [sheet.auto_filter.ref for sheet in book] == ["A2:C4", "A2:C4", "A2:C3"]
    assert book["附件2 (3)"].print_area == "'附件2 (3)'!$A$1:$B$3"


def test_a_table_without_rows_has_its_headings_alone(tmp_path):
    path = written(tmp_path, [])
    assert load_workbook(path)["附件2"].dimensions == "A1:C2"
    assert CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python() == [
        ["题目", "", ""],
        ["甲", "乙", "丙"],
    ]


def test_no_row_of_the_mould_is_left(tmp_path):
    with zipfile.ZipFile(written(tmp_path, [["一", "二", "三"]])) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall('<row r="([0-9]+)"', xml) == ["1", "2", "3"]


@pytest.mark.parametrize("rows", [LongRows(3, iter([["一", "", ""]])), LongRows(1, iter([["一", "", ""]] * 2))])
def test_a_number_of_rows_that_is_not_true_is_no_workbook(tmp_path, rows):
    with pytest.raises(ValueError, match="rows"):
        written(tmp_path, rows)
    assert not (tmp_path / "汇总.xlsx").exists()


def test_the_same_rows_give_the_same_bytes(tmp_path):
    rows = [["一", 2, date(2024, 6, 5)]]
    first = written(tmp_path, rows).read_bytes()
    assert written(tmp_path, rows).read_bytes() == first
