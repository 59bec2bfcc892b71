"""What a file is, by its bytes; its name is not to be trusted."""

import re
import zipfile

from jianfu_cli.reading.formats.delimited import delimiter_of
from jianfu_cli.reading.formats.encoding import beginning
from jianfu_cli.reading.formats.ole import top_level_names
from jianfu_cli.reading.guard.package import PLAIN_METHODS, ZIP_SIGNATURES, inflate, inflated, zip_archive
from jianfu_cli.reading.refusal import RefusedError

WORKBOOKS = frozenset({"xlsx", "xlsm", "xls", "et", "xlsb", "ods"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK_OR_THUMB = re.compile(r"(?i)^(?:~\$|\.~|~jianfu-|\._).*|^(?:thumbs\.db|desktop\.ini|\.ds_store)$")
_PREFIXES = (
    (b"%PDF", "pdf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    # Excel 2 to 4 wrote their records without any container.
    (b"\x09\x00\x04\x00", "xls-old"),
    (b"\x09\x02\x06\x00", "xls-old"),
    (b"\x09\x04\x06\x00", "xls-old"),
)
# A bitmap begins with two ordinary letters: its reserved zeros and its header's size make it one.
_PICTURES = re.compile(
    rb"BM.{4}\0{4}.{4}[\x0c\x28\x6c\x7c]\0{3}|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|msf1|avif)", re.DOTALL
)

# Extensions under which a type may rightly come; anything else is JF005.
EXTENSIONS = {
    "xlsx": {"xlsx", "xltx"},
    "xlsm": {"xlsm", "xltm"},
    "xls": {"xls", "et", "xlt", "ett"},
    "xlsb": {"xlsb"},
    "ods": {"ods", "ots"},
    "docx": {"docx", "docm", "dotx", "dotm"},
    "csv": {"csv", "tsv", "txt"},
    "html": {"html", "htm"},
    "mht": {"mht", "mhtml"},
}
_WORKBOOK_NAMES = frozenset().union(*(EXTENSIONS.get(kind, ()) for kind in WORKBOOKS))

# [Content_Types].xml (ISO/IEC 29500-2, 10.1.2) says what the main part is; Strict packages have the same types.
_CONTENT_TYPES = (
    (b"ms-excel.sheet.binary.", "xlsb"),
    (b"ms-excel.sheet.macroEnabled.", "xlsm"),
    (b"ms-excel.template.macroEnabled.", "xlsm"),
    (b"ms-excel.addin.macroEnabled.", "xlsm"),
    (b"spreadsheetml.sheet.main+", "xlsx"),
    (b"spreadsheetml.template.main+", "xlsx"),
    (b"wordprocessingml.document.main+", "docx"),
    (b"wordprocessingml.template.main+", "docx"),
    (b"ms-word.document.macroEnabledmain+", "docx"),
    (b"ms-word.document.macroEnabled.main+", "docx"),
    (b"ms-word.template.macroEnabledTemplate.main+", "docx"),
    (b"presentationml.", "pptx"),
    (b"ms-powerpoint.", "pptx"),
)
# The usual main parts, for a package whose list of types is lost.
_MAIN_PARTS = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("ofd.xml", "ofd"),
)
_TYPES_READ = 1 << 20
_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.", "odt"),
)
# Streams at the top of an OLE2 file, in small letters.
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("MatOST", "doc"),
)
# An OLE2 file without a sound directory is what its name says: a cut .doc is still a .doc.
_BY_NAME = {"doc": "doc", "dot": "doc", "wps": "doc", "wpt": "doc", "ppt": "ppt", "dps": "ppt", "msg": "msg"}
_BY_NAME |= dict.fromkeys(EXTENSIONS["xls"], "xls")

_PAGE = re.compile(r"<(?:!doctype html|html|head|body|table|meta)(?![\w:-])")
_XML_SPREADSHEET = re.compile(r"<\?mso-application progid=\"excel\.sheet\"|<(?:\w+:)?workbook\s")
_ARCHIVE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.MULTILINE)


