"""Blocks: what resembles a text is found among many, at a cost that does not grow with their number."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.counted import grows_no_faster_than_rows
from rapidfuzz import fuzz

from jianfu_cli.core.matters.blocking import Blocks
from jianfu_cli.core.matters.budget import MOST_CANDIDATES

LEAST = 80
# Ideographs that no text of the tests below holds by chance.
LETTERS = [chr(0x4E00 + 7 * nth) for nth in range(120)]
# As many different texts as one may be compared with, and one more.
PLAIN = ["".join(those) for those in product("天地玄黄宇宙洪荒日月盈", repeat=2)][: MOST_CANDIDATES + 1]


def padded(texts, head="", tail=""):
    return [f"{head}{text}{tail}" for text in texts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("校园防火检查", ["校园防火检查"]),
        ("检查校园防火", ["校园防火检查"]),  # the same characters
        ("校园林防火检查", ["校园防火检查"]),  # a character more
        ("校园垃圾分类", []),
        ("火", ["火"]),  # too short to have a pair of its own
        ("", []),
    ],
)
@pytest.mark.parametrize("others", [[], PLAIN], ids=["few", "many"])
def test_what_resembles_a_text_is_found_among_few_and_among_many(others, text, found):
    texts = ["校园防火检查", "火", *others]
    near = Blocks.of(texts, LEAST).near(text)
    assert ([texts[place] for place in near.places], near.complete) == (found, True)


def test_few_are_compared_all_with_all_whatever_they_share():
    texts = padded(PLAIN[:MOST_CANDIDATES], "校园安全检查")
    near = Blocks.of(texts, 0).near("校园安全检查")
    assert (len(near.places), near.complete) == (MOST_CANDIDATES, True)


def test_one_more_that_all_share_their_pairs_is_too_many():
    texts = padded(PLAIN, "校园安全检查")
    near = Blocks.of(texts, 0).near("校园安全检查")
    assert (near.places, near.complete) == ([], False)


def test_the_rarest_pairs_come_first_and_what_they_bring_is_compared():
    texts = [*padded(PLAIN, "校园安全检查"), "校园安全检查龙凤", "校园安全检查龙凤虎"]
    *_, near = Blocks.within(texts, LEAST)
    assert (near.places, near.complete) == ([len(PLAIN)], False)


@pytest.mark.parametrize(("count", "complete"), [(MOST_CANDIDATES, True), (MOST_CANDIDATES + 1, False)])
def test_as_many_with_the_same_characters_as_the_budget_allows(count, complete):
    texts = [*["天地玄"] * count, *PLAIN]
    *_, near = Blocks.within([*texts, "玄地天"], LEAST)
    assert near == (list(range(MOST_CANDIDATES)), complete)
    assert Blocks.of(texts, LEAST).near("玄地天") == (near if complete else ([], False))


def test_within_a_list_each_is_compared_with_those_before_it():
    texts = ["校园防火检查", "校园防火大检查", "垃圾分类", "检查校园防火"]
    assert [near.places for near in Blocks.within(texts, LEAST)] == [[], [0], [], [0]]


@given(st.lists(st.text("防溺水消禁毒", max_size=8), max_size=20), st.randoms())
def test_the_order_of_the_texts_does_not_change_what_is_found(texts, chance):
    turned = chance.sample(texts, len(texts))
    found, other = (
        {text: {given[place] for place in Blocks.of(given, LEAST).near(text).places} for text in texts}
        for given in (texts, turned)
    )
    assert found == other
    assert all(
        sorted(one) == sorted(text) or fuzz.ratio(one, text) >= LEAST for text, near in found.items() for one in near
    )


def long_texts(count):
    made = random.Random(count)
    return ["".join(made.choices(LETTERS, k=200)) for _ in range(count)]


def near_texts(count):
    """Texts of one head that differ in their last two characters."""
    return [
        "校园安全检查" * 3 + "".join(ends) for ends, _ in zip(product(LETTERS, LETTERS), range(count), strict=False)
    ]


@pytest.mark.parametrize("texts", [long_texts, near_texts])
def test_the_cost_grows_with_the_number_of_texts_not_with_its_square(texts):
    assert grows_no_faster_than_rows(lambda count: lambda: list(Blocks.within(texts(count), LEAST)), 200)
