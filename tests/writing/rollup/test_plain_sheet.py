"""Where the library's inner parts are not as LongSheet knows them, the same workbook comes the library's own way."""

import re
from inspect import getsource
from io import BytesIO

import pytest
import xlsxwriter
from made.rollups import small_roll_up
from openpyxl import load_workbook

from jianfu_cli.writing.rollup import long_sheet
from jianfu_cli.writing.rollup.long_sheet import LongSheet
from jianfu_cli.writing.rollup.plain_sheet import PlainSheet, sheet_class
from jianfu_cli.writing.rollup.workbook import write_workbook

KNOWN = (3, 3)  # the version whose inner parts LongSheet is written for, and later ones until they change
VERSION = tuple(int(part) for part in xlsxwriter.__version__.split(".")[:2])
INNER_NAMES = sorted(set(re.findall(r"self\.(\w+)", getsource(LongSheet))) - {"_leads", "_forgets_heights"})


@pytest.fixture(autouse=True)
def tried_anew():
    sheet_class.cache_clear()
    yield
    sheet_class.cache_clear()


@pytest.fixture
def lacking(monkeypatch):
    """``lacking("row_info")`` takes a name of the library's from LongSheet, as a version would that has it no more."""

    def lack(name):
        def ask(_):
            raise AttributeError(name)

        monkeypatch.setattr(LongSheet, name, property(ask), raising=False)

    return lack


def workbook(folder):
    write_workbook(folder / "汇总.xlsx", small_roll_up())
    return (folder / "汇总.xlsx").read_bytes()


def contents(data):
    """Sheet and cell → value, style, link."""
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            cell.number_format,
            cell.font.underline,
            cell.border.left.style,
            cell.hyperlink and (cell.hyperlink.location, cell.hyperlink.display),
        )
        for sheet in load_workbook(BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
    }


@pytest.mark.skipif(VERSION < KNOWN, reason="an older XlsxWriter has other inner parts")
def test_the_fast_way_is_taken_where_it_works():
    assert sheet_class() is LongSheet


@pytest.mark.parametrize("name", INNER_NAMES)
def test_a_name_that_is_gone_leaves_the_librarys_own_way(lacking, name):
    lacking(name)
    assert sheet_class() is PlainSheet


def test_a_class_that_is_gone_leaves_the_librarys_own_way(monkeypatch):
    monkeypatch.delattr(long_sheet, "CellStringTuple")
    assert sheet_class() is PlainSheet


def test_a_way_of_other_bytes_is_not_taken(monkeypatch):
    monkeypatch.setattr(long_sheet, "_NOT_PLAIN", re.compile("(?!)"))
    assert sheet_class() is PlainSheet


def test_both_ways_lead_to_the_same_workbook(tmp_path, lacking):
    first = workbook(tmp_path)
    lacking("row_info")
    sheet_class.cache_clear()
    own = workbook(tmp_path)
    assert sheet_class() is PlainSheet
    assert contents(own) == contents(first)
    assert own == first
    linked = [link for *_, link in contents(own).values() if link]
    assert len(linked) > 10
    assert all(location and display for location, display in linked)
