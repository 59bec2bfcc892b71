"""Forms without a fault, in every layout and format in which they come back: none is told an error, no row is lost."""

import csv
import io
from datetime import date
from html import escape

import openpyxl
import pytest
from docx import Document
from made.forms import shipped

from jianfu_cli.core.model.finding import Severity
from jianfu_cli.workflows.inspect import inspect

TABLES = ("a1", "a2", "a3", "a6", "a7")
DAY = "2024年6月4日"
HEADER = {"unit": "红旗区", "reported_on": DAY, "reporter": "张某 0373-3050001"}
NAMES = ("防溺水宣传", "禁毒知识讲座", "消防安全演练", "科普讲座")
VALUES = {
    "organisation": "红旗区教育体育局", "lead_office": "教师工作科", "person": "李某某", "office_phone": "0373-3050001",
    "mobile": "13800000000", "wechat": "hongqi01", "hotline": "0373-3050002", "complaints_email": "jianfu@example.gov.cn",
    "category": "社会事务进校园", "body": "红旗区水利局", "held": "每年一次", "venue": "各学校", "scope": "全区初中",
    "content": "组织一次专题讲座。", "manner": "讲座", "disposition": "优化", "grounds": "《未成年人保护法》第三十一条",
    "measures": "并入学校已有的安全教育，不再另行组织。", "deadline": "2024年6月20日", "progress": "已完成",
    "region": "红旗区", "issuer": "红旗区教育体育局", "issued_on": "2023年5月16日", "acceptance": "不验收",
}  # fmt: skip


def rows_of(form):
    """The headings of ``form``, and a row by name (one of the contacts)."""
    count = 1 if form.id == "a1" else len(NAMES)
    rows = []
    for number, name in enumerate(NAMES[:count], start=1):
        told = {**VALUES, "seq": number, "matter": name, "title": f"关于开展{name}的通知"}
        told["document_number"] = f"红教体〔2023〕{number}号"
        rows.append([told.get(column.key, "") for column in form.columns])
    return [column.full_heading for column in form.columns], rows


def header_of(form, rows):
    return [f"{field.label}：{HEADER.get(field.key, f'{len(rows)}项')}" for field in form.header]


# A layout: the rows of the sheet, and the cells merged: (row, column, row, column), from 1.
def as_sent_out(form):
    headings, rows = rows_of(form)
    return [[f"附件{form.number}"], [form.title], header_of(form, rows), headings, *rows], ()


def retyped(form):
    headings, rows = rows_of(form)
    short = ["\n".join((each.split("（")[0][:2], each.split("（")[0][2:])) for each in headings]
    return [[f"红旗区{form.title}"], ["  ".join(header_of(form, rows))], short, *rows], ()


def moved(form):
    headings, rows = rows_of(form)
    turned = [[each[0], *reversed(each[1:])] for each in (headings, *rows)]
    return [[form.title], header_of(form, rows), *turned], ()


def pushed_aside(form):
    sheet, _ = as_sent_out(form)
    return [[], [], *(["", "", *each] for each in sheet)], ()


def merged(form):
    sheet, _ = as_sent_out(form)
    width = len(sheet[3])
    sheet[2] = ["  ".join(sheet[2])]
    return sheet, tuple((number, 1, number, width) for number in (1, 2, 3))


def two_rows(form):
    """Two columns in the middle stand under a word of their own, the others are merged down."""
    headings, rows = rows_of(form)
    middle = len(headings) // 2
    over = [
        "" if place == middle else "基本情况" if place == middle - 1 else each for place, each in enumerate(headings)
    ]
    under = [each if place in {middle - 1, middle} else "" for place, each in enumerate(headings)]
    down = [(3, place, 4, place) for place in range(1, len(headings) + 1) if place - 1 not in {middle - 1, middle}]
    return [[form.title], header_of(form, rows), over, under, *rows], ((3, middle, 3, middle + 1), *down)


def side_by_side(form):
    headings, rows = rows_of(form)
    half = (len(rows) + 1) // 2
    beside = [[*left, *right] for left, right in zip(rows[:half], rows[half:] or [[]], strict=True)]
    again = headings if len(rows) > 1 else []
    return [[form.title], header_of(form, rows), [*headings, *again], *beside], ()


def signed_below(form):
    headings, rows = rows_of(form)
    return [[form.title], headings, *rows, [], *([line] for line in header_of(form, rows))], ()


def on_pages(form):
    headings, rows = rows_of(form)
    above = [[form.title], header_of(form, rows), headings]
    return [each for row in range(0, len(rows), 2) for each in (*above, *rows[row : row + 2])], ()


def in_classes(form):
    headings, rows = rows_of(form)
    classed = [["（一）社会事务进校园"], *rows] if form.id in {"a2", "a3", "a7"} else rows
    return [[form.title], header_of(form, rows), headings, *classed, [], ["注：本表由红旗区填报。"]], ()


def classed_by_figures(form):
    headings, rows = rows_of(form)
    classes = [[1, "社会事务进校园"], *rows[:2], [2, "校园安全"], *rows[2:]] if form.id in {"a2", "a3", "a7"} else rows
    return [[form.title], header_of(form, rows), headings, *classes], ()


