"""Mails as mail programs save them (.eml, RFC 5322 and MIME) to the files in them.

The library's older policy is used: the newer one takes header fields apart, and broken ones break it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32
from functools import partial
from typing import TypeAlias

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.mail import FORWARDED, SAVE_ATTACHMENTS, Envelope, MailPart, members_of
from jianfu_cli.reading.formats.mail_text import envelope_of, first_line, name_in, page_of, table_of, text_in, words_in
from jianfu_cli.reading.guard.archive import Member
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged, unsafe

_Message: TypeAlias = "Message[str, str]"

_TOO_DEEP = "邮件的结构套得太深"
_LONGEST_HEADER = 1 << 14
_HEADERS = 1 << 18
# Headers and the lines that a person writes above what is attached.
_BEGINNING = 1 << 16
# emlx begins with the mail's length, a mail taken from a mailbox with a line of its own.
_BEFORE = pattern_of(rb"\A(?:\xef\xbb\xbf)?\s*(?:\d{1,10}[ \t]*\r?\n|From [^\r\n]{1,200}\r?\n)?")
# At a line that is none of its fields the library takes the header to end.
_NO_FIELD = pattern_of(rb"^(?![!-9;-~]+[ \t]*:|[ \t]).*\n?", re.MULTILINE)
_BEFORE_COLON = pattern_of(rb"^([!-9;-~]+)[ \t]+(?=:)", re.MULTILINE)
_END_OF_HEADERS = pattern_of(rb"\r?\n\r?\n|\r\r")
_LOST_BOUNDARY = pattern_of(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\ncontent-", re.IGNORECASE | re.MULTILINE)


class _AsWritten(Compat32):
    """Header fields as text, whatever bytes they hold; what is longer than any honest one is cut."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 -- as the library calls it
        return text_in(value.encode("utf-8", "surrogateescape"))[:_LONGEST_HEADER]


_BODIES = {"text/html": page_of, "text/plain": table_of}
_POLICY = _AsWritten(mangle_from_=False)


def members(data: bytes, limits: GuardLimits, depth: int) -> tuple[Member, ...]:
    """Return the files of a mail, and its text where there is a table in it; ``depth`` is the number of mails around.

    Raises:
        RefusedError: the mail as a whole: JF001 damaged, JF003 over a limit.
    """
    # Each part is begun by such a line; none is made of them alone.
    if data.count(b"\n--") > 2 * limits.members:
        raise unsafe(f"邮件里的部分超过 {limits.members} 个", SAVE_ATTACHMENTS)
    try:
        return members_of(_parts(_parsed(b"".join(_taken_apart(data)))), limits, depth)
    except RecursionError as error:
        raise unsafe(_TOO_DEEP, SAVE_ATTACHMENTS) from error


def envelope(data: bytes) -> Envelope:
    """Return when the mail was sent, by whom, and how it begins."""
    header, _ = _taken_apart(data[:_HEADERS])
    said = envelope_of(BytesHeaderParser(policy=_POLICY).parsebytes(header))
    return replace(said, words=(*said.words, _beginning(data)))


def _beginning(data: bytes) -> str:
    """Return the first line of the mail's text, "" where it is none at its beginning or cannot be told."""
    try:
        message = _parsed(b"".join(_taken_apart(data[:_BEGINNING])))
        plain = next((part for part in message.walk() if part.get_content_type() == "text/plain"), None)
    except RecursionError:
        return ""
    return first_line(text_in(_bytes(plain), plain.get_content_charset() or "")) if plain is not None else ""


def _taken_apart(data: bytes) -> tuple[bytes, bytes]:
    """Return the header of a mail, of fields alone, and all behind it."""
    start = _BEFORE.match(data)
    begins = start.end() if start else 0
    blank = _END_OF_HEADERS.search(data, begins)
    ends = blank.start() if blank else len(data)
    fields = _BEFORE_COLON.sub(rb"\1", _NO_FIELD.sub(b"", data[begins:ends]))
    return fields, data[ends:]


def _parsed(data: bytes) -> _Message:
    return BytesParser(policy=_POLICY).parsebytes(data)


def _parts(message: _Message) -> Iterator[MailPart]:
    """Yield the files of a mail as they stand in it, however deep its parts lie in each other."""
    waiting = [(message, False)]
    while waiting:
        part, is_related = waiting.pop()
        within = _within(part)
        if within is not None:
            related = is_related or part.get_content_type() == "multipart/related"
            waiting += [(each, related) for each in reversed(within)]
        elif part.get_content_type() == FORWARDED:
            yield _forwarded(part)
        else:
            yield from _leaf(part, is_related=is_related)


def _within(part: _Message) -> list[_Message] | None:
    """Return the parts of a multipart, None where ``part`` is none.

    Raises:
        RefusedError: JF001, it is one, and nothing says where its parts begin.
    """
    if part.get_content_maintype() != "multipart":
        return None
    if part.is_multipart():
        return _messages(part)
    lost = _bytes(part)
    boundary = _LOST_BOUNDARY.search(lost)
    if boundary is None:
        if lost.strip():
            raise damaged()
        return []
    return _messages(_parsed(b'Content-Type: multipart/mixed; boundary="' + boundary[1] + b'"\n\n' + lost))


def _forwarded(part: _Message) -> MailPart:
    inner = next(iter(_messages(part)), None)
    size = sum(len(str(each.get_payload())) for each in part.walk() if not each.is_multipart())
    subject = words_in(inner.get("subject", "")) if inner is not None else ""
    return MailPart(name_in(part) or subject, FORWARDED, size, partial(_as_file, part, inner))


def _as_file(part: _Message, inner: "_Message | None") -> bytes:
    """Return a mail within a mail as a file of its own.

    Raises:
        RefusedError: JF001, JF003, its structure is such that it cannot be written again.
    """
    if inner is None:
        return _bytes(part)
    try:
        content = inner.as_bytes()
    except UnicodeError as error:
        raise damaged() from error
    except RecursionError as error:
        raise unsafe(_TOO_DEEP, SAVE_ATTACHMENTS) from error
    coding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if coding not in {"base64", "quoted-printable"}:
        return content
    # Against RFC 2046 some encode the whole; what was parsed is then the text of the encoding.
    coded = Message(policy=_POLICY)
    coded["Content-Transfer-Encoding"] = coding
    coded.set_payload(content.lstrip(b"\n").decode("ascii", "surrogateescape"))
    return _bytes(coded)


def _leaf(part: _Message, *, is_related: bool) -> Iterator[MailPart]:
    kind, name = part.get_content_type(), name_in(part)
    disposition = str(part.get("content-disposition", "")).partition(";")[0].strip().lower()
    if kind in _BODIES and not name and disposition != "attachment":
        if body := _BODIES[kind](text_in(_bytes(part), part.get_content_charset() or "")):
            yield body
        return
    if part.is_multipart() or (kind.startswith(("text/", "message/")) and not name and disposition != "attachment"):
        return
    stands_in_text = bool(part.get("content-id")) and disposition != "attachment" and (is_related or disposition != "")
    yield MailPart(name, kind, _size(part), partial(_bytes, part), shown=stands_in_text and kind.startswith("image/"))


def _messages(part: _Message) -> list[_Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _size(part: _Message) -> int:
    """Return how many bytes a part has, without decoding it: all of them would lie in memory at once."""
    text = str(part.get_payload())
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return len(text)
    return (len(text) - text.count("\n") - text.count("\r")) * 3 // 4 - text[-4:].count("=")


def _bytes(part: _Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
