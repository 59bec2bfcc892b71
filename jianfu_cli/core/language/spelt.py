"""Digits that are spelt out: numerals with their units (一百三十八, 八千), words in pinyin or English (yao san ba).

Who spells a number so says its digits in groups, and each group is read by itself: 一百三十八0013八千 is 138 0013 8000.
万 and 亿 stay: a number with these is a sum.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from jianfu_cli.core.language.folding import Folded, fold, fold_digits
from jianfu_cli.core.language.patterns import pattern_of

_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "20", "卄": "20", "卅": "30", "卌": "40"}
_DIGIT, _NOUGHT = "[一二三四五六七八九两兩壹贰弐叁肆伍陆柒捌玖]", "[零〇○]"
_ANY_UNIT = "[十拾百佰千仟]"
_THOUSANDS, _HUNDREDS = f"{_DIGIT}[千仟]", f"{_DIGIT}?[百佰]"
_TENS_UNIT = f"(?:{_DIGIT}?[十拾]|[廿卄卅卌])"
_LAST = f"{_DIGIT}(?!{_ANY_UNIT})"
_NUMERAL = pattern_of(
    rf"{_THOUSANDS}(?:{_NOUGHT}?{_HUNDREDS})?(?:{_NOUGHT}?{_TENS_UNIT})?(?:{_NOUGHT}?{_LAST})?"
    rf"|{_HUNDREDS}(?:{_NOUGHT}?{_TENS_UNIT})?(?:{_NOUGHT}?{_LAST})?"
    rf"|{_TENS_UNIT}(?:{_LAST})?"
)
_SAID = {
    "0": "ling dong zero oh", "1": "yi yao one", "2": "er liang two", "3": "san three", "4": "si four", "5": "wu five",
    "6": "liu six", "7": "qi guai seven", "8": "ba eight", "9": "jiu gou nine",
}  # fmt: skip
_DIGIT_OF = {word: digit for digit, words in _SAID.items() for word in words.split()}
_WORD = pattern_of("|".join(sorted(_DIGIT_OF, key=len, reverse=True)), re.IGNORECASE)
# Words of digits, two at least, with nothing but few signs between them.
_APART = " .,'-"
_WORDS = pattern_of(rf"(?<![A-Za-z])(?:(?:{_WORD.pattern})[{_APART}]{{0,3}}){{2,}}+", re.IGNORECASE)
_LATIN = pattern_of("[A-Za-z\uff21-\uff3a\uff41-\uff5a]{2}")
_MOST_OF_A_UNIT = 4
_Piece: TypeAlias = tuple[str, list[tuple[int, int]]]
"""Some signs, and where each of them stands in the source."""


def most_spelt(text: str) -> int:
    """Return how many digits are spelt out in ``text`` at most: quickly, and rather too many."""
    units = sum(map(text.count, (*_UNITS, *_TENS)))
    return _MOST_OF_A_UNIT * units + (len(_WORD.findall(text)) if _LATIN.search(text) else 0)


def fold_spelt(text: str) -> Folded:
    """Return ``text`` as ``fold_digits`` does, numerals and words of digits as their digits too.

    >>> fold_spelt("一百三十八0013八千").text, fold_spelt("yao san ba").text
    ('13800138000', '138')
    """
    pieces = list(_pieces(fold(text)))
    spans = [span for _, those in pieces for span in those]
    plain = fold_digits("".join(piece for piece, _ in pieces))
    at = [spans[place] for place in plain.places]
    return Folded(text, plain.text, [start for start, _ in at], [end for _, end in at])


def _pieces(folded: Folded) -> Iterator[_Piece]:
    """Yield all of ``folded`` in order, what is spelt as its digits."""
    done = 0
    for start, end, digits in sorted([*_numerals(folded.text), *_words(folded.text)]):
        yield _as_it_stands(folded, done, start)
        yield digits, [folded.span(start, end)] * len(digits)
        done = end
    yield _as_it_stands(folded, done, len(folded.text))


def _as_it_stands(folded: Folded, start: int, end: int) -> _Piece:
    return folded.text[start:end], [(place, place + 1) for place in folded.places[start:end]]


def _numerals(text: str) -> list[tuple[int, int, str]]:
    return [(*match.span(), _value(match.group())) for match in _NUMERAL.finditer(text)]


def _words(text: str) -> list[tuple[int, int, str]]:
    runs = ((run.start(), run.group().rstrip(_APART)) for run in _WORDS.finditer(text))
    return [
        (start, start + len(run), "".join(_DIGIT_OF[word.lower()] for word in _WORD.findall(run)))
        for start, run in runs
    ]


def _value(numeral: str) -> str:
    """The digits of ``numeral``; the last of 一千八 are hundreds, as people say it."""
    total, digit, unit, apart = 0, 0, 1, False
    for sign in numeral:
        if sign in _UNITS:
            unit, apart = _UNITS[sign], False
            total += (digit or 1) * unit
            digit = 0
        elif sign in _TENS:
            total, unit, apart = total + int(_TENS[sign]), 10, False
        else:
            digit = int(fold_digits(sign).text)
            apart = apart or not digit
    return str(total + digit * (1 if apart else unit // 10 or 1))
