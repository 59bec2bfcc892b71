"""Wheels of another machine: which of a folder's serve, what is still lacking, and what of them is carried."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.errors import UsageError
from jianfu_cli.writing.portable.platforms import Platform, PythonVersion, python_takes
from jianfu_cli.writing.portable.requirements import Requirement, normal, release

OWN = "jianfu"
_NAME = pattern_of(r"([^-]+)-([^-]+)(?:-\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\.whl")
# Nobody runs these: what compilers, type checkers and other kinds of picture need, and what starts programs by name;
# other ways to read XML; fonts, colour profiles; the colouring of programs; the same arithmetic for one processor more.
_LEFT_OUT = pattern_of(
    r"(?i).*\.(?:pyi|pyx|pxd|pxi|h|hpp|c|cpp|exe)|.*/tests?/.*"
    r"|lxml/(?:includes|html|isoschematron)/.*|lxml/(?:objectify|sax|builder)\.[^/]*"
    r"|PIL/_(?:avif|imagingtk|imagingft|imagingcms)\.[^/]*"
    r"|pillow\.libs/lib(?:avif|freetype|harfbuzz|png16|brotli(?:common|dec)|lcms2)-[^/]*"
    r"|pygments/lexers/(?!(?:__init__|_mapping)\.py$).*|rapidfuzz/(?:.*/)?\w+_avx2\.[^/]*"
    r"|[^/]+\.data/(?!purelib/|platlib/).*|[^/]+\.dist-info/(?:RECORD|WHEEL|INSTALLER|sboms/.*)"
)
_OF_DATA = pattern_of(r"(?<![^/])(?:(?!\.data/)[^/])++\.data/(?:purelib|platlib)/")


@dataclass(frozen=True, slots=True)
class Wheel:
    """A file of the wheel format (PEP 427): its name says for which Python and machine it is."""

    path: Path
    name: str
    version: str
    python: tuple[str, ...]
    abi: tuple[str, ...]
    platforms: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "Wheel | None":
        """Return the wheel at ``path`` as its name says; None where that is no wheel's name."""
        match = _NAME.fullmatch(path.name)
        if not match:
            return None
        name, version, *tags = match.groups()
        python, abi, platforms = (tuple(tag.split(".")) for tag in tags)
        return cls(path, normal(name), version, python, abi, platforms)

    def serves(self, platform: Platform, version: PythonVersion) -> bool:
        """Say whether it runs there."""
        return any(map(platform.takes, self.platforms)) and any(
            python_takes(version, python, abi) for python in self.python for abi in self.abi
        )

    def requirements(self) -> tuple[Requirement, ...]:
        """Return what it says it needs.

        Raises:
            UsageError: it cannot be read.
        """
        try:
            with zipfile.ZipFile(self.path) as archive:
                [name] = [one for one in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", one)]
                metadata = HeaderParser().parsestr(archive.read(name).decode("utf-8", "replace"))
            return tuple(map(Requirement.read, metadata.get_all("Requires-Dist", [])))
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise UsageError(f"安装包 {self.path} 读不了：请重新下载") from error


@dataclass(frozen=True, slots=True)
class ChosenWheels:
    """The wheels that one Python needs on a machine, and the requirements for which none is there."""

    wheels: tuple[Wheel, ...]
    lacking: tuple[Requirement, ...]


def choose(folder: Path, needed: Iterable[Requirement], platform: Platform, version: PythonVersion) -> ChosenWheels:
    """Choose from ``folder`` the newest wheel of each package that is needed, and of all that those need.

    Raises:
        UsageError: a wheel cannot be read.
    """
    fitting = sorted(_fitting(folder, platform, version), key=lambda wheel: release(wheel.version), reverse=True)
    environment = platform.markers(version)
    waiting = [one for one in needed if one.applies(environment)]
    chosen: dict[str, Wheel] = {}
    lacking: dict[str, Requirement] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        wanted = waiting.pop()
        wheel = chosen.get(wanted.name) or next((one for one in fitting if _is(one, wanted)), None)
        if wheel is None or not wanted.admits(wheel.version):
            lacking[wanted.name] = wanted
        elif (wanted.name, wanted.extras) not in seen:
            seen.add((wanted.name, wanted.extras))
            chosen[wanted.name] = wheel
            waiting += [one for one in wheel.requirements() if one.applies(environment, wanted.extras)]
    wheels = tuple(chosen[name] for name in sorted(chosen))
    return ChosenWheels(wheels, tuple(lacking[name] for name in sorted(lacking)))


def _is(wheel: Wheel, wanted: Requirement) -> bool:
    return wheel.name == wanted.name and wanted.admits(wheel.version)


def _fitting(folder: Path, platform: Platform, version: PythonVersion) -> Iterator[Wheel]:
    for path in sorted(folder.glob("*.whl")):
        wheel = Wheel.read(path)
        if wheel and wheel.name != OWN and wheel.serves(platform, version):
            yield wheel


def place_in_library(name: str) -> str | None:
    """Return where a wheel's member ``name`` goes below the library; None where nobody runs it."""
    return None if _LEFT_OUT.fullmatch(name) else _OF_DATA.sub("", name, count=1)


def what_lacks(lacking: Sequence[Requirement]) -> str:
    """Name the packages for which there is no wheel."""
    return "、".join(map(str, lacking))
