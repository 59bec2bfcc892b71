"""The 问题类别 of a campaign and every way people write them."""

import re
from functools import lru_cache

from pydantic import Field

from jianfu_cli.core.attachment import Model
from jianfu_cli.core.text import key

_NUMBER = re.compile(r"^(?:第|类别)?\(?([一二三四五六七八九十]+|\d{1,2})\)?(?:类|项)?[、.，,:：)\-]*")
_SEPARATORS = re.compile(r"[、,，;；/／\n和与及+＋|]")
_ARABIC = {digit: str(number) for number, digit in enumerate("一二三四五六七八九十", start=1)}


class Category(Model):
    """One 问题类别: the form's own wording, and others that are understood."""

    number: str = Field(description="汉字序号，如 一")
    name: str = Field(description="表样用语，汇总一律用它")
    variants: tuple[str, ...] = ()


class Categories:
    """Finds the category a person meant."""

    def __init__(self, categories: tuple[Category, ...]) -> None:
        self.names = tuple(category.name for category in categories)
        self._by_number = {
            number: category.name
            for category in categories
            for number in (category.number, _ARABIC.get(category.number, category.number))
        }
        self._by_key = {key(name): c.name for c in categories for name in (*c.variants, c.name)}

    @lru_cache(maxsize=4096)  # noqa: B019 -- lives as long as the campaign does
    def find(self, text: str) -> str | None:
        """Return the form's own wording for one category written as name, variant or number; else None."""
        folded = key(text).strip(".、;,:'\"“”")
        if folded in self._by_key:
            return self._by_key[folded]
        number = _NUMBER.match(folded)
        if not number or number.group(1) not in self._by_number:
            return None
        numbered = self._by_number[number.group(1)]
        rest = folded[number.end() :]
        # A number that contradicts the words behind it is no certain reading.
        return numbered if not rest or self._by_key.get(rest) == numbered else None

    @lru_cache(maxsize=4096)  # noqa: B019 -- lives as long as the campaign does
    def find_several(self, text: str) -> tuple[str, ...]:
        """Return the distinct categories of a cell that names more than one; else ().

        A category's own name may hold 、 so every way of cutting at separators is tried, longest first.
        """
        parts = [part for part in _SEPARATORS.split(text) if part.strip()]
        found: list[str] = []
        start = 0
        while start < len(parts):
            for end in range(len(parts), start, -1):
                name = self.find("、".join(parts[start:end])) or self.find("".join(parts[start:end]))
                if name:
                    found.append(name)
                    start = end
                    break
            else:
                return ()
        distinct = tuple(dict.fromkeys(found))
        return distinct if len(distinct) > 1 else ()
