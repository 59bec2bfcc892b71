"""The words of ``schemas/headings.yaml``: how columns are headed, what tells tables apart."""

import re
from collections.abc import Iterator
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
_SHORTEST_STEM = 2
_ASKED = ("是否", "有无")  # so headings begin that a word answers


@lru_cache(maxsize=16384)
def bare(heading: str) -> str:
    """Return the comparison key of a heading without a number before it, brackets' content and punctuation."""
    wrapped = _WRAPPED.fullmatch(heading)  # 【事项名称】
    folded = _NUMBER.sub("", plain_key(_CIRCLED.sub("", wrapped[1] if wrapped else heading)))
    return _MARKS.sub("", _PARENTHESES.sub("", folded)) or folded


class RefusedTitles(Model):
    """How lists are titled of what may not come in; each a regular expression."""

    always: str = Field(description="一说就不是白名单")
    unless_admitted: str = Field(description="说了就不是白名单，除非又说 admitted")
    admitted: str = Field(description="准许进来的说法")


class ReportTitles(Model):
    """How reports are titled; each a regular expression."""

    dress: str = Field(description="不说明是哪件事的词")
    endings: tuple[str, ...] = Field(description="怎样结尾")
    periodic: str = Field(description="定期写的总结怎样叫")


class VocabularyFile(Model):
    """The file as it is written."""

    roles: dict[str, tuple[str, ...]] = Field(
        description="同一种列的各种写法，常见的在前；列名不在任何一组里的，按它的角色找键名相同的一组"
    )
    like_endings: tuple[tuple[str, ...], ...] = Field(
        description="列名末尾可以互换的词：排查时间、排查日期；空的是可有可无"
    )
    endings: dict[str, str] = Field(description="没有写到的列名怎样结尾，正则表达式；键名是 roles 里的组")
    common: tuple[str, ...] = Field(description="哪张表都可能有的列名，凭它们认不出是哪张表")
    common_sections: tuple[str, ...] = Field(description="哪篇总结都可能有的标题")
    other_topics: tuple[str, ...] = Field(description="别的表常说的事；标题里另有本次行动的词就不算")
    other_kinds: tuple[str, ...] = Field(description="别的表的叫法：说的是本次行动也不是附件")
    other_headings: tuple[str, ...] = Field(description="别的表的列名怎样结尾")
    other_titles: tuple[str, ...] = Field(description="附件下面另一张表的标题怎样结尾")
    refused: RefusedTitles = Field(description="不是白名单的清单怎样叫")
    instructions: tuple[str, ...] = Field(description="教人填表的小表的标题或列名里的词")
    title_dress: tuple[str, ...] = Field(description="标题里不说明是哪件事的字句，正则表达式")
    title_endings: str = Field(description="不叫表、册、清单的标题怎样结尾，正则表达式")
    title_matters: str = Field(description="也这样结尾、自己就说明是哪件事的，正则表达式")
    timetables: str = Field(description="安排一件事的表怎样叫，正则表达式")
    reports: ReportTitles = Field(description="总结、案例的叫法")
    body_endings: str = Field(description="单位名称的结尾，正则表达式")
    topic_bodies: str = Field(description="名称里有 other_topics 的单位怎样结尾，正则表达式")


