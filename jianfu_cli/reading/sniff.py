"""What a file is, by its bytes; its name is not to be trusted."""

import re
import zipfile
from io import BytesIO

WORKBOOKS = frozenset({"xlsx", "xlsm", "xls", "et", "xlsb", "ods"})
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK_OR_THUMB = re.compile(r"(?i)^(?:~\$|\.~|~jianfu-|\._).*|^(?:thumbs\.db|desktop\.ini|\.ds_store)$")
_PREFIXES = (
    (b"%PDF", "pdf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
)

# Extensions under which a type may rightly come; anything else is JF005.
EXTENSIONS = {
    "xlsx": {"xlsx", "xltx"},
    "xlsm": {"xlsm", "xltm"},
    "xls": {"xls", "et", "xlt", "ett"},
    "xlsb": {"xlsb"},
    "ods": {"ods", "ots"},
    "docx": {"docx", "docm", "dotx"},
    "csv": {"csv", "tsv", "txt"},
    "html": {"html", "htm"},
}


def is_litter(name: str) -> bool:
    """Say whether a file of this name is an editor's or system's own (``~$`` lock files, thumbs …)."""
    return bool(_LOCK_OR_THUMB.match(name))


def extension(name: str) -> str:
    """Return the extension in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def sniff(data: bytes, name: str) -> str:
    """Return the type of ``data``: a key of ``EXTENSIONS``, or one of encrypted, empty, zip, pdf, picture, doc, rar.

    ``unknown`` where it is nothing known; the name only tells csv from other text.
    """
    if not data.strip(b"\x00"):
        return "empty"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return _sniff_ole(data)
    if data.startswith(PICTURES):
        return "picture"
    for prefix, kind in _PREFIXES:
        if data.startswith(prefix):
            return kind
    return _sniff_text(data, name)


def _sniff_zip(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "broken-zip"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("ppt/") for name in names):
        return "pptx"
    if "mimetype" in names and "content.xml" in names:
        return "ods" if b"opendocument.spreadsheet" in data[:200] else "odt"
    return "zip"


def _sniff_ole(data: bytes) -> str:
    """Tell OLE2 files apart by the UTF-16 names of their streams."""
    for stream, kind in (
        ("EncryptedPackage", "encrypted"),
        ("Workbook", "xls"),
        ("WordDocument", "doc"),
        ("PowerPoint Document", "ppt"),
        ("Book", "xls"),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return "unknown"


def _sniff_text(data: bytes, name: str) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"schemas-microsoft-com:office:spreadsheet" in head:
        return "xml-spreadsheet"
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")) or b"<table" in head:
        return "html"
    if extension(name) in EXTENSIONS["csv"] | {"xls", "xlsx"} and b"\x00" not in data[:4096].replace(b"\x00", b"", 0):
        return "csv" if extension(name) != "txt" else "text"
    return "text" if extension(name) in {"txt", "md", "log"} else "unknown"
