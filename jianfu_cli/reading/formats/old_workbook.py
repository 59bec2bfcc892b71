"""What an old workbook (xls, et) says beyond its values (MS-XLS): what is hidden, formulas, errors, formats, extent."""

import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jianfu_cli.core.language.values import ErrorValue, Scalar
from jianfu_cli.reading.formats.binary_values import ERRORS, packed_number
from jianfu_cli.reading.formats.number_formats import CellFormats
from jianfu_cli.reading.formats.old_drawings import DRAWING, NOTE, OBJECT, TEXT, OldDrawings
from jianfu_cli.reading.formats.old_texts import font_of_signs, place_of_font, texts_with_signs
from jianfu_cli.reading.formats.ole import stream
from jianfu_cli.reading.formats.page_headers import printed
from jianfu_cli.reading.formats.struck import is_crossed_out
from jianfu_cli.reading.formats.symbol_fonts import Signs, symbol_font
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Grid, Reword, SheetFacts, ShownCells, covered
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged, too_far

# Records (2.3).
_BEGIN, _END, _LOCKED, _SHEET = 0x809, 0x0A, 0x2F, 0x85
_EXTENT, _ROW, _COLUMNS, _FORMULA, _ERROR = 0x200, 0x208, 0x7D, 0x06, 0x205
# Besides formulas and errors these are cells: number, label, RK, label with runs, shared text, several RK.
_VALUED = frozenset({0x203, 0x204, 0x27E, 0xD6, 0xFD, 0xBD, _FORMULA, _ERROR})
# What styles look like, and from which day the workbook counts.
_STYLE, _FORMAT, _CALENDAR, _FONT, _SHARED_TEXTS, _CONTINUED = 0xE0, 0x41E, 0x22, 0x31, 0xFC, 0x3C
_SHARED_TEXT = 0xFD
_REAL, _PACKED, _SEVERAL_PACKED = 0x203, 0x27E, 0xBD
_NUMBERS = {_REAL: 14, _PACKED: 10, _SEVERAL_PACKED: 12, _FORMULA: 14}  # bytes
_TEXTS = frozenset({0x204, 0xD6, 0xFD})
_PACKED_CELL = struct.Struct("<HI")
# What holds for rows that say nothing of themselves.
_ROWS_ELSE = 0x225
_PAGE_HEADER, _PAGE_FOOTER = 0x14, 0x15
_LEAST = {
    _FORMULA: 20,
    _ERROR: 8,
    _COLUMNS: 10,
    _EXTENT: 8,
    _ROW: 16,
    _ROWS_ELSE: 4,
    DRAWING: 8,
    OBJECT: 8,
    TEXT: 12,
    NOTE: 8,
    _PAGE_HEADER: 4,
    _PAGE_FOOTER: 4,
}  # bytes
_DRAWN = frozenset({DRAWING, OBJECT, TEXT, NOTE})
_PRINTED = frozenset({_PAGE_HEADER, _PAGE_FOOTER})
_CELL = struct.Struct("<HHHH")  # a record's type and length, a cell's row and column
_PLACE, _PLACED = struct.Struct("<HHH"), 6  # a cell's row, column and style
_EXTENT_8 = 14  # with rows of four bytes, from Excel 97 on
_NO_HEIGHT, _OWN_HEIGHT = 0x20, 0x40
_VERSION_8 = 0x0600
_NAME = 6  # where in its record a sheet's name begins
# Where the number of a style's format stands, the code of a format, the name of a font.
_FORMAT_OF_STYLE, _CODE, _FONT_NAME = 2, 5, 14
_STRUCK = 0x08  # of a font's flags (2.4.122)
_FULL_WIDTH, _FULL_HEIGHT = 256, 65_536
# Where in its eight bytes a formula keeps a value that is no number (2.5.133): what it is, and an error's number.
_NO_NUMBER, _IS_ERROR = b"\xff\xff", 2


