"""Groups of names that mean the same matter, among any number of names (多头重复).

Comparing all pairs grows with the square of the names. Two names 85 % alike share most of their pairs of
characters, so only names that share one of their rarest pairs are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from jianfu_cli.core.matching import ALIKE, likeness, matter_key

_RAREST = 4
# A pair of characters that very many names share tells nothing; their rarer pairs bring the alike ones together.
_MOST_SHARING = 400


def alike_groups(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return groups (indexes into ``names``, ascending) of two or more names that mean the same matter.

    Groups come in order of their first name. Empty names belong to none.
    """
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if name:
            by_key[matter_key(name)].append(index)
    keys = list(by_key)
    # What tells two names apart (春季, 小学) is in the names, not in their keys: one name stands for its key.
    shown = [names[by_key[key][0]] for key in keys]
    groups = _Groups(len(keys))
    for one, other in _candidates(keys):
        # Most pairs differ plainly; the bare ratio says so in a tenth of the time.
        near = fuzz.ratio(keys[one], keys[other], score_cutoff=ALIKE)
        if near and groups.root(one) != groups.root(other) and likeness(shown[one], shown[other]) >= ALIKE:
            groups.join(one, other)
    collected: dict[int, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        collected[groups.root(place)].extend(by_key[key])
    return tuple(sorted(tuple(sorted(group)) for group in collected.values() if len(group) > 1))


def _candidates(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in ``keys`` that share one of their rarest pairs of characters."""
    common = Counter(pair for key in keys for pair in _pairs(key))
    sharing: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        for pair in sorted(_pairs(key), key=lambda pair: (common[pair], pair))[:_RAREST]:
            sharing[pair].append(place)
    for places in sharing.values():
        if len(places) <= _MOST_SHARING:
            yield from ((one, other) for nth, other in enumerate(places) for one in places[:nth])


def _pairs(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)} or {key}


class _Groups:
    """Which of the numbers below ``size`` belong together (union-find)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, member: int) -> int:
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first
