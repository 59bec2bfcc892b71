"""Texts sorted by the pairs of characters that stand in them, before any pattern is tried."""

import pytest
from builders import shipped

from jianfu_cli.core.language.denial import folded
from jianfu_cli.core.language.glance import Glance

LOOKED_FOR = {"clocking in": ["打卡", "接龙"], "pictures": ["照片"], "regular": ["^]", "接打"]}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("每天打卡", {"clocking in"}),
        ("上传照片并接龙", {"clocking in", "pictures"}),
        ("连接打卡机", {"clocking in", "regular"}),  # 接打 and 打卡 share a character
        ("打，卡", set()),
        ("a^]b", {"regular"}),
        ("片照", set()),
        ("", set()),
    ],
)
def test_texts_are_sorted_by_what_they_may_say(text, names):
    assert Glance(LOOKED_FOR).sort([text]) == {name: {text} for name in names}


def test_where_nothing_is_looked_for_nothing_is_found():
    assert Glance({"none": []}).sort(["打卡"]) == {}


@pytest.mark.parametrize("entry", shipped().watch, ids=lambda entry: entry.code)
def test_no_word_that_a_campaign_watches_for_is_missed(entry):
    glance = Glance({entry.code: entry.pairs})
    words = [word for sign, _ in entry.signs for word in sign.words]
    words += [word for those in entry.belongs.values() for word in those]
    for word in words if entry.pairs else ():
        text = folded(f"学校{word.replace('…', '甲乙')}。")
        assert entry.hints.search(text)
        assert glance.sort([text]) == {entry.code: {text}}
