"""Plain text laid out for a terminal, where a Chinese character takes two places."""

import unicodedata

from jianfu_cli.core.language.patterns import pattern_of

PLACES = 80
"""How wide text for people is where nobody knows the terminal: in files and pipes."""

# What cannot be torn apart: a run of Latin text or one character, with the marks before it and behind it that belong to
# it, and the ending of a file's name or the slash of a path; or white space.
_PIECE = pattern_of(r"\s+|[（〔《“【]*(?:[\x21-\x7e]+|.)(?:[./][\x21-\x7e]*)?[，。、；：！？）〕》”…】]*")
# The same, of a list of names.
_NAME = pattern_of(r"[^、：]+[、：]?|[、：]")


def width(text: str) -> int:
    """Return how many places ``text`` takes: two for East Asian wide and full-width characters (UAX #11).

    >>> width("附件2")
    5
    """
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def pad(text: str, places: int) -> str:
    """Return ``text`` filled with spaces to ``places``; longer text stays whole."""
    return text + " " * (places - width(text))


def _widest(text: str) -> int:
    """Count marks of ambiguous width (“ ” … ×) as wide, as GBK consoles draw them: no line is too long on any."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WFA" for character in text)


def wrap(text: str, places: int) -> list[str]:
    """Break ``text`` into lines of at most ``places`` on any console; none begins with a closing mark or a blank.

    A piece wider than ``places`` (a long path) has a line of its own.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for piece in _PIECE.findall(paragraph.strip()):
            if line and _widest(line) + _widest(piece) > places:
                lines.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
        lines.append(line.rstrip())
    return lines or [""]


def wrap_names(text: str, places: int) -> list[str]:
    """Break ``…：甲、乙、丙`` into lines between names; a name wider than ``places`` is broken as other text."""
    lines = [""]
    for name in _NAME.findall(text):
        if _widest(lines[-1]) + _widest(name) <= places:
            lines[-1] += name
        else:
            lines = [*lines, *wrap(name, places)] if lines[-1] else wrap(name, places)
    return lines


def two_columns(rows: list[tuple[str, str]], places: int, *, indent: int = 2, widest: int = 24) -> str:
    """Lay out ``(name, text)`` rows: names left, texts wrapped on the right, under ``places`` in all.

    A name wider than ``widest`` stands on a line of its own.
    """
    column = min(widest, max((width(name) for name, _ in rows), default=0))
    start = indent + column + 2
    lines = []
    for name, text in rows:
        first, *others = wrap(text, places - start)
        if width(name) > column:
            lines.append(" " * indent + name)
            others = [first, *others]
        else:
            lines.append(f"{' ' * indent}{pad(name, column)}  {first}".rstrip())
        lines.extend(" " * start + other for other in others)
    return "\n".join(lines) + "\n" if lines else ""
