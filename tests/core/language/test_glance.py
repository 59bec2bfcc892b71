"""Texts sorted by the characters that stand in them, before any pattern is tried."""

import pytest
from made.forms import shipped

from jianfu_cli.core.language.denial import folded
from jianfu_cli.core.language.frequency import SIGNS, highest_frequency
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
            glance = Glance({entry.code: entry.traces(role)})
            for word in words:
                text = folded(f"学校{word.replace('…', '甲乙')}。")
                assert glance.names(text) == {entry.code}


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"每{period}一次"
            for period in ("日", "天", "周", "星期", "礼拜", "旬", "半月", "月", "季度", "学期", "学年")
        ),
        *(
            f"{whole}2次"
            for whole in ("全年", "一学年", "一学期", "一季度", "一个月", "全月", "一周", "一个星期", "一天")
        ),
        *("年内3次", "隔周一次", "隔天报送", "逐日填报", "逐月上报", "天天打卡", "日日打卡", "每晚接龙", "每早签到"),
        *("日报", "周报送", "旬报表", "月报", "3次/月", "1场/学期", "2期/年", "3回/周", "1轮/年", "2遍/日", "1篇/周"),
    ],
)
def test_whatever_states_a_frequency_is_told_by_a_sign_of_it(text):
    assert highest_frequency(folded(text))
    assert Glance({"often": [traces([sign]) for sign in SIGNS]}).names(folded(text)) == {"often"}
