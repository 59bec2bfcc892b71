"""Characters as people read them: each folded to plain signs, with the way back to where it stands."""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from jianfu_cli.core.language.patterns import pattern_of

# Digits by their sound or look that Unicode gives no value, or another one.
_SAID = {"零": "0", "○": "0", "◯": "0", "幺": "1", "两": "2", "兩": "2", "贰": "2", "叁": "3", "陆": "6"}
_ROUND_LETTER = pattern_of("(?<=[0-9])[Oo]{1,8}(?![A-Za-z])")
# What is drawn like a digit (Latin, Greek, Cyrillic), or said for one on the telephone.
_ALIKE = {"0": "OoΟοОо洞", "1": "lIΙιІіӏ", "2": "Zz", "3": "Зз", "5": "Ss", "6": "б", "7": "拐", "8": "BВβ", "9": "勾"}
DRAWN_LIKE_DIGITS = frozenset("".join(_ALIKE.values()))
_DRAWN_ALIKE = str.maketrans({letter: digit for digit, letters in _ALIKE.items() for letter in letters})
_LETTERS = "".join(_ALIKE.values())
# A letter in front is a building's or a series' (B1301), save those that hardly are.
_WITH_LETTERS = pattern_of(
    rf"(?<![A-Za-z0-9_{_LETTERS}])(?![ZzSsB])(?=[0-9]*[{_LETTERS}])(?=[{_LETTERS}]*[0-9])[0-9{_LETTERS}]+(?![A-Za-z_])"
)
_NINE, _HIGHEST_CIRCLED = 9, 50
_DRAWN_AS_DASHES = frozenset("−ーｰ")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain signs; ``places[n]`` is where its ``n``-th sign stands in ``source``.

    ``ends``: where each ends there, where a sign stands for several.
    """

    source: str
    text: str
    places: Sequence[int]
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the signs from ``start`` up to ``end``, one at least, stand in ``source``."""
        return self.places[start], self.ends[end - 1] if self.ends else self.places[end - 1] + 1

    def index(self, place: int) -> int:
        """Return which sign is the first to stand at ``place`` of ``source`` or after it."""
        return bisect_left(self.places, place)


class _Signs(dict[int, str]):
    """What each character is folded to, found out when it is first met; never "": no character is lost."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = _sign(chr(code))
        return sign


class _DigitSigns(_Signs):
    """The same, with everything that is read as a digit."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = _digits(chr(code)) or _sign(chr(code))
        return sign


def _sign(character: str) -> str:
    """NFKC, every dash ``-``, every blank and what is not seen a blank."""
    category = unicodedata.category(character)
    if category[0] in "ZC" or category in {"Mn", "Me"}:
        return " "
    if category == "Pd" or character in _DRAWN_AS_DASHES:
        return "-"
    return unicodedata.normalize("NFKC", character)


def _digits(character: str) -> str:
    if character in _SAID:
        return _SAID[character]
    value = unicodedata.numeric(character, -1)
    highest = _HIGHEST_CIRCLED if unicodedata.category(character) == "No" else _NINE
    return str(int(value)) if value == int(value) and 0 <= value <= highest else ""


_SIGNS, _DIGIT_SIGNS = _Signs(), _DigitSigns()


def fold(text: str) -> Folded:
    """Return ``text`` with width, forms, dashes and blanks folded."""
    return _folded(text, _SIGNS)


def fold_digits(text: str) -> Folded:
    """Return ``text`` folded, with digits of every script and Chinese numerals as ``0`` to ``9``.

    >>> fold_digits("①３八").text
    '138'
    """
    folded = _folded(text, _DIGIT_SIGNS)
    # An O among digits is typed for a nought.
    plain = _ROUND_LETTER.sub(lambda match: "0" * len(match.group()), folded.text)
    return Folded(text, plain, folded.places)


def fold_alike(digits: Folded) -> Folded:
    """Return what ``fold_digits`` gave with letters among digits that are drawn like digits as these.

    >>> fold_alike(fold_digits("l38 OO13")).text
    '138 0013'
    """
    plain = _WITH_LETTERS.sub(lambda match: match.group().translate(_DRAWN_ALIKE), digits.text)
    return Folded(digits.source, plain, digits.places)


def _folded(text: str, signs: _Signs) -> Folded:
    plain = text.translate(signs)
    if len(plain) == len(text):
        return Folded(text, plain, range(len(text)))
    places = [place for place, character in enumerate(text) for _ in signs[ord(character)]]
    return Folded(text, plain, places)
