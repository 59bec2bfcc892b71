"""Which of many short texts are nearly equal, without comparing all with all (blocking by rare bigrams).

Only texts that share one of their rarest pairs of characters are compared, or all their characters in another order;
and of those no more than the budget allows. Few texts are compared all with all: that costs less than the budget.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from jianfu_cli.core.matters.budget import MOST_CANDIDATES

# A word more costs a text one pair of its characters, each character in place of another two, and one in ten may be
# mistyped.
_RAREST, _LENGTH_A_PAIR = 3, 4
# Of two texts of which the shorter is no longer, not one may be another (matching.one_matter).
_SHORTEST = 4


class Near(NamedTuple):
    """Places of the texts that are nearly equal to one; where not ``complete`` the budget left others uncompared."""

    places: list[int]
    complete: bool


class Blocks:
    """Texts, to be found by others that resemble them: by at least ``least`` of 0…100 (rapidfuzz' ``ratio``)."""

    def __init__(self, texts: Sequence[str], least: float) -> None:
        self._texts, self._least = texts, least
        self._common = Counter(pair for text in texts for pair in _pairs(text))
        self._sharing: dict[str, list[int]] = defaultdict(list)
        self._anagrams: dict[str, list[int]] = defaultdict(list)

    @classmethod
    def of(cls, texts: Sequence[str], least: float) -> "Blocks":
        """Return ``texts`` ready to be asked."""
        blocks = cls(texts, least)
        for place, text in enumerate(texts):
            blocks._enter(place, blocks._rarest(text))
        return blocks

    @classmethod
    def within(cls, texts: Sequence[str], least: float) -> Iterator[Near]:
        """Yield for each of ``texts`` those before it that resemble it, and that were compared."""
        blocks = cls(texts, least)
        for place, text in enumerate(texts):
            rarest = blocks._rarest(text)
            yield blocks._resembling(text, blocks._candidates(text, rarest, place))
            blocks._enter(place, rarest)

    def near(self, text: str) -> Near:
        """Return the texts that resemble ``text``; none where they are too many to compare it with all."""
        candidates = self._candidates(text, self._rarest(text), len(self._texts))
        return self._resembling(text, candidates) if candidates.complete else Near([], False)

    def _candidates(self, text: str, rarest: Sequence[str], entered: int) -> Near:
        """Return the places, of the first ``entered``, to compare ``text`` with, and whether these are all."""
        if len(self._texts) <= MOST_CANDIDATES:
            return Near(list(range(entered)), True)
        candidates, complete = self._reordered(text)
        for pair in rarest:
            more = candidates.union(self._sharing.get(pair, ())[: MOST_CANDIDATES + 1])
            if len(more) > MOST_CANDIDATES:
                return Near(sorted(candidates), False)
            candidates = more
        return Near(sorted(candidates), complete)

    def _resembling(self, text: str, candidates: Near) -> Near:
        chosen = {place: self._texts[place] for place in candidates.places}
        found = process.extract(text, chosen, scorer=fuzz.ratio, score_cutoff=self._least, limit=None)
        alike = self._reordered(text)[0].union(place for _, _, place in found)
        return Near(sorted(alike), candidates.complete)

    def _reordered(self, text: str) -> tuple[set[int], bool]:
        """Return the places of texts with the characters of ``text`` in some order, and whether these are all."""
        places = self._anagrams.get(_sorted(text), [])
        return set(places[:MOST_CANDIDATES]), len(places) <= MOST_CANDIDATES

    def _enter(self, place: int, rarest: Sequence[str]) -> None:
        self._anagrams[_sorted(self._texts[place])].append(place)
        for pair in rarest:
            self._sharing[pair].append(place)

    def _rarest(self, text: str) -> Sequence[str]:
        ordered = sorted(_pairs(text), key=lambda pair: (self._common[pair], pair))
        return ordered[: _RAREST + len(text) // _LENGTH_A_PAIR]


def _sorted(text: str) -> str:
    return "".join(sorted(text))


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)} if len(text) >= _SHORTEST else set()
