"""Numbers and shares as people write them in a cell that asks for one."""

import unicodedata
from decimal import Decimal
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of

MEASURE = (
    r"(?:[万千百]?[人个次项元所名户份场台件天处层级辆条本册套间栋座亩米吨度节班张支只瓶箱桶株道家例岁年届]"
    r"|人次|批次|平方米|立方米|公里|千克|公斤|克|毫升|升|小时|分钟|课时|学时|学分|分|‰|%|％)"
)
"""What one counts or measures in, as a pattern: 元, 万元, 人次."""
# No number of a form is longer, and patterns must not labour over a page of text in a cell.
_LONGEST = 40
_DASHES = str.maketrans("−–—﹣", "----")
# 1300, 1,300 and 1 300; not 13,00.
_NUMBER = pattern_of(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_SEPARATORS = str.maketrans("", "", ", ")
_CURRENCY = "¥"
_SIGN = "%"
_IN_WORDS = "百分之"
_NUMERALS = {numeral: number for number, numeral in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}


@lru_cache(maxsize=4096)
def read_number(text: str, unit: str = "") -> Decimal | None:
    """Return the number that ``text`` is, or that with its ``unit`` behind it; None where it says more or less.

    >>> read_number("１,300"), read_number("1300.0"), read_number("800人", "人"), read_number("约800人", "人")
    (Decimal('1300'), Decimal('1300.0'), Decimal('800'), None)
    """
    if len(text) > _LONGEST:
        return None
    folded = _folded(text).removeprefix(_CURRENCY)
    if unit:
        folded = folded.removesuffix(_folded(unit)).strip()
    return Decimal(folded.translate(_SEPARATORS)) if _NUMBER.fullmatch(folded) else None


@lru_cache(maxsize=4096)
def read_percent(text: str) -> tuple[Decimal, bool] | None:
    """Return the number that ``text`` gives, and whether it says that it is in per cent; None where it is none.

    >>> read_percent("95％"), read_percent("0.95"), read_percent("大部分")
    ((Decimal('95'), True), (Decimal('0.95'), False), None)
    """
    folded = _folded(text[:_LONGEST])
    signed = folded.endswith(_SIGN) != folded.startswith(_IN_WORDS)
    number = read_number(folded.removesuffix(_SIGN).removeprefix(_IN_WORDS).strip()) if len(text) <= _LONGEST else None
    return (number, signed) if number is not None else None


def whole_number(written: str) -> int:
    """Return the number that is ``written`` in digits, or as a numeral below a hundred.

    >>> whole_number("18"), whole_number("十八"), whole_number("两")
    (18, 18, 2)
    """
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


def plain(number: float | Decimal) -> str:
    """Return ``number`` as people write it, without a part of nothing: ``100``, ``0.5``."""
    written = format(Decimal(str(number)), "f")
    return (written.rstrip("0").rstrip(".") or "0") if "." in written else written


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
