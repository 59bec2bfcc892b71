"""Whether a text lists several things by number: 1.防溺水宣传 2.消防演练; ①…②…; （一）…（二）…; 一是…二是…."""

import unicodedata

from jianfu_cli.core.language.patterns import pattern_of

_FEWEST_CHARACTERS = 2
_LONGEST = 500
_TWO = range(1, 3)
_CHINESE = "一二"
# What stands around the number of an item; a decimal, a date, 1—2年级 and 第1期 have other things there.
_BEFORE = r"(?<![\d.．\-—~～/第A-Za-z+(（])"
_STYLES = (
    tuple(rf"{_BEFORE}{n}\s*[.．、)）](?![\d.])" for n in _TWO),
    tuple(rf"[(（]\s*{n}\s*[)）]" for n in _TWO),
    ("①", "②"),
    ("⑴", "⑵"),
    ("⒈", "⒉"),
    tuple(rf"(?<![一二三四五六七八九十第]){n}\s*[、.．](?![一二三四五六七八九十])" for n in _CHINESE),
    tuple(rf"[(（]\s*{n}\s*[)）]" for n in _CHINESE),
    tuple(rf"(?<![一二三四五六七八九十]){n}是" for n in _CHINESE),
)
_PAIRS = tuple((pattern_of(first), pattern_of(second)) for first, second in _STYLES)
# Without a second, nothing is listed: most texts have none of these.
_SECOND = pattern_of("[2二②⑵⒉]")
_SAYS = pattern_of(r"[^\W\d_]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

_NUMERALS = "〇一二三四五六七八九"
_NUMBERED = range(1, 100)


def numbered_items(text: str) -> tuple[str, str] | None:
    """Return the first two of the things that ``text`` lists by number; None where it lists none.

    >>> numbered_items("1.防溺水宣传 2.消防演练"), numbered_items("1、2年级体检"), numbered_items("5.25心理健康日")
    (('防溺水宣传', '消防演练'), None, None)
    """
    text = unicodedata.normalize("NFC", text[:_LONGEST]).translate(_FULL_WIDTH)
    if not _SECOND.search(text):
        return None
    for first, second in _PAIRS:
        one = first.search(text)
        two = second.search(text, one.end()) if one else None
        if one and two:
            items = _item(text[one.end() : two.start()]), _item(text[two.end() :])
            if all(len(_SAYS.findall(item)) >= _FEWEST_CHARACTERS for item in items):
                return items
    return None


def _item(text: str) -> str:
    return text.strip().strip("，。；、,;. ").split("\n", 1)[0].strip()


def in_chinese_numerals(number: int) -> str:
    """Return ``number`` as headings have it, from 1 to 99; further ones in figures.

    >>> in_chinese_numerals(1), in_chinese_numerals(10), in_chinese_numerals(12), in_chinese_numerals(30)
    ('一', '十', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    if number not in _NUMBERED:
        return str(number)
    return (_NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")
