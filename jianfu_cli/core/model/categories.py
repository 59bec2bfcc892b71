"""The 问题类别 of a campaign and every way people write them."""

from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from pydantic import Field

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.traditional import plain_key
from jianfu_cli.core.model.attachment import CHINESE_NUMBERS
from jianfu_cli.core.model.base import Model

_NUMBER = pattern_of(r"^(?:第|(?:问题)?类别:?)?\(?([一二三四五六七八九十]+|\d{1,2})\)?(?:类|项)?[、.,:)\-]*")
# No cell that names categories is longer, nor names more.
_LONGEST = 100
_MOST_PARTS = 24
# 城市创优评先和街道社区 is one, less 事务.
_SHORTEST_BEGINNING, _MOST_CUT = 6, 4
_SEPARATORS = pattern_of(r"[、,，;；/／\s和与及+＋|]")
# （一）（二） and ①② follow each other without a separator.
_NEXT_NUMBER = pattern_of(r"(?=[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑩⑴-⑽㈠-㈩])")
_ASIDE = pattern_of(r"(.+)\(([^()]*)\)")
_FRAMED = pattern_of(r"(?:\(|在|关于|(?:统筹)?规范)?(.+?)(?:\)|方面|领域|类别?|存在|问题|工作|事项|的)*")


class CategoryRole(StrEnum):
    """What the rules must know of a category, whatever its number and name in this campaign."""

    ON_CAMPUS = "on-campus"
    SECONDMENT = "secondment"


class Category(Model):
    """One 问题类别: the form's own wording, and others that are understood."""

    number: str = Field(description="汉字序号，如 一")
    name: str = Field(description="表样用语，汇总一律用它")
    variants: tuple[str, ...] = Field((), description="可以认出的其他写法")
    words: tuple[str, ...] = Field((), description="事项名称里有其中一个词的，填在别的类别里也按这一类查（JF305）")
    role: CategoryRole | None = Field(
        None, description="规则要认的类别：on-campus 社会事务进校园（JF405、白名单），secondment 抽调借用教师（JF305）"
    )


class Categories:
    """Finds the category a person meant."""

    def __init__(self, categories: tuple[Category, ...]) -> None:
        self.names = tuple(category.name for category in categories)
        self._by_number = {
            number: category.name
            for category in categories
            for number in (category.number, CHINESE_NUMBERS.get(category.number, category.number))
        }
        self._by_key = {plain_key(name): c.name for c in categories for name in (*c.variants, c.name)}
        self._words = {category.role: tuple(map(plain_key, category.words)) for category in categories if category.role}
        self._role_of = {category.name: category.role for category in categories}
        # 报表填写，调研统计 and 报表填写和调研统计 are one wording.
        self._by_words = {_SEPARATORS.sub("", known): name for known, name in self._by_key.items()}

    def find(self, text: str) -> str | None:
        """Return the form's own wording for one category written as name, variant or number; else None."""
        return self._find(text) if len(text) <= _LONGEST else None

    @lru_cache(maxsize=4096)  # noqa: B019 -- lives as long as the campaign does
    def _find(self, text: str) -> str | None:
        folded = plain_key(text).strip(".。、;,:'\"")
        aside = None if folded in self._by_key else _ASIDE.fullmatch(folded)
        if not aside:
            return self._named(folded)
        # 社会事务进校园（宣传） and 社会事务进校园（二）: what the brackets add must not name another category.
        named = self._named(folded) or self._named(aside[1])
        return named if self._named(aside[2]) in {None, named} else None

    def _named(self, folded: str) -> str | None:
        known = self._by_key.get(folded) or self._worded(folded)
        number = _NUMBER.match(folded)
        if known or not number:
            return known
        numbered = self._by_number.get(number[1].lstrip("0"))
        rest = folded[number.end() :]
        # A number that contradicts the words behind it is no certain reading.
        return numbered if not rest or self._worded(rest) == numbered else None

    def _worded(self, folded: str) -> str | None:
        words = _SEPARATORS.sub("", folded)
        framed = _FRAMED.fullmatch(words)
        known = self._by_words.get(words) or (self._by_words.get(framed[1]) if framed else None)
        return known or self._begun(words)

    def _begun(self, words: str) -> str | None:
        """Return the one category whose name ``words`` begins, cut short by a few characters, and no other's does."""
        if len(words) < _SHORTEST_BEGINNING:
            return None
        begun = {
            name
            for known, name in self._by_words.items()
            if known.startswith(words) and len(known) - len(words) <= _MOST_CUT
        }
        return begun.pop() if len(begun) == 1 else None

    def plays(self, role: CategoryRole, text: str) -> bool:
        """Say whether ``text`` means a category to which the campaign gives this role."""
        return self._role_of.get(self.find(text) or "") is role

    def is_matter_of(self, role: CategoryRole, matter: str) -> bool:
        """Say whether the name of ``matter`` has a word of the category to which the campaign gives this role."""
        folded = plain_key(matter)
        return any(word in folded for word in self._words.get(role, ()))

    def find_several(self, text: str) -> tuple[str, ...]:
        """Return the distinct categories of a cell that names more than one; else ().

        A category's own name may hold 、 so every way of cutting at separators is tried, longest first.
        """
        return self._find_several(text) if len(text) <= _LONGEST * 2 else ()

    @lru_cache(maxsize=4096)  # noqa: B019 -- lives as long as the campaign does
    def _find_several(self, text: str) -> tuple[str, ...]:
        pieces = (piece for part in _SEPARATORS.split(clean(text)) for piece in _NEXT_NUMBER.split(part))
        parts = [piece for piece in pieces if piece]
        found: list[str] = []
        bare_numbers = set()
        start = 0
        while start < len(parts) <= _MOST_PARTS:
            ends = range(len(parts), start, -1)
            named = ((part, self.find(part), end) for end in ends if (part := "".join(parts[start:end])))
            part, name, start = next((hit for hit in named if hit[1]), ("", None, len(parts)))
            if name is None:
                return ()
            found.append(name)
            bare_numbers.add(bool(_NUMBER.fullmatch(plain_key(part))))
        distinct = tuple(dict.fromkeys(found))
        # 一、社会事务进校园: a number before words that contradict it does not name a second category.
        return distinct if len(distinct) > 1 and len(bare_numbers) == 1 else ()

    def nearest(self, text: str) -> str | None:
        """Return the one category whose name or variant looks most like ``text`` or holds it; None where none does."""
        return self._nearest(text[:_LONGEST])

    @lru_cache(maxsize=4096)  # noqa: B019 -- lives as long as the campaign does
    def _nearest(self, text: str) -> str | None:
        folded = plain_key(text)
        within = {
            name for known, name in self._by_key.items() if len(folded) > 1 and (folded in known or known in folded)
        }
        if len(within) == 1:
            return within.pop()
        close = get_close_matches(folded, list(self._by_key), n=1, cutoff=0.5)
        return self._by_key[close[0]] if close else None
