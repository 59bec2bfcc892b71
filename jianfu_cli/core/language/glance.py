"""Which of many things a text may say, at a glance: by the one or two characters that stand side by side in it.

A text is looked at once, whatever is looked for; most texts hold nothing of it, and few patterns need then be tried.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping


class Glance:
    """``words``: what is looked for, by name → words, each told by its ``traces``: all of them stand where it does."""

    def __init__(self, words: Mapping[str, Iterable[frozenset[str]]]) -> None:
        often = Counter(trace for those in words.values() for traces in those for trace in traces)
        self._told: dict[str, dict[frozenset[str], set[str]]] = {trace: {} for trace in often}
        for name, those in words.items():
            for traces in those:
                rarest = min(sorted(traces), key=often.__getitem__)
                self._told[rarest].setdefault(traces, set()).add(name)
        pairs, alone = ([trace for trace in self._told if len(trace) == length] for length in (2, 1))
        firsts, seconds = _any_of(pair[0] for pair in pairs), _any_of(pair[1] for pair in pairs)
        # The second is looked at only, for it may be the first of another.
        self._pairs = re.compile(f"({firsts})(?=({seconds}))").findall
        self._alone = re.compile(_any_of(alone)).findall

    def names(self, text: str) -> frozenset[str]:
        """Return the names of what ``text`` may say."""
        seen = self._told.keys() & {*map("".join, self._pairs(text)), *self._alone(text)}
        return frozenset(
            name for trace in seen for traces, names in self._told[trace].items() if traces <= seen for name in names
        )


def traces(parts: Iterable[str]) -> frozenset[str]:
    """Return by what a word is told whose ``parts`` stand apart: the two characters that each of them begins with."""
    parts = sorted(parts, key=len)
    return frozenset(part[:2] for part in parts if len(part) > 1) or frozenset(parts[-1:])


def _any_of(signs: Iterable[str]) -> str:
    """A class of ``signs``, or what matches nothing."""
    those = "".join(sorted(set(signs)))
    return f"[{re.escape(those)}]" if those else "(?!)"
