"""Output files appear whole or not at all, also where several belong together."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from jianfu_cli.errors import UsageError, reason
from jianfu_cli.leftovers import BESIDE_OUTPUTS, owned_prefix, sweep
from jianfu_cli.writing.fit_names import below

Content = str | bytes | Callable[[Path], None]
"""Text (written as UTF-8), bytes, or what writes a file to the path it is handed."""

# Windows removes no name of a file that another program has open, a second one of ours neither.
_LINKS = sys.platform != "win32"
_LONGEST_SUFFIX = 16  # characters; longer ones are no extension, and the name has to fit


def write_into(folder: Path, contents: Mapping[str, Content], beside: Mapping[Path, Content] | None = None) -> None:
    """Write each of ``contents`` to its place in ``folder``: all or none. Nothing but ``beside`` lies outside it.

    Raises:
        UsageError: as ``write_all``; or a link that lies in the folder leads out of it.
    """
    write_all({below(folder, folder / name): content for name, content in contents.items()} | dict(beside or {}))


def write_all(contents: Mapping[Path, Content]) -> None:
    """Write each of ``contents`` to its path: all of them or, where one cannot be written, none.

    Missing folders are made. After an exception every file is as it was. An end by force leaves each of them as it was
    or as it should be, never half-written.

    Raises:
        UsageError: a folder or a file cannot be written (e.g. a workbook is open in Excel).
    """
    temporaries: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            temporaries[target] = _beside(target)
            try:
                _write(temporaries[target], content)
            except OSError as error:
                raise _unwritable(target, error) from error
        _replace_all(temporaries)
    finally:
        for temporary in temporaries.values():
            _clear(temporary)


def write_whole(target: Path, content: str | bytes) -> None:
    """Write ``content`` to ``target``, whole or not at all; a device or a pipe takes it as it comes."""
    if not target.exists() or target.is_file() or target.is_dir():
        write_all({target: content})
        return
    try:
        _write(target, content)
    except OSError as error:
        raise _unwritable(target, error) from error


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Yield a folder to be filled, which then becomes ``target``: as a whole or, after an exception, not at all.

    Where ``target`` is there already, its other files stay, and those of the same names are replaced, all or none.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        within = target if target.is_dir() else target.parent
        within.mkdir(parents=True, exist_ok=True)
        sweep(within, BESIDE_OUTPUTS)
        apart = Path(tempfile.mkdtemp(prefix=owned_prefix(BESIDE_OUTPUTS), dir=within))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        yield apart
        if within == target:
            files = [path for path in apart.rglob("*") if path.is_file()]
            write_into(target, {path.relative_to(apart).as_posix(): path.read_bytes() for path in files})
        else:
            apart.chmod(0o777 & ~_umask())
            apart.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(apart, ignore_errors=True)


def for_notepad(text: str) -> bytes:
    """Return ``text`` as every Notepad shows it: UTF-8 with a byte order mark, and CRLF."""
    return ("\ufeff" + text.replace("\n", "\r\n")).encode("utf-8", "replace")


def _write(path: Path, content: Content) -> None:
    if callable(content):
        content(path)
    else:
        # The name of a file may hold what is no Unicode text.
        path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)


def _beside(target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent, BESIDE_OUTPUTS)
        suffix = target.suffix if len(target.suffix) <= _LONGEST_SUFFIX else ""
        handle, name = tempfile.mkstemp(prefix=owned_prefix(BESIDE_OUTPUTS), suffix=suffix, dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise UsageError(f"写不了 {target}：{reason(error)}") from error
    return Path(name)


def _replace_all(temporaries: Mapping[Path, Path]) -> None:
    """Put the temporary files in the places of their targets; where one cannot be replaced, undo the others."""
    former: dict[Path, Path | None] = {}
    replaced: list[Path] = []
    try:
        for target, temporary in temporaries.items():
            former[target] = _kept(target) if len(temporaries) > 1 else None
            try:
                temporary.chmod(0o666 & ~_umask())
                temporary.replace(target)
            except OSError as error:
                raise _unwritable(target, error) from error
            replaced.append(target)
    except BaseException:
        for target in replaced:
            _restore(target, former[target])
        raise
    finally:
        for kept in former.values():
            if kept:
                _clear(kept)


def _clear(own: Path) -> None:
    """Remove a file of our own; what the system holds on to goes with the next call (``sweep``)."""
    with suppress(OSError):
        if not _LINKS:
            own.chmod(0o600)  # nor does it remove what is read-only, as a copy of such a file is
        own.unlink(missing_ok=True)


def _restore(target: Path, kept: Path | None) -> None:
    with suppress(OSError):
        if kept:
            kept.replace(target)
        else:
            target.unlink()


def _kept(target: Path) -> Path | None:
    """Keep what ``target`` holds under a second name; None where there is nothing to keep."""
    if not target.is_file():
        return None
    kept = _beside(target)
    try:
        if _LINKS:
            kept.unlink()
            os.link(target, kept)
            return kept
    except OSError:
        pass  # memory sticks and shares may know no second name for a file
    try:
        shutil.copy2(target, kept)
    except OSError as error:
        _clear(kept)
        raise _unwritable(target, error) from error
    return kept


def _unwritable(target: Path, error: OSError) -> UsageError:
    perhaps = "（文件是否正在 Excel 或 WPS 中打开？）" if isinstance(error, PermissionError) else ""
    return UsageError(f"写不了 {target}：{reason(error)}{perhaps}")


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
