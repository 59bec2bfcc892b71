"""E-mail addresses as forms write them."""

import re
from collections.abc import Iterator

from jianfu_cli.core.language.phones import folded

_EMAIL = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
# Each begins where no other could have begun before it, and gives nothing back: linear on any text.
_WITHIN = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++ {0,2}(?:@|\((?:at|@)\)|\[at\]| at ) {0,2}"
    r"[A-Za-z0-9-]++(?: {0,2}[.。] {0,2}[A-Za-z0-9-]++)++",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[、,，;；/\s|]+")
# RFC 5321.
_LONGEST = 254


def are_emails(text: str) -> bool:
    """Say whether ``text`` is one address, or several with marks or blanks between them, and nothing else."""
    return all(len(part) <= _LONGEST and _EMAIL.fullmatch(part) for part in _SPLIT.split(text.strip()))


def half_width(text: str) -> str:
    """Return ``text`` with full-width signs as ASCII and without blanks: ``jb@163。com`` → ``jb@163.com``."""
    return folded(text).replace("。", ".").replace(" ", "")


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that ``text`` gives, however written: ``JB@163。com`` is ``jb@163.com``."""
    parts = (half_width(part).casefold() for part in _SPLIT.split(text.strip()))
    return tuple(part for part in parts if part and are_emails(part))


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every address within ``text``, also one written with blanks or ``(at)`` for its sign."""
    return (match.span() for match in _WITHIN.finditer(text))
