"""What a file is said to be, whatever its name."""

import struct

import pytest
from made.packages import ole, package, strict, with_openpyxl
from makers.sheet import Sheet

from jianfu_cli.reading.formats.ole import top_level_names
from jianfu_cli.reading.formats.sniff import is_litter, sniff

WORKBOOK = with_openpyxl([Sheet("Sheet1", {(1, 1): "附件2"})])
OOXML = "application/vnd.openxmlformats-officedocument."
TABLE = "序号,问题类别,事项名称\n1,其他,普法宣传\n"
TABBED = TABLE.replace(",", "\t")


def of_type(main):
    """A package whose main part is of this content type, and lies in no usual place."""
    return package({"[Content_Types].xml": f'<Types><Override PartName="/a/b.xml" ContentType="{main}"/></Types>'})


def open_document(kind, manifest="<manifest/>"):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return package({"mimetype": mimetype, "content.xml": "<a/>", "META-INF/manifest.xml": manifest})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(WORKBOOK, "xlsx", id="workbook"),
        pytest.param(strict(WORKBOOK), "xlsx", id="Strict workbook"),
        pytest.param(of_type(OOXML + "spreadsheetml.template.main+xml"), "xlsx", id="xltx"),
        pytest.param(of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "xlsm", id="xlsm"),
        pytest.param(of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "xlsb", id="xlsb"),
        pytest.param(of_type(OOXML + "wordprocessingml.document.main+xml"), "docx", id="docx"),
        pytest.param(of_type("application/vnd.ms-word.document.macroEnabled.main+xml"), "docx", id="docm"),
        pytest.param(of_type(OOXML + "presentationml.presentation.main+xml"), "pptx", id="pptx"),
        pytest.param(package({"xl\\workbook.xml": "<a/>"}), "xlsx", id="no list of types, names with backslashes"),
        pytest.param(open_document("spreadsheet"), "ods", id="ods"),
        pytest.param(open_document("spreadsheet-template"), "ods", id="ots"),
        pytest.param(open_document("text"), "odt", id="odt"),
        pytest.param(open_document("spreadsheet", "<manifest:encryption-data/>"), "encrypted", id="locked ods"),
        pytest.param(
            open_document("spreadsheet", " " * (1 << 20) + "<manifest:encryption-data/>"), "ods", id="said too late"
        ),
        pytest.param(
            open_document("spreadsheet", "<manifest:encryption-data/>" + " " * (1 << 20)), "encrypted", id="large list"
        ),
        pytest.param(package({"OFD.xml": "<a/>"}), "ofd", id="ofd"),
        pytest.param(package({"红旗区/附件2.xlsx": WORKBOOK}), "zip", id="archive"),
        pytest.param(package({"xl/附件2.xlsx": WORKBOOK}), "zip", id="archive with a folder xl"),
        pytest.param(package({}), "zip", id="empty archive"),
        pytest.param(WORKBOOK[:-30], "broken-zip", id="cut workbook"),
        pytest.param(ole("Workbook"), "xls", id="xls"),
        pytest.param(ole("Book"), "xls-old", id="xls of Excel 5"),
        pytest.param(ole("WORKBOOK", "\x05SummaryInformation"), "xls", id="xls, stream in capitals"),
        pytest.param(ole("1Table", "WordDocument"), "doc", id="doc"),
        pytest.param(ole("WordDocument", within=["Workbook"]), "doc", id="letter with a sheet in it"),
        pytest.param(ole("Workbook", within=["WordDocument"]), "xls", id="sheet with a letter in it"),
        pytest.param(ole("EncryptionInfo", "EncryptedPackage"), "encrypted", id="locked xlsx"),
        pytest.param(ole("PowerPoint Document"), "ppt", id="ppt"),
        pytest.param(ole("__properties_version1.0"), "msg", id="mail"),
        pytest.param(ole("Something"), "unknown", id="another OLE2 file"),
        pytest.param(ole(*map(str, range(20)), "Workbook", circle=True), "xls", id="directory in a circle"),
        pytest.param(b"\x09\x04\x06\x00\x00\x00\x10\x00", "xls-old", id="Excel 4"),
        pytest.param(b"%PDF-1.7", "pdf", id="pdf"),
        pytest.param(b"Rar!\x1a\x07\x01\x00", "rar", id="rar 5"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\x00\x04", "7z", id="7z"),
        pytest.param(rb"{\rtf1\ansi", "rtf", id="rtf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "picture", id="png"),
        pytest.param(b"\xff\xd8\xff\xe1", "picture", id="jpeg"),
        pytest.param(b"BM\x36\x00\x00\x00" + bytes(4) + b"\x36\x00\x00\x00\x28\x00\x00\x00", "picture", id="bmp"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", "picture", id="photo of a telephone"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture", id="webp"),
        pytest.param(b"", "empty", id="0 bytes"),
        pytest.param(bytes(10_000), "empty", id="zeros"),
        pytest.param(b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "html", id="page"),
        pytest.param(b"\r\n \xef\xbb\xbf<meta charset=gb2312><TABLE>", "html", id="page without html"),
        pytest.param("<!DOCTYPE html><p>".encode("utf-16"), "html", id="page in UTF-16"),
        pytest.param(b"<!-- made by x -->\n<style>td{}</style><table border=1>", "html", id="page behind comments"),
        pytest.param(b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n', "mht", id="mht"),
        pytest.param(
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "xml-spreadsheet",
            id="xml 2003",
        ),
        pytest.param(
            b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><table:table>',
            "fods",
            id="ods in one XML file",
        ),
        pytest.param(TABLE.encode("gb18030"), "csv", id="csv in GB18030"),
        pytest.param(TABBED.encode("utf-16"), "csv", id="tabs in UTF-16"),
        pytest.param(b'{"code": 500, "msg": "error"}', "unknown", id="answer of a server"),
        pytest.param(b"x", "unknown", id="one letter"),
        pytest.param(bytes(range(256)) * 20, "unknown", id="any bytes"),
    ],
)
@pytest.mark.parametrize("name", ["附件2.xlsx", "附件2.xls"])
def test_the_bytes_say_what_it_is(data, kind, name):
    assert sniff(data, name) == kind


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("附件2.csv", TABLE, "csv"),
        ("附件2.csv", "无", "csv"),
        ("附件2.csv", "BM,一行,以两个字母开头\n", "csv"),
        ("附件2.tsv", TABBED, "csv"),
        ("附件2.txt", TABBED, "csv"),
        ("说明.txt", "各单位：请于5日前，报附件1,附件2,附件3。\n", "text"),
        ("说明.txt", TABLE, "text"),
        ("附件2.csv", "\ufeff\r\n", "empty"),
    ],
)  # fmt: skip
def test_the_name_says_what_a_text_is(name, data, kind):
    assert sniff(data.encode(), name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("附件4.doc", "doc"), ("附件4.wps", "doc"), ("附件2.et", "xls"), ("附件2.xls", "xls"), ("附件2.bin", "unknown")],
)
def test_a_damaged_container_is_what_its_name_says(name, kind):
    assert sniff(ole("WordDocument")[:512], name) == kind


def test_the_directory_is_followed_in_files_over_7_mb():
    """109 tables of 128 sectors stand in the header; where the others lie, a chain of sectors says."""
    first = 109 * 128 + 1
    data = bytearray(ole("1", "2", "3", "4", "Workbook"))
    directory = data[2 * 512 : 4 * 512]
    data[48:52] = struct.pack("<I", first)
    data[68:76] = struct.pack("<II", 3, 1)
    data[76:512] = bytes(4 * 109)
    data[4 * 512 :] = struct.pack("<128I", 4, *[0xFFFFFFFF] * 126, 0xFFFFFFFE)
    data += struct.pack("<128I", 0, first + 1, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    data += bytes((first + 1) * 512 - len(data)) + directory
    assert "Workbook" in top_level_names(bytes(data))


@pytest.mark.parametrize(
    ("name", "litter"),
    [("~$附件2.xlsx", True), (".~附件2.xlsx", True), ("Thumbs.db", True), (".DS_Store", True), ("附件2.xlsx", False)],
)
def test_litter(name, litter):
    assert is_litter(name) is litter
