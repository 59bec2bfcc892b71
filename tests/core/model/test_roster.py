import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.forms import shipped

from jianfu_cli.core.model.roster import Roster
from jianfu_cli.core.model.unit import Unit

ROSTER = shipped().roster
UNITS = [unit for units in shipped().units.values() for unit in units]
COUNTIES = [name for unit in shipped().units["county"] for name in (unit.name, *unit.aliases)]
NAMES = [(name, unit.name) for unit in UNITS for name in (unit.name, *unit.aliases)]
EDUCATION_BODIES = [
    "教育局",
    "教体局",
    "教育体育局",
    "教育和体育局",
    "教育科技体育局",
    "教育科技和体育局",
    "教育文体旅游局",
    "教育管理机构",
    "教文体局",
    "文教局",
    "教委",
    "社会事业局",
    "社会发展保障局",
    "管委会社会事业局",
    "教育局党组",
    "教育局人事股",
    "教育工作领导小组",
    "教育工作领导小组办公室",
    "教育工作领导小组秘书组",
    "教育工作领导小组秘书组秘书科",
    "委教育工作领导小组秘书组",
    "党工委教育工作领导小组秘书组",
    "委教育工委",
]


@pytest.mark.parametrize(("name", "unit"), NAMES)
def test_every_name_and_alias_with_every_prefix(name, unit):
    assert ROSTER.find(name) == unit
    if unit != "市本级":
        for prefix in ("新乡", "新乡市", "中共新乡市", "河南省新乡市"):
            assert ROSTER.find(prefix + name) == unit, prefix
        if name.startswith("市"):
            assert ROSTER.find(f"新乡{name}") == ROSTER.find(f"中共新乡{name}") == unit


@pytest.mark.parametrize("body", EDUCATION_BODIES)
def test_a_county_and_its_education_body(body):
    for county in COUNTIES:
        assert ROSTER.find(county + body) == ROSTER.find(county)
        assert ROSTER.find(f"中共新乡市{county}{body}") == ROSTER.find(county)


@given(
    st.sampled_from(NAMES),
    st.sampled_from(["（盖章）", "(公章)", "（加盖公章）", "_____", "：", "；", "盖章", "　"]),
    st.data(),
)
def test_seal_and_blanks_do_not_matter(named, noise, data):
    name, unit = named
    cut = data.draw(st.integers(0, len(name)))
    assert ROSTER.find(f"__ {name[:cut]} {name[cut:]}{noise}") == unit


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("委宣传部", "市委宣传部"),
        ("公安局", "市公安局"),
        ("新乡公安局", "市公安局"),
        ("新乡市市场监管局", "市市场监管局"),
        ("新乡市场监管局", "市市场监管局"),
        ("新乡市卫生健康委员会", "市卫健委"),
        ("新乡市妇联", "市妇联"),
        ("市卫健委办公室", "市卫健委"),
        ("新乡市公安局办公室", "市公安局"),
        ("市委宣传部办公室", "市委宣传部"),
        ("新乡市公安局交警支队", "市公安局"),
        ("市教育局人事科", "市本级"),
        ("市委宣传部宣传教育科", "市委宣传部"),
        ("市教育局（市委教育工委）", "市本级"),
        ("市民政局（市老龄办）", "市民政局"),
        ("原阳县教育体育局（原阳县委教育工委）", "原阳县"),
        ("长垣县教体局", "长垣市"),
        ("市卫计委", "市卫健委"),
        ("凤泉区教文体旅局", "凤泉区"),
        ("共青团新乡市委员会", "团市委"),
        ("新乡市教育体育局", None),
        ("新乡市", "市本级"),
        ("红旗区人民政府", "红旗区"),
        ("中共红旗区委", "红旗区"),
        ("ＸＸ县", None),
    ],
)
def test_other_writings(written, unit):
    assert ROSTER.find(written) == unit


@pytest.mark.parametrize(
    "written",
    [
        "",
        "___",
        "新乡",
        "市",
        "县",
        "教育局",
        "区教育局",
        "市教育局附属小学",
        "县委宣传部",
        "新乡县公安局",
        "新乡县委宣传部",
        "红旗区公安局",
        "红旗区委宣传部",
        "红旗区委办公室",
        "市公安局红旗分局",
        "市消防救援支队红旗大队",
        "红旗区公安局治安大队",
        "市公安局（市民政局）",
        "红旗区（卫滨区）",
        "市政府教育科",
        "市体育局体育运动学校",
        "红旗区公安局办公室",
        "市委办公室",
        "红旗区实验小学",
        "红旗区教育局第一实验小学",
        "卫辉市公安局",
        "红旗区、卫滨区",
        "妇联",
        "洪旗区",
        "郑州市红旗区",
        "红旗区" * 20,
    ],
)
def test_no_unit(written):
    assert ROSTER.find(written) is None


