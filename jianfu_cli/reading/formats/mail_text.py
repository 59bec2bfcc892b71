"""The words in a mail's headers: in whichever of the ways that programs write what is not ASCII."""

import re
from collections.abc import Sequence
from datetime import date
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_tz
from typing import TypeAlias

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.delimited import ALIGNED, delimiter_of
from jianfu_cli.reading.formats.mail import BODY, PLAIN_BODY, Envelope, MailPart

# 20th-century names for what GB18030 holds all of; who declares gb2312 writes 䶮 all the same.
_CHINESE = pattern_of(r"(?:x-)?(?:gbk?|cp-?936|gb_?2312.*|gb18030|ms936|hz-gb-2312-?)", re.IGNORECASE)
_CODECS = pattern_of(r"(?:utf|us-ascii|ascii|big5|iso|cp|windows|hz|euc|koi8|shift)[\w.-]*", re.IGNORECASE)
_TABLE = pattern_of(r"<table[\s>]", re.IGNORECASE)
# A letter holds commas and semicolons; cells pasted from a sheet are cut by tabs.
_CUT_BY = frozenset({"\t", "|", ALIGNED})
_LOOKED_AT = 1 << 16
_BETWEEN_WORDS = pattern_of(r"(?<=\?=)\s+(?==\?)")
_ADDRESS = pattern_of(r"(?<![\w.+%'-])[\w.+%'-]{1,64}@[A-Za-z0-9.-]{3,255}", re.ASCII)
_WRITTEN_DAY = pattern_of(r"(?<!\d)(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)", re.ASCII)

_Parameter: TypeAlias = str | tuple[str | None, str | None, str]


def text_in(data: bytes, charset: str = "") -> str:
    """Return ``data`` as text: in the charset declared where it is in that, else in UTF-8, GB18030 or Latin 1."""
    declared = "gb18030" if _CHINESE.fullmatch(charset) else charset if _CODECS.fullmatch(charset) else "utf-8"
    for codec in (declared, "utf-8", "gb18030"):
        try:
            return data.decode(codec)
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")


def words_in(header: str) -> str:
    """Return a header's text, its encoded words (RFC 2047) decoded, also where they stand in quotes."""
    if "=?" not in header:
        return header
    try:
        pieces = decode_header(_BETWEEN_WORDS.sub("", header).replace('"', ""))
    except (HeaderParseError, ValueError):
        return header
    return "".join(piece if isinstance(piece, str) else _word(piece, charset) for piece, charset in pieces)


def _word(piece: bytes, charset: str | None) -> str:
    # decode_header escapes what stands bare beside encoded words.
    return text_in(piece, charset) if charset else piece.decode("raw-unicode-escape", errors="replace")


def name_in(message: "Message[str, str]") -> str:
    """Return the file name that a part is given, "" where it has none; RFC 2231 before a plain ``filename``."""
    written = [
        value
        for header, parameter in (("content-disposition", "filename"), ("content-type", "name"))
        for key, value in _parameters(message, header)
        if key.lower() == parameter and value
    ]
    encoded = [_percent_decoded(value[2], value[0] or "") for value in written if isinstance(value, tuple)]
    plain = [words_in(value) for value in written if isinstance(value, str)]
    return next(iter((*encoded, *plain)), "").strip()


def _percent_decoded(value: str, charset: str) -> str:
    try:
        return text_in(value.encode("latin-1"), charset)
    except UnicodeEncodeError:  # not encoded at all, though it says so
        return value


def _parameters(message: "Message[str, str]", header: str) -> Sequence[tuple[str, _Parameter]]:
    try:
        return message.get_params([], header)
    except (ValueError, LookupError):
        return ()


def envelope_of(headers: "Message[str, str]") -> Envelope:
    """Return when a mail says that it was sent, else when a server took it in, and its sender's address."""
    sent = headers.get_all("date", [])
    taken_in = [stamp.rpartition(";")[2] for stamp in headers.get_all("received", [])]
    days = tuple(day for stamp in (*sent, *taken_in) if (day := day_in(stamp)))
    sender = address_in(headers.get("from") or headers.get("sender") or "")
    return Envelope(days, sender, (" ".join(words_in(headers.get("subject") or "").split()),))


def first_line(text: str) -> str:
    """Return the first line of a mail's text that is not blank."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def address_in(text: str) -> str:
    """Return the last address in ``text``: before it stands the name, which may hold one too; "" where it has none."""
    return next(reversed(_ADDRESS.findall(text)), "").lower().strip(".'")


def day_in(stamp: str) -> date | None:
    """Return the day of a date (RFC 5322, also as some write it: ``2024-06-04 09:00``) in its own time zone."""
    written = _WRITTEN_DAY.search(stamp)
    try:
        parsed = tuple(map(int, written.groups())) if written else parsedate_tz(stamp)
        return date(*parsed[:3]) if parsed else None
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def page_of(text: str) -> MailPart | None:
    """Return the text of a mail (HTML) as a file of it, where there is a table in it."""
    if not _TABLE.search(text):
        return None
    # Such a text may begin with bare words; in a lone file nothing else would say what they are.
    page = f"<html>{text}".encode()
    return MailPart(BODY, "text/html", len(page), lambda: page, shown=True)


def table_of(text: str) -> MailPart | None:
    """Return the plain text of a mail as a file of it, where its lines are the rows of a table."""
    if delimiter_of(text[:_LOOKED_AT]) not in _CUT_BY:
        return None
    content = text.encode("utf-8-sig", "replace")
    return MailPart(PLAIN_BODY, "text/plain", len(content), lambda: content, shown=True)
