"""Texts sorted by the characters that stand in them, before any pattern is tried."""

import pytest
from made.forms import shipped

from jianfu_cli.core.language.denial import folded
from jianfu_cli.core.language.glance import Glance, traces
from jianfu_cli.core.model.roles import ColumnRole

WORDS = {
    "clocking in": [("打卡",), ("接龙",)],
    "pictures": [("上传", "照片")],
    "regular": [("^]",), ("接打",), ("-",)],
}
GLANCE = Glance({name: [traces(parts) for parts in words] for name, words in WORDS.items()})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("每天打卡", {"clocking in"}),
        ("上传照片并接龙", {"clocking in", "pictures"}),
        ("照片", set()),
        ("照片不得上传", {"pictures"}),  # it may be: to look closer is another's
        ("连接打卡机", {"clocking in", "regular"}),  # 接打 and 打卡 share a character
        ("打，卡", set()),
        ("a^]b", {"regular"}),
        ("a-b", {"regular"}),
        ("片照", set()),
        ("", set()),
    ],
)
def test_texts_are_sorted_by_what_they_may_say(text, names):
    assert GLANCE.names(text) == names


def test_where_nothing_is_looked_for_nothing_is_found():
    assert Glance({"none": []}).names("打卡") == frozenset()


@pytest.mark.parametrize("entry", shipped().watch, ids=lambda entry: entry.code)
def test_no_word_that_a_campaign_watches_for_is_missed(entry):
    looked_for = [(sign.words, columns) for sign, columns in entry.signs if not sign.per_year]
    looked_for += [(words, [ColumnRole.MATTER]) for words in entry.belongs.values()]
    for words, columns in looked_for:
        for role in columns:
            glance = Glance({entry.code: entry.traces(role) or ()})
            for word in words:
                text = folded(f"学校{word.replace('…', '甲乙')}。")
                assert entry.hints.search(text)
                assert entry.traces(role) is None or glance.names(text) == {entry.code}
