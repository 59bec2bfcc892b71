"""What an ods says beyond its values, and what it may not claim."""

import time
from datetime import date

import pytest
from made.packages import package

from jianfu_cli.core.language.values import Shown, text_of
from jianfu_cli.reading.formats.opendocument import sheet_facts
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Merge
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CELL = '<table:table-cell office:value-type="string"{}><text:p>甲</text:p></table:table-cell>'


def content(*sheets):
    tables = "".join(
        f'<table:table table:name="Sheet{n}">{rows}</table:table>' for n, rows in enumerate(sheets, start=1)
    )
    return f"<office:document-content {SPACES}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>".encode()


def row(*cells, **attributes):
    written = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{written}>{''.join(cells)}</table:table-row>"


def cell(**attributes):
    return CELL.format("".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items()))


def facts(*sheets):
    return sheet_facts(CheckedPackage(("content.xml",), {"content.xml": content(*sheets)}), GuardLimits())


def test_merges_stand_where_the_sheet_shows_them():
    first = row(cell()) + row(cell(number_columns_repeated=2), cell(number_rows_spanned=3, number_columns_spanned=2))
    second = row(number_rows_repeated=4) + row(
        cell(number_columns_spanned=11), "<table:covered-table-cell/>", cell(number_rows_spanned=2)
    )
    found = facts(first, second)
    assert found["Sheet1"].merges == (Merge(2, 3, 4, 4),)
    assert found["Sheet2"].merges == (Merge(5, 1, 5, 11), Merge(5, 3, 6, 3))


def test_hidden_rows_and_columns():
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    found = facts(
        columns + row(cell()) + row(cell(), visibility="filter", number_rows_repeated=2) + row(visibility="collapse")
    )
    assert (found["Sheet1"].hidden_columns, found["Sheet1"].hidden_rows) == ({2, 3}, {2, 3})


ERROR = '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>'
VALUED = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'
EMPTY_TEXT = '<table:table-cell table:formula="of:=TRIM([.A1])" office:value-type="string" office:string-value=""/>'
UNVALUED = '<table:table-cell table:formula="of:=1&amp;2"/>'
OLDER = '<table:table-cell table:formula="oooc:=X()" office:value-type="float" office:value="0"><text:p>Err:508</text:p></table:table-cell>'


def test_formulas_and_errors():
    cells = (cell(), ERROR, VALUED, EMPTY_TEXT, UNVALUED, OLDER)
    found = facts(row(*cells) + row(cell()) + row(VALUED, number_rows_repeated=2))["Sheet1"]
    assert found.formulas == {(1, 3), (1, 4), (3, 1), (4, 1)}
    assert found.broken_cells == {(1, 2): "#DIV/0!", (1, 5): "=1&2", (1, 6): "Err:508"}
    assert [type(found.broken_cells[1, place]).__name__ for place in (2, 5, 6)] == [
        "ErrorValue",
        "UnvaluedFormula",
        "ErrorValue",
    ]


def test_a_typed_word_like_an_error_is_a_word():
    assert facts(row(CELL.format("").replace("甲", "#N/A")))["Sheet1"].broken_cells == {}


def test_empty_repeats_are_harmless():
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    assert facts(row(cell(), empty) + row(empty, number_rows_repeated=1048575))["Sheet1"].merges == ()


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        pytest.param(row(cell(number_columns_repeated=16384), number_rows_repeated=1048576), "XFD1", id="cells by repeats"),
        pytest.param(row(number_rows_repeated=1048575) + row(cell(number_columns_repeated=99)), "CU1048576", id="far cell"),
        pytest.param(row(UNVALUED.replace("/>", ' table:number-columns-repeated="26"/>'), number_rows_repeated=1_000_000), "Z1", id="formulas by repeats"),
        pytest.param(row(cell(number_columns_spanned=16384, number_rows_spanned=99999)), "A1", id="merge over the sheet"),
    ],
)  # fmt: skip
def test_bombs_are_refused(rows, place):
    with pytest.raises(RefusedError, match=place) as refusal:
        facts(rows)
    assert (refusal.value.code, refusal.value.cell) == ("JF003", place)


