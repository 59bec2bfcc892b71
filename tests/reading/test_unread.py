"""JF011, JF109: what a person sees beside the rows and no reader reads, in files that other programs wrote."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.shared import Cm
from made.forms import findings, shipped
from made.printed import PRINTED
from made.word_files import p, run, tbl, tc, tr, word
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from PIL import Image as Picture

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

HEADINGS = list(PRINTED["a2"])
TOP = [
    ["附件2"],
    ["专项整治问题摸排清单"],
    ["填报单位（盖章）：红旗区", *[""] * 4, "填报时间：2024-06-12", "", "填报人员及电话：甲一 0373-2000001"],
]
ROW = ["", "社会事务进校园", "护河宣传", "县水利局", "5月", "全县", "中小学", "讲座一次", "讲座", "清理", ""]


def rows(count):
    return [[number, *ROW[1:]] for number in range(1, count + 1)]


def png(width=400, height=300):
    target = io.BytesIO()
    Picture.new("RGB", (width, height), "white").save(target, "PNG")
    return io.BytesIO(target.getvalue())


def written(count=0, *more, change=lambda sheet: None, others=()):
    """A workbook by openpyxl: the form with so many rows, lines under it, and other sheets (name, rows)."""
    book = Workbook()
    sheet = book.active
    sheet.title = "附件2"
    for line in [*TOP, HEADINGS, *rows(count), *more]:
        sheet.append([None if value == "" else value for value in line])
    change(sheet)
    for name, lines in others:
        other = book.create_sheet(name)
        for line in lines:
            other.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def drawn(draw, count=0):
    """A workbook by xlsxwriter, on whose sheet ``draw`` draws."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("附件2")
    for number, line in enumerate([*TOP, HEADINGS, *rows(count)]):
        sheet.write_row(number, 0, line)
    draw(sheet)
    book.close()
    return target.getvalue()


def read(data, name="附件2.xlsx", tmp=None):
    path = Path(tmp) / name
    path.write_bytes(data)
    (file, *_) = read_source(Source(name, path), Reader.of(shipped()), GuardLimits())
    return file


def said(file, *codes):
    return [
        (f.code, str(f.severity), f.cell) for f in findings(file) if f.code in (codes or ("JF011", "JF108", "JF109"))
    ]


def instead(file):
    """Whether the form is none of nil, filed, or silent."""
    (form,) = file.forms
    return (form.is_unread, form.body.nil, form.untouched, [code for code, *_ in said(file)])


