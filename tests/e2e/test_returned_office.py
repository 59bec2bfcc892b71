"""A marked copy goes through an office program, as a unit that corrects it would save it, and comes back."""

import pytest
from made.submissions import AS_OF, book_of, read_and_check, rich_submission

from jianfu_cli.writing.copies.repaired import repair_workbook
from jianfu_cli.writing.copies.returned import ReturnedFile, mark_workbook

pytestmark = pytest.mark.office
_HEADINGS = {"问题类别", "事项名称"}


def fill(cell):
    return cell.fill.fgColor.rgb if cell.fill.patternType else None


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return rich_submission({"category": "值班"}, {"category": "二", "matter": ""}), tmp_path_factory.mktemp("returned")


@pytest.fixture(scope="module")
def saved(original, office_convert):
    """The marked copy as the office program saved it."""
    data, folder = original
    file, found = read_and_check(data, folder)
    copy = folder / "退改.xlsx"
    copy.write_bytes(mark_workbook(data, ReturnedFile(file, found, AS_OF)))
    return office_convert(copy, "xlsx", folder / "saved").read_bytes()


def test_the_office_program_shows_list_marks_and_comments(saved):
    book = book_of(saved)
    assert book.sheetnames == ["退回意见", "附件2", "参考"]
    links = {cell.hyperlink.location.replace("$", "") for cell in book["退回意见"]["C"] if cell.hyperlink}
    assert links & {"'附件2'!B4", "附件2!B4"}
    sheet = book["附件2"]
    assert fill(sheet["B4"])[:6] == "FFFFC8"
    assert sheet["B4"].comment.text.startswith("请领导核对\n【核对意见】")


def test_it_is_read_as_the_same_submission(original, saved):
    data, folder = original
    file, found = read_and_check(data, folder)
    again, still = read_and_check(saved, folder)
    # The office program does not know the function of a cell image: in a column of its own it shows an error.
    assert [row.values[:11] for row in again.forms[0].body.rows] == [row.values[:11] for row in file.forms[0].body.rows]
    own = [[(one.code, one.cell) for one in those if one.column in _HEADINGS] for those in (found, still)]
    assert own[0] == own[1]


def test_the_old_marks_come_off_when_it_is_returned_again(original, saved):
    data, _ = original
    file, _ = read_and_check(saved, original[1])
    before, after = book_of(data), book_of(mark_workbook(saved, ReturnedFile(file, (), AS_OF)))
    assert after.sheetnames == ["退回意见", "附件2", "参考"]
    for row in after["附件2"].iter_rows(max_col=11, max_row=6):
        for cell in row:
            old = before["附件2"][cell.coordinate]
            assert fill(cell) == fill(old), cell.coordinate
            assert (cell.comment and cell.comment.text) == (old.comment and old.comment.text), cell.coordinate


def test_a_repaired_copy_opens_with_its_list(original, office_convert):
    data, folder = original
    file, found = read_and_check(data, folder)
    copy = folder / "改好.xlsx"
    copy.write_bytes(repair_workbook(data, file, found)[0])
    book = book_of(office_convert(copy, "xlsx", folder / "saved").read_bytes())
    assert book["附件2"]["B5"].value == "社会事务进校园"
    assert book["修改记录"]["B5"].value == "B5"