@pytest.mark.parametrize("data", [b"", b"<a>", content(row(cell()))[:-40], b"<a>" * 100_000])
def test_damaged(data):
    began = time.monotonic()
    with pytest.raises(RefusedError) as refusal:
        sheet_facts(CheckedPackage(("content.xml",), {"content.xml": data}), GuardLimits())
    assert refusal.value.code == "JF001"
    assert time.monotonic() - began < 10


def test_the_merges_reach_the_grid():
    sheet = row(cell(number_rows_spanned=2), cell()) + row("<table:covered-table-cell/>", cell())
    data = package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content(sheet),
            "META-INF/manifest.xml": "<a/>",
        }
    )
    (grid,) = read_workbook(data, facts(sheet))
    assert [list(values) for values in grid.rows] == [["甲", "甲"], ["", "甲"]]
    assert grid.merges == (Merge(1, 1, 2, 1),)


def shown_in(*cells):
    """What the reader of values is told of a row's ``cells`` that it does not know, by column."""
    return {column: (text_of(value), type(value)) for _, column, value in facts(row(*cells))["Sheet1"].shown}


def number(kind, value, text, more=""):
    return (
        f'<table:table-cell office:value-type="{kind}" office:{value}{more}><text:p>{text}</text:p></table:table-cell>'
    )


def test_values_are_shown_as_they_are_stored():
    assert shown_in(
        number("percentage", 'value="1"', "100%"),
        number("float", 'value="3"', "3"),
        number("float", 'value="3"', "第3批"),
        number("currency", 'value="1234.5"', "¥1,234.50"),
        number("date", 'date-value="2024-07-01"', "2024年7月"),
        number("date", 'date-value="2024-07-01T14:30:00"', "2024/7/1"),
        number("time", 'time-value="PT36H05M00S"', "36:05"),
        number("time", 'time-value="PT1091391H00M00S"', "15:00"),  # 15:00 of 2024-07-01
        number("boolean", 'boolean-value="true"', "TRUE"),
    ) == {
        1: ("100%", Shown),
        3: ("第3批", Shown),
        4: ("¥1,234.50", Shown),
        5: ("2024年7月", Shown),
        6: ("2024-07-01", date),
        7: ("36:05", Shown),
        8: ("15:00", Shown),
    }


def test_what_repeats_is_shown_everywhere():
    cells = number("float", 'value="2"', "2项", ' table:number-columns-repeated="2"')
    found = facts(row(number("percentage", 'value="1"', "100%"), cells, number_rows_repeated=3))["Sheet1"].shown
    assert [(line, column, text_of(value)) for line, column, value in found] == [
        (line, column, text) for line in (1, 2, 3) for column, text in ((1, "100%"), (2, "2项"), (3, "2项"))
    ]


RUBY = "夜间<text:ruby><text:ruby-base>双岗</text:ruby-base><text:ruby-text>shuang</text:ruby-text></text:ruby>值守"


@pytest.mark.parametrize(
    ("within", "text"),
    [
        (f"<text:p>{RUBY}</text:p>", "夜间双岗值守"),
        ('<text:p>同一<text:s text:c="3"/>会议<text:tab/>通知<text:line-break/>材料</text:p>', "同一   会议\t通知\n材料"),
        ("<text:p>每周<text:span>例会<text:a>重复</text:a></text:span>报送</text:p>", "每周例会重复报送"),
        ("<office:annotation><text:p>请<text:span>核</text:span>对</text:p></office:annotation><text:p>护<text:span>河</text:span></text:p>", "护河"),
        ("<text:p>一<text:span>段</text:span></text:p><text:p>又一段</text:p>", "一段\n又一段"),
        (f'<text:p>{"<text:span>" * 200}深{"</text:span>" * 200}</text:p>', "深"),
    ],
)  # fmt: skip
def test_a_text_is_what_a_person_sees(within, text):
    assert shown_in(f'<table:table-cell office:value-type="string">{within}</table:table-cell>') == {1: (text, str)}


def test_the_error_of_a_cell_with_a_comment_is_one():
    noted = ERROR.replace("<text:p>", "<office:annotation><text:p>核对</text:p></office:annotation><text:p>")
    assert facts(row(noted))["Sheet1"].broken_cells == {(1, 1): "#DIV/0!"}
