"""Which of many things a text may say, at a glance: by two characters that stand side by side in it.

A text is looked at once, whatever is looked for; most texts hold nothing of it, and few patterns need then be tried.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping


class Glance:
    """``pairs``: what is looked for, by name → pairs of characters; where it is said, one of its pairs stands."""

    def __init__(self, pairs: Mapping[str, Iterable[str]]) -> None:
        known: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name, those in pairs.items():
            for first, second in those:
                known[first, second].add(name)
        self._names = dict(known)
        firsts, seconds = ("".join(sorted(set(side))) for side in zip(*known, strict=True)) if known else ("", "")
        # The second is looked at only, for it may be the first of another.
        pattern = rf"([{re.escape(firsts)}])(?=([{re.escape(seconds)}]))" if known else "(?!)"
        self._pairs = re.compile(pattern).findall

    def sort(self, texts: Iterable[str]) -> dict[str, set[str]]:
        """Return by name the ``texts`` that may say it; one that none may say is left out."""
        found: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            for pair in self._names.keys() & self._pairs(text):
                for name in self._names[pair]:
                    found[name].add(text)
        return found
