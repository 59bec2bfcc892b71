"""Groups of names that mean the same matter, among any number of names (多头重复).

Comparing all pairs grows with the square of the names. Two names 85 % alike share most of their pairs of
characters, so only names that share one of their rarest pairs are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz import fuzz, process

from jianfu_cli.core.matching import ALIKE, likeness, loose_key, matter_key, plain_key

# Each character in place of another costs a name two pairs, and 85 % allows one in seven.
_RAREST, _LENGTH_A_PAIR = 3, 4
# A pair of characters that very many names share tells nothing; their rarer pairs bring the alike ones together.
_MOST_SHARING = 400


def alike_groups(names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return groups (indexes into ``names``, ascending) of two or more names that mean the same matter.

    Groups come in order of their first name. Empty names belong to none.
    """
    by_key: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if name:
            by_key[matter_key(name), loose_key(name)].append(index)
    # What tells two names apart (春季, 小学) is in the names, not in their keys: one name, whatever comes first,
    # stands for its keys.
    shown = [min(names[index] for index in those) for those in by_key.values()]
    groups = _Groups(len(shown))
    first_of: dict[Hashable, int] = {}
    for place, keys in enumerate(by_key):
        for key in keys:
            groups.join(first_of.setdefault(key, place), place)
    for one, other in _near([plain_key(name) for name in shown]):
        if groups.root(one) != groups.root(other) and likeness(shown[one], shown[other]):
            groups.join(one, other)
    collected: dict[int, list[int]] = defaultdict(list)
    for place, those in enumerate(by_key.values()):
        collected[groups.root(place)].extend(those)
    return tuple(sorted(tuple(sorted(group)) for group in collected.values() if len(group) > 1))


def _near(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in ``keys`` whose bare ratio is high enough; most candidates differ plainly."""
    for place, others in _candidates(keys):
        for _, _, nth in process.extract(
            keys[place], [keys[other] for other in others], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
        ):
            yield place, others[nth]


def _candidates(keys: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Yield each place in ``keys`` with those before it that share one of their rarest pairs of characters."""
    common = Counter(pair for key in keys for pair in _pairs(key))
    sharing: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        rarest = sorted(_pairs(key), key=lambda pair: (common[pair], pair))[: _RAREST + len(key) // _LENGTH_A_PAIR]
        buckets = [sharing[pair] for pair in rarest if common[pair] <= _MOST_SHARING]
        others = set().union(*buckets)
        if others:
            yield place, sorted(others)
        for bucket in buckets:
            bucket.append(place)


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
