"""Which cells of an xlsx show more than their value, however the XML is dressed."""

import time
from datetime import date

import pytest

from jianfu_cli.core.language.values import text_of
from jianfu_cli.reading.formats.styled_cells import cell_formats, shown_cells, tells
from jianfu_cli.reading.refusal import RefusedError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = b"<workbook><workbookPr/></workbook>"


def styles(*formats):
    """A styles part whose style N has the Nth of ``formats``: a code, or a built-in number."""
    codes = {180 + nth: one for nth, one in enumerate(formats) if isinstance(one, str)}
    numbers = [180 + nth if isinstance(one, str) else one for nth, one in enumerate(formats)]
    written = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{code.replace(chr(34), "&quot;")}"/>' for n, code in codes.items()
    )
    looks = "".join(f'<xf numFmtId="{number}" fontId="0"/>' for number in numbers)
    unused = '<cellStyleXfs count="1"><xf numFmtId="10"/></cellStyleXfs>'
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{written}</numFmts>{unused}<cellXfs>{looks}</cellXfs></styleSheet>'.encode()


FORMATS = cell_formats(styles(0, 9, "yyyy/m/d", 'yyyy"年"m"月"', '@"进校园"', 49), BOOK)


def shown(cells, formats=FORMATS):
    sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
    found, reworded = shown_cells(sheet, formats)
    return {place: text_of(value) for *place, value in found for place in [tuple(place)]}, sorted(reworded)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="B3" s="1"><v>1</v></c>', "100%"),
        ('<c s="1" r="B3" t="n"><v>1</v></c>', "100%"),
        ('<x:c r="B3" s="1"><x:v>1</x:v></x:c>', "100%"),
        ("<c r='B3' s='1'><v>1</v></c>", "100%"),
        ('<c/><c s="1"><v>1</v></c>', "100%"),  # each follows the one before
        ('<c r = "b3" s = "1" ><v> 1 </v></c>', "100%"),
        ('<c r="B3" s="1"><v>1E0</v></c>', "100%"),
        ('<c r="B3" s="1"><f>1/1</f><v>1</v></c>', "100%"),
        ('<c r="B3" s="1"><f t="shared" si="0"/><v>.5</v></c>', "50%"),
        ('<c r="B3" s="3"><v>45474</v></c>', "2024年7月"),
        ('<c r="B3" s="2"><v>45474.5</v></c>', "2024-07-01"),
        ('<c r="B3" s="2"><v>45474</v></c>', None),  # the reader of values knows
        ('<c r="B3" s="0"><v>1</v></c>', None),
        ('<c r="B3"><v>1</v></c>', None),
        ('<c r="B3" s="1" t="s"><v>1</v></c>', None),
        ('<c r="B3" s="1" t="b"><v>1</v></c>', None),
        ('<c r="B3" s="1" t="e"><v>#REF!</v></c>', None),
        ('<c r="B3" s="1"/><c r="C3"><v>1</v></c>', None),
        ('<c r="B3" s="1"><v></v></c>', None),
        ('<c r="B3" s="11"><v>1</v></c>', None),
        ('<c r="B3" s="1"><v>nan</v></c>', None),
        (f'<c r="B3" s="1"><v>{"9" * 400}</v></c>', None),
    ],
)
def test_a_number_is_shown_by_the_style_of_its_cell(cell, found):
    assert shown(f'<row r="3">{cell}</row>') == ({(3, 2): found} if found else {}, [])


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B3" s="4" t="s"><v>0</v></c>',
        '<c r="B3" s="4" t="str"><f>A1</f><v>防溺水</v></c>',
        '<c r="B3" s="4" t="inlineStr"><is><t>防溺水</t></is></c>',
    ],
)
def test_a_text_is_reworded_by_the_style_of_its_cell(cell):
    assert shown(cell) == ({}, [(3, 2)])


def test_a_workbook_may_count_its_days_from_1904():
    formats = cell_formats(styles(0, 9, 0, 'yyyy"年"m"月"'), b'<workbook><workbookPr date1904="1"/></workbook>')
    assert shown('<c r="A1" s="3"><v>44012</v></c>', formats)[0] == {(1, 1): "2024年7月"}


def test_styles_that_show_no_more_cost_nothing():
    assert not tells(styles(0, 49, 0).replace(b'numFmtId="10"', b'numFmtId="0"'))
    assert not cell_formats(styles(0, 49, 0), BOOK)


def test_many_styles_are_looked_up_as_quickly():
    codes = [f'"第{number}类"0' for number in range(3000)]
    formats = cell_formats(styles(*codes), BOOK)
    cells = "".join(f'<c r="A{number}" s="{number % 3000}"><v>{number}</v></c>' for number in range(1, 30_001))
    began = time.monotonic()
    found, _ = shown(cells, formats)
    assert (found[3001, 1], len(found)) == ("第1类3001", 30_000)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "sheet",
    [
        '<c r="A1" s="1"' * 200_000,
        '<c r="A1" s="1"><f>' * 200_000,
        '<c r="A1" s="1"><v>' * 200_000,
        "<c " + "s " * 1_000_000,
    ],
    ids=["tags without end", "formulas without end", "values without end", "one long tag"],
)
def test_a_sheet_without_end_takes_no_time(sheet):
    began = time.monotonic()
    assert shown(sheet) == ({}, [])
    assert time.monotonic() - began < 20


def test_styles_that_cannot_be_read_are_damage():
    with pytest.raises(RefusedError) as refusal:
        cell_formats(b"<styleSheet><cellXfs>", BOOK)
    assert refusal.value.code == "JF001"


def test_equal_values_are_shown_alike_in_each_style():
    cells = '<c r="A1" s="1"><v>45474</v></c><c r="A2" s="3"><v>45474</v></c><c r="A3" s="2"><v>45474.25</v></c>'
    assert shown(cells)[0] == {(1, 1): "4547400%", (2, 1): "2024年7月", (3, 1): str(date(2024, 7, 1))}