def one_cell_for_many(form):
    """What is the same in all rows stands once, merged down."""
    sheet, _ = as_sent_out(form)
    last = len(sheet)
    if last == 5:
        return sheet, ()
    same = [place for place in range(2, len(sheet[3]) + 1) if len({row[place - 1] for row in sheet[4:]}) == 1]
    return sheet, tuple((5, place, last, place) for place in same if sheet[4][place - 1])


def without_numbers(form):
    sheet, _ = as_sent_out(form)
    return [*sheet[:3], *(row[1:] for row in sheet[3:])], ()


def with_count_and_who_checked(form):
    sheet, _ = as_sent_out(form)
    _, rows = rows_of(form)
    return [*sheet, ["合计", f"{len(rows)}项"], [], ["单位负责人：李某某", "", "审核人：王某", "", "填表人：张某"]], ()


LAYOUTS = (
    as_sent_out, retyped, moved, pushed_aside, merged, two_rows, side_by_side, signed_below, on_pages, in_classes,
    classed_by_figures, one_cell_for_many, without_numbers, with_count_and_who_checked,
)  # fmt: skip


def workbook(sheet, merges):
    book = openpyxl.Workbook()
    for number, row in enumerate(sheet, start=1):
        for place, value in enumerate(row, start=1):
            book.active.cell(number, place, value or None)
    for top, left, bottom, right in merges:
        book.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def word(sheet, merges):
    document = Document()
    width = max(map(len, sheet))
    table = document.add_table(len(sheet), width)
    for number, row in enumerate(sheet):
        for cell, value in zip(table.rows[number].cells, row, strict=False):
            cell.text = str(value)
    for top, left, bottom, right in merges:
        table.cell(top - 1, left - 1).merge(table.cell(bottom - 1, right - 1)).text = str(sheet[top - 1][left - 1])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word_with_lines(sheet, merges):
    """As people type it: what stands in one row alone is a line of the text above or below the table."""
    alone = [sum(bool(each) for each in row) <= 1 or any("填报单位" in str(each) for each in row) for row in sheet]
    first = next(number for number, is_alone in enumerate(alone) if not is_alone)
    last = max(number for number, is_alone in enumerate(alone) if not is_alone)
    document = Document()
    for row in sheet[:first]:
        document.add_paragraph("    ".join(str(each) for each in row if each))
    inside = [cells for cells in merges if first < cells[0] <= last + 1]
    table = Document(io.BytesIO(word(sheet[first : last + 1], [(a - first, b, c - first, d) for a, b, c, d in inside])))
    document.element.body.insert(len(document.element.body) - 1, table.tables[0]._tbl)
    for row in sheet[last + 1 :]:
        document.add_paragraph("    ".join(str(each) for each in row if each))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def page(sheet, merges):
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges}
    inner = {
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    width = max(map(len, sheet))
    lines = []
    for number, row in enumerate(sheet, start=1):
        cells = []
        for place, value in enumerate([*row, *[""] * (width - len(row))], start=1):
            down, across = spans.get((number, place), (1, 1))
            if (number, place) not in inner:
                cells.append(f"<td rowspan={down} colspan={across}>{escape(str(value))}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><meta charset=utf-8><body><table>{''.join(lines)}</table></body></html>".encode()


def text_table(sheet, _):
    target = io.StringIO()
    csv.writer(target).writerows(sheet)
    return target.getvalue().encode("gb18030")


WRITERS = {"xlsx": workbook, "docx": word, "lines.docx": word_with_lines, "html": page, "csv": text_table}


@pytest.fixture(scope="module")
def saved_by_office(tmp_path_factory, office_convert):
    """``saved_by_office(layout, attachment, end)``: the workbook as LibreOffice saves it, all saved at once."""
    folder = tmp_path_factory.mktemp("clean")
    books = [folder / f"{layout.__name__}_{form}.xlsx" for layout in LAYOUTS for form in TABLES]
    for book, (layout, form) in zip(books, ((layout, form) for layout in LAYOUTS for form in TABLES), strict=True):
        book.write_bytes(workbook(*layout(shipped().attachment(form))))
    for end in ("xls", "ods"):
        office_convert(books[0], end, folder, *books[1:])
    return lambda layout, form, end: (folder / f"{layout.__name__}_{form}.{end}").read_bytes()


def told(folder, data, form, end):
    """The rows read of one file, and the errors found in it."""
    path = folder / f"附件{form.number}.{end}"
    path.write_bytes(data)
    found = inspect([path], shipped(), date(2024, 6, 5))
    rows = sum(len(one.body.rows) for file in found.files for one in file.forms if one.attachment == form.id)
    errors = [(one.code, one.cell, one.message) for one in found.findings if one.severity is Severity.ERROR]
    return rows, errors


@pytest.mark.parametrize("end", [*WRITERS, "xls", "ods"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_clean_form_is_told_no_error(tmp_path, request, layout, end):
    for form in map(shipped().attachment, TABLES):
        if end in WRITERS:
            data = WRITERS[end](*layout(form))
        else:
            data = request.getfixturevalue("saved_by_office")(layout, form.id, end)
        assert (form.id, told(tmp_path, data, form, end)) == (form.id, (len(rows_of(form)[1]), []))
