"""The units of a campaign and every way their names are written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from jianfu_cli.core.language.body_names import are_alike
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.traditional import plain_key
from jianfu_cli.core.model.kinds import DEFAULT_KINDS, UnitKind
from jianfu_cli.core.model.unit import Unit

# A county's education body, or its leading group, files for the county (contract.md, unit).
_AUTHORITY = "(?:党工委|党委|工委|[区县市]?委|[区县市]?(?:人民)?政府|管委会|管理委员会)"
_SUBJECT = "(?:和|与|体育|科技|科学技术|文化|文体|旅游|广电|卫生|服务|管理)"
_EDUCATION_BODY = (
    "(?:教育工作领导小组|教育(?:党?工委|工作委员会)"
    f"|教育{_SUBJECT}*(?:局|委员会|委|办公室|办|中心|机构)"
    "|文?教[体科文卫旅]{0,4}[局委]|社会(?:事业|事务|发展|保障|服务)+局)"
    "(?:党组|党委|党工委|秘书组|办公室|秘书科){0,2}(?:[一-鿿]{2,6}[股科室])?"
)
_COUNTY_BODY = pattern_of(f"{_AUTHORITY}{{0,2}}(?:{_EDUCATION_BODY})?")
_OWN_OFFICE = pattern_of("办公室|(?!中心|党)[一-鿿]{2,8}(?:[科股处室]|支队)")
_BODY_ENDS = "局部委会院"
_BESIDE = pattern_of(r"([^()]+)\(([^()]+)\)")
_NOISE = pattern_of(r"\(?(?:单位)?(?:加?盖(?:单位)?公?章处?)\)?|\((?:公|印|签)?章处?\)")
_EDGES = "_:.,;。、-/\"'"
_LEADING_NUMBER = pattern_of(r"^(?:\(?\d{1,3}\)?|[一二三四五六七八九十]{1,3}(?=、))[.、_\-)]*(?=[^\d年月日.\-])")
_BODY_MARKS = pattern_of(r"([、，,；;/\n]+)")
# No name is longer; a page of text in the cell is none.
_CLOSE = 0.6
_LONGEST = 200
# 公安局 says enough, 妇联 within another text does not.
_TELLING = 3


class Roster:
    """Finds the unit a person meant; never by a wild guess."""

    def __init__(
        self, units: Mapping[str, Iterable[Unit]], city: str, kinds: Sequence[UnitKind] = DEFAULT_KINDS
    ) -> None:
        self._kinds = {kind.id: kind for kind in kinds}
        self.kind_of = {unit.name: kind for kind in self._kinds for unit in units.get(kind, ())}
        self.names = tuple(self.kind_of)
        self.position = {name: place for place, name in enumerate(self.names)}
        self.city = plain_key(city)
        self._by_key: dict[str, str] = {}
        for kind in self._kinds:
            for unit in units.get(kind, ()):
                for name in unit.every_name:
                    self._by_key.setdefault(plain_key(name), unit.name)
        self._outer = dict(_outer_units(units, self._kinds))
        self._full_names = {unit.name: unit.full_name for each in units.values() for unit in each if unit.full_name}
        self._by_email = _by_email(unit for each in units.values() for unit in each)
        longest_first = sorted(self._by_key.items(), key=lambda pair: -len(pair[0]))
        self._keys_of: dict[str, tuple[str, ...]] = {}
        for folded, name in longest_first:
            self._keys_of[name] = (*self._keys_of.get(name, ()), folded)
        self._counties = [pair for pair in longest_first if self.has_area(pair[1])]
        # A province has a thousand, of few lengths: whether a text begins with one is looked up.
        self._county = dict(self._counties)
        self._county_lengths = sorted(set(map(len, self._county)), reverse=True)
        # 公安局 for 市公安局: the first character goes missing; only where nothing else bears the name.
        self._shortened = {
            folded[1:]: name
            for folded, name in longest_first
            if not (self.has_area(name) or self.is_host(name)) and folded.startswith("市") and len(folded) > _TELLING
        }
        self._mention = self._mentions([folded for folded, _ in longest_first])
        self._province = re.compile(f"^.{{2,3}}省(?={re.escape(self.city)})") if city else None

    def has_area(self, unit: str) -> bool:
        """Say whether ``unit`` has an area of its own, as a county has; none that is not in the roster has."""
        return unit in self.kind_of and self._kinds[self.kind_of[unit]].area

    def full_name(self, unit: str) -> str:
        """Return what ``unit`` is called in print: ``新乡市卫生健康委员会`` for 市卫健委."""
        known = self._full_names.get(unit)
        in_city = self.city and unit in self.kind_of and unit.startswith("市") and not self.is_host(unit)
        return known or (f"{self.city}{unit}" if in_city else unit)

    def in_full(self, text: str, unit: str) -> str:
        """Return ``text`` of a form of ``unit`` with the bodies that it names as the roster does in full.

        The 市公安局 of a county that is a 市 itself is its own.
        """
        if self.has_area(unit) and unit.endswith("市"):
            return text
        return "".join(map(self._in_full, _BODY_MARKS.split(text)))

    def _in_full(self, name: str) -> str:
        found = self._by_key.get(plain_key(name)) if name.strip() else None
        return name if found is None or self.has_area(found) or self.is_host(found) else self.full_name(found)

    def is_of_county(self, unit: str, text: str, county: str | None) -> bool:
        """Say whether ``text`` names the body of its ``county`` that is called as the city's ``unit`` is: 文明办.

        The city's own is called the city's there.
        """
        if not county or not self.has_area(county) or self.has_area(unit) or not unit.startswith("市"):
            return False
        folded = plain_key(text)
        return not any(name.startswith(("市", self.city or "市")) and name in folded for name in self.keys_of(unit))

    def keys_of(self, unit: str) -> tuple[str, ...]:
        """Return every name of ``unit`` as texts are compared (``plain_key``), the longest first."""
        return self._keys_of.get(unit, ())

    def is_host(self, unit: str) -> bool:
        """Say whether ``unit`` is the level that issues the campaign."""
        return unit in self.kind_of and self._kinds[self.kind_of[unit]].host

    def around(self, unit: str) -> tuple[str, ...]:
        """Return the units that ``unit`` lies in, the nearest first; none of one that the roster has not."""
        around: list[str] = []
        while (unit := self._outer.get(unit, "")) and unit not in around:
            around.append(unit)
        return tuple(around)

    @property
    def nests(self) -> bool:
        """Whether any unit lies in another."""
        return bool(self._outer)

    def _mentions(self, names: list[str]) -> re.Pattern[str]:
        """Return the pattern of a unit's name within a text, with what belongs to it: 红旗区教育局, 红旗区公安局."""
        counties = "|".join(re.escape(folded) for folded, _ in self._counties if len(folded) >= _TELLING) or "(?!)"
        # 封丘 is one where it stands apart; 红旗渠 is none.
        short = "|".join(re.escape(folded) for folded, _ in self._counties if len(folded) < _TELLING) or "(?!)"
        shortened = "|".join(map(re.escape, self._shortened)) or "(?!)"
        # 新乡市, 市教育局 in a file's name say where it comes from or goes to, unless they stand alone.
        host = [name for name, unit in self._by_key.items() if self.is_host(unit) and name != plain_key(unit)]
        apart = "|".join(re.escape(name) for name in sorted(host, key=len, reverse=True)) or "(?!)"
        whole = "|".join(re.escape(name) for name in names if len(name) >= _TELLING and name not in host)
        return re.compile(
            f"(?:{counties})(?:{_AUTHORITY}{{0,2}}(?:{_EDUCATION_BODY})|{shortened})?|(?:{whole or '(?!)'})"
            f"|(?<![一-鿿])(?:{short})(?:{_EDUCATION_BODY}|(?=附件|上?报|[^一-鿿]|$))"
            f"|(?<![一-鿿])(?:{shortened}|(?:{re.escape(self.city)}(?=市))?(?:{apart})(?=附件|[-_(.]|$))"
        )

    def find(self, text: str) -> str | None:
        """Return the canonical name of the unit written as ``text``, or None."""
        return self._find(text) if len(text) <= _LONGEST else None

    @lru_cache(maxsize=8192)  # noqa: B019 -- lives as long as the campaign does
    def _find(self, text: str) -> str | None:
        folded = _NOISE.sub("", plain_key(text)).strip(_EDGES)
        return self._first(folded) or self._of_office(folded) or self._of_several_names(folded)

    def _of_office(self, folded: str) -> str | None:
        """A department's own office files for it (市公安局交警支队); a county's (区委办公室) is a body of its own."""
        ends = (place for place in range(len(folded) - 1, _TELLING - 1, -1) if folded[place - 1] in _BODY_ENDS)
        bodies = (self._first(folded[:end]) for end in ends if _OWN_OFFICE.fullmatch(folded, end))
        found = next(filter(None, bodies), None)
        return found if found and not self.has_area(found) else None

    def _of_several_names(self, folded: str) -> str | None:
        """One body goes by two names (市民政局(市老龄办)); what names another unit beside it says of neither."""
        written = _BESIDE.fullmatch(folded)
        if not written:
            return None
        one, other = map(self._find, written.groups())
        return one if other in {None, one} else None

    def _first(self, folded: str) -> str | None:
        return next((name for form in dict.fromkeys(self._readings(folded)) if (name := self._exact(form))), None)

    def _readings(self, folded: str) -> Iterator[str]:
        """``folded`` as written, then without 中共, the province and the city's name before it."""
        yield folded
        bare = folded.removeprefix("中共")
        bare = self._province.sub("", bare) if self._province else bare
        yield bare
        if not self.city:
            return
        if bare.startswith(f"{self.city}市"):
            yield bare.removeprefix(f"{self.city}市")
            yield bare.removeprefix(self.city)
        elif bare.startswith(self.city) and not bare.startswith(f"{self.city}县"):
            yield bare.removeprefix(self.city)

    def _exact(self, folded: str) -> str | None:
        named = self._by_key.get(folded) or self._shortened.get(folded)
        counties = ((length, self._county.get(folded[:length])) for length in self._county_lengths)
        return named or next(
            (name for length, name in counties if name and _COUNTY_BODY.fullmatch(folded, length)), None
        )

    def area_of(self, text: str) -> str | None:
        """Return the unit with an area of its own in which that called ``text`` lies.

        The roster says it (``within``), else the name begins with it: 红旗区第一小学 is of 红旗区.
        """
        folded = plain_key(text[:_LONGEST])
        known = self._by_key.get(folded, "")
        if around := next((outer for outer in self.around(known) if self.has_area(outer)), None):
            return around
        for form in self._readings(folded):
            county = next((name for short, name in self._counties if form.startswith(short)), None)
            if county:
                return county
        return None

    def are_schools(self, unit: str) -> bool:
        """Say whether ``unit`` is a school."""
        return unit in self.kind_of and self._kinds[self.kind_of[unit]].are_schools

    def find_folder(self, name: str) -> str | None:
        """Return the unit after which a folder is named; a leading number (``01_红旗区``) does not matter."""
        return self.find(name) or self.find(_LEADING_NUMBER.sub("", plain_key(name[:_LONGEST])))

    def areas_in(self, text: str) -> tuple[str, ...]:
        """Return the units with an area of their own that ``text`` names (红旗区实验小学), as they come.

        A name of two characters counts where the text begins with it: 获嘉一中.
        """
        folded = plain_key(text[:_LONGEST])
        found = {
            place: unit
            for name, unit in self._counties
            if (place := folded.find(name)) >= 0 and (len(name) >= _TELLING or place == 0)
        }
        return tuple(dict.fromkeys(found[place] for place in sorted(found)))

    def find_email(self, address: str) -> str | None:
        """Return the one unit that sends from ``address``, or None."""
        return self._by_email.get(address.lower())

    def find_in(self, text: str) -> str | None:
        """Return the one unit whose name stands within ``text`` (a file name), or None where none or several do."""
        return self._find_in(text) if len(text) <= _LONGEST else None

    @lru_cache(maxsize=8192)  # noqa: B019 -- lives as long as the campaign does
    def _find_in(self, text: str) -> str | None:
        # 红旗区公安局 is a mention of neither 红旗区 nor 市公安局: find gives None for it, and so does this.
        found = {self.find(mention) for mention in self._mention.findall(plain_key(text))}
        units = {name for name in found if not name or not self.is_host(name)} or found
        return units.pop() if len(units) == 1 else None

    def nearest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Return up to ``count`` canonical names that look like ``text``, likeliest first.

        What all names share (市, 局, 中心) makes none of them look like another.
        """
        written = plain_key(text[:_LONGEST])
        city = f"{self.city}市" if self.city else ""
        bare = written.removeprefix(city) if written != city else written
        close = get_close_matches(written, list(self._by_key), n=len(self._by_key) or 1, cutoff=_CLOSE)
        alike = (self._by_key[match] for match in close if are_alike(bare, match.removeprefix(city) or match))
        return tuple(dict.fromkeys(alike))[:count]

    def holding(self, text: str) -> tuple[str, ...]:
        """Return the units whose names hold all of ``text``: each county has its 实验小学."""
        folded = plain_key(text[:_LONGEST])
        found = (unit for name, unit in self._by_key.items() if folded and folded in name)
        return tuple(dict.fromkeys(found))

    def order(self, name: str) -> tuple[int, str]:
        """Sort key: roster order first, names not in the roster after it."""
        return self.position.get(name, len(self.position)), name


def _outer_units(units: Mapping[str, Iterable[Unit]], kinds: Mapping[str, UnitKind]) -> Iterator[tuple[str, str]]:
    """Yield each unit that lies in another, and that one: as written, else the only one of the kind around."""
    for kind in kinds.values():
        around = [unit.name for unit in units.get(kind.within or "", ())]
        only = around[0] if len(around) == 1 else ""
        for unit in units.get(kind.id, ()):
            if unit.within or only:
                yield unit.name, unit.within or only


def _by_email(units: Iterable[Unit]) -> dict[str, str]:
    """Return the units by address; one that two send from names neither."""
    owners: dict[str, set[str]] = {}
    for unit in units:
        for address in unit.emails:
            owners.setdefault(address.strip().lower(), set()).add(unit.name)
    return {address: names.pop() for address, names in owners.items() if len(names) == 1}