def is_litter(name: str) -> bool:
    """Say whether a file of this name is an editor's or system's own (``~$`` lock files, thumbs …)."""
    return bool(_LOCK_OR_THUMB.match(name))


def extension(name: str) -> str:
    """Return the extension in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def sniff(data: bytes, name: str, archive: zipfile.ZipFile | None = None) -> str:
    """Return the type of ``data``: a key of ``EXTENSIONS``, or one of those below; ``unknown`` where it is none.

    zip, broken-zip, encrypted, empty · pdf, ofd, picture · doc (.wps too), odt, rtf, ppt, pptx, msg, text ·
    xls-old, xml-spreadsheet, fods · rar, 7z. The name decides only where the bytes leave it open: csv or text.
    ``archive`` is ``data`` opened as a zip archive, where it is a sound one and has been opened.
    """
    if not data[:4096].strip(b"\x00") and not data.strip(b"\x00"):
        return "empty"
    if data.startswith(ZIP_SIGNATURES):
        archive = archive or zip_archive(data)
        return _sniff_zip(data, archive) if archive else "broken-zip"
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    if _PICTURES.match(data):
        return "picture"
    return next((kind for prefix, kind in _PREFIXES if data.startswith(prefix)), None) or _sniff_text(data, name)


def _sniff_zip(data: bytes, archive: zipfile.ZipFile) -> str:
    by_part = {info.filename.replace("\\", "/").lower(): info for info in reversed(archive.infolist())}
    types = _member(data, archive, by_part.get("[content_types].xml"))
    kind = next((kind for mark, kind in _CONTENT_TYPES if mark in types), None)
    if kind:
        return kind
    mimetype = _member(data, archive, by_part.get("mimetype")).strip()
    kind = next((kind for mark, kind in _OPEN_DOCUMENTS if mimetype.startswith(mark)), None)
    if kind:
        # The container itself stays open (ODF 1.3 part 2, 3.4): only its list of parts says that they are locked.
        locked = b"encryption-data" in _member(data, archive, by_part.get("meta-inf/manifest.xml"))
        return "encrypted" if locked else kind
    return next((kind for part, kind in _MAIN_PARTS if part in by_part), "zip")


def _member(data: bytes, archive: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> bytes:
    """Return the beginning of a member, b"" where it is not there or cannot be read."""
    if info is None:
        return b""
    try:
        if info.file_size <= _TYPES_READ and info.compress_type in PLAIN_METHODS:
            return inflated(data, info)
        return next(inflate(archive, info), b"")
    except RefusedError:
        return b""


def _sniff_ole(data: bytes, name: str) -> str:
    names = {stream.lower() for stream in top_level_names(data)}
    found = next((kind for stream, kind in _STREAMS if stream.lower() in names), None)
    if found or names:
        return found or "unknown"
    # No directory: damaged, yet mostly still to be told.
    traces = (kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data)
    return next(traces, None) or _BY_NAME.get(extension(name), "unknown")


def _sniff_text(data: bytes, name: str) -> str:
    end = extension(name)
    text = (beginning(data) or "").lower()
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        if _XML_SPREADSHEET.search(head[:4096]):
            return "xml-spreadsheet"
        if "<office:document" in head[:4096]:
            return "fods" if "opendocument.spreadsheet" in head else "odt"
        if _PAGE.search(head):
            return "html"
    if "mime-version:" in head[:4096] and _ARCHIVE.search(head):
        return "mht"
    if end in {"csv", "tsv"}:
        return "csv" if head or not text else "empty"
    delimiter = delimiter_of(text)
    # A note holds commas too; Excel's own "text" is cut by tabs.
    if delimiter and (end in _WORKBOOK_NAMES or (end == "txt" and delimiter == "\t")):
        return "csv"
    return "text" if end in {"txt", "md", "log"} else "unknown"