@dataclass(frozen=True)
class Vocabulary:
    """What office tables are headed and titled with, whatever the campaign."""

    words: VocabularyFile

    def synonyms(self, column: Column) -> tuple[str, ...]:
        """Return other headings of what ``column`` holds, the likelier first."""
        words = (word for group in self._groups(column) for word in self.words.roles[group])
        return (*words, *self._ended_alike(bare(column.heading)))

    def ending(self, column: Column) -> re.Pattern[str] | None:
        """Return how headings of what ``column`` holds end (whole, as compared); None where nothing is known of it."""
        return next((self._endings[group] for group in self._groups(column) if group in self._endings), None)

    def _groups(self, column: Column) -> Iterator[str]:
        """The groups that have the heading of ``column``; for one of a campaign's own words, that of its role."""
        name = bare(column.heading)
        named = [group for group, names in self._names.items() if name in names]
        yield from named or ([column.own_role] if column.own_role in self.words.roles else [])

    def _ended_alike(self, name: str) -> Iterator[str]:
        for family in self.words.like_endings:
            ending = next((ending for ending in family if name.endswith(ending)), None)
            stem = name.removesuffix(ending) if ending is not None else ""
            if len(stem) >= _SHORTEST_STEM:
                yield from (stem + other for other in family if other != ending)

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {group: frozenset(map(bare, words)) for group, words in self.words.roles.items()}

    @cached_property
    def _endings(self) -> dict[str, re.Pattern[str]]:
        # Compiled by itself each is known by its name where patterns are tried on long texts.
        endings = {}
        for group, pattern in self.words.endings.items():
            ending = re.compile(pattern)
            endings[group] = ending
        return endings

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

    @cached_property
    def _titled(self) -> dict[str, re.Pattern[str]]:
        """The patterns of titles, by what they tell."""
        words = self.words
        patterns = {
            "ending": words.title_endings,
            "last": f"(?:{words.title_endings}|{words.title_matters})$",
            "report": words.reports.dress,
            "periodic": words.reports.periodic,
            "timetable": words.timetables + "$",
            "refused": words.refused.always,
            "doubtful": words.refused.unless_admitted,
            "admitted": words.refused.admitted,
        }
        return {name: re.compile(pattern) for name, pattern in patterns.items()}

    def matter_of(self, line: str) -> str:
        """Return what a line speaks of that ends as a title may, but called no table: 网络安全工作联系人; else ""."""
        text = _PARENTHESES.sub("", plain_key(line))
        return self._beside_endings(text) if self._titled["last"].search(text) else ""

    def _beside_endings(self, folded: str, *known: str) -> str:
        return self._titled["ending"].sub("", self.topic(self.without_bodies(folded), *known))

    def report_of(self, title: str) -> str:
        """Return what a report speaks of by its title, but that it is one (“双减”工作总结); "" where it is silent."""
        return self._titled["report"].sub("", self._beside_endings(plain_key(title)))

    def is_periodic(self, title: str) -> bool:
        """Say whether a title is of what everybody writes from time to time: 上半年工作总结."""
        return self._titled["periodic"].search(plain_key(title)) is not None

    def is_timetable(self, title: str, *known: str) -> bool:
        """Say whether a title is of when one matter, beside those ``known`` (as compared), is done where."""
        folded = _PARENTHESES.sub("", plain_key(title))
        named = self._titled["timetable"].search(folded)
        return named is not None and bool(self._beside_endings(folded[: named.start()], *known))

    def names_other_kind(self, title: str) -> bool:
        """Say whether a title calls its table what no form is called."""
        return any(key(word) in plain_key(title) for word in self.words.other_kinds)

    def lists_refused(self, title: str) -> bool:
        """Say whether a title is of what may not come in, or has to go: 进校园事项负面清单, 进校园活动清理台账."""
        folded = _PARENTHESES.sub("", plain_key(title))
        told = self._titled["doubtful"].search(folded) and not self._titled["admitted"].search(folded)
        return bool(told or self._titled["refused"].search(folded))

    def without_topics(self, folded: str) -> str:
        """Return a title (as compared) without the words of what other tables speak of."""
        return self._topics.sub("", folded)

    def topics_in(self, folded: str) -> tuple[str, ...]:
        """Return the words of what other tables speak of in a title (as compared)."""
        return tuple(dict.fromkeys(self._topics.findall(folded)))

    def without_bodies(self, folded: str) -> str:
        """Return a title (as compared) without bodies that are called after what other tables speak of: 医保局."""
        return self._topic_bodies.sub("", folded)

    @cached_property
    def _any_topic(self) -> str:
        return "|".join(sorted(map(re.escape, map(key, self.words.other_topics)), key=len, reverse=True))

    @cached_property
    def _topics(self) -> re.Pattern[str]:
        return re.compile(self._any_topic)

    @cached_property
    def _topic_bodies(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._any_topic}){self.words.topic_bodies}")

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
        return re.compile(rf"^(?:[^()、,]{{2,14}}?(?:{self.words.body_endings}|[县市区](?![级属区域内])))+")

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
