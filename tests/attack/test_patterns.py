"""No pattern that the package compiles labours with the square of a text, whatever a submitter writes.

Each is pumped: its own repeated parts are repeated before an end that spoils the match (``pumped.py``), in texts of up
to Excel's 32,767 characters. Short texts come first: what grows with the cube or faster is met there. Where a longer one
takes more time than a linear search could, it is doubled until the time can be told from noise: twice the text may take
twice as long, not four times.
"""

import re
import time

import pytest

from attack.compiled import Compiled, compiled
from attack.pumped import Pump, pumped

LONGEST = 32_767
"""Characters of a cell as Excel has it; the readers cut at it (docs/limits.md)."""
SHORT_TEXTS, TOO_LONG = (16, 20, 24, 30, 45, 65, 100, 150, 300), 0.001
"""No linear search of so few characters takes so many seconds."""
GLANCE, SUSPICIOUS = 2_000, 0.001
"""What grows with the square takes longer for so many characters; a slow linear search may, too."""
MOST_TIMED = 4
"""Of so many texts, those on which a pattern is slowest, the growth is measured."""
# Below this nobody waits for a whole cell; and growth cannot be told from noise.
SECONDS = 0.03
# Between twice (linear) and four times (square), as the machine's noise allows.
GROWTH = 3.2
SHORT: dict[tuple[str, str], tuple[int, str]] = {
    ("core.model.categories", "_FRAMED"): (100, "Categories.find passes over longer cells (_LONGEST)"),
    ("core.matters.names", "_OWN_ACT"): (200, "matter_key cuts the name (LONGEST_NAME)"),
    ("core.language.denial", "_SPEAKS_AGAINST"): (40, "is_denied looks no further (_REACH)"),
    ("core.language.denial", "_TAKEN_BACK"): (40, "is_denied looks no further (_REACH)"),
    ("reading.layout.vocabulary", "ending"): (60, "by_ending passes over longer headings (LONGEST_HEADING)"),
    ("core.language.schools", "_GROUP"): (60, "_group passes over longer parts (_LONGEST_GROUP)"),
}
"""Up to how many characters a pattern is ever given, and who sees to it."""


def seconds(pattern: re.Pattern, text: str, use: str) -> float:
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    started = time.thread_time()
    if use == "search":
        for _ in pattern.finditer(given):
            pass
    else:
        getattr(pattern, use)(given)
    return time.thread_time() - started


def labours(pattern: re.Pattern, use: str = "search", longest: int = LONGEST) -> list[Pump]:
    """Return texts on which ``pattern`` is slow and grows with more than their length; not all of them."""
    slow: dict[Pump, float] = {}
    for pump in pumped(pattern):
        if any(is_slow(pattern, pump.of(length), use) for length in SHORT_TEXTS if length <= longest):
            return [pump]
        taken = seconds(pattern, pump.of(GLANCE), use) if longest >= GLANCE else 0
        if taken > SUSPICIOUS:
            slow[pump] = taken
    slowest = sorted(slow, key=slow.__getitem__)[-MOST_TIMED:]
    return [pump for pump in slowest if grows(pattern, pump, use, longest)]


def is_slow(pattern: re.Pattern, text: str, use: str) -> bool:
    return all(seconds(pattern, text, use) > TOO_LONG for _ in range(3))


def grows(pattern: re.Pattern, pump: Pump, use: str, longest: int) -> bool:
    """Say whether ``pattern`` takes more than ``GROWTH`` times as long for a text of twice the length."""
    length, before = GLANCE, 0.0
    while length <= longest:
        taken = min(seconds(pattern, pump.of(length), use) for _ in range(3))
        if before and taken > SECONDS:
            return taken > GROWTH * before
        length, before = 2 * length, taken
    return False


def test_twice_the_text_takes_twice_as_long(record_property):
    """compiled patterns × texts pumped from them"""
    patterns = compiled()
    record_property("tries", len(patterns))
    slow = {
        f"{one.module} {one.name}": found
        for one in patterns
        if (found := labours(re.compile(one.pattern, one.flags), one.use, _longest(one)))
    }
    assert slow == {}


def _longest(one: Compiled) -> int:
    return SHORT.get((one.module, one.name), (LONGEST, ""))[0]


@pytest.mark.parametrize(
    "pattern",
    [
        "[a-z0-9]+@",
        r"\s+$",
        r"\s*(?:一|二)、",
        r"[)项个.、]+$",
        r"[〇零0-9一二三四五]+(?=[年月])",
        r"已.*(?:完成|办结)",
        r"将[^已]*取消",
        r"(?:整改|取消)+$",
        r"^(<\?xml[^>]*?)\s+encoding=",
        rb"<v:shape\s.*?</v:shape>",
    ],
)
def test_what_grows_with_the_square_is_seen(pattern):
    assert labours(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern", [r"(?:其余|\d{1,4}[.、]?|项)*见附表", "清理(?:[^,、]{1,6}[、和])*$", "(?:一|一)*二"]
)
def test_what_grows_faster_is_seen(pattern):
    assert labours(re.compile(pattern), "fullmatch", longest=300)


@pytest.mark.parametrize(
    "pattern", ["(?<![a-z0-9])[a-z0-9]++@", r"(?:(?<!\s)\s++)?、", "[^。：]{2,20}?[：。]", "一|二"]
)
def test_what_is_linear_is_not(pattern):
    assert labours(re.compile(pattern)) == []


def test_exceptions_are_of_patterns_that_are_there():
    assert SHORT.keys() <= {(one.module, one.name) for one in compiled()}
