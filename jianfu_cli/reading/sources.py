"""Which files there are to read, and what their place in the folders says of them."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jianfu_cli.core.roster import Roster
from jianfu_cli.errors import UsageError

_DATE_FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}")
_PASSED_OVER = frozenset({"__macosx", ".git", ".svn"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read.

    ``path`` is as reports print it, ``file`` where it lies, ``refused`` why it must not be opened.
    """

    path: str
    file: Path
    inbox_unit: str | None = None
    folder_date: date | None = None
    modified: float = 0.0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """The files of a call, and the units that have a folder there (an empty folder too)."""

    sources: tuple[Source, ...]
    units: tuple[str, ...]


def collect(paths: Iterable[Path], roster: Roster) -> Collection:
    """Find all files below ``paths``; reports name them relative to the path given.

    With several paths each begins with the last part of its path, more where two end alike (contract.md).

    Raises:
        UsageError: a path is not there, or there is nothing to read.
    """
    roots = tuple(dict.fromkeys(paths))
    for root in roots:
        if not root.exists():
            raise UsageError(f"找不到 {root}")
    prefixes = _prefixes(roots)
    sources: dict[str, Source] = {}
    units: set[str] = set()
    for root, prefix in zip(roots, prefixes, strict=True):
        if root.is_dir():
            units.update(_unit_folders(root, roster))
        for source in _walk(root, prefix, roster):
            sources.setdefault(source.path, source)
    if not sources and not units:
        raise UsageError(f"{'、'.join(map(str, roots))} 里没有可读的文件")
    ordered = tuple(sources[path] for path in sorted(sources))
    return Collection(ordered, tuple(sorted(units, key=roster.order)))


def _prefixes(roots: tuple[Path, ...]) -> list[str]:
    if len(roots) == 1:
        return [""]
    resolved = [root.resolve().parts for root in roots]
    for length in range(1, max(map(len, resolved)) + 1):
        ends = ["/".join(parts[-length:]).lstrip("/") for parts in resolved]
        if len(set(ends)) == len(ends):
            break
    return ends


def _walk(root: Path, prefix: str, roster: Roster) -> Iterator[Source]:
    if not root.is_dir():
        yield _source(root, prefix or root.name, _context_of(root.resolve().parent), roster, root.parent)
        return
    context = _context_of(root.resolve())
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name.lower() not in _PASSED_OVER)
        below = Path(folder).relative_to(root).parts
        for name in sorted(names):
            shown = "/".join((*([prefix] if prefix else []), *below, name))
            yield _source(Path(folder, name), shown, (*context, *below), roster, root)


def _context_of(folder: Path) -> tuple[str, ...]:
    """The folder's own name (before a date folder also its parent's): a unit's folder may be named alone."""
    return (folder.parent.name, folder.name) if _DATE_FOLDER.fullmatch(folder.name) else (folder.name,)


def _source(file: Path, shown: str, folders: tuple[str, ...], roster: Roster, root: Path) -> Source:
    refused, modified = "", 0.0
    try:
        status = file.stat()
        modified = status.st_mtime
        if not stat.S_ISREG(status.st_mode):
            refused = "不是普通文件"
        elif file.is_symlink() and root.resolve() not in file.resolve().parents:
            refused = "是指向收件文件夹之外的链接"
    except OSError as error:
        refused = f"打不开（{error.strerror}）"
    day = next((day for name in reversed(folders) if (day := _folder_date(name))), None)
    return Source(shown, file, _unit_of(folders, roster), day, modified, refused)


def _unit_of(folders: tuple[str, ...], roster: Roster) -> str | None:
    return next((unit for name in folders if (unit := roster.find_folder(name))), None)


def _folder_date(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if _DATE_FOLDER.fullmatch(name) else None
    except ValueError:
        return None


def _unit_folders(root: Path, roster: Roster) -> Iterator[str]:
    own = _unit_of(_context_of(root.resolve()), roster)
    if own:
        yield own
        return
    for folder, folders, _ in os.walk(root):
        for name in folders:
            unit = roster.find_folder(name)
            if unit and not _unit_of(Path(folder).relative_to(root).parts, roster):
                yield unit
