"""Which files there are to read, and what their place in the folders says of them."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jianfu_cli.core.language.folder_days import folder_day, names_a_day
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision_book import DECISIONS_FILE
from jianfu_cli.core.model.form import WITHIN
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.errors import UsageError, reason
from jianfu_cli.reading.formats.kinds import KINDS, OTHER_PACKAGES, extension
from jianfu_cli.reading.guard.archive import Member
from jianfu_cli.reading.long_paths import openable

_FILE_EXTENSIONS = frozenset[str]().union(*(kind.extensions for kind in KINDS if kind.holds_forms or kind.scan))
_PASSED_OVER = frozenset({"__macosx", ".git", ".svn"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read.

    ``path`` is as reports print it, ``file`` where it (or its archive) lies, ``within`` as ``SourceFile`` has it,
    ``size`` in bytes, ``refused`` why it must not be opened. ``package`` is the kind of a folder that is no folder to
    a person: another program's file, taken apart. ``for_seal``: it is known to be a scan, whose seal is looked for.
    ``mailed``: it is or came in a mail, of ``mail_day`` (None: not said), from an address of ``mail_unit``; its
    subject or first line names ``mail_hint``, the subject says ``mail_words`` of a supplement or a correction.
    ``incidental``: it came along, nobody attached it.
    """

    path: str
    file: Path
    inbox_unit: str | None = None
    folder_date: date | None = None
    modified: float = 0.0
    refused: str = ""
    size: int = 0
    package: str = ""
    for_seal: bool = False
    within: tuple[str, ...] = ()
    mailed: bool = False
    mail_day: date | None = None
    mail_unit: str | None = None
    mail_hint: str | None = None
    mail_words: str = ""
    incidental: bool = False

    @property
    def name(self) -> str:
        """The file's own name."""
        return (self.within[-1] if self.within else self.path).rpartition("/")[2]

    @property
    def is_litter(self) -> bool:
        """Whether it lies where an archiver puts what nobody sent."""
        return bool(self.within) and self.within[-1].split("/")[0].lower() in _PASSED_OVER

    def member(self, member: Member, unit: str | None) -> "Source":
        """Return a member of this container, of the folder of ``unit``; or the folder in it that is one file."""
        name, package = whole_package(member.name)
        size = 0 if package else member.size
        path, within = f"{self.path}{WITHIN}{name}", (*self.within, name)
        inner = replace(self, path=path, within=within, size=size, inbox_unit=unit, package=package)
        return replace(inner, incidental=member.incidental)


@dataclass(frozen=True, slots=True)
class Collection:
    """The files of a call, and the units that have a folder there (an empty folder too)."""

    sources: tuple[Source, ...]
    units: tuple[str, ...]


def collect(paths: Iterable[Path], campaign: Campaign) -> Collection:
    """Find all files below ``paths``; reports name them relative to the path given.

    With several paths each begins with the last part of its path, more where two end alike (contract.md). A file below
    two of them is read once, below the outer one.

    Raises:
        UsageError: a path is not there, or there is nothing to read.
    """
    roots, roster = _outer_first(paths), campaign.roster
    prefixes = _prefixes(roots)
    sources: dict[str, Source] = {}
    seen: set[Path] = set()
    units: set[str] = set()
    for root, prefix in zip(roots, prefixes, strict=True):
        lies_at = _lies_at(root)
        if root.is_dir():
            units.update(_unit_folders(root, roster))
        for source in _walk(root, prefix, campaign):
            place = lies_at / source.file.relative_to(root)
            if place not in seen and not _is_decisions(source):
                seen.add(place)
                sources.setdefault(source.path, source)
    if not sources and not units:
        raise UsageError(f"{'、'.join(map(str, roots))} 里没有可读的文件")
    ordered = tuple(sources[path] for path in sorted(sources))
    return Collection(ordered, tuple(sorted(units, key=roster.order)))


