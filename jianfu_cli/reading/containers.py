"""The bytes of a file, also of one within an archive: found by the names that lead there, and read one by one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.reading.formats.kinds import Kind, kind_of
from jianfu_cli.reading.formats.sniff import sniff
from jianfu_cli.reading.guard.archive import Member
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.long_paths import openable
from jianfu_cli.reading.refusal import damaged

_Place = tuple[Path, tuple[str, ...]]


class _Opened(NamedTuple):
    kind: Kind
    members: Mapping[str, Member]


class Containers:
    """Reads files within containers; those around the file read last stay open, for the next lies mostly beside it."""

    def __init__(self, limits: GuardLimits) -> None:
        self._limits = limits
        self._opened: dict[_Place, _Opened] = {}

    def open(self, file: Path, within: tuple[str, ...], data: bytes) -> tuple[Member, ...]:
        """Return the members of the container that lies at a place; ``data`` is its bytes.

        Raises:
            RefusedError: it is no container, or is refused as a whole.
        """
        kind = kind_of(sniff(data, within[-1] if within else file.name))
        if not kind.container:
            raise damaged()
        around = [(file, within[:depth]) for depth in range(len(within))]
        opened = {place: self._opened[place] for place in around if place in self._opened}
        alike = sum(outer.kind.mail == kind.mail for outer in opened.values())
        members = tuple(kind.container_reader.members(data, self._limits, alike))
        self._opened = {**opened, (file, within): _Opened(kind, {member.name: member for member in members})}
        return members

    def read(self, file: Path, within: tuple[str, ...], on_disk: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
        """Return the bytes of ``file``, or of the one that ``within`` leads to from it.

        Raises:
            RefusedError: it is damaged or over a limit, or a container around it is.
            OSError: the file cannot be read.
            KeyError: it is not there.
        """
        if not within:
            return on_disk(openable(file))
        *outer, name = within
        place = file, tuple(outer)
        if place not in self._opened:
            self.open(*place, self.read(*place, on_disk))
        return self._opened[place].members[name].read()

    def close(self) -> None:
        """Forget what is open: it lies in memory."""
        self._opened.clear()
