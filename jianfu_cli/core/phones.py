"""Telephone numbers as hotline lists and forms write them.

A stated pattern, not phonenumbers: short numbers (12345), brackets, em dashes and several numbers
in a cell are ordinary here, and local numbers without an area code too (variants.md, section 6).
"""

import re
import unicodedata
from functools import lru_cache

_DASHES = re.compile("[‐-―−－﹣–—~～]")
_SPLIT = re.compile(r"[、,;/|\n]+|或|\s+(?=\(?0\d{2,3}[)-]|1[3-9]\d{9}|0\d{9})")
_NUMBER = re.compile(
    r"(?<!\d)(?:\+?86-?)?(?:"
    r"1[3-9]\d(?:[- ]?\d{4}){2}"  # mobile
    r"|\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}"  # area code and local number
    r"|0\d{2,3}-?(?:1\d{4}|9\d{4})"  # area code and short number
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
    r"|[2-8]\d{6,7}"  # local number
    r"|1\d{2}|1\d{4}|9\d{4,5}|11\d|12\d{3}"  # short numbers
    r")(?:(?:[-转*#x]|分机)\d{1,6})?(?!\d)"
)
_LONGEST = 500


def folded(text: str) -> str:
    """Return ``text`` with full-width digits, signs and dashes as ASCII."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16384)
def read_phones(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return ``(numbers, doubtful)`` of a cell: telephone numbers, and runs of digits that are none."""
    numbers, doubtful = [], []
    for part in _SPLIT.split(folded(text)[:_LONGEST]):
        bare = re.sub(r"(?<=[(\d])\s+|\s+(?=[)-])", "", part)
        found = [match.group() for match in _NUMBER.finditer(bare)]
        if found:
            numbers.extend(found)
        elif any(character.isdigit() for character in bare):
            doubtful.append(part.strip())
    return tuple(numbers), tuple(doubtful)


def has_phone(text: str) -> bool:
    """Say whether ``text`` holds a telephone number anywhere."""
    return bool(read_phones(text)[0])
