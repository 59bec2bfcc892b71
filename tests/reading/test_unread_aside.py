"""JF011: a chart, or comments that tell the matters, in the place of rows; beside rows they are nobody's concern."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from made.forms import findings, shipped
from made.printed import PRINTED
from openpyxl.comments import Comment

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.layout.unread import tells_matters
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
HEADINGS = list(PRINTED["a2"])
TOP = [["附件2"], ["专项整治问题摸排清单"], ["填报单位（盖章）：红旗区", *[""] * 4, "填报时间：2024-06-12"], HEADINGS]
ROW = ["1", "社会事务进校园", "护河宣传", "县水利局", "5月", "全县", "中小学", "讲座一次", "讲座", "清理", ""]
TOLD = "1 护河宣传 县水利局 清理\n2 禁毒宣传 县公安局 保留"


def by_xlsxwriter(draw, *rows):
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    page = book.add_worksheet("附件2")
    for number, line in enumerate([*TOP, *rows]):
        page.write_row(number, 0, line)
    draw(book, page)
    book.close()
    return target.getvalue()


def by_openpyxl(notes, *rows):
    book = openpyxl.Workbook()
    for line in [*TOP, *rows]:
        book.active.append([value or None for value in line])
    for cell, text in notes.items():
        book.active[cell].comment = Comment(text, "某甲")
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def chart(at):
    def draw(book, page):
        drawn = book.add_chart({"type": "column"})
        drawn.add_series({"values": "=附件2!$A$5:$A$9"})
        page.insert_chart(at, drawn)

    return draw


def note(cell, text):
    return lambda _, page: page.write_comment(cell, text)


FILES = {
    "a chart": (lambda: by_xlsxwriter(chart("A5")), ["图表"]),
    "a chart far below": (lambda: by_xlsxwriter(chart("C30")), ["图表"]),
    "a chart, 无 written": (lambda: by_xlsxwriter(chart("C8"), ["无"]), []),
    "a chart beside a row": (lambda: by_xlsxwriter(chart("C8"), ROW), []),
    "a comment": (lambda: by_xlsxwriter(note("B5", TOLD)), ["批注"]),
    "a comment by openpyxl": (lambda: by_openpyxl({"C5": TOLD}), ["批注"]),
    "comments, one a matter": (
        lambda: by_openpyxl({"C5": "护河宣传进校园，县水利局", "C6": "禁毒宣传进校园，县公安局"}),
        ["批注"],
    ),
    "a comment beside a row": (lambda: by_openpyxl({"C5": TOLD}, ROW), []),
    "a comment on a heading": (lambda: by_openpyxl({"C4": TOLD}), []),
    "an instruction": (lambda: by_openpyxl({"J5": "从下拉列表选：清理、保留、优化"}), []),
    "a reviewer's word": (lambda: by_openpyxl({"C5": "张三:\n请再核对是否确实没有"}), []),
    "a comment, 无 written": (lambda: by_openpyxl({"C5": TOLD}, ["无"]), []),
}


def said(data, tmp_path, end):
    path = Path(tmp_path) / f"附件2.{end}"
    path.write_bytes(data)
    (file,) = read_source(Source(path.name, path), READER, GuardLimits())
    (form,) = file.forms
    assert (form.body.nil, form.is_unread) != (True, True)
    return [kind for kind in ("图表", "批注") for f in findings(file) if f.code == "JF011" and kind in f.message]


@pytest.mark.parametrize("kind", FILES)
def test_a_workbook(kind, tmp_path):
    data, found = FILES[kind]
    assert said(data(), tmp_path, "xlsx") == found


@pytest.mark.office
@pytest.mark.parametrize("end", ["xls", "ods"])
def test_other_formats(end, tmp_path, office_convert):
    paths = []
    for number, (data, _) in enumerate(FILES.values()):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(data())
    office_convert(paths[0], end, tmp_path, *paths[1:])
    told = {kind: said((tmp_path / f"{number}.{end}").read_bytes(), tmp_path, end) for number, kind in enumerate(FILES)}
    assert told == {kind: found for kind, (_, found) in FILES.items()}


def letter(*rows, comment="", drawing=""):
    """附件2 in Word by python-docx; a comment on the last cell of the matters, a chart behind the table."""
    document = docx.Document()
    for line in TOP[:3]:
        document.add_paragraph("  ".join(filter(None, line)))
    table = document.add_table(len(rows) + 2, len(HEADINGS))
    for row, line in zip(table.rows, [HEADINGS, *rows], strict=False):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    if comment:
        document.add_comment(table.rows[-1].cells[2].paragraphs[0].add_run(""), text=comment, author="某甲")
    if drawing:
        run = document.add_paragraph().add_run()
        run._r.append(parse_xml(drawing))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


CHART = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><wp:inline><wp:extent cx="5000000" cy="3000000"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (lambda: letter(comment=TOLD), ["批注"]),
        (lambda: letter(drawing=CHART), ["图表"]),
        (lambda: letter(ROW, comment=TOLD), []),
        (lambda: letter(ROW, drawing=CHART), []),
        (lambda: letter(comment="请填写事项的全称"), []),
        (letter, []),
    ],
)
def test_word(data, found, tmp_path):
    assert said(data(), tmp_path, "docx") == found


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (TOLD, True),
        ("某甲:\n" + TOLD, True),
        ("护河宣传进校园，县水利局", True),
        ("共三项：护河、禁毒、普法进校园", True),
        ("某甲:\n", False),
        ("已阅", False),
        ("请填写事项的全称", False),
        ("必填项，不超过一百字", False),
        ("格式：2024年6月12日", False),
        ("本单位没有此类问题", False),
        ("这一项是否还在开展？", False),
        ("填表说明：每个事项一行", False),
        ("从下拉列表选", False),
        ("某局办公室张某意见：同意上报", False),
        ("已转办教育科，联系电话见通讯录", False),
    ],
)
def test_which_comments_tell_matters(text, tells):
    assert tells_matters(text) is tells
