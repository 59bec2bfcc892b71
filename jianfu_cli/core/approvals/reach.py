"""Which schools an application comes to: those it names, and of those known the ones that its groups take in.

Known are the campaign's schools, where it has a roster of them, else all that are named anywhere. Where there is no
roster a group counts as itself too: nobody could say how many schools it has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from jianfu_cli.core.approvals.application import Application, Listed
from jianfu_cli.core.language.schools import SchoolGroup, Schools, SchoolStage, stages_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.campaign import Campaign

_ORDINARY = frozenset({SchoolStage.PRIMARY, SchoolStage.JUNIOR})


class Part(NamedTuple):
    """Schools of one stage in one area ("" those that belong to no county)."""

    area: str
    stage: SchoolStage


@dataclass(frozen=True, slots=True)
class Reach:
    """The schools of one application: those known (by their names), and the parts that its groups take in."""

    schools: frozenset[str]
    parts: frozenset[Part]

    def shares(self, other: "Reach") -> bool:
        """Whether some school surely has both."""
        return not (self.schools.isdisjoint(other.schools) and self.parts.isdisjoint(other.parts))


class SchoolBook:
    """The schools that are known, and what the applications mean by them."""

    def __init__(self, applications: Iterable[Application], campaign: Campaign) -> None:
        self._roster = campaign.roster
        self._counties = [name for name in self._roster.names if self._roster.has_area(name)]
        rostered = [name for name in self._roster.names if self._roster.are_schools(name)]
        self.has_roster = bool(rostered)
        self._area = {name: self._roster.area_of(name) or "" for name in rostered}
        city = self._roster.city
        self._of_the_city = (*((f"{city}市", city) if city else ()), "市")
        self._named = {(place, self._placed(key(name), place)[1]): name for name, place in self._area.items()}
        for one in applications:
            for written in one.schools.names:
                self._known(written, one.area)
        self._groups: dict[frozenset[Part], str] = {}

    def _known(self, written: str, area: str) -> str:
        """Return the name by which the school ``written`` so is known; 第一小学 is another school in each county."""
        found = self._roster.find(written)
        if found and self._roster.are_schools(found):
            return found
        place, bare = self._placed(key(written), area)
        name = self._named.setdefault((place, bare), written)
        self._area.setdefault(name, place)
        return name

    def _placed(self, folded: str, area: str) -> tuple[str, str]:
        """Return the county of a school ("" the city's own) and its name without the place before it."""
        own = next((name for name in self._of_the_city if folded.startswith(name)), "")
        county = self._roster.area_of(folded) or ("" if own else area)
        before = (county, county[:-1]) if county else (own,)
        place = next((name for name in map(key, before) if len(name) > 0 and folded.startswith(name)), "")
        return county, folded.removeprefix(place) if len(folded) > len(place) + 1 else folded

    def reach(self, one: Application | Listed) -> Reach:
        """Return the schools that ``one`` comes to."""
        return self.reach_of(one.schools, one.area)

    def reach_of(self, schools: Schools, area: str) -> Reach:
        """Return the schools that are meant by ``schools`` where a body of ``area`` writes so."""
        found = {self._known(name, area) for name in schools.names}
        parts: set[Part] = set()
        for group in schools.groups:
            if group.some:
                continue
            meant = self._area_meant(group, area)
            found |= {name for name, place in self._area.items() if _takes_in(group, name, place, meant)}
            if not self.has_roster:
                own = self._parts(group, meant)
                self._groups.setdefault(own, _called(group, meant, self._counties))
                parts |= own
        return Reach(frozenset(found), frozenset(parts))

    def _area_meant(self, group: SchoolGroup, area: str) -> str | None:
        """Return the county whose schools are meant, None for the whole city."""
        if group.area:
            return self._roster.find(group.area) or group.area
        county_city = area.endswith("市")
        return area if area and (not group.city_wide or county_city) else None

    def _parts(self, group: SchoolGroup, meant: str | None) -> frozenset[Part]:
        areas = [meant] if meant is not None else [*self._counties, ""]
        return frozenset(Part(area, stage) for area in areas for stage in group.stages)

    def loaded(self, reach: Reach) -> list[str]:
        """Return the schools, and without a roster the groups, that bear what has the reach ``reach``."""
        groups = [called for parts, called in self._groups.items() if parts <= reach.parts]
        return sorted([*reach.schools, *groups])


def _takes_in(group: SchoolGroup, name: str, place: str, meant: str | None) -> bool:
    if meant is not None and place != meant:
        return False
    stages = stages_of(name)
    return not stages.isdisjoint(group.stages) if stages else group.stages >= _ORDINARY


def _called(group: SchoolGroup, meant: str | None, counties: list[str]) -> str:
    """Return one name for all ways to write a group: 全市小学 for 各小学."""
    where = meant if meant is not None else "全市" if counties else "各"
    stages = group.stages
    if stages >= {SchoolStage.PRIMARY, SchoolStage.JUNIOR, SchoolStage.SENIOR}:
        rest = sorted(stage.value for stage in stages - {SchoolStage.PRIMARY, SchoolStage.JUNIOR, SchoolStage.SENIOR})
        return f"{where}{'、'.join(['中小学', *rest])}"
    return f"{where}{'、'.join(stage.value for stage in SchoolStage if stage in stages)}"
