"""国家、省、市、县、校: at which level a listed matter was set."""

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

LEVEL = "层级"
"""What the column is called that the rows of a level's section get."""
_HEADINGS = frozenset(
    {"层级", "级别", "层次", "所属层级", "事项层级", "清单层级", "发布层级", "层级类别", "管理层级", "所属级别"}
)
_LEVEL = pattern_of(
    r"(?:(国家|中央|全国|部)|(省)|(地?市)|((?:县|区|旗)(?:\(?[市县区、,]+\)?)?|县区|区县|本)|(乡镇?|镇|街道|校|学校))"
    r"(?:级|定|级层面|层面|本级)(?:统筹|部署|规定|安排)?(?:的)?(?:事项|活动|项目|清单|白名单|进校园事项|部分|类)?"
)
_LEVEL_ALONE = pattern_of(r".+?(?:级层面|本级|级|定|层面)")


def level_words(text: str) -> str:
    """Return of a text that names a level the level alone: 省级白名单 is 省级."""
    found = _LEVEL_ALONE.match(text)
    return found[0] if found else text


def level_of(text: str) -> int | None:
    """Return 0 for 国家级, 1 for 省级, 2 市级, 3 县级 (区级, 本级), 4 below; None where ``text`` names no level."""
    found = _LEVEL.fullmatch(key(text))
    return next(place for place, group in enumerate(found.groups()) if group) if found else None


def is_level_heading(heading: str) -> bool:
    """Say whether a column headed so says at which level each row was set."""
    return key(heading) in _HEADINGS
