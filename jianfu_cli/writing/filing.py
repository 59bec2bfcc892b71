"""Copies what came into the inbox: whole or not at all, once, also where two do it at the same time."""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jianfu_cli.core.filings.arrivals import UNCLAIMED
from jianfu_cli.errors import UsageError, reason
from jianfu_cli.leftovers import BESIDE_OUTPUTS
from jianfu_cli.writing.fit_names import alike, below, fit_part, numbered, room_below, split_name

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Filed:
    """Where the copy lies; not ``new`` where the same bytes lay there already."""

    path: Path
    new: bool


class Inbox:
    """An inbox held open by one call of ``receive``, which knows what lies in it.

    Each folder is listed once, each file in it read at most once, and only where another has its size.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._contents: dict[Path, _Contents] = {}
        self._numbers: dict[tuple[Path, str], int] = {}
        self._names: dict[Path, set[str]] = {}
        self._swept: set[Path] = set()

    def file_copy(self, source: Path, unit: str, day: date) -> Filed:
        """Copy ``source`` to ``inbox/<unit>/<day>/<name>``; ``unit`` is a unit's name, or 待认领.

        Bytes that the unit's folder holds already, of whatever day and name, are not filed again; what nobody has
        claimed is looked for in the whole inbox. The name is made fit for every system; one taken by other bytes gets a
        number: ``附件2 (2).xlsx``. The copy keeps the time of the source, by which versions of one day are told apart.

        Raises:
            OSError: ``source`` cannot be read.
            UsageError: the inbox cannot be written.
        """
        own = self._folder / fit_part(unit)
        target = own / day.isoformat()
        searched = self._folder if unit == UNCLAIMED else own
        with source.open("rb"):
            pass
        below(self._folder, target)
        made = [folder for folder in (target, own) if not folder.exists()]
        try:
            target.mkdir(parents=True, exist_ok=True)
            self._sweep(target)
            return self._file(source, target, searched)
        except OSError as error:
            raise UsageError(f"写不进 {target}：{reason(error)}") from error
        finally:
            # A day on which nothing new came has no folder.
            for folder in made:
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def _file(self, source: Path, target: Path, searched: Path) -> Filed:
        temporary = target / f"{BESIDE_OUTPUTS}{secrets.token_hex(8)}.tmp"
        try:
            digest = _copy(source, temporary)
            size = temporary.stat().st_size
            twin = self._contents_of(searched).twin(size, digest)
            if twin:
                return Filed(twin, new=False)
            place = self._publish(temporary, target, source.name)
            for folder, contents in self._contents.items():
                if folder in place.parents:
                    contents.add(place, size, digest)
            return Filed(place, new=True)
        finally:
            temporary.unlink(missing_ok=True)
            _settle(target)

    def _contents_of(self, folder: Path) -> "_Contents":
        if folder not in self._contents:
            self._contents[folder] = _Contents(folder)
        return self._contents[folder]

    def _publish(self, temporary: Path, target: Path, name: str) -> Path:
        """Give the copy its name, or the first number of it that is free; return where it lies."""
        stem, ending = split_name(name)
        key = (target, name)
        if target not in self._names:
            self._names[target] = {alike(path.name) for path in target.iterdir()}
        for number, candidate in numbered(stem, ending, self._numbers.get(key, 1), units=room_below(target)):
            self._numbers[key] = number
            if alike(candidate) in self._names[target]:
                continue
            with contextlib.suppress(FileExistsError):
                _link(temporary, target / candidate)
                self._names[target].add(alike(candidate))
                return target / candidate
        raise AssertionError("there is no end of names")

    def _sweep(self, target: Path) -> None:
        """Clear away what a receive that was ended by force left; an open file stays where Windows holds it."""
        if target not in self._swept:
            self._swept.add(target)
            for leftover in target.glob(f"{BESIDE_OUTPUTS}*.tmp"):
                with contextlib.suppress(OSError):
                    leftover.unlink()


class _Contents:
    """The files below a folder by size, and of those that share one by the SHA-256 of their bytes."""

    def __init__(self, folder: Path) -> None:
        self._unread: defaultdict[int, list[Path]] = defaultdict(list)
        self._known: dict[tuple[int, str], Path] = {}
        for parent, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                path = Path(parent, name)
                # A link or a pipe is no copy, and reading it may not end.
                if not name.startswith(BESIDE_OUTPUTS) and path.is_file() and not path.is_symlink():
                    self._unread[path.stat().st_size].append(path)

    def twin(self, size: int, digest: str) -> Path | None:
        """Return the first file of ``size`` bytes with ``digest``, in order of their paths."""
        for path in self._unread.pop(size, ()):
            with contextlib.suppress(OSError):
                self._known.setdefault((size, _digest(path)), path)
        return self._known.get((size, digest))

    def add(self, path: Path, size: int, digest: str) -> None:
        """Know of a file that has just been filed."""
        self._known.setdefault((size, digest), path)


@contextmanager
def opened(folder: Path, wait: Callable[[], None]) -> Iterator[Inbox]:
    """Hold the inbox ``folder`` against another receive; ``wait`` is called where one is at work there already.

    The system lets go of it when the process ends, however it ends. Where it cannot lock a folder (Windows, some
    shares) two may file the same bytes under two names at the same moment: every reader counts them once.

    Raises:
        UsageError: the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"写不进 {folder}：{reason(error)}") from error
    with _alone(folder, wait):
        yield Inbox(folder)


@contextmanager
def _alone(inbox: Path, wait: Callable[[], None]) -> Iterator[None]:
    try:
        import fcntl  # noqa: PLC0415 -- not there on Windows
    except ImportError:
        yield
        return
    handle = os.open(inbox, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                wait()
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _copy(source: Path, temporary: Path) -> str:
    """Copy the bytes and their time; return their SHA-256."""
    with source.open("rb") as read, temporary.open("xb") as written:
        shutil.copyfileobj(read, written, _CHUNK)
        written.flush()
        os.fsync(written.fileno())
        status = os.fstat(read.fileno())
    os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))
    return _digest(temporary)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _link(temporary: Path, target: Path) -> None:
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


def _settle(folder: Path) -> None:
    """Make the names in ``folder`` outlast a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
