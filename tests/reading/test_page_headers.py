"""Who files and when, where it stands at the head or the foot of the printed pages alone."""

import struct
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from made.binary_workbook import INLINE, book, cell, record, row, sheet, wide
from made.forms import findings, shipped
from made.printed import PRINTED

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats.page_headers import plain, printed
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
HEADINGS = list(PRINTED["a2"])
ROW = ["1", "社会事务进校园", "护河宣传", "县水利局", "5月", "全县", "中小学", "讲座一次", "讲座", "清理", ""]
WHOLE = "&L填报单位（盖章）：红旗区&C填报时间：2024年6月12日&R填报人员及电话：甲一 0373-2000001"
FIELDS = ("红旗区", "2024年6月12日", "甲一 0373-2000001")


def workbook(header="", footer="", *, above=()):
    """附件2 by XlsxWriter: nothing over its headings but ``above``."""
    target = BytesIO()
    made = xlsxwriter.Workbook(target)
    page = made.add_worksheet("Sheet1")
    page.set_header(header)
    page.set_footer(footer)
    for number, line in enumerate([*above, HEADINGS, ROW]):
        page.write_row(number, 0, line)
    made.close()
    return target.getvalue()


def by_openpyxl(**parts):
    made = openpyxl.Workbook()
    for line in (HEADINGS, ROW):
        made.active.append(line)
    for name, (side, text) in parts.items():
        getattr(getattr(made.active, name), side).text = text
    made.active.HeaderFooter.differentFirst = "firstHeader" in parts
    made.active.HeaderFooter.differentOddEven = "evenFooter" in parts and parts["evenFooter"][0] == "right"
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def read(data, tmp_path, name="来件.xlsx"):
    (tmp_path / name).write_bytes(data)
    (file,) = read_source(Source(name, tmp_path / name), READER, GuardLimits())
    return file


def said(file):
    (form,) = file.forms
    return tuple(form.header.text(key) for key in ("unit", "reported_on", "reporter"))


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        pytest.param(lambda: workbook(WHOLE), FIELDS, id="at the head"),
        pytest.param(lambda: workbook("", WHOLE), FIELDS, id="at the foot"),
        pytest.param(lambda: workbook("&C专项整治问题摸排清单\n&10填报单位：红旗区"), ("红旗区", "", ""), id="below the title"),
        pytest.param(lambda: workbook('&L&"仿宋,加粗"&14填报单位：&B红旗区&B&R第 &P 页'), ("红旗区", "", ""), id="in a font"),
        pytest.param(lambda: workbook("&L&KFF0000填报单位: 红旗区&R&D"), ("红旗区", "", ""), id="in red, a narrow colon"),
        pytest.param(lambda: workbook("&L填报单位：红旗区", "&R填报时间：2024-06-12"), ("红旗区", "2024-06-12", ""), id="both"),
        pytest.param(lambda: by_openpyxl(oddHeader=("left", "填报单位：红旗区")), ("红旗区", "", ""), id="openpyxl"),
        pytest.param(lambda: by_openpyxl(firstHeader=("center", "填报单位：红旗区")), ("红旗区", "", ""), id="the first page's"),
        pytest.param(lambda: by_openpyxl(evenFooter=("right", "填报单位：红旗区")), ("红旗区", "", ""), id="even pages'"),
        pytest.param(lambda: by_openpyxl(evenFooter=("left", "填报单位：红旗区")), ("", "", ""), id="no longer printed"),
        pytest.param(lambda: workbook(WHOLE, above=[["填报单位：牧野区"]]), ("牧野区", *FIELDS[1:]), id="the sheet goes first"),
        pytest.param(lambda: workbook(WHOLE, above=[["填报单位：", "", "填报时间：____"]]), FIELDS, id="the sheet says nothing"),
        pytest.param(lambda: workbook("&L第 &P 页，共 &N 页&R&F"), ("", "", ""), id="page numbers"),
        pytest.param(lambda: workbook("&L单位：万元&R打印时间：&D &T"), ("", "", ""), id="measures, when it was printed"),
    ],
)  # fmt: skip
def test_who_files_is_read_from_the_pages(data, fields, tmp_path):
    assert said(read(data(), tmp_path)) == fields


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("where", ["head", "foot"])
def test_other_formats(kind, where, tmp_path, office_convert):
    path = tmp_path / "来件.xlsx"
    path.write_bytes(workbook(WHOLE) if where == "head" else workbook("", WHOLE))
    assert said(read(office_convert(path, kind, tmp_path).read_bytes(), tmp_path, f"来件.{kind}")) == FIELDS


def test_xlsb(tmp_path):
    nothing = struct.pack("<I", 0xFFFFFFFF)
    pages = record(479, struct.pack("<H", 0) + wide(WHOLE) + nothing * 5) + record(480)
    lines = b"".join(
        row(number, b"".join(cell(INLINE, place, wide(text)) for place, text in enumerate(line, start=1)))
        for number, line in enumerate((HEADINGS, ROW), start=1)
    )
    assert said(read(book({"附件": sheet(lines, after=pages)}), tmp_path, "来件.xlsb")) == FIELDS


def test_a_title_on_the_pages_counts(tmp_path):
    (form,) = read(workbook("&C附件2\n专项整治问题摸排清单"), tmp_path).forms
    assert (form.attachment, form.recognition.sure, "title" in form.recognition.evidence) == ("a2", True, True)


def test_a_title_on_the_pages_yields_to_the_sheets_own(tmp_path):
    (form,) = read(workbook("&C附件3\n专项整治问题整改清单", above=[["专项整治问题摸排清单"]]), tmp_path).forms
    assert form.attachment == "a2"


def test_what_is_wrong_there_has_no_cell(tmp_path):
    file = read(workbook("&L填报单位：洪山区&R填报时间：昨天"), tmp_path)
    assert [(f.code, f.cell, f.row) for f in findings(file) if f.code in {"JF111", "JF113"}] == [
        ("JF111", None, None),
        ("JF113", None, None),
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("&L左&C中&R右", "\n左\n中\n右"),
        ("&C&&", "\n&"),
        ('&"-,Bold"&12甲', "甲"),
        ("&K01+000甲&K00B0F0乙", "甲乙"),
        ("&P/&N", "/"),
        ("甲&", "甲&"),
    ],
)
def test_codes(code, text):
    assert plain(code) == text


def test_each_line_once():
    assert printed(iter(["&L填报单位：红旗区", "&C填报单位：红旗区", "&R第&P页"])) == ("填报单位：红旗区", "第页")


def test_page_numbers_are_nothing():
    assert printed(iter(["&L第&P页", "&C&A"])) == ()
