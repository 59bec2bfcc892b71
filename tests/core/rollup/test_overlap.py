import pytest
from made.forms import with_fields
from made.rollups import AS_OF, campaign, make_file, make_form, problem

from jianfu_cli.core.rollup.merge import roll_up


def overlapping(*forms):
    files = [make_file(f"{nth}.xlsx", form) for nth, form in enumerate(forms)]
    return [(one.matter, len(one.rows)) for one in roll_up(files, [], campaign(), AS_OF).overlaps]


@pytest.mark.parametrize(
    ("units", "bodies", "groups"),
    [
        (("红旗区", "卫滨区"), ("红旗区水利局", "区应急管理局"), []),
        (("市公安局", "红旗区"), ("市公安局", "红旗区公安局"), []),
        (("市公安局", "红旗区"), ("市公安局", "红旗区水利局"), [("防溺水 宣传", 2)]),
        (("红旗区", "红旗区"), ("甲局", "乙局"), [("防溺水 宣传", 2)]),
        (("红旗区", "红旗区"), ("某局", "某 局"), []),
    ],
)
def test_one_matter_of_several_units_or_bodies(units, bodies, groups):
    assert groups == overlapping(
        make_form("a2", units[0], [problem("防溺水 宣传", body=bodies[0])]),
        make_form("a7", units[1], [{"matter": "防溺水宣传", "body": bodies[1]}]),
    )


def test_common_problems_are_counted_by_units_and_say_who_asks():
    forms = [
        make_form("a2", unit, [problem("防溺水宣传", body=body), problem(f"{unit}的月报", body="区教体局")])
        for unit, body in (("红旗区", "区水利局"), ("卫滨区", "区应急局"), ("凤泉区", "区水利局、区教体局"))
    ]
    found = roll_up([make_file(f"{nth}.xlsx", form) for nth, form in enumerate(forms)], [], campaign(), AS_OF).in_common
    (common,) = found.common
    assert (common.matter, common.rows, common.units) == ("防溺水宣传", 3, ("红旗区", "卫滨区", "凤泉区"))
    assert common.bodies == (("水利局", 2), ("应急管理局", 1), ("教育局", 1))
    assert (len(found.every), found.rows) == (4, 3)


def test_the_widest_group_comes_first_and_nameless_rows_are_no_group():
    rows = [problem(matter, body=body) for body in ("水利局", "应急局") for matter in ("一", "二", None)]
    assert overlapping(
        make_form("a2", "红旗区", rows),
        make_form("a7", "市公安局", [{"matter": "二", "body": "市公安局"}]),
    ) == [("二", 3), ("一", 2)]


def test_who_stands_under_one_merged_name_asks_together():
    rows = [problem("防溺水宣传", body=body) for body in ("区水利局", "区应急局")]
    assert overlapping(make_form("a2", "红旗区", rows)) == [("防溺水宣传", 2)]
    merged = with_fields(make_form("a2", "红旗区", rows), merged_cells=("C5:C6",))
    assert overlapping(merged) == []
