"""Rows crossed out, as LibreOffice saves them in xls and ods, and as pages say it."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from jianfu_cli.reading.formats.kinds import kind_of
from jianfu_cli.reading.formats.webpage import read_sheets as read_page
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
