"""Returns as people really lay them out: the same two rows are read from each, and a clean one gives no error."""

import csv
import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from made.forms import shipped
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

READER = Reader.of(shipped())
CHECKER = Checker(RULES, Context(shipped(), date(2024, 6, 20)))
HEADINGS = [column.full_heading.replace("\n", "") for column in shipped().attachment("a2").columns]
KEYS = [column.key for column in shipped().attachment("a2").columns]
ONE = [
    "1",
    "社会事务进校园",
    "防溺水宣传",
    "区水利局",
    "2024年5月",
    "全区",
    "中小学师生",
    "组织讲座",
    "讲座",
    "清理",
    "",
]
TWO = ["2", "其他", "普法宣传", "区司法局", "全年", "校园", "师生", "讲座", "活动", "保留", ""]
UNIT, DAY, WHO = "填报单位（盖章）：红旗区", "填报时间：2024年6月12日", "填报人员及电话：甲一 0373-2000001"
TITLE = "专项整治问题摸排清单"
LINE = f"{UNIT}      {DAY}      {WHO}"
TOP = [["附件2"], [TITLE], [LINE]]
WIDE = len(HEADINGS)


def read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (file,) = read_source(Source(name, tmp_path / name), READER, GuardLimits())
    assert file.outcome is Outcome.READ, file.problems
    return file


def check(file, rows=(ONE, TWO), unit="红旗区"):
    form = file.forms[0]
    assert (len(file.forms), form.attachment, form.owner.unit, form.header.reported_on) == (
        1,
        "a2",
        unit,
        date(2024, 6, 12),
    )
    assert form.header.text("reporter").split()[-1] == "0373-2000001"
    found = [[form.text(row, key) for key in KEYS[1:]] for row in form.body.rows]
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
    page["H5"].value = CellRichText("组织", TextBlock(InlineFont(b=True), "讲座"))
    page["G6"].quotePrefix = True
    for number in range(7, 500):
        page.cell(number, 1).number_format = "@"


