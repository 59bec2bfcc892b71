"""E-mail addresses as forms write them."""

import re

from jianfu_cli.core.language.phones import folded

_EMAIL = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
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
