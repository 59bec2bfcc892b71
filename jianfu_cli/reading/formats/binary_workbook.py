"""What an xlsb says beyond its values (MS-XLSB): merges, what is hidden, formulas, errors, formats, its reach."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import ParseError

from jianfu_cli.core.language.values import ErrorValue, Scalar, cell_name
from jianfu_cli.reading.formats.binary_values import ERRORS, packed_number
from jianfu_cli.reading.formats.drawings import with_drawings
from jianfu_cli.reading.formats.number_formats import CellFormats
from jianfu_cli.reading.formats.page_headers import printed
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.formats.workbook_parts import WorkbookParts, usually_named
from jianfu_cli.reading.grid import Grid, Merge, Reword, SheetFacts, ShownCells, covered
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged, too_far, unsafe

# Records (2.3): a row, a blank cell, cells of values from an error up to a formula's, columns, a merge, a sheet's name.
_ROW, _ERROR, _FIRST_VALUE, _LAST_VALUE, _FORMULAS, _FORMULA_ERROR = 0, 3, 2, 11, range(8, 12), 11
_COLUMNS, _MERGE, _SHEET_NAME, _ROWS_ELSE, _PAGES = 60, 176, 156, 485, 479
_NO_HEIGHT, _OWN_HEIGHT = 0x10, 0x20
_PACKED, _REALS, _TEXTS = 2, (5, 9), (6, 7, 8)
_CALENDAR, _FORMAT, _STYLES_BEGIN, _STYLES_END, _STYLE = 153, 44, 617, 618, 47
_STYLE_BITS = 0xFFFFFF
_LEAST = dict.fromkeys(range(_FIRST_VALUE, _LAST_VALUE + 1), 9) | {
    _ROW: 17,
    _COLUMNS: 18,
    _MERGE: 16,
    _ROWS_ELSE: 12,
    _PAGES: 2,
}  # bytes
_BEGIN_SHEET = b"\x81\x01"
_FULL_WIDTH, _FULL_HEIGHT = 16_384, 1_048_576
_LONGEST_LENGTH = 4  # bytes
_NUMBER, _REAL = struct.Struct("<I"), struct.Struct("<d")


def keeps(*_: object) -> bool:
    """Keep nothing: its parts are no XML."""
    return False


def read_sheets(data: bytes, package: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of an xlsb (``SheetReader``)."""
    assert package is not None
    book = _book(data)
    facts = with_drawings(sheet_facts(data, limits), _sheet_parts(data, book), package.names, data)
    return read_workbook(usually_named(data, book), facts, limits)


def _sheet_parts(data: bytes, book: WorkbookParts) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        workbook = package.read(book.main) if book.main in package.namelist() else b""
    yield from _titles(workbook, book.sheets)


def _book(data: bytes) -> WorkbookParts:
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = tuple(package.namelist())
        try:
            return WorkbookParts.of(names, lambda name: package.read(name) if name in names else b"", "bin")
        except ParseError as error:
            raise damaged() from error


def sheet_facts(data: bytes, limits: GuardLimits) -> dict[str, SheetFacts]:
    """Return what the sheets say, by name; the package has passed the guard.

    Raises:
        RefusedError: JF001 a record is cut, JF003 a sheet reaches farther than can be laid out, or a cell stands twice.
    """
    book = _book(data)
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.lower().endswith(".bin")}
    try:
        formats = _formats(parts.get(book.part("/styles"), b""), parts.get(book.main, b""))
        # Whatever a part is called: the native reader may find it where this does not look.
        found = {
            name: _Sheet(limits, formats).read(part) for name, part in parts.items() if part.startswith(_BEGIN_SHEET)
        }
        return {title: found[part] for title, part in _titles(parts.get(book.main, b""), book.sheets) if part in found}
    except (struct.error, IndexError, UnicodeDecodeError, ParseError) as error:
        raise damaged() from error


def _formats(content: bytes, workbook: bytes) -> CellFormats:
    """Return the formats of the workbook's cells; custom ones stand before the list of styles."""
    styles: list[int] = []
    codes: dict[int, str] = {}
    listed = False
    for kind, at, _ in _records(content):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", content, at)[0]] = _wide(content, at + 2)[0]
        elif kind in {_STYLES_BEGIN, _STYLES_END}:
            listed = kind == _STYLES_BEGIN
        elif kind == _STYLE and listed:
            styles.append(struct.unpack_from("<H", content, at + 2)[0])
    formats = CellFormats.of(styles, codes)
    formats.from_1904 = any(workbook[at] & 1 for kind, at, end in _records(workbook) if kind == _CALENDAR and at < end)
    return formats


