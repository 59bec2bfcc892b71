"""The Python that a pack carries: the official embeddable zip of Windows, or a folder with one for Linux."""

import hashlib
import re
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path, PurePosixPath

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.errors import UsageError
from jianfu_cli.writing.portable.platforms import OLDEST, Platform, PythonVersion
from jianfu_cli.writing.portable.unpacking import BROKEN, unpack

FOLDER, LIBRARY = "python", "lib"
_PROGRAM = "python.exe"
_NAMED = pattern_of(r"python(3)(\d{1,2})(?:\._pth|\.dll|\.zip)")
_LIBRARY_FOLDER = pattern_of(r"python(3)\.(\d{1,2})")
# What no pack runs, by far the larger half of a Python for Linux.
_LEFT_OUT = shutil.ignore_patterns(
    *("__pycache__", "test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "pydoc_data"),
    *("config-*", "site-packages", "*.a", "*.pyi", "_test*", "*.sh", "*.bat", "*.exe"),
    *("distutils", "venv", "wsgiref", "xmlrpc", "curses", "_curses*", "readline.*", "turtle.py", "antigravity.py"),
    *("_tkinter*", "_ctypes_test*", "xx*", "_xx*", "nis.*", "ossaudiodev.*"),
)
_POINTER = 0x3C  # where a program says where its head for Windows is (PE format, 3.1)
_MACHINES = {0x8664: "64 位", 0x14C: "32 位", 0xAA64: "ARM64"}


def check_sha256(archive_file: Path, expected: str) -> None:
    """See that a file is the one that was published.

    Raises:
        UsageError: its SHA-256 is another, or it is no file.
    """
    if not archive_file.is_file():
        raise UsageError(f"没有 {archive_file} 这个文件；--sha256 核对的是 --python 给的文件")
    found = sha256_of(archive_file)
    if found != re.sub(r"\s", "", expected).lower():
        raise UsageError(f"{archive_file} 的 sha256 是 {found}，与给出的不同：不是官方公布的那个文件，请重新下载")


def sha256_of(archive_file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with archive_file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UsageError(f"打不开 {archive_file}") from error


def version_of(python: Path, platform: Platform) -> PythonVersion:
    """Return the version of the Python that was given, and see that it is one for ``platform``.

    Raises:
        UsageError: it is not there, not what that platform takes, or too old.
    """
    wanted = f"官网的 {_official(platform)}" if platform.windows else "一个可以搬动的 Python 文件夹"
    if not python.exists():
        raise UsageError(f"找不到 {python}；--python 要{wanted}")
    if python.is_dir() is platform.windows:
        raise UsageError(f"{python} 是一个{'文件夹' if platform.windows else '文件'}；--python 要{wanted}")
    found = _version_of_zip(python, platform) if platform.windows else _version_of_folder(python)
    if found < OLDEST:
        raise UsageError(f"{python} 是 Python {found[0]}.{found[1]}，要 {OLDEST[0]}.{OLDEST[1]} 或更新的")
    return found


def _version_of_zip(python: Path, platform: Platform) -> PythonVersion:
    wanted = _official(platform)
    try:
        with zipfile.ZipFile(python) as archive:
            names = archive.namelist()
            program = next((name for name in names if _bare(name) == _PROGRAM), None)
            head = archive.open(program).read(4096) if program else b""
    except (OSError, *BROKEN) as error:
        raise UsageError(f"{python} 不是 zip 文件；--python 要官网的 {wanted}") from error
    found = next((match for name in names if (match := _NAMED.fullmatch(_bare(name)))), None)
    if not (program and found):
        raise UsageError(f"{python} 里没有 {_PROGRAM} 和 python3*.dll；--python 要官网的 {wanted}（免安装的那一种）")
    machine = _machine(head)
    if machine and machine != platform.pe_machine:
        kind = _MACHINES.get(machine, "别的机器")
        raise UsageError(f"{python} 是给 {kind}用的，{platform.name} 要 {wanted}")
    return int(found[1]), int(found[2])


def _official(platform: Platform) -> str:
    return f"python-3.*-embed-{platform.embeddable}.zip"


def _bare(name: str) -> str:
    return PurePosixPath(name).name


def _machine(head: bytes) -> int:
    """Return the kind of machine a program of Windows is for; 0 where its head does not say."""
    if len(head) < _POINTER + 4 or not head.startswith(b"MZ"):
        return 0
    (place,) = struct.unpack_from("<I", head, _POINTER)
    if head[place : place + 4] != b"PE\0\0" or len(head) < place + 6:
        return 0
    return int(struct.unpack_from("<H", head, place + 4)[0])


def _version_of_folder(python: Path) -> PythonVersion:
    if not (python / "bin" / "python3").exists():
        raise UsageError(f"{python} 里没有 bin/python3；Linux 的 --python 要一个可以搬动的 Python 文件夹")
    found = (_LIBRARY_FOLDER.fullmatch(path.name) for path in (python / "lib").glob("python3.*"))
    versions = [(int(match[1]), int(match[2])) for match in found if match]
    if not versions:
        raise UsageError(f"{python} 里没有 lib/python3.*，不是完整的 Python")
    return max(versions)


def put_python(python: Path, programs: Path, platform: Platform, version: PythonVersion) -> None:
    """Put the Python that was given into the folder ``programs``, reading nothing outside it.

    Raises:
        UsageError: it cannot be unpacked or copied.
    """
    target = programs / FOLDER
    if not platform.windows:
        _copy_folder(python, target, f"python{version[0]}.{version[1]}")
        return
    with zipfile.ZipFile(python) as archive:
        program = next(name for name in archive.namelist() if _bare(name) == _PROGRAM)
    top = program.removesuffix(_PROGRAM)
    unpack(python, target, lambda name: name.removeprefix(top) if name.startswith(top) else None, "Python")
    for other in target.glob("*._pth"):
        other.unlink()
    path_file(target, version).write_bytes(search_path(version))


def _copy_folder(python: Path, target: Path, library: str) -> None:
    """Copy the program, its shared library and the standard library; no links, which sticks cannot hold.

    Raises:
        UsageError: something cannot be copied.
    """
    try:
        (target / "bin").mkdir(parents=True)
        shutil.copy2((python / "bin" / "python3").resolve(), target / "bin" / "python3")
        shutil.copytree(python / "lib" / library, target / "lib" / library, ignore=_LEFT_OUT)
        for path in (python / "lib").glob("libpython*.so*"):
            if not path.is_symlink():
                shutil.copy2(path, target / "lib" / path.name)
        _without_symbols(target)
    except (OSError, shutil.Error) as error:
        raise UsageError(f"{python} 复制不全") from error


def _is_native(path: Path) -> bool:
    return path.is_file() and (".so" in path.suffixes or path.parent.name == "bin")


def _without_symbols(python: Path) -> None:
    """Take out what only a debugger reads, two thirds of a Python built here; where the system has no ``strip``, not.

    It leaves alone what is for another machine.
    """
    strip = shutil.which("strip")
    native = [path for path in python.rglob("*") if _is_native(path)]
    if strip:
        subprocess.run(  # noqa: S603 -- our own copies, no shell
            [strip, "--strip-unneeded", *map(str, native)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def path_file(folder: Path, version: PythonVersion) -> Path:
    """Return the file by which Python's search path is fixed (docs.python.org, "Finding modules")."""
    return folder / f"python{version[0]}{version[1]}._pth"


def search_path(version: PythonVersion) -> bytes:
    r"""Return what stands in it: the standard library, Python's own folder, ours. No ``import site``, no environment.

    >>> search_path((3, 11))
    b'python311.zip\r\n.\r\n..\\lib\r\n'
    """
    return f"python{version[0]}{version[1]}.zip\r\n.\r\n..\\{LIBRARY}\r\n".encode("ascii")
