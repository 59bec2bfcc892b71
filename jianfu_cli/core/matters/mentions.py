"""Which matters a person speaks of who tells in his own words what is asked of a school (反映内容).

A name is short and says what it is about; a narrative tells it at length, in another order, among names of places and
bodies. So it is not compared as names are (``matching``): what counts is how much of a matter's name, and of what its
row says it consists in, the narrative says; rarer words count more, and what only says what is asked (讲座, 统计)
counts little. Words of one meaning are one, as everywhere (``names.Words``).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.names import Words, matter_key
from jianfu_cli.core.matters.organs import organs_named_in

# From where on a matter is surely meant, from where on it may be, and how far the next one must be behind it.
SURE, LIKELY, APART = 0.3, 0.16, 0.06
# What the name and the content are worth, and what else speaks for a matter or against it.
_OF_NAME, _OF_CONTENT = 0.6, 0.6
_ASKER, _OTHER_ASKER, _CATEGORY, _OTHER_CATEGORY = 0.12, 0.1, 0.05, 0.1
# A word of the name beside its subject is worth less where more matters than so many have it.
_BESIDE, _OF_FEW = 0.3, 3
_SAYS_IT = 0.2  # so much of a name or a content is worth naming as evidence
# Two narratives tell the same.
_ALIKE_TOLD, _FEWEST_SHARED = 0.5, 4
_FEWEST_IF_ASKED, _WHOLE = 2, 0.75
_LONGEST_TOLD = 2_000
_CLAUSES = pattern_of(r"[,，。;；!！?？:：、\n]+")
# As people speak, and as forms have it.
_SPOKEN = {"老师": "教师", "每天": "每日", "天天": "每日", "晚上": "夜间", "大扫除": "清扫", "值勤": "执勤"}
_SPOKEN_WORDS = pattern_of("|".join(_SPOKEN))
# What stands in so many names tells none of them; but a few may share anything.
_COMMON_SHARE, _FEW = 0.05, 50


class Told(NamedTuple):
    """A matter as its rows tell it: name, content ("" where none says it), category, the bodies that ask it.

    ``organs`` are who these are (``bodies``), ``askers`` their names as written (folded, without their place).
    """

    name: str
    content: str
    category: str
    organs: frozenset[str]
    askers: tuple[str, ...]


class Mention(NamedTuple):
    """Which of the matters is spoken of (its place), how surely (0…1), and in Chinese what says so.

    ``shared`` are the pairs of characters that tell of it, ``name`` is how much of its name is said (0…1), ``asked``
    that who asks it is named.
    """

    place: int
    score: float
    evidence: tuple[str, ...]
    shared: frozenset[str]
    name: float
    asked: bool

    @property
    def plain(self) -> bool:
        """Whether enough is said to be sure: a word alone (水费) may tell of anything."""
        return self.score >= SURE and (
            len(self.shared) >= (_FEWEST_IF_ASKED if self.asked else _FEWEST_SHARED) or self.name >= _WHOLE
        )


class _Said(NamedTuple):
    """What a narrative says: pairs of characters, with words of one meaning made one and as written; who is named."""

    pairs: frozenset[str]
    written: frozenset[str]
    organs: frozenset[str]
    folded: str


class Mentions:
    """Matters, to be found by what people say of them."""

    def __init__(self, matters: Sequence[Told], words: Words) -> None:
        self._matters, self._words = matters, words
        self._names = [self._pairs([one.name]) for one in matters]
        self._written = [_pairs_of(matter_key(_as_written(one.name))) for one in matters]
        self._contents = [self._pairs(_clauses(one.content)) for one in matters]
        self._subjects = [_pairs_of(words.wording(one.name).subject) for one in matters]
        told = [a | b | c for a, b, c in zip(self._names, self._written, self._contents, strict=True)]
        self._common = Counter(pair for pairs in set(told) for pair in pairs)
        self._count = len(set(told))
        self._holding: dict[str, list[int]] = defaultdict(list)
        for place, pairs in enumerate(told):
            for pair in pairs:
                self._holding[pair].append(place)

    def of(self, text: str, category: str, among: Callable[[int], bool]) -> list[Mention]:
        """Return the matters ``among`` those allowed that ``text`` may speak of, the likeliest first."""
        clauses = list(_clauses(text))
        written = frozenset(pair for clause in clauses for pair in _pairs_of(matter_key(_as_written(clause))))
        said = _Said(self._pairs(clauses), written, organs_named_in(key(text[:_LONGEST_TOLD])), key(text))
        near = self._near(said.pairs | said.written)
        scored = [self._mention(place, said, category) for place in near if among(place)]
        return sorted((one for one in scored if one.score >= LIKELY), key=lambda one: (-one.score, one.place))

    def alike_contents(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of places whose contents share half of what the shorter one says, the earlier place first."""
        worth = [sum(map(self._weight, pairs)) for pairs in self._contents]
        for place, pairs in enumerate(self._contents):
            for earlier in sorted(self._near(pairs)):
                if earlier >= place:
                    break
                shared = pairs & self._contents[earlier]
                least = _ALIKE_TOLD * min(worth[place], worth[earlier])
                if len(shared) >= _FEWEST_SHARED and sum(map(self._weight, shared)) >= least:
                    yield earlier, place
                    break  # those that are alike are alike to the first of them

    def _near(self, pairs: Iterable[str]) -> set[int]:
        """The matters that share with a narrative what few have."""
        most = max(_FEW, int(_COMMON_SHARE * self._count))
        rare = (pair for pair in pairs if 0 < self._common[pair] <= most)
        return {place for pair in rare for place in self._holding[pair]}

    def _mention(self, place: int, said: _Said, category: str) -> Mention:
        told = self._matters[place]
        meant = self._share(self._names[place], said.pairs, self._subjects[place])
        name = max(meant, self._share(self._written[place], said.written, frozenset()))
        content = self._share_of_content(place, said.pairs)
        asked = bool(told.organs & said.organs) or any(asker in said.folded for asker in told.askers)
        other = bool(said.organs and told.organs) and not asked
        own = self._names[place] | self._written[place] | self._contents[place]
        shared = (said.pairs | said.written) & own
        score = _OF_NAME * name + _OF_CONTENT * content + _ASKER * asked - _OTHER_ASKER * other
        score += _CATEGORY if category == told.category else -_OTHER_CATEGORY if category and told.category else 0
        return Mention(
            place, round(min(score, 1), 3), tuple(_evidence(name, content, asked=asked)), shared, name, asked
        )

    def _share(self, name: frozenset[str], pairs: frozenset[str], subject: frozenset[str]) -> float:
        """How much of a ``name`` the ``pairs`` of a narrative say; what many matters say is worth little in it."""
        beside = {pair for pair in name - subject if self._common[pair] > _OF_FEW}
        shared = name & pairs
        # What only asks the same (讲座) is about something else.
        if not shared - beside:
            return 0
        worth = {pair: self._weight(pair) * (_BESIDE if pair in beside else 1) for pair in name}
        return sum(worth[pair] for pair in shared) / sum(worth.values())

    def _share_of_content(self, place: int, pairs: frozenset[str]) -> float:
        """How much of the narrative the content says that the name does not."""
        whole = sum(map(self._weight, pairs))
        return sum(map(self._weight, pairs & (self._contents[place] - self._names[place]))) / whole if whole else 0

    def _weight(self, pair: str) -> float:
        return math.log(1 + self._count / (1 + self._common[pair]))

    def _pairs(self, clauses: Iterable[str]) -> frozenset[str]:
        return frozenset(pair for one in clauses for pair in _pairs_of(self._words.plainly(_as_written(one))))


def _clauses(text: str) -> Iterator[str]:
    return filter(None, _CLAUSES.split(text[:_LONGEST_TOLD]))


def _as_written(clause: str) -> str:
    """The words of a clause as forms have them."""
    return _SPOKEN_WORDS.sub(lambda word: _SPOKEN[word.group()], clause)


def _pairs_of(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _evidence(name: float, content: float, *, asked: bool) -> Iterator[str]:
    if name >= _SAYS_IT:
        yield "说到它的名称" if name >= _WHOLE else "说到名称里的字眼"
    if content >= _SAYS_IT:
        yield "与这一项的内容相近"
    if asked:
        yield "说到布置的单位"


def alike_texts(texts: Sequence[str], words: Words) -> Iterator[tuple[int, int]]:
    """Yield pairs of places whose narratives tell the same, the earlier first; of many alike each is put to the first.

    They share half of what the shorter one says, the rarer words counting more.
    """
    told = Mentions([Told("", text, "", frozenset(), ()) for text in texts], words)
    yield from told.alike_contents()