def _titles(workbook: bytes, sheets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the part it is; ``sheets`` are the parts by the relations that point to them."""
    for kind, at, _ in _records(workbook):
        if kind == _SHEET_NAME:
            target, after = _wide(workbook, at + 8)
            name, _ = _wide(workbook, after)
            yield name, sheets.get(target, "")


def _wide(part: bytes, at: int) -> tuple[str, int]:
    """Read a text of 16-bit characters (2.5.169); None is as long as can be."""
    (count,) = struct.unpack_from("<I", part, at)
    end = at + 4 + 2 * count if count < len(part) else at + 4
    return part[at + 4 : end].decode("utf-16-le"), end


def _wides(part: bytes, at: int, end: int) -> Iterator[str]:
    """Yield the texts of 16-bit characters, of which None is one, that follow each other up to ``end``."""
    while at + 4 <= end:
        text, at = _wide(part, at)
        yield text


def _number(part: bytes, at: int) -> int:
    return int(_NUMBER.unpack_from(part, at)[0])


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each record's type, and where its data begins and ends (2.1.4)."""
    at = 0
    while at < len(part):
        kind, length = part[at], part[at + 1]
        if not (kind | length) & 0x80:  # one byte each: cells, and nearly all else
            at += 2
        else:
            kind, length, at = _head(part, at)
        if at + length > len(part):
            raise damaged()
        yield kind, at, at + length
        at += length


def _head(part: bytes, at: int) -> tuple[int, int, int]:
    """Read a record's type (of one byte or two) and length (of four at most); return where its data begins."""
    kind = part[at]
    at += 1
    if kind & 0x80:
        kind = kind & 0x7F | (part[at] & 0x7F) << 7
        at += 1
    length = 0
    for nth in range(_LONGEST_LENGTH):
        byte = part[at]
        at += 1
        length |= (byte & 0x7F) << 7 * nth
        if not byte & 0x80:
            break
    return kind, length, at


@dataclass(slots=True)
class _Sheet:
    """A worksheet while it is read; places are 1-based."""

    limits: GuardLimits
    formats: CellFormats
    row: int = 0
    column: int = 0
    bottom: int = 0
    right: int = 0
    in_order: bool = True
    rows_hidden: bool = False
    formulas: set[tuple[int, int]] = field(default_factory=set)
    broken_cells: dict[tuple[int, int], Scalar] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[range] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    shown: ShownCells = field(default_factory=ShownCells)
    reworded: dict[tuple[int, int], Reword] = field(default_factory=dict)
    printed: tuple[str, ...] = ()

    def read(self, part: bytes) -> SheetFacts:
        for kind, at, end in _records(part):
            if end - at < _LEAST.get(kind, 0):
                raise damaged()  # the native reader takes what is lacking from the record before
            if _FIRST_VALUE <= kind <= _LAST_VALUE:
                self._take_cell(kind, part, at)
            elif kind == _ROW:
                self._take_row(part, at)
            else:
                self._take_else(kind, part, at, end)
        if self.bottom * self.right > self.limits.area or self.bottom > _FULL_HEIGHT or self.right > _FULL_WIDTH:
            raise too_far(self.bottom, self.right)
        if not self.in_order:
            _check_cells_differ(part)
        hidden = frozenset(self.hidden_rows), covered(self.hidden_columns)
        return SheetFacts(
            *hidden,
            frozenset(self.formulas),
            self.broken_cells,
            tuple(self.merges),
            self.shown,
            self.reworded,
            printed=self.printed,
        )

    def _take_else(self, kind: int, part: bytes, at: int, end: int) -> None:
        if kind == _COLUMNS:
            self._take_columns(part, at)
        elif kind == _ROWS_ELSE:
            self.rows_hidden = bool(part[at + 8] & 2)
        elif kind == _PAGES:
            self.printed = printed(_wides(part, at + 2, end))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", part, at)
            self.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))

    def _take_columns(self, part: bytes, at: int) -> None:
        first, last, width = struct.unpack_from("<III", part, at)
        if part[at + 16] & 1 or not width:
            self.hidden_columns.add(range(first + 1, min(last + 1, _FULL_WIDTH) + 1))

    def _take_row(self, part: bytes, at: int) -> None:
        row = _number(part, at) + 1
        self.in_order = self.in_order and row > self.row
        self.row, self.column = row, 0
        height, flags = int.from_bytes(part[at + 8 : at + 10], "little"), part[at + 11]
        is_own = flags & _OWN_HEIGHT
        if flags & _NO_HEIGHT or (is_own and not height) or (self.rows_hidden and not is_own):
            self.hidden_rows.add(row)

    def _take_cell(self, kind: int, part: bytes, at: int) -> None:
        column = _number(part, at) + 1
        if column <= self.column:
            self.in_order = False
        self.column, self.bottom, self.right = column, max(self.bottom, self.row), max(self.right, column)
        if kind in {_ERROR, _FORMULA_ERROR}:
            self.broken_cells[self.row, column] = ErrorValue(ERRORS.get(part[at + 8], "#ERROR"))
        elif kind in _FORMULAS:
            self.formulas.add((self.row, column))
        if self.formats:
            self._take_shown(kind, part, at)

    def _take_shown(self, kind: int, part: bytes, at: int) -> None:
        style = _number(part, at + 4) & _STYLE_BITS
        telling = self.formats.telling.get(style)
        if kind in _TEXTS:
            if telling and telling.rewords:
                self.reworded[self.row, self.column] = telling.worded
        elif (telling or style in self.formats.whole) and (kind == _PACKED or kind in _REALS):
            number = packed_number(_number(part, at + 8)) if kind == _PACKED else _REAL.unpack_from(part, at + 8)[0]
            if telling or not number.is_integer():
                self.shown.put(self.row, self.column, self.formats.shown(style, number))


def _check_cells_differ(part: bytes) -> None:
    """Refuse a sheet in which one cell stands twice: two readers see two truths."""
    row, seen = 0, set[tuple[int, int]]()
    for kind, at, _ in _records(part):
        if kind == _ROW:
            row = _number(part, at) + 1
        elif _FIRST_VALUE <= kind <= _LAST_VALUE:
            place = row, _number(part, at) + 1
            if place in seen:
                cell = cell_name(*place)
                raise unsafe(f"{cell} 单元格在文件里出现两次，不同软件会读出不同内容", cell=cell)
            seen.add(place)
