"""Who a body is (牵头实施单位): one, however it is spelt.

The one module that knows: reconciliation, overlaps, duplicates, and what goes on from version to version ask it.
"""

from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.body_lists import bodies_named
from jianfu_cli.core.matters.organs import EDUCATION, collective, organ
from jianfu_cli.core.model.roster import Roster

# 县委宣传部 is the 宣传部, 县委办公室 remains.
_OF_THE_PARTY = pattern_of(
    r"^(?:[党县区市]委|委)(?=宣传部|组织部|统战部|社会工作部|社工部|政法委|网信|编办|机构编制|老干部局|巡察|党史|保密|国安办|金融|教育)"
)
_LEVEL = pattern_of(
    r"^(?:本级?|全)?(?P<level>省|市(?!场|政工程|容|民)|县|区(?!域|块)|乡(?![镇村])|镇(?!村))(?:[直级]|里)?(?=.{2})"
)
_NATION = pattern_of(r"^(?:国家(?!税务|统计|电网|金融监督|安全局|保密局)|中央|全国|教育部(?=.))")
_PROVINCE = pattern_of(r"^.{2,3}省(?=.{2})")
# The League names its place within: 团县委, 共青团封丘县委员会.
_LEAGUE = pattern_of(r"^(?:共青)?团(.*?)委(?:员会)?$")
OWN, CITY, ABOVE = "own", "city", "above"


class Body(NamedTuple):
    """One body: which organ it is (教育局), and of which level; "" where the name does not say."""

    organ: str
    level: str


class _Read(NamedTuple):
    """What one cell names: the bodies, their organs, and one text for all its spellings."""

    bodies: tuple[Body, ...]
    organs: frozenset[str]
    identity: str


class Bodies:
    """Who a body is, for the units of one roster. Each cell is read once."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._known: dict[tuple[str, str], _Read] = {}

    @staticmethod
    @lru_cache(maxsize=8)
    def of(roster: Roster) -> "Bodies":
        """Return the bodies of ``roster``; the same for the same roster, so that what was read stays read."""
        return Bodies(roster)

    def area(self, unit: str) -> str:
        """Return the county whose schools ``unit`` asks, itself or around it; "" where they are all the city's."""
        within = (unit, *self._roster.around(unit))
        return next((outer for outer in within if self._roster.has_area(outer)), "")

    def read(self, cell: str, unit: str) -> tuple[Body, ...]:
        """Return the bodies that ``unit`` means by ``cell``, each once, in order; none where it names none."""
        return self._read(cell, unit).bodies

    def organs(self, cell: str, unit: str) -> frozenset[str]:
        """Return which organs ``cell`` names: the city's police and a county's are both 公安局."""
        return self._read(cell, unit).organs

    def are_own(self, cell: str, unit: str) -> bool:
        """Whether ``cell`` of ``unit`` names none but its own bodies: not 市公安局 in a county's form."""
        return all(body.level not in {CITY, ABOVE} for body in self.read(cell, unit))

    def identity(self, cell: str, unit: str) -> str:
        """Return a text that is one for all spellings of the bodies in ``cell``."""
        return self._read(cell, unit).identity

    def same(self, first: str, second: str, unit: str) -> bool:
        """Say whether two cells of ``unit`` name the same body first, or the same bodies in any order.

        An empty cell contradicts none, nor does a name without its level; 等部门 may mean any other.
        """
        ours, theirs = self.read(first, unit), self.read(second, unit)
        if not ours or not theirs or _agree(ours[0], theirs[0]):
            return True
        covers, covered = _all_among(ours, theirs), _all_among(theirs, ours)
        if bodies_named(first)[1] or bodies_named(second)[1]:
            return covers or covered
        return covers and covered

    def _read(self, cell: str, unit: str) -> "_Read":
        asked = cell, unit
        known = self._known.get(asked)
        if known is None:
            names, _ = bodies_named(cell)
            bodies = tuple(dict.fromkeys(self._body(name, unit) for name in names))
            organs = frozenset(body.organ for body in bodies)
            known = self._known[asked] = _Read(bodies, organs, "、".join(sorted(organs)) or key(cell))
        return known

    def _body(self, name: str, unit: str) -> Body:
        if together := collective(name):
            return Body(together, OWN)
        level, bare = self._placed(name, unit)
        if together := collective(bare) if bare else None:
            return Body(together, level or OWN)
        if not bare:
            return Body(EDUCATION, level)
        if organ(bare) != bare:
            return Body(organ(bare), level)
        # What only this campaign's roster knows by another name.
        known = self._roster.find(f"市{bare}") or self._roster.find(bare) or bare
        return Body(EDUCATION if self._roster.is_host(known) else organ(known.removeprefix("市")), level)

    def _placed(self, name: str, unit: str) -> tuple[str, str]:
        """Return the level that ``name`` says, and the name without its place; "" for who files for the level."""
        known = self._roster.find(name) or ""
        if self.area(unit) == known != "" or self._roster.is_host(known):
            return (CITY if self._roster.is_host(known) else OWN), ""
        bare = _LEAGUE.sub(r"\1团委", name.removeprefix("中共"))
        province = _PROVINCE.match(bare)
        if _NATION.match(bare) or (province and not bare.startswith(self._roster.city or "-", province.end())):
            return ABOVE, _NATION.sub("", _PROVINCE.sub("", bare))
        level, bare = self._below(_PROVINCE.sub("", bare), unit)
        return (OWN if bare.endswith("分局") and self.area(unit) else level), _OF_THE_PARTY.sub("", bare)

    def _below(self, name: str, unit: str) -> tuple[str, str]:
        """The level and the rest of a name that begins with a city, a county, or the word for one."""
        level, city = "", f"{self._roster.city}市"
        if self._roster.city and name.startswith(city):
            level, name = CITY, name.removeprefix(city)
        if place := self._county_before(name, self.area(unit)):
            level, name = OWN, name.removeprefix(place)
        said = _LEVEL.match(name)
        if said is None:
            return level, name
        return level or self._level(said["level"], unit), name[said.end() :]

    def _county_before(self, name: str, county: str) -> str:
        """Any name of ``county`` in the roster with which ``name`` begins; 封丘 for 封丘县 too."""
        written = (place for known in self._roster.keys_of(county) for place in (known, known[:-1]))
        return next((place for place in written if len(place) > 1 and name[:-2].startswith(place)), "")

    def _level(self, said: str, unit: str) -> str:
        """A county-level city calls its own bodies 市."""
        if said in "省市":
            own = said == "市" and key(self.area(unit)).endswith("市")
            return OWN if own else ABOVE if said == "省" else CITY
        return OWN


def _agree(one: Body, other: Body) -> bool:
    return one.organ == other.organ and (one.level == other.level or not (one.level and other.level))


def _all_among(ones: tuple[Body, ...], others: tuple[Body, ...]) -> bool:
    return all(any(_agree(one, other) for other in others) for one in ones)
