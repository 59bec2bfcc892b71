"""A text in a little Markdown as an official document in Word (docs/templates.md, 文稿).

``#`` a title (a second line of it goes on where it breaks), ``##`` … headings, ``>`` a note in grey, ``|`` a table,
``^`` the label of an annex and its title, ``@`` whom a letter is to, ``->`` issuer and then date at the right, ``---``
a new page before the next title; all else is a paragraph, in which 【…】 is bold.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.writing.word.official import OfficialDocument

_ESCAPED = pattern_of(r"\\(.)", re.DOTALL)
_CELL = pattern_of(r"\|((?:[^|\\]|\\.)*)(?=\|)")
_RULE = pattern_of(r":?-+:?")
_TOTAL = "合计"
_TITLE, _BREAK, _SIGNED, _ANNEX, _TO, _NOTE, _TABLE = "#", "---", "->", "^", "@", ">", "|"
# Two lines of these belong together.
_PAIRS = _TITLE, _SIGNED


def document_of(text: str, title: str, author: str, day: date) -> bytes:
    """Return ``text`` as docx, the same bytes for the same text; ``title`` and ``author`` are its properties."""
    document = OfficialDocument()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    groups = [(kind, list(group)) for kind, group in groupby(lines, _kind)]
    new_page = False
    for place, (kind, group) in enumerate(groups):
        if kind == _TABLE:
            _table(document, group, followed=_is_last_line(groups[place + 1 :]))
        elif kind in _PAIRS:
            first, second, *_ = [*map(_after_sign, group), ""]
            if kind == _SIGNED:
                document.sign(first, second)
            else:
                document.title(first, second, new_page=new_page)
        elif kind != _BREAK:
            for line in group:
                _add(document, kind, line)
        new_page = kind == _BREAK
    return document.finished(title, author, day)


def _is_last_line(groups: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Whether ``groups`` begin with a single line before a new page: it would stand alone on the next."""
    return (
        bool(groups) and groups[0][0] == "" and len(groups[0][1]) == 1 and (len(groups) == 1 or groups[1][0] == _BREAK)
    )


def _kind(line: str) -> str:
    signs = line.partition(" ")[0]
    if not signs.strip(_TITLE) or signs in {_SIGNED, _ANNEX, _TO, _NOTE}:
        return signs
    return line if line == _BREAK else _TABLE if line.startswith(_TABLE) else ""


def _add(document: OfficialDocument, kind: str, line: str) -> None:
    text = _after_sign(line)
    if kind == _ANNEX:
        label, _, title = text.partition(" ")
        document.annex(label, title)
    elif kind == _TO:
        document.addressee(text)
    elif kind == _NOTE:
        document.guidance(text)
    elif kind:
        document.heading(text, len(kind) - 1)
    else:
        document.paragraph(_plain(line))


def _after_sign(line: str) -> str:
    return _plain(line.partition(" ")[2].strip())


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _table(document: OfficialDocument, lines: Sequence[str], *, followed: bool) -> None:
    """Add a table; the dashes of its second line, where it has one, are the shares of its columns."""
    headings, *rows = [list(_cells(line)) for line in lines]
    widths = [1.0] * len(headings)
    if rows and all(_RULE.fullmatch(cell) for cell in rows[0]):
        widths = [float(len(cell.strip(":"))) for cell in rows.pop(0)]
    width = len(headings)
    rows = [(row + [""] * width)[:width] for row in rows]
    widths = (widths + [1.0] * width)[:width]
    document.table(headings, rows, widths, total=bool(rows) and rows[-1][0] == _TOTAL, followed=followed)


def _cells(line: str) -> Iterator[str]:
    closed = line if line.endswith(_TABLE) and not line.endswith(rf"\{_TABLE}") else f"{line}{_TABLE}"
    yield from (_plain(cell.strip()) for cell in _CELL.findall(closed))