UNREAD = (True, False, False, ["JF011"])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: written(change=lambda s: s.add_image(Image(png()), "A5")), id="screenshot"),
        pytest.param(lambda: written(change=lambda s: s.add_image(Image(png(40, 40)), "A5")), id="small picture"),
        pytest.param(lambda: written(change=lambda s: s.add_image(Image(png()), "C30")), id="far below"),
        pytest.param(lambda: written(change=lambda s: s.add_image(Image(png(1200, 800)), "A1")), id="over all"),
        pytest.param(lambda: drawn(lambda s: s.insert_image("B5", "x.png", {"image_data": png()})), id="xlsxwriter"),
        pytest.param(lambda: drawn(lambda s: s.embed_image("B5", "x.png", {"image_data": png()})), id="in the cell"),
        pytest.param(lambda: drawn(lambda s: s.insert_textbox("A5", "1 护河宣传 县水利局 清理")), id="text box"),
        pytest.param(
            lambda: drawn(
                lambda s: (
                    s.insert_shape("A5", {})
                    if hasattr(s, "insert_shape")
                    else s.insert_textbox("B6", "1、护河宣传\n2、禁毒宣传")
                )
            ),
            id="two lines",
        ),
        pytest.param(lambda: written(0, ["见附图"]), id="see the picture"),
        pytest.param(lambda: written(0, ["（详见附页）"]), id="in brackets under a heading"),
        pytest.param(lambda: written(0, ["", "详见附件"]), id="not at the edge"),
        pytest.param(lambda: written(0, ["", "", "具体内容详见另一张表"]), id="see a sheet"),
        pytest.param(lambda: written(0, ["见附页", "见附页", "见附页"]), id="in several cells"),
        pytest.param(lambda: written(0, ["后附清单"]), id="a list behind"),
        pytest.param(lambda: written(0, ["（摸排清单见后附扫描件）"]), id="a scan behind"),
        pytest.param(lambda: written(0, ["同上次报送内容"]), id="as before"),
        pytest.param(lambda: written(0, ["已通过微信群报送"]), id="sent elsewhere"),
        pytest.param(lambda: written(0, ["已电话报送"]), id="told by telephone"),
        pytest.param(lambda: written(0, ["已于6月12日补报"]), id="sent later"),
        pytest.param(lambda: written(0, [1, "其他", "详见附表"]), id="under a number and a class"),
        pytest.param(
            lambda: written(others=[("各科室", [["科室", "报来的事"], ["人事股", "护河"], ["基教股", "例会"]])]),
            id="other headings",
        ),
    ],
)
def test_what_stands_instead_of_rows_is_no_nil_return(data, tmp_path):
    assert instead(read(data(), tmp=tmp_path)) == UNREAD


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: written(0), id="nothing else"),
        pytest.param(lambda: written(0, ["（可自行加行）"]), id="how to go on"),
        pytest.param(lambda: written(0, ["以下空白"]), id="blank from here"),
        pytest.param(lambda: written(0, ["（一）监督检查评比考核"], ["社会事务进校园"]), id="classes"),
        pytest.param(lambda: written(0, ["无"], change=lambda s: s.add_image(Image(png()), "A8")), id="none, it says"),
        pytest.param(lambda: written(change=lambda s: s.add_image(Image(png(150, 150)), "A3")), id="a seal"),
        pytest.param(lambda: written(change=lambda s: s.add_image(Image(png(60, 60)), "A1")), id="an emblem"),
        pytest.param(
            lambda: written(
                0, [], [], ["单位负责人（签字）："], change=lambda s: s.add_image(Image(png(120, 60)), "C7")
            ),
            id="a signature",
        ),
        pytest.param(lambda: drawn(lambda s: s.insert_textbox("A6", "填表说明：每个事项一行")), id="instructions"),
        pytest.param(lambda: drawn(lambda s: s.write_comment("B5", "从下拉列表选")), id="a comment"),
        pytest.param(lambda: drawn(lambda s: s.insert_button("M2", {"caption": "打印"})), id="a button"),
        pytest.param(
            lambda: drawn(lambda s: s.data_validation("J5:J9", {"validate": "list", "source": ["清理", "保留"]})),
            id="a drop-down",
        ),
        pytest.param(
            lambda: written(others=[("下拉选项", [["清理", "a"], ["保留", "b"], ["优化", "c"]])]), id="lists behind"
        ),
        pytest.param(
            lambda: written(others=[("填表说明", [["列", "怎么填"], ["问题类别", "选"], ["备注", "可空"]])]),
            id="how to fill in",
        ),
    ],
)
def test_a_nil_return_stays_one(data, tmp_path):
    (form,) = read(data(), tmp=tmp_path).forms
    assert (form.body.nil, form.is_unread) == (True, False)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(
            lambda: written(3, change=lambda s: s.add_image(Image(png()), "A9")), [("warning", "A9")], id="below"
        ),
        pytest.param(
            lambda: drawn(lambda s: s.insert_textbox("A9", "4 禁毒宣传 县公安局 清理"), 3),
            [("warning", "A9")],
            id="text box",
        ),
        pytest.param(
            lambda: written(3, ["其余12项见附页"]),
            [("warning", None)],
            id="the others elsewhere",
        ),
        pytest.param(lambda: written(3, ["剩余事项详见附件图片。"]), [("warning", None)], id="in other words"),
        pytest.param(lambda: written(3, ["续见附页"]), [("warning", None)], id="it goes on there"),
        pytest.param(lambda: written(3, ["以下见附件"]), [("warning", None)], id="what follows is there"),
        pytest.param(
            lambda: written(3, others=[("明细", [["科室", "事项"], ["人事股", "护河"]])]),
            [("warning", None)],
            id="another sheet",
        ),
        pytest.param(lambda: written(3, change=lambda s: s.add_image(Image(png(150, 150)), "A3")), [], id="a seal"),
        pytest.param(
            lambda: written(3, [], ["填报单位（盖章）"], change=lambda s: s.add_image(Image(png(150, 150)), "A8")),
            [],
            id="a seal below",
        ),
        pytest.param(lambda: written(3, ["备注：问题类别见附件2表样"]), [], id="a note"),
        pytest.param(lambda: written(3, ["……（共15项，其余见Word）"]), [("warning", None)], id="the others in Word"),
        pytest.param(lambda: written(3, ["（未完待续）"]), [("warning", None)], id="to be continued"),
        pytest.param(
            lambda: written(3, change=lambda s: s.add_image(Image(png(150, 150)), "H9")), [], id="a seal beside nothing"
        ),
    ],
)
def test_beside_rows_it_is_a_warning_a_sheet(data, found, tmp_path):
    file = read(data(), tmp=tmp_path)
    assert [(severity, cell) for code, severity, cell in said(file, "JF011")] == found
    assert sum(len(form.body.rows) for form in file.forms) == 3


