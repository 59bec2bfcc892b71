"""Names that a submitter chose, made fit to be written on every system, and places below a folder for them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from unicodedata import normalize

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import INVISIBLE
from jianfu_cli.errors import UsageError

LONGEST_PART = 255
"""Bytes of one part of a path in UTF-8, as most file systems have it; NTFS counts UTF-16 units, which are fewer."""
LONGEST_PATH = 240
"""UTF-16 units of a whole path: programs on Windows open 260 (MAX_PATH), and what we add must fit too."""

_ROOM_AT_LEAST = 120  # below a folder whose own path is long already
_SHORTEST_FOLDER, _SHORTEST_NAME = 12, 28
_FOR_NUMBER = len(" (9999)")
# What Windows has in no name, what steers a reader's eye or terminal, and halves of characters.
_UNFIT = pattern_of(rf'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]|{INVISIBLE.pattern}')
# Names by which Windows calls a device, in any folder and whatever follows the first dot.
_DEVICE = pattern_of(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.DOTALL)
# Readers pass over files of such names, and leftovers of our own are cleared away by theirs.
_PASSED_OVER = pattern_of(r"(?i)~\$|~jianfu-|\.~|\._")
_EXTENSION = pattern_of(r"\.[A-Za-z0-9]{1,10}")


def split_name(name: str) -> tuple[str, str]:
    """Return ``name`` as stem and extension (with its dot); what follows a dot and is no extension is in the stem.

    >>> split_name("附件2.xlsx"), split_name("1.关于报送的函"), split_name(".profile")
    (('附件2', '.xlsx'), ('1.关于报送的函', ''), ('.profile', ''))
    """
    stem, dot, extension = name.rpartition(".")
    return (stem, dot + extension) if stem and _EXTENSION.fullmatch(dot + extension) else (name, "")


def fit_part(stem: str, ending: str = "", *, units: int = LONGEST_PART) -> str:
    """Return one part of a path: ``stem`` made fit and, where too long, shortened; ``ending`` is ours and stays.

    At most ``LONGEST_PART`` bytes and ``units`` UTF-16 units, ``ending`` included. No ``.`` or ``..``, no empty part,
    no separator, no device of Windows, no dot or blank at the end.
    """
    fit = _UNFIT.sub("_", stem).strip()
    if _DEVICE.fullmatch(fit + ending) or _PASSED_OVER.match(fit):
        fit = f"_{fit}"
    fit = _cut(fit, LONGEST_PART - len(ending.encode()), units - _units(ending))
    return (fit if ending else fit.rstrip(". \u3000")) + ending if fit.strip(". \u3000") else f"_{ending}"


def numbered(stem: str, ending: str = "", first: int = 1, *, units: int = LONGEST_PART) -> Iterator[tuple[int, str]]:
    """Yield ``(1, "附件2.xlsx")``, ``(2, "附件2 (2).xlsx")`` … from ``first``, each fit."""
    for number in count(first):
        yield number, fit_part(stem, f" ({number}){ending}" if number > 1 else ending, units=units)


def alike(name: str) -> str:
    """Return what is equal for names that differ only by case or composition (NFC, NFD): some systems see one name."""
    return normalize("NFC", normalize("NFC", name).casefold())


def room_below(folder: Path) -> int:
    """Return how many UTF-16 units a path below ``folder`` may have; some, where its own path is long already."""
    return max(LONGEST_PATH - _units(os.path.realpath(folder)) - 1, _ROOM_AT_LEAST)


def below(folder: Path, place: Path) -> Path:
    """Return ``place``, which is to be written in ``folder``: links followed, it lies there still.

    Raises:
        UsageError: a link that lies in the folder leads out of it.
    """
    base = Path(os.path.realpath(folder))
    if base not in Path(os.path.realpath(place)).parents:
        link = next(one for one in reversed((place, *place.parents)) if one.is_symlink() and folder in one.parents)
        raise UsageError(f"{link} 是指向 {folder} 之外的链接，没有写")
    return place


class Places:
    """Hands out places below ``folder``: each fit, none twice, none outside it, none onto one of ``inputs``.

    A name that differs from one given out only by case or composition (NFC, NFD) is taken, since some systems know no
    difference; so is a folder's name for a file and a file's for a folder. What is taken gets a number.
    """

    def __init__(self, folder: Path, inputs: Iterable[Path] = ()) -> None:
        self._folder = folder
        self._inputs = frozenset(map(os.path.realpath, inputs))
        self._room = room_below(folder) - _FOR_NUMBER
        self._files: set[str] = set()
        self._folders: dict[tuple[Path, str], Path] = {}
        self._folder_keys: set[str] = set()
        self._last_number: dict[tuple[Path, str], int] = {}

    def of(self, parts: Sequence[str], ending: str | None = None) -> Path:
        """Return the place of a file whose path has ``parts``; ``ending`` is what we put for its extension.

        Raises:
            UsageError: a link that lies in the folder leads out of it.
        """
        stem, extension = split_name(parts[-1])
        folders, units = _levelled([fit_part(part) for part in parts[:-1]], stem + (ending or extension), self._room)
        parent = self._folder
        for part in folders:
            parent = self._folder_in(parent, part)
        whole_ending = extension if ending is None else ending
        target = self._free(parent, fit_part(stem, whole_ending, units=units), whole_ending, self._taken_for_file)
        self._files.add(alike(str(target)))
        return below(self._folder, target)

    def _folder_in(self, parent: Path, part: str) -> Path:
        if (parent, part) not in self._folders:
            place = self._free(parent, part, "", self._taken_for_folder)
            self._folders[parent, part] = place
            self._folder_keys.add(alike(str(place)))
        return self._folders[parent, part]

    def _free(self, parent: Path, name: str, ending: str, taken: Callable[[Path], bool]) -> Path:
        """Return the first of ``name``, ``name (2)`` … that is not taken; numbers that were are not tried again."""
        stem = name.removesuffix(ending)
        key = (parent, alike(name))
        for number, candidate in numbered(stem, ending, self._last_number.get(key, 1)):
            place = parent / candidate
            if not taken(place):
                self._last_number[key] = number
                return place
        raise AssertionError("there is no end of numbers")

    def _taken_for_file(self, place: Path) -> bool:
        key = alike(str(place))
        return (
            key in self._files or key in self._folder_keys or place.is_dir() or os.path.realpath(place) in self._inputs
        )

    def _taken_for_folder(self, place: Path) -> bool:
        return alike(str(place)) in self._files or (os.path.lexists(place) and not place.is_dir())


def _levelled(folders: list[str], name: str, room: int) -> tuple[list[str], int]:
    """Shorten ``folders`` and say how many units ``name`` may have, so that all fit into ``room``, longest first.

    Of folders within folders without end those in the middle are left out.
    """
    most = (room - _SHORTEST_NAME) // (_SHORTEST_FOLDER + 1)
    if len(folders) > most:
        folders = [*folders[: most // 2], *folders[most // 2 - most :]]
    lengths = [_units(folder) for folder in folders]
    for longest in range(LONGEST_PART, _SHORTEST_FOLDER - 1, -1):
        for_name = max(longest, _SHORTEST_NAME)
        if sum(min(length, longest) + 1 for length in lengths) + min(_units(name), for_name) <= room:
            break
    return [fit_part(folder, units=longest) for folder in folders], for_name


def _cut(text: str, size: int, units: int) -> str:
    """Return as much of ``text`` as has at most ``size`` bytes and ``units`` UTF-16 units; no character is halved."""
    short = text.encode()[: max(0, size)].decode(errors="ignore")
    return short.encode("utf-16-le")[: 2 * max(0, units)].decode("utf-16-le", errors="ignore")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
