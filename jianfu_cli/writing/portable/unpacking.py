"""Archives that others made, unpacked into a folder of ours: never beside it, never without end."""

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from jianfu_cli.errors import UsageError
from jianfu_cli.writing.fit_names import fit_part

_MOST_BYTES, _MOST_FILES = 600 << 20, 30_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a zip raises that is torn, locked or packed in a way nobody uses."""
_LINK, _KIND = 0o120000, 0o170000


def unpack(archive_file: Path, folder: Path, place: Callable[[str], str | None], what: str) -> None:
    """Write each member of a zip for which ``place`` returns a path to that path below ``folder``.

    A file that is there already must be the same. ``what`` names the archive in messages.

    Raises:
        UsageError: it cannot be read, names a place outside, or holds more than a pack may.
    """
    try:
        with zipfile.ZipFile(archive_file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise UsageError(f"{what} {archive_file} 里的文件太多、太大，没有打开")
            for entry in entries:
                name = place(entry.filename)
                if name is None:
                    continue
                _refuse_unsafe(entry, name, f"{what} {archive_file}")
                _write(folder / name, archive.read(entry), f"{what} {archive_file}")
    except BROKEN as error:
        raise UsageError(f"{what} {archive_file} 不是完整的 zip 文件，请重新下载") from error


def _refuse_unsafe(entry: zipfile.ZipInfo, name: str, what: str) -> None:
    parts = name.split("/")
    linked = (entry.external_attr >> 16) & _KIND == _LINK
    if linked or not all(parts) or any(fit_part(part) != part for part in parts):
        raise UsageError(f"{what} 里有不能写出的名称“{entry.filename!a}”，没有打开")


def _write(target: Path, content: bytes, what: str) -> None:
    if target.exists():
        if target.read_bytes() != content:
            raise UsageError(f"{what} 与别的安装包里都有 {target.name}，内容不同")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
