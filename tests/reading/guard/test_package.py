"""What is refused before any parser sees it."""

import io
import zipfile

import openpyxl
import pytest

from jianfu_cli.reading.guard.package import check_duplicates, check_package
from jianfu_cli.reading.guard.package import repacked as repacked_for_reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

SHEET = "xl/worksheets/sheet1.xml"


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(data: bytes, *extra: tuple[str, bytes], replace: dict[str, bytes] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, (replace or {}).get(info.filename, old.read(info)))
        for name, content in extra:
            new.writestr(name, content)
    return target.getvalue()


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


GOOD = workbook(A1="附件2", K30="x")
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
STYLED = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'


def test_an_ordinary_workbook_passes() -> None:
    check_package(GOOD, GuardLimits())


def test_a_styled_cell_far_away_is_harmless() -> None:
    check_package(repacked(GOOD, replace={SHEET: sheet_xml(STYLED)}), GuardLimits())


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        pytest.param(GOOD[: len(GOOD) // 2], "JF001", "损坏", id="truncated"),
        pytest.param(GOOD.replace(b"PK\x03\x04", b"PK\x03\x05", 1), "JF001", "损坏", id="broken member"),
        pytest.param(repacked(GOOD, replace={SHEET: b"<!DOCTYPE x>" + sheet_xml("")}), "JF003", "DOCTYPE", id="doctype"),
        pytest.param(
            repacked(GOOD, replace={SHEET: sheet_xml("").decode().replace("<worksheet", "<!DOCTYPE x><worksheet").encode("utf-16")}),
            "JF003", "DOCTYPE", id="doctype in utf-16",
        ),
        pytest.param(repacked(GOOD, ("xl/Workbook.xml", b"<a/>")), "JF003", "重名", id="two names that differ in case"),
        pytest.param(repacked(GOOD, replace={SHEET: sheet_xml(FAR)}), "JF003", "XFD1048576", id="far cell"),
        # The native reader goes on after what is no XML, and would lay out 17 billion cells.
        pytest.param(repacked(GOOD, replace={SHEET: sheet_xml("<row></c></row>" + FAR)}), "JF001", "损坏", id="far cell, no XML"),
    ],
)  # fmt: skip
def test_refused(data: bytes, code: str, words: str) -> None:
    with pytest.raises(RefusedError, match=words) as refusal:
        check_package(data, GuardLimits())
    assert refusal.value.code == code


def test_limits_are_counted_while_inflating() -> None:
    bomb = repacked(GOOD, ("xl/media/zero.bin", bytes(5_000_000)))
    check_package(bomb, GuardLimits())
    with pytest.raises(RefusedError, match="压缩炸弹"):
        check_package(bomb, GuardLimits(inflated_bytes=1_000_000))
    with pytest.raises(RefusedError, match="部件"):
        check_package(bomb, GuardLimits(members=3))


TWICE = '<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>'


@pytest.mark.parametrize("quote", ['"', "'"])
def test_one_cell_twice(quote: str) -> None:
    data = repacked(GOOD, replace={SHEET: sheet_xml(TWICE).replace(b'"', quote.encode())})
    assert check_package(data, GuardLimits()).values == 2
    with pytest.raises(RefusedError, match="B2 单元格在文件里出现两次"):
        check_duplicates(data)


def test_cells_without_an_address_are_not_one_cell() -> None:
    check_duplicates(repacked(GOOD, replace={SHEET: sheet_xml("<row><c><v>1</v></c><c><v>2</v></c></row>" * 3)}))


CROSSTALK = '<row r="2"><c r="A2" t="inlineStr"><is><t>crosstalk</t></is></c></row>'
SPILT = '<row r="1"><c r="A1" t="e"><f>X()</f><v>#SPILL!</v></c><c r="B1" t="str"><v>#SPILL!</v></c></row>'


@pytest.mark.parametrize(
    ("part", "fit"),
    [
        (sheet_xml(SPILT), sheet_xml(SPILT.replace("#SPILL!", "#VALUE!", 1))),
        (sheet_xml("").replace(b" xmlns", b' xmlns:d="http://dimension" xmlns').replace(b"<sheetData>", b'<dimension ref="A1:"/><sheetData>'),
         sheet_xml("").replace(b" xmlns", b' xmlns:d="http://dimension" xmlns').replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')),
        (sheet_xml("").replace(b"<sheetData>", b'<dimension ref="oops"/><sheetData>'),
         sheet_xml("").replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')),
        (sheet_xml(CROSSTALK + SPILT), sheet_xml(CROSSTALK + SPILT.replace("#SPILL!", "#VALUE!", 1))),
        (b'<sst count="9999999999" uniqueCount="9999999999"><si><t>a</t></si></sst>', b"<sst><si><t>a</t></si></sst>"),
        ('<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData/></worksheet>'.encode("utf-16"),
         b'<?xml version="1.0"?><worksheet><sheetData/></worksheet>'),
    ],
    ids=["a new error value", "a false extent after its word", "a false extent", "a word like a part's name", "a false count", "utf-16"],
)  # fmt: skip
def test_what_the_native_reader_cannot_take_is_mended_for_it(part: bytes, fit: bytes) -> None:
    data = repacked(GOOD, replace={SHEET: part})
    package = check_package(data, GuardLimits())
    assert package.repaired_parts == {SHEET: fit}
    with zipfile.ZipFile(io.BytesIO(repacked_for_reader(data, package.repaired_parts))) as archive:
        assert archive.read(SHEET) == fit


def test_a_sound_package_is_read_as_it_is() -> None:
    package = check_package(GOOD, GuardLimits())
    assert package.repaired_parts == {}
    assert repacked_for_reader(GOOD, package.repaired_parts) is GOOD


def test_a_member_without_a_name_is_left_out_of_the_mended_copy() -> None:
    data = repacked(GOOD, ("0000", b"x"), replace={SHEET: sheet_xml(SPILT)}).replace(b"0000", bytes(4))
    copy = repacked_for_reader(data, check_package(data, GuardLimits()).repaired_parts)
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert sorted(archive.namelist()) == sorted(zipfile.ZipFile(io.BytesIO(GOOD)).namelist())