def with_parts(data, **parts):
    """Replace or add parts of a package: ``path`` with ``__`` for ``/`` and ``_`` kept."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = {name.replace("__", "/"): content for name, content in parts.items()}
        for info in old.infolist():
            if info.filename not in names:
                new.writestr(info, old.read(info))
        for name, content in names.items():
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("column", "severity"),
    [("H", "error"), ("C", "error"), ("K", "warning")],
    ids=["required", "the matter", "optional"],
)
def test_a_picture_in_a_cell_is_said_once_at_that_cell(column, severity, tmp_path):
    def embed(sheet):
        sheet.embed_image(f"{column}5", "x.png", {"image_data": png()})

    file = read(drawn(embed, 2), tmp=tmp_path)
    assert said(file, "JF011", "JF201", "JF213", "JF202") == [("JF011", severity, f"{column}5")]


def test_a_cell_picture_of_wps_is_one(tmp_path):
    def embed(sheet):
        sheet.write_formula("H5", '=_xlfn.DISPIMG("ID_1",1)', None, '=DISPIMG("ID_1",1)')

    file = read(drawn(embed, 2), tmp=tmp_path)
    assert said(file, "JF011", "JF201", "JF213") == [("JF011", "error", "H5")]


def phantom(**cells):
    return [cells.get(letter, "") for letter in "ABCDEFGHIJK"]


@pytest.mark.parametrize(
    "row",
    [
        phantom(J="清理"),
        phantom(B="其他"),
        phantom(B="其他", J="保留"),
        phantom(A=4, J=False),
        phantom(J=0),
        phantom(C=0, D=0, E=0, F=0, G=0, H=0, I=0, J=0, K=0),
        phantom(K="0"),
        phantom(J="#N/A"),
        phantom(C="#REF!", J="优化"),
        phantom(K="FALSE"),
        phantom(E="1900-01-00"),
        phantom(J="x"),
    ],
)
def test_jf109_rows_nobody_filled_in_are_none(row, tmp_path):
    file = read(written(2, *[row] * 20), tmp=tmp_path)
    (form,) = file.forms
    assert (len(form.body.rows), said(file)) == (2, [("JF109", "warning", None)])
    assert not said(file, "JF201", "JF205", "JF213")


@pytest.mark.parametrize(
    "row",
    [
        phantom(C="护河宣传"),
        phantom(D="县水利局", J="清理"),
        phantom(J="清理", K="上报时再定名称"),
        phantom(H="宣传", B="其他"),
    ],
)
def test_a_row_with_anything_of_a_matter_is_one(row, tmp_path):
    (form,) = read(written(2, row), tmp=tmp_path).forms
    assert len(form.body.rows) == 3


def test_jf109_one_finding_a_run_and_blank_rows_do_not_part_it(tmp_path):
    file = read(written(1, phantom(J="清理"), [], phantom(J="清理"), rows(1)[0], phantom(J="保留")), tmp=tmp_path)
    assert [f.row for f in findings(file) if f.code == "JF109"] == [6, 10]


@pytest.mark.parametrize(
    ("count", "others", "read_rows"),
    [
        (1, [("续表", [[2, *ROW[1:]], [3, *ROW[1:]]])], [1, 2]),
        (0, [("Sheet2", [[1, *ROW[1:]], [2, *ROW[1:]]])], [0, 2]),
        (1, [("Sheet2", [["附件2（续）"], [2, *ROW[1:]]])], [1, 1]),
        (1, [("2", [[2, *ROW[1:10]]]), ("3", [[3, *ROW[1:10]]])], [1, 1, 1]),
        (2, [("第二页", [["", *ROW[1:10]], ["", *ROW[1:10]]])], [2, 2]),
        (2, [("空", [])], [2]),
    ],
)
def test_a_sheet_without_headings_goes_on(count, others, read_rows, tmp_path):
    file = read(written(count, others=others), tmp=tmp_path)
    assert [len(form.body.rows) for form in file.forms] == read_rows
    assert [(form.owner.unit, form.body.nil, form.is_unread) for form in file.forms] == [
        ("红旗区", False, False)
    ] * len(file.forms)
    assert not [f for f in findings(file) if f.severity == "error"]


@pytest.mark.parametrize(
    "other",
    [
        [[1, "护河宣传", "县水利局"], [2, "禁毒宣传", "县公安局"]],
        [["护河", "社会事务进校园", 1, 2, 3, 4, 5, 6, 7, 8]],
        [[*ROW[1:], "", "多一列"], [*ROW[1:], "", "多一列"]],
    ],
    ids=["narrower", "other words", "wider"],
)
def test_a_sheet_that_does_not_fit_does_not_go_on(other, tmp_path):
    file = read(written(1, others=[("Sheet2", other)]), tmp=tmp_path)
    assert [len(form.body.rows) for form in file.forms] == [1]


LISTED = [
    ["序号", "地区", "发文单位", "公文标题", "公文文号", "发文时间"],
    ["", "红旗区", "红旗区教育体育局", "减负通知", "教体〔2023〕1号", "2023-01-05"],
    ["", "红旗区", "红旗区司法局", "普法通知", "司〔2023〕2号", "2023年2月6日"],
]


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ([["", "红旗区", "红旗区民政局", "通知", "民〔2022〕1号", "2022-03-01"]], 1),
        ([["", "红旗区", "红旗区民政局", "通知", "", "2022.3.1"], ["审核人：甲一", "", "填表人：乙二"]], 1),
        ([["", "同上", "红旗区民政局", "通知", "民〔2022〕1号", "2022-03-01"], ["合计", "", "3件"]], 1),
        (
            [
                ["", "红旗区", "红旗区民政局", "通知", "民〔2022〕1号", "2022-03-01"],
                ["填报单位", "红旗区", "", "填报时间", "2024-06-05", "", "填报人", "甲一"],
            ],
            1,
        ),
        ([["", "甲一", "一年级", "语文", "周一", "第三节"], ["", "乙二", "二年级", "数学", "周二", "第四节"]], 0),
    ],
    ids=["days and bodies", "signed", "the same as above", "a wide foot", "another table"],
)
def test_a_sheet_goes_on_without_numbers_where_days_and_bodies_stand_as_in_the_form(more, count, tmp_path):
    book = Workbook()
    for line in [["附件6 中小学教师减负工作相关文件目录"], ["填报单位：红旗区"], *LISTED]:
        book.active.append(line)
    for line in more:
        (book["续"] if "续" in book.sheetnames else book.create_sheet("续")).append(line)
    target = io.BytesIO()
    book.save(target)
    first, *rest = read(target.getvalue(), tmp=tmp_path, name="附件6.xlsx").forms
    assert (len(first.body.rows), [len(form.body.rows) for form in rest]) == (2, [count] if count else [])
    assert all(form.text(row, "region") == "红旗区" for form in rest for row in form.body.rows)


@pytest.mark.parametrize(
    "foot",
    [
        ["填报时间：2024-06-13", "", "填报人员及电话：乙二 0373-3000001"],
        ["填报时间", "2024年6月13日", "填报人", "乙二"],
    ],
)
def test_who_filled_a_form_in_may_stand_where_it_ends(foot, tmp_path):
    book = Workbook()
    for line in [*TOP[:2], ["填报单位：红旗区"], HEADINGS, *rows(2)]:
        book.active.append(line)
    for line in [[3, *ROW[1:]], [], foot]:
        (book["续表"] if "续表" in book.sheetnames else book.create_sheet("续表")).append(line)
    target = io.BytesIO()
    book.save(target)
    file = read(target.getvalue(), tmp=tmp_path)
    assert [(len(form.body.rows), str(form.header.reported_on)) for form in file.forms] == [
        (2, "2024-06-13"),
        (1, "2024-06-13"),
    ]
    assert file.forms[0].header.text("reporter").startswith("乙二")
    assert not said(file, "JF113", "JF114") or foot[2] == "填报人"


@pytest.mark.parametrize("to", ["xls", "ods"])
def test_other_formats_by_libreoffice(to, tmp_path, office_convert):
    path = tmp_path / "附件2.xlsx"
    for number, (data, want) in enumerate(
        [
            (written(change=lambda s: s.add_image(Image(png()), "A5")), [("JF011", "error", "A5")]),
            (drawn(lambda s: s.insert_textbox("A5", "1 护河宣传 县水利局 清理")), [("JF011", "error", "A5")]),
            (written(3, change=lambda s: s.add_image(Image(png()), "A9")), [("JF011", "warning", "A9")]),
            (written(3, change=lambda s: s.add_image(Image(png(150, 150)), "A3")), []),
            (drawn(lambda s: s.write_comment("B5", "说明"), 3), []),
            (drawn(lambda s: s.data_validation("J5:J9", {"validate": "list", "source": ["清理", "保留"]}), 3), []),
            (written(3, phantom(J="清理"), phantom(J="清理")), [("JF109", "warning", None)]),
            (written(0, ["见附图"]), [("JF011", "error", None)]),
        ]
    ):
        path.write_bytes(data)
        made = office_convert(path, to, tmp_path / str(number))
        assert said(read(Path(made).read_bytes(), f"附件2.{to}", tmp=tmp_path)) == want, number


def letter(*, picture=None, text="", rows_of=0, after=()):
    """A document by python-docx: the form as a table, a picture (width in cm) behind it."""
    document = docx.Document()
    for line in ("附件2", "专项整治问题摸排清单", " ".join(filter(None, TOP[2]))):
        document.add_paragraph(line)
    lines = [HEADINGS, *rows(rows_of)]
    table = document.add_table(len(lines), len(HEADINGS))
    for row, values in zip(table.rows, lines, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = str(value)
    for line in after:
        document.add_paragraph(line)
    if picture:
        document.add_picture(png(), width=Cm(picture))
    if text:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (lambda: letter(picture=15), [("JF011", "error", None)]),
        (lambda: letter(picture=3), [("JF011", "error", None)]),
        (lambda: letter(text="见附图"), [("JF011", "error", None)]),
        (letter, [("JF108", "info", None)]),
        (lambda: letter(picture=4, after=["红旗区教育体育局（盖章）", "2024年6月12日"]), [("JF108", "info", None)]),
        (lambda: letter(picture=15, rows_of=2), [("JF011", "warning", None)]),
        (lambda: letter(rows_of=2, text="其余 12 项见附页。"), [("JF011", "warning", None)]),
        (lambda: letter(picture=4, rows_of=2, after=["填报单位（盖章）"]), []),
        (lambda: letter(rows_of=2, text="以上情况请审阅。"), []),
    ],
)
def test_word(data, found, tmp_path):
    assert said(read(data(), "附件2.docx", tmp=tmp_path)) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('<img src="cid:1" width="600" height="400">', [("JF011", "error", "A5")]),
        ('<img src="data:image/png;base64,AA" style="width: 500px; height:300pt">', [("JF011", "error", "A5")]),
        ('<img src="logo.gif" width="1" height="1">', [("JF108", "info", None)]),
        ("<object data='x.pdf'></object>", [("JF011", "error", "A5")]),
        ("<p>见附图</p>", [("JF011", "error", None)]),
        ("<p>无</p>", [("JF108", "info", None)]),
    ],
)
def test_web_pages(page, found, tmp_path):
    heads = "".join(f"<td>{heading}</td>" for heading in HEADINGS)
    top = "".join(f"<p>{' '.join(filter(None, line))}</p>" for line in TOP)
    data = f'<html><head><meta charset="utf-8"></head><body>{top}<table><tr>{heads}</tr></table>{page}</body></html>'
    assert said(read(data.encode(), "附件2.html", tmp=tmp_path)) == found


# Inserted parts, hidden text, objects: body XML as other programs leave it.

HEAD = [p("附件2"), p(" ".join(filter(None, TOP[2])))]
HEADING = tr(*HEADINGS)
LINE = tr(*[str(value) for value in rows(1)[0]])
CHUNK = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="x"/>'
TABLE = (
    "<table><tr>"
    + "</tr><tr>".join("".join(f"<td>{cell}</td>" for cell in row) for row in [HEADINGS, *rows(2)])
    + "</tr></table>"
)
MAIL = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"


def holding(body, target, content):
    """A document with one related part, named by the relation x."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    named = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="x" Type="{relation}" Target="{target}"/></Relationships>'
    )
    return with_parts(word(*body), **{"word/_rels/document.xml.rels": named, f"word/{target}": content})


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("chunk.html", f"<html><meta charset=utf-8><body>{TABLE}</body></html>".encode()),
        ("chunk.htm", f"<meta charset=utf-8><div>{TABLE}</div>".encode()),
        ("chunk.mht", (MAIL + f"<html><body>{TABLE}</body></html>").encode()),
        ("chunk.docx", word(tbl(HEADING, LINE, LINE))),
        ("afchunk.dat", word(tbl(LINE, LINE))),
    ],
)
@pytest.mark.parametrize("body", [[*HEAD, CHUNK], [*HEAD, tbl(HEADING), CHUNK]], ids=["all of it", "under headings"])
def test_inserted_parts_are_read(target, content, body, tmp_path):
    if target.endswith("dat") and len(body) < len([*HEAD, tbl(HEADING), CHUNK]):
        pytest.skip("rows without headings alone are no form")
    file = read(holding(body, target, content), "附件2.docx", tmp=tmp_path)
    assert sum(len(form.body.rows) for form in file.forms) == 2
    assert not said(file)


