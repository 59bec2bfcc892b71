"""Who a body is, however it is spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.body_lists import bodies_named


@pytest.mark.parametrize(
    ("cell", "unit", "organs"),
    [
        ("红旗区水利局", "红旗区", ["水利局"]),
        ("区水利局、县应急局", "卫滨区", ["水利局", "应急管理局"]),
        ("市水利局", "市公安局", ["水利局"]),
        ("新乡市公安局", "红旗区", ["公安局"]),
        ("红旗区教育体育局", "红旗区", ["教育局"]),
        ("区教体局人事科", "红旗区", ["教育局"]),
        ("市委教育工作领导小组秘书组", "红旗区", ["教育局"]),
        ("县公安局交警大队、县交警大队", "封丘县", ["公安局"]),
        ("新乡市公安局红旗分局", "红旗区", ["公安局"]),
        ("县委\n宣传部", "封丘县", ["宣传部"]),  # one name on two lines
        ("区委宣传部区文体局", "红旗区", ["宣传部", "文旅局"]),  # two with nothing between
        ("县 水利局 县应急局", "封丘县", ["水利局", "应急管理局"]),
        ("县住房和城乡建设局和县妇联", "封丘县", ["住建局", "妇联"]),
        ("牵头：县教体局；配合：县公安局", "封丘县", ["教育局", "公安局"]),
        ("县教体局等部门", "封丘县", ["教育局"]),
        ("国家税务总局封丘县税务局", "封丘县", ["税务局"]),
        ("某保险公司", "封丘县", ["某保险公司"]),
        ("", "卫滨区", []),
        ("多部门", "卫滨区", []),
        ("县（部门未点名）", "封丘县", []),
        ("—", "封丘县", []),
    ],
)
def test_which_organs_a_cell_names(campaign, cell, unit, organs):
    assert [body.organ for body in Bodies.of(campaign.roster).read(cell, unit)] == organs


ONE_BODY = [
    ("红旗区", "区应急管理局 区应急局 红旗区应急管理局 应急局 新乡市红旗区应急管理局"),
    ("红旗区", "区教体局 红旗区教育体育局 区教育局 教育局 红旗区教育和体育局"),
    ("红旗区", "区公安分局 红旗区公安局 红旗公安分局 公安局红旗分局 公安红旗分局"),
    ("红旗区", "区卫健委 区卫生健康委员会 红旗区卫生健康委 区卫健局"),
    ("红旗区", "团区委 共青团红旗区委 共青团红旗区委员会 区团委"),
    ("封丘县", "县医保局 县医疗保障局 封丘县医保局"),
    ("封丘县", "县消防救援大队 县消防大队 县消防救援局"),
    ("封丘县", "县委宣传部 宣传部 封丘县委宣传部 中共封丘县委宣传部"),
    ("封丘县", "县住建局 县住房和城乡建设局"),
    ("封丘县", "县科工信局 县科技和工业信息化局"),
    ("封丘县", "县农水局 县农业农村和水利局"),
    ("封丘县", "县疾控中心 县疾病预防控制中心 县疾控局"),
    # All the bodies of one kind below are one answer.
    (
        "封丘县",
        "各乡镇街道 各镇（街道）办事处 各乡镇（街道） 各乡（镇）、街道 各乡镇、各街道 各乡镇人民政府、街道办事处 全县各乡镇 封丘县各乡镇街道 各镇街",
    ),
    (
        "封丘县",
        "各乡镇街道 各乡镇办 乡镇（街道）党工委 各乡镇（街道、办事处） 乡镇政府 辖区各街道办",
    ),
    ("封丘县", "各村（社区） 各行政村 各村委会、居委会 村（居）委会 各社区、村"),
    ("封丘县", "各中小学校 各学校 全县中小学 辖区中小学幼儿园 各中小学、幼儿园 学校"),
    ("辉县市", "市公安局 辉县市公安局 公安局"),  # a city of the county's rank
    ("平原示范区", "平原新区应急管理局 平原示范区应急局 平原城乡一体化示范区应急管理局 平原新区应急局 应急局"),
    ("高新区", "高新技术产业开发区水利局 高新区水利局 新乡高新区水利局"),
    ("市公安局", "市人社局 市人力资源和社会保障局 新乡市人力资源社会保障局"),
]


@pytest.mark.parametrize(("unit", "spellings"), ONE_BODY)
def test_spellings_of_one_body(campaign, unit, spellings):
    bodies = Bodies.of(campaign.roster)
    each = spellings.split()
    assert all(bodies.same(one, other, unit) for one in each for other in each)
    assert len({bodies.identity(one, unit) for one in each}) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("县教体局、县应急局", "县教体局", True),  # the first decides
        ("县教体局、县应急局", "县应急管理局、县教育局", True),
        ("县教体局等部门", "县公安局、县教育局", True),
        ("县应急局、县教体局等5个部门", "县教体局", True),
        ("县水利局", "", True),
        ("县水利局", "县应急管理局", False),
        ("县公安局", "市公安局", False),
        ("各乡镇街道", "城关镇人民政府", False),
        ("城关镇人民政府", "黄池街道办事处", False),
        ("各乡镇街道", "县教体局", False),
        ("各乡镇街道", "各学校", False),
        ("县教体局、各乡镇街道", "县教育局、各镇（街道）办事处", True),
        ("第一中学", "各学校", False),
        ("县实验小学", "县第二小学", False),
        ("县公安局", "公安局", True),
        ("县体育局", "县教育局", False),
        ("县文物局", "县文旅局", False),
        ("县应急局", "县教体局、县应急局", False),
    ],
)
def test_the_same_bodies_in_any_order_or_the_same_first(campaign, one, other, same):
    bodies = Bodies.of(campaign.roster)
    assert bodies.same(one, other, "封丘县") is bodies.same(other, one, "封丘县") is same


@given(st.text("县市区局委会部办和与等、红旗公安教育团体卫健 \n()", max_size=40))
def test_a_body_is_itself_and_reading_never_fails(text):
    from made.forms import shipped

    bodies = Bodies.of(shipped().roster)
    assert bodies.same(text, text, "红旗区")
    assert len(bodies_named(text)[0]) == len(set(bodies_named(text)[0]))
