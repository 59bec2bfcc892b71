"""A worksheet's XML in the dress that nearly all programs give it, where it came in another.

XML leaves it open how quotes, blanks and prefixes are written, the format whether rows and cells are numbered
(ISO/IEC 29500-1, 18.3.1.4 and 18.3.1.73). Everything after the guard reads one dress only.
"""

from html import escape
from xml.parsers import expat

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import column_index, column_letters
from jianfu_cli.reading.guard.extent import Sheet, refuse_doctype

_PLACE = pattern_of(r"([A-Z]{1,3})(\d{1,7})")
_ODD_PLACE = pattern_of(rb"c r=\"(?:[a-z$]|[A-Z]{1,3}\$)")
_DECLARATION = pattern_of(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>")
_UNNUMBERED = pattern_of(rb"<row(?! r=\")"), pattern_of(rb":row(?! r=\")")
# A program writes all places alike: a look at the first and the last cells is enough.
_LOOKED_AT = 1 << 12
_LONGEST_NUMBER = 7
_MOST_PIECES = 1 << 16
# In an attribute these would be read as blanks (XML 1.0, 3.3.3).
_KEPT = {ord(sign): f"&#{ord(sign)};" for sign in "\t\n\r"}


def as_usual(sheet: Sheet) -> tuple[Sheet, bool]:
    """Return ``sheet`` in double quotes, no blanks in its tags, its rows and cells numbered; itself where it is so.

    And whether all its cells say where they stand: what a parser cannot read stays as it is.
    """
    all_placed = not sheet.has_unplaced_cells()
    if all_placed and _is_usual(sheet):
        return sheet, True
    try:
        content = _Tailor().dressed(sheet.content)
    except expat.ExpatError:
        return sheet, all_placed
    return Sheet.of(content) or sheet, True


def _is_usual(sheet: Sheet) -> bool:
    """Say whether a sheet whose cells are placed needs no tailor; each look over all bytes is dear."""
    content, first, last = sheet
    declared = _DECLARATION.match(content)
    begins = declared.end() if declared else 0
    rows = _UNNUMBERED if content.find(b":worksheet", 0, _LOOKED_AT) >= 0 else _UNNUMBERED[:1]
    looks = (begins, min(last, first + _LOOKED_AT)), (max(first, last - _LOOKED_AT), last)
    return not (
        any(row.search(content, first, last) for row in rows)
        or (content.find(b"'", begins) >= 0 and content.find(b"='", begins) >= 0)
        or any(content.find(sign, *look) >= 0 for sign in (b" =", b"= ") for look in looks)
        or any(_ODD_PLACE.search(content, *look) for look in looks)
    )


class _Tailor:
    """Writes a sheet anew as it is parsed; a row or cell without a number follows the one before."""

    def __init__(self) -> None:
        self._whole = bytearray(b'<?xml version="1.0" encoding="UTF-8"?>\n')
        self._written: list[str] = []
        self._row = self._column = 0

    def dressed(self, content: bytes) -> bytes:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda tag: self._written.append(f"</{tag}>")
        parser.CharacterDataHandler = lambda text: self._written.append(escape(text, quote=False))
        parser.Parse(content, True)
        self._put_away()
        return bytes(self._whole)

    def _put_away(self) -> None:
        self._whole += "".join(self._written).encode()
        self._written.clear()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(self._written) > _MOST_PIECES:
            self._put_away()
        if name == "row":
            attributes = {"r": self._row_number(attributes.get("r", "")), **_without_place(attributes)}
        elif name == "c":
            attributes = {"r": self._cell_place(attributes.get("r", "")), **_without_place(attributes)}
        elif name in {"mergeCell", "dimension"}:
            attributes = attributes | {"ref": attributes.get("ref", "").replace("$", "").upper()}
        said = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items())
        self._written.append(f"<{tag}{said}>")

    def _row_number(self, written: str) -> str:
        is_number = written.isdecimal() and len(written) <= _LONGEST_NUMBER
        self._row, self._column = int(written) if is_number else self._row + 1, 0
        return str(self._row)

    def _cell_place(self, written: str) -> str:
        place = _PLACE.fullmatch(written.replace("$", "").strip().upper())
        row, self._column = (int(place[2]), column_index(place[1])) if place else (self._row, self._column + 1)
        return f"{column_letters(self._column)}{row}"


def _without_place(attributes: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if key != "r"}


def _quoted(value: str) -> str:
    return f'"{escape(value).translate(_KEPT)}"'
