"""Each kind of file: recognised by its content, called by a name, and read or answered with advice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from made.forms import shipped
from made.packages import ole, package
from made.sent import workbook

from jianfu_cli.core.model.form import Outcome, SourceFile
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats.kinds import KINDS, kind_of
from jianfu_cli.reading.formats.sniff import is_litter, sniff
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
OFFICE = "application/vnd.openxmlformats-officedocument."
UOF = '<?xml version="1.0"?>\n<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof" uof:mimetype="vnd.uof.{}">'
IWORK = {
    "Index/Document.iwa": b"\0",
    "Index/Tables/DataList.iwa": b"\0",
    "Metadata/Properties.plist": b"bplist00",
    "preview.jpg": b"\xff\xd8\xff\xe0",
}


def ooxml(main: str) -> bytes:
    return package({"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>'})


def opendocument(kind: str) -> bytes:
    return package({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<a/>"})


EXAMPLES: dict[str, tuple[str, bytes]] = {
    "xlsx": ("a.xlsx", ooxml(OFFICE + "spreadsheetml.sheet.main+xml")),
    "xlsm": ("a.xlsm", ooxml("application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
    "xls": ("a.et", ole("Workbook")),
    "xlsb": ("a.xlsb", ooxml("application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
    "ods": ("a.ods", opendocument("spreadsheet")),
    "csv": ("a.csv", "序号,名称\n".encode("gb18030")),
    "html": ("a.htm", b"<html><table>"),
    "mht": ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"),
    "docx": ("a.docx", ooxml(OFFICE + "wordprocessingml.document.main+xml")),
    "doc": ("a.wps", ole("WordDocument")),
    "rtf": ("a.doc", rb"{\rtf1\ansi}"),
    "odt": ("a.odt", opendocument("text")),
    "zip": ("a.zip", package({"照片.jpg": b"\xff\xd8\xff"})),
    "bundle": ("上报包.zip", package({"manifest.json": "{}", "manifest.sha256": "0" * 64})),
    "eml": ("a.eml", b"From: a@example.cn\r\nTo: b@example.cn\r\nSubject: x\r\n\r\n"),
    "rar": ("a.rar", b"Rar!\x1a\x07\x01\x00"),
    "7z": ("a.7z", b"7z\xbc\xaf\x27\x1c"),
    "xls-old": ("a.xls", ole("Book")),
    "xml-spreadsheet": ("a.xml", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
    "fods": ("a.fods", b'<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'),
    "numbers": ("a.numbers", package(IWORK)),
    "pages": ("a.pages", package(IWORK)),
    "keynote": ("a.key", package(IWORK)),
    "iwork": ("a.zip", package(IWORK)),
    "xml-document": ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
    "uos": ("a.uof", UOF.format("spreadsheet").encode()),
    "uot": ("a.uot", UOF.format("text").encode()),
    "uop": ("a.uop", package({"uof.xml": UOF.format("presentation"), "content.xml": "<a/>"})),
    "uof": ("a.xml", package({"uof.xml": "<a/>"})),
    "package": ("a.xmind", package({"content.json": "{}", "Thumbnails/thumbnail.png": b"\x89PNG"})),
    "pdf": ("a.pdf", b"%PDF-1.7"),
    "ofd": ("a.ofd", package({"OFD.xml": "<a/>"})),
    "picture": ("a.jpg", b"\xff\xd8\xff\xe1"),
    "ppt": ("a.dps", ole("PowerPoint Document")),
    "pptx": ("a.pptx", ooxml(OFFICE + "presentationml.presentation.main+xml")),
    "msg": ("a.msg", ole("__properties_version1.0")),
    "text": ("a.txt", "说明".encode()),
    "shortcut": ("附件2.xlsx.lnk", b"\x4c\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"),
    "placeholder": (".附件2.xlsx.icloud", b"bplist00\xd2\x01\x02"),
    "partial": ("附件2.xlsx.crdownload", b"PK\x03\x04"),
    "winmail": ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00"),
    "empty": ("a.xlsx", b""),
    "encrypted": ("a.xlsx", ole("EncryptedPackage")),
    "locked": ("a.xlsx", b"b\x14#eE-SafeNet\0\0\0LOCK"),
    "broken-zip": ("a.xlsx", b"PK\x03\x04"),
    "unknown": ("a.bin", bytes(range(256)) * 20),
    "litter": ("~$a.xlsx", b"x"),
}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[SourceFile, ...]]:
    def made(name: str, data: bytes, unit: str | None = None) -> tuple[SourceFile, ...]:
        (tmp_path / name).write_bytes(data)
        return read_source(Source(name, tmp_path / name, unit), READER, GuardLimits())

    return made


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_is_recognised_named_and_read_or_answered(kind):
    name, data = EXAMPLES[kind.name]
    assert is_litter(name) if kind.name == "litter" else sniff(data, name) == kind.name
    assert kind.called
    assert kind.holds_forms or kind.name == "bundle" or kind.advice or kind.refusal or kind.enclosure or is_litter(name)
    assert not (kind.export and not kind.advice)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.sheets], ids=lambda kind: kind.name)
def test_the_module_of_a_kind_reads_its_sheets(kind):
    assert callable(kind.sheet_reader.read_sheets)
    assert not kind.zipped or callable(kind.keeps)


def test_every_kind_has_a_name_of_its_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS) == len(EXAMPLES)
    assert all(kind_of(kind.name) is kind for kind in KINDS)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("附件2.xlsx", package(IWORK), "iwork"),
        ("整改清单.numbers", package({"Data/a.jpg": b"\xff\xd8\xff", "buildVersionHistory.plist": b"<plist/>"}), "numbers"),
        ("整改清单.numbers", package({"Data/a.jpg": b"\xff\xd8\xff"}), "numbers"),
        ("全区.zip", package({"整改清单.numbers": package(IWORK)}), "zip"),
        ("全区.zip", package({"材料/Index/Document.iwa": b"\0", "附件2.xlsx": b"x"}), "zip"),
        ("清单.xlsx", UOF.format("spreadsheet").encode("utf-16"), "uos"),
        ("清单.uos", package({"uof.xml": "<a/>"}), "uos"),
        ("清单.uof", UOF.format("TEXT").encode(), "uot"),
        ("全区.rar", package({"附件2.xlsx": b"x"}), "zip"),
        ("全区", package({"照片.jpg": b"x"}), "zip"),
        ("附件2.xlsx", package({"附件2.xlsx": b"x"}), "zip"),
        ("附件2.xlsx", package({"照片.jpg": b"x"}), "package"),
        ("书.epub", package({"mimetype": "application/epub+zip", "OEBPS/a.xhtml": "<a/>"}), "package"),
        ("附件2.xls", b"\x09\x08\x08\x00\x00\x05\x10\x00", "xls-old"),
        ("附件2.xlsx", b"%TSD-Header-###%", "locked"),
        ("附件2.url", b"[InternetShortcut]\r\nURL=file:///C:/x.xlsx", "shortcut"),
        ("附件2.webloc", b"bplist00\xd1", "shortcut"),
        ("附件2.desktop", b"[Desktop Entry]\nType=Link\nURL=file:///x", "shortcut"),
        ("附件4.doc", b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">', "xml-document"),
        ("附件2", b"book\0\0\0\0mark\0\0\0\0", "shortcut"),
        ("附件2.gsheet", b'{"doc_id": "x"}', "placeholder"),
        ("数据.dat", bytes(range(256)), "unknown"),
        ("附件2.xlsx.baiduyun.p.downloading", b"PK\x03\x04" + bytes(90), "partial"),
        ("附件2.xls.part", ole("Workbook"), "partial"),
        ("附件2.xlsx.td", bytes(4096), "partial"),
        ("附件2.xlsx.aria2", bytes(range(40)), "partial"),
        ("附件2.xlsx.icloud", b"", "placeholder"),
        ("附件2.xlsx.download", ooxml(OFFICE + "spreadsheetml.sheet.main+xml"), "xlsx"),
        ("附件2.xlsx.tmp", b"PK\x03\x04" + bytes(90), "broken-zip"),
        ("附件2.xlsx", bytes(4096), "empty"),
    ],
)  # fmt: skip
def test_what_else_a_file_may_be(name, data, kind):
    assert sniff(data, name) == kind


@pytest.mark.parametrize(
    ("name", "data", "message", "ends"),
    [
        ("整改清单.numbers", package(IWORK), "这是 Numbers 文件，请导出为 xlsx 再报送", "Excel"),
        ("附件4_总结报告.pages", package(IWORK), "这是 Pages 文件，请导出为 docx 再报送", "Word"),
        ("问题清单.uos", package({"uof.xml": "<a/>", "_meta/meta.xml": "<a/>"}), "这是 UOF 表格文件，请导出为 xlsx 再报送", ""),
        ("总结.uot", UOF.format("text").encode(), "这是 UOF 文字文件，请导出为 docx 再报送", ""),
        ("附件4.doc", b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "这是XML 格式的 Word 文件，不能直接读取", "docx"),
        ("附件2.xls", ole("Book"), "这是很早版本的 Excel 文件，不能直接读取", "xlsx"),
        ("附件2.xlsx", package({"照片.jpg": b"x"}), "这是认不出的压缩结构，里面没有表格和文档，不能直接读取", "zip"),
    ],
)  # fmt: skip
def test_a_file_of_another_program_is_one_file_and_refused_by_its_name(read, name, data, message, ends):
    [file] = read(name, data, "红旗区")
    [problem] = file.problems
    assert (file.outcome, problem.code, problem.detail) == (Outcome.REFUSED, "JF006", message)
    assert ends in problem.hint


@pytest.mark.parametrize("name", ["汇报.key", "思维导图.xmind", "汇报.uop"])
def test_other_papers_beside_a_units_forms_are_no_error(read, name):
    [file] = read(name, package({"Index/Slide.iwa": b"x"} if name.endswith("key") else {"a.json": "{}"}), "红旗区")
    assert (file.outcome, file.enclosure) == (Outcome.SKIPPED, True)


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("附件2.xlsx - 快捷方式.lnk", None, True),
        ("通讯录.lnk", "红旗区", True),
        ("通讯录.lnk", None, False),
    ],
)
def test_a_shortcut_is_no_file_and_is_named_where_a_form_may_be_missed(read, name, unit, said):
    [file] = read(name, EXAMPLES["shortcut"][1], unit)
    assert (file.outcome, file.type, file.enclosure) == (Outcome.SKIPPED, "shortcut", False)
    assert [problem.code for problem in file.problems] == ["JF006"] * said


def test_an_archive_of_any_extension_is_opened_where_it_holds_forms(read):
    data = package({"红旗区/附件2.xlsx": workbook("a2", "红旗区", "2024-06-12")})
    assert [(file.type, len(file.forms)) for file in read("全区.rar", data)] == [("zip", 0), ("xlsx", 1)]


def test_a_folder_of_another_programs_parts_within_an_archive_is_one_file(read):
    inside = {f"红旗区/清单.numbers/{name}": content for name, content in IWORK.items()}
    files = read("全区.zip", package({**inside, "红旗区/说明.txt": "说明"}))
    assert [(file.path, file.type, file.outcome) for file in files] == [
        ("全区.zip", "zip", Outcome.SKIPPED),
        ("全区.zip!/红旗区/清单.numbers", "numbers", Outcome.REFUSED),
        ("全区.zip!/红旗区/说明.txt", "text", Outcome.SKIPPED),
    ]


def test_no_kind_begins_as_another_does():
    starts = [(start, kind.name) for kind in KINDS for start in kind.begins]
    assert [
        (one, other) for one, a in starts for other, b in starts if one.startswith(other) and (one, a) != (other, b)
    ] == []


@pytest.mark.parametrize(
    ("name", "data"), [("附件4.html", b"<html><p>1</p></html>"), ("专项整治工作总结报告.txt", "一、工作情况".encode())]
)
def test_a_report_that_cannot_be_read_is_asked_for_in_word(read, name, data):
    [file] = read(name, data, "红旗区")
    assert (file.outcome, file.problems[0].code) == (Outcome.REFUSED, "JF006")
    assert "提纲" in file.problems[0].hint
    assert "docx" in file.problems[0].hint