@pytest.mark.parametrize("content", [b"{\\rtf1 \\trowd}", b"PK\x03\x04damaged", b"", b"\x00" * 64])
def test_an_inserted_part_that_cannot_be_read_is_said(content, tmp_path):
    file = read(holding([*HEAD, tbl(HEADING), CHUNK], "chunk.rtf", content), "附件2.docx", tmp=tmp_path)
    assert instead(file) == UNREAD


OBJECT = (
    '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="x"/></w:object></w:r></w:p>'
)


def headless(count):
    book = Workbook()
    for line in rows(count):
        book.active.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (written(2), []),
        (headless(2), []),
        (word(*HEAD, tbl(HEADING, LINE, LINE)), []),
        (b"\xd0\xcf\x11\xe0 no workbook", [("JF011", "error", None)]),
        (png().getvalue(), [("JF011", "error", None)]),
    ],
    ids=["a workbook", "rows alone", "a document", "an unknown object", "a picture"],
)
def test_embedded_objects(content, found, tmp_path):
    file = read(holding([*HEAD, tbl(HEADING), OBJECT], "embeddings/o.xlsx", content), "附件2.docx", tmp=tmp_path)
    assert (said(file), sum(len(form.body.rows) for form in file.forms)) == (found, 0 if found else 2)


