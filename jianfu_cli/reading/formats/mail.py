"""What a saved mail is, in whatever format: when it was sent, by whom, and the files in it as a container's members."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.guard.archive import Allowance, Member
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import unsafe

BODY, PLAIN_BODY = "正文.html", "正文.txt"
FORWARDED = "message/rfc822"
SAVE_ATTACHMENTS = "请打开邮件，把附件另存后报送。"
_MOST_DEPTH = 5  # a mail forwarded as an attachment, again and again
# What a logo or a signature's picture has at most; a page that somebody photographed has more.
_LARGEST_ORNAMENT = 100 << 10
_ORNAMENTS = pattern_of(
    r"application/(?:x-)?pkcs7-signature|application/pgp-(?:signature|keys|encrypted)|text/(?:x-v|v|directory)card"
)
_EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-excel": ".xls",
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/ms-tnef": ".dat",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/csv": ".csv",
    "text/html": ".html",
    FORWARDED: ".eml",
}
_UNNAMED = {FORWARDED: "转发的邮件", "application/ms-tnef": "winmail"}
# Old programs named the file as it lay on their own disk; what leads out of the mail is no part of a name either.
_FOLDERS = pattern_of(r"^(?:[A-Za-z]:|\.{1,2}|~)?[\\/]+(?:.*[\\/])?")
_NOT_IN_NAMES = pattern_of(r"[\x00-\x1f\x7f]+")
_LONGEST_NAME = 200
_LONGEST_EXTENSION = 12


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail says of its way: ``days`` on which it may have been sent, likeliest first, and its sender's address.

    A day is that of the header's own time zone. ``words`` are its subject and the first line of its text.
    """

    days: tuple[date, ...] = ()
    sender: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailPart:
    """One file in a mail: its name as written ("" where it has none), its MIME type, and what gives its bytes.

    ``shown``: it stands in the text, as a logo does, or is the text itself.
    """

    name: str
    type: str
    size: int
    read: Callable[[], bytes]
    shown: bool = False

    @property
    def incidental(self) -> bool:
        """Whether nobody attached it: the mail's text, a small picture in it, a signature."""
        small = not self.type.startswith("image/") or self.size <= _LARGEST_ORNAMENT
        return (self.shown and small) or _ORNAMENTS.fullmatch(self.type) is not None


def members_of(parts: Iterable[MailPart], limits: GuardLimits, depth: int) -> tuple[Member, ...]:
    """Return the files of a mail in order of their names, which are made fit; a name that comes again is numbered.

    ``depth`` is the number of mails around this one.

    Raises:
        RefusedError: JF003, too many files, or mails within mails.
    """
    if depth >= _MOST_DEPTH:
        raise unsafe(f"邮件套邮件超过 {_MOST_DEPTH - 1} 层", SAVE_ATTACHMENTS)
    found: list[MailPart] = []
    for part in parts:
        found.append(part)
        if len(found) > limits.members:
            raise unsafe(f"邮件里的附件超过 {limits.members} 个", SAVE_ATTACHMENTS)
    if any(part.name == BODY and part.shown for part in found):  # it says the same
        found = [part for part in found if not (part.name == PLAIN_BODY and part.shown)]
    allowance = Allowance(limits.inflated_bytes, unsafe("邮件里的附件展开后体积过大，疑似压缩炸弹", SAVE_ATTACHMENTS))
    named = sorted(zip(_numbered(map(file_name, found)), found, strict=True), key=lambda pair: pair[0])
    return tuple(Member(name, part.size, partial(_read, part, allowance), part.incidental) for name, part in named)


def _read(part: MailPart, allowance: Allowance) -> bytes:
    return allowance.taken(part.read())


def file_name(part: MailPart) -> str:
    """Return the name of a part, made one that a file may have; what its type is called, where it has none."""
    name = _FOLDERS.sub("", _NOT_IN_NAMES.sub("", part.name))
    stem, ending = _split(re.sub(r"[\\/]", "_", name).strip())
    if not stem.strip(". "):
        return _UNNAMED.get(part.type, "未命名") + (ending or _EXTENSIONS.get(part.type, ""))
    if part.type == FORWARDED and ending.lower() != ".eml":
        stem, ending = stem + ending, ".eml"
    return stem[:_LONGEST_NAME] + ending


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) <= _LONGEST_EXTENSION else (name, "")


def _numbered(names: Iterable[str]) -> Iterator[str]:
    """Yield each name, one that stood before with a number: ``附件2 (2).xlsx``."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    for name in names:
        stem, ending = _split(name)
        unlike, number = name, last.get(name, 1)
        while unlike.casefold() in taken:
            number += 1
            unlike = f"{stem} ({number}){ending}"
        last[name] = number
        taken.add(unlike.casefold())
        yield unlike
