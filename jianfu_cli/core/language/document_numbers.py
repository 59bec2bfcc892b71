"""公文文号 by GB/T 9704—2012 (7.2.5): 发文机关代字〔年份〕序号号, and the ways it goes wrong."""

import re
import unicodedata
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of

_GOOD = pattern_of(r"[\u4e00-\u9fffA-Za-z（）()·]{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
_OPEN, _CLOSE = r"[\[(（［【〔{<《]", r"[\])）］】〕}>》]"
_READINGS = (
    pattern_of(rf"(?P<who>\D{{1,20}}?){_OPEN}(?P<year>(?:19|20)\d{{2}})年?{_CLOSE}第?0*(?P<number>[1-9]\d{{0,4}})号?"),
    pattern_of(r"(?P<who>[^\d\W]\D{0,19}?)(?P<year>(?:19|20)\d{2})年第?0*(?P<number>[1-9]\d{0,4})号"),
    pattern_of(rf"(?P<who>[^\d\W]\D{{0,19}}?){_OPEN}?(?P<year>(?:19|20)\d{{2}})(?P<number>[1-9]\d{{0,3}})号?"),
)
_LONGEST = 60


def is_document_number(text: str) -> bool:
    """Say whether ``text`` is one number, or several joined by 、, in the norm's form."""
    return all(_GOOD.fullmatch(part.strip()) for part in re.split(r"[、；;\n]", text))


@lru_cache(maxsize=4096)
def suggest_document_number(text: str) -> str | None:
    """Return the number in the norm's form where ``text`` allows one reading only; else None.

    A year and a number run together (滨教函202011号) split in one way only: the year has four digits.
    """
    if len(text) > _LONGEST:
        return None
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    for reading in _READINGS:
        match = reading.fullmatch(bare)
        if match:
            who = match["who"].replace("(", "（").replace(")", "）")
            number = f"{who}〔{match['year']}〕{match['number']}号"
            return number if is_document_number(number) else None
    return None
