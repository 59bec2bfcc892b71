"""Work counted, not timed: machines are noisy, and what grows too fast shows in any count."""

import sys
from collections.abc import Callable
from itertools import islice, product
from typing import Any
from unittest.mock import patch

from rapidfuzz import process

_CALLS = {"call", "c_call"}


def compared(done: Callable[[], Any]) -> int:
    """Return how many texts rapidfuzz compares while ``done`` runs."""
    texts = 0
    extract = process.extract

    def counting(text: str, choices: Any, **options: Any) -> Any:
        nonlocal texts
        texts += len(choices)
        return extract(text, choices, **options)

    with patch.object(process, "extract", counting):
        done()
    return texts


def work(done: Callable[[], Any]) -> int:
    """Return how many functions are called while ``done`` runs, and how many texts are compared."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in _CALLS

    def counted() -> None:
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            done()
        finally:
            sys.setprofile(before)

    texts = compared(counted)
    return calls + texts


def grows_no_faster_than_rows(check: Callable[[int], Callable[[], Any]], rows: int) -> bool:
    """Whether ``check(n)()`` costs at most 2.5 times as much for twice the rows, twice in a row (n log n is 2.2)."""
    first, second, third = (work(check(rows * times)) for times in (1, 2, 4))
    return second <= 2.5 * first and third <= 2.5 * second


def crowd(first: str, count: int) -> list[str]:
    """Return ``count`` names, at most 400, that differ in their last two characters; none resembles no other."""
    ends = product([chr(ord(first) + 7 * nth) for nth in range(40)], "天地玄黄宇宙洪荒日盈")
    return [f"校园文体设施检查{''.join(end)}" for end in islice(ends, count)]
