"""The marked copy: what is added to the submitter's workbook, and that nothing else is changed."""

import io
import re

import pytest
from lxml import etree
from made.forms import source
from made.submissions import AS_OF, book_of, packed, parts_of, read_and_check, rich_submission, submission, with_part
from openpyxl import Workbook

from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.writing.copies.returned import ReturnedFile, list_findings, mark_workbook, needs_return
from jianfu_cli.writing.package.parts import NotEditableError

ERROR, WARNING, INFO = "FFFFC8D1", "FFFFEFA6", "FFDCEBFA"
# What must change when a sheet, styles and comments are added; everything else stays byte for byte.
TOUCHED = {
    "[Content_Types].xml",
    "docProps/app.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
}


def finding(cell=None, code="JF202", severity=Severity.ERROR, sheet="附件2", **rest):
    given = {
        "name": "x", "message": f"{code} 的问题", "hint": "照此修改。", "basis": "附件2 备注", "path": "红旗区/附件2.xlsx",
        "row": int(cell[1:]) if cell else None, "column": "问题类别", "attachment": "a2", "unit": "红旗区",
        "value": None, "suggestion": None, "fixable": False,
    }  # fmt: skip
    return Finding(code=code, severity=severity, sheet=sheet, cell=cell, **(given | rest))


def returned(*findings):
    return ReturnedFile(source("红旗区/附件2.xlsx"), findings, AS_OF)


def marked(data, *findings):
    return mark_workbook(data, returned(*findings))


def fill(cell):
    return cell.fill.fgColor.rgb if cell.fill.patternType else None


@pytest.fixture(scope="module")
def rich():
    return rich_submission({}, {"category": "值班"})


@pytest.fixture(scope="module")
def copy(rich):
    return marked(rich, finding("B4", "JF215", Severity.WARNING), finding("B5"), finding("D9", "JF201"))


def test_flagged_cells_are_filled_by_the_gravest_finding(rich):
    book = book_of(
        marked(rich, finding("B4", "JF203", Severity.INFO), finding("B4", "JF215", Severity.WARNING), finding("B5"))
    )
    sheet = book["附件2"]
    assert [fill(sheet[place])[:6] for place in ("B4", "B5")] == [WARNING[:6], ERROR[:6]]
    assert fill(sheet["C4"]) is None


def test_the_rest_of_a_flagged_cells_style_stays(copy, rich):
    before, after = book_of(rich)["附件2"]["B5"], book_of(copy)["附件2"]["B5"]
    assert (repr(after.font), after.value) == (repr(before.font), before.value)
    assert after.font.i


def test_comments_say_what_is_wrong_and_how_to_mend_it(copy):
    assert book_of(copy)["附件2"]["B5"].comment.text == (
        "【核对意见】\n错误 JF202：JF202 的问题\n怎么改：照此修改。\n【核对完】"
    )


def test_a_comment_of_the_submitter_stays_in_front(copy):
    sheet = book_of(copy)["附件2"]
    assert sheet["B4"].comment.text.startswith("请领导核对\n【核对意见】")
    assert sheet["B4"].comment.author == "填表人"
    assert sheet["K4"].comment.text == "与本表无关"


def test_all_other_parts_stay_byte_for_byte(rich, copy):
    before, after = parts_of(rich), parts_of(copy)
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    changed = {name for name in before if before[name] != after[name]}
    # The sheet that was shown when the file was saved is no longer selected beside the new one.
    assert changed <= TOUCHED | {"xl/worksheets/sheet2.xml"}
    sheets = [etree.fromstring(parts["xl/worksheets/sheet2.xml"]) for parts in (before, after)]
    del sheets[0].find(".//{*}sheetView").attrib["tabSelected"]
    assert etree.tostring(sheets[0], method="c14n") == etree.tostring(sheets[1], method="c14n")


def test_the_flagged_sheet_differs_only_in_its_marks(rich, copy):
    """Widths, drop-downs (also those of extensions), conditional formats, pictures, formulas: the XML is the same."""
    before, after = (etree.fromstring(parts_of(data)["xl/worksheets/sheet1.xml"]) for data in (rich, copy))
    (row,) = after.xpath("//*[local-name()='row'][@r='9']")
    row.getparent().remove(row)
    for tree in (before, after):
        for view in tree.iter("{*}sheetView"):
            view.attrib.pop("tabSelected", None)
        for cell in tree.xpath("//*[@r='B4' or @r='B5']"):
            cell.attrib.pop("s", None)
    assert etree.tostring(before, method="c14n") == etree.tostring(after, method="c14n")


def test_the_list_is_the_first_sheet_and_the_one_shown(copy):
    book = book_of(copy)
    assert book.sheetnames == ["退回意见", "附件2", "参考"]
    assert book.active.title == "退回意见"
    assert [sheet.sheet_view.tabSelected for sheet in book] == [True, None, None]


