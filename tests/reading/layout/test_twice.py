"""A 汇总 sheet beside its parts counts once (JF118)."""

from pathlib import Path

import pytest
from made.printed import PRINTED

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
HEADINGS = list(PRINTED["a2"])


def row(name, body="县司法局", venue="一中"):
    return ["1", "其他", name, body, "全年", venue, "师生", "讲座", "讲座", "保留", ""]


def twice(**sheets):
    grids = [
        Grid(name, [["专项整治问题摸排清单"], ["填报单位：红旗区"], HEADINGS, *rows]) for name, rows in sheets.items()
    ]
    forms = READER.forms(grids, Source("来件.xlsx", Path("来件.xlsx"), "红旗区"))
    return {form.place.sheet: len(form.body.twice) for form in forms if form.body.twice}


A, B, C = row("普法"), row("禁毒", "县公安局"), row("家访", "教体局")


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"一中": [A], "二中": [B, C], "汇总": [A, B, C]}, {"汇总": 3}),
        ({"汇总表": [A, B, C], "一中": [A], "二中": [B, C]}, {"汇总表": 3}),
        ({"Sheet1": [A, B, C], "一中": [A], "二中": [B, C]}, {"Sheet1": 3}),
        ({"Sheet1": [A, B], "Sheet1 (2)": [A, B]}, {"Sheet1": 2}),
        ({"一中": [A], "汇总": [A, B]}, {"汇总": 1}),
        ({"一中": [row("普法", venue="一中")], "全部": [row("普法", venue="全县")]}, {"全部": 1}),
        ({"一中": [A, A], "总表": [A, A]}, {"总表": 2}),
        ({"一中": [row("普法", venue="一中"), B], "二中": [row("普法", venue="二中"), C]}, {}),
        ({"一中": [A], "二中": [A]}, {}),
        ({"一中": [A, B], "二中": [B, C]}, {}),
        ({"上半年": [A], "下半年": [B]}, {}),
    ],
)  # fmt: skip
def test_rows_that_stand_on_two_sheets(sheets, expected):
    assert twice(**sheets) == expected
