"""What a pack holds, file by file, so that a copy can be told from a torn one."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jianfu_cli.errors import UsageError
from jianfu_cli.writing.portable.python import FOLDER
from jianfu_cli.writing.portable.scripts import PROGRAMS

MANIFEST = f"{PROGRAMS}/清单.json"
FORMAT = "jianfu-pack/1"


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a pack in the order of their names."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())


def manifest(folder: Path, about: dict[str, Any]) -> bytes:
    """Return the list of all files of ``folder`` with their SHA-256, after what there is to say ``about`` the pack."""
    listed = {path.relative_to(folder).as_posix(): _sha256(path) for path in files_of(folder)}
    text = json.dumps({"format": FORMAT, **about, "files": listed}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the list that a pack carries of itself.

    Raises:
        UsageError: there is none, so it is no pack.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder} 不是 jianfu pack 做的文件夹：没有可读的 {MANIFEST}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
        raise UsageError(f"{folder} 的 {MANIFEST} 不是 {FORMAT}")
    return found


def faults_of(folder: Path, listed: dict[str, Any]) -> Iterator[str]:
    """Yield in Chinese what is not in ``folder`` as its list has it."""
    present = {path.relative_to(folder).as_posix(): path for path in files_of(folder)}
    files = listed["files"]
    for name in sorted(files):
        if name not in present:
            yield f"缺少 {name}"
        elif _sha256(present[name]) != files[name]:
            yield f"内容变了 {name}"
    yield from (f"多出 {name}" for name in sorted(_foreign(present, listed)))


def _foreign(present: Iterable[str], listed: dict[str, Any]) -> Iterator[str]:
    """Yield what lies among the programs that nobody packed; a Python put in afterwards is expected."""
    expected = {MANIFEST, *listed["files"]}
    awaited = () if listed.get("python_included") else (f"{PROGRAMS}/{FOLDER}/",)
    for name in present:
        if name.startswith(f"{PROGRAMS}/") and name not in expected and not name.startswith(awaited):
            yield name


def has_python(folder: Path, platform_is_windows: bool) -> bool:
    """Say whether the pack in ``folder`` brings its own Python."""
    program = "python.exe" if platform_is_windows else "bin/python3"
    return (folder / PROGRAMS / FOLDER / program).is_file()


def _sha256(path: Path) -> str:
    if path.is_symlink():
        return "link:" + hashlib.sha256(path.readlink().as_posix().encode()).hexdigest()
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
