"""Zip archives of submissions to their members, in order of their names; nothing is ever written to a disk."""

import zipfile
from collections.abc import Iterator

from jianfu_cli.reading.guard.package import check_members, inflate, inflated_size, open_archive
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError, unsafe

_MOST_DEPTH = 2  # an archive and one within it
_REPACK = "请用常见软件重新压缩后发送。"


def read_members(data: bytes, limits: GuardLimits, depth: int) -> Iterator[tuple[str, bytes | RefusedError]]:
    """Return the files of an archive as ``(name, content)``; a damaged member gives why, and the others go on.

    ``depth`` is the number of archives around this one.

    Raises:
        RefusedError: the archive as a whole: JF001 damaged, JF002 encrypted, JF003 over a limit or within too
            many others, two members of one name, or a name that leads out of it.
    """
    if depth == _MOST_DEPTH:
        raise unsafe("压缩包套压缩包超过一层", "请解压后报送里面的文件。")
    archive = open_archive(data)
    members = [info for info in archive.infolist() if not info.filename.endswith("/")]
    check_members(members, limits)
    if not members:
        raise RefusedError("JF001", "压缩包是空的", "请重新压缩后发送。")
    names = [member_name(info) for info in members]
    if any(_escapes(name) for name in names):
        raise unsafe("压缩包里有指向包外的文件名，不予打开", _REPACK)
    if len(set(names)) < len(names):
        raise unsafe("压缩包里有重名文件", _REPACK)
    return _contents(archive, sorted(zip(names, members, strict=True), key=lambda pair: pair[0]), limits)


def _contents(
    archive: zipfile.ZipFile, members: list[tuple[str, zipfile.ZipInfo]], limits: GuardLimits
) -> Iterator[tuple[str, bytes | RefusedError]]:
    left = limits.inflated_bytes
    for name, info in members:
        try:
            content = b"".join(inflate(archive, info))
        except RefusedError as refusal:
            yield name, refusal
            continue
        # What workbooks and archives within hold counts too: many small bombs are one large one.
        left -= len(content) + inflated_size(content)
        yield name, content if left >= 0 else unsafe("压缩包解压后体积过大，疑似压缩炸弹", _REPACK)


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
