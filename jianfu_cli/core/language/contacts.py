"""Telephone numbers and e-mail addresses as hotline lists and forms write them.

A stated pattern, not phonenumbers: short numbers (12345), brackets, em dashes and several numbers
in a cell are ordinary here, and local numbers without an area code too.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of

_DASHES = pattern_of("[‐-―−－﹣–—~～]")
_SPLIT = pattern_of(r"[、,;/|\n]+|或|(?<!86)(?<!\s)\s++(?=\(?0\d{2,3}[)-]|1[3-9]\d{9}|0\d{9})")
_AROUND_SIGNS = pattern_of(r"(?:(?<!\s)\s++)?([()-])\s*")
_TIME_OF_DAY = pattern_of(r"\d{1,2}:\d{2}")
# Neither part of a longer number (373-2000001 lacks its zero) nor masked (138****8000).
_BEFORE, _AFTER = r"(?<![\d*X×])(?<!\d-)", r"(?![\d*X×])"
_NUMBER = pattern_of(
    rf"{_BEFORE}(?:\+?86[- ]?)?(?:"
    r"1[3-9]\d(?:[- ]?\d{4}){2}"  # mobile
    r"|\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}"  # area code and local number
    r"|0\d{2,3}-?(?:1\d{4}|9\d{4})"  # area code and short number
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
    r"|[2-8]\d{6,7}"  # local number
    r"|1(?:10|14|19|2[02])|1\d{4}|9\d{4,5}"  # short numbers
    rf")(?:(?:[-转*#x]|分机)\d{{1,6}})?{_AFTER}"
)
_LONGEST = 500
# Fewer digits are an extension, a room, an hour.
_FEWEST_DIGITS = 5


def folded(text: str) -> str:
    """Return ``text`` with full-width digits, signs and dashes as ASCII."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16384)
def read_phones(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return ``(numbers, doubtful)`` of a cell: telephone numbers, and runs of digits that are none."""
    numbers, doubtful = [], []
    for part in _SPLIT.split(_TIME_OF_DAY.sub("", folded(text)[:_LONGEST])):
        tight = _AROUND_SIGNS.sub(r"\1", part)
        found = _numbers_in(tight) or _numbers_in("".join(tight.split()))
        if found:
            numbers.extend(found)
        elif sum(character.isdigit() for character in part) >= _FEWEST_DIGITS:
            doubtful.append(part.strip())
    return tuple(numbers), tuple(doubtful)


def _numbers_in(text: str) -> list[str]:
    return [match.group() for match in _NUMBER.finditer(text)]


_LOCAL = pattern_of(r"[2-8]\d{6,7}(?:\D.*)?")


def lacks_area_code(number: str) -> bool:
    """Say whether ``number`` (of ``read_phones``) can be dialled within its own city alone."""
    return bool(_LOCAL.fullmatch(number.replace(" ", ""))) and not number.startswith(("400", "800"))


def has_phone(text: str) -> bool:
    """Say whether ``text`` holds a telephone number anywhere."""
    return bool(read_phones(text)[0])


# Area code, which no number within the city and no mobile has.
_AREA = pattern_of(r"(?:\+?86)?\(?0(?:10|2\d|[3-9]\d{2})\)?-?")
_COUNTRY = pattern_of(r"\+?86-?(?=1[3-9]\d)")
_EXTENSION = pattern_of(r"(?:[转*#x]|分机|(?<=\d{7})-)")
_FEWEST_OF_A_LINE = 7


def subscribers(text: str) -> tuple[str, ...]:
    """Return the lines that ``text`` gives, however written: without area code, dashes and blanks, with the extension.

    Numbers that everybody shares (12345) are left out.

    >>> subscribers("（0373）223 4567转801、12345"), subscribers("2234567-801")
    (('2234567-801',), ('2234567-801',))
    """
    return tuple(line for number in read_phones(text)[0] if (line := _line(number)))


def _line(number: str) -> str:
    tight = number.replace(" ", "")
    country = _COUNTRY.match(tight) or _AREA.match(tight)
    within = tight[country.end() :] if country else tight
    main, *extension = _EXTENSION.split(within, maxsplit=1)
    digits = main.replace("-", "")
    return "" if len(digits) < _FEWEST_OF_A_LINE else "-".join((digits, *extension))


_EMAIL = pattern_of(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
# Each begins where no other could have begun before it, and gives nothing back: linear on any text.
_EMAIL_WITHIN = pattern_of(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++ {0,2}(?:"
    r"(?:@|[(\[](?:at?|@|圈a|艾特|爱特)[)\]]| at |艾特|爱特|圈a(?![a-z])) {0,2}"
    r"[A-Za-z0-9-]++(?: {0,2}(?:[.。点]| dot ) {0,2}[A-Za-z0-9-]++)++"
    # Of the services that everybody has an address of, whatever stands for the sign.
    r"|[#*&$￥。 ] {0,2}(?:163|126|139|189|yeah|qq|foxmail|sina|sohu|gmail|hotmail|outlook|aliyun)"
    r" {0,2}(?:[.。点]| dot ) {0,2}(?:com|net|cn)(?![a-z]))",
    re.IGNORECASE,
)
_BETWEEN_EMAILS = pattern_of(r"[、,，;；/\s|]+")
# RFC 5321.
_LONGEST_EMAIL = 254


def are_emails(text: str) -> bool:
    """Say whether ``text`` is one address, or several with marks or blanks between them, and nothing else."""
    return all(len(part) <= _LONGEST_EMAIL and _EMAIL.fullmatch(part) for part in _BETWEEN_EMAILS.split(text.strip()))


def half_width(text: str) -> str:
    """Return ``text`` with full-width signs as ASCII and without blanks: ``jb@163。com`` → ``jb@163.com``."""
    return folded(text).replace("。", ".").replace(" ", "")


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that ``text`` gives, however written: ``JB@163。com`` is ``jb@163.com``."""
    parts = (half_width(part).casefold() for part in _BETWEEN_EMAILS.split(text.strip()))
    return tuple(part for part in parts if part and are_emails(part))


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every address within ``text``, also one written with blanks or ``(at)`` for its sign."""
    return (match.span() for match in _EMAIL_WITHIN.finditer(text))
