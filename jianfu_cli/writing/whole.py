"""Output files appear whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jianfu_cli.errors import UsageError, reason


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``target`` to write to; it becomes ``target`` when the block ends well.

    Missing folders are made. After an exception or a kill ``target`` is as it was.

    Raises:
        UsageError: the folder or the file cannot be written (e.g. the workbook is open in Excel).
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="~jianfu-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise UsageError(f"写不了 {target}：{reason(error)}") from error
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        raise UsageError(f"写不了 {target}：{reason(error)}（文件是否正在 Excel 或 WPS 中打开？）") from error
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(target: Path, content: str | bytes) -> None:
    """Write ``content`` (text as UTF-8) to ``target``, whole or not at all."""
    with whole_file(target) as temporary:
        temporary.write_bytes(content.encode() if isinstance(content, str) else content)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
