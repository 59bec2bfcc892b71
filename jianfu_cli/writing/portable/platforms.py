"""The machines a pack can be made for, and which wheels run there."""

import re
from dataclasses import dataclass
from enum import StrEnum

from jianfu_cli.core.language.patterns import pattern_of

PythonVersion = tuple[int, int]
"""Major and minor: what compiled modules are made for."""

OLDEST: PythonVersion = (3, 11)

# Kylin V10 and UOS 20 have glibc 2.28; what needs a newer one would not load there.
_GLIBC = range(28, 16, -1)
_LEGACY = ("manylinux2014", "manylinux2010", "manylinux1")
_MANYLINUX = pattern_of(r"manylinux_2_(\d+)_(\w+)")


class PlatformName(StrEnum):
    """What ``--platform`` takes."""

    WIN_AMD64 = "win_amd64"
    WIN32 = "win32"
    LINUX_X86_64 = "manylinux_x86_64"
    LINUX_AARCH64 = "manylinux_aarch64"


@dataclass(frozen=True, slots=True)
class Platform:
    """One kind of machine: ``pe_machine`` is what a program of Windows says it is for (PE format, 3.3.1)."""

    name: PlatformName
    label: str
    machine: str
    pe_machine: int = 0
    embeddable: str = ""

    @property
    def windows(self) -> bool:
        """Whether it is one of Windows."""
        return bool(self.pe_machine)

    def pip_tags(self) -> tuple[str, ...]:
        """Return the platform tags that ``pip download`` is told, the best first."""
        if self.windows:
            return (self.name.value,)
        newer = tuple(f"manylinux_2_{minor}_{self.machine}" for minor in _GLIBC)
        return (*newer, *(f"{legacy}_{self.machine}" for legacy in _LEGACY))

    def takes(self, tag: str) -> bool:
        """Say whether a wheel of the platform tag ``tag`` runs there."""
        if tag == "any" or tag in self.pip_tags():
            return True
        match = _MANYLINUX.fullmatch(tag)
        return bool(match) and match[2] == self.machine and int(match[1]) <= _GLIBC[0]  # type: ignore[index]

    def markers(self, version: PythonVersion) -> dict[str, str]:
        """Return the values of environment markers there (PEP 508)."""
        return {
            "os_name": "nt" if self.windows else "posix",
            "sys_platform": "win32" if self.windows else "linux",
            "platform_system": "Windows" if self.windows else "Linux",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "python_version": f"{version[0]}.{version[1]}",
            "python_full_version": f"{version[0]}.{version[1]}.0",
        }


PLATFORMS = {
    one.name: one
    for one in (
        Platform(PlatformName.WIN_AMD64, "Windows 10、11（64 位）", "AMD64", 0x8664, "amd64"),
        Platform(PlatformName.WIN32, "Windows 10（32 位）", "x86", 0x14C, "win32"),
        Platform(PlatformName.LINUX_X86_64, "麒麟、统信等 Linux（x86_64）", "x86_64"),
        Platform(PlatformName.LINUX_AARCH64, "麒麟、统信等 Linux（aarch64，鲲鹏、飞腾）", "aarch64"),
    )
}


def python_takes(version: PythonVersion, python_tag: str, abi_tag: str) -> bool:
    """Say whether CPython ``version`` runs what a wheel's tags name: ``cp311-cp311``, ``cp38-abi3``, ``py3-none``."""
    major, minor = version
    match = re.fullmatch(r"(cp|py)(\d)(\d*)", python_tag)
    if not match or int(match[2]) != major:
        return False
    wanted = int(match[3]) if match[3] else None
    if match[1] == "py":
        return abi_tag == "none" and (wanted is None or wanted <= minor)
    if abi_tag == "abi3":
        return wanted is not None and wanted <= minor
    return wanted == minor and abi_tag in {"none", f"cp{major}{minor}"}
