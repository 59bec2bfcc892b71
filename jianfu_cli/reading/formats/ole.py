"""OLE2 compound files (MS-CFB 2.1–2.6), what xls, et, doc, wps and encrypted files are made of: names and streams."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jianfu_cli.reading.refusal import damaged

_HEADER = 512
_FAT_IN_HEADER = 109
_TABLE_SIZES = (44, 64, 72)  # where the header says of how many sectors each table of sectors is (2.2)
_NO_SECTOR = 0xFFFFFFFA  # this and above: end of chain, free and reserved
_ENTRY = 128
_SECTOR_SHIFTS = (9, 12)
# A smaller stream lies in sectors of its own size within the stream of the root entry (2.6.1).
_SMALLEST, _SMALL_SECTOR = 4096, 64
_STORAGE = 1
_WITH_SECTORS = frozenset({2, 5})  # streams and the root


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Sectors of ``size`` bytes, the first of them at ``start``, and the table of which one follows each."""

    data: bytes
    size: int
    start: int
    follows: Sequence[int]

    def chain(self, first: int) -> Iterator[int]:
        """Yield the sectors from ``first`` on; where they run in a circle, each once and the first of them again."""
        seen: set[int] = set()
        sector = first
        while sector < _NO_SECTOR:
            yield sector
            if sector in seen or sector >= len(self.follows):
                return
            seen.add(sector)
            sector = self.follows[sector]

    def joined(self, first: int) -> bytes:
        """Return what the sectors from ``first`` on hold."""
        places = (self.start + sector * self.size for sector in dict.fromkeys(self.chain(first)))
        return b"".join(self.data[place : place + self.size] for place in places)

    def runs_in_a_circle(self, first: int, ended: set[int]) -> bool:
        """Whether the sectors from ``first`` on never end; those known to end (``ended``) are added to."""
        passed: set[int] = set()
        for sector in self.chain(first):
            if sector in passed:
                return True
            if sector in ended:
                break
            passed.add(sector)
        ended |= passed
        return False


@dataclass(frozen=True, slots=True)
class Storage:
    """A folder in the file: its streams' bytes and its storages by their names in small letters.

    ``place`` is that of its entry in the directory, which a sound file names once.
    """

    place: int
    _directory: bytes
    _large: _Sectors
    _small: _Sectors
    _entries: dict[str, int]

    def stream(self, name: str) -> bytes:
        """Return the stream ``name``, b"" where there is none."""
        first, size = self._extent(name)
        return (self._large if size >= _SMALLEST else self._small).joined(first)[:size] if size else b""

    def size(self, name: str) -> int:
        """Return how many bytes the stream ``name`` is said to have, 0 where there is none."""
        return self._extent(name)[1]

    def storage(self, name: str) -> "Storage | None":
        """Return the storage ``name``, None where there is none."""
        entry = self._entries.get(name.lower())
        if entry is None or self._directory[entry * _ENTRY + 66] != _STORAGE:
            return None
        first = _number(self._directory, entry * _ENTRY + 76)
        return replace(self, place=entry, _entries=_named(self._directory, first))

    def _extent(self, name: str) -> tuple[int, int]:
        """Return the first sector of the stream ``name`` and its size in bytes."""
        entry = self._entries.get(name.lower())
        if entry is None or self._directory[entry * _ENTRY + 66] not in _WITH_SECTORS:
            return _NO_SECTOR, 0
        first, size = struct.unpack_from("<II", self._directory, entry * _ENTRY + 116)
        return first, size

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that lies in it, in small letters and in order."""
        return tuple(sorted(self._entries))


def top_level_names(data: bytes) -> frozenset[str]:
    """Return the names of the streams and storages at the top of the file; none where it has no sound directory.

    Objects embedded further down (a sheet in a letter) are not named. A chain that runs in a circle ends.
    """
    try:
        directory = _large(data).joined(_number(data, 48))
        return frozenset(_name(directory, entry) for entry in _entries(directory, _number(directory, 76)))
    except struct.error:
        return frozenset()


def stream(data: bytes, name: str) -> bytes:
    """Return a stream at the top of the file; b"" where there is none.

    Raises:
        RefusedError: as ``root``.
    """
    return root(data).stream(name)


def root(data: bytes) -> Storage:
    """Return the top of the file.

    Raises:
        RefusedError: JF001, there is no sound directory, or sectors run in a circle: the native reader would follow
            them until memory is used up.
    """
    try:
        large = _large(data)
        directory = large.joined(_number(data, 48))
        follows = _numbers(large.joined(_number(data, 60)))
        small = _Sectors(large.joined(_number(directory, 116)), _SMALL_SECTOR, 0, follows)
        _check_chains(data, directory, large, small)
        return Storage(0, directory, large, small, _named(directory, _number(directory, 76)))
    except struct.error as error:
        raise damaged() from error


def _named(directory: bytes, first: int) -> dict[str, int]:
    return {_name(directory, entry).lower(): entry for entry in reversed(list(_entries(directory, first)))}


def _check_chains(data: bytes, directory: bytes, large: _Sectors, small: _Sectors) -> None:
    if max(_number(data, at) for at in _TABLE_SIZES) > len(data) // _HEADER:  # the native reader makes room for them
        raise damaged()
    starts = [(large, _number(data, 48)), (large, _number(data, 60))]
    for entry in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        first, size = struct.unpack_from("<II", directory, entry + 116)
        if directory[entry + 66] in _WITH_SECTORS:
            starts.append((small if size < _SMALLEST and entry else large, first))
    ended: dict[int, set[int]] = {large.size: set(), small.size: set()}
    if any(sectors.runs_in_a_circle(first, ended[sectors.size]) for sectors, first in starts):
        raise damaged()


def _large(data: bytes) -> _Sectors:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SECTOR_SHIFTS:
        raise struct.error
    size = 1 << shift
    free = b"\xff" * size
    places = ((sector + 1) * size if sector < _NO_SECTOR else None for sector in _fat_sectors(data, size))
    table = b"".join(free if place is None else data[place : place + size] for place in places)
    return _Sectors(data, size, size, _numbers(table))


def _fat_sectors(data: bytes, size: int) -> list[int]:
    """Return where the sectors of the allocation table lie: 109 in the header, the others in a chain."""
    found = list(struct.unpack_from(f"<{_FAT_IN_HEADER}I", data, _HEADER - 4 * _FAT_IN_HEADER))
    sector = _number(data, 68)
    seen: set[int] = set()
    while sector < _NO_SECTOR:
        if sector in seen:
            raise struct.error
        seen.add(sector)
        *more, sector = struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
        found += more
    # It has fewer sectors than the file: more would be a bomb.
    return found[: _FAT_IN_HEADER + len(data) // size]


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _numbers(table: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])


def _name(directory: bytes, entry: int) -> str:
    start = entry * _ENTRY
    (length,) = struct.unpack_from("<H", directory, start + 64)
    # A name that is no text is a name that nobody asks for.
    return directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")


def _entries(directory: bytes, first: int) -> Iterator[int]:
    """Walk the tree of a storage's children from the ``first``: each entry names the one left and right of it."""
    waiting, seen = [first], set[int]()
    while waiting:
        entry = waiting.pop()
        start = entry * _ENTRY
        if entry in seen or start + _ENTRY > len(directory):
            continue
        seen.add(entry)
        yield entry
        waiting += struct.unpack_from("<II", directory, start + 68)
