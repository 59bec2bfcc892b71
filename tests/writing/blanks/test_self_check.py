"""What a blank shows of itself: values stored with the formulas, colours, and formulas every program understands."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from jianfu_cli.core.filings.carrying import Carried
from jianfu_cli.writing.blanks.workbook import blank_workbook

TABLES = ["a1", "a2", "a3", "a6", "a7"]
# Known to Excel 2007, WPS and LibreOffice alike.
SHARED = {
    "AND", "CHAR", "COUNTA", "COUNTIF", "FIND", "IF", "ISERROR", "ISNA", "ISNUMBER", "LEN", "MATCH", "MMULT", "OR", "RIGHT", "ROW",
    "SUBSTITUTE", "SUMPRODUCT", "TEXT", "TRIM",
}  # fmt: skip


def sheet_of(campaign, attachment, rows=20, carried=None, *, values=False):
    given = {"carried": carried} if carried else {}
    content = blank_workbook(campaign, campaign.attachment(attachment), "红旗区", rows, **given)
    return load_workbook(BytesIO(content), data_only=values).worksheets[0]


def formulas(sheet):
    yield from (cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    for area in sheet.conditional_formatting:
        yield from (formula for rule in area.rules for formula in rule.formula)


@pytest.mark.parametrize("attachment", TABLES)
def test_only_shared_functions_and_no_formula_too_long(campaign, attachment):
    found = list(formulas(sheet_of(campaign, attachment)))
    assert {name for formula in found for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)} <= SHARED
    assert max(map(len, found)) < 1024  # the older format holds no more
    assert all(len(text) <= 255 for formula in found for text in re.findall(r'"([^"]*)"', formula))


@pytest.mark.parametrize("rows", [1, 20, 5000])
def test_ranges_run_from_the_heading_to_the_notes(campaign, rows):
    for formula in formulas(sheet_of(campaign, "a2", rows)):
        for first, last in re.findall(r"\$[A-K]\$(\d+):\$[A-K]\$(\d+)", formula):
            assert (int(first), int(last)) == (4, rows + 5)


CARRIED = Carried(
    {"reporter": "甲一 0373-2000001"},
    (
        {"category": "社会事务进校园", "matter": "防溺水宣传进校园", "body": "区水利局"},
        {"category": "值班", "matter": "教师信息采集"},
    ),
    sources=("附件2",),
)


@pytest.mark.parametrize(
    ("attachment", "carried", "line"),
    [
        ("a1", None, "自检：已填 0 行，待补 0 处，表头待填 1 项"),
        ("a2", None, "自检：已填 0 行，待补 0 处，表头待填 2 项"),
        ("a3", CARRIED, "自检：已填 2 行，待补 9 处，表头待填 1 项，待核对 1 处"),
    ],
)
def test_the_line_is_stored_as_it_would_be_computed(campaign, attachment, carried, line):
    sheet = sheet_of(campaign, attachment, carried=carried, values=True)
    assert [cell.value for cell in sheet[1] if cell.value] == [f"附件{attachment[1]}", line]


def test_the_total_is_stored_too(campaign):
    rows = tuple({"matter": f"第{number}项"} for number in range(30))
    sheet = sheet_of(campaign, "a7", carried=Carried({}, rows, sources=("附件2",)), values=True)
    assert sheet["F3"].value == "本级社会事务进校园总量为30项"


def test_what_is_carried_is_coloured_and_nothing_else(campaign):
    sheet = sheet_of(campaign, "a3", carried=CARRIED)
    coloured = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.start_color.rgb == "FFDDEBF7"]
    assert coloured == ["G3", "B5", "C5", "D5", "B6", "C6"]


@pytest.mark.parametrize(
    ("attachment", "cell", "says"),
    [
        ("a2", "B5", "jianfu_category"),  # not in the list
        ("a2", "H5", ">100"),  # too long
        ("a2", "C5", "SUMPRODUCT(--($C$4"),  # twice
        ("a2", "D5", 'TRIM($D4)="",'),  # required and empty
        ("a3", "G5", 'TRIM($G4)="",'),
        ("a7", "F3", "COUNTA"),  # the total typed over, wrongly
    ],
)
def test_faults_have_a_colour(campaign, attachment, cell, says):
    areas = [area for area in sheet_of(campaign, attachment).conditional_formatting if cell in area.sqref]
    rules = [rule for area in areas for rule in area.rules if says in rule.formula[0]]
    assert len(rules) == 1
    assert rules[0].dxf.fill.bgColor.rgb != "00000000"


def test_what_may_stay_empty_has_none(campaign):
    areas = [area for area in sheet_of(campaign, "a2").conditional_formatting if "K5" in area.sqref]
    assert {rule.dxf.fill.bgColor.rgb for area in areas for rule in area.rules} == {"FFFFFFFF"}


def test_a_row_put_in_below_the_heading_does_not_look_like_one(campaign):
    (area,) = (area for area in sheet_of(campaign, "a2").conditional_formatting if "A5" in area.sqref)
    (rule,) = area.rules
    last = get_column_letter(len(campaign.attachment("a2").columns))
    assert (str(area.sqref), rule.formula) == (f"A4:{last}24", ['AND(ROW($A4)>ROW($A$4),$A4="")'])
    content = blank_workbook(campaign, campaign.attachment("a2"))
    assert '<font><b val="0"/></font>' in zipfile.ZipFile(BytesIO(content)).read("xl/styles.xml").decode()


@pytest.mark.parametrize("attachment", TABLES)
def test_only_a_form_that_may_be_nil_passes_over_the_words_for_it(campaign, attachment):
    found = " ".join(formulas(sheet_of(campaign, attachment)))
    assert ("jianfu_nil" in found) is campaign.attachment(attachment).nil_allowed
