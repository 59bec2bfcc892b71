"""Two tables side by side under one heading are one return, each cell at its own place."""

from pathlib import Path

import pytest

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.layout.side_by_side import parts_of
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())
UNIT = ["填报单位：红旗区", "", "填报时间：2024年6月28日", "本级社会事务进校园总量为3项"]


def read(*rows):
    return READER.forms(
        [Grid("Sheet1", [["社会事务进校园白名单"], UNIT, *rows])], Source("来件.xlsx", Path("来件.xlsx"))
    )


def matters(forms):
    return [name for form in forms for name in form.texts("matter")]


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (["序号", "活动名称"] * 2, [["1", "甲", "3", "丙"], ["2", "乙", "", ""]]),
        (["活动名称", "实施单位"] * 2, [["甲", "一局", "丙", "三局"], ["乙", "二局"]]),
        (["序号", "活动名称", "", "序号", "活动名称"], [["1", "甲", "", "3", "丙"], ["2", "乙"]]),
        (["序号", "活动名称", "实施单位"] * 3, [["1", "甲", "一局", "2", "乙", "二局", "3", "丙", "三局"]]),
        (["序号", "活动\n名称", "序 号", "活动名称"], [["1", "甲", "3", "丙"], ["2", "乙"]]),
    ],
    ids=["two", "without numbers", "a gap between", "three", "written otherwise"],
)
def test_the_parts_are_stacked(headings, rows):
    forms = read(headings, *rows)
    assert matters(forms) == ["甲", "乙", "丙"]
    assert {(form.attachment, form.owner.unit, str(form.header.reported_on)) for form in forms} == {
        ("a7", "红旗区", "2024-06-28")
    }
    assert [column.heading for form in forms for column in form.body.columns if column.key is None] == []


def test_cells_stand_where_a_person_sees_them():
    left, right = read(["序号", "活动名称"] * 2, ["1", "甲", "3", "丙"], ["2", "乙", "", ""])
    assert (left.column("matter").number, right.column("matter").number) == (2, 4)
    assert (left.body.rows.numbers, right.body.rows.numbers) == (range(4, 6), range(4, 5))
    assert (left.place.parts, right.place.parts, right.place.part) == ((2, 1), (2, 1), 1)


def test_an_empty_half_is_none():
    (form,) = read(["序号", "活动名称"] * 2, ["1", "甲"], ["2", "乙"])
    assert (matters([form]), form.place.parts) == (["甲", "乙"], ())


@pytest.mark.parametrize(
    ("headings", "parts"),
    [
        ("序号 名称 序号 名称", 2), ("名称 名称", 1), ("序号 名称 单位 名称", 1), ("序号 名称 序号 名称 备注", 1),
        ("序号 名称 名称 序号", 1), ("甲 乙 甲 乙 甲 乙", 3), ("序号 名称", 1), ("甲 乙 " * 8, 8), ("甲 乙 " * 9, 1),
    ],
)  # fmt: skip
def test_only_a_whole_heading_again_is_another_part(headings, parts):
    named = tuple((place, (text,)) for place, text in enumerate(headings.split(), start=1))
    assert len(parts_of(named)) == parts