HIDDEN = "<w:vanish/>"


@pytest.mark.parametrize(
    ("cell", "styles"),
    [
        (p(run("清理"), run("保留", HIDDEN)), ""),
        (p(run("保留", HIDDEN), run("清理")), ""),
        (
            p(run("清理"), run("保留", '<w:rStyle w:val="H"/>')),
            f'<w:style w:styleId="H"><w:rPr>{HIDDEN}</w:rPr></w:style>',
        ),
        (
            p("清理") + p("保留", properties='<w:pStyle w:val="H"/>'),
            f'<w:style w:styleId="H"><w:rPr>{HIDDEN}</w:rPr></w:style>',
        ),
        (
            p(run("清理"), run("保留", '<w:rStyle w:val="I"/>')),
            f'<w:style w:styleId="H"><w:rPr>{HIDDEN}</w:rPr></w:style><w:style w:styleId="I"><w:basedOn w:val="H"/></w:style>',
        ),
    ],
)
def test_text_that_word_hides_is_left_out_and_said(cell, styles, tmp_path):
    values = [str(value) for value in rows(1)[0]]
    row = tr(*values[:9], tc(cell), values[10])
    file = read(word(*HEAD, tbl(HEADING, row), styles=styles), "附件2.docx", tmp=tmp_path)
    assert file.forms[0].texts("disposition") == ["清理"]
    assert [f.message for f in findings(file) if f.code == "JF008"] == ["文档里有隐藏的文字 2 字（“保留”），没有采用"]


