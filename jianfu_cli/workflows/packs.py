"""Making a pack: wheels found or downloaded and unpacked, a Python beside them, doors before them; checking one."""

import os
import py_compile
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path

from jianfu_cli import __version__
from jianfu_cli.core.model.doors import Audience, doors_for
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.campaigns import DEFAULT_CAMPAIGN, own_files
from jianfu_cli.reports.pack_guide import Guide, as_html
from jianfu_cli.resources import installed_files
from jianfu_cli.writing.portable.manifest import MANIFEST, faults_of, files_of, has_python, manifest, read_manifest
from jianfu_cli.writing.portable.platforms import OLDEST, PLATFORMS, Platform, PlatformName, PythonVersion
from jianfu_cli.writing.portable.python import FOLDER, LIBRARY, check_sha256, put_python, sha256_of, version_of
from jianfu_cli.writing.portable.requirements import Requirement
from jianfu_cli.writing.portable.scripts import PROGRAMS, is_program, scripts
from jianfu_cli.writing.portable.unpacking import unpack
from jianfu_cli.writing.portable.wheels import OWN, Wheel, choose, place_in_library, what_lacks
from jianfu_cli.writing.whole import whole_folder, write_all

GUIDE = "说明.html"
CAMPAIGN_FOLDER = "campaign"
_ZIP_TIME, _UNIX = (1980, 1, 1, 0, 0, 0), 3
_ROUNDS = 4  # of downloading what the wheels of the round before need there, and not here
# Large, and seldom or never loaded: compiled ahead they would cost more room than time.
_NOT_COMPILED = ("pygments", "markdown_it", "pypdfium2_cli", "pypdfium2_raw")


@dataclass(frozen=True, slots=True)
class PackOrder:
    """What is to be packed. ``python`` is the embeddable zip, or a folder for Linux; None leaves the place empty.

    ``versions`` are those of Python to pack for where none is given; none means the one that runs.
    """

    folder: Path
    audience: Audience = Audience.CITY
    platform: PlatformName = PlatformName.WIN_AMD64
    python: Path | None = None
    sha256: str = ""
    wheels: Path | None = None
    versions: tuple[PythonVersion, ...] = ()
    campaign: str = DEFAULT_CAMPAIGN


@dataclass(frozen=True, slots=True)
class Pack:
    """What was packed: ``compiled`` says whether start-up was made quicker by compiling ahead."""

    folder: Path
    platform: Platform
    versions: tuple[PythonVersion, ...]
    files: int
    size: int
    python_included: bool
    compiled: bool
    doors: tuple[str, ...] = field(default=())


def make_pack(order: PackOrder) -> Pack:
    """Write the pack to ``order.folder``: as a whole or not at all.

    Raises:
        UsageError: the folder holds something, Python or a wheel cannot be used, one cannot be had.
        CampaignError: the campaign cannot be used.
    """
    _refuse_filled(order.folder)
    platform = PLATFORMS[order.platform]
    own_campaign = own_files(order.campaign)
    versions = _versions(order, platform)
    needed = tuple(one for one in _own_requirements() if "extra" not in one.marker)
    with tempfile.TemporaryDirectory(prefix="jianfu-wheels-") as temporary:
        wheels = _wheels(order.wheels or Path(temporary), needed, platform, versions)
        with whole_folder(order.folder) as made:
            programs = made / PROGRAMS
            _fill_library(programs / LIBRARY, wheels)
            if order.python:
                put_python(order.python, programs, platform, versions[0])
            for path in own_campaign:
                name = "campaign.yaml" if path == own_campaign[0] else path.name
                _write(programs / CAMPAIGN_FOLDER / name, path.read_bytes())
            compiled = _compile_ahead(programs, versions)
            return _finish(made, order, platform, versions, compiled=compiled)


