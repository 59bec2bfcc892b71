"""Rules, comparison and repair go by what a column is, not by what the shipped forms happen to call it."""

from datetime import date
from io import BytesIO

import pytest
from made.unlike import ROW, unlike, unlike_workbook
from openpyxl import load_workbook

from jianfu_cli.core.rollup.comparison import compare
from jianfu_cli.workflows.inspect import inspect
from jianfu_cli.writing.copies.repaired import repair_workbook

AS_OF = date(2026, 4, 5)


@pytest.fixture
def checked(tmp_path):
    """Read and check one workbook; return its file and findings as ``(code, cell, column)``, and as they are."""

    def check(content):
        path = tmp_path / "东山县" / "附件9.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        inspection = inspect([tmp_path / "东山县"], unlike(), AS_OF)
        [file] = inspection.files
        of_file = [one for one in inspection.findings if one.path and one.code < "JF6"]
        return file, [(one.code, one.cell, one.column) for one in of_file], of_file

    return check


def numbered(*numbers):
    return [(number, *ROW[:1], f"{ROW[1]}之{place}", *ROW[2:]) for place, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((1, 2, 3), []),
        (("1", "2."), []),
        ((1, 2, 4), [("JF301", "A6", "编号")]),
        ((2, 3), [("JF301", "A4", "编号")]),
        ((1, None, 3), [("JF301", "A5", "编号")]),
        ((1, 1), [("JF301", "A5", "编号")]),
    ],
)
def test_rows_are_numbered_in_the_column_of_type_sequence(checked, numbers, found):
    assert checked(unlike_workbook(*numbered(*numbers)))[1] == found


def test_a_form_without_that_column_is_told_its_own_name(checked):
    _, found, [finding] = checked(unlike_workbook(*numbered(1, 2), without=("num",)))
    assert found == [("JF301", None, "编号")]
    assert finding.message == "没有“编号”一列，汇总时重新编号"


def test_a_repaired_copy_is_numbered_anew(checked):
    content = unlike_workbook(*numbered(5, 5, None))
    file, _, findings = checked(content)
    copy, repairs = repair_workbook(content, file, findings)
    assert [(repair.cell, repair.column, repair.old, repair.new) for repair in repairs] == [
        ("A4", "编号", "5", "1"), ("A5", "编号", "5", "2"), ("A6", "编号", "", "3"),
    ]  # fmt: skip
    assert [row[0] for row in load_workbook(BytesIO(copy)).active.iter_rows(4, 6, values_only=True)] == [1, 2, 3]
    assert checked(copy)[1] == []


def test_rows_that_are_but_numbered_anew_have_not_changed(checked):
    rows = numbered(1, 2, 3)
    old, new = (checked(unlike_workbook(*those))[0] for those in (rows, [(7, *row[1:]) for row in rows]))
    [difference] = compare((old,), (new,), unlike()).forms
    assert (difference.same, difference.rows) == (3, ())


def test_a_column_that_the_form_lacks_is_still_compared(checked):
    with_more = []
    for words in ("甲柜", "乙柜"):
        book = load_workbook(BytesIO(unlike_workbook(*numbered(1))))
        for row, text in ((3, "存放何处"), (4, words)):
            book.active.cell(row, 9, text)
        target = BytesIO()
        book.save(target)
        with_more.append(checked(target.getvalue())[0])
    [difference] = compare(with_more[:1], with_more[1:], unlike()).forms
    assert [(cell.column, cell.old, cell.new) for row in difference.rows for cell in row.cells] == [
        ("存放何处", "甲柜", "乙柜")
    ]


@pytest.mark.parametrize(
    ("place", "value", "found"),
    [
        (1, "档案袋", ("JF202", "B4", "档案种类")),
        (1, "纸质", ("JF203", "B4", "档案种类")),
        (2, "XX卷宗", ("JF214", "C4", "档案题名")),
        (3, None, ("JF201", "D4", "保管科室")),
        (4, "烧毁", ("JF205", "E4", "处置")),
        (5, "待定", ("JF207", "F4", "办结日")),
        (5, "2026.4.1", ("JF208", "F4", "办结日")),
        (6, "12", ("JF209", "G4", "联络号码")),
        (6, "3731234567", ("JF210", "G4", "联络号码")),
        (7, "shili@example", ("JF211", "H4", "电邮")),
    ],
)
def test_cells_are_checked_by_the_type_of_their_column(checked, place, value, found):
    row = [1, *ROW]
    row[place] = value
    assert checked(unlike_workbook(row))[1] == [found]


def test_the_header_block_is_named_as_the_form_names_it(checked):
    [row] = numbered(1)
    book = load_workbook(BytesIO(unlike_workbook(row, unit="北山县")))
    for cell, text in (("C2", "报送日期：2027-04-02"), ("E2", "经手人及手机：张某某"), ("G2", "本表登记件数为8件")):
        book.active[cell] = text
    target = BytesIO()
    book.save(target)
    assert checked(target.getvalue())[1] == [
        ("JF111", "A2", "报送机构"),
        ("JF114", "E2", "经手人及手机"),
        ("JF303", "G2", "本表登记件数"),
        ("JF502", "C2", "报送日期"),
    ]
