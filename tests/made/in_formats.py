"""Lines and rows written as a workbook, an ods, a Word table, a page and a text table, none by jianfu's own writers."""

import csv
import io
import zipfile
from html import escape

import openpyxl
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


def read(tmp_path, data, end, name="来件"):
    path = tmp_path / f"{name}.{end}"
    path.write_bytes(data)
    (file,) = read_source(Source(path.name, path, "获嘉县"), READER, GuardLimits())
    return file
