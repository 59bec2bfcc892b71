"""Returns as people really lay them out: the same two rows are read from each, and a clean one gives no error.

They are of the campaign of unlike keys: how a table is laid out is no matter of the shipped one.
"""

import csv
import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from made.unlike import unlike
from made.word_files import p, span, tbl, tc, tr, word
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

READER = Reader.of(unlike())
CHECKER = Checker(RULES, Context(unlike(), date(2026, 4, 5)))
HEADINGS = [column.full_heading.replace("\n", "") for column in unlike().attachment("g4").columns]
ASKED = [unlike().attachment("g4").asked_by(column.key) for column in unlike().attachment("g4").columns]
ONE = ["1", "电子档案", "硬盘读不出", "东山县信息科", "2026年3月", "三号库", "第二排", "逐盘开机", "开机", "移交", ""]
TWO = ["2", "纸质档案", "卷宗受潮", "东山县保管科", "全年", "一号库", "各架", "翻阅", "目测", "销毁", ""]
UNIT, DAY, WHO = "报送机构（公章）：东山县", "报送日期：2026年4月2日", "经手人及手机：甲一 0373-2000001"
TITLE = "库房隐患排查台账"
LINE = f"{UNIT}      {DAY}      {WHO}"
TOP = [["附件4"], [TITLE], [LINE]]
WIDE = len(HEADINGS)


def read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (file,) = read_source(Source(name, tmp_path / name), READER, GuardLimits())
    assert file.outcome is Outcome.READ, file.problems
    return file


def check(file, rows=(ONE, TWO), unit="东山县"):
    form = file.forms[0]
    assert (len(file.forms), form.attachment, form.owner.unit, form.header.reported_on) == (
        1,
        "g4",
        unit,
        date(2026, 4, 2),
    )
    assert form.header.text("reporter").split()[-1] == "0373-2000001"
    found = [[form.text(row, role) for role in ASKED[1:]] for row in form.body.rows]
    assert found == [list(row[1:]) for row in rows]
    errors = [one for one in CHECKER.check_file(file) if one.severity is Severity.ERROR]
    assert errors == []


def sheet(*rows, merges=(), change=lambda _: None, name="Sheet1", others=()):
    book = openpyxl.Workbook()
    page = book.active
    page.title = name
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None and value != "":
                page.cell(number, place, value)
    for merge in merges:
        page.merge_cells(merge)
    for title, content in others:
        extra = book.create_sheet(title)
        for row in content:
            extra.append(row)
    change(page)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def numbered(first, second):
    return sheet(*TOP, HEADINGS, [first, *ONE[1:]], [second, *TWO[1:]])


def headed(*headings):
    return sheet(*TOP, list(headings), ONE, TWO)


def moved(row, columns):
    return [None] * columns + list(row)


def formatted(page):
    page.auto_filter.ref = f"A4:K{page.max_row}"
    page.freeze_panes = "A5"
    page["C5"].comment = Comment("请核对", "科室")
    page["H5"].value = CellRichText("逐盘", TextBlock(InlineFont(b=True), "开机"))
    page["G6"].quotePrefix = True
    for number in range(7, 500):
        page.cell(number, 1).number_format = "@"


