"""What an ods says beyond its values, and what it may not claim."""

import time

import pytest
from made import package

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
