"""Makers of files in the formats that no free library writes: Strict workbooks, OLE2 containers, packages by parts."""

import io
import struct
import sys
import zipfile

from jianfu_cli.resources import folder

# The makers of the shipped example know the ways people lay a form out, and where each value lands.
sys.path.insert(0, str(folder("examples")))

from makers.sheet import with_openpyxl, with_xlsxwriter

__all__ = ["ole", "package", "strict", "with_openpyxl", "with_xlsxwriter"]

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_NAMESPACES = {
    f"{_TRANSITIONAL}spreadsheetml/2006/main": f"{_STRICT}spreadsheetml/main",
    f"{_TRANSITIONAL}officeDocument/2006/": f"{_STRICT}officeDocument/",
    f"{_TRANSITIONAL}drawingml/2006/main": f"{_STRICT}drawingml/main",
}
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def package(parts):
    """Zip ``parts`` (name → text or bytes) in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def strict(workbook):
    """Rewrite an xlsx as Excel saves "Strict Open XML" (ISO/IEC 29500-1): other namespaces, and said so."""
    parts = unpacked(workbook)
    for name in (name for name in parts if name.endswith((".xml", ".rels"))):
        for old, new in _NAMESPACES.items():
            parts[name] = parts[name].replace(old.encode(), new.encode())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
    return package(parts)


def ole(*streams, within=(), circle=False):
    """Make an OLE2 file with these empty streams, and ``within`` a storage of its own.

    With ``circle`` its directory never ends.
    """
    names = ["Root Entry", *streams, *(["ObjectPool", *within] if within else [])]
    top = names.index("ObjectPool") if within else len(names) - 1
    entries = []
    for place, name in enumerate(names):
        right = place + 1 if 0 < place < len(names) - 1 and place != top else _FREE
        child = 1 if place == 0 else top + 1 if within and place == top else _FREE
        encoded = name.encode("utf-16-le")
        entries.append(
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(encoded) + 2, 5 if place == 0 else 2, 1, _FREE, right, child)
            + bytes(48)
        )
    directory = b"".join(entries)
    directory += bytes(-len(directory) % 512)
    sectors = len(directory) // 512
    follows = [_FAT, *range(2, sectors + 1), 1 if circle else _END]
    table = struct.pack("<128I", *follows, *[_FREE] * (128 - len(follows)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    return header + struct.pack("<108I", *[_FREE] * 108) + table + directory