SHEETS = {
    "all of the top in one merged cell": sheet([f"附件2\n{TITLE}\n{UNIT}\n{DAY}\n{WHO}"], HEADINGS, ONE, TWO, merges=["A1:K1"]),
    "header block in one merged cell with line breaks": sheet(["附件2"], [TITLE], [f"{UNIT}\n{DAY}\n{WHO}"], HEADINGS, ONE, TWO, merges=["A1:K1", "A2:K2", "A3:K3"]),
    "title and header block far apart": sheet(["附件2"], [], [TITLE], [], [], [UNIT], [DAY], [], [WHO], [], HEADINGS, ONE, TWO),
    "label and value in cells of their own": sheet([TITLE], ["填报单位", "", "红旗区", "", "填报时间", "2024年6月12日"], ["填报人员及电话", "", "甲一 0373-2000001"], HEADINGS, ONE, TWO, merges=["A2:B2", "A3:B3"]),
    "the day as a date cell": sheet([TITLE], ["填报单位：", "红旗区", "填报时间：", date(2024, 6, 12), "填报人员及电话：", "甲一", "0373-2000001"], HEADINGS, ONE, TWO),
    "the day in figures of words": sheet([TITLE], [UNIT, "", "填报时间：二〇二四年六月十二日", "", WHO], HEADINGS, ONE, TWO),
    "the day with dots, full-width": sheet([TITLE], [UNIT, "填报时间：２０２４．６．１２", WHO], HEADINGS, ONE, TWO),
    "header block under the table": sheet([TITLE], HEADINGS, ONE, TWO, [], [UNIT, "", "", "", DAY, "", "", WHO]),
    "header block under the table, one a line": sheet(["附件2"], HEADINGS, ONE, TWO, [], [UNIT], [WHO], [DAY]),
    "the unit by its long name": sheet([TITLE], ["填报单位：中共新乡市红旗区委教育工作领导小组秘书组"], [DAY, WHO], HEADINGS, ONE, TWO),
    "the unit by its bureau, with a seal": sheet([TITLE], ["填报单位（盖章）：红旗区教育体育局（公章）"], [DAY, WHO], HEADINGS, ONE, TWO),
    "the telephone in the next cell": sheet([TITLE], [UNIT, DAY, "填报人：甲一", "联系电话：0373-2000001"], HEADINGS, ONE, TWO),
    "the telephone in two cells": sheet([TITLE], [UNIT, DAY, "填报人：", "甲一", "联系电话：", "0373-2000001"], HEADINGS, ONE, TWO),
    "values under their labels": sheet([TITLE], ["填报单位", "填报时间", "填报人员及电话"], ["红旗区", "2024年6月12日", "甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "no title": sheet([LINE], HEADINGS, ONE, TWO),
    "a title of a person's own": sheet(["红旗区整治形式主义为基层减负（中小学校）专项整治问题摸排清单"], [LINE], HEADINGS, ONE, TWO),
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
    "title and headings on every page": sheet(["附件2"], [TITLE], [LINE], HEADINGS, ONE, [TITLE + "（续表）"], HEADINGS, TWO),
    "a heading merged downwards": sheet(*TOP, HEADINGS, [], ONE, TWO, merges=[f"{letter}4:{letter}5" for letter in "ABCDEFGHIJK"]),
    "a second line of one heading": sheet(*TOP, [*HEADINGS[:9], "意见建议", "备注"], [*[""] * 9, "（清理/保留/优化）", ""], ONE, TWO),
    "a heading and what it is about in one line": sheet(*TOP, [*HEADINGS[:9], "意见建议/清理/保留/优化", "备注"], ONE, TWO),
    "a heading with a colon and its choices": sheet(*TOP, [*HEADINGS[:9], "意见建议：清理、保留、优化", "备注"], ONE, TWO),
    "the unit before every row": sheet(*TOP, ["县（市、区）", *HEADINGS], ["红旗区", *ONE], ["红旗区", *TWO]),
    "a word beside the headings": sheet(*TOP, [*HEADINGS, "", "", "联系人：甲一"], ONE, TWO),
    "title and headings on every page, with its number": sheet(["附件2"], [TITLE], [LINE], HEADINGS, ONE, ["附件2"], [TITLE], HEADINGS, TWO),
    "section rows": sheet(*TOP, HEADINGS, ["一、区级层面"], ONE, ["二、部门层面"], TWO, merges=["A5:K5", "A7:K7"]),
    "section rows for categories": sheet(*TOP, HEADINGS, ["（二）社会事务进校园"], ONE, ["（八）其他"], TWO, merges=["A5:K5"]),
    "signed like a letter": sheet(*TOP, HEADINGS, ONE, TWO, [*[""] * 8, "红旗区教育体育局（盖章）"], [*[""] * 8, "2024年6月12日"]),
    "notes and signatures below": sheet(*TOP, HEADINGS, ONE, TWO, ["注：问题类别请从八类中选填。"], ["填表人：甲一", "", "", "审核人：乙二", "", "", "联系电话：0373-2000001"]),
    "signatures in cells of their own": sheet(*TOP, HEADINGS, ONE, TWO, ["填表人签字：", "", "", "", "", "", "", "审核人："]),
    "many signatures": sheet(*TOP, HEADINGS, ONE, TWO, ["分管领导签字：", "张某", "", "单位负责人签字：", "李某", "填报：王某", "", "填表日期：", "2024", "年6月", "12日"]),
    "signatures in the second column": sheet(*TOP, HEADINGS, ONE, TWO, ["", "审核人：张某", "填报人：李某"], ["", "校对：", "王某", "", date(2024, 6, 12)]),
    "choices to tick under their heading": sheet(*TOP, [*HEADINGS[:9], "意见建议", "", "", "备注"], [*[""] * 9, "清理", "保留", "优化"], [*ONE[:9], "√"], [*TWO[:9], "×", "是", "×"], merges=["J4:L4"]),
    "choices to tick, all headings merged": sheet(*TOP, [*HEADINGS[:9], "意见建议", "", "", "备注"], [*[""] * 9, "清理", "保留", "优化"], [*ONE[:9], 1], [*TWO[:9], "", "保留"], merges=["J4:L4", *(f"{letter}4:{letter}5" for letter in "ABCDEFGHIM")]),
    "choices to tick beside their heading": sheet(*TOP, [*HEADINGS[:10], "清理", "保留", "优化", "备注"], [*ONE[:9], "", "✓"], [*TWO[:9], "", "", "○"]),
    "choices to tick, headings on every page": sheet(*TOP, *(line for row in ([*ONE[:9], "Y"], [*TWO[:9], "", "√"]) for line in ([*HEADINGS[:9], "意见建议", "", "", "备注"], [*[""] * 9, "清理", "保留", "优化"], row))),
    "a header block without labels": sheet(["附件2"], [TITLE], ["红旗区", "", "", "", "2024年6月12日", "", "", "", "甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "a header block without labels, the day as a date cell": sheet(["附件2"], [TITLE], ["红旗区", "", date(2024, 6, 12), "", "甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "short labels in one cell": sheet(["附件2"], [TITLE], ["填报单位：红旗区教体局  时间：2024.6.12  填报人：甲一 0373-2000001"], HEADINGS, ONE, TWO),
    "the notice's own note": sheet(*TOP, HEADINGS, ONE, TWO, *([note] for note in shipped().attachment("a2").notes)),
    "empty rows between": sheet(*TOP, HEADINGS, [], ONE, [], [], TWO, *([] for _ in range(9))),
    "numbers prefilled to twenty": sheet(*TOP, HEADINGS, ONE, TWO, *([number] for number in range(3, 21))),
    "table from the third column": sheet(*(moved(row, 2) for row in (*TOP, HEADINGS, ONE, TWO))),
    "an empty column within": sheet(*TOP, *([*row[:4], "", *row[4:]] for row in (HEADINGS, ONE, TWO))),
    "cells merged two by two": sheet(*TOP, *([cell for value in row for cell in (value, "")] for row in (HEADINGS, ONE, TWO)), merges=[f"{openpyxl.utils.get_column_letter(2 * n - 1)}{row}:{openpyxl.utils.get_column_letter(2 * n)}{row}" for n in range(1, WIDE + 1) for row in (4, 5, 6)]),
    "starred headings": headed(*(f"*{heading}" for heading in HEADINGS)),
    "headings with a hint": headed(*(f"{heading}（必填）" for heading in HEADINGS[:-1]), "备注（选填）"),
    "headings in pieces": headed(*("\n".join(heading) if len(heading) < 5 else f" {heading[:2]}\u3000{heading[2:]} " for heading in HEADINGS)),
    "numbered headings": headed(*(f"{number}.{heading}" for number, heading in enumerate(HEADINGS, start=1))),
    "english brackets": headed(*(heading.replace("（", "(").replace("）", ")") for heading in HEADINGS)),
    "blanks around values": sheet(*TOP, HEADINGS, *([f"  {value}\u3000\n" if value else "" for value in row] for row in (ONE, TWO))),
    "no-break and zero-width blanks": sheet(*TOP, HEADINGS, ONE, [*TWO[:2], "\ufeff普法宣传\u00a0", *TWO[3:]]),
    "filter, comment, rich text, formats far down": sheet(*TOP, HEADINGS, ONE, TWO, change=formatted),
    "a copy of the sheet's name": sheet(*TOP, HEADINGS, ONE, TWO, name="附件2(1)"),
    "empty sheets beside": sheet(*TOP, HEADINGS, ONE, TWO, others=[("Sheet2", []), ("Sheet3", [])]),
    "a sheet of choices beside": sheet(*TOP, HEADINGS, ONE, TWO, others=[("下拉选项", [["问题类别"], ["社会事务进校园"], ["其他"]])]),
    "a sheet of explanation before": sheet(["填表说明"], ["1.请如实填写。"], ["2.问题类别见附件2备注。"], name="说明", others=[("摸排", [*TOP, HEADINGS, ONE, TWO])]),
    "the cell images of WPS": sheet(*TOP, HEADINGS, ONE, TWO, others=[("WpsReserved_CellImgList", [["x"]])]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet(name, tmp_path):
    check(read(tmp_path, "报表.xlsx", SHEETS[name]))


def headings_of(attachment):
    return [column.full_heading.replace("\n", "") for column in shipped().attachment(attachment).columns]


PERSON = ["1", "红旗区教育体育局", "人事股", "甲一", "0373-2000001", "13000000001", "", "12345", "jianfu@example.cn"]
MENDED = ["1", "其他", "普法宣传", "区司法局", "新教领秘〔2024〕2号", "取消打卡。", "2024年6月20日", "已完成", ""]
PAPER = ["1", "红旗区", "区教育体育局", "关于减轻中小学教师负担的通知", "红教〔2023〕12号", "2023年5月16日"]
ACTIVITY = [
    "1",
    "法治进校园",
    "区司法局",
    "红司〔2024〕1号",
    "9—10月",
    "有关学校",
    "初中",
    "每校一场讲座",
    "讲座",
    "不验收",
    "",
]
LISTED = [["附件7"], ["社会事务进校园白名单"]]
PEOPLE = headings_of("a1")
OTHERS = {
    "a1, headings on two levels": ("a1", PERSON, sheet(["附件1"], [f"{UNIT} {DAY}"], [*PEOPLE[:3], "工作联系人", "", "", "", "投诉举报"], ["", "", "", *PEOPLE[3:]], PERSON, merges=["D3:G3", "H3:I3"])),
    "a1, telephones as numbers": ("a1", PERSON, sheet(["附件1"], [UNIT, DAY], PEOPLE, [*PERSON[:5], 13000000001, "", 12345, PERSON[8]])),
    "a3, dates as cells": ("a3", [*MENDED[:6], "2024-06-20", *MENDED[7:]], sheet(["附件3"], [LINE], headings_of("a3"), [*MENDED[:6], date(2024, 6, 20), *MENDED[7:]])),
    "a3 in a document": ("a3", MENDED, word(p("附件3"), p("专项整治问题整改清单"), p(LINE), tbl(tr(*headings_of("a3")), tr(*MENDED)))),
    "a6": ("a6", PAPER, sheet(["附件6："], [LINE], headings_of("a6"), PAPER)),
    "a7, total in cells": ("a7", ACTIVITY, sheet(*LISTED, [UNIT, "", "", "本级社会事务进校园总量为", "1", "项"], [DAY, "", WHO], headings_of("a7"), ACTIVITY)),
    "a7, total below": ("a7", ACTIVITY, sheet(*LISTED, [LINE], headings_of("a7"), ACTIVITY, ["本级社会事务进校园总量为1项"])),
    "a7, total by its short label": ("a7", ACTIVITY, sheet(*LISTED, [f"填报单位：红旗区  总量：1项  {DAY}", WHO], headings_of("a7"), ACTIVITY)),
    "a7, total with other words": ("a7", ACTIVITY, sheet(*LISTED, [LINE], ["本级社会事务进校园总量：共计 1 项"], headings_of("a7"), ACTIVITY)),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_another_attachment(name, tmp_path):
    attachment, row, data = OTHERS[name]
    file = read(tmp_path, "报表.docx" if "document" in name else "报表.xlsx", data)
    (form,) = file.forms
    assert (form.attachment, form.owner.unit, form.header.reported_on) == (attachment, "红旗区", date(2024, 6, 12))
    schema = shipped().attachment(attachment)
    asked = [schema.asked_by(column.key) for column in schema.columns][1:]
    assert [[form.text(one, role) for role in asked] for one in form.body.rows] == [row[1:]]
    assert [one for one in CHECKER.check_file(file) if one.severity is Severity.ERROR] == []


def test_several_choices_ticked(tmp_path):
    heading = [[*HEADINGS[:9], "意见建议", "", "", "备注"], [*[""] * 9, "清理", "保留", "优化"]]
    file = read(tmp_path, "报表.xlsx", sheet(*TOP, *heading, [*ONE[:9], "√", "", "√"], [*TWO[:9], "", "√"]))
    assert [file.forms[0].text(row, "disposition") for row in file.forms[0].body.rows] == ["清理、优化", "保留"]
    errors = [one for one in CHECKER.check_file(file) if one.severity is Severity.ERROR]
    assert [(one.code, one.cell) for one in errors] == [("JF205", "J6")]


def test_two_units_below_each_other(tmp_path):
    second = [["附件2"], [TITLE], [LINE.replace("红旗区", "卫滨区")]]
    file = read(tmp_path, "报表.xlsx", sheet(*TOP, HEADINGS, ONE, [], *second, HEADINGS, TWO))
    assert [(form.owner.unit, [form.text(row, "matter") for row in form.body.rows]) for form in file.forms] == [
        ("红旗区", ["防溺水宣传"]),
        ("卫滨区", ["普法宣传"]),
    ]


def test_two_attachments_in_a_document(tmp_path):
    third = (p("附件3"), p("专项整治问题整改清单"), p(LINE), tbl(tr(*headings_of("a3")), tr(*MENDED)))
    file = read(tmp_path, "报表.docx", word(*TOP_LINES, tbl(HEAD, tr(*ONE)), *third))
    assert [(form.attachment, len(form.body.rows)) for form in file.forms] == [("a2", 1), ("a3", 1)]


def delimited(*rows, separator=",", encoding="gb18030"):
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=separator).writerows(rows)
    return target.getvalue().encode(encoding)


BROKEN = [*ONE[:7], "组织讲座，\n发放“明白纸”", *ONE[8:]]


def shown(row):
    return "".join(f"<td>{value}</td>" for value in row)


PAGE = f"<table border=1><tr><td colspan=11>附件2</td></tr><tr><td colspan=11><b>{TITLE}</b></td></tr><tr><td colspan=4>{UNIT}<td colspan=3>{DAY}<td colspan=4>{WHO}</tr><tr>{shown(HEADINGS)}<tr>{shown(ONE)}<tr>{shown(TWO)}</table>"
TEXTS = {
    "line breaks in quotes": ("附件2.csv", delimited(*TOP, HEADINGS, BROKEN, TWO), (BROKEN, TWO)),
    "every row as wide as the table": ("附件2.csv", delimited(*([*row, *[""] * (WIDE - len(row))] for row in (*TOP, HEADINGS, ONE, TWO))), (ONE, TWO)),
    "semicolons": ("附件2.csv", delimited(*TOP, HEADINGS, ONE, TWO, separator=";", encoding="utf-8-sig"), (ONE, TWO)),
    "pasted into a text file": ("附件2.txt", delimited(*TOP, HEADINGS, ONE, TWO, separator="\t", encoding="utf-16"), (ONE, TWO)),
    "a page of a web system": ("附件2.xls", f"<html><meta charset=gb2312>{PAGE}</html>".encode("gb18030"), (ONE, TWO)),
    "all in quotes": ("附件2.csv", "\r\n".join(",".join(f'"{value}"' for value in row) for row in (*TOP, HEADINGS, ONE, TWO)).encode("gb18030"), (ONE, TWO)),
    "a web archive": ("附件2.mht", f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html>{PAGE}</html>".encode(), (ONE, TWO)),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text(name, tmp_path):
    file, data, rows = TEXTS[name]
    check(read(tmp_path, file, data), rows)


def across(columns, text):
    return tc(text, properties=span(columns))


HEAD = tr(*HEADINGS)
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TOP_LINES = (p("附件2"), p(TITLE), p(LINE))
LAST = [TWO[0], ONE[1], *TWO[2:]]
WORDS = {
    "plain": word(*TOP_LINES, tbl(HEAD, tr(*ONE), tr(*TWO))),
    "blanks underlined by hand": word(p("附件2："), p(TITLE), p("填报单位（盖章）：__红旗区____  填报时间： 2024 年 6 月 12 日 \t填报人员及电话：_甲一 0373-2000001_"), tbl(HEAD, tr(*ONE), tr(*TWO))),
    "title and header block within the table": word(tbl(tr(across(WIDE, TITLE)), tr(across(5, UNIT), across(6, f"{DAY} {WHO}")), HEAD, tr(*ONE), tr(*TWO))),
    "header block in a table of its own": word(p("附件2"), p(TITLE), tbl(tr(UNIT, DAY), tr(WHO, "")), p(""), tbl(HEAD, tr(*ONE), tr(*TWO))),
    "cut by the page, headings again": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p(""), tbl(HEAD, tr(*TWO))),
    "cut by the page, no headings": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p(""), tbl(tr(*TWO))),
    "cut by the page, title again": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p(f"{TITLE}（续）"), tbl(HEAD, tr(*TWO))),
    "title again on every page": word(*TOP_LINES, tbl(HEAD, tr(*ONE)), p("附件2"), p(TITLE), tbl(HEAD, tr(*TWO))),
    "a frame around the form": word(p("附件2"), tbl(tr(tc(p(LINE), tbl(HEAD, tr(*ONE), tr(*TWO)), p(""))))),
    "choices to tick": word(*TOP_LINES, tbl(tr(*HEADINGS[:9], across(3, "意见建议"), "备注"), tr(*[""] * 9, "清理", "保留", "优化", ""), tr(*ONE[:9], "√", "", "", ""), tr(*TWO[:9], "", "√", "", ""))),
    "headings of one character a line": word(*TOP_LINES, tbl(tr(*(tc(*heading) for heading in HEADINGS)), tr(*ONE), tr(*TWO))),
    "a total and a signature": word(*TOP_LINES, tbl(HEAD, tr(*ONE), tr(*TWO), tr(across(3, "合计"), across(8, "2项"))), p("填表人：甲一"), p("审核人：乙二")),
    "an empty row": word(*TOP_LINES, tbl(HEAD, tr(*ONE), tr(*[""] * WIDE), tr(*TWO), tr(*[""] * WIDE))),
    "header block under the table": word(p("附件2"), p(TITLE), tbl(HEAD, tr(*ONE), tr(*TWO)), p(UNIT), p(DAY), p(WHO)),
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
    for text in ("附件2", TITLE, LINE):
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
