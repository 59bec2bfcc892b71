"""OLE2 containers with their streams, and the records of an old workbook (MS-CFB, MS-XLS)."""

import struct

from ooxml import HEADINGS, ROW

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096  # a smaller stream would lie in the mini stream


def ole(*, circle=False, **streams):
    """An OLE2 file of ``streams`` (name → bytes); with ``circle`` their sectors never end."""
    names = list(streams)
    padded = [data + bytes(max(_SMALLEST - len(data), -len(data) % _SECTOR)) for data in streams.values()]
    entries = [_entry("Root Entry", 5, 1 if names else _FREE, _FREE, _END, 0)]
    place = 1 + (len(names) + 4) // 4  # behind the table and the directory, four entries a sector
    chains = [_FAT, *range(2, place), _END]
    for nth, (name, data) in enumerate(zip(names, padded, strict=True), start=1):
        right = nth + 1 if nth < len(names) else _FREE
        entries.append(_entry(name, 2, _FREE, right, place, len(data)))
        count = len(data) // _SECTOR
        chains[place:] = [place] * count if circle else [*range(place + 1, place + count), _END]
        place += count
    directory = b"".join(entries)
    directory += bytes(-len(directory) % _SECTOR)
    assert len(chains) <= _SECTOR // 4
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<10I", 1, 1, 0, _SMALLEST, _END, 0, _END, 0, 0, _FREE)
    table = struct.pack("<128I", *chains, *[_FREE] * (128 - len(chains)))
    return header.ljust(_SECTOR, b"\xff") + table + directory + b"".join(padded)


def _entry(name, kind, child, right, start, size):
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded) + 2, kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def _begin(kind):
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _text(text, count):
    return struct.pack(f"<{count}B", len(text), 1) + text.encode("utf-16-le")


def label(row, column, text):
    return record(0x0204, struct.pack("<HHH", row, column, 0) + _text(text, "H"))


END = record(0x000A)


def xls(labels=None, globals_=b"", after=b""):
    """The Workbook stream of one sheet with a form of one row (or ``labels``)."""
    rows = (HEADINGS, ROW)
    labels = labels or b"".join(label(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    head = _begin(0x0005) + globals_ + record(0x0042, struct.pack("<H", 1200))
    name = _text("Sheet1", "B")
    start = len(head) + 4 + 6 + len(name) + len(END)
    head += record(0x0085, struct.pack("<IBB", start, 0, 0) + name) + END
    size = record(0x0200, struct.pack("<IIHHH", 0, 2, 0, 11, 0))
    return head + _begin(0x0010) + size + labels + END + after


FILEPASS = record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
