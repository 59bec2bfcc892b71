"""Signs in a sheet's bytes are found wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.reading.guard import extent
from jianfu_cli.reading.guard.extent import Sheet, check_sheet
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

SIGNS = (b"f>", b' t="e"', b' hidden="')
PIECES = st.sampled_from(
    [b"<sheetData>", b"</sheetData>", b"<sheetData/>", b"<x:sheetData>", b"<row r='1'>", b'<c r="A1" t="e">', b"<f>", b"</f>",
     b"<v>", b"</v>", b"</v >", b"</x:v>", b' hidden="1"', b"<cols>", b"inlineStr", b"</is>", b"\xe5\xad\x97", b" "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map(b"".join))
def test_a_sheet_has_what_its_bytes_have(content):
    sheet = Sheet.of(content)
    if sheet is None:
        assert b"sheetData" not in content
        return
    for sign in SIGNS:
        assert sheet.has(sign) is (sign in content)
    between = content[sheet.first : sheet.last]
    assert sheet.values() >= between.count(b"</v>") + between.count(b"</v >") + between.count(b"</is>")


@pytest.mark.parametrize("piece", range(1, 40))
@pytest.mark.parametrize(
    "place",
    [
        b'r="XFD9999"',
        b"r='AA1'",
        b'r =  "ZZ1"',
        b'r="A1048576"',
        b'<row r="1048576"',
        b'r="xfd1"',
        b'<row r="1048576\n"',
        b'<row r="1048576\t"',
    ],
)
def test_a_cell_far_out_is_seen_over_any_border_between_pieces(monkeypatch, place, piece):
    monkeypatch.setattr(extent, "_PIECE", piece)
    assert extent._may_reach_out(b'<c r="A1"><v>1</v></c><c ' + place + b"><v>2</v></c>")


def test_a_place_split_over_two_pieces_is_refused(monkeypatch):
    monkeypatch.setattr(extent, "_PIECE", 64)
    cell = b"<c r=" + b" " * 60 + b'"XFD9999"><v>1</v></c>'
    content = b"<worksheet><sheetData><row r='9999'>" + cell + b"</row></sheetData></worksheet>"
    with pytest.raises(RefusedError, match="XFD9999"):
        check_sheet(Sheet.of(content), GuardLimits(), all_placed=True)


FAR_DOWN = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "cell", [b"<c><v>1</v></c>", b'<c s="1"><v>1</v></c>', b'<c t="n" ><v>1</v></c>', b"<c\n><v>1</v></c>"]
)
@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_cells_that_do_not_say_where_they_stand_are_counted(cell, prefix):
    row = b"<row>" + cell * 16_001 + b"</row>"
    content = b"<worksheet xmlns:x='y'><sheetData>" + row + FAR_DOWN + b"</sheetData></worksheet>"
    content = content.replace(b"<", b"<" + prefix).replace(b"<" + prefix + b"/", b"</" + prefix)
    with pytest.raises(RefusedError) as refused:
        check_sheet(Sheet.of(content), GuardLimits(), all_placed=False)
    assert refused.value.code == "JF003"


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1"><v>1</v></c>',
        b"<c><v>1</v></c>",
        b'<c s="1" r="A1"><v>1</v></c>',
        b'<c r="A1" t="inlineStr"><is><t>a:c b</t></is></c>',
    ],
)
def test_a_sheet_near_by_may_be_written_anyhow(cell):
    content = b"<worksheet><sheetData><row>" + cell + b"</row></sheetData></worksheet>"
    check_sheet(Sheet.of(content), GuardLimits(), all_placed=True)
