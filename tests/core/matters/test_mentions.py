"""Narratives beside the names of matters: what is surely meant, what may be, what only sounds alike."""

import pytest
from made.forms import shipped

from jianfu_cli.core.matters.mentions import Mentions, Told, alike_texts
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.matters.organs import organs_named_in

MATTERS = [
    Told("防溺水视频观看接龙", "要求家长每周观看视频并在班级群接龙，班主任汇总。", "社会事务进校园", frozenset({"应急管理局"}), ("应急管理局",)),
    Told("反诈知识线上答题", "要求班主任组织学生和家长限时答题并截图上报完成率。", "社会事务进校园", frozenset({"公安局"}), ("公安局",)),
    Told("代催缴水费", "社区要求教师通知家长缴纳水费。", "城市创优评先和街道社区事务", frozenset(), ("城关社区",)),
    Told("近视防控讲座", "眼科医师进校讲授用眼卫生知识。", "社会事务进校园", frozenset({"卫健委"}), ("卫健委",)),
    Told("上放学路口教师执勤", "安排教师在校外路口维持交通秩序。", "校园值班值守", frozenset({"公安局"}), ("公安局",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def mentions():
    return Mentions(MATTERS, Words.of(shipped().same_words))


@pytest.mark.parametrize(
    ("text", "category", "meant"),
    [
        ("家长每周要看防溺水视频，在群里接龙", "社会事务进校园", "防溺水视频观看接龙"),
        ("预防溺水的视频看完要接龙", "社会事务进校园", "防溺水视频观看接龙"),  # words of one meaning
        ("公安局的反电信网络诈骗知识答题又来了", "社会事务进校园", "反诈知识线上答题"),
        ("上学放学老师要到路口执勤维持交通", "校园值班值守", "上放学路口教师执勤"),
        ("社区又让老师通知家长缴水费", "城市创优评先和街道社区事务", "代催缴水费"),
    ],
)
def test_what_is_meant(mentions, text, category, meant):
    best, *_ = mentions.of(text, category, lambda _: True)
    assert (MATTERS[best.place].name, best.plain) == (meant, True)
    assert best.evidence


@pytest.mark.parametrize("text", ["水费太贵", "防溺水讲座请专家来讲课", "路口堵车", "教师绩效工资没有发", ""])
def test_what_is_not_plain(mentions, text):
    assert [MATTERS[one.place].name for one in mentions.of(text, "其他", lambda _: True) if one.plain] == []


def test_only_those_allowed(mentions):
    assert mentions.of("家长每周要看防溺水视频，在群里接龙", "", lambda place: place != 0) == []


@pytest.mark.parametrize(
    ("text", "organs"),
    [
        ("区教体局要求填表", {"教育局"}),
        ("公安局交警大队、团市委和县妇联", {"公安局", "团委", "妇联"}),
        ("消防主题手抄报统计", set()),
    ],
)
def test_bodies_in_a_text(text, organs):
    assert organs_named_in(text) == organs


def test_alike_texts():
    told = ["要求教师给公众号点赞投票并截图", "老师上街捡垃圾", "要求教师给公众号点赞投票，天天催", ""]
    assert list(alike_texts(told, Words.of(shipped().same_words))) == [(0, 2)]
