"""The repaired copy: what validate calls fixable is gone from it, and nothing else is changed."""

import io

import pytest
from made.submissions import book_of, parts_of, read_and_check, rich_submission, submission, with_part

from jianfu_cli.writing.copies.repaired import repair_workbook
from jianfu_cli.writing.package.parts import NotEditableError

SHEET = "xl/worksheets/sheet1.xml"


def repaired(data, folder):
    """Repair what is found in ``data``; no fixable finding is left in the copy."""
    file, found = read_and_check(data, folder)
    copy, changes = repair_workbook(data, file, found)
    _, left = read_and_check(copy, folder)
    assert [(one.code, one.cell) for one in left if one.fixable] == []
    return copy, changes


def values(book):
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize(
    ("attachment", "row", "cell", "wanted", "codes"),
    [
        ("a2", {"category": "（二）"}, "B4", "社会事务进校园", ("JF203",)),
        ("a2", {"category": "督查检查评比考核"}, "B4", "监督检查评比考核", ("JF203",)),
        ("a2", {"matter": "防溺水\u200b宣传"}, "C4", "防溺水宣传", ("JF215",)),
        ("a2", {"category": "二\u200b"}, "B4", "社会事务进校园", ("JF203", "JF215")),
        ("a3", {"deadline": "2024年6月20日", "category": "二"}, "G4", "2024-06-20", ("JF208",)),
        ("a3", {"deadline": 45463}, "G4", "2024-06-20", ("JF208",)),
        ("a1", {"office_phone": "3731234567"}, "E4", "03731234567", ("JF210",)),
        ("a2", {"seq": 7}, "A4", 1, ("JF301",)),
    ],
)
def test_a_fixable_value_is_repaired_in_its_cell(tmp_path, attachment, row, cell, wanted, codes):
    copy, changes = repaired(submission(row, attachment=attachment), tmp_path)
    assert book_of(copy)["附件"][cell].value == wanted
    assert codes in [change.codes for change in changes if change.cell == cell]


def test_every_cell_not_listed_is_unchanged(tmp_path):
    data = rich_submission({"category": "二"}, {"seq": 5}, {"matter": "征文\u200b活动"})
    copy, changes = repaired(data, tmp_path)
    before, after = values(book_of(data)), values(book_of(copy))
    assert {place for place in before if before[place] != after[place]} == {("附件2", one.cell) for one in changes}


def test_other_parts_and_the_style_of_the_cell_stay(tmp_path):
    data = rich_submission({"category": "二"})
    copy, _ = repaired(data, tmp_path)
    before, after = parts_of(data), parts_of(copy)
    expected = {
        "[Content_Types].xml",
        "docProps/app.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    }
    assert {name for name in before if before[name] != after[name]} == expected | {SHEET}
    old, new = book_of(data)["附件2"]["B4"], book_of(copy)["附件2"]["B4"]
    assert (repr(new.font), repr(new.fill)) == (repr(old.font), repr(old.fill))


def test_the_changes_stand_on_a_sheet_of_their_own_at_the_end(tmp_path):
    copy, _ = repaired(rich_submission({"category": "=二"}, {"category": "二"}), tmp_path)
    book = book_of(copy)
    assert book.sheetnames == ["附件2", "参考", "修改记录"]
    assert book.active.title == "参考"
    rows = list(book["修改记录"].iter_rows(min_row=4, max_col=7, values_only=True))
    assert rows[0] == ("工作表", "单元格", "列", "原值", "改为", "代码", "说明")
    assert rows[-1] == ("附件2", "B5", "问题类别", "二", "社会事务进校园", "JF203", "“二”按“社会事务进校园”汇总")


def test_repairing_the_copy_changes_nothing(tmp_path):
    copy, _ = repaired(submission({"category": "二", "seq": 9}), tmp_path)
    file, found = read_and_check(copy, tmp_path)
    assert repair_workbook(copy, file, found) == (copy, ())


def test_a_broken_sequence_is_numbered_anew_throughout(tmp_path):
    copy, changes = repaired(submission({}, {"seq": 2}, {"seq": 4}, {"seq": ""}, {"seq": "5"}), tmp_path)
    assert [book_of(copy)["附件"][f"A{row}"].value for row in range(4, 9)] == [1, 2, 3, 4, "5"]
    assert [(change.cell, change.old, change.new) for change in changes] == [("A6", "4", "3"), ("A7", "", "4")]


def merged(data, *ranges):
    book = book_of(data)
    for one in ranges:
        book["附件"].merge_cells(one)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_value_that_several_rows_share_is_repaired_once(tmp_path):
    data = merged(submission({"category": "二"}, {"category": ""}, {"category": ""}), "B4:B6")
    copy, changes = repaired(data, tmp_path)
    assert [change.cell for change in changes] == ["B4"]
    sheet = book_of(copy)["附件"]
    assert (sheet["B4"].value, [str(one) for one in sheet.merged_cells.ranges]) == ("社会事务进校园", ["B4:B6"])


def test_a_number_that_several_rows_share_becomes_one_for_each(tmp_path):
    copy, _ = repaired(merged(submission({}, {}, {}), "A4:A6"), tmp_path)
    sheet = book_of(copy)["附件"]
    assert [sheet[f"A{row}"].value for row in (4, 5, 6)] == [1, 2, 3]
    assert not sheet.merged_cells.ranges


def formula_in(place, kind, value="二"):
    return f'<c r="{place}" t="str"><f{kind}</f><v>{value}</v></c>'.encode()


def put(data, **cells):
    def change(xml):
        for place, content in cells.items():
            before, _, rest = xml.partition(f'<c r="{place}"'.encode())
            xml = before + content + rest.partition(b"</c>")[2]
        return xml

    return with_part(data, SHEET, change)


def test_a_formula_gives_way_to_its_repaired_value(tmp_path):
    data = put(submission({"category": "二"}), B4=formula_in("B4", '>"二"'))
    copy, _ = repaired(data, tmp_path)
    assert book_of(copy)["附件"]["B4"].value == "社会事务进校园"


def test_a_formula_that_other_cells_share_is_left_alone(tmp_path):
    shared = put(
        submission({"category": "二"}, {"category": "其他"}),
        B4=formula_in("B4", ' t="shared" ref="B4:B5" si="0">M4'),
        B5=formula_in("B5", ' t="shared" si="0">', "其他"),
    )
    file, found = read_and_check(shared, tmp_path)
    assert repair_workbook(shared, file, found) == (shared, ())


def test_text_in_several_formats_keeps_them(tmp_path):
    runs = "<r><t>防溺水</t></r><r><rPr><b/></rPr><t>宣传\u200b周</t></r>"
    data = put(submission({}), C4=f'<c r="C4" t="inlineStr"><is>{runs}</is></c>'.encode())
    copy, _ = repaired(data, tmp_path)
    assert "<r><t>防溺水</t></r><r><rPr><b/></rPr><t>宣传周</t></r>" in parts_of(copy)[SHEET].decode()


def test_a_copy_already_repaired_gets_a_second_list(tmp_path):
    copy, _ = repaired(submission({"category": "二"}), tmp_path)
    worse = with_part(copy, SHEET, lambda xml: xml.replace("社会事务进校园".encode(), "三".encode()))
    again, _ = repaired(worse, tmp_path)
    assert book_of(again).sheetnames == ["附件", "修改记录", "修改记录 (2)"]


def test_a_package_that_cannot_be_edited_says_so(tmp_path):
    data = submission({"category": "二"})
    file, found = read_and_check(data, tmp_path)
    with pytest.raises(NotEditableError):
        repair_workbook(b"PK\x03\x04 cut short", file, found)
