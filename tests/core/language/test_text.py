import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.language.text import character_count, clean, clean_all, has_invisible, key, word_count

# The characters that matter here come seldom by chance.
WRITTEN = st.text(
    st.one_of(
        st.characters(), st.sampled_from("_x0D1 \r\n\u200b\u00ad\ufeff\u0301é（）①　\x0b\u2028\uf900豈\U0002f800\ud800")
    )
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  红旗区　", "红旗区"),
        ("红旗\u200b区\ufeff", "红旗区"),
        ("红\u202e旗区", "红旗区"),
        ("红\x01旗\x7f区", "红旗区"),
        ("红\ud800旗区\uffff", "红旗区"),
        ("红_x0001_旗区", "红旗区"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("第一行_x000D_\n第二行", "第一行\n第二行"),
        ("第一行\x0b第二行\u2028第三行", "第一行\n第二行\n第三行"),
        ("红旗区\u00a0教育局", "红旗区 教育局"),
        ("列\t表", "列\t表"),
        ("（一）“全角”１２３，。", "（一）“全角”１２３，。"),
        ("cafe\u0301", "café"),
        ("\uf900cafe\u0301", "\uf900café"),
        ("𠮷\U0002f800", "𠮷\U0002f800"),
        ("_x0041_", "_x0041_"),
        ("甲_x00_x0001_0D_乙", "甲\ufffd乙"),
        ("", ""),
    ],
)
def test_clean_keeps_what_a_person_sees(written, kept):
    assert clean(written) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("红旗区　教育局\n第二行\t", False),
        ("\u00a0", False),
        ("红\u200b旗区", True),
        ("红\x01旗区", True),
        ("_x0007_", True),
        ("_x000D_", False),
        ("\U000e0041", True),
    ],
)
def test_has_invisible(text, expected):
    assert has_invisible(text) is expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）监督检查", "(一) 监督检查"),
        ("①", "1"),
        ("㈡", "（二）"),
        ("ＡＢＣ１２３", "abc123"),
        ("新教领秘〔2024〕2号", "新教领秘[2024]2号"),
        ("【示例】", "《示例》"),
        ("4—5月", "4-5月"),
        ("4～5月", "4–5月"),
        ("“绿书签”行动", '"绿书签"行动'),
        ("填报 单位\n（盖章）", "填报单位(盖章)"),
        ("米·甲", "米•甲"),
        ("\uf900", "豈"),
    ],
)
def test_key_folds(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("4—5月", "45月"), ("文件和会议", "文件会议"), ("报表填写、调研统计", "报表填写调研统计")]
)
def test_key_keeps_apart(one, other):
    assert key(one) != key(other)


@given(WRITTEN)
def test_clean_is_idempotent(text):
    assert clean(clean(text)) == clean(text)


@given(WRITTEN)
def test_what_is_clean_has_nothing_invisible_and_can_be_written(text):
    assert not has_invisible(clean(text))
    clean(text).encode("utf-8")


@given(WRITTEN)
def test_key_of_clean_is_key(text):
    assert key(clean(text)) == key(text)
    assert not any(character.isspace() for character in key(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Tried in a word processor.
        ("红旗，教育。", 6),
        ("共有WPS表格3项", 7),
        ("2024年6月4日", 6),
        ("新教领秘〔2024〕2号", 9),
        ("0373-0000000", 1),
        ("使用 Adobe Photoshop 打开图片", 8),
        ("EXH.C-◇", 2),
        ("", 0),
        (" \n　", 0),
        ("𠮷", 1),
        ("红\u200b旗\ufe00", 2),
    ],
)
def test_word_count(text, words):
    assert word_count(text) == words


def test_character_count_leaves_out_blanks():
    assert character_count("共有 WPS\n表格　3项") == 9


@pytest.mark.parametrize(
    "hostile", ["_x00" * 50_000 + "0D_" * 50_000, "\u200b" * 200_000, " " * 200_000, "一" * 200_000]
)
def test_long_text_is_no_labour(hostile):
    began = time.perf_counter()
    key(hostile)
    word_count(hostile)
    has_invisible(hostile)
    assert time.perf_counter() - began < 2


@given(st.lists(WRITTEN, max_size=4))
def test_texts_cleaned_together_are_cleaned_as_each_is(texts):
    assert clean_all(texts) == [clean(text) for text in texts]


@given(WRITTEN)
def test_the_quick_key_of_letters_and_digits_is_the_key(text):
    # With a blank behind it a text goes the long way.
    assert key(text) == key(f"{text} ")
