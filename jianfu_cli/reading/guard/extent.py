"""How far a sheet of an OOXML workbook reaches, by its XML: the native reader lays out the whole rectangle.

Sheets are large, and each look costs a pass over all bytes: what most sheets have nothing of is looked for at once.
"""

from contextlib import suppress
from functools import cache
from typing import NamedTuple
from xml.parsers import expat

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import cell_name, column_index
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged, too_far, unsafe

_ROW = pattern_of(rb"<(?:\w{1,40}:)?row(?:\s[^<>]*?)?\sr\s*=\s*[\"'](\d{1,9})[\"']")
_WIDE = pattern_of(rb"r\s*=\s*[\"'][A-Za-z]{2,}\d")
_FAR = pattern_of(rb"=\s*[\"'](?:[A-Za-z]{3,7}\d{4,9}|[A-Za-z]{2}\d{5,9})[\"']")
# Columns beyond Z, or rows beyond the millionth: few sheets have either, and only they are looked at closely.
_OUTLYING = pattern_of(rb"=\s*[\"'](?:[A-Za-z]{2,}\d|[A-Za-z]?\d{7})")
# A literal is found in a third of the time of a pattern: with all letters, all digits, and all that ends them alike,
# the signs are few.
_ALIKE = bytes.maketrans(
    b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\t\n\r"', b"A" * 52 + b"0" * 10 + b" " * 4
)
_PIECE, _LONGEST_SIGN = 1 << 20, 8
_OUTLYING_SIGNS = b"AA0", b"0000000 ", b"'"
_PLACE = pattern_of(r"([A-Z]{1,7})(\d{1,9})")
_CELLS = b"sheetData"
_PREFIX = pattern_of(rb":[^0-9]")
_UNPLACED, _UNPLACED_WITH_PREFIX = pattern_of(rb"<c(?! r=\")"), pattern_of(rb":c(?! r=\")")
_ORDINARY = b'<row r="1" spans="1:1"><c r="A1" s="1" t="s"><v>0</v></c></row>'
_START = 4096
_FULL_WIDTH, _NARROW, _INLYING_HEIGHT = 16_384, 26, 1_000_000


class Sheet(NamedTuple):
    """The XML of a worksheet, and where its cells stand in it: most of the bytes, and in most sheets all alike."""

    content: bytes
    first: int
    last: int

    @classmethod
    def of(cls, content: bytes) -> "Sheet | None":
        """Return ``content`` as a sheet, None where the part is none."""
        named, ended = content.find(_CELLS), content.rfind(_CELLS)
        # Without cells, or cut off, it is named once.
        last = ended if ended > named else len(content)
        return None if named < 0 else cls(content, named + len(_CELLS), last)

    def has(self, sign: bytes) -> bool:
        """Say whether ``sign`` stands in the sheet: quickly, where no cell has the one of its letters that tells."""
        content, first, last = self
        return (
            content.find(sign, 0, first) >= 0
            or content.find(sign, last) >= 0
            or (content.find(_telling(sign), first, last) >= 0 and content.find(sign, first, last) >= 0)
        )

    def values(self) -> int:
        """Return how many cells hold a value, or more, never fewer: an unvalued formula may keep a bare v."""
        content, first, last = self
        prefixed = content.find(b":worksheet", 0, _START) >= 0 or content.find(b"xmlns:", _START) >= 0
        ends = [b"</v", *([b":v"] if prefixed else [])]
        if content.find(b"i", first, last) >= 0:  # there may be texts that stand in their cells
            ends += [b"</is", *([b":is"] if prefixed else [])]
        return sum(content.count(end, first, last) for end in ends)

    def has_unseen_defaults(self) -> bool:
        """Say whether rows or columns may be hidden by what holds for all of them, or by a width of nothing."""
        content, first, _ = self
        return any(content.find(sign, 0, first) >= 0 for sign in (b' zeroHeight="', b'olWidth="0', b' width="0'))

    def has_prefixes(self) -> bool:
        """Say whether any tag among the cells may have a prefix: a colon elsewhere stands before a digit (spans)."""
        content, first, last = self
        return _PREFIX.search(content, first, last) is not None

    def has_unplaced_cells(self) -> bool:
        """Say whether there may be cells that do not begin by saying where they stand: counted, they reach anywhere."""
        content, first, last = self
        if _UNPLACED.search(content, first, last):
            return True
        return self.has_prefixes() and _UNPLACED_WITH_PREFIX.search(content, first, last) is not None


