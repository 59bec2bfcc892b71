"""--protect: what a person fills in stays open, what tells the form what it is does not."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from jianfu_cli.writing.blanks.workbook import blank_workbook


def sheet_of(campaign, protect):
    return load_workbook(
        BytesIO(blank_workbook(campaign, campaign.attachment("a2"), "红旗区", protect=protect))
    ).worksheets[0]


@pytest.mark.parametrize(
    ("place", "locked"),
    [
        ("A1", True),  # 附件2
        ("A2", True),  # the title
        ("A3", False),  # 填报单位（盖章）：
        ("B4", True),  # a heading
        ("B5", False),  # the first row
        ("K24", False),  # the last one
        ("A25", True),  # the note below
    ],
)
def test_only_what_is_filled_in_is_open(campaign, place, locked):
    assert sheet_of(campaign, protect=True)[place].protection.locked is locked


def test_there_is_no_password_and_rows_can_be_added_and_taken_away(campaign):
    protection = sheet_of(campaign, protect=True).protection
    assert (protection.sheet, protection.password) == (True, None)
    assert (protection.insertRows, protection.deleteRows, protection.sort) == (False, False, False)


def test_rows_put_in_below_are_open_too(campaign):
    dimensions = sheet_of(campaign, protect=True).column_dimensions
    assert dimensions["B"].protection.locked is False


def test_nothing_is_locked_unless_it_is_asked_for(campaign):
    assert sheet_of(campaign, protect=False).protection.sheet is False
