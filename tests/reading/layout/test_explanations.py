"""说明 in 退回意见: what a unit wrote beside a finding is known by its 编号, wherever the columns stand."""

import pytest

from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.explanations import explanations

TITLE, BEFORE = ["退回修改意见"], ["退回意见（jianfu 校验）"]
NUMBER = "D0123456789A"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([TITLE, ["代码", "说明", "编号"], ["JF204", "确实如此", NUMBER]], ((NUMBER, "确实如此"),)),
        ([BEFORE, ["编号", "", "说明"], [NUMBER, "x", " 确实如此 "]], ((NUMBER, "确实如此"),)),
        ([TITLE, ["说明", "编号"], ["", NUMBER]], ()),
        ([TITLE, ["说明", "编号"], ["确实如此", "第三条"]], ()),
        ([TITLE, ["代码", "问题"], ["JF204", "不对"]], ()),
    ],
    ids=["as written", "moved", "nothing said", "number lost", "made before there was a column"],
)
def test_what_was_written(rows, found):
    assert explanations([Grid("退回意见", rows)]) == found
