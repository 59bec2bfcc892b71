import pytest
from rollups import AS_OF, campaign, make_file, make_form, problem

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


def test_the_widest_group_comes_first_and_nameless_rows_are_no_group():
    rows = [problem(matter, body=body) for body in ("水利局", "应急局") for matter in ("一", "二", None)]
    assert overlapping(
        make_form("a2", "红旗区", rows),
        make_form("a7", "市公安局", [{"matter": "二"}]),
    ) == [("二", 3), ("一", 2)]