def test_names_that_belong_to_a_sheet_follow_it(copy):
    book = book_of(copy)
    assert book["附件2"].print_title_rows == "$3:$3"
    assert book["参考"].print_area == "'参考'!$A$1:$B$5"
    assert "隐藏名称" in book.defined_names
    assert book["退回意见"].print_title_rows == "$5:$5"


def test_the_list_follows_the_form_and_leads_to_the_cells(rich):
    whole = finding(None, "JF005", Severity.WARNING, sheet=None, column=None)
    of_row = finding("A7", "JF107", Severity.WARNING)._replace(cell=None)
    noticed = finding("C7", "JF208", Severity.INFO)  # counted, not listed
    sheet = book_of(marked(rich, finding("J6"), of_row, noticed, finding("B6"), whole))["退回意见"]
    assert "提示 1 处" in str(sheet["A3"].value)
    rows = list(sheet.iter_rows(min_row=5, max_col=7, values_only=True))
    assert rows[0] == ("级别", "代码", "位置", "列", "问题", "怎么改", "依据")
    assert [row[2] for row in rows[1:]] == ["附件2!B6", "附件2!J6", "整个文件", "附件2 第7行"]  # errors first
    assert rows[3] == ("提醒", "JF005", "整个文件", None, "JF005 的问题", "照此修改。", "附件2 备注")
    links = [sheet.cell(row, 3).hyperlink for row in (6, 7, 8, 9)]
    assert [link and link.location for link in links] == ["'附件2'!B6", "'附件2'!J6", None, "'附件2'!A7"]


def test_a_campaign_that_writes_no_basis_gets_no_empty_column(rich):
    sheet = book_of(marked(rich, finding("J6", basis="")))["退回意见"]
    headings = [cell.value for cell in sheet[5]]
    assert headings == ["级别", "代码", "位置", "列", "问题", "怎么改", "说明", "编号"]
    assert sheet["F6"].value == "照此修改。"


