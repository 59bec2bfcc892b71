"""What no XML part of an honest package has: another encoding than its norm allows, a DOCTYPE, depth without end."""

import codecs
import re
from xml.etree import ElementTree as ET

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged, unsafe

_DECLARED = pattern_of(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})")
# ECMA-376 part 2 (annex E.1): UTF-8 or UTF-16; the others are their subsets by other names.
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii"})
_UTF16 = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_UTF32 = (b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00", b"<\x00\x00\x00", b"\x00\x00\x00<")
_AS_USUAL = (b'<?xml version="1.0" encoding="UTF-8"', b'<?xml version="1.0" encoding="utf-8"')
_BEGINS = pattern_of(rb"(?:\xef\xbb\xbf)?\s*+<")
# What XML cannot hold (1.0, 2.2), as such or by its number.
_NO_CHARACTER = pattern_of(
    rb"([\x00-\x08\x0b\x0c\x0e-\x1f])|&#0*([0-8]|1[124-9]|2\d|3[01]);|&#x0*([0-8bcef]|1[0-9a-f]);", re.IGNORECASE
)
_START = 256
_CHUNK = 1 << 16
_DOCTYPE = "文件里有 DOCTYPE 声明，正常的办公文件不会有"


def looks_like_xml(start: bytes) -> bool:
    """Say whether a part that begins so is XML, whatever its name says."""
    wide = (b"\x00<", b"\x00\x00\x00<", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return _BEGINS.match(start) is not None or start.startswith(wide)


def as_utf8(content: bytes) -> bytes:
    """Return an XML part in UTF-8: UTF-16 is allowed, but the native reader takes it for an empty sheet.

    Raises:
        RefusedError: JF001 not in the encoding it begins with, JF003 in one that office files never have.
    """
    if content.startswith(_AS_USUAL):
        return content
    if content.startswith(_UTF32):
        raise unsafe("部件的文字编码不是办公文件所用的编码")
    encoding = next((name for mark, name in _UTF16 if content.startswith(mark)), None)
    if encoding:
        try:
            text = content.decode(encoding)
            return re.sub(r"^(\ufeff?<\?xml[^>]*?)(?<!\s)\s++encoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text).encode()
        except UnicodeError as error:
            raise damaged() from error
    declared = _DECLARED.search(content[:_START])
    if declared and declared[1].lower() not in _ENCODINGS:
        raise unsafe("部件的文字编码不是办公文件所用的编码")
    if not _BEGINS.match(content) and not content.isspace():
        raise damaged()
    return content


def with_controls_named(content: bytes) -> tuple[bytes, int]:
    """Return a part with its control characters written as a workbook names them (``_x0001_``), and how many it had.

    No parser takes them; so named they are seen by the rule that looks for what cannot be seen (JF215).
    """
    return _NO_CHARACTER.subn(_named, content)


def _named(found: re.Match[bytes]) -> bytes:
    itself, decimal, hexadecimal = found.groups()
    code = itself[0] if itself else int(decimal) if decimal else int(hexadecimal, 16)
    return b"_x%04X_" % code


class _NoDoctype(ET.TreeBuilder):
    """Builds a tree, and ends where a DOCTYPE stands: what it declares must neither grow nor reach out."""

    def doctype(self, *_: object) -> None:
        raise unsafe(_DOCTYPE)


def element(content: bytes) -> ET.Element:
    """Return the root of a small XML part; no entity of its own is known, and nothing outside it is asked for.

    Raises:
        RefusedError: JF003, it has a DOCTYPE.
        ParseError: it is not well-formed.
    """
    return ET.fromstring(content, ET.XMLParser(target=_NoDoctype()))  # noqa: S314 -- see the target


def check_markup(content: bytes, limits: GuardLimits) -> None:
    """Refuse a DOCTYPE (entities that grow, or reach out) and elements nested without end.

    Raises:
        RefusedError: JF003.
    """
    # One byte is sought ten times as fast as two, and few parts have it.
    if b"!" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise unsafe(_DOCTYPE)
    depth = counted = 0
    # Counted piece by piece: to walk every tag would cost more than to read the sheet. What fits one piece is too short
    # to be deep enough to hurt.
    for start in range(0, len(content) - _CHUNK, _CHUNK):
        end = start + _CHUNK
        depth += content.count(b"<", start, end) - 2 * content.count(b"</", start, end)
        # Elements without content look as if they were left open; they are told apart where it matters.
        if depth > limits.depth:
            depth -= content.count(b"/>", counted, end)
            counted = end
        if depth > limits.depth:
            raise unsafe("文件内部一层套一层，没有尽头")
