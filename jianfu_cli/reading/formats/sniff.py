"""What a file is, by its bytes; its name is not to be trusted."""

import re
import zipfile
from collections.abc import Collection

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.bundle import BUNDLE, FORMAT_NAME, MANIFEST, MANIFEST_DIGEST
from jianfu_cli.reading.formats.delimited import ALIGNED, delimiter_of
from jianfu_cli.reading.formats.encoding import beginning
from jianfu_cli.reading.formats.kinds import (
    COMPOUND,
    FORM_EXTENSIONS,
    KINDS,
    OTHER_PACKAGES,
    PARTIAL,
    STAND_INS,
    WORKBOOK_EXTENSIONS,
    extension,
    kind_of,
)
from jianfu_cli.reading.formats.ole import top_level_names
from jianfu_cli.reading.guard.package import PLAIN_METHODS, ZIP_SIGNATURES, inflate, inflated, zip_archive
from jianfu_cli.reading.refusal import RefusedError

_NOTES, _DRAWN = frozenset({"txt", "md"}), frozenset({"\t", "|", ALIGNED})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCK_OR_THUMB = pattern_of(
    r"(?i)^(?:~\$|\.~|~jianfu-|\._).*|^(?:thumbs\.db|desktop\.ini|\.ds_store|icon\r?|~wr[a-z]\d{4}\.tmp)$"
)
_BEGINNINGS = tuple((start, kind.name) for kind in KINDS for start in kind.begins)
# A bitmap begins with two ordinary letters: its reserved zeros and its header's size make it one.
_PICTURES = pattern_of(
    rb"BM.{4}\0{4}.{4}[\x0c\x28\x6c\x7c]\0{3}|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|msf1|avif)", re.DOTALL
)

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
    ("Book", "xls-old"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("MatOST", "doc"),
)
# The parts of Numbers, Pages and Keynote: at the top, else they are a member's; before 2013 one XML part and a history.
_IWORK = pattern_of(r"^index/[^\n]*\.iwa$|^buildversionhistory\.plist$", re.MULTILINE)
_UOF = pattern_of(r"<(?:\w+:)?uof[\s>]|schemas\.uof\.org/")
_UOF_TYPE = pattern_of(r"mimetype=[\"']vnd\.uof\.(text|spreadsheet|presentation)", re.IGNORECASE)
_UOF_TYPES = {"text": "uot", "spreadsheet": "uos", "presentation": "uop"}
_ARCHIVES = frozenset().union(*(kind_of(name).extensions for name in ("zip", "rar", "7z")))
_LONGEST_STAND_IN = 1 << 16
_HEAD, _HEADERS = 4096, 1 << 16

_PAGE = pattern_of(r"<(?:!doctype html|html|head|body|table|meta)(?![\w:-])")
_XML_SPREADSHEET = pattern_of(r"<\?mso-application progid=\"excel\.sheet\"|<(?:\w+:)?workbook\s")
# By Word itself (2003, or all parts in one), and by web systems that fill such a text in and name it doc.
_XML_DOCUMENT = pattern_of(r"<\?mso-application progid=\"word\.document\"|<(?:\w+:)?worddocument\s|<pkg:package\s")
# What stands before a mail's header: its length (emlx), the line of a mailbox.
_BEFORE_MAIL = pattern_of(r"(?:\d{1,10}[ \t]*\r?\n|from [^\r\n]{1,200}\r?\n)?")
_FIELD = pattern_of(r"^([a-z][a-z0-9-]{0,60})[ \t]*:", re.MULTILINE)
_MIME = pattern_of(r"^content-type[ \t]*:\s*([a-z]+/[a-z]+)", re.MULTILINE)
_FROM_SOMEBODY = pattern_of(r"^from[ \t]*:[^\r\n]*@", re.MULTILINE)
_ON_ITS_WAY = frozenset({"to", "cc", "received", "return-path", "delivered-to"})
_OF_MAILS = _ON_ITS_WAY | {"from", "subject", "date", "message-id", "mime-version", "content-type", "x-mailer"}
_FEWEST_FIELDS = 3


def is_litter(name: str) -> bool:
    """Say whether a file of this name is an editor's or system's own (``~$`` lock files, thumbs …)."""
    return bool(_LOCK_OR_THUMB.match(name))


def sniff(data: bytes, name: str, archive: zipfile.ZipFile | None = None) -> str:
    """Return the name of the kind (``kinds.KINDS``) that ``data`` is.

    The file's name decides only where the bytes leave it open: csv or text, which of two programs of one maker.
    ``archive`` is ``data`` opened as a zip archive, where it is a sound one and has been opened.
    """
    stand_in = STAND_INS.get(extension(name))
    if not data[:4096].strip(b"\x00") and not data.strip(b"\x00"):
        return stand_in.name if stand_in else "empty"
    if data.startswith(ZIP_SIGNATURES) and (archive := archive or zip_archive(data)):
        return _sniff_zip(data, archive, name)
    if stand_in and stand_in.name == PARTIAL:
        return PARTIAL
    if data.startswith(ZIP_SIGNATURES):
        return "broken-zip"
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    if _PICTURES.match(data):
        return "picture"
    return next((kind for start, kind in _BEGINNINGS if data.startswith(start)), None) or _sniff_text(data, name)


