"""Copies what came into the inbox: whole or not at all, once, also where two do it at the same time."""

import contextlib
import filecmp
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jianfu_cli.core.filings.arrivals import UNCLAIMED
from jianfu_cli.errors import UsageError, reason

# Readers pass over files of this name: an end by force leaves one, the next receive clears it away.
_TEMPORARY = "~jianfu-"
_LONGEST_NAME = 255  # bytes, as most file systems have it


@dataclass(frozen=True, slots=True)
class Filed:
    """Where the copy lies; not ``new`` where the same bytes lay there already."""

    path: Path
    new: bool


def file_copy(source: Path, inbox: Path, folder: str, day: date) -> Filed:
    """Copy ``source`` to ``inbox/<folder>/<day>/<name>``; ``folder`` is a unit's name, or 待认领.

    Bytes that the unit's folder holds already, of whatever day and name, are not filed again; what nobody has claimed
    is looked for in the whole inbox. A name taken by other bytes gets a number: ``附件2 (2).xlsx``. The copy keeps the
    time of the source, by which versions of one day are told apart.

    Raises:
        OSError: ``source`` cannot be read.
        UsageError: the inbox cannot be written.
    """
    target = inbox / folder / day.isoformat()
    searched = inbox if folder == UNCLAIMED else inbox / folder
    with source.open("rb"):
        pass
    try:
        target.mkdir(parents=True, exist_ok=True)
        with _alone(inbox):
            _sweep(target)
            return _file(source, target, searched)
    except OSError as error:
        raise UsageError(f"写不进 {target}：{reason(error)}") from error


def _file(source: Path, target: Path, searched: Path) -> Filed:
    temporary = target / f"{_TEMPORARY}{secrets.token_hex(8)}.tmp"
    try:
        _copy(source, temporary)
        twin = _twin(temporary, searched)
        if twin:
            return Filed(twin, new=False)
        for name in _names(source.name):
            with contextlib.suppress(FileExistsError):
                _publish(temporary, target / name)
                return Filed(target / name, new=True)
        raise AssertionError("there is no end of names")
    finally:
        temporary.unlink(missing_ok=True)
        _settle(target)


def _copy(source: Path, temporary: Path) -> None:
    with source.open("rb") as read, temporary.open("xb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())
        status = os.fstat(read.fileno())
    os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))


def _twin(file: Path, searched: Path) -> Path | None:
    """Return the earliest file below ``searched`` that holds the bytes of ``file``."""
    size = file.stat().st_size
    for folder, folders, names in os.walk(searched):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            # A link or a pipe is no copy, and reading it may not end.
            same_size = not name.startswith(_TEMPORARY) and path.is_file() and path.lstat().st_size == size
            if same_size and filecmp.cmp(file, path, shallow=False):
                return path
    return None


def _names(name: str) -> Iterator[str]:
    """Yield ``name``, then ``stem (2).ext`` and so on, none longer than file systems allow."""
    stem, dot, extension = name.rpartition(".")
    stem, ending = (stem, dot + extension) if stem else (name, "")
    yield name
    number = 2
    while True:
        added = f" ({number}){ending}"
        room = _LONGEST_NAME - len(os.fsencode(added))
        yield (
            os.fsencode(stem)[:room].decode(errors="ignore") + added if len(os.fsencode(stem)) > room else stem + added
        )
        number += 1


def _publish(temporary: Path, target: Path) -> None:
    """Give the copy its name in one step.

    Raises:
        FileExistsError: the name is taken.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks and shares may know no second name for a file; Windows itself refuses to replace one.
        if target.exists():
            raise FileExistsError from None
        temporary.rename(target)


def _sweep(folder: Path) -> None:
    """Clear away what a receive that was ended by force left; an open file stays where Windows holds it."""
    for leftover in folder.glob(f"{_TEMPORARY}*.tmp"):
        with contextlib.suppress(OSError):
            leftover.unlink()


@contextmanager
def _alone(inbox: Path) -> Iterator[None]:
    """Hold the inbox against another receive; the system lets go of it when the process ends, however it ends.

    Where the system cannot lock a folder (Windows, some shares) two may file the same bytes under two names at the same
    moment: every reader counts them once.
    """
    try:
        import fcntl  # noqa: PLC0415 -- not there on Windows
    except ImportError:
        yield
        return
    handle = os.open(inbox, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _settle(folder: Path) -> None:
    """Make the names in ``folder`` outlast a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
