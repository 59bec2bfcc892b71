"""Whose approval an activity needs: the city's what the city's bodies ask, a county's its own (通知四（二）)."""

from jianfu_cli.core.language.levels import level_of
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

CITY, COUNTY = 2, 3
_SHORT = {
    "市": CITY,
    "市直": CITY,
    "市本级": CITY,
    "县": COUNTY,
    "区": COUNTY,
    "县区": COUNTY,
    "区县": COUNTY,
    "县直": COUNTY,
    "区直": COUNTY,
}
_COUNTY = pattern_of(r"[县区](?:\([市县区、,/]+\))?级?|县[、/]?(?:市、)?区级")


def asked_level(text: str) -> int | None:
    """Return the level that 层级 says: 0 the state, 1 the province, 2 the city, 3 a county; None where it says none.

    >>> [asked_level(text) for text in ("市级", "县（市、区）级", "区级", "市直", "")]
    [2, 3, 3, 2, None]
    """
    folded = key(text)
    if _COUNTY.fullmatch(folded):
        return COUNTY
    return _SHORT.get(folded, level_of(text))
