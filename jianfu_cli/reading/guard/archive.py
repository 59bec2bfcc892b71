"""Zip archives of submissions to their members, in order of their names; nothing is ever written to a disk."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from jianfu_cli.reading.guard.package import check_members, inflate, inflated_size, open_archive
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError, unsafe

_MOST_DEPTH = 2  # an archive and one within it
_REPACK = "请用常见软件重新压缩后发送。"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container: its name there, how many bytes it is said to have, and what gives them.

    ``read`` raises RefusedError: JF001 damaged, JF003 all that was read of the container is over a limit.
    ``incidental``: nobody attached it (the text of a mail, the pictures in it), so it is worth a word only as a form.
    """

    name: str
    size: int
    read: Callable[[], bytes]
    incidental: bool = False


@dataclass(slots=True)
class Allowance:
    """How many bytes all that is still to be read of one container may have; ``refusal`` is raised beyond."""

    left: int
    refusal: RefusedError

    def taken(self, content: bytes) -> bytes:
        """Return ``content``, which is as large as it is, and as what it holds: many small bombs are one large one.

        Raises:
            RefusedError: there is no more to be had.
        """
        self.left -= len(content) + inflated_size(content)
        if self.left < 0:
            raise self.refusal
        return content


def members(data: bytes, limits: GuardLimits, depth: int) -> tuple[Member, ...]:
    """Return the files of an archive; each is inflated when it is read, so a damaged one costs no other.

    ``depth`` is the number of archives around this one.

    Raises:
        RefusedError: the archive as a whole: JF001 damaged, JF002 encrypted, JF003 over a limit or within too
            many others, two members of one name, or a name that leads out of it.
    """
    if depth >= _MOST_DEPTH:
        raise unsafe("压缩包套压缩包超过一层", "请解压后报送里面的文件。")
    archive = open_archive(data)
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    check_members(infos, limits)
    if not infos:
        raise RefusedError("JF001", "压缩包是空的", "请重新压缩后发送。")
    names = [member_name(info) for info in infos]
    if any(_escapes(name) for name in names):
        raise unsafe("压缩包里有指向包外的文件名，不予打开", _REPACK)
    if len(set(names)) < len(names):
        raise unsafe("压缩包里有重名文件", _REPACK)
    allowance = Allowance(limits.inflated_bytes, unsafe("压缩包解压后体积过大，疑似压缩炸弹", _REPACK))
    named = sorted(zip(names, infos, strict=True), key=lambda pair: pair[0])
    return tuple(Member(name, info.file_size, partial(_read, archive, info, allowance)) for name, info in named)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> bytes:
    return allowance.taken(b"".join(inflate(archive, info)))


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is tried as UTF-8, then GBK, as Windows tools write it."""
    if info.flag_bits & 0x800:
        return info.filename.replace("\\", "/")
    raw = info.orig_filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename.replace("\\", "/")


def _escapes(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or (len(name) > 1 and name[1] == ":")
