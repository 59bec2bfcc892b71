"""Temporary files and folders that name their owner, so that a later run clears away what a killed one left."""

import os
import re
import shutil
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from zlib import crc32

BESIDE_OUTPUTS = "~jianfu-"
"""How temporary names begin where outputs go; readers pass over files so named."""
AWAY = "jianfu-"
"""How temporary names begin in the system's folder for such things."""

_STALE = 3600  # seconds; nothing that lives is as old
_OWNER = re.compile(r"~?jianfu-([0-9a-f]{8})-(\d{1,10})-\w+(?:\..*)?", re.DOTALL)


def owned_prefix(prefix: str) -> str:
    """Return the beginning of a temporary name of this process: ``~jianfu-<computer>-<process>-``."""
    return f"{prefix}{_computer()}-{os.getpid()}-"


@cache
def sweep(folder: Path, prefix: str) -> None:
    """Remove what runs that are gone left in ``folder`` under names that begin with ``prefix``; once a process.

    Gone is an owner that no longer runs on this computer, and whoever wrote more than an hour ago. What cannot be
    removed stays: it is passed over by every reader.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [one for one in entries if one.name.startswith(prefix)]:
            with suppress(OSError):
                if _is_stale(entry, sure=prefix == BESIDE_OUTPUTS):
                    _remove(entry)


def _is_stale(entry: os.DirEntry[str], *, sure: bool) -> bool:
    """Say whether ``entry`` may go; ``sure`` that nobody but us gives names with its prefix."""
    status = entry.stat(follow_symlinks=False)
    if sys.platform != "win32" and status.st_uid != os.getuid():
        return False
    owner = _OWNER.fullmatch(entry.name)
    if owner is None and not sure:
        return False
    if time.time() - status.st_mtime > _STALE:
        return True
    return owner is not None and owner[1] == _computer() and not _runs(int(owner[2]))


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        Path(entry.path).unlink()


def _runs(process: int) -> bool:
    if sys.platform == "win32":  # to ask there means to end it: only age tells
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


@cache
def _computer() -> str:
    """Tell this computer from others that write into a shared folder: their processes are not seen from here."""
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return f"{crc32(name.encode(errors='replace')):08x}"
