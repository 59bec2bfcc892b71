"""Looks at a package before any parser does: limits, DOCTYPE, duplicates, encryption, damage."""

import copy
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from operator import attrgetter

from jianfu_cli.reading.guard.dress import as_usual
from jianfu_cli.reading.guard.extent import Sheet, check_cells_differ, check_sheet
from jianfu_cli.reading.guard.markup import as_utf8, check_markup, looks_like_xml
from jianfu_cli.reading.guard.mending import mended
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError, damaged, encrypted, unsafe

_CHUNK = 1 << 20
_XML = (".xml", ".rels", ".vml")
PLAIN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# Signature, flags, length of the name and of the extra field (APPNOTE 4.3.7).
_LOCAL_HEADER = struct.Struct("<4s2xH18xHH")
_LOCAL_SIGNATURE = b"PK\x03\x04"
ZIP_SIGNATURES = _LOCAL_SIGNATURE, b"PK\x05\x06"
_UTF8 = 0x800


# Says of a part's name and content, and of the sheet that it is, whether it must be kept.
Keep = Callable[[str, bytes, Sheet | None], bool]


@dataclass(frozen=True, slots=True)
class CheckedPackage:
    """What inflating a package showed.

    ``names`` of its members, the XML ``parts`` that ``keep`` chose, the ``repaired_parts`` that the
    native reader cannot take as they are, and how many cells of all sheets hold ``values``.
    """

    names: tuple[str, ...]
    parts: dict[str, bytes] = field(default_factory=dict)
    repaired_parts: dict[str, bytes] = field(default_factory=dict)
    values: int = 0


def check_package(
    data: bytes, limits: GuardLimits, keep: Keep = lambda *_: False, archive: zipfile.ZipFile | None = None
) -> CheckedPackage:
    """Inflate every member of an OOXML or ODF package once, within the limits, and refuse what is unsafe.

    ``archive`` is ``data`` opened, where it has been.

    Raises:
        RefusedError: JF002 encrypted, JF003 over a limit, DOCTYPE or duplicate members, JF001 damaged.
    """
    archive = archive or open_archive(data)
    infos = archive.infolist()
    check_members(infos, limits)
    names = tuple(info.filename for info in infos)
    if len({name.replace("\\", "/").lstrip("/").lower() for name in names}) < len(names):
        raise unsafe("压缩结构里有重名的部件，不同软件会读出不同内容")
    parts, repaired, values = {}, {}, 0
    for info in infos:
        original = _part(data, archive, info)
        if original is None:
            continue
        content = as_utf8(original)
        check_markup(content, limits)
        sheet = Sheet.of(content)
        if sheet:
            sheet, all_placed = as_usual(sheet)
            content = sheet.content
            check_sheet(sheet, limits, all_placed=all_placed)
            values += sheet.values()
        if keep(info.filename, content, sheet):
            parts[info.filename] = content
        fit = mended(content, sheet)
        if fit is not original:
            repaired[info.filename] = fit
    return CheckedPackage(names, parts, repaired, values)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip archive.

    Raises:
        RefusedError: JF001 damaged.
    """
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error


def zip_archive(data: bytes) -> zipfile.ZipFile | None:
    """Return the zip archive that ``data`` is, None where it is none, or not a sound one."""
    if not data.startswith(ZIP_SIGNATURES):
        return None
    try:
        return open_archive(data)
    except RefusedError:
        return None


def check_members(infos: list[zipfile.ZipInfo], limits: GuardLimits) -> None:
    """Refuse encrypted archives, those with too many members, and those that are too large when inflated.

    Raises:
        RefusedError: JF002 or JF003.
    """
    if any(info.flag_bits & 0x1 for info in infos):
        raise encrypted()
    if len(infos) > limits.members:
        raise unsafe(f"压缩结构里的部件有 {len(infos)} 个，超过 {limits.members} 个")
    if sum(info.file_size for info in infos) > limits.inflated_bytes:
        raise unsafe("解压后体积过大，疑似压缩炸弹")


def inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member's bytes, and no more than the archive says it has: ``check_members`` has summed that up.

    Raises:
        RefusedError: JF003 its size is not what the archive says, JF001 damaged.
    """
    size = 0
    # The library stops where the size field says; other readers do not.
    honest = copy.copy(info)
    honest.file_size = info.file_size + 2 * _CHUNK
    try:
        with archive.open(honest) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                if size > info.file_size:
                    break
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error
    if size != info.file_size:
        raise _unlike_its_size()


def inflated(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a stored or deflated member of the archive ``data``, as ``inflate`` does, at a third of its cost.

    Packages have a dozen members of a few KB: most of the library's time goes to objects that stand for files.

    Raises:
        RefusedError: JF003 its size is not what the archive says, JF001 damaged.
    """
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise damaged()
    signature, flags, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    name_at = info.header_offset + _LOCAL_HEADER.size
    name = data[name_at : name_at + name_length].decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    start = name_at + name_length + extra_length
    packed = data[start : start + info.compress_size]
    if signature != _LOCAL_SIGNATURE or name != info.orig_filename or len(packed) < info.compress_size:
        raise damaged()
    if info.compress_type == zipfile.ZIP_STORED:
        content, ended = packed, True
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(packed, info.file_size + 1)
        except zlib.error as error:
            raise damaged() from error
        ended = inflater.eof
    if len(content) != info.file_size:
        raise damaged() if len(content) < info.file_size and not ended else _unlike_its_size()
    if zlib.crc32(content) != info.CRC:
        raise damaged()
    return content


def _unlike_its_size() -> RefusedError:
    return unsafe("压缩结构里记的大小与实际不符，不同软件会读出不同内容")


def inflated_size(data: bytes) -> int:
    """Return how many bytes the members of a package or archive say they have; 0 where ``data`` is none."""
    if not data.startswith(b"PK"):
        return 0
    try:
        return sum(info.file_size for info in open_archive(data).infolist())
    except RefusedError:
        return 0


def _part(data: bytes, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """Return a member's bytes where they are XML; pictures and the like are only inflated."""
    content = inflated(data, info) if info.compress_type in PLAIN_METHODS else b"".join(inflate(archive, info))
    return content if content and (info.filename.lower().endswith(_XML) or looks_like_xml(content)) else None


class Reread:
    """The parts of a package that has passed ``check_package``, inflated once more when they are asked for."""

    def __init__(self, data: bytes) -> None:
        self._data, self._archive = data, open_archive(data)
        self._infos = {info.filename: info for info in self._archive.infolist()}

    def part(self, name: str) -> bytes:
        """Return a part in UTF-8; nothing where there is none of this name.

        Raises:
            RefusedError: JF001 damaged.
        """
        info = self._infos.get(name)
        return as_utf8(_part(self._data, self._archive, info) or b"") if info else b""


def check_duplicates(data: bytes) -> None:
    """Refuse a package in one of whose sheets a cell stands twice; it has passed ``check_package``.

    Raises:
        RefusedError: JF003, with the cell.
    """
    archive = open_archive(data)
    for info in archive.infolist():
        content = _part(data, archive, info)
        if content and Sheet.of(content):
            check_cells_differ(content)


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return the package with ``parts`` in place of its own, itself where there are none; it has been checked."""
    if not parts:
        return data
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for info in filter(attrgetter("filename"), old.infolist()):
            content = parts[info.filename] if info.filename in parts else old.read(info)
            new.writestr(info.filename, content)
    return target.getvalue()
