"""The units of a campaign and every way their names are written."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from jianfu_cli.core.attachment import Model
from jianfu_cli.core.text import key


class Kind(StrEnum):
    """What a unit is, and so what it files."""

    COUNTY = "county"
    DEPARTMENT = "department"
    CITY = "city"


KIND_LABELS = {Kind.CITY: "市本级", Kind.COUNTY: "县（市、区）", Kind.DEPARTMENT: "市直部门"}


class Unit(Model):
    """One body that files, by its canonical name and its other names."""

    name: str
    aliases: tuple[str, ...] = ()


# A county's education body, or its leading group, files for the county (contract.md, unit).
_EDUCATION_BODY = re.compile(
    r"(?:人民政府|区政府|县政府|市政府)?(?:党工委|县委|区委|市委|党委|工委|委)?(?:管委会|管理委员会)?"
    r"(?:教育工作领导小组(?:秘书组|办公室)?(?:秘书科)?"
    r"|教育(?:和)?(?:体育|科技|科学技术|文化|文体|文体旅游|文化体育|文化旅游体育)*(?:局|委员会|委|办公室|办|中心|管理机构)"
    r"|教体局|教科局|教体委|教文体局|教科体局|文教局|文教体局|社会事业局|社会事务局|社会发展局|社会发展保障局|教育文体旅游局)?"
    r"(?:人事股|人事科|办公室)?"
)
_NOISE = re.compile(r"\((?:盖章|公章|章|签章)\)")
_LEADING_NUMBER = re.compile(r"^(?:\(?\d{1,3}\)?|[①-⑳])[.、_\-\s)]*(?=[^\d年月日.\-])")


class Roster:
    """Finds the unit a person meant; never by a wild guess."""

    def __init__(self, units: Mapping[Kind, Iterable[Unit]], city: str) -> None:
        self.kind_of = {unit.name: kind for kind in Kind for unit in units.get(kind, ())}
        self.names = tuple(self.kind_of)
        self.position = {name: place for place, name in enumerate(self.names)}
        self._city = city
        self._by_key: dict[str, str] = {}
        for kind in Kind:
            for unit in units.get(kind, ()):
                for name in (unit.name, *unit.aliases):
                    self._by_key.setdefault(key(name), unit.name)
        self._counties = sorted(
            ((folded, name) for folded, name in self._by_key.items() if self.kind_of[name] is Kind.COUNTY),
            key=lambda pair: -len(pair[0]),
        )
        # 公安局 for 市公安局: the first character goes missing; only where nothing else bears the name.
        for folded, name in tuple(self._by_key.items()):
            if self.kind_of[name] is Kind.DEPARTMENT and folded.startswith("市") and len(folded) > 3:
                self._by_key.setdefault(folded[1:], name)

    @lru_cache(maxsize=8192)  # noqa: B019 -- lives as long as the campaign does
    def find(self, text: str) -> str | None:
        """Return the canonical name of the unit written as ``text``, or None."""
        folded = _NOISE.sub("", key(text)).strip("_:：.。、,，")
        return next((name for form in self._readings(folded) if (name := self._exact(form))), None)

    def _readings(self, folded: str) -> Iterable[str]:
        """``folded`` as written, then without 中共 and the city's name before it."""
        yield folded
        bare = folded.removeprefix("中共")
        yield bare
        if self._city:
            whole_city = key(self._city) + "市"
            if bare.startswith(whole_city):
                yield bare.removeprefix(whole_city)
                yield "市" + bare.removeprefix(whole_city)
            elif bare.startswith(key(self._city)) and not bare.startswith(key(self._city) + "县"):
                yield bare.removeprefix(key(self._city))

    def _exact(self, folded: str) -> str | None:
        if folded in self._by_key:
            return self._by_key[folded]
        for county, name in self._counties:
            if folded.startswith(county) and _EDUCATION_BODY.fullmatch(folded, len(county)):
                return name
            # 红旗区委…: the county's name and its 委 share the last character.
            if folded.startswith(county) and _EDUCATION_BODY.fullmatch(folded, len(county) - 1):
                return name
        return None

    def find_folder(self, name: str) -> str | None:
        """Return the unit after which a folder is named; a leading number (``01_红旗区``) does not matter."""
        return self.find(name) or self.find(_LEADING_NUMBER.sub("", name))

    @lru_cache(maxsize=8192)  # noqa: B019 -- lives as long as the campaign does
    def find_in(self, text: str) -> str | None:
        """Return the one unit whose name stands within ``text`` (a file name), or None where none or several do."""
        folded = key(text)
        hits: dict[str, str] = {}
        for name_key, name in sorted(self._by_key.items(), key=lambda pair: -len(pair[0])):
            # A name within a longer hit (公安局 in 市公安局) says nothing new; short ones are no evidence.
            if len(name_key) >= 3 and name_key in folded and not any(name_key in longer for longer in hits):
                hits[name_key] = name
        units = {name for name in hits.values() if self.kind_of[name] is not Kind.CITY} or set(hits.values())
        return units.pop() if len(units) == 1 else None

    def nearest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Return up to ``count`` canonical names that look like ``text``, likeliest first."""
        close = get_close_matches(key(text), list(self._by_key), n=count * 2, cutoff=0.5)
        return tuple(dict.fromkeys(self._by_key[match] for match in close))[:count]

    def order(self, name: str) -> tuple[int, str]:
        """Sort key: roster order first, names not in the roster after it."""
        return self.position.get(name, len(self.position)), name
