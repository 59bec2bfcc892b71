"""Where the headings of forms stand, and how many rows are looked at for them."""

from pathlib import Path

import pytest
from made.forms import shipped

from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout import headings
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
SOURCE = Source("附件2.xlsx", Path("附件2.xlsx"))
A2, A3 = ([column.heading for column in shipped().attachment(form).columns] for form in ("a2", "a3"))


def test_rows_that_look_like_headings_are_tried_so_often_and_no_more(monkeypatch):
    monkeypatch.setattr(headings, "_MOST_TRIED", 4)
    pair = [["附件2"], A2, ["1"], ["附件3"], A3, ["1"]]
    assert len(READER.forms([Grid("表", pair * 2)], SOURCE)) == 4
    with pytest.raises(RefusedError, match="第 14 行起") as refused:
        READER.forms([Grid("表", pair * 3)], SOURCE)
    assert refused.value.code == "JF003"


def test_the_heading_of_every_page_is_not_tried(monkeypatch):
    monkeypatch.setattr(headings, "_MOST_TRIED", 1)
    row = [str(number) for number in range(len(A2))]
    assert len(READER.forms([Grid("表", [A2, row] * 50)], SOURCE)) == 1
