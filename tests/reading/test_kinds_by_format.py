"""The same published layouts as a workbook, an ods, a Word table, a page and a text table: read alike from each."""

import csv
import io
import zipfile
from html import escape

import openpyxl
import pytest
from docx import Document

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())


def workbook(lines, rows, merged):
    book = openpyxl.Workbook()
    for row in (*([line] for line in lines), *rows):
        book.active.append(list(row))
    for nth in merged:
        number = len(lines) + nth + 1
        book.active.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(rows[0]))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def word(lines, rows, merged):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for nth, row in enumerate(rows):
        for cell, text in zip(table.rows[nth].cells, row, strict=False):
            cell.text = text
        if nth in merged:
            table.cell(nth, 0).merge(table.cell(nth, len(rows[0]) - 1)).text = row[0]
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def page(lines, rows, merged):
    width = len(rows[0])
    cells = (
        f'<tr><td colspan="{width}">{escape(row[0])}</td></tr>'
        if nth in merged
        else "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in (*row, *[""] * (width - len(row)))) + "</tr>"
        for nth, row in enumerate(rows)
    )
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<html><meta charset=utf-8><body>{paragraphs}<table>{''.join(cells)}</table></body></html>".encode()


def text_table(lines, rows, _):
    target = io.StringIO()
    csv.writer(target).writerows([*([line] for line in lines), *rows])
    return target.getvalue().encode("gb18030")


def open_document(lines, rows, merged):
    width = len(rows[0])

    def cell(text, across=1):
        return (
            f'<table:table-cell office:value-type="string" table:number-columns-spanned="{across}">'
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
        )

    head = "".join(f"<table:table-row>{cell(line)}</table:table-row>" for line in lines)
    body = "".join(
        f"<table:table-row>{cell(row[0], width) if nth in merged else ''.join(map(cell, row))}</table:table-row>"
        for nth, row in enumerate(rows)
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1">{head}{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


FORMATS = {"xlsx": workbook, "ods": open_document, "docx": word, "html": page, "csv": text_table}
BLOCK = ["获嘉县社会事务进校园白名单", "填报单位：获嘉县  填报时间：2024年6月28日  本级社会事务进校园总量为2项"]
HEADINGS = ["序号", "活动名称", "实施单位", "开展时间", "实施范围", "开展形式"]
LAW = ["1", "普法", "县司法局", "全年", "全县", "讲座"]
DRUGS = ["2", "禁毒", "县公安局", "全年", "全县", "讲座"]
PROBLEMS = ["专项整治问题摸排清单", "填报单位：获嘉县  填报时间：2024年6月28日"]
KINDS = {
    "class row with an ordinal": (BLOCK, [HEADINGS, ["（一）", "安全类", "", "", "", ""], LAW, DRUGS], (), "a7", ["普法", "禁毒"]),
    "class row merged across": (BLOCK, [HEADINGS, ["一、安全类"], LAW, ["二、文艺类"], DRUGS], (1, 3), "a7", ["普法", "禁毒"]),
    "heading repeated": (BLOCK, [HEADINGS, LAW, HEADINGS, DRUGS], (), "a7", ["普法", "禁毒"]),
    "side by side": (
        BLOCK,
        [[*HEADINGS[:3], *HEADINGS[:3]], [*LAW[:3], "2", "禁毒", "县公安局"]],
        (), "a7", ["普法", "禁毒"],
    ),
    "side by side with a gap": (
        BLOCK,
        [[*HEADINGS[:3], "", *HEADINGS[:3]], [*LAW[:3], "", "2", "禁毒", "县公安局"]],
        (), "a7", ["普法", "禁毒"],
    ),
    "another name of the list": (
        ["2024年进校园活动目录公示", "填报单位：获嘉县"],
        [["序号", "事项名称", "主办部门", "活动周期", "适用范围"], LAW[:5], DRUGS[:5]],
        (), "a7", ["普法", "禁毒"],
    ),
    "category by section": (
        PROBLEMS,
        [["序号", "事项名称", "牵头实施单位", "开展时间", "意见建议"], ["（二）社会事务进校园"], [*LAW[:4], "保留"], [*DRUGS[:4], "清理"]],
        (1,), "a2", ["普法", "禁毒"],
    ),
    "own words of a ledger": (
        ["获嘉县教师减负问题整改台账", "填报单位：获嘉县"],
        [["序号", "存在问题", "责任部门", "整改举措", "整改进展"], ["1", "普法", "局", "改", "完成"], ["2", "禁毒", "局", "改", "完成"]],
        (), "a3", ["普法", "禁毒"],
    ),
}  # fmt: skip


def read(tmp_path, data, end, name="来件"):
    path = tmp_path / f"{name}.{end}"
    path.write_bytes(data)
    (file,) = read_source(Source(path.name, path, "获嘉县"), READER, GuardLimits())
    return file


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_published_layouts_are_read_alike_in_every_format(kind, end, tmp_path):
    lines, rows, merged, attachment, matters = KINDS[kind]
    file = read(tmp_path, FORMATS[end](lines, rows, merged), end)
    assert {(form.attachment, form.recognition.sure, form.owner.unit) for form in file.forms} == {
        (attachment, True, "获嘉县")
    }
    assert [name for form in file.forms for name in form.texts("matter")] == matters
    if kind == "category by section":
        assert file.forms[0].texts("category") == ["社会事务进校园"] * 2


OTHERS = {
    "教育系统通讯录": ["序号|单位名称|姓名|职务|办公电话|手机号码", "1|一中|某甲|校长|0373-0000001|13000000001"],
    "安全隐患整改台账": ["序号|隐患|整改措施|整改时限|责任单位|整改情况", "1|漏雨|修|6月|一中|已改"],
    "课后服务机构白名单": ["序号|机构名称|项目名称|面向对象|开展形式|备注", "1|甲|篮球|小学|社团|"],
    "六月活动安排表": ["序号|活动名称|活动时间|活动地点|参与对象|备注", "1|汇演|6月1日|剧院|学生|"],
}


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("title", OTHERS)
def test_another_table_is_no_form_in_any_format(title, end, tmp_path):
    file = read(tmp_path, FORMATS[end]([title], [row.split("|") for row in OTHERS[title]], ()), end, title)
    assert file.forms == ()
    if end in {"xlsx", "ods", "csv"}:
        assert [problem.code for problem in file.problems] == ["JF006"]
        assert title in file.problems[0].detail
