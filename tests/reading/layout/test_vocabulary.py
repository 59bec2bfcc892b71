"""How columns are headed besides: by the groups of words, by endings that say the same, by their role."""

import pytest

from jianfu_cli.core.model.column import Column
from jianfu_cli.reading.layout.vocabulary import vocabulary


def column(heading, **more):
    return Column(**{"key": "c1", "heading": heading, "type": "text", "hint": "", "example": ""} | more)


@pytest.mark.parametrize(
    ("heading", "known", "unknown"),
    [
        ("隐患名称", ("隐患", "隐患名"), ("名称", "隐患时间")),
        ("排查时间", ("排查日期",), ("排查", "日期")),
        ("牵头管护单位", ("牵头管护部门", "牵头管护机构"), ("牵头管护",)),
        ("隐患类型", ("隐患类别", "隐患分类"), ("隐患",)),
        ("存放场所", ("存放地点", "存放位置"), ("存放",)),
        ("抽检方式", ("抽检形式",), ("抽检",)),
        ("风险等级", ("风险级别",), ("等级",)),
        ("等级", (), ("级别",)),  # too little stands before it
    ],
)
def test_endings_that_say_the_same_make_the_same_heading(heading, known, unknown):
    words = vocabulary().synonyms(column(heading))
    assert set(known) <= set(words)
    assert not set(unknown) & set(words)


@pytest.mark.parametrize(
    ("role", "heading", "word", "ending"),
    [
        ("matter", "隐患名目", "问题名称", "存在的隐患问题"),
        ("body", "管护者", "责任单位", "包保单位"),
        ("measures", "改法", "整改措施", "治理措施"),
        ("progress", "改得怎样", "整改情况", "治理进度"),
    ],
)
def test_a_column_in_a_campaigns_own_words_is_headed_like_others_of_its_role(role, heading, word, ending):
    own = column(heading, role=role)
    assert word in vocabulary().synonyms(own)
    assert vocabulary().ending(own).fullmatch(ending)
    assert word not in vocabulary().synonyms(column(heading))


def test_no_word_is_listed_twice():
    words = vocabulary().words
    listed = {name: value for name, value in words if isinstance(value, tuple)} | words.roles
    twice = {name: [word for word in value if value.count(word) > 1] for name, value in listed.items()}
    assert {name: found for name, found in twice.items() if found} == {}