def _outer_first(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return each path once, folders before what lies within them, whatever the order of ``paths``.

    Raises:
        UsageError: one of them is not there.
    """
    given = tuple(paths)
    for path in given:
        if not path.exists():
            raise UsageError(f"找不到 {path}")
    once = {_lies_at(path): path for path in reversed(given)}
    return tuple(path for _, path in sorted(once.items(), key=lambda one: (len(one[0].parts), one[0])))


def _lies_at(path: Path) -> Path:
    """Return the one name of ``path``; a link to a file keeps its own: it may stand for the same file in two units."""
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _is_decisions(source: Source) -> bool:
    """Whether it is what was decided over an inbox: nobody's submission, unless it lies in a unit's folder."""
    return source.file.name == DECISIONS_FILE and source.inbox_unit is None


def _prefixes(roots: tuple[Path, ...]) -> list[str]:
    if len(roots) == 1:
        return [""]
    resolved = [root.resolve().parts for root in roots]
    for length in range(1, max(map(len, resolved)) + 1):
        ends = ["/".join(parts[-length:]).lstrip("/") for parts in resolved]
        if len(set(ends)) == len(ends):
            break
    return ends


def why_not(error: OSError) -> str:
    """Say in Chinese why the system would not open a file or folder."""
    return f"打不开（{reason(error)}）"


def _walk(root: Path, prefix: str, campaign: Campaign) -> Iterator[Source]:
    if not root.is_dir():
        yield _source(root, prefix or root.name, _context_of(root.resolve().parent), campaign, root.parent)
        return
    context = _context_of(root.resolve())
    for below, entries, refused in _folders(root):
        folder = Path(root, *below)
        shown = "/".join((prefix, *below) if prefix else below)
        if refused:
            yield Source(shown or root.name, folder, unit_of((*context, *below), campaign.roster), refused=refused)
        for entry in entries:
            place = f"{shown}/{entry.name}" if shown else entry.name
            if not _is_folder(entry):
                yield _source(folder / entry.name, place, (*context, *below), campaign, root)
            elif package := _package(entry):
                yield replace(
                    _source(folder / entry.name, place, (*context, *below), campaign, root), package=package, refused=""
                )
            elif why := _no_mere_folder(entry):
                yield Source(place, folder / entry.name, unit_of((*context, *below), campaign.roster), refused=why)


def whole_package(name: str) -> tuple[str, str]:
    """Return the member ``name`` of an archive, and "": or the folder around it that is one file, and its kind."""
    parts = name.split("/")
    for depth, part in enumerate(parts[:-1], start=1):
        if extension(part) in OTHER_PACKAGES:
            return "/".join(parts[:depth]), OTHER_PACKAGES[extension(part)].name
    return name, ""


def _folders(root: Path) -> Iterator[tuple[tuple[str, ...], list[os.DirEntry[str]], str]]:
    """Yield ``root`` and each folder below it as its path's parts, its entries, and why it cannot be listed.

    Links are not followed; however deep the folders lie, no call lies in another.
    """
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(openable(Path(root, *below))) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            yield below, [], why_not(error)
            continue
        yield below, entries, ""
        folders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False) and not _package(entry)]
        waiting.extend((*below, name) for name in reversed(folders) if name.lower() not in _PASSED_OVER)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that runs in a circle
        return False


def _package(entry: os.DirEntry[str]) -> str:
    """Return the kind of another program's file that a folder is, "" where it is none."""
    end = extension(entry.name)
    return OTHER_PACKAGES[end].name if end in OTHER_PACKAGES and not entry.is_symlink() else ""


def _no_mere_folder(entry: os.DirEntry[str]) -> str:
    """Say why a folder is worth a word: a link is not followed, and one named like a file may be a file that went."""
    if entry.is_symlink():
        return "是指向文件夹的链接，没有打开"
    return "是文件夹，不是文件" if extension(entry.name) in _FILE_EXTENSIONS else ""


def _context_of(folder: Path) -> tuple[str, ...]:
    """The folder's own name (before a date folder also its parent's): a unit's folder may be named alone."""
    return (folder.parent.name, folder.name) if names_a_day(folder.name) else (folder.name,)


def _source(file: Path, shown: str, folders: tuple[str, ...], campaign: Campaign, root: Path) -> Source:
    refused, modified, size = "", 0.0, 0
    try:
        status = openable(file).stat()
        modified, size = status.st_mtime, status.st_size
        if not stat.S_ISREG(status.st_mode):
            refused = "不是普通文件"
        elif file.is_symlink() and root.resolve() not in file.resolve().parents:
            refused = "是指向收件文件夹之外的链接"
    except OSError as error:
        refused = why_not(error)
    day = folder_day(folders, campaign.notice_date, campaign.ends_on)
    return Source(shown, file, unit_of(folders, campaign.roster), day, modified, refused, size)


def unit_of(folders: Iterable[str], roster: Roster, outer: str | None = None) -> str | None:
    """Return the unit in whose folder that of the path ``folders`` lies: the outermost, or one within it (``outer``).

    What a county passes on of its schools, each in a folder of its own, stays theirs.
    """
    for name in folders:
        unit = roster.find_folder(name)
        if unit and (outer is None or outer in roster.around(unit)):
            outer = unit
    return outer


def own_unit(root: Path, roster: Roster) -> str | None:
    """Return the unit whose own folder, or whose folder of a day, ``root`` is."""
    return unit_of(_context_of(root.resolve()), roster)


def _unit_folders(root: Path, roster: Roster) -> Iterator[str]:
    own = own_unit(root, roster)
    if own:
        yield own
    if own and not roster.nests:
        return
    for below, _, _ in _folders(root):
        around = unit_of(below[:-1], roster, own)
        unit = unit_of(below[-1:], roster, around)
        if unit and unit != around:
            yield unit
