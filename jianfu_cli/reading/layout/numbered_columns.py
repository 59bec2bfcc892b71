"""A row under the headings that only counts the columns: 甲 乙 1 2 3, （1）（2）（3）, A B C. It is no row of data."""

from collections.abc import Sequence

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, text_of

_FURTHEST = 1 << 14  # no row begins there
_FEWEST = 4  # counted in a row; three figures may be anything
_LONGEST = 4  # signs of one: 第10列
_STEMS, _LETTERS = "甲乙丙丁戊己庚辛壬癸", "abcdefghijklmnopqrstuvwxyz"
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
_LABEL = pattern_of(r"栏次|列次|栏号|列号|栏目号|栏目序号|栏目")
_WRAPPING = "()第列栏.、"


def counts_columns(row: Sequence[Scalar], headings: Sequence[Scalar] = ()) -> bool:
    """Say whether the cells of a row count from the first on, in one script, or go from 甲乙丙 on to figures.

    What begins to the right of the ``headings``' first stands under one of them alone: its parts are counted.

    >>> [counts_columns(row) for row in (["甲", "乙", "1", "2", "3"], ["栏次", 1, 2, 3, 4], [1, "甲", "局", "5月"])]
    [True, True, False]
    """
    if _first(row) > _first(headings):
        return False
    texts = [text for value in row if value not in {"", None} and (text := key(text_of(value)))]
    if texts and _LABEL.fullmatch(texts[0]):
        texts = texts[1:]
    if len(texts) < _FEWEST or any(len(text) > _LONGEST for text in texts):
        return False
    stems = sum(1 for text, stem in zip(texts, _STEMS, strict=False) if text == stem)
    counted = [text.strip(_WRAPPING) for text in texts[stems:]]
    figures = [str(number) for number in range(1, len(counted) + 1)]
    return any(counted == list(script[: len(counted)]) for script in (figures, _LETTERS, _NUMERALS))


def _first(row: Sequence[Scalar]) -> int:
    return next((place for place, value in enumerate(row) if value not in {"", None}), len(row) or _FURTHEST)