def _finish(
    made: Path, order: PackOrder, platform: Platform, versions: tuple[PythonVersion, ...], *, compiled: bool
) -> Pack:
    """Write the doors, the page that explains them and the list of all files."""
    doors = doors_for(order.audience)
    named = CAMPAIGN_FOLDER if (made / PROGRAMS / CAMPAIGN_FOLDER).is_dir() else order.campaign
    for name, content in scripts(doors, platform, versions, named).items():
        _write(made / name, content, program=is_program(name))
    guide = Guide(
        audience=order.audience,
        doors=doors,
        label=platform.label,
        windows=platform.windows,
        python="、".join(_written(version) for version in versions),
        python_file=f"python-{_written(versions[0])}.*-embed-{platform.embeddable}.zip",
        python_included=order.python is not None,
        python_sha256=sha256_of(order.python) if order.python and platform.windows else "",
        campaign=order.campaign if named == order.campaign else Path(order.campaign).name,
        version=__version__,
    )
    _write(made / GUIDE, as_html(guide).encode())
    about = {
        "version": __version__,
        "platform": platform.name.value,
        "python": [_written(version) for version in versions],
        "python_included": order.python is not None,
        "for": order.audience.value,
        "campaign": named,
    }
    _write(made / MANIFEST, manifest(made, about))
    files = [path for path in made.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    names = tuple(door.name for door in doors)
    return Pack(order.folder, platform, versions, len(files), size, order.python is not None, compiled, names)


def check_pack(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Return what the pack in ``folder`` is, and in Chinese what is wrong with it.

    Raises:
        UsageError: it is no pack.
    """
    listed = read_manifest(folder)
    faults = list(faults_of(folder, listed))
    platform = PLATFORMS.get(listed.get("platform", ""))
    if platform is None:
        return str(listed.get("platform")), (*faults, "不认识的平台")
    if platform.windows and not has_python(folder, platform_is_windows=True):
        faults.append("还没有 Python（照“说明.html”放进去）")
    files = len(listed["files"]) + 1  # the list does not hold itself
    return f"{platform.label}，Python {'、'.join(map(str, listed.get('python', ())))}，{files} 个文件", tuple(faults)


def zip_pack(folder: Path) -> tuple[Path, str, int]:
    """Write the pack in ``folder`` into ``<folder>.zip`` beside it; return that, its SHA-256 and its size in bytes.

    The folder itself is in it, so that it is unpacked into one; what starts a door may be started there too.

    Raises:
        UsageError: it cannot be written.
    """
    # with_suffix would take what follows a dot in the folder's name for one.
    target = folder.resolve().parent / f"{folder.resolve().name}.zip"
    write_all({target: _zip(folder.resolve())})
    digest = sha256_of(target)
    write_all({target.parent / f"{target.name}.sha256": f"{digest}  {target.name}\n"})
    return target, digest, target.stat().st_size


def _zip(folder: Path) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(folder):
            name = path.relative_to(folder).as_posix()
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", _ZIP_TIME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            runs = is_program(name) or os.access(path, os.X_OK)
            entry.external_attr = (0o100755 if runs else 0o100644) << 16
            archive.writestr(entry, path.read_bytes())
    return made.getvalue()


def _refuse_filled(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 是一个文件，请用 -o 换一个文件夹")
    if folder.is_dir():
        if any(folder.iterdir()):
            raise UsageError(f"{folder} 里已经有东西，没有动它；请用 -o 换一个空文件夹，或先把它移走")
        folder.rmdir()


def _versions(order: PackOrder, platform: Platform) -> tuple[PythonVersion, ...]:
    if order.python:
        if order.sha256:
            check_sha256(order.python, order.sha256)
        return (version_of(order.python, platform),)
    if order.sha256:
        raise UsageError("--sha256 是核对 --python 给的文件用的，没有写 --python")
    versions = order.versions or ((sys.version_info[0], sys.version_info[1]),)
    if platform.windows and len(versions) > 1:
        raise UsageError("Windows 的文件夹里只放一个 Python，--python-version 只能写一个")
    too_old = [version for version in versions if version < OLDEST]
    if too_old:
        raise UsageError(f"要 Python {_written(OLDEST)} 或更新的，不能是 {_written(too_old[0])}")
    return versions


def _own_requirements() -> tuple[Requirement, ...]:
    try:
        return tuple(map(Requirement.read, distribution(OWN).requires or ()))
    except PackageNotFoundError as error:
        raise UsageError("这一份 jianfu 没有记着自己要用哪些库，请用 pip 安装后再打包") from error


def _wheels(
    folder: Path, needed: Sequence[Requirement], platform: Platform, versions: Sequence[PythonVersion]
) -> tuple[Wheel, ...]:
    """Return the wheels to carry, after downloading into ``folder`` those that it lacks."""
    chosen: dict[Path, Wheel] = {}
    for version in versions:
        for _ in range(_ROUNDS):
            choice = choose(folder, needed, platform, version)
            if not choice.lacking:
                break
            _download(choice.lacking, folder, platform, version)
        else:
            choice = choose(folder, needed, platform, version)
        if choice.lacking:
            raise UsageError(f"{folder} 里没有 {platform.name} 能用的安装包：{what_lacks(choice.lacking)}")
        chosen |= {wheel.path: wheel for wheel in choice.wheels}
    return tuple(chosen.values())


def _download(lacking: Sequence[Requirement], folder: Path, platform: Platform, version: PythonVersion) -> None:
    """Let pip download what is lacking, for the machine that is meant, no source that would have to be built.

    Raises:
        UsageError: it cannot.
    """
    tags = [part for tag in platform.pip_tags() for part in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--only-binary=:all:", "--implementation", "cp", "--python-version", _written(version), *tags]
    try:
        done = subprocess.run(  # noqa: S603 -- our own requirements, no shell
            [*command, "--dest", str(folder), *map(str, lacking)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise UsageError(f"开不了 pip，下载不了安装包：{what_lacks(lacking)}") from error
    if done.returncode:
        said = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "没有 pip")
        raise UsageError(
            f"没有下载成 {platform.name} 的安装包：{what_lacks(lacking)}；"
            f"请用 --wheels 给出放着安装包的文件夹（pip 说：{said.strip()}）"
        )


def _fill_library(library: Path, wheels: Sequence[Wheel]) -> None:
    """Put this package and what it needs side by side, as an installation would."""
    for wheel in wheels:
        unpack(wheel.path, library, place_in_library, "安装包")
    for place, path in installed_files():
        _write(library / place, path.read_bytes())
    metadata = distribution(OWN).read_text("METADATA") or ""
    _write(library / f"{OWN}-{__version__}.dist-info" / "METADATA", metadata.encode())


def _compile_ahead(programs: Path, versions: Sequence[PythonVersion]) -> bool:
    """Compile what the Python that runs can compile for the pack: what a read-only stick could not keep.

    The names in the compiled files are relative, and nothing depends on a file's time: copying changes it. Of Python's
    own library the compiled files alone are carried, as in the official one of Windows.
    """
    if (sys.version_info[0], sys.version_info[1]) not in versions:
        return False
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    for path in sorted(programs.rglob("*/*.py")):
        name = path.relative_to(programs).as_posix()
        if name.split("/")[1] in _NOT_COMPILED:
            continue
        of_python = name.startswith(f"{FOLDER}/")
        compiled = str(path.with_suffix(".pyc")) if of_python else None
        try:
            py_compile.compile(str(path), compiled, name, doraise=True, invalidation_mode=unchecked)
        except (py_compile.PyCompileError, SyntaxError, ValueError):
            continue  # a library may ship what is for another Python
        if of_python:
            path.unlink()
    return True


def _write(path: Path, content: bytes, *, program: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if program and os.name == "posix":
        path.chmod(0o755)


def _written(version: PythonVersion) -> str:
    return f"{version[0]}.{version[1]}"
