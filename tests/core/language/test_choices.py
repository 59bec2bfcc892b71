"""What of several choices is picked, in a row of signs and in one cell."""

import pytest

from jianfu_cli.core.language.choices import chosen, is_sign, picked, sign_of, ticked

NAMES = ("清理", "保留", "优化")


@pytest.mark.parametrize(
    ("row", "picked"),
    [
        (("√", "", ""), [0]),
        (("✔️", "□", "□"), [0]),
        (("（√）", "（）", "( )"), [0]),
        (("×", "×", "√"), [2]),
        (("□", "☒", "□"), [1]),
        (("☐", "☐", "☒"), [2]),
        (("☒", "", ""), [0]),
        (("☒", "☒", "☑"), [2]),
        (("●", "○", "○"), [0]),
        (("○", "◉", "○"), [1]),
        (("○", "", ""), [0]),
        (("〇", "×", "×"), [0]),
        (("★", "☆", "☆"), [0]),
        (("口", "√", "口"), [1]),
        (("×", "□", "□"), [0]),
        (("TRUE", "FALSE", "FALSE"), [0]),
        (("否", "是", "否"), [1]),
        (("0", "0", "1"), [2]),
        (("有", "无", "无"), [0]),
        (("", "勾选", ""), [1]),
        (("[x]", "[ ]", "[ ]"), [0]),
        (("[x]", "[√]", "[x]"), [1]),
        (("（×）", "（ ）", "（ ）"), []),
        (("√", "", "√"), [0, 2]),
        (("☑", "☑", "☑"), []),
        (("☐", "☐", "☐"), []),
        (("☒", "☒", "☒"), []),
        (("☒", "☒", "☐"), []),
        (("×", "", ""), []),
        (("×", "×", ""), []),
        (("√", "", "○"), []),
        (("", "", ""), []),
    ],
)
def test_the_picks_of_a_row(row, picked):
    signs = [sign_of(text) for text in row]
    assert all(map(is_sign, signs))
    assert list(ticked(signs)) == picked


def test_words_are_no_signs():
    assert not any(is_sign(sign_of(text)) for text in ("与他处合并", "已清理", "2", "（一）"))


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("清理", "清理"),
        ("保 留", "保留"),
        ("优化。", "优化"),
        ("（优化）", "优化"),
        ("√清理 □保留 □优化", "清理"),
        ("☒清理 ☐保留 ☐优化", "清理"),
        ("□清理☑保留□优化", "保留"),
        ("□ 清理  ■ 保留  □ 优化", "保留"),
        ("☐清理\n☐保留\n☑优化", "优化"),
        ("(√)清理 ( )保留", "清理"),
        ("清理（  ） 保留（ √ ） 优化（  ）", "保留"),
        ("[x]清理 [ ]保留 [ ]优化", "清理"),
        ("清理☑ 保留□", "清理"),
        ("清理□ 保留□ 优化√", "优化"),
        ("清理√ 保留 优化", "清理"),
        ("清理 保留√ 优化", "保留"),
        ("清理 √保留 优化", "保留"),
        ("清理/√保留/优化", "保留"),
        ("清理 ✓/保留/优化", "清理"),
        ("A清理 √  B保留  C优化", "清理"),
        ("清理 / √ 保留 / 优化", "保留"),
        ("清理 √ 保留 优化", None),
        ("●清理 ○保留 ○优化", "清理"),
        ("清理__保留√_优化__", "保留"),
        ("口清理 口保留 √优化", "优化"),
        ("☑清理口保留口优化", "清理"),
        ("清理口 保留√ 优化口", "保留"),
        ("囗清理 ■保留 囗优化", "保留"),
        ("口清理 口保留 口优化", None),
        ("☑清理", "清理"),
        ("清理√", "清理"),
        ("☑清理 ☑保留 □优化", None),
        ("☑清理 ☑保留 ☑优化", None),
        ("□清理 □保留 □优化", None),
        ("清理 保留 优化", None),
        ("清理/保留/优化", None),
        ("清理√保留", None),
        ("☒清理 ☒保留 □优化", None),
        ("□清理", None),
        ("×清理", None),
        ("不清理", None),
        ("清理√ □保留", None),
        ("1清理 2保留", None),
        ("清理、清理", None),
        ("建议优化", None),
        ("√", None),
        ("", None),
    ],
)
def test_the_choice_that_one_cell_says(text, choice):
    assert chosen(text, NAMES) == choice


def test_a_longer_choice_is_not_taken_for_the_shorter_one_in_it():
    assert chosen("□保留 ☑保留并优化", ("保留", "保留并优化")) == "保留并优化"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.清理√ 2.保留 3.优化", "清理"),
        ("①清理", "清理"),
        ("A.优化", "优化"),
        ("（2）保留", "保留"),
        ("①清理②保留☑③优化", None),
        ("1.清理 2.保留", None),
        ("第2清理", None),
    ],
)
def test_choices_may_be_numbered(text, found):
    assert chosen(text, NAMES) == found


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("■已完成 □未完成", "已完成"),
        ("口已完成 √未完成", "未完成"),
        ("√已完成，囗未完成", "已完成"),
        ("口头通知已取消", "口头通知已取消"),
    ],
)
def test_what_is_ticked_of_any_words(text, choice):
    assert picked(text).strip("， ") == choice