SHEETS = {
    "all of the top in one merged cell": sheet([f"附件4\n{TITLE}\n{UNIT}\n{DAY}\n{WHO}"], HEADINGS, ONE, TWO, merges=["A1:K1"]),
    "header block in one merged cell with line breaks": sheet(["附件4"], [TITLE], [f"{UNIT}\n{DAY}\n{WHO}"], HEADINGS, ONE, TWO, merges=["A1:K1", "A2:K2", "A3:K3"]),
    "title and header block far apart": sheet(["附件4"], [], [TITLE], [], [], [UNIT], [DAY], [], [WHO], [], HEADINGS, ONE, TWO),
    "label and value in cells of their own": sheet([TITLE], ["报送机构", "", "东山县", "", "报送日期", "2026年4月2日"], ["经手人及手机", "", "甲一 0373-2000001"], HEADINGS, ONE, TWO, merges=["A2:B2", "A3:B3"]),
    "the day as a date cell": sheet([TITLE], ["报送机构：", "东山县", "报送日期：", date(2026, 4, 2), "经手人及手机：", "甲一", "0373-2000001"], HEADINGS, ONE, TWO),
    "the day in figures of words": sheet([TITLE], [UNIT, "", "报送日期：二〇二六年四月二日", "", WHO], HEADINGS, ONE, TWO),
    "the day with dots, full-width": sheet([TITLE], [UNIT, "报送日期：２０２６．４．２", WHO], HEADINGS, ONE, TWO),
    "header block under the table": sheet([TITLE], HEADINGS, ONE, TWO, [], [UNIT, "", "", "", DAY, "", "", WHO]),
    "header block under the table, labels in cells of their own": sheet([TITLE], HEADINGS, ONE, TWO, [], ["报送机构：", "东山县", "", "报送日期：", "2026年4月2日", "", "经手人及手机：", "甲一 0373-2000001"]),
    "header block under the table, one a line": sheet(["附件4"], HEADINGS, ONE, TWO, [], [UNIT], [WHO], [DAY]),
    "the unit by its long name": sheet([TITLE], ["报送机构：中共东山县委教育工作领导小组秘书组"], [DAY, WHO], HEADINGS, ONE, TWO),
    "the unit by its bureau, with a seal": sheet([TITLE], ["报送机构（公章）：东山县教育体育局（公章）"], [DAY, WHO], HEADINGS, ONE, TWO),
    "the telephone in the next cell": sheet([TITLE], [UNIT, DAY, "填报人：甲一", "联系电话：0373-2000001"], HEADINGS, ONE, TWO),
    "the telephone in two cells": sheet([TITLE], [UNIT, DAY, "填报人：", "甲一", "联系电话：", "0373-2000001"], HEADINGS, ONE, TWO),
    "values under their labels": sheet([TITLE], ["报送机构", "报送日期", "经手人及手机"], ["东山县", "2026年4月2日", "甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "no title": sheet([LINE], HEADINGS, ONE, TWO),
    "a title of a person's own": sheet(["东山县档案清点行动（各库房）库房隐患排查台账"], [LINE], HEADINGS, ONE, TWO),
    "numbers in brackets": numbered("（1）", "（2）"),
    "numbers of two parts": numbered("1-1", "1-2"),
    "circled numbers": numbered("①", "②"),
    "chinese numbers": numbered("一、", "二、"),
    "numbers with a dot": numbered("1.", "2．"),
    "numbers as texts": numbered("'01", "'02"),
    "numbers beginning anew": sheet(*TOP, HEADINGS, ONE, ["1", *TWO[1:]]),
    "no numbers": numbered("", ""),
    "formulas for numbers": sheet(*TOP, HEADINGS, ["=ROW()-4", *ONE[1:]], ["=ROW()-4", *TWO[1:]]),
    "title rows merged across": sheet(*TOP, HEADINGS, ONE, TWO, merges=[f"A{n}:K{n}" for n in (1, 2, 3)]),
    "a total in the middle": sheet(*TOP, HEADINGS, ONE, ["小计", "", "1项"], TWO, ["合计", "", "2项"]),
    "a total merged over the first cells": sheet(*TOP, HEADINGS, ONE, TWO, ["合计", "", "", "2"], merges=["A7:C7"]),
    "headings on every page": sheet(*TOP, HEADINGS, ONE, [], HEADINGS, TWO),
    "title and headings on every page": sheet(["附件4"], [TITLE], [LINE], HEADINGS, ONE, [TITLE + "（续表）"], HEADINGS, TWO),
    "a heading merged downwards": sheet(*TOP, HEADINGS, [], ONE, TWO, merges=[f"{letter}4:{letter}5" for letter in "ABCDEFGHIJK"]),
    "a second line of one heading": sheet(*TOP, [*HEADINGS[:9], "处置打算", "附言"], [*[""] * 9, "（移交/销毁/封存）", ""], ONE, TWO),
    "a heading and what it is about in one line": sheet(*TOP, [*HEADINGS[:9], "处置打算/移交/销毁/封存", "附言"], ONE, TWO),
    "a heading with a colon and its choices": sheet(*TOP, [*HEADINGS[:9], "处置打算：移交、销毁、封存", "附言"], ONE, TWO),
    "the unit before every row": sheet(*TOP, ["县（市、区）", *HEADINGS], ["东山县", *ONE], ["东山县", *TWO]),
    "a word beside the headings": sheet(*TOP, [*HEADINGS, "", "", "联系人：甲一"], ONE, TWO),
    "title and headings on every page, with its number": sheet(["附件4"], [TITLE], [LINE], HEADINGS, ONE, ["附件4"], [TITLE], HEADINGS, TWO),
    "section rows": sheet(*TOP, HEADINGS, ["一、区级层面"], ONE, ["二、部门层面"], TWO, merges=["A5:K5", "A7:K7"]),
    "section rows for categories": sheet(*TOP, HEADINGS, ["（二）电子档案"], ONE, ["（一）纸质档案"], TWO, merges=["A5:K5"]),
    "signed like a letter": sheet(*TOP, HEADINGS, ONE, TWO, [*[""] * 8, "东山县教育体育局（盖章）"], [*[""] * 8, "2026年4月2日"]),
    "notes and signatures below": sheet(*TOP, HEADINGS, ONE, TWO, ["注：档案种类请从两类中选填。"], ["填表人：甲一", "", "", "审核人：乙二", "", "", "联系电话：0373-2000001"]),
    "signatures in cells of their own": sheet(*TOP, HEADINGS, ONE, TWO, ["填表人签字：", "", "", "", "", "", "", "审核人："]),
    "many signatures": sheet(*TOP, HEADINGS, ONE, TWO, ["分管领导签字：", "张某", "", "单位负责人签字：", "李某", "填报：王某", "", "填表日期：", "2024", "年6月", "12日"]),
    "signatures in the second column": sheet(*TOP, HEADINGS, ONE, TWO, ["", "审核人：张某", "填报人：李某"], ["", "校对：", "王某", "", date(2026, 4, 2)]),
    "choices to tick under their heading": sheet(*TOP, [*HEADINGS[:9], "处置打算", "", "", "附言"], [*[""] * 9, "移交", "销毁", "封存"], [*ONE[:9], "√"], [*TWO[:9], "×", "是", "×"], merges=["J4:L4"]),
    "choices to tick, all headings merged": sheet(*TOP, [*HEADINGS[:9], "处置打算", "", "", "附言"], [*[""] * 9, "移交", "销毁", "封存"], [*ONE[:9], 1], [*TWO[:9], "", "销毁"], merges=["J4:L4", *(f"{letter}4:{letter}5" for letter in "ABCDEFGHIM")]),
    "choices to tick beside their heading": sheet(*TOP, [*HEADINGS[:10], "移交", "销毁", "封存", "附言"], [*ONE[:9], "", "✓"], [*TWO[:9], "", "", "○"]),
    "choices to tick, headings on every page": sheet(*TOP, *(line for row in ([*ONE[:9], "Y"], [*TWO[:9], "", "√"]) for line in ([*HEADINGS[:9], "处置打算", "", "", "附言"], [*[""] * 9, "移交", "销毁", "封存"], row))),
    "a header block without labels": sheet(["附件4"], [TITLE], ["东山县", "", "", "", "2026年4月2日", "", "", "", "甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "a header block without labels, the day as a date cell": sheet(["附件4"], [TITLE], ["东山县", "", date(2026, 4, 2), "", "甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "short labels in one cell": sheet(["附件4"], [TITLE], ["报送机构：东山县教育体育局  时间：2026.4.2  填报人：甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "the notice's own note": sheet(*TOP, HEADINGS, ONE, TWO, *([note] for note in unlike().attachment("g4").notes)),
    "empty rows between": sheet(*TOP, HEADINGS, [], ONE, [], [], TWO, *([] for _ in range(9))),
    "numbers prefilled to twenty": sheet(*TOP, HEADINGS, ONE, TWO, *([number] for number in range(3, 21))),
    "table from the third column": sheet(*(moved(row, 2) for row in (*TOP, HEADINGS, ONE, TWO))),
    "an empty column within": sheet(*TOP, *([*row[:4], "", *row[4:]] for row in (HEADINGS, ONE, TWO))),
    "cells merged two by two": sheet(*TOP, *([cell for value in row for cell in (value, "")] for row in (HEADINGS, ONE, TWO)), merges=[f"{openpyxl.utils.get_column_letter(2 * n - 1)}{row}:{openpyxl.utils.get_column_letter(2 * n)}{row}" for n in range(1, WIDE + 1) for row in (4, 5, 6)]),
    "starred headings": headed(*(f"*{heading}" for heading in HEADINGS)),
    "headings with a hint": headed(*(f"{heading}（必填）" for heading in HEADINGS[:-1]), "附言（选填）"),
    "headings in pieces": headed(*("\n".join(heading) if len(heading) < 5 else f" {heading[:2]}\u3000{heading[2:]} " for heading in HEADINGS)),
    "numbered headings": headed(*(f"{number}.{heading}" for number, heading in enumerate(HEADINGS, start=1))),
    "english brackets": headed(*(heading.replace("（", "(").replace("）", ")") for heading in HEADINGS)),
    "blanks around values": sheet(*TOP, HEADINGS, *([f"  {value}\u3000\n" if value else "" for value in row] for row in (ONE, TWO))),
    "no-break and zero-width blanks": sheet(*TOP, HEADINGS, ONE, [*TWO[:2], "\ufeff卷宗受潮\u00a0", *TWO[3:]]),
    "filter, comment, rich text, formats far down": sheet(*TOP, HEADINGS, ONE, TWO, change=formatted),
    "a copy of the sheet's name": sheet(*TOP, HEADINGS, ONE, TWO, name="附件4(1)"),
    "empty sheets beside": sheet(*TOP, HEADINGS, ONE, TWO, others=[("Sheet2", []), ("Sheet3", [])]),
    "a sheet of choices beside": sheet(*TOP, HEADINGS, ONE, TWO, others=[("下拉选项", [["档案种类"], ["电子档案"], ["纸质档案"]])]),
    "a sheet of explanation before": sheet(["填表说明"], ["1.请如实填写。"], ["2.档案种类见附件4说明。"], name="说明", others=[("排查", [*TOP, HEADINGS, ONE, TWO])]),
    "the cell images of WPS": sheet(*TOP, HEADINGS, ONE, TWO, others=[("WpsReserved_CellImgList", [["x"]])]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet(name, tmp_path):
    check(read(tmp_path, "报表.xlsx", SHEETS[name]))


def headings_of(attachment):
    return [column.full_heading.replace("\n", "") for column in unlike().attachment(attachment).columns]


LISTED = ["1", "纸质档案", "一九八三年卷宗", "综合科", "移交", "2026年4月1日", "0373-2000001", "jianfu@example.cn"]
INVENTORY = [["附件9"], ["档案清点登记表"]]
REGISTER = headings_of("a9")
OTHERS = {
    "headings on two levels": sheet(["附件9"], [f"{UNIT} {DAY}"], [*REGISTER[:5], "办结与联络", "", ""], ["", "", "", "", "", *REGISTER[5:]], LISTED, merges=["F3:H3"]),
    "telephones as numbers": sheet(["附件9"], [UNIT, DAY], REGISTER, [*LISTED[:6], 13000000001, LISTED[7]]),
    "dates as cells": sheet(["附件9"], [LINE], REGISTER, [*LISTED[:5], date(2026, 4, 1), *LISTED[6:]]),
    "in a document": word(p("附件9"), p("档案清点登记表"), p(LINE), tbl(tr(*REGISTER), tr(*LISTED))),
    "the number with a colon": sheet(["附件9："], [LINE], REGISTER, LISTED),
    "total in cells": sheet(*INVENTORY, [UNIT, "", "", "本表登记件数为", "1", "件"], [DAY, "", WHO], REGISTER, LISTED),
    "total below": sheet(*INVENTORY, [LINE], REGISTER, LISTED, ["本表登记件数为1件"]),
    "total by its short label": sheet(*INVENTORY, [f"报送机构：东山县  件数：1件  {DAY}", WHO], REGISTER, LISTED),
    "total with other words": sheet(*INVENTORY, [LINE], ["本表登记件数：共计 1 件"], REGISTER, LISTED),
}  # fmt: skip
READ_AS = {"telephones as numbers": {6: "13000000001"}, "dates as cells": {5: "2026-04-01"}}


@pytest.mark.parametrize("name", OTHERS)
def test_another_attachment(name, tmp_path):
    file = read(tmp_path, "报表.docx" if "document" in name else "报表.xlsx", OTHERS[name])
    (form,) = file.forms
    assert (form.attachment, form.owner.unit, form.header.reported_on) == ("a9", "东山县", date(2026, 4, 2))
    assert form.header.text("declared_total").removeprefix("共计 ") == ("1" if "total" in name else "")
    schema = unlike().attachment("a9")
    asked = [schema.asked_by(column.key) for column in schema.columns][1:]
    expected = [READ_AS.get(name, {}).get(place, value) for place, value in enumerate(LISTED)][1:]
    assert [[form.text(row, role) for role in asked] for row in form.body.rows] == [expected]
    assert [one for one in CHECKER.check_file(file) if one.severity is Severity.ERROR] == []


def test_several_choices_ticked(tmp_path):
    heading = [[*HEADINGS[:9], "处置打算", "", "", "附言"], [*[""] * 9, "移交", "销毁", "封存"]]
    file = read(tmp_path, "报表.xlsx", sheet(*TOP, *heading, [*ONE[:9], "√", "", "√"], [*TWO[:9], "", "√"]))
    assert [file.forms[0].text(row, "disposition") for row in file.forms[0].body.rows] == ["移交、封存", "销毁"]
    errors = [one for one in CHECKER.check_file(file) if one.severity is Severity.ERROR]
    assert [(one.code, one.cell) for one in errors] == [("JF205", "J6")]


def test_two_units_below_each_other(tmp_path):
    second = [["附件4"], [TITLE], [LINE.replace("东山县", "西河区")]]
    file = read(tmp_path, "报表.xlsx", sheet(*TOP, HEADINGS, ONE, [], *second, HEADINGS, TWO))
    assert [(form.owner.unit, [form.text(row, "trouble") for row in form.body.rows]) for form in file.forms] == [
        ("东山县", ["硬盘读不出"]),
        ("西河区", ["卷宗受潮"]),
    ]


def test_two_attachments_in_a_document(tmp_path):
    third = (p("附件9"), p("档案清点登记表"), p(LINE), tbl(tr(*REGISTER), tr(*LISTED)))
    file = read(tmp_path, "报表.docx", word(*TOP_LINES, tbl(HEAD, tr(*ONE)), *third))
    assert [(form.attachment, len(form.body.rows)) for form in file.forms] == [("g4", 1), ("a9", 1)]


def delimited(*rows, separator=",", encoding="gb18030"):
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows(rows)
    return target.getvalue().encode(encoding)


BROKEN = [*ONE[:7], "组织讲座，\n发放“明白纸”", *ONE[8:]]


def shown(row):
    return "".join(f"<td>{value}</td>" for value in row)


PAGE = f"<table border=1><tr><td colspan=11>附件4</td></tr><tr><td colspan=11><b>{TITLE}</b></td></tr><tr><td colspan=4>{UNIT}<td colspan=3>{DAY}<td colspan=4>{WHO}</tr><tr>{shown(HEADINGS)}<tr>{shown(ONE)}<tr>{shown(TWO)}</table>"
TEXTS = {
    "line breaks in quotes": ("附件4.csv", delimited(*TOP, HEADINGS, BROKEN, TWO), (BROKEN, TWO)),
    "every row as wide as the table": ("附件4.csv", delimited(*([*row, *[""] * (WIDE - len(row))] for row in (*TOP, HEADINGS, ONE, TWO))), (ONE, TWO)),
    "semicolons": ("附件4.csv", delimited(*TOP, HEADINGS, ONE, TWO, separator=";", encoding="utf-8-sig"), (ONE, TWO)),
    "pasted into a text file": ("附件4.txt", delimited(*TOP, HEADINGS, ONE, TWO, separator="\t", encoding="utf-16"), (ONE, TWO)),
    "a page of a web system": ("附件4.xls", f"<html><meta charset=gb2312>{PAGE}</html>".encode("gb18030"), (ONE, TWO)),
    "all in quotes": ("附件4.csv", "\r\n".join(",".join(f'"{value}"' for value in row) for row in (*TOP, HEADINGS, ONE, TWO)).encode("gb18030"), (ONE, TWO)),
    "a web archive": ("附件4.mht", f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html>{PAGE}</html>".encode(), (ONE, TWO)),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text(name, tmp_path):
    file, data, rows = TEXTS[name]
    check(read(tmp_path, file, data), rows)


def across(columns, text):
    return tc(text, properties=span(columns))


HEAD = tr(*HEADINGS)
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TOP_LINES = (p("附件4"), p(TITLE), p(LINE))
LAST = [TWO[0], ONE[1], *TWO[2:]]
WORDS = {
    "plain": word(*TOP_LINES, tbl(HEAD, tr(*ONE), tr(*TWO))),
    "blanks underlined by hand": word(p("附件4："), p(TITLE), p("报送机构（公章）：__东山县____  报送日期： 2026 年 4 月 2 日 \t经手人及手机：_甲一 0373-2000001_"), tbl(HEAD, tr(*ONE), tr(*TWO))),
    "title and header block within the table": word(tbl(tr(across(WIDE, TITLE)), tr(across(5, UNIT), across(6, f"{DAY} {WHO}")), HEAD, tr(*ONE), tr(*TWO))),
    "header block in a table of its own": word(p("附件4"), p(TITLE), tbl(tr(UNIT, DAY), tr(WHO, "")), p(""), tbl(HEAD, tr(*ONE), tr(*TWO))),
    "cut by the page, headings again": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p(""), tbl(HEAD, tr(*TWO))),
    "cut by the page, no headings": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p(""), tbl(tr(*TWO))),
    "cut by the page, title again": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p(f"{TITLE}（续）"), tbl(HEAD, tr(*TWO))),
    "title again on every page": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p("附件4"), p(TITLE), tbl(HEAD, tr(*TWO))),
    "a frame around the form": word(p("附件4"), tbl(tr(tc(p(LINE), tbl(HEAD, tr(*ONE), tr(*TWO)), p(""))))),
    "choices to tick": word(*TOP_LINES, tbl(tr(*HEADINGS[:9], across(3, "处置打算"), "附言"), tr(*[""] * 9, "移交", "销毁", "封存", ""), tr(*ONE[:9], "√", "", "", ""), tr(*TWO[:9], "", "√", "", ""))),
    "headings of one character a line": word(*TOP_LINES, tbl(tr(*(tc(*heading) for heading in HEADINGS)), tr(*ONE), tr(*TWO))),
    "a total and a signature": word(*TOP_LINES, tbl(HEAD, tr(*ONE), tr(*TWO), tr(across(3, "合计"), across(8, "2项"))), p("填表人：甲一"), p("审核人：乙二")),
    "an empty row": word(*TOP_LINES, tbl(HEAD, tr(*ONE), tr(*[""] * WIDE), tr(*TWO), tr(*[""] * WIDE))),
    "header block under the table": word(p("附件4"), p(TITLE), tbl(HEAD, tr(*ONE), tr(*TWO)), p(UNIT), p(DAY), p(WHO)),
}  # fmt: skip
MERGED = {
    "category merged over two rows": word(*TOP_LINES, tbl(HEAD, tr(ONE[0], tc(ONE[1], properties=DOWN), *ONE[2:]), tr(LAST[0], tc("", properties=ON), *LAST[2:]))),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_a_document(name, tmp_path):
    check(read(tmp_path, "报表.docx", WORDS[name]))


def test_a_landscape_document(tmp_path):
    document = docx.Document()
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    for text in ("附件4", TITLE, LINE):
        document.add_paragraph(text)
    table = document.add_table(0, WIDE, style="Table Grid")
    for row in (HEADINGS, ONE, TWO):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    target = io.BytesIO()
    document.save(target)
    check(read(tmp_path, "报表.docx", target.getvalue()))


@pytest.mark.parametrize("name", MERGED)
def test_a_document_with_merged_cells(name, tmp_path):
    check(read(tmp_path, "报表.docx", MERGED[name]), (ONE, LAST))


def without_extent(data):
    """As WPS may write it: the sheet claims to hold A1 alone."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:K6"', b'<dimension ref="A1"'))
    return target.getvalue()


def test_a_false_extent(tmp_path):
    check(read(tmp_path, "报表.xlsx", without_extent(sheet(*TOP, HEADINGS, ONE, TWO))))


NIL = {
    "a word": ["无"],
    "a word under the matter": ["", "", "无"],
    "a word in every cell": ["无"] * WIDE,
    "a sentence": ["经摸排，我单位无此类问题。"],
    "a number and a word": ["1", "无", "无", "/", "/", "/", "/", "/", "/", "/", ""],
    "a nil report": ["", "零报告"],
}


@pytest.mark.parametrize("name", NIL)
def test_nothing_to_report(name, tmp_path):
    file = read(tmp_path, "报表.xlsx", sheet(*TOP, HEADINGS, NIL[name]))
    assert file.forms[0].body.nil
    check(file, ())
