"""Rows as somebody fills them in who wants a check to compare each with each: names of a matter, and who asks it."""

from itertools import cycle, islice, permutations
from typing import NamedTuple

_FIRST, _MANY = 0x4E00, 2_000


def _sign(number):
    return chr(_FIRST + number % _MANY)


def _two(number):
    return _sign(number // 40) + _sign(7 * (number % 40) + 3)


class Crowd(NamedTuple):
    """``name`` says how the rows are like; ``rows(count, other)`` gives ``count`` pairs matter and body.

    ``other`` (0, 1) tells two forms apart whose rows shall resemble each other, but not be equal.
    """

    name: str
    rows: object


def _of(matter, body=lambda number: "县教育局"):
    return lambda count, other: [(matter(number, other), body(number)) for number in range(count)]


def _anagrams(count, other):
    signs = "安全检查宣传教育"[:: -1 if other else 1]
    return [("".join(one), "县教育局") for one in islice(cycle(permutations(signs)), count)]


CROWDS = (
    Crowd("equal", _of(lambda number, other: "校园安全检查")),
    Crowd("equal in each form", _of(lambda number, other: f"校园安全检查{_sign(other)}")),
    Crowd("like", _of(lambda number, other: f"校园文体设施检查{_two(number + 900 * other)}")),
    Crowd("near", _of(lambda number, other: f"{_two(number)}校园食品卫生安全专项检查{'整治' * other}")),
    Crowd("one token", _of(lambda number, other: f"检查{_sign(number + 900 * other)}")),
    Crowd("in another order", _anagrams),
    Crowd("parts", _of(lambda number, other: f"防溺水、普法、{_two(number + other)}等宣传")),
    Crowd("years", _of(lambda number, other: f"{2000 + number % 99}年第{number}次{_two(number)}普查")),
    Crowd("long", _of(lambda number, other: f"{'校园安全' * 45}{_two(number + 900 * other)}")),
    Crowd("unlike", _of(lambda number, other: "".join(_sign(number * 13 + place * 101 + other) for place in range(9)))),
    Crowd("a body each", _of(lambda number, other: "防溺水宣传", lambda number: f"第{number}中学")),
    Crowd(
        "many bodies each",
        _of(
            lambda number, other: f"防溺水宣传{_sign(number % 9)}",
            lambda number: "、".join(f"第{number + place}中学" for place in range(20)),
        ),
    ),
)
