"""Text for a terminal: a Chinese character takes two places."""

import pytest

from jianfu_cli.core.language.terminal import pad, two_columns, width, wrap, wrap_names


@pytest.mark.parametrize(("text", "places"), [("", 0), ("a2", 2), ("附件2", 5), ("（一）", 6), ("〔2024〕", 8)])
def test_width(text, places):
    assert width(text) == places


def test_pad_counts_places_not_characters():
    assert pad("附件", 6) + "|" == "附件  |"
    assert pad("附件附件", 6) == "附件附件"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("一二三四五", ["一二三四", "五"]),
        ("一二三四，五", ["一二三", "四，五"]),  # no line begins with a comma
        ("看 merge。", ["看", "merge。"]),
        ("看 --as-of 项", ["看", "--as-of", "项"]),  # an option is never torn apart
        ("一个很长的abcdefghijk", ["一个很长", "的", "abcdefghijk"]),
        ("甲\n乙", ["甲", "乙"]),
        ("一二三（四）五", ["一二三", "（四）五"]),  # none ends with an opening mark
        ("见群发清单.txt", ["见群发清", "单.txt"]),  # nor begins with an ending
        ("收件箱/甲/", ["收件箱/", "甲/"]),
        ("一（（（", ["一（（（"]),
    ],
)
def test_wrap_to_eight_places(text, lines):
    assert wrap(text, 8) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("没有报：市网信办、市信访局", ["没有报：", "市网信办、", "市信访局"]),
        ("无：甲、乙、丙、丁", ["无：甲、", "乙、丙、丁"]),
        ("市人力资源和社会保障局、甲", ["市人力资源", "和社会保障", "局、甲"]),  # wider than the line
        ("", [""]),
    ],
)
def test_names_are_not_torn_apart(text, lines):
    assert wrap_names(text, 10) == lines


def test_two_columns_line_up():
    assert two_columns([("-o 文件夹", "结果放在哪里"), ("-f", "格式")], 22, widest=10) == (
        "  -o 文件夹  结果放在\n             哪里\n  -f         格式\n"
    )


def test_a_name_too_wide_stands_alone():
    assert two_columns([("a-very-long-name", "说明")], 30, widest=6) == "  a-very-long-name\n          说明\n"