def test_the_list_prints_on_a4(copy):
    sheet = book_of(copy)["退回意见"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
        9,
        "landscape",
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("text", ["=1+1", "+86", "@SUM(A1)", "-1", "_x0041_", "a\nb"])
def test_what_a_submission_says_is_never_a_formula(rich, text):
    for data in (marked(rich, finding("B5", message=text)), list_findings(returned(finding("B5", message=text)), "")):
        cell = book_of(data)["退回意见"]["E6"]
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.value.replace("_x005F_", "_") == text


def test_a_cell_that_was_never_written_is_made_in_its_place(copy):
    xml = parts_of(copy)["xl/worksheets/sheet1.xml"].decode()
    assert fill(book_of(copy)["附件2"]["D9"]) == ERROR
    assert xml.index('r="5"') < xml.index('r="9"') < xml.index("</sheetData>")


def test_within_a_merged_range_the_cell_that_shows_is_marked():
    book = Workbook()
    book.active.title = "附件2"
    book.active.merge_cells("B4:B6")
    book.active["B4"] = "值班"
    target = io.BytesIO()
    book.save(target)
    sheet = book_of(marked(target.getvalue(), finding("B5"), finding("B6")))["附件2"]
    assert fill(sheet["B4"]) == ERROR
    assert sheet["B4"].comment.text.count("错误 JF202") == 1


@pytest.mark.parametrize("again", [(), (finding("B5"),), (finding("C4", severity=Severity.WARNING),)], ids=len)
def test_returned_again_it_bears_only_the_new_marks(rich, copy, again):
    once, twice = book_of(marked(rich, *again)), book_of(marked(copy, *again))
    assert twice.sheetnames == once.sheetnames
    for sheet in once:
        for row in sheet.iter_rows():
            for cell in row:
                other = twice[sheet.title][cell.coordinate]
                assert (other.value, fill(other), other.font.i) == (cell.value, fill(cell), cell.font.i)
                assert (other.comment and other.comment.text) == (cell.comment and cell.comment.text)


def test_the_marks_of_the_first_version_are_taken_off_too(rich, copy):
    first = parts_of(copy)
    for name, old in first.items():
        first[name] = (
            old.replace("【核对意见】".encode(), "【jianfu 校验】".encode())
            .replace("【核对完】".encode(), "【校验完】".encode())
            .replace("退回修改意见".encode(), "退回意见（jianfu 校验）".encode())
        )
    book = book_of(marked(packed(first), finding("D9")))
    assert book.sheetnames == ["退回意见", "附件2", "参考"]
    assert (book["附件2"]["B5"].comment, fill(book["附件2"]["B5"])) == (None, fill(book_of(rich)["附件2"]["B5"]))
    assert book["附件2"]["B4"].comment.text.strip() == "请领导核对"


def test_what_a_person_wrote_into_our_comment_stays(rich):
    copy = marked(rich, finding("B5"))
    answered = with_part(
        copy, "xl/comments1.xml", lambda xml: xml.replace("【核对完】".encode(), "【核对完】\n已改".encode())
    )
    assert book_of(marked(answered))["附件2"]["B5"].comment.text.strip() == "已改"


def test_a_conversation_is_left_alone(rich):
    talked = with_part(rich, "xl/comments1.xml", lambda xml: xml.replace("<author>填表人".encode(), b"<author>tc={1}"))
    assert parts_of(marked(talked, finding("B4")))["xl/comments1.xml"] == parts_of(talked)["xl/comments1.xml"]


def test_a_sheet_of_the_submitter_with_our_name_is_kept(rich):
    own = with_part(
        rich, "xl/workbook.xml", lambda xml: xml.replace('name="参考"'.encode(), 'name="退回意见"'.encode())
    )
    assert book_of(marked(own, finding("B5"))).sheetnames == ["退回意见 (2)", "附件2", "退回意见"]


def test_the_same_findings_give_the_same_bytes(rich, copy):
    findings = finding("B4", "JF215", Severity.WARNING), finding("B5"), finding("D9", "JF201")
    assert marked(rich, *findings) == copy


def test_a_corrected_copy_is_read_like_any_submission(tmp_path):
    data = submission({}, {"category": "值班"})
    file, found = read_and_check(data, tmp_path)
    copy = mark_workbook(data, ReturnedFile(file, found, AS_OF))
    again, still = read_and_check(copy, tmp_path)
    assert (again.forms, still) == (file.forms, found)
    parts = parts_of(copy)
    name = "xl/sharedStrings.xml"
    parts[name] = parts[name].replace("值班".encode(), "校园值班值守".encode())
    _, left = read_and_check(packed(parts), tmp_path)
    assert [one.code for one in left if one.severity is not Severity.INFO] == []


def test_a_list_of_its_own_names_sheet_and_cell():
    book = book_of(list_findings(returned(finding("B5")), "这是旧格式"))
    assert book.sheetnames == ["退回意见"]
    assert "这是旧格式" in book["退回意见"]["A4"].value
    assert book["退回意见"]["C6"].value == "附件2!B5"


def strict(parts):
    """As Excel saves "Strict Open XML" (ISO/IEC 29500-1): other namespaces."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    return {
        name: xml.replace(old + b"spreadsheetml/2006/main", new + b"spreadsheetml/main").replace(
            old + b"officeDocument/2006/", new + b"officeDocument/"
        )
        for name, xml in parts.items()
    }


def prefixed(parts):
    """As other libraries write: every element of a sheet under a prefix."""
    name = "xl/worksheets/sheet1.xml"
    content = etree.fromstring(parts[name])
    return parts | {
        name: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", etree.tostring(content)).replace(b"xmlns=", b"xmlns:x=")
    }


def without_addresses(parts):
    name = "xl/worksheets/sheet1.xml"
    return parts | {name: re.sub(rb'(<(?:c|row)) r="[A-Z]*\d+"', rb"\1", parts[name])}


def without_styles(parts):
    rels = "xl/_rels/workbook.xml.rels"
    plain = {name: re.sub(rb' s="\d+"', b"", xml) for name, xml in parts.items() if name != "xl/styles.xml"}
    types = "[Content_Types].xml"
    return plain | {
        rels: re.sub(rb"<Relationship [^>]*styles.xml\"/>", b"", parts[rels]),
        types: re.sub(rb"<Override [^>]*styles.xml\"[^>]*/>", b"", parts[types]),
    }


@pytest.mark.parametrize("dialect", [strict, prefixed, without_addresses, without_styles])
def test_workbooks_of_other_makes_are_marked_too(tmp_path, dialect):
    data = packed(dialect(parts_of(submission({}, {"category": "值班"}))))
    file, found = read_and_check(data, tmp_path)
    assert [(one.code, one.cell) for one in found] == [("JF202", "B5")]
    copy = mark_workbook(data, ReturnedFile(file, found, AS_OF))
    again, still = read_and_check(copy, tmp_path)
    assert (again.forms, still) == (file.forms, found)
    if dialect is not strict:  # openpyxl reads no other
        sheet = book_of(copy)["附件"]
        assert (fill(sheet["B5"]), sheet["B5"].comment.author) == (ERROR, "核对意见")


@pytest.mark.parametrize(
    "damage",
    [lambda xml: b"<broken", lambda xml: xml.replace(b"spreadsheetml/2006", b"spreadsheetml/1999")],
    ids=["not XML", "unknown namespace"],
)
def test_a_package_that_cannot_be_edited_says_so(rich, damage):
    with pytest.raises(NotEditableError):
        marked(with_part(rich, "xl/workbook.xml", damage), finding("B5"))


def test_infos_alone_send_nothing_back():
    assert not needs_return([finding("B4", severity=Severity.INFO)])
    assert needs_return([finding("B4", severity=Severity.INFO), finding("B5", severity=Severity.WARNING)])
