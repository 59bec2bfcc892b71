"""Calendar files (RFC 5545) for Outlook and telephones: the frame, texts and folded lines."""

from collections.abc import Iterable, Iterator

from jianfu_cli import __version__
from jianfu_cli.core.language.shown import shown

_LONGEST_LINE = 75  # octets, RFC 5545, 3.1


def calendar(name: str, events: Iterable[str]) -> str:
    """Return a calendar called ``name`` of the content lines of its ``events``."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//jianfu//jianfu {__version__}//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *events,
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def escaped(text: str) -> str:
    """Return ``text`` as a TEXT value (RFC 5545, 3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(map(shown, text.splitlines()))


def _folded(line: str) -> Iterator[str]:
    """Break a content line at 75 octets, never within a character; what follows begins with a space."""
    part = ""
    for character in line:
        if len((part + character).encode()) > _LONGEST_LINE:
            yield part
            part = " "
        part += character
    yield part