def read_sheets(data: bytes, _: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of an xls or et (``SheetReader``)."""
    return read_workbook(data, sheet_facts(data, limits), limits)


def sheet_facts(data: bytes, limits: GuardLimits) -> dict[str, SheetFacts]:
    """Return what the sheets say, by name; nothing where the workbook is locked.

    Raises:
        RefusedError: JF001 a sheet says of its extent what cannot be: the native reader makes room for it; JF003 it
            reaches farther than can be laid out.
    """
    book = stream(data, "Workbook") or stream(data, "Book")
    sheets: dict[str, int] = {}
    styles, codes, from_1904 = list[int](), dict[int, str](), False
    fonts, style_fonts, texts, before = list[str](), list[int](), list[bytes](), 0
    struck_fonts = set[int]()
    unicode = False
    for kind, at, length in _records(book, 0):
        if kind == _LOCKED:
            return {}
        if kind == _BEGIN:
            unicode = _number(book, at) == _VERSION_8
        elif kind == _SHEET and length > _NAME:
            name = _name(book[at + _NAME : at + length], unicode=unicode)
            sheets[name] = struct.unpack_from("<I", book, at)[0]
        elif kind == _STYLE and length > _FORMAT_OF_STYLE + 1:
            styles.append(_number(book, at + _FORMAT_OF_STYLE))
            style_fonts.append(_number(book, at))
        elif kind == _FONT and length > _FONT_NAME + 1:
            struck_fonts |= {len(fonts)} if book[at + _FORMAT_OF_STYLE] & _STRUCK else set()
            fonts.append(symbol_font(_name(book[at + _FONT_NAME : at + length], unicode=unicode)))
        elif kind == _SHARED_TEXTS or (kind == _CONTINUED and before == _SHARED_TEXTS):
            texts.append(book[at : at + length])
        elif kind == _FORMAT and length > _CODE:
            codes[_number(book, at)] = _code(book[at + _FORMAT_OF_STYLE : at + length], unicode=unicode)
        elif kind == _CALENDAR:
            from_1904 = book[at : at + 1] == b"\1"
        before = before if kind == _CONTINUED else kind
    formats = CellFormats.of(styles, codes)
    formats.from_1904 = from_1904
    signs = _Signs.of(fonts, style_fonts, texts) if any(fonts) else _Signs()
    struck = frozenset(style for style, font in enumerate(style_fonts) if place_of_font(font) in struck_fonts)
    return {name: _Sheet(limits, formats, signs, struck).read(book, start) for name, start in sheets.items()}


@dataclass(frozen=True, slots=True)
class _Signs:
    """The styles in a font of signs, and the shared texts that hold some, by number."""

    styles: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, fonts: list[str], style_fonts: list[int], texts: list[bytes]) -> "_Signs":
        styles = {style: font_of_signs(font, fonts) for style, font in enumerate(style_fonts)}
        return cls({style: font for style, font in styles.items() if font}, texts_with_signs(texts, fonts))

    def reword(self, kind: int, book: bytes, at: int, length: int, first: Reword | None) -> Reword | None:
        """Return how the text of a cell is read, ``first`` where in no font of signs."""
        text = self.texts.get(_number(book, at + _PLACED)) if kind == _SHARED_TEXT and length > _PLACED + 1 else None
        if text is not None:
            return lambda _: text
        font = self.styles.get(_number(book, at + 4))
        return Signs(font, first) if font else first


def _code(text: bytes, *, unicode: bool) -> str:
    """Read a number format's code, as a sheet's name is written, but for two bytes that tell its length."""
    if not unicode:
        return _name(text, unicode=False)
    return text[3:].decode("utf-16-le" if text[2] & 1 else "latin-1", "replace")[: _number(text, 0)]


def _name(text: bytes, *, unicode: bool) -> str:
    """Read a short text: its length, in Excel 97 and later whether its characters have two bytes, itself."""
    if not unicode:
        return text[1 : 1 + text[0]].decode("gb18030", "replace")
    return text[2:].decode("utf-16-le" if text[1:2] == b"\1" else "latin-1", "replace")[: text[0]]


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield the type, place and length of each record from ``at`` to the end of its part, as far as they are whole."""
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _END or at + 4 + length > len(book):
            return
        yield kind, at + 4, length
        at += 4 + length


def _number(book: bytes, at: int) -> int:
    return int.from_bytes(book[at : at + 2], "little")


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: places are 1-based, the farthest row and column 0-based."""

    limits: GuardLimits
    formats: CellFormats
    signs: _Signs
    struck: frozenset[int] = frozenset()  # the styles whose font crosses out
    rows_hidden: bool = False
    rows_seen: set[int] = field(default_factory=set)
    bottom: int = 0
    right: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    broken_cells: dict[tuple[int, int], Scalar] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[range] = field(default_factory=set)
    shown: ShownCells = field(default_factory=ShownCells)
    reworded: dict[tuple[int, int], Reword] = field(default_factory=dict)
    drawings: OldDrawings = field(default_factory=OldDrawings)
    pages: list[bytes] = field(default_factory=list)  # the codes of what they are headed with

    def read(self, book: bytes, start: int) -> SheetFacts:
        # A workbook is mostly cells: their records are only measured.
        at, kind = start, 0
        while at + _CELL.size <= len(book) and kind != _END:
            kind, length, row, column = _CELL.unpack_from(book, at)
            if kind in _VALUED:
                if row > self.bottom:  # noqa: PLR1730 -- a call for each cell would cost more than all else
                    self.bottom = row
                if column > self.right:  # noqa: PLR1730
                    self.right = column
            if kind in _LEAST and length >= _LEAST[kind] and at + 4 + length <= len(book):
                self._take(kind, book, at + 4, length)
            at += 4 + length
        if (self.bottom + 1) * (self.right + 1) > self.limits.area:
            raise too_far(self.bottom + 1, self.right + 1)
        if self.formats or self.signs.styles or self.signs.texts:
            self._take_shown(book, start)
        unsaid = set(range(1, self.bottom + 2)) - self.rows_seen if self.rows_hidden else set()
        hidden = frozenset(self.hidden_rows | unsaid), covered(self.hidden_columns)
        return SheetFacts(
            *hidden,
            frozenset(self.formulas),
            self.broken_cells,
            shown=self.shown,
            reworded=self.reworded,
            unread=tuple(self.drawings.found),
            struck_rows=self._struck_rows(book, start) if self.struck else frozenset(),
            printed=self._printed(unicode=_number(book, start + 4) == _VERSION_8) if self.pages else (),
        )

    def _printed(self, *, unicode: bool) -> tuple[str, ...]:
        return printed(_code(code, unicode=unicode) for code in self.pages)

    def _struck_rows(self, book: bytes, start: int) -> frozenset[int]:
        """Go through the cells again, and return the rows that are crossed out."""
        filled, struck = Counter[int](), Counter[int]()
        for kind, at, length in _records(book, start):
            if kind not in _VALUED or length < _PLACED:
                continue
            row, _, style = _PLACE.unpack_from(book, at)
            packed = book[at + 4 : at + 4 + (length - 6) // 6 * 6]
            styles = [one for one, _ in _PACKED_CELL.iter_unpack(packed)] if kind == _SEVERAL_PACKED else [style]
            filled[row + 1] += len(styles)
            struck[row + 1] += sum(one in self.struck for one in styles)
        return frozenset(row for row, count in struck.items() if is_crossed_out(filled[row], count))

    def _take_shown(self, book: bytes, start: int) -> None:
        """Go through the cells again, and note what those show whose format shows more than their value."""
        telling, whole = self.formats.telling, self.formats.whole
        for kind, at, length in _records(book, start):
            if kind in _TEXTS and length >= _PLACED:
                row, column, style = _PLACE.unpack_from(book, at)
                first = telling[style].worded if style in telling and telling[style].rewords else None
                reword = self.signs.reword(kind, book, at, length, first)
                if reword:
                    self.reworded[row + 1, column + 1] = reword
            elif kind in _NUMBERS and length >= _NUMBERS[kind]:
                for row, column, style, number in _numbers(kind, book, at, length):
                    if style in telling or (style in whole and not number.is_integer()):
                        self.shown.put(row + 1, column + 1, self.formats.shown(style, number))
                    if style in self.signs.styles:
                        self.reworded[row + 1, column + 1] = Signs(self.signs.styles[style])

    def _take_row(self, row: int, height: int, flags: int) -> None:
        if flags & _OWN_HEIGHT:
            self.rows_seen.add(row)
        if flags & _NO_HEIGHT or (flags & _OWN_HEIGHT and not height):
            self.hidden_rows.add(row)

    def _take(self, kind: int, book: bytes, at: int, length: int) -> None:
        if kind in _DRAWN:
            self.drawings.take(kind, book, at, length)
            return
        if kind in _PRINTED:
            self.pages.append(book[at : at + length])
            return
        first, second = _number(book, at), _number(book, at + 2)
        if kind == _EXTENT:
            _check_extent(book, at, "<IIHH" if length == _EXTENT_8 else "<HHHH")
        elif kind == _ROW:
            self._take_row(first + 1, _number(book, at + 6), book[at + 12])
        elif kind == _ROWS_ELSE:
            self.rows_hidden = bool(first & 2)
        elif kind == _COLUMNS and (book[at + 8] & 1 or not _number(book, at + 4)):
            self.hidden_columns.add(range(first + 1, min(second + 1, _FULL_WIDTH) + 1))
        elif kind == _ERROR and book[at + 7]:
            self.broken_cells[first + 1, second + 1] = _error(book[at + 6])
        elif kind == _FORMULA and book[at + 12 : at + 14] == _NO_NUMBER and book[at + 6] == _IS_ERROR:
            self.broken_cells[first + 1, second + 1] = _error(book[at + 8])
        elif kind == _FORMULA:
            self.formulas.add((first + 1, second + 1))


def _numbers(kind: int, book: bytes, at: int, length: int) -> Iterator[tuple[int, int, int, float]]:
    """Yield row, column (0-based), style and number of the cells of a record; none of a formula that gives none."""
    row, column, style = _PLACE.unpack_from(book, at)
    if kind == _SEVERAL_PACKED:
        cells = book[at + 4 : at + 4 + (length - 6) // 6 * 6]
        for nth, (look, packed) in enumerate(_PACKED_CELL.iter_unpack(cells)):
            yield row, column + nth, look, packed_number(packed)
    elif kind == _PACKED:
        yield row, column, style, packed_number(struct.unpack_from("<I", book, at + 6)[0])
    elif kind == _REAL or book[at + 12 : at + 14] != _NO_NUMBER:
        yield row, column, style, struct.unpack_from("<d", book, at + 6)[0]


def _error(code: int) -> ErrorValue:
    return ErrorValue(ERRORS.get(code, "#ERROR"))


def _check_extent(book: bytes, at: int, numbers: str) -> None:
    top, bottom, left, right = struct.unpack_from(numbers, book, at)
    if top > bottom or left > right or bottom > _FULL_HEIGHT or right > _FULL_WIDTH:
        raise damaged()
