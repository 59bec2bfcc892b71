"""What becomes of a file: read, refused with the rule that says why, or skipped."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from made.printed import PRINTED

from jianfu_cli.core.filings.scans import scans
from jianfu_cli.core.model.form import Outcome, SourceFile
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
HEADINGS = list(PRINTED["a2"])
ROW = [1, "其他", "普法宣传", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留", ""]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def filled() -> bytes:
    book = openpyxl.Workbook()
    for row in (["附件2"], ["填报单位（盖章）：红旗区 填报时间：2024年6月12日"], HEADINGS, ROW):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def other_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "年龄"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def letter() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于减轻中小学教师负担的通知")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[SourceFile, ...]]:
    def made(name: str, data: bytes, unit: str | None = None) -> tuple[SourceFile, ...]:
        (tmp_path / name).write_bytes(data)
        return read_source(Source(name, tmp_path / name, unit), READER, GuardLimits())

    return made


@pytest.mark.parametrize(
    ("name", "data", "outcome", "codes"),
    [
        ("附件2.xlsx", filled(), Outcome.READ, []),
        ("来件.xlsx", filled(), Outcome.READ, []),
        ("附件2.xls", filled(), Outcome.READ, ["JF005"]),
        ("附件2.xlsx", b"", Outcome.REFUSED, ["JF001"]),
        ("附件2.xlsx", b"\x00" * 4096, Outcome.REFUSED, ["JF001"]),
        ("附件2.xlsx", b"PK\x03\x04", Outcome.REFUSED, ["JF001"]),
        ("附件2.xlsx", filled()[:-200], Outcome.REFUSED, ["JF001"]),
        ("附件2.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), Outcome.REFUSED, ["JF002"]),
        ("附件2.xls", OLE + "Workbook".encode("utf-16-le"), Outcome.REFUSED, ["JF001"]),
        ("附件2.xlsx", other_workbook(), Outcome.REFUSED, ["JF006"]),
        ("附件2.docx", letter(), Outcome.REFUSED, ["JF006"]),
        ("附件2.doc", OLE + "WordDocument".encode("utf-16-le"), Outcome.REFUSED, ["JF006"]),
        ("材料.rar", b"Rar!\x1a\x07\x00", Outcome.REFUSED, ["JF006"]),
        ("减负通知.docx", letter(), Outcome.SKIPPED, []),
        ("扫描件.pdf", b"%PDF-1.4", Outcome.SKIPPED, []),
        ("照片.jpg", b"\xff\xd8\xff\xe0", Outcome.SKIPPED, []),
        ("~$附件2.xlsx", b"x", Outcome.SKIPPED, []),
        ("Thumbs.db", OLE, Outcome.SKIPPED, []),
    ],
)
def test_outcome(
    read: Callable[..., tuple[SourceFile, ...]], name: str, data: bytes, outcome: Outcome, codes: list[str]
) -> None:
    (file,) = read(name, data, "红旗区")
    assert (file.outcome, [problem.code for problem in file.problems]) == (outcome, codes)


def test_what_the_refusal_says(read: Callable[..., tuple[SourceFile, ...]]) -> None:
    (file,) = read("附件2.doc", OLE + "WordDocument".encode("utf-16-le"))
    assert "另存为 docx" in file.problems[0].hint


@pytest.mark.parametrize("count", [1, 2])
def test_a_sheet_may_be_called_as_its_parts_are(read: Callable[..., tuple[SourceFile, ...]], count: int) -> None:
    book = openpyxl.Workbook()
    for number, sheet in enumerate([book.active, *(book.create_sheet() for _ in range(count - 1))], start=1):
        sheet.title = f"sheetData{number}"
        for row in (
            ["附件2"],
            ["填报单位（盖章）：红旗区 填报时间：2024年6月12日"],
            HEADINGS,
            [*ROW[:3], "=A9", *ROW[4:]],
        ):
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    (file,) = read("附件2.xlsx", target.getvalue())
    assert [(form.place.sheet, len(form.body.broken_cells)) for form in file.forms] == [
        (f"sheetData{number}", 1) for number in range(1, count + 1)
    ]


def test_an_archive_gives_its_members(read: Callable[..., tuple[SourceFile, ...]]) -> None:
    inner = zipped(**{"附件2.xlsx": filled()})
    files = read("包.zip", zipped(**{"红旗区/附件2.xlsx": filled(), "卫滨区/内.zip": inner, "说明.txt": b"x"}))
    assert {file.path: [form.owner.unit for form in file.forms] for file in files} == {
        "包.zip": [],
        "包.zip!/红旗区/附件2.xlsx": ["红旗区"],
        "包.zip!/卫滨区/内.zip": [],
        "包.zip!/卫滨区/内.zip!/附件2.xlsx": ["卫滨区"],
        "包.zip!/说明.txt": [],
    }


def test_names_in_gbk_archives(read: Callable[..., tuple[SourceFile, ...]]) -> None:
    name = "红旗区附件2.xlsx"
    data = zipped(**{"0" * len(name.encode("gbk")): filled()}).replace(
        b"0" * len(name.encode("gbk")), name.encode("gbk")
    )
    assert [file.path for file in read("包.zip", data)] == ["包.zip", f"包.zip!/{name}"]


@pytest.mark.parametrize("name", ["../附件2.xlsx", "/附件2.xlsx", "C:\\附件2.xlsx"])
def test_archives_that_point_outside_are_refused(read: Callable[..., tuple[SourceFile, ...]], name: str) -> None:
    (refused,) = read("包.zip", zipped(**{name: filled()}))
    assert [problem.code for problem in refused.problems] == ["JF003"]


def test_a_member_without_a_name_is_a_file_all_the_same(read: Callable[..., tuple[SourceFile, ...]]) -> None:
    data = zipped(**{"0000000": filled()}).replace(b"0000000", bytes(7))
    assert [file.outcome for file in read("包.zip", data)] == [Outcome.SKIPPED, Outcome.READ]


def test_an_ofd_is_the_scan_of_its_form_and_nobody_looks_for_its_seal(
    read: Callable[..., tuple[SourceFile, ...]],
) -> None:
    files = (*read("附件2.xlsx", filled(), "红旗区"), *read("附件2.ofd", zipped(**{"OFD.xml": b"<a/>"}), "红旗区"))
    (scan,) = scans(files, CAMPAIGN)["红旗区", "a2"]
    assert (scan.type, scan.outcome, scan.seal) == ("ofd", Outcome.SKIPPED, None)


def test_outline_documents(read: Callable[..., tuple[SourceFile, ...]]) -> None:
    document = docx.Document()
    document.add_paragraph("附件4")
    document.add_paragraph("红旗区专项整治工作总结报告")
    for _, number, section in CAMPAIGN.attachment("a4").numbered_sections():
        document.add_paragraph(f"{number}{section.heading}")
        document.add_paragraph(f"{section.heading}如下。")
    target = io.BytesIO()
    document.save(target)
    (file,) = read("总结.docx", target.getvalue(), "红旗区")
    (form,) = file.forms
    assert (form.attachment, form.owner.unit, len(form.outline.sections)) == ("a4", "红旗区", 9)
    assert form.outline.sections[0].heading == "工作情况"
    assert form.outline.sections[-1].text == "下一步工作考虑如下。"
