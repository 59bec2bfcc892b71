"""What an xlsb says beyond its values, and what it may not claim."""

import struct
import zipfile
from io import BytesIO

import pytest
from made.binary_workbook import (
    ERROR,
    FORMULA_ERROR,
    FORMULA_NUMBER,
    FORMULA_TEXT,
    INLINE,
    REAL,
    book,
    cell,
    column,
    formula,
    record,
    row,
    sheet,
    wide,
)
from made.packages import package

from jianfu_cli.core.language.values import ErrorValue
from jianfu_cli.reading.formats.binary_workbook import read_sheets, sheet_facts
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Merge
from jianfu_cli.reading.guard.package import check_package
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

NUMBER = struct.pack("<d", 2)


def facts(rows, **more):
    return sheet_facts(book({"附件2": sheet(rows, **more)}), GuardLimits())["附件2"]


def test_formulas_and_errors():
    cells = formula(FORMULA_TEXT, 1, wide("普法")) + formula(FORMULA_NUMBER, 2, NUMBER)
    cells += formula(FORMULA_ERROR, 3, b"\x07") + cell(ERROR, 4, b"\x17") + cell(ERROR, 5, b"\xff")
    found = facts(row(3, cells))
    assert found.formulas == {(3, 1), (3, 2)}
    assert found.broken_cells == {(3, 3): "#DIV/0!", (3, 4): "#REF!", (3, 5): "#ERROR"}
    assert all(isinstance(value, ErrorValue) for value in found.broken_cells.values())


def test_what_is_hidden_and_what_is_merged():
    rows = row(1, cell(REAL, 1, NUMBER)) + row(2, hidden=True) + row(5, hidden=True)
    found = facts(rows, columns=column(1, 1) + column(3, 5, hidden=True), merges=[(1, 1, 2, 3)])
    assert (found.hidden_rows, found.hidden_columns, found.merges) == ({2, 5}, {3, 4, 5}, (Merge(1, 1, 2, 3),))


def test_what_has_no_size_is_hidden():
    flat, tall = (struct.pack("<IIHBBBI", number, 0, height, 0, 0x20, 0, 0) for number, height in ((1, 0), (2, 480)))
    by_default = record(485, struct.pack("<IHHHBB", 0xFFFFFFFF, 8, 300, 2, 0, 0))
    rows = row(1, cell(REAL, 1, NUMBER)) + record(0, flat) + record(0, tall)
    narrow = record(60, struct.pack("<4IH", 1, 2, 0, 0, 2))
    assert facts(rows, columns=narrow).hidden_columns == {2, 3}
    assert facts(rows).hidden_rows == {2}
    assert facts(by_default + rows).hidden_rows == {1, 2}


def test_a_workbook_of_another_name(tmp_path):
    with zipfile.ZipFile(BytesIO(book({"甲": sheet(row(1, cell(REAL, 1, NUMBER), hidden=True))}))) as archive:
        parts = {name: archive.read(name).replace(b"xl/workbook.bin", b"xl/main2.bin") for name in archive.namelist()}
    moved = {name.replace("workbook.bin", "main2.bin"): content for name, content in parts.items()}
    [grid] = read_sheets(package(moved), check_package(package(moved), GuardLimits()), GuardLimits())
    assert (grid.name, grid.rows[0][0], grid.facts.hidden_rows) == ("甲", 2.0, {1})


@pytest.mark.parametrize(
    ("kind", "folder", "read"),
    [
        ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "macrosheets", ["甲", "宏1"]),
        ("http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet", "macrosheets", ["甲", "宏1"]),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/dialogsheet", "dialogsheets", ["甲"]),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet", "chartsheets", ["甲"]),
    ],
)
def test_a_sheet_of_another_kind_beside_the_form(kind, folder, read):
    """As Excel keeps them, seen in a public test file: one of macros made the whole workbook unreadable."""
    plain = book({"甲": sheet(row(1, cell(REAL, 1, NUMBER), hidden=True)), "宏1": sheet(row(1))})
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    second = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = parts["xl/_rels/workbook.bin.rels"]
    first, mark, rest = links.partition(b'Id="rId2"')
    rest = rest.replace(second, kind.encode(), 1).replace(b"worksheets/sheet2", f"{folder}/sheet2".encode(), 1)
    parts["xl/_rels/workbook.bin.rels"] = first + mark + rest
    parts[f"xl/{folder}/sheet2.bin"] = parts.pop("xl/worksheets/sheet2.bin")
    grids = read_sheets(package(parts), check_package(package(parts), GuardLimits()), GuardLimits())
    assert [grid.name for grid in grids] == read
    assert (grids[0].rows[0][0], grids[0].facts.hidden_rows) == (2.0, {1})


def test_a_sheet_is_found_by_its_name_in_any_order():
    data = book({"甲": sheet(row(1, cell(REAL, 1, NUMBER))), "乙": sheet(row(1, hidden=True))})
    assert [sheet_facts(data, GuardLimits())[name].hidden_rows for name in ("乙", "甲")] == [{1}, set()]


def test_they_reach_the_grid():
    data = book({"附件2": sheet(row(2, cell(INLINE, 1, wide("甲")) + formula(FORMULA_ERROR, 2, b"\x2a")))})
    (grid,) = read_workbook(data, sheet_facts(data, GuardLimits()))
    assert list(grid.rows[1]) == ["甲", "#N/A"]


TEXT = cell(INLINE, 1, wide("甲"))


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        pytest.param(row(1_048_576, cell(INLINE, 16_384, wide("远"))), "JF003", "XFD1048576", id="far"),
        pytest.param(row(2**32 - 1, TEXT), "JF003", "A4294967295", id="farther than there are rows"),
        pytest.param(row(2, TEXT * 2), "JF003", "A2 单元格在文件里出现两次", id="one cell twice"),
        pytest.param(row(1, TEXT)[:-3], "JF001", "损坏", id="cut"),
        pytest.param(b"\x07\x02\x00\x00", "JF001", "损坏", id="a short cell"),
        pytest.param(b"\x00\x00" + TEXT, "JF001", "损坏", id="a row without its number"),
        pytest.param(b"\x9c\xff\xff\xff\x7f", "JF001", "损坏", id="a long record"),
    ],
)
def test_what_is_refused(rows, code, words):
    with pytest.raises(RefusedError, match=words) as refusal:
        sheet_facts(book({"附件2": b"\x81\x01\x00" + rows}), GuardLimits())
    assert refusal.value.code == code
