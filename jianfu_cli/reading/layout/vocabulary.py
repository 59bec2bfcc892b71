"""The words of ``schemas/headings.yaml``: how columns are headed, what tells tables apart."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

import yaml
from pydantic import Field

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.traditional import plain_key
from jianfu_cli.core.model.base import Model
from jianfu_cli.core.model.column import Column
from jianfu_cli.resources import folder

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_PARENTHESES = pattern_of(r"\([^()]*\)")
_WRAPPED = pattern_of(r"\s*+[【〔［\[「『《]([^\]】〕］」』》]*)[\]】〕］」』》]\s*+")
_NUMBER = pattern_of(r"^(?:\d{1,2}[.、](?!\d)|[a-z][.、)])")
_CIRCLED = pattern_of(r"^\s*+[①-⑳❶-❿➀-➓]")
_MARKS = pattern_of(r"[*:：。.、,，;；\"“”'‘’!！?？▲▼▽◆★※]")
_KIND = pattern_of(
    r"(?:表|册|簿|单|榜|历|图|名录|台账|台帐|目录|安排|回执|通讯录|计划|一览|方案|日程|议程|细则|要点|公示|公布|结果|统计|汇总|登记|记录|明细"
    r"|情况|分工|食谱|通知|总结|报告|汇报|简报)"
    r"(?:[（(][^（）()]*[）)])*$"
)
_ASKED = ("是否", "有无")  # so headings begin that a word answers


@lru_cache(maxsize=16384)
def bare(heading: str) -> str:
    """Return the comparison key of a heading without a number before it, brackets' content and punctuation."""
    wrapped = _WRAPPED.fullmatch(heading)  # 【事项名称】
    folded = _NUMBER.sub("", plain_key(_CIRCLED.sub("", wrapped[1] if wrapped else heading)))
    return _MARKS.sub("", _PARENTHESES.sub("", folded)) or folded


class VocabularyFile(Model):
    """The file as it is written."""

    roles: dict[str, tuple[str, ...]] = Field(description="同一种列的各种写法，常见的在前；键名只为人看")
    endings: dict[str, str] = Field(description="没有写到的列名怎样结尾，正则表达式；键名是 roles 里的组")
    common: tuple[str, ...] = Field(description="哪张表都可能有的列名，凭它们认不出是哪张表")
    common_sections: tuple[str, ...] = Field(description="哪篇总结都可能有的标题")
    other_topics: tuple[str, ...] = Field(description="别的表常说的事；标题里另有本次行动的词就不算")
    other_kinds: tuple[str, ...] = Field(description="别的表的叫法：说的是本次行动也不是附件")
    other_headings: tuple[str, ...] = Field(description="别的表的列名怎样结尾")
    other_titles: tuple[str, ...] = Field(description="附件下面另一张表的标题怎样结尾")
    instructions: tuple[str, ...] = Field(description="教人填表的小表的标题或列名里的词")
    title_dress: tuple[str, ...] = Field(description="标题里不说明是哪件事的字句，正则表达式")
    body_endings: str = Field(description="单位名称的结尾，正则表达式")


@dataclass(frozen=True)
class Vocabulary:
    """What office tables are headed and titled with, whatever the campaign."""

    words: VocabularyFile

    def synonyms(self, column: Column) -> tuple[str, ...]:
        """Return other headings of what ``column`` holds, the likelier first."""
        names = {bare(column.heading)}
        groups = (words for words in self.words.roles.values() if names & set(map(bare, words)))
        return tuple(word for words in groups for word in words)

    def ending(self, column: Column) -> re.Pattern[str] | None:
        """Return how headings of what ``column`` holds end (whole, as compared); None where nothing is known of it."""
        name = bare(column.heading)
        return next((pattern for names, pattern in self._endings if name in names), None)

    @cached_property
    def _endings(self) -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
        endings = []
        for group, pattern in self.words.endings.items():
            ending = re.compile(pattern)
            endings.append((frozenset(map(bare, self.words.roles[group])), ending))
        return tuple(endings)

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(map(bare, self.words.common))

    def is_common(self, heading: str) -> bool:
        """Say whether any table may have a column headed so."""
        return bare(heading) in self._common

    @cached_property
    def common_sections(self) -> frozenset[str]:
        """The headings that any report may have, as compared."""
        return frozenset(map(key, self.words.common_sections))

    @cached_property
    def _headings(self) -> frozenset[str]:
        words = (*self.words.common, *(word for group in self.words.roles.values() for word in group))
        return frozenset(map(bare, words))

    def is_heading(self, text: str) -> bool:
        """Say whether it is one of the usual headings of office tables, word for word."""
        return bare(text) in self._headings

    def ends_like_heading(self, text: str) -> bool:
        """Say whether a short text ends as headings of any table do: 核载人数, 带班领导."""
        folded = bare(text)
        return folded.endswith(self.words.other_headings) or folded.startswith(_ASKED) or self.is_heading(text)

    def titles_another(self, text: str) -> bool:
        """Say whether a line ends as the title of a small table below another does: 联系人信息."""
        return bare(text).endswith(self.words.other_titles)

    def names_other_kind(self, title: str) -> bool:
        """Say whether a title calls its table what no form is called."""
        return any(key(word) in plain_key(title) for word in self.words.other_kinds)

    def without_topics(self, folded: str) -> str:
        """Return a title (as compared) without the words of what other tables speak of."""
        return self._topics.sub("", folded)

    @cached_property
    def _topics(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, map(key, self.words.other_topics)), key=len, reverse=True)))

    def topic(self, title: str, *known: str) -> str:
        """Return what a title speaks of beside ``known`` (as compared), bodies, dates and any title's words."""
        text = key(title)
        for word in sorted(known, key=len, reverse=True):
            text = text.replace(word, "")
        text = self._bodies.sub("", text)
        for pattern in self._dress:
            text = pattern.sub("", text)
        return re.sub(r"[\W_]+", "", text)

    @cached_property
    def _bodies(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:.{{2,14}}?(?:{self.words.body_endings}|[县市区](?![级属区域内])))+")

    @cached_property
    def _dress(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.words.title_dress)


def names_a_table(text: str) -> bool:
    """Say whether a line reads like the title of some table: …表, …台账, …目录, whichever."""
    return bool(_KIND.search(text.strip()))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the words shipped with jianfu."""
    text = (folder("schemas") / "headings.yaml").read_text(encoding="utf-8")
    return Vocabulary(VocabularyFile.model_validate(yaml.load(text, _SafeLoader)))
