"""Mails as Outlook saves them (.msg, MS-OXMSG) to the files in them: the few properties that are needed.

A mail forwarded within one is no file of its own there: it is handed on as the .eml that it would have been.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.parser import HeaderParser
from email.utils import format_datetime
from functools import partial

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.mail import FORWARDED, SAVE_ATTACHMENTS, Envelope, MailPart, file_name, members_of
from jianfu_cli.reading.formats.mail_text import address_in, envelope_of, first_line, page_of, table_of, text_in
from jianfu_cli.reading.formats.ole import Storage, root
from jianfu_cli.reading.guard.archive import Member
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import unsafe

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
# Before its properties a stream has a head, whose length depends on whose they are (MS-OXMSG 2.4.1).
_HEAD_OF_MAIL, _HEAD_OF_INNER_MAIL, _HEAD_OF_ATTACHMENT = 32, 24, 8
_PROPERTY = struct.Struct("<HHI8s")
_TEXT, _BYTE_TEXT, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D

# Property ids (MS-OXPROPS).
_SUBJECT, _HEADERS, _BODY, _HTML = 0x0037, 0x007D, 0x1000, 0x1013
_SUBMITTED, _DELIVERED, _CODEPAGE, _INTERNET_CODEPAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_SENDERS = (0x5D01, 0x5D02, 0x0C1F, 0x0065)
_DATA, _TYPE, _CONTENT_ID, _HIDDEN = 0x3701, 0x370E, 0x3712, 0x7FFE
_NAMES = (0x3707, 0x3704, 0x3001)  # long, short, as shown
_UTF8_PAGE = 65001
_LANGUAGE = 0x3FF1
_EAST_ASIAN = frozenset({932, 936, 949, 950})
# Chinese of the mainland and Singapore, of Taiwan, Hong Kong and Macao.
_PAGE_OF_LANGUAGE = {2052: 936, 4100: 936, 1028: 950, 3076: 950, 5124: 950}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# The file holds instants alone; where no header gives a day, it is that of the country's one time zone.
_CHINA = timezone(timedelta(hours=8))
_PICTURE = pattern_of(r"image/([a-z0-9.+-]{1,40})")
_DEEPEST = 5  # mails within each other in one file
_LONGEST_HEADERS, _LONGEST_SUBJECT = 1 << 18, 100


@dataclass(frozen=True, slots=True)
class _Object:
    """A mail or an attachment: its properties of a fixed length, and the storage in which the others lie."""

    storage: Storage
    fixed: dict[int, bytes]
    codepage: str

    @classmethod
    def of(cls, storage: Storage, head: int, codepage: str = "") -> "_Object":
        stream = storage.stream(_PROPERTIES)[head:]
        whole = len(stream) // _PROPERTY.size * _PROPERTY.size
        fixed = {number: value for _, number, _, value in _PROPERTY.iter_unpack(stream[:whole])}
        page = _codepage(fixed, _CODEPAGE) or _east_asian(fixed)
        return cls(storage, fixed, page or codepage)

    def text(self, number: int) -> str:
        """Return a property that is text, "" where there is none."""
        wide = self._stream(number, _TEXT)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return text_in(self._stream(number, _BYTE_TEXT), self.codepage).rstrip("\0")

    def binary(self, number: int) -> bytes:
        """Return a property that is bytes, b"" where there is none."""
        return self._stream(number, _BINARY)

    def day(self, number: int) -> date | None:
        """Return the day of a property that is an instant (100 ns since 1601)."""
        ticks = int.from_bytes(self.fixed.get(number, b""), "little")
        try:
            return (_EPOCH + timedelta(microseconds=ticks // 10)).astimezone(_CHINA).date() if ticks else None
        except OverflowError:
            return None

    def _stream(self, number: int, kind: int) -> bytes:
        return self.storage.stream(_stream_name(number, kind))


@dataclass(frozen=True, slots=True)
class _MailFile:
    """One file, whose storages are each taken once: in a sound one none lies in two others."""

    limits: GuardLimits
    taken: set[int] = field(default_factory=set)

    def parts(self, mail: _Object, depth: int = 0) -> Iterator[MailPart]:
        """Yield the files of a mail that lies within ``depth`` others, as they stand in it."""
        for name in mail.storage.names:
            storage = mail.storage.storage(name) if name.startswith(_ATTACHMENT) else None
            if storage and storage.place not in self.taken:
                self.taken.add(storage.place)
                yield self._part(_Object.of(storage, _HEAD_OF_ATTACHMENT, mail.codepage), depth)
        yield from _body(mail)

    def _part(self, attachment: _Object, depth: int) -> MailPart:
        name = next(filter(None, map(attachment.text, _NAMES)), "")
        inner = attachment.storage.storage(_stream_name(_DATA, _OBJECT))
        if inner and inner.stream(_PROPERTIES) and inner.place not in self.taken:
            self.taken.add(inner.place)
            mail = _Object.of(inner, _HEAD_OF_INNER_MAIL, attachment.codepage)
            return MailPart(name or mail.text(_SUBJECT), FORWARDED, 0, partial(self._as_eml, mail, depth + 1))
        kind = attachment.text(_TYPE).lower()
        in_text = any(attachment.fixed.get(_HIDDEN, b"")) or bool(attachment.text(_CONTENT_ID))
        size = attachment.storage.size(_stream_name(_DATA, _BINARY))
        return MailPart(name, kind, size, partial(attachment.binary, _DATA), in_text and _is_picture(kind, name))

    def _as_eml(self, mail: _Object, depth: int) -> bytes:
        """Return a mail that lies in another as a file of its own."""
        if depth > _DEEPEST:
            raise unsafe("邮件套邮件的层数太多", SAVE_ATTACHMENTS)
        said = _envelope(mail)
        made = MIMEMultipart()
        made["From"] = said.sender
        made["Subject"] = Header(" ".join(mail.text(_SUBJECT).split())[:_LONGEST_SUBJECT], "utf-8").encode()
        if said.days:
            made["Date"] = format_datetime(datetime.combine(said.days[0], time(12), _CHINA))
        left = self.limits.file_bytes
        for part in self.parts(mail, depth):
            content = part.read()
            left -= len(content)
            if left < 0:
                raise unsafe("邮件里的附件体积过大", SAVE_ATTACHMENTS)
            made.attach(_attached(part, content))
        return made.as_bytes()


def members(data: bytes, limits: GuardLimits, depth: int) -> tuple[Member, ...]:
    """Return the files of a mail, and its text where there is a table in it; ``depth`` is the number of mails around.

    Raises:
        RefusedError: the mail as a whole: JF001 damaged, JF003 over a limit.
    """
    return members_of(_MailFile(limits).parts(_mail(data)), limits, depth)


def envelope(data: bytes) -> Envelope:
    """Return when the mail was sent, by whom, and how it begins.

    Raises:
        RefusedError: JF001 damaged.
    """
    return _envelope(_mail(data))


def _mail(data: bytes) -> _Object:
    return _Object.of(root(data), _HEAD_OF_MAIL)


def _envelope(mail: _Object) -> Envelope:
    said = envelope_of(HeaderParser().parsestr(mail.text(_HEADERS)[:_LONGEST_HEADERS]))
    instants = (mail.day(_SUBMITTED), mail.day(_DELIVERED))
    senders = (address_in(mail.text(number)) for number in _SENDERS)
    days = (*said.days, *(day for day in instants if day))
    words = (mail.text(_SUBJECT), first_line(mail.text(_BODY)))
    return Envelope(days, next(filter(None, senders), "") or said.sender, words)


def _body(mail: _Object) -> Iterator[MailPart]:
    """Yield the text of the mail as a page, else as it is, where there is a table in it."""
    codepage = _codepage(mail.fixed, _INTERNET_CODEPAGE) or mail.codepage
    text = mail.text(_HTML) or text_in(mail.binary(_HTML), codepage)
    if body := page_of(text) or table_of(mail.text(_BODY)):
        yield body


def _is_picture(kind: str, name: str) -> bool:
    return kind.startswith("image/") or name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp"))


def _attached(part: MailPart, content: bytes) -> MIMENonMultipart:
    """Return a part as it stands in a mail; what it is says its content."""
    picture = _PICTURE.fullmatch(part.type)
    made = MIMEImage(content, picture[1]) if picture else MIMEApplication(content)
    if part.shown:
        made.add_header("Content-ID", "<shown>")
    disposition = "inline" if part.shown else "attachment"
    made.add_header("Content-Disposition", disposition, filename=("utf-8", "", file_name(part)))
    return made


def _codepage(fixed: dict[int, bytes], number: int) -> str:
    page = int.from_bytes(fixed.get(number, b"")[:4], "little")
    return "utf-8" if page == _UTF8_PAGE else f"cp{page}" if page else ""


def _east_asian(fixed: dict[int, bytes]) -> str:
    """The code page of a mail that says none, where the one of its text or its language can only mean its own.

    Of others the page says how the mail was sent, not how the file is written.
    """
    number, language = (int.from_bytes(fixed.get(one, b"")[:4], "little") for one in (_INTERNET_CODEPAGE, _LANGUAGE))
    number = number if number in _EAST_ASIAN else _PAGE_OF_LANGUAGE.get(language, 0)
    return f"cp{number}" if number else ""


def _stream_name(number: int, kind: int) -> str:
    return f"__substg1.0_{number:04X}{kind:04X}"
