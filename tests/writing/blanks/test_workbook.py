"""The blank workbook as openpyxl reads it back."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from jianfu_cli.core.model.mark import MARK_NAME, Mark
from jianfu_cli.core.model.provisions import Contact
from jianfu_cli.writing.blanks.workbook import blank_workbook

TABLES = ["a1", "a2", "a3", "a6", "a7"]


def blank(campaign, attachment, unit="", rows=20):
    return load_workbook(BytesIO(blank_workbook(campaign, campaign.attachment(attachment), unit, rows)))


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def validation_at(sheet, address):
    return next((rule for rule in sheet.data_validations.dataValidation if address in rule.sqref), None)


def listed(book, name):
    sheet, area = next(book.defined_names[name].destinations)
    return [row[0].value for row in book[sheet][area.replace("$", "")]]


UNIT, DAY, REPORTER = "填报单位（盖章）：红旗区", "填报时间：", "填报人员及电话："


@pytest.mark.parametrize(
    ("attachment", "header"),
    [
        ("a1", [[UNIT, "填报时间：2024 年__月__日"]]),
        ("a2", [[UNIT, DAY, REPORTER]]),
        ("a3", [[UNIT, DAY, REPORTER]]),
        ("a6", [[UNIT, DAY, REPORTER]]),
        ("a7", [[UNIT, "本级社会事务进校园总量为0项"], [DAY, REPORTER]]),
    ],
)
def test_the_form_stands_as_the_notice_prints_it(campaign, attachment, header):
    form = campaign.attachment(attachment)
    content = blank_workbook(campaign, form, "红旗区")
    sheet = load_workbook(BytesIO(content), data_only=True).worksheets[0]  # as a preview shows it
    assert sheet.title == sheet["A1"].value == form.label
    assert sheet["A2"].value == form.title
    heading_row = 3 + len(header)
    block = [[cell.value for cell in sheet[row] if cell.value] for row in range(3, heading_row)]
    assert block == header
    assert [cell.value for cell in sheet[heading_row]] == [column.full_heading for column in form.columns]
    below = [cell.value for cell in sheet["A"][heading_row:]]
    assert below == [*range(1, 21), *form.notes]


def test_nobody_is_named_where_no_unit_is(campaign):
    assert blank(campaign, "a2").worksheets[0]["A3"].value == "填报单位（盖章）："


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_as_many_rows_as_wanted(campaign, rows):
    sheet = blank(campaign, "a2", rows=rows).worksheets[0]
    assert [cell.value for cell in sheet["A"][4:-1]] == list(range(1, rows + 1))
    assert sheet.cell(4 + rows, 11).border.bottom.style == "thin"
    assert str(sheet.cell(5 + rows, 1).value).startswith("备注：问题类别")


@pytest.mark.parametrize("attachment", TABLES)
def test_only_what_counts_is_a_formula_and_nothing_is_locked(campaign, attachment):
    book = blank(campaign, attachment, "红旗区")
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {cell.parent.title for cell in formulas} == {f"附件{attachment[1]}"}
    assert all(cell.row == 1 or (attachment, cell.coordinate) == ("a7", "F3") for cell in formulas)
    assert not any(sheet.protection.sheet for sheet in book)


def test_sheets_stand_in_order_the_form_first_and_open(campaign):
    book = blank(campaign, "a2")
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("附件2", "visible"),
        ("填写说明", "visible"),
        ("示例", "visible"),
        ("选项", "hidden"),
        ("jianfu_mark", "veryHidden"),
    ]
    assert book.active.title == "附件2"


def test_categories_are_chosen_from_a_list_behind_a_name(campaign):
    book = blank(campaign, "a2")
    rule = validation_at(book.worksheets[0], "B24")
    assert (rule.type, rule.formula1, rule.errorStyle, rule.showDropDown) == ("list", "jianfu_category", "stop", False)
    assert tuple(listed(book, "jianfu_category")) == campaign.category_names.names


def test_dispositions_are_chosen_from_a_list(campaign):
    book = blank(campaign, "a2")
    assert validation_at(book.worksheets[0], "J5").formula1 == "jianfu_disposition"
    assert listed(book, "jianfu_disposition") == ["清理", "保留", "优化"]


@pytest.mark.parametrize(
    ("attachment", "first", "last"),
    [("a2", "红旗区", "市关工委"), ("a6", "红旗区", "经开区"), ("a7", "红旗区", "市本级")],
)
def test_a_blank_for_anyone_offers_the_units_that_file_it(campaign, attachment, first, last):
    book = blank(campaign, attachment)
    rule = validation_at(book.worksheets[0], "A3")
    assert (rule.type, rule.formula1, rule.showErrorMessage) == ("list", "jianfu_filer", False)
    names = listed(book, "jianfu_filer")
    assert (names[0], names[-1]) == (f"填报单位（盖章）：{first}", f"填报单位（盖章）：{last}")


def test_a_prefilled_unit_is_no_choice(campaign):
    book = blank(campaign, "a2", "红旗区")
    assert validation_at(book.worksheets[0], "A3").type is None
    assert "jianfu_filer" not in book.defined_names


@pytest.mark.parametrize(("attachment", "column"), [("a1", "B"), ("a2", "D"), ("a3", "D"), ("a6", "C"), ("a7", "C")])
def test_where_a_unit_is_named_the_roster_is_offered_and_others_are_taken(campaign, attachment, column):
    book = blank(campaign, attachment, "红旗区")
    rule = validation_at(book.worksheets[0], f"{column}10")
    assert (rule.type, rule.formula1, rule.showErrorMessage) == ("list", "jianfu_units", False)
    assert {"获嘉县", "市公安局"} < set(listed(book, "jianfu_units"))


def test_a_long_content_is_warned_of_not_refused(campaign):
    rule = validation_at(blank(campaign, "a2").worksheets[0], "H5")
    assert (rule.type, rule.operator, rule.formula1, rule.errorStyle) == (
        "textLength",
        "lessThanOrEqual",
        "100",
        "warning",
    )


@pytest.mark.parametrize(
    ("attachment", "cell", "first"), [("a3", "G5", "DATE(2024,1,1)"), ("a6", "F5", "DATE(2019,1,1)")]
)
def test_days_are_days(campaign, attachment, cell, first):
    sheet = blank(campaign, attachment).worksheets[0]
    rule = validation_at(sheet, cell)
    assert (rule.type, rule.formula1, rule.errorStyle) == ("date", first, "warning")
    assert sheet[cell].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("attachment", "key"),
    [("a1", "office_phone"), ("a1", "mobile"), ("a1", "complaints_email"), ("a6", "document_number"), ("a2", "held")],
)
def test_what_a_spreadsheet_would_spoil_is_text(campaign, attachment, key):
    form = campaign.attachment(attachment)
    place = [column.key for column in form.columns].index(key)
    assert blank(campaign, attachment).worksheets[0][6][place].number_format == "@"


@pytest.mark.parametrize("attachment", TABLES)
def test_every_column_with_a_hint_says_it_within_the_limits_of_excel(campaign, attachment):
    form = campaign.attachment(attachment)
    sheet = blank(campaign, attachment).worksheets[0]
    row = sheet.print_title_rows.rpartition("$")[2]
    for cell, column in zip(sheet[int(row) + 1], form.columns, strict=True):
        rule = validation_at(sheet, cell.coordinate)
        assert (rule.prompt if rule else None) == (column.hint or None)
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255
        assert len(rule.error or "") <= 224
        assert len(rule.formula1 or "") <= 255


def test_validations_reach_from_the_heading_to_the_notes_so_that_a_row_put_in_anywhere_has_them(campaign):
    sheet = blank(campaign, "a2").worksheets[0]
    assert [bool(validation_at(sheet, f"B{row}")) for row in (3, 4, 25, 26)] == [False, True, True, False]


def test_where_nothing_stands_below_people_type_on(campaign):
    sheet = blank(campaign, "a7").worksheets[0]
    assert validation_at(sheet, "H1000")
    assert not sheet.print_area
    assert sheet.column_dimensions["H"].alignment.wrap_text
    assert validation_at(blank(campaign, "a7", rows=3000).worksheets[0], "H3100")


def test_it_prints_on_landscape_a4_one_page_wide(campaign):
    sheet = blank(campaign, "a2").worksheets[0]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    last = get_column_letter(len(campaign.attachment("a2").columns))
    assert (sheet.print_title_rows, sheet.print_area) == ("$4:$4", f"'附件2'!$A$1:${last}$25")
    assert sheet.freeze_panes == "A5"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.oddFooter.left.text is None
    assert (
        sheet.oddHeader.right.text
        == "表号：附件2　制定机关：中共新乡市委教育工作领导小组秘书组　文号：新教领秘〔2024〕2号"
    )
    assert sheet.oddHeader.left.text == "报送期限：县（市、区）2024年7月4日、市直部门2024年6月14日"
    assert sheet.column_dimensions["H"].width == campaign.attachment("a2").column_by_key["content"].width


def test_rows_grow_with_what_is_typed(campaign):
    content = blank_workbook(campaign, campaign.attachment("a2"))
    sheet = zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert '<row r="4" ht=' in sheet
    assert re.search(r'<row r="5" ht="2\d"><', sheet)  # no customHeight


def test_the_mark_is_left_three_times(campaign):
    book = blank(campaign, "a2", "红旗区")
    mark = Mark("xinxiang-2024", "a2", "1", "红旗区")
    name = book.defined_names[MARK_NAME]
    assert name.hidden
    assert Mark.parse(name.attr_text) == mark
    assert Mark.parse(book[MARK_NAME]["A1"].value) == mark
    assert [Mark.parse(one.value) for one in book.custom_doc_props.props if one.name == MARK_NAME] == [mark]


@pytest.mark.parametrize("attachment", TABLES)
def test_the_same_call_gives_the_same_bytes(campaign, attachment):
    form = campaign.attachment(attachment)
    assert blank_workbook(campaign, form, "红旗区") == blank_workbook(campaign, form, "红旗区")


@pytest.mark.parametrize("attachment", TABLES)
def test_the_example_says_that_it_is_none_of_the_data(campaign, attachment):
    form = campaign.attachment(attachment)
    sheet = blank(campaign, attachment)["示例"]
    assert "示例，不作为数据" in sheet["A2"].value
    assert [
        column.example for column in form.columns if column.example and column.type not in {"date", "deadline"}
    ] == [text for text in texts(sheet) if text in {column.example for column in form.columns}]


@pytest.mark.parametrize(
    ("unit", "said", "unsaid"),
    [
        ("红旗区", ["县（市、区）：2024年7月4日前报送（含当日）。"], ["市直部门"]),
        ("市公安局", ["市直部门：2024年6月14日前报送（含当日）。"], ["县（市、区）"]),
        ("", ["县（市、区）：2024年7月4日前报送（含当日）。", "市直部门：2024年6月14日前报送（含当日）。"], []),
    ],
)
def test_the_instructions_say_who_files_by_when(campaign, unit, said, unsaid):
    lines = texts(blank(campaign, "a2", unit)["填写说明"])
    assert set(said) <= set(lines)
    assert not [line for line in lines for word in unsaid if line.startswith(word)]


def test_the_city_may_file_its_whitelist(campaign):
    assert "市本级：可以报送，不作要求。" in texts(blank(campaign, "a7", "市本级")["填写说明"])


@pytest.mark.parametrize("attachment", TABLES)
def test_the_instructions_list_every_column_but_look_like_no_form(campaign, attachment):
    form = campaign.attachment(attachment)
    sheet = blank(campaign, attachment)["填写说明"]
    headings = {column.heading for column in form.columns}
    assert headings <= set(texts(sheet))
    assert all(len(headings & {cell.value for cell in row}) <= 1 for row in sheet.iter_rows())
    assert sheet.page_setup.orientation == "portrait"


@pytest.mark.parametrize(("attachment", "allowed"), [("a1", False), ("a2", True)])
def test_a_nil_return_is_explained_where_it_is_allowed(campaign, attachment, allowed):
    assert any("零报告" in line for line in texts(blank(campaign, attachment)["填写说明"])) is allowed


@pytest.mark.parametrize("attachment", TABLES)
def test_a_row_typed_into_does_not_shrink_to_one_line(campaign, attachment):
    form = campaign.attachment(attachment)
    sheet = blank(campaign, attachment).worksheets[0]
    beside = sheet.column_dimensions[get_column_letter(len(form.columns) + 1)]
    assert beside.font.sz >= 20
    assert sheet.max_column == len(form.columns)  # and nothing stands in it


def test_the_contact_is_printed_where_there_is_one(campaign):
    contact = Contact(office="某科室", phone="0000-0000000", email="office@example.cn")
    line = "有疑问请联系：某科室，电话 0000-0000000，邮箱 office@example.cn。"
    assert line in texts(blank(campaign.model_copy(update={"contact": contact}), "a2")["填写说明"])
    assert not [text for text in texts(blank(campaign, "a2")["填写说明"]) if "联系" in text]