def _sniff_zip(data: bytes, archive: zipfile.ZipFile, name: str) -> str:
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
    kind = next((kind for part, kind in _MAIN_PARTS if part in by_part), None)
    if kind:
        return kind
    if "uof.xml" in by_part:
        return _uof(_member(data, archive, by_part["uof.xml"]).decode("utf-8", "replace"), name)
    if _is_bundle(by_part, _member(data, archive, by_part.get(MANIFEST))):
        return BUNDLE
    end = extension(name)
    if _IWORK.search("\n".join(by_part)):
        return OTHER_PACKAGES[end].name if end in OTHER_PACKAGES else "iwork"
    return _archive_or_package(by_part, end)


def _is_bundle(parts: Collection[str], manifest: bytes) -> bool:
    """Say whether an archive of these parts is a bundle, or was one before somebody packed it anew."""
    digests = (part for part in parts if part.rpartition("/")[2] == MANIFEST_DIGEST)
    return any(digests) or f'"{FORMAT_NAME}/'.encode() in manifest[:_HEAD]


def _archive_or_package(parts: Collection[str], end: str) -> str:
    """Tell an archive from a program's own package of parts: both are zipped, and a name may be lost."""
    if end in OTHER_PACKAGES:
        return OTHER_PACKAGES[end].name
    is_archive = not parts or not end or end in _ARCHIVES or any(extension(part) in FORM_EXTENSIONS for part in parts)
    return "zip" if is_archive else "package"


def _uof(text: str, name: str) -> str:
    """Return which kind of office file a text of UOF (GB/T 20916) is: it says so itself, else its name does."""
    said = _UOF_TYPE.search(text)
    if said:
        return _UOF_TYPES[said[1]]
    end = extension(name)
    return end if end in _UOF_TYPES.values() else "uof"


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
    end = extension(name)
    return next(traces, None) or (COMPOUND[end].name if end in COMPOUND else "unknown")


def _sniff_markup(head: str, name: str) -> str | None:
    start = head[:_HEAD]
    if _XML_SPREADSHEET.search(start):
        return "xml-spreadsheet"
    if _XML_DOCUMENT.search(start):
        return "xml-document"
    if "<office:document" in start:
        return "fods" if "opendocument.spreadsheet" in head else "odt"
    if _UOF.search(start):
        return _uof(start, name)
    return "html" if _PAGE.search(head) else None


def _sniff_headed(head: str, end: str) -> str | None:
    """Return the kind of a text that begins with lines about itself."""
    if head.startswith(("[internetshortcut]", "[desktop entry]")):
        return "shortcut"
    head = head[_BEFORE_MAIL.match(head).end() :]  # type: ignore[union-attr]  # it matches nothing too
    if not _FIELD.match(head):
        return None
    header = re.split(r"\r?\n\r?\n", head, maxsplit=1)[0]
    fields = frozenset(_FIELD.findall(header))
    mime = _MIME.search(header)
    kind = mime[1] if mime else ""
    is_mail = end in kind_of("eml").extensions and bool(fields & _OF_MAILS)
    was_sent = bool(fields & _ON_ITS_WAY) or _FROM_SOMEBODY.search(header) is not None
    if "mime-version" in fields and kind.startswith(("multipart/", "text/html")):
        # A page saved whole (RFC 2557) is a mail that was sent to nobody.
        is_page = kind in {"multipart/related", "text/html"}
        return "eml" if is_mail or was_sent or not is_page else "mht"
    has_sender = was_sent and bool(fields & {"from", "received"})
    return "eml" if is_mail or (has_sender and len(fields & _OF_MAILS) >= _FEWEST_FIELDS) else None


def _sniff_text(data: bytes, name: str) -> str:
    end = extension(name)
    text = (beginning(data) or "").lower()
    head = text.lstrip("\ufeff \t\r\n")
    # A mail may hold bytes of several encodings.
    headed = head or data[:_HEADERS].decode("latin-1").lower().lstrip()
    kind = _sniff_markup(head, name) if head.startswith("<") else _sniff_headed(headed, end)
    if kind:
        return kind
    if end in {"csv", "tsv"}:
        return "csv" if head or not text else "empty"
    delimiter = delimiter_of(text)
    # A note holds commas too; Excel's own "text" is cut by tabs.
    if delimiter and (end in WORKBOOK_EXTENSIONS or (end in _NOTES and delimiter in _DRAWN)):
        return "csv"
    if end in STAND_INS and len(data) <= _LONGEST_STAND_IN:
        return STAND_INS[end].name
    return "text" if end in kind_of("text").extensions else "unknown"
