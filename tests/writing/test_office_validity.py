"""A validator of OOXML finds nothing in the blanks that it does not also say of a plain file by the same library."""

import re
import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from openpyxl import Workbook
from openpyxl.styles import Font
from openxml_audit import OpenXmlValidator

from jianfu_cli.core.filings.carrying import Carried
from jianfu_cli.writing.blanks.packs import BlankSet, write_blanks

CARRIED = Carried(
    {"reporter": "甲一 0373-2000001"}, ({"category": "社会事务进校园", "matter": "<甲>&乙"},), {"问题排查整改情况": "共摸排问题1项。"}, ("附件2",)
)  # fmt: skip


def said_of(path):
    """What the validator says, without numbers and names: which part, which rule."""
    return {
        (re.sub(r"\d+", "N", one.part_uri), re.sub(r"\d+", "N", one.description).partition(":")[0])
        if "'" not in one.description
        # The library writes what makes up a font in an order of its own.
        else (one.part_uri, re.sub(r"'\w+'", "'…'", one.description))
        for one in OpenXmlValidator().validate(path).errors
    }


@pytest.fixture(scope="module")
def said_of_plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    book = Workbook()
    book.active["A1"] = "标题"
    book.active["A1"].font = Font(name="宋体", size=20, bold=True, color="FFC00000")
    book.save(folder / "plain.xlsx")
    document = Document()
    document.styles.add_style("新样式", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("正文")
    document.save(folder / "plain.docx")
    return {kind: said_of(folder / f"plain.{kind}") for kind in ("xlsx", "docx")}


@pytest.mark.parametrize("attachment", ["a1", "a2", "a3", "a4", "a5", "a6", "a7"])
@pytest.mark.parametrize("carried", [Carried(), CARRIED], ids=["empty", "carried"])
def test_nothing_is_said_that_is_not_said_of_a_plain_file(campaign, tmp_path, said_of_plain, attachment, carried):
    form = campaign.attachment(attachment)
    keys = {column.key for column in form.columns} | {field.key for field in form.header}
    fitting = Carried(
        {key: text for key, text in carried.header.items() if key in keys},
        carried.rows if {"category", "matter"} <= keys else (),
        carried.paragraphs,
        carried.sources,
    )
    (path,) = write_blanks(campaign, BlankSet("红旗区", (form,), {attachment: fitting}), tmp_path)
    assert said_of(path) - said_of_plain[path.suffix[1:]] == set()


def test_a_broken_file_is_told(campaign, tmp_path, said_of_plain):
    (path,) = write_blanks(campaign, BlankSet("", (campaign.attachment("a2"),)), tmp_path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet].replace(b"<mergeCells", b"<mergedCells").replace(b"</mergeCells", b"</mergedCells")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert said_of(path) - said_of_plain["xlsx"]
