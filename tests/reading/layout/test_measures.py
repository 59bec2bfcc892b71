"""单位：万元 over a table says in what it counts, not who files it."""

import pytest
from made.forms import shipped

from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.header import read_header


@pytest.mark.parametrize(
    "text", ["单位：元", "单位：万元", "单位: 人", "（单位：人次）", "单位：个、项", "单位：%", "单位：平方米 "]
)
def test_a_measure_is_no_unit(text):
    assert "unit" not in read_header(Grid("表", [[text]]), 1, 1, shipped().attachment("a2"))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：红旗区", "红旗区"),
        ("填报单位：获嘉县", "获嘉县"),
        ("单位：人民法院", "人民法院"),
        ("单位：元氏县", "元氏县"),
        ("单位：市人社局", "市人社局"),
    ],
)
def test_a_name_is(text, unit):
    assert read_header(Grid("表", [[text]]), 1, 1, shipped().attachment("a2"))["unit"].text == unit
