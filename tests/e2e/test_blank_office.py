"""A blank goes through an office program and comes back whole."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from jianfu_cli.core.language.text import word_count
from jianfu_cli.core.model.mark import GUIDANCE_STYLE, MARK_NAME
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.writing.blanks.packs import BlankSet, write_blanks

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def saved(campaign, office_convert, tmp_path_factory):
    """The blanks of 红旗区 for 附件2 and 附件4, opened and saved by the office program."""
    folder = tmp_path_factory.mktemp("blank")
    blanks = BlankSet("红旗区", (campaign.attachment("a2"), campaign.attachment("a4")))
    workbook, document = write_blanks(campaign, blanks, folder)
    return office_convert(workbook, "xlsx", folder / "saved"), office_convert(document, "docx", folder / "saved")


@pytest.fixture
def book(saved):
    return load_workbook(saved[0])


def test_drop_downs_and_limits_are_still_there(book):
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation}
    assert (rules["B4:B25"].type, rules["B4:B25"].formula1) == ("list", "jianfu_category")
    assert (rules["J4:J25"].type, rules["J4:J25"].formula1) == ("list", "jianfu_disposition")
    assert (rules["H4:H25"].type, rules["H4:H25"].formula1) == ("textLength", "100")
    assert rules["H4:H25"].prompt == "不超过100字（按 Word 字数统计）。"
    assert book.defined_names["jianfu_category"].attr_text.replace("'", "") == "选项!$A$2:$A$9"


def test_widths_and_print_setup_are_still_there(book, campaign):
    sheet = book.worksheets[0]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert (sheet.print_title_rows, sheet.print_area) == ("$4:$4", "'附件2'!$A$1:$K$25")
    width = campaign.attachment("a2").column_by_key["content"].width
    assert sheet.column_dimensions["H"].width == pytest.approx(width, abs=0.5)


def test_the_mark_of_the_workbook_is_still_there(book):
    mark = "jianfu:xinxiang-2024:a2:1:红旗区"
    assert book[MARK_NAME]["A1"].value == mark
    assert book[MARK_NAME].sheet_state != "visible"
    assert [one.value for one in book.custom_doc_props.props if one.name == MARK_NAME] == [mark]


def test_the_outline_is_still_one(saved):
    document = Document(saved[1])
    first = next(p for p in document.paragraphs if p.style.name == "Heading 1")
    assert "".join(text.text for text in first._p.iter(qn("w:t"))) == "一、工作情况"
    assert [p for p in document.paragraphs if p.style.name == GUIDANCE_STYLE]
    custom = next(part for part in document.part.package.iter_parts() if part.partname == "/docProps/custom.xml")
    assert "jianfu:xinxiang-2024:a4:1:红旗区" in custom.blob.decode()


@pytest.fixture
def read_report(campaign):
    def read(path):
        (file,) = read_source(Source(path.name, path), Reader.of(campaign), GuardLimits())
        (form,) = file.forms
        return form

    return read


@pytest.mark.parametrize("extension", ["docx", "doc", "odt"])
def test_what_is_written_between_locked_headings_is_read_back(
    campaign, office_convert, read_report, tmp_path, extension
):
    (blank,) = write_blanks(campaign, BlankSet("红旗区", (campaign.attachment("a4"),)), tmp_path)
    headings = [section.heading for _, _, section in campaign.attachment("a4").numbered_sections()]
    written = [f"这是第{number}段，共有WPS表格3项。" for number in range(7)]
    printed = read_report(blank).outline.words
    document = Document(blank)
    room = [p for p in document.paragraphs if p.style.name == "Normal"]
    for paragraph, text in zip(room, written, strict=True):
        paragraph.add_run(text)
    document.save(blank)
    form = read_report(office_convert(blank, extension, tmp_path / "saved"))
    assert [section.heading for section in form.outline.sections] == headings
    assert [section.text for section in form.outline.sections if section.text] == written
    assert form.outline.words == printed + sum(map(word_count, written))
