"""The directory of an OLE2 compound file (MS-CFB 2.1–2.6): what xls, et, doc, wps and encrypted files are made of."""

import struct
from collections.abc import Iterator

_HEADER = 512
_FAT_IN_HEADER = 109
_NO_SECTOR = 0xFFFFFFFA  # this and above: end of chain, free and reserved
_ENTRY = 128
_SECTOR_SHIFTS = (9, 12)


def top_level_names(data: bytes) -> frozenset[str]:
    """Return the names of the streams and storages at the top of the file; none where it has no sound directory.

    Objects embedded further down (a sheet in a letter) are not named. Each sector and entry is looked at once,
    so a chain that runs in a circle ends.
    """
    try:
        directory = b"".join(_sectors(data))
        return frozenset(_top_names(directory))
    except (struct.error, UnicodeDecodeError):
        return frozenset()


def _sectors(data: bytes) -> Iterator[bytes]:
    """Yield the sectors of the directory along the file allocation table."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SECTOR_SHIFTS:
        return
    size = 1 << shift
    fat = _fat_sectors(data, size)
    (sector,) = struct.unpack_from("<I", data, 48)
    seen: set[int] = set()
    while sector < _NO_SECTOR and sector not in seen:
        seen.add(sector)
        yield data[(sector + 1) * size : (sector + 2) * size]
        table, place = divmod(sector, size // 4)
        if table >= len(fat) or fat[table] >= _NO_SECTOR:
            return
        (sector,) = struct.unpack_from("<I", data, (fat[table] + 1) * size + 4 * place)


def _fat_sectors(data: bytes, size: int) -> list[int]:
    """Return where the sectors of the allocation table lie: 109 in the header, the others in a chain."""
    found = list(struct.unpack_from(f"<{_FAT_IN_HEADER}I", data, _HEADER - 4 * _FAT_IN_HEADER))
    (sector,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while sector < _NO_SECTOR and sector not in seen:
        seen.add(sector)
        *more, sector = struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
        found += more
    return found


def _top_names(directory: bytes) -> Iterator[str]:
    """Walk the tree of the root's children: each entry names its left, right and (a storage's) first child."""
    (first,) = struct.unpack_from("<I", directory, 76)
    waiting, seen = [first], set[int]()
    while waiting:
        entry = waiting.pop()
        start = entry * _ENTRY
        if entry in seen or start + _ENTRY > len(directory):
            continue
        seen.add(entry)
        (length,) = struct.unpack_from("<H", directory, start + 64)
        yield directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le")
        waiting += struct.unpack_from("<II", directory, start + 68)