@cache
def _telling(sign: bytes) -> bytes:
    """Return the first letter of ``sign`` that no cell of a text or a number is written with."""
    return next(bytes([letter]) for letter in sign if letter not in _ORDINARY)


def check_sheet(sheet: Sheet, limits: GuardLimits, *, all_placed: bool) -> None:
    """Refuse a sheet whose values span an area no reader can lay out.

    ``all_placed``: each cell says where it stands; others must be counted (``Sheet.has_unplaced_cells``).

    Raises:
        RefusedError: JF003, with the cell; JF001 where a sheet that may reach so far is no sound XML.
    """
    content = sheet.content
    if not all_placed:
        _check_area(content, limits)
        return
    if limits.area >= _INLYING_HEIGHT * _NARROW and not _may_reach_out(content):
        return
    height = max(map(int, _ROW.findall(content)), default=0)
    # The sheet's full width first: looking for wide cells costs a pass over all bytes.
    width = _FULL_WIDTH if height * _FULL_WIDTH > limits.area and _WIDE.search(content) else _NARROW
    if height * width > limits.area or _FAR.search(content):
        _check_area(content, limits)


def _may_reach_out(content: bytes) -> bool:
    for start in range(0, len(content), _PIECE):
        alike = content[start : start + _PIECE + _LONGEST_SIGN].translate(_ALIKE)
        if any(sign in alike for sign in _OUTLYING_SIGNS):
            return bool(_OUTLYING.search(content))
    return False


def _check_area(content: bytes, limits: GuardLimits) -> None:
    sheet = _Cells(content)
    cells = sheet.valued()
    bottom = max((row for row, _ in cells), default=0)
    right = max((column for _, column in cells), default=0)
    if bottom * right > limits.area:
        raise too_far(*max(cells, key=lambda cell: cell[0] * cell[1]))
    if not sheet.whole:  # the native reader goes on where a parser stops, and lays out what it finds there
        raise damaged()


def check_cells_differ(content: bytes) -> None:
    """Refuse a sheet in which one cell stands twice: two readers see two truths.

    Raises:
        RefusedError: JF003, with the cell.
    """
    seen: set[tuple[int, int]] = set()
    for place in _Cells(content).valued():
        if place in seen:
            cell = cell_name(*place)
            raise unsafe(f"{cell} 单元格在文件里出现两次，不同软件会读出不同内容", cell=cell)
        seen.add(place)


def refuse_doctype(*_: object) -> None:
    """Refuse a sheet in which a parser meets a DOCTYPE.

    Raises:
        RefusedError: JF001.
    """
    raise damaged()


class _Cells:
    """The cells of a sheet by a real parser, however they are written; without ``r`` a cell follows the one before."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._row = self._column = 0
        self._open: tuple[int, int] | None = None
        self._found: list[tuple[int, int]] = []
        self.whole = False

    def valued(self) -> list[tuple[int, int]]:
        """Return the 1-based places of the cells that hold a value or a formula, in order, as far as it is XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = refuse_doctype
        with suppress(expat.ExpatError):  # what is damaged, the reader of values says
            parser.Parse(self._content, True)
            self.whole = True
        return self._found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            written = attributes.get("r", "")
            self._row = int(written) if written.isdecimal() and len(written) < 10 else self._row + 1  # noqa: PLR2004
            self._column = 0
        elif name == "c":
            place = _PLACE.fullmatch(attributes.get("r", "").replace("$", "").upper())
            row, self._column = (int(place[2]), column_index(place[1])) if place else (self._row, self._column + 1)
            self._open = row, self._column
        elif name in {"v", "is", "f"} and self._open:
            self._found.append(self._open)
            self._open = None
