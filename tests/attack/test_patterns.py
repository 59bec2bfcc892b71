"""No compiled pattern of the package labours with the square of a text, whatever a submitter writes.

Every pattern searches some hundred texts: runs and repetitions of what patterns stumble over, and of the pattern's
own signs. Where 2,000 characters take longer than a linear search could, 8,000 are searched, and half of them:
twice the text may take twice as long, not four times. A pattern that is only ever matched at one place, or on a short text, is tried as it is used.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

import jianfu_cli

LENGTH, GLANCE = 8_000, 2_000
# A search that grows with the square takes longer for GLANCE characters, one that does not is far below.
GLANCE_SECONDS = 0.003
# Below this nobody waits; a search that grows with the square takes ten times as long.
SECONDS = 0.03
# Between twice (linear) and four times (square), as the machine's noise allows.
GROWTH = 3.2
UNITS = (
    *"a1 _-.,:/@(<&\n0一年日、。（·无",
    "a1", "a ", "1 ", "1.", "1,", "a@", "a.b@", "1、", "，、", "((", "2024-06-01", "2024年6月1日", "1月1日至", "13800138000 ", "0373-1234567 ",
    "联系人：张 ", "校长 ", "张某某、", "微信", "附件1", "号〔2024〕", "已完成", "下一步", "每年1次", "1.1", "100%", "新乡市", "_x000D_", "<a ", "<!--", "!/",
    "\u200b", "\u3000", "e\u0301", "第一批",
)  # fmt: skip
ENDS = (("", ""), ("a", "\x00"))
# How a pattern is used that is only ever tried at one place of a text.
AT_ONE_PLACE: dict[tuple[str, str], str] = {}
# Up to how many characters a pattern is ever given, and who sees to it.
SHORT: dict[tuple[str, str], tuple[int, str]] = {
    ("core.language.phones", "_SPLIT"): (500, "read_phones cuts the text"),
    ("core.language.phones", "_AROUND_SIGNS"): (500, "read_phones cuts the text"),
}
# What every text of a submitter meets on its way out of the office and onto a screen.
ROOMS = (
    "cli",
    "core.language.e",
    "core.language.f",
    "core.language.p",
    "core.language.s",
    "core.language.t",
    "core.rollup",
    "reports",
)


def _patterns_in(value: object, name: str, depth: int = 3) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Patterns held as they are, or in containers and our own classes; no deeper than anybody would look."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    held: Mapping[object, object] = {}
    if isinstance(value, Mapping):
        held = value
    elif isinstance(value, tuple | list):
        held = dict(enumerate(value))
    elif isinstance(value, type) and value.__module__.startswith(jianfu_cli.__name__):
        held = vars(value)
    for key, inner in held.items() if depth else ():
        yield from _patterns_in(inner, f"{name}[{key}]", depth - 1)


@cache
def patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    """Every compiled pattern of ``ROOMS`` once, by the module and name that hold it first."""
    found: dict[re.Pattern[str], tuple[str, str]] = {}
    for module in pkgutil.walk_packages(jianfu_cli.__path__, "jianfu_cli."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for held, pattern in _patterns_in(value, name):
                found.setdefault(pattern, (module.name.removeprefix("jianfu_cli."), held))
    return {place: pattern for pattern, place in found.items() if place[0].startswith(ROOMS)}


def texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Repetitions of every unit and of the pattern's own signs, with beginnings and ends that spoil a match."""
    signs = list(dict.fromkeys(re.sub(r"\\.|[\[\](){}?*+|^$]", "", pattern.pattern)))[:20]
    for unit in (*UNITS, *signs):
        for before, after in ENDS:
            yield before + (unit * (length // len(unit))) + after


def _seconds(pattern: re.Pattern[str], text: str, use: str) -> float:
    started = time.process_time()
    if use == "search":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, use)(text)
    return time.process_time() - started


def _labours(pattern: re.Pattern[str], use: str, length: int) -> Iterator[str]:
    """The texts on which ``pattern`` is slow and grows with more than their length."""
    for glance, whole, half in zip(*(texts(pattern, size) for size in (GLANCE, length, length // 2)), strict=True):
        if _seconds(pattern, glance, use) < GLANCE_SECONDS or _seconds(pattern, whole, use) < SECONDS:
            continue
        long, short = (min(_seconds(pattern, text, use) for _ in range(3)) for text in (whole, half))
        if long > SECONDS and long > GROWTH * short:
            yield f"{whole[:20]!r}: {short:.2f} s, then {long:.2f} s"


@pytest.mark.parametrize("place", patterns(), ids=".".join)
def test_twice_the_text_takes_twice_as_long(place):
    length = SHORT[place][0] if place in SHORT else LENGTH
    assert list(_labours(patterns()[place], AT_ONE_PLACE.get(place, "search"), length)) == []


def test_it_would_be_seen():
    assert list(_labours(re.compile("[a-z0-9]+@"), "search", LENGTH))
    assert list(_labours(re.compile(r"\s+$"), "search", LENGTH))
    assert not list(_labours(re.compile("(?<![a-z0-9])[a-z0-9]++@"), "search", LENGTH))


def test_exceptions_are_of_patterns_that_are_there():
    assert not {*AT_ONE_PLACE, *SHORT} - patterns().keys()
