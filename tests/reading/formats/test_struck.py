"""Rows crossed out, as LibreOffice saves them in xls and ods, and as pages say it."""

import io
import re

import openpyxl
import pytest
from made.word_files import p, run, tbl, tc, tr, word
from openpyxl.styles import Font

from jianfu_cli.reading.formats.kinds import kind_of
from jianfu_cli.reading.formats.struck import without_struck_choices
from jianfu_cli.reading.formats.webpage import read_sheets as read_page
from jianfu_cli.reading.formats.word import read_word
from jianfu_cli.reading.guard.package import check_package, zip_archive
from jianfu_cli.reading.limits import GuardLimits

LIMITS = GuardLimits()
ROWS = {1: "ABC", 2: "BC", 3: "C", 4: ""}  # which cells are crossed out


@pytest.mark.parametrize("end", ["xls", "ods"])
def test_in_workbooks(end, tmp_path, office_convert):
    book = openpyxl.Workbook()
    for number, letters in ROWS.items():
        book.active.append([number, 2.5, "甲"])
        for letter in letters:
            book.active[f"{letter}{number}"].font = Font(strike=True)
    book.active.append([None, None, None])
    book.active["B5"].font = Font(strike=True)
    target = io.BytesIO()
    book.save(target)
    (tmp_path / "表.xlsx").write_bytes(target.getvalue())
    data = office_convert(tmp_path / "表.xlsx", end, tmp_path).read_bytes()
    archive = zip_archive(data)
    package = check_package(data, LIMITS, kind_of(end).keeps, archive) if archive else None
    (grid, *_) = kind_of(end).sheet_reader.read_sheets(data, package, LIMITS)
    assert grid.facts.struck_rows == {1, 2}


@pytest.mark.parametrize(
    ("row", "struck"),
    [
        ("<td>1</td><td><s>甲</s></td><td><strike>局</strike></td>", True),
        ("<td><del>1</del></td><td><del><b>甲</b></del></td><td></td>", True),
        ("<td>1</td><td><s>旧</s>新</td><td><s>局</s></td>", False),
        ("<td>1</td><td><s>甲</s></td><td>局</td>", False),
        ("<td>1</td><td>甲</td><td>局</td>", False),
        ("<td><s></s>1</td><td>甲</td><td>局</td>", False),
    ],
)
def test_in_a_page(row, struck):
    page = f'<meta charset="utf-8"><table><tr><td>序号</td><td>名称</td><td>单位</td></tr><tr>{row}</tr></table>'
    (grid,) = read_page(page.encode(), None, LIMITS)
    assert grid.facts.struck_rows == ({2} if struck else set())


@pytest.mark.parametrize(
    ("runs", "left"),
    [
        ([("清理", False), ("/保留/优化", True)], "清理"),
        ([("清理/", True), ("保留", False), ("/优化", True)], "保留"),
        ([("2024年6月", True), ("2024年7月", False)], "2024年7月"),
        ([("清理", True), ("/保留", True)], "清理/保留"),
        ([("清理", False), ("/保留", False)], "清理/保留"),
        ([("清理", True), ("、", False)], "清理、"),
        ([("组织全县中小学生观看宣传片并上传照片", True), ("组织观看宣传片，不再上传", False)], "组织全县中小学生观看宣传片并上传照片组织观看宣传片，不再上传"),
    ],
)  # fmt: skip
def test_words_crossed_out_beside_others_in_a_short_cell_are_not_chosen(runs, left):
    rich = "".join(f"<r>{'<rPr><strike/></rPr>' * out}<t>{text}</t></r>" for text, out in runs)
    texts = f"<sst><si><t>前</t></si><si>{rich}</si><si><r><rPr><strike/></rPr><t>后</t></r></si></sst>".encode()
    [_, item, last, _] = re.split("</si>", without_struck_choices(texts).decode())
    assert "".join(re.findall("<t>(.*?)</t>", item)) == left
    assert "后" in last
    cell = tc(p(*(run(text, "<w:strike/>" * out) for text, out in runs)))
    [table] = read_word(word(tbl(tr("意见建议"), tr(cell)))).blocks
    assert table.rows[1][0].text == left
