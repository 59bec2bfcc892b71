"""Where the results of a door go: beside what was dropped, never among what was sent, never onto earlier ones."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from jianfu_cli.core.language.folder_days import names_a_day
from jianfu_cli.core.model.decision_book import DECISIONS_FILE
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.errors import UsageError
from jianfu_cli.leftovers import BESIDE_OUTPUTS, owned_prefix
from jianfu_cli.writing.fit_names import LONGEST_PATH, numbered

_TRIES = 999
_ROOM = 60
"""UTF-16 units kept for what is written below; copies with longer names are shortened by their own rule."""


def beside(dropped: Path, roster: Roster) -> Path:
    """Return the file or folder beside which the results of ``dropped`` may lie.

    Of a unit's folder that is the inbox around it: what lies in an inbox is read as a submission next time.
    """
    place = Path(os.path.realpath(dropped))
    within = place if place.is_dir() else place.parent
    inbox = _inbox_around(within, roster)
    if inbox == within:
        return within if place.is_file() and _is_inbox(within, roster) else place
    if _is_inbox(inbox, roster):
        return inbox
    return next(folder for folder in (within, *within.parents) if folder.parent == inbox)


def _inbox_around(folder: Path, roster: Roster) -> Path:
    """Return the first of ``folder`` and those around it that is named after no unit and no day."""
    around = (folder, *folder.parents)
    named = (above for above in around if not (names_a_day(above.name) or roster.find_folder(above.name)))
    return next(named, around[-1])


def _is_inbox(folder: Path, roster: Roster) -> bool:
    """Say whether ``folder`` holds the returns of several units, and does not just happen to lie around one's own."""
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return False
    units = {unit for name in names if (unit := roster.find_folder(name))}
    return len(units) > 1 or (folder / DECISIONS_FILE).is_file()


def make_results(dropped: Sequence[Path], ending: str, pack: Path, roster: Roster) -> Path:
    """Make a new folder for results: beside the first of ``dropped``, else in ``pack``; no two calls get the same one.

    Raises:
        UsageError: neither can be written to.
    """
    places = [beside(dropped[0], roster)] if dropped else []
    tries = [(place.parent, f"{place.stem if place.is_file() else place.name}_{ending}") for place in places]
    tries = [(parent, stem) for parent, stem in tries if not _within(parent, dropped)]
    for parent, stem in (*tries, (pack, ending)):
        if made := _new_folder(parent, stem, ending):
            return made
    where = "、".join(dict.fromkeys(str(parent) for parent, _ in (*tries, (pack, ending))))
    raise UsageError(f"结果没有地方放：{where} 都写不进去；请把要用的文件夹复制到桌面再拖")


def _within(folder: Path, dropped: Sequence[Path]) -> bool:
    """Say whether ``folder`` lies in what was dropped: a whole drive has nothing beside it."""
    inputs = [Path(os.path.realpath(path)) for path in dropped]
    return any(folder == one or one in folder.parents for one in inputs)


def _new_folder(parent: Path, stem: str, ending: str) -> Path | None:
    room = LONGEST_PATH - _ROOM - len(str(parent).encode("utf-16-le", "surrogatepass")) // 2
    # A long path leaves room for what the folder is, if not for what was dropped.
    name = stem if len(stem) + len(" (999)") <= room else ending
    for _, candidate in islice(numbered(name), _TRIES):
        try:
            (parent / candidate).mkdir()
        except FileExistsError:
            continue
        except OSError:
            return None
        return parent / candidate
    return None


@contextmanager
def temporary_within(folder: Path) -> Iterator[None]:
    """Let temporary files be made in ``folder`` alone: on another's computer nothing is left elsewhere."""
    names = ("TMPDIR", "TEMP", "TMP")
    before = {name: os.environ.get(name) for name in names}
    try:
        with tempfile.TemporaryDirectory(
            prefix=owned_prefix(BESIDE_OUTPUTS), dir=folder, ignore_cleanup_errors=True
        ) as own:
            os.environ.update(dict.fromkeys(names, own))
            if "%" in own:
                # lxml takes such a name for an address; openpyxl writes its temporary files without it where told to.
                os.environ["OPENPYXL_LXML"] = "False"
            tempfile.tempdir = None
            yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        tempfile.tempdir = None


def remove_if_empty(folder: Path) -> None:
    """Leave no empty folder behind where nothing was written."""
    with suppress(OSError):
        folder.rmdir()
