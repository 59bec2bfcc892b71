"""The bytes of a file that was read, again: also of one within an archive."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.containers import Containers
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.sources import Source


class Originals:
    """Finds a file by where it lay; the archive opened last stays at hand."""

    def __init__(self, sources: Iterable[Source], limits: GuardLimits) -> None:
        self.files: Mapping[str, Path] = {source.path: source.file for source in sources}
        self._limits = limits
        self._containers = Containers(limits)

    def read(self, file: SourceFile) -> bytes:
        """Return the bytes of ``file``.

        Raises:
            UsageError: it is no longer there, or no longer what it was, or a bundle brought what was read of it alone.
        """
        if file.bundle:
            raise UsageError("上报包里没有原件，请生成它的一级去做")
        try:
            return self._containers.read(self.files[file.outer], file.within)
        except (OSError, RefusedError, KeyError) as error:
            raise UsageError(f"{file.path} 检查之后被改动或移走了，请重新检查") from error
