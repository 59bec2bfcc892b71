"""How much is opened, and for how long: defaults with their reasons, and settings for those who need others.

``JIANFU_LIMIT_AREA=40M`` sets ``GuardLimits.area``; every field of both classes has its variable (docs/limits.md).
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.errors import UsageError

PREFIX = "JIANFU_LIMIT_"
_NUMBER = pattern_of(r"(\d{1,15}(?:\.\d{1,3})?)([KMG]?)", re.IGNORECASE)
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class GuardLimits:
    """Bounds on what is opened; each far above what honest files need (7,353 real files were measured).

    ``file_bytes``: the file itself. ``inflated_bytes``: all parts of a package together; 99.9 % of real files
    stay under 32 MB, the largest had 114 MB, a form of a million rows has 450 MB. ``members``: parts of one
    package. ``sheets``: of one workbook. ``area``: width × height that holds values, since the native reader lays
    out the whole rectangle: all rows of a sheet, 26 columns wide. ``merged_area``: all merged ranges of
    a sheet together. ``depth``: elements within elements; honest parts stay under 30.
    """

    file_bytes: int = 256 << 20
    inflated_bytes: int = 512 << 20
    members: int = 10_000
    sheets: int = 2_000
    area: int = 28_000_000
    merged_area: int = 4_000_000
    depth: int = 1_000


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """Bounds on the worker that reads one file, or one member of an archive.

    ``seconds`` and ``memory`` (bytes, where the system can cap it) are ample for a file of ordinary size; a larger one
    has ``seconds_per_mib`` more for each MiB, and ``memory_per_mib`` more for each MiB over ``ordinary`` bytes: a form
    of a million rows has 50 MB. ``result``: bytes of what one worker may hand back, since those of all files lie in
    memory together. ``seal_seconds``: to look for the seal on one scan, after which it is not judged.
    """

    seconds: float = 18.0
    seconds_per_mib: float = 4.0
    memory: int = 1 << 30
    memory_per_mib: int = 64 << 20
    ordinary: int = 16 << 20
    result: int = 768 << 20
    seal_seconds: float = 6.0

    def seconds_for(self, size: int) -> float:
        """Return how long a file of ``size`` bytes may take."""
        return self.seconds + self.seconds_per_mib * (size // _MIB)

    def memory_for(self, size: int) -> int:
        """Return how many bytes of memory the reading of a file of ``size`` bytes may take."""
        return self.memory + self.memory_per_mib * (max(0, size - self.ordinary) // _MIB)


_Limits = TypeVar("_Limits", GuardLimits, WorkLimits)


def limits_from(environment: Mapping[str, str] = os.environ) -> tuple[GuardLimits, WorkLimits]:
    """Return the limits in force: the defaults, each overridden by its variable in ``environment``.

    Raises:
        UsageError: a variable is no positive number, or no limit is called so.
    """
    known = {field.name for kind in (GuardLimits, WorkLimits) for field in fields(kind)}
    given = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    for name in given:
        if name.removeprefix(PREFIX).lower() not in known:
            names = "、".join(PREFIX + field.upper() for field in sorted(known))
            raise UsageError(f"没有 {name} 这一项限额；可用：{names}")
    return _overridden(GuardLimits(), given), _overridden(WorkLimits(), given)


def _overridden(limits: _Limits, given: Mapping[str, str]) -> _Limits:
    values = {}
    for field in fields(limits):
        name = PREFIX + field.name.upper()
        default = getattr(limits, field.name)
        values[field.name] = type(default)(_number(name, given[name])) if name in given else default
    return type(limits)(**values)


def _number(name: str, written: str) -> float:
    match = _NUMBER.fullmatch(written.strip())
    number = float(match[1]) * _UNITS[match[2].upper()] if match else 0
    if number <= 0:
        raise UsageError(f"环境变量 {name}={written}：要写正数，可带 K、M、G，如 64M")
    return number
