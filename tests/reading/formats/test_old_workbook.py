"""What an old workbook says beyond its values, and what its container may not claim."""

import struct
import time

import pytest
from containers import FILEPASS, label, ole, record, xls

from jianfu_cli.core.language.values import text_of
from jianfu_cli.reading.formats.old_workbook import sheet_facts
from jianfu_cli.reading.formats.ole import stream
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

ROWS = label(0, 0, "甲")


def formula(row, column, value):
    return record(0x0006, struct.pack("<HHH", row, column, 0) + value + struct.pack("<HIH", 0, 0, 0))


def error(row, column, code, is_error=1):
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, is_error))


def row(number, *, hidden):
    return record(0x0208, struct.pack("<HHHHHHHH", number, 0, 9, 300, 0, 0, 0x20 * hidden, 15))


def columns(first, last, *, hidden):
    return record(0x007D, struct.pack("<HHHHHH", first, last, 2560, 0, hidden, 0))


def facts(cells, **more):
    return sheet_facts(ole(Workbook=xls(cells, **more)), GuardLimits())


def test_formulas_and_errors():
    cells = formula(2, 0, struct.pack("<d", 3)) + formula(2, 1, b"\0\0\0\0\0\0\xff\xff")
    cells += formula(2, 2, b"\x02\0\x07\0\0\0\xff\xff") + error(2, 3, 0x17) + error(2, 4, 1, is_error=0)
    found = facts(cells)["Sheet1"]
    assert found.formulas == {(3, 1), (3, 2)}
    assert found.broken_cells == {(3, 3): "#DIV/0!", (3, 4): "#REF!"}


def test_what_is_hidden():
    cells = row(0, hidden=False) + row(4, hidden=True) + columns(1, 2, hidden=True) + columns(3, 3, hidden=False)
    found = facts(cells + ROWS)["Sheet1"]
    assert (found.hidden_rows, found.hidden_columns) == ({5}, {2, 3})


def test_a_locked_workbook_is_left_to_the_reader():
    assert facts(ROWS, globals_=FILEPASS) == {}


def test_excel_95_names_its_sheets_in_the_code_page():
    older = xls(row(4, hidden=True) + ROWS).replace(b"\x09\x08\x10\0\0\x06", b"\x09\x08\x10\0\0\x05")
    name = "附件2".encode("gb18030")
    older = older.replace(b"\x06\x01" + "Sheet1".encode("utf-16-le"), bytes([len(name)]) + name.ljust(13))
    assert sheet_facts(ole(Book=older), GuardLimits())["附件2"].hidden_rows == {5}


def test_another_stream_than_a_workbook():
    assert sheet_facts(ole(WordDocument=xls()), GuardLimits()) == {}


EXTENT = struct.pack("<IIHHH", 0, 2, 0, 11, 0)


@pytest.mark.parametrize(
    ("book", "code", "words"),
    [
        pytest.param(xls(label(65_535, 65_535, "远")), "JF003", "CRXP65536", id="far"),
        pytest.param(xls().replace(EXTENT, struct.pack("<IIHHH", 42, 2, 0, 11, 0)), "JF001", "损坏", id="ends before it begins"),
        pytest.param(xls().replace(EXTENT, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 11, 0)), "JF001", "损坏", id="more rows than there are"),
        pytest.param(
            xls().replace(record(0x0200, EXTENT), record(0x0200, struct.pack("<5H", 42, 2, 0, 11, 0))), "JF001", "损坏", id="ends before it begins, short"
        ),
    ],
)  # fmt: skip
def test_what_is_refused(book, code, words):
    with pytest.raises(RefusedError, match=words) as refusal:
        sheet_facts(ole(Workbook=book), GuardLimits())
    assert refusal.value.code == code


def patched(data, at, *numbers):
    made = bytearray(data)
    struct.pack_into(f"<{len(numbers)}I", made, at, *numbers)
    return bytes(made)


GOOD = ole(Workbook=xls())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ole(Workbook=xls(), circle=True), id="a stream in a circle"),
        pytest.param(patched(GOOD, 512 + 4, 1), id="the directory in a circle"),
        pytest.param(patched(patched(GOOD, 68, 0), 1020, 0), id="the list of tables in a circle"),
        pytest.param(patched(GOOD, 44, 4096), id="a table of more sectors than there are"),
        pytest.param(patched(GOOD, 64, 4096), id="a small table of more sectors than there are"),
        pytest.param(GOOD[:30] + b"\x95\x95" + GOOD[32:], id="sectors of no size"),
        pytest.param(GOOD[:900], id="cut"),
    ],
)
def test_containers_without_end(data):
    began = time.monotonic()
    with pytest.raises(RefusedError) as refusal:
        stream(data, "Workbook")
    assert refusal.value.code == "JF001"
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("data", [GOOD, ole(first=b"a" * 9000, Workbook=xls())])
def test_a_stream_is_found(data):
    assert stream(data, "workbook").startswith(xls())


def look(number):
    return record(0x00E0, struct.pack("<HHHHHHHHHH", 0, number, 0, 0, 0, 0, 0, 0, 0, 0))


def code(number, text):
    return record(0x041E, struct.pack("<HHB", number, len(text), 1) + text.encode("utf-16-le"))


def real(row, column, style, value):
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def packed(value, *, hundredth=False):
    return (value << 2 | 2 | hundredth) & 0xFFFFFFFF


LOOKS = code(176, 'yyyy"年"m"月"') + code(177, '@"进校园"') + b"".join(map(look, (0, 9, 176, 14, 177)))


def shown(cells, globals_=LOOKS):
    found = facts(cells, globals_=globals_)["Sheet1"]
    return {(row, column): text_of(value) for row, column, value in found.shown}, sorted(found.reworded)


def test_numbers_are_shown_by_the_styles_of_their_cells():
    cells = real(1, 0, 1, 0.125) + real(2, 0, 2, 45474) + real(3, 0, 3, 45474.5) + real(4, 0, 3, 45474)
    cells += record(0x027E, struct.pack("<HHHI", 5, 1, 1, packed(1)))
    cells += record(
        0x00BD, struct.pack("<HHHIHIHIH", 6, 1, 1, packed(-5, hundredth=True), 0, packed(7), 2, packed(45474), 3)
    )
    cells += record(0x0006, struct.pack("<HHHd", 7, 0, 1, 0.5) + struct.pack("<HIH", 0, 0, 0))
    assert shown(cells) == (
        {(2, 1): "13%", (3, 1): "2024年7月", (4, 1): "2024-07-01", (6, 2): "100%", (7, 2): "-5%", (7, 4): "2024年7月", (8, 1): "50%"},
        [],
    )  # fmt: skip


def test_texts_are_reworded_by_the_styles_of_their_cells():
    worded = label(1, 0, "护河").replace(struct.pack("<HHH", 1, 0, 0), struct.pack("<HHH", 1, 0, 4))
    assert shown(worded + label(2, 0, "护河")) == ({}, [(2, 1)])


def test_days_may_be_counted_from_1904():
    assert shown(real(1, 0, 2, 44012), record(0x0022, b"\1\0") + LOOKS)[0] == {(2, 1): "2024年7月"}


def test_a_cut_style_or_cell_is_passed_over():
    broken = record(0x00E0, b"\0\0") + record(0x041E, b"\0\0\0") + LOOKS
    assert shown(record(0x0203, b"\0\0\0\0") + record(0x00BD, b"\0" * 6) + ROWS, broken) == ({}, [])
