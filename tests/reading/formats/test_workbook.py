"""Large sheets are read row by row, small ones at once: the same values either way."""

import io
from datetime import date

import pytest
import xlsxwriter

from jianfu_cli.reading.formats import workbook
from jianfu_cli.reading.formats.workbook import read_workbook


def written(*cells):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("附件2")
        for row, column, value in cells:
            sheet.write(row, column, value)
    return target.getvalue()


@pytest.mark.parametrize(
    "cells",
    [
        [(0, 0, "甲"), (1, 0, "甲"), (1, 1, 1), (2, 0, "1"), (2, 1, True)],
        [(4, 2, "甲"), (5, 4, 1.5), (8, 2, date(2024, 6, 5)), (8, 3, "甲")],  # an empty area above and to the left
        [(3, 3, "单独")],
        [],
    ],
    ids=["from A1", "from C5", "one cell", "nothing"],
)
def test_a_large_sheet_is_read_as_a_small_one(monkeypatch, cells):
    small = read_workbook(written(*cells))
    monkeypatch.setattr(workbook, "_MANY_CELLS", 0)
    large = read_workbook(written(*cells))
    assert large == small
    assert [[type(value) for value in row] for row in large[0].rows] == [
        [type(value) for value in row] for row in small[0].rows
    ]


def test_equal_texts_of_a_large_sheet_are_one_object(monkeypatch):
    monkeypatch.setattr(workbook, "_MANY_CELLS", 0)
    (grid,) = read_workbook(written((0, 0, "社会事务进校园"), (1, 0, "社会事务进校园")))
    assert grid.rows[0][0] is grid.rows[1][0]
