"""处理决定.xlsx is read whoever saved it, wherever its columns stand."""

import pytest
from openpyxl import Workbook

from jianfu_cli.core.model.decision_book import HEADINGS
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.decisions import read_book
from jianfu_cli.reading.limits import GuardLimits

ROW = (
    "D1",
    "提醒",
    "红旗区",
    "附件2",
    "红旗区/附件2.xlsx",
    "Sheet1",
    "B9",
    "看一眼",
    "",
    "已核实",
    "属实",
    "李某",
    "2024-06-20",
)


def saved(tmp_path, *lines, sheet="待定", aliases=()):
    book = Workbook()
    book.active.title = sheet
    for line in lines:
        book.active.append(line)
    if aliases:
        spelt = book.create_sheet("别名")
        for line in aliases:
            spelt.append(line)
    path = tmp_path / "处理决定.xlsx"
    book.save(path)
    return path


def texts(path):
    return [row.texts for row in read_book(path, GuardLimits()).rows]


WANTED = dict(zip(HEADINGS, ROW, strict=True))


@pytest.mark.parametrize(
    "lines",
    [
        [("处理决定",), HEADINGS, ROW],
        [HEADINGS, ROW],
        [("处理决定",), ("科长看过",), (), HEADINGS, (), ROW, ()],
        [("处理决定",), HEADINGS[::-1], ROW[::-1]],
        [("处理决定",), (None, None, *HEADINGS), (None, None, *ROW)],
        [("处理决定",), [f" {name} " for name in HEADINGS], [f" {text} " if text else None for text in ROW]],
    ],
    ids=["as written", "no title", "more lines above", "columns moved", "shifted", "blanks"],
)
def test_rows_by_their_headings(tmp_path, lines):
    assert texts(saved(tmp_path, *lines)) == [WANTED]


def test_a_column_of_the_clerk_is_kept(tmp_path):
    (row,) = texts(saved(tmp_path, ("处理决定",), (*HEADINGS, "经办"), (*ROW, "二科")))
    assert row == {**WANTED, "经办": "二科"}


def test_spellings(tmp_path):
    path = saved(
        tmp_path, ("处理决定",), HEADINGS, aliases=[("别名",), ("写法", "单位"), ("红旗教体", "红旗区"), ("缺", None)]
    )
    assert read_book(path, GuardLimits()).aliases == (("红旗教体", "红旗区"),)


@pytest.mark.parametrize(
    ("sheet", "lines", "why"),
    [("Sheet1", [HEADINGS, ROW], "待定"), ("待定", [("处理决定",), ROW, ROW, ROW], "列名")],
    ids=["sheet renamed", "headings gone"],
)
def test_what_cannot_be_obeyed_is_not_passed_over(tmp_path, sheet, lines, why):
    with pytest.raises(UsageError, match=why):
        read_book(saved(tmp_path, *lines, sheet=sheet), GuardLimits())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "写着决定".encode()], ids=["empty", "broken", "text"])
def test_a_damaged_workbook_is_said(tmp_path, content):
    path = tmp_path / "处理决定.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="处理决定"):
        read_book(path, GuardLimits())


def test_as_other_programs_save_it(tmp_path, office_convert):
    path = saved(tmp_path, ("处理决定",), HEADINGS, ROW)
    for kind in ("ods", "xls"):
        other = office_convert(path, kind, tmp_path / kind)
        assert texts(other) == [WANTED]
