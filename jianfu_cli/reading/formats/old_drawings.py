"""What is drawn over a sheet of an old workbook: its records of drawings (MS-XLS 2.4.170, 2.4.181, 2.4.329)."""

import struct

from jianfu_cli.core.model.unread import Unread, UnreadKind

DRAWING, OBJECT, TEXT, NOTE = 0xEC, 0x5D, 0x1B6, 0x1C
# The anchor of a shape on a sheet: 18 bytes, of which the first two say how it moves (2.2.46 of MS-ODRAW).
_ANCHOR = struct.pack("<HHI", 0, 0xF010, 18)
_EDGES = struct.Struct("<8H")
# Of the common object data (2.5.143): what an object is.
_COMMON = 0x15
_PICTURE, _SHAPES = 8, frozenset({1, 2, 3, 4, 6, 9, 30})
_CHART, _COMMENT = 5, 25
_CONTROLS = frozenset({11, 12, 13, 16, 17, 18, 20})
# A drop-down that an autofilter or a validation shows is no control of anybody's: it says so in its list's data.
_LIST, _FILTER_DATA = 20, b"\x13\x00\xee\x1f"
# Boxes and buttons to choose by, and where their record says whether they are (2.5.140, 2.5.141): some in both.
_TICKS, _TICK_DATA = frozenset({11, 12}), (0x12, 0x0A)
_PICTURE_FORMULA = 9  # an embedded object shows itself as a picture, and has a formula that names it (2.5.151)
_OWN_SIZE = _PLACED = 8
_CONTINUED = b"\x3c\0"
_LONGEST = 500
_ROW, _COLUMN = 20 / 37.8, 64 / 37.8  # cm of the usual size


class OldDrawings:
    """Takes the records in their order: a shape's place, what it is, whether it has a text."""

    def __init__(self) -> None:
        self.found: list[Unread] = []
        self._place: tuple[int, int, int, int] | None = None
        self._shape: tuple[int, int, int, int] | None = None
        self._captioned = False  # the last one found is a control whose caption may follow
        self._commented: int | None = None  # the object that is the box of a comment, whose text may follow
        self._comments: dict[int, str] = {}

    def take(self, kind: int, book: bytes, at: int, length: int) -> None:
        """Take one of the three records, whose ``length`` bytes lie at ``at``."""
        record = book[at : at + length]
        if kind == DRAWING:
            self._take_place(record)
        elif kind == OBJECT and len(record) >= _OWN_SIZE:
            self._take_object(record)
        elif kind == NOTE and length >= _PLACED:
            self._take_note(*struct.unpack_from("<HHHH", record))
        elif kind == TEXT and length >= 12:  # noqa: PLR2004 -- where the count of characters ends
            self._take_text(struct.unpack_from("<H", record, 10)[0], book, at + length)

    def _take_text(self, count: int, book: bytes, at: int) -> None:
        """Take a text of ``count`` characters, which stand in the record at ``at`` that goes on with the one read."""
        if self._commented is not None:
            self._comments[self._commented] = _continued_text(book, at, min(count, _LONGEST))
        elif self._shape and count:
            self._add(UnreadKind.TEXT_BOX, self._shape)
        elif self._captioned and count:
            self.found[-1] = self.found[-1]._replace(text=_continued_text(book, at, min(count, _LONGEST)))
        self._shape, self._captioned, self._commented = None, False, None

    def _take_note(self, row: int, column: int, _: int, number: int) -> None:
        """Take where a comment stands (2.4.179): the box that holds its text comes before."""
        text = self._comments.get(number, "")
        self.found.append(Unread(UnreadKind.COMMENT, row + 1, column + 1, row + 1, column + 1, text))

    def _take_place(self, record: bytes) -> None:
        place = record.rfind(_ANCHOR)
        if place >= 0 and place + 26 <= len(record):
            left, _, top, _, right, right_at, bottom, bottom_at = _EDGES.unpack_from(record, place + 10)
            self._place = (
                top + 1,
                left + 1,
                max(top, bottom - (not bottom_at)) + 1,
                max(left, right - (not right_at)) + 1,
            )

    def _take_object(self, record: bytes) -> None:
        tag, _, kind, number = struct.unpack_from("<HHHH", record)
        place, self._place, self._shape, self._captioned = self._place, None, None, False
        self._commented = number if tag == _COMMON and kind == _COMMENT else None
        if tag != _COMMON or place is None:
            return
        if kind == _PICTURE:
            self._add(UnreadKind.OBJECT if _PICTURE_FORMULA in _data_of(record) else UnreadKind.PICTURE, place)
        elif kind in _CONTROLS and not (kind == _LIST and _FILTER_DATA in record):
            self._add(UnreadKind.CONTROL, place, ticked=_is_ticked(record) if kind in _TICKS else None)
            self._captioned = True
        elif kind == _CHART:
            self._add(UnreadKind.CHART, place)
        elif kind in _SHAPES:
            self._shape = place

    def _add(self, kind: UnreadKind, place: tuple[int, int, int, int], *, ticked: bool | None = None) -> None:
        top, left, bottom, right = place
        width, height = (right - left + 1) * _COLUMN, (bottom - top + 1) * _ROW
        self.found.append(Unread(kind, top, left, bottom, right, width=width, height=height, ticked=ticked))


def _data_of(record: bytes) -> dict[int, bytes]:
    """Return the data that the record of an object holds, by kind."""
    data = {}
    at = 0
    while at + 4 <= len(record):
        kind, length = struct.unpack_from("<HH", record, at)
        data[kind] = record[at + 4 : at + 4 + length]
        at += 4 + length
    return data


def _is_ticked(record: bytes) -> bool:
    data = _data_of(record)
    return next((data[kind] for kind in _TICK_DATA if kind in data), b"")[:1] == b"\1"


def _continued_text(book: bytes, at: int, count: int) -> str:
    """Read ``count`` characters of the record at ``at``: type, length, whether they have two bytes, themselves."""
    head = book[at : at + 5]
    if len(head) < 5 or head[:2] != _CONTINUED:  # noqa: PLR2004
        return ""
    wide = head[4] & 1
    end = min(at + 5 + count * (1 + wide), at + 4 + int.from_bytes(head[2:4], "little"))
    return book[at + 5 : end].decode("utf-16-le" if wide else "latin-1", "replace").strip()