@pytest.mark.parametrize("properties", ['<w:vanish w:val="0"/>', '<w:vanish w:val="false"/>', "<w:webHidden/>", ""])
def test_text_that_word_shows_is_read(properties, tmp_path):
    file = read(
        word(*HEAD, tbl(HEADING, tr("1", *ROW[1:9], tc(p(run("清理", properties))), ""))), "附件2.docx", tmp=tmp_path
    )
    assert file.forms[0].texts("disposition") == ["清理"]
    assert not said(file, "JF008")


def test_a_hidden_row_is_left_out_and_said(tmp_path):
    hidden = tr(*[str(value) for value in rows(1)[0]], properties="<w:hidden/>")
    file = read(word(*HEAD, tbl(HEADING, LINE, hidden)), "附件2.docx", tmp=tmp_path)
    assert (len(file.forms[0].body.rows), len(said(file, "JF008"))) == (1, 1)


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>"])
def test_rows_crossed_out_are_read_and_said(mark, tmp_path):
    struck = tr(*[tc(p(run(str(value), mark))) for value in rows(1)[0]])
    file = read(word(*HEAD, tbl(HEADING, LINE, struck)), "附件2.docx", tmp=tmp_path)
    assert (len(file.forms[0].body.rows), file.forms[0].body.struck_rows) == (2, (3,))
    assert said(file, "JF008") == [("JF008", "warning", None)]


@pytest.mark.parametrize(("columns", "struck"), [("ABCDEFGHIJ", (6,)), ("BCDEFGHIJ", (6,)), ("C", ()), ("", ())])
def test_rows_of_a_sheet_crossed_out_are_read_and_said(columns, struck, tmp_path):
    def cross_out(sheet):
        for letter in columns:
            sheet[f"{letter}6"].font = Font(strike=True)

    file = read(written(2, change=cross_out), tmp=tmp_path)
    assert (len(file.forms[0].body.rows), file.forms[0].body.struck_rows) == (2, struck)
    assert len(said(file, "JF008")) == len(struck)