@pytest.mark.parametrize(
    ("folder", "unit"),
    [
        ("红旗区", "红旗区"),
        ("01_红旗区", "红旗区"),
        ("01 红旗区", "红旗区"),
        ("3.获嘉县教体局", "获嘉县"),
        ("（12）平原新区", "平原示范区"),
        ("①市公安局", "市公安局"),
        ("一、红旗区", "红旗区"),
        ("2024-06-05", None),
        ("2024年6月5日", None),
        ("材料", None),
        ("红旗区实验小学", None),
    ],
)
def test_find_folder(folder, unit):
    assert ROSTER.find_folder(folder) == unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("红旗区附件2", "红旗区"),
        ("附件2-红旗区教育和体育局", "红旗区"),
        ("附件3_红旗区教育体育局（盖章）", "红旗区"),
        ("附件2_专项整治问题摸排清单_平原新区", "平原示范区"),
        ("新乡市公安局附件2", "市公安局"),
        ("附件2公安局", "市公安局"),
        ("中共新乡市委宣传部附件3", "市委宣传部"),
        ("新乡市红旗区附件1", "红旗区"),
        ("新乡县附件2", "新乡县"),
        ("附件7-新乡市", "市本级"),
        ("市本级白名单", "市本级"),
        ("新乡市2024年专项整治附件2", None),
        ("教育体育局附件2", None),
        ("红旗区公安局附件2", None),
        ("卫辉市公安局附件2", None),
        ("县委宣传部附件2", None),
        ("红旗区、卫滨区附件2", None),
        ("附件2", None),
    ],
)
def test_find_in_a_file_name(name, unit):
    assert ROSTER.find_in(name) == unit


@pytest.mark.parametrize(
    ("unit", "text", "county", "own"),
    [
        ("市文明办", "文明办报送附件7", "获嘉县", True),
        ("市文明办", "市文明办附件7", "获嘉县", False),
        ("市文明办", "文明办附件7", "市文明办", False),
        ("市文明办", "文明办附件7", None, False),
        ("红旗区", "红旗区附件7", "获嘉县", False),
    ],
)
def test_a_body_in_a_countys_folder_is_the_countys_unless_called_the_citys(unit, text, county, own):
    assert ROSTER.is_of_county(unit, text, county) is own


def test_nearest_names_first():
    assert ROSTER.nearest("洪旗区")[0] == "红旗区"
    assert "市卫健委" in ROSTER.nearest("卫生健康委员会办")
    assert len(ROSTER.nearest("市", count=2)) <= 2


NEAR = """
洪旗区          红旗区
获佳县          获嘉县
红旗区第一小学  红旗区
市公安厅        市公安局
新乡市公安厅    市公安局
市卫生健康局    市卫健委
市疾病控制中心  市疾控局
市气象中心      市气象局
市红十字协会    市红十字会
市城市管理中心  市城管局
消防大队        市消防救援支队
"""

FAR = """
市园林绿化中心
新乡市园林绿化中心
市园林处
市公路发展中心
市公积金中心
市机关事务中心
市政务服务中心
市图书馆
市委老干部局
市人大办
市地震局
市粮食和物资储备中心
县委
市
"""


@pytest.mark.parametrize("line", NEAR.split("\n")[1:-1])
def test_what_tells_a_name_from_others_makes_it_look_like_one(line):
    written, unit = line.split()
    assert ROSTER.nearest(written)[0] == unit


@pytest.mark.parametrize("written", FAR.split())
def test_level_and_kind_of_a_body_make_no_name_look_like_it(written):
    assert ROSTER.nearest(written) == ()


def test_roster_order_then_names_outside_it():
    names = ["丁单位", "市公安局", "红旗区", "丙单位", "市本级"]
    assert sorted(names, key=ROSTER.order) == ["红旗区", "市公安局", "市本级", "丁单位", "丙单位"]


def test_a_roster_without_a_city_or_counties():
    roster = Roster({"department": (Unit(name="市公安局"),)}, city="")
    assert roster.find("公安局") == roster.find_in("市公安局附件2") == "市公安局"
    assert roster.find("新乡市公安局") is None


@pytest.mark.parametrize(
    "hostile",
    [
        "红旗区" * 10_000,
        "新乡市" * 10_000,
        "红旗区教育" + "文化体育" * 45,
        "红旗区社会" + "事业发展" * 45,
        "红旗区" + "委" * 190,
        "红旗区教育局" + "一" * 190,
        " " * 30_000,
    ],
)
def test_long_text_is_no_labour(hostile):
    began = time.perf_counter()
    for ask in (ROSTER.find, ROSTER.find_folder, ROSTER.find_in, ROSTER.nearest):
        ask(hostile)
    assert time.perf_counter() - began < 0.5


def test_a_full_name_is_a_name_of_the_unit_and_of_no_other():
    named = Unit(name="市卫健委", full_name="示例市卫生健康委员会", aliases=("市卫健委", "卫健委"))
    assert named.every_name == ("市卫健委", "示例市卫生健康委员会", "卫健委")
    roster = Roster({"department": (named,)}, "示例")
    assert roster.find("示例市卫生健康委员会") == "市卫健委"
    assert roster.full_name("市卫健委") == "示例市卫生健康委员会"
