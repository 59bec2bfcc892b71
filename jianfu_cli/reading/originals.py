"""The bytes of a file that was read, again: also of one within an archive."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jianfu_cli.errors import UsageError
from jianfu_cli.reading.guard.archive import read_members
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.sources import Source

WITHIN = "!/"
"""Between an archive's path and its member's, in reports."""


class Originals:
    """Finds a file by the path that reports give it; the archive opened last stays at hand."""

    def __init__(self, sources: Iterable[Source], limits: GuardLimits) -> None:
        self.files: Mapping[str, Path] = {source.path: source.file for source in sources}
        self._limits = limits
        self._opened: dict[str, dict[str, bytes | RefusedError]] = {}

    def read(self, path: str) -> bytes:
        """Return the bytes of the file at ``path``.

        Raises:
            UsageError: it is no longer there, or no longer what it was.
        """
        try:
            return self._read(path)
        except (OSError, RefusedError, KeyError) as error:
            raise UsageError(f"{path} 检查之后被改动或移走了，请重新检查") from error

    def _read(self, path: str) -> bytes:
        if path in self.files:
            return self.files[path].read_bytes()
        # A folder's name may end in ! too: the archive is what there is one of.
        for end in reversed([match.start() for match in re.finditer(WITHIN, path)]):
            content = self._members(path[:end]).get(path[end + len(WITHIN) :])
            if isinstance(content, bytes):
                return content
        raise KeyError(path)

    def _members(self, archive: str) -> dict[str, bytes | RefusedError]:
        if archive not in self._opened:
            try:
                data = self._read(archive)
            except KeyError:
                return {}
            self._opened = {archive: dict(read_members(data, self._limits, archive.count(WITHIN)))}
        return self._opened[archive]
