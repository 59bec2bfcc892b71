"""The blank's own formulas are never data: 自检 is passed over, the total is counted from the rows."""

import zipfile
from io import BytesIO

import pytest
from made.printed import PRINTED

from jianfu_cli.core.language.values import UnvaluedFormula
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.formats.parts import keeps, sheet_facts
from jianfu_cli.reading.formats.workbook_parts import WorkbookParts
from jianfu_cli.reading.grid import Grid, SheetFacts
from jianfu_cli.reading.guard.package import check_package
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.writing.blanks.workbook import blank_workbook

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
LINE = "自检：已填 1 行，待补 0 处"
FORMULA = UnvaluedFormula('=IF(SUMPRODUCT(1)>0,"自检：表中有错误值","自检：已填 "&1)')
TOTAL = "本级社会事务进校园总量为"
HEADINGS = list(PRINTED["a7"])


def whitelist(total, *names, line=LINE):
    rows = [[number, name, "区水利局"] for number, name in enumerate(names, start=1)]
    return [
        ["附件7", "", "", "", "", line],
        ["社会事务进校园白名单"],
        ["填报单位（盖章）：红旗区", "", "", "", "", total],
        ["填报时间：2024年6月12日"],
        HEADINGS,
        *rows,
    ]


def read(rows, formulas=()):
    return READER.forms([Grid("Sheet1", rows, facts=SheetFacts(formulas=frozenset(formulas)))], Source("a.xlsx", None))


@pytest.mark.parametrize(
    ("total", "formulas", "read_as"),
    [
        (UnvaluedFormula(f'="{TOTAL}"&(COUNTA($B$5:$B$1000)-1)&"项"'), [], "2"),
        (f"{TOTAL}0项", [(3, 6)], "2"),  # stored before the rows were filled in
        (f"{TOTAL}2项", [], "2"),
        (f"{TOTAL}9项", [], "9"),  # typed, and wrong: a finding
    ],
)
@pytest.mark.parametrize("line", [LINE, FORMULA])
def test_the_total_is_what_the_rows_are(total, formulas, read_as, line):
    (form,) = read(whitelist(total, "法治进校园", "防溺水", line=line), formulas)
    assert (form.header.text("declared_total"), len(form.body.rows), form.body.strays) == (read_as, 2, ())
    assert form.header.fields["declared_total"].cell == "F3"


def test_a_formula_of_a_person_s_own_beside_the_label_is_read_as_stored():
    rows = whitelist("", "法治进校园")
    rows[2][4:6] = [TOTAL, 5]
    assert read(rows, [(3, 6)])[0].header.text("declared_total") == "5"


@pytest.mark.parametrize("line", [LINE, FORMULA])
def test_one_form_below_another_keeps_its_label_and_line_to_itself(line):
    first, second = read(whitelist(f"{TOTAL}1项", "法治进校园") + whitelist(f"{TOTAL}1项", "防溺水", line=line))
    assert [len(first.body.rows), len(second.body.rows)] == [1, 1]
    assert first.body.strays == second.body.strays == ()


def test_a_line_among_the_rows_is_no_row():
    rows = whitelist(f"{TOTAL}1项", "法治进校园")
    (form,) = read([*rows, ["", "", LINE]])
    assert (len(form.body.rows), form.body.strays) == (1, ())


def test_a_row_about_a_self_check_is_one():
    rows = whitelist(f"{TOTAL}1项", "法治进校园")
    assert len(read([*rows, ["", "自检：校园安全自查"]])[0].body.rows) == 2


@pytest.mark.parametrize(
    ("stored", "valued"),
    [
        ("<v>3</v>", True),
        ("<v></v>", False),
        ("<v/>", False),
        ("", False),
    ],
)
def test_a_formula_has_a_value_or_not(stored, valued):
    facts = facts_with(f'<c r="B6"><f>1+2&amp;"项"</f>{stored}</c>')
    assert ((6, 2) in facts.formulas, (6, 2) in facts.broken_cells) == (valued, not valued)
    assert facts.broken_cells.get((6, 2), "") in {"", '=1+2&"项"'}


def test_a_formula_may_give_the_empty_text():
    facts = facts_with('<c r="B6" t="str"><f>TRIM(C6)</f><v></v></c>')
    assert (6, 2) in facts.formulas


def facts_with(cell):
    """The facts of a blank into whose first row of data ``cell`` is put."""
    with zipfile.ZipFile(BytesIO(blank_workbook(CAMPAIGN, CAMPAIGN.attachment("a7")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    start = members[sheet].index(b'<c r="B6"')
    end = members[sheet].index(b"/>", start) + 2
    members[sheet] = members[sheet][:start] + cell.encode() + members[sheet][end:]
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    data = made.getvalue()
    package = check_package(data, GuardLimits(), keeps)
    return sheet_facts(package, data, WorkbookParts.of(package.names, package.parts.__getitem__))["附件7"]
