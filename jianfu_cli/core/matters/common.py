"""共性问题: a matter that many units report is theirs in common, and is best settled once, where it is asked."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.names import MatterName, Words
from jianfu_cli.core.matters.overlap import alike_names

# In how many units a matter stands that is common to them.
COMMON_TO = 3


class CommonMatter(NamedTuple):
    """One matter as most rows name it, how many rows do, the units that report it, and who asks it of how many units.

    ``bodies`` are organs (教育局 of whatever county), the one of most units first.
    """

    matter: str
    rows: int
    units: tuple[str, ...]
    bodies: tuple[tuple[str, int], ...]

    @property
    def is_common(self) -> bool:
        """Whether so many units report it that it is a common problem."""
        return len(self.units) >= COMMON_TO


class CommonMatters(NamedTuple):
    """All matters, those of most units first; ``uncompared`` rows bear names like too many others to compare."""

    every: tuple[CommonMatter, ...]
    uncompared: int

    @property
    def common(self) -> tuple[CommonMatter, ...]:
        """Those that so many units report."""
        return tuple(matter for matter in self.every if matter.is_common)

    @property
    def rows(self) -> int:
        """How many rows the common ones have."""
        return sum(matter.rows for matter in self.common)


def asked_by(matter: CommonMatter) -> str:
    """Say in Chinese who asks ``matter``, and of the schools of how many units: 公安局（8）、教育局."""
    return "、".join(f"{body}（{units}）" if units > 1 else body for body, units in matter.bodies) or "未写明"


def matters_in_common(matters: Sequence[MatterName], words: Words, bodies: Bodies) -> CommonMatters:
    """Count in how many units each of ``matters`` stands; those without a name are none."""
    alike = alike_names([matter.name for matter in matters], words)
    grouped = {place for group in alike.groups for place in group}
    alone = [(place,) for place, matter in enumerate(matters) if matter.name and place not in grouped]
    each = [_common([matters[place] for place in places], bodies) for places in (*alike.groups, *alone)]
    return CommonMatters(tuple(sorted(each, key=_widest_first)), len(alike.uncompared))


def _common(rows: Sequence[MatterName], bodies: Bodies) -> CommonMatter:
    names, units = Counter(row.name for row in rows), dict.fromkeys(row.unit for row in rows if row.unit)
    asked = {(organ, row.unit) for row in rows for organ in bodies.organs(row.body, row.unit)}
    askers = Counter(organ for organ, _ in asked)
    by_number = sorted(askers.items(), key=lambda asker: (-asker[1], asker[0]))
    return CommonMatter(
        max(names, key=lambda name: (names[name], -len(name), name)), len(rows), tuple(units), tuple(by_number)
    )


def _widest_first(matter: CommonMatter) -> tuple[int, int, str]:
    return -len(matter.units), -matter.rows, matter.matter
