"""What is refused before any parser sees it."""

import io
import zipfile

import openpyxl
import pytest

from jianfu_cli.reading.guard import GuardLimits, RefusedError, check_package

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
