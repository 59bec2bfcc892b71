"""Old Word and WPS files are read by way of the office program, end to end."""

import http.server
import io
import json
import os
import subprocess
import sys
import threading
import zipfile

import docx
import pytest

from jianfu_cli.reading.formats.office import office_program, to_docx

pytestmark = pytest.mark.office
LINE = "填报单位（盖章）：红旗区 填报时间：2024年6月12日 填报人员及电话：张某某 0373-0000000"
ODT = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = (
    f'<m:manifest xmlns:m="{ODT}:manifest:1.0">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("word")


@pytest.fixture(scope="module")
def filled(campaign, folder):
    """附件2 and 附件4 in one docx, written by a library that is not ours."""
    document = docx.Document()
    document.add_paragraph("专项整治工作总结报告", "Heading 1")
    for level, number, section in campaign.attachment("a4").numbered_sections():
        document.add_paragraph(f"{number}{section.heading}", f"Heading {level + 1}")
        document.add_paragraph(f"{section.heading}如下。")
    for text in ("附件2", "专项整治问题摸排清单", LINE):
        document.add_paragraph(text)
    columns = campaign.attachment("a2").columns
    table = document.add_table(3, len(columns), "Table Grid")
    for place, column in enumerate(columns):
        table.cell(0, place).text = column.heading
        table.cell(1, place).text = f"甲{place}"
        table.cell(2, place).text = f"乙{place}"
    document.add_paragraph()  # Word itself never ends a document with a table
    target = folder / "附件2、4.docx"
    document.save(target)
    return target


def validate(path):
    command = [sys.executable, "-m", "jianfu_cli", "validate", str(path), "-f", "json", "--as-of", "2024-06-14"]
    finished = subprocess.run(command, capture_output=True, timeout=120, check=False)
    return json.loads(finished.stdout)


@pytest.mark.parametrize(
    ("to", "extension"), [("docx", "docx"), ("doc", "doc"), ("doc", "wps"), ("rtf", "rtf"), ("odt", "odt")]
)
def test_read_whole_from_every_format(filled, folder, office_convert, to, extension):
    made = office_convert(filled, to, folder / "made")
    path = made.rename(folder / f"附件2、4_{extension}.{extension}")
    report = validate(path)
    (file,) = report["files"]
    assert file["outcome"] == "read"
    assert [(form["attachment"], form["unit"], form["sheet"], form["rows"]) for form in file["forms"]] == [
        ("a4", "", None, 0),
        ("a2", "红旗区", "表格1", 2),
    ]
    findings = [(one["code"], one["severity"], one["row"], one["cell"]) for one in report["findings"]]
    assert ("JF202", "error", 2, None) in findings
    assert (("JF006", "warning", None, None) in findings) is (to != "docx")


def test_enclosures_are_no_forms(folder, office_convert):
    unit = folder / "红旗区"
    unit.mkdir()
    document = docx.Document()
    document.add_paragraph("关于进一步规范进校园活动的通知", "Heading 1")
    document.add_paragraph("一、总体要求")
    document.save(str(folder / "通知.docx"))
    office_convert(folder / "通知.docx", "doc", unit).rename(unit / "红旗教〔2022〕8号.doc")
    (file,) = validate(unit)["files"]
    assert file["outcome"] == "skipped"


def test_a_page_of_the_web_is_a_form(folder, office_convert, campaign):
    headings = "".join(f"<td>{column.heading}</td>" for column in campaign.attachment("a3").columns)
    cells = "".join(
        f"<td>{text}</td>" for text in ("1", "其他", "甲", "县司法局", "通知", "取消", "2024-06-20", "已完成", "")
    )
    page = folder / "附件3.html"
    page.write_text(
        f"<meta charset=utf-8><p>附件3</p><p>{LINE}</p><table border=1><tr>{headings}</tr><tr>{cells}</tr></table>",
        encoding="utf-8",
    )
    made = office_convert(page, "docx:Office Open XML Text", folder / "web")
    (form,) = validate(made)["files"][0]["forms"]
    assert (form["attachment"], form["unit"], form["sheet"], form["rows"]) == ("a3", "红旗区", "表格1", 1)


@pytest.fixture
def listening():
    """A web server on this machine and the paths that were asked of it."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815 -- the library's names

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


@pytest.mark.skipif(office_program() is None and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_nothing_that_a_document_points_to_is_fetched(listening):
    address, asked = listening
    picture = f'<draw:frame text:anchor-type="as-char"><draw:image xlink:href="{address}/a.png"/></draw:frame>'
    content = (
        f'<office:document-content xmlns:office="{ODT}:office:1.0" xmlns:text="{ODT}:text:1.0" '
        f'xmlns:draw="{ODT}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f"<office:body><office:text><text:p>文{picture}</text:p></office:text></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    made = to_docx(stream.getvalue(), "odt")
    assert made is not None
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "文"
    assert asked == []
