"""A 疑点 of a campaign: words of which a row that stays, is listed or mended should be free, and what excuses them.

The operators are few and closed, each a key of the YAML; there is no language to write expressions in.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Annotated, Literal, NamedTuple, Self, TypeAlias

from pydantic import Field, model_validator

from jianfu_cli.core.language.denial import TITLE, denies, is_denied, sentence
from jianfu_cli.core.language.frequency import SIGNS, highest_frequency
from jianfu_cli.core.language.glance import traces
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.base import Model
from jianfu_cli.core.model.roles import ColumnRole

_MOST_WORDS = 120
_GAP = "…"
_MOST_KNOWN = 4096
# Within a clause, and no further: the patterns stay linear.
_BETWEEN = r"[^,。;!?\n]{0,12}?"
# What 切实, 进一步 and the like add to a phrase that says nothing.
_SLACK = 6
_CLAUSES = pattern_of(r"[,。;!?、\n]+")
_DEFINITE = pattern_of(rf"[\d{TITLE}〇]")
_TIME_COLUMNS = frozenset({ColumnRole.HELD, ColumnRole.FREQUENCY})

Where: TypeAlias = Literal["kept", "listed", "measures", "any"]
Word = Annotated[str, Field(min_length=1, max_length=30)]
Words = Annotated[tuple[Word, ...], Field(max_length=_MOST_WORDS)]
Row: TypeAlias = Mapping[ColumnRole, str]


class Doubt(NamedTuple):
    """What speaks against a row: the ``words`` as they stand (folded) in the column of ``role``."""

    role: ColumnRole
    words: str


class Sign(Model):
    """One way in which a row shows what is looked for; words are found whatever their width, case and blanks.

    ``…`` within a word stands for up to twelve characters of the same clause.
    """

    columns: tuple[ColumnRole, ...] = Field((), description="在哪几列里找，按列的角色；also 里不写就同上")
    words: Words = Field((), description="要找的词；… 代表同一分句里不超过12个字。前后有 不、禁止、取消 等否定的不算")
    with_: Words = Field((), alias="with", description="同一行各列里还要有其中一个词才算")
    unless: Words = Field((), description="同一句里有其中一个词就不算")
    unless_row: Words = Field((), description="同一行各列里有其中一个词就不算")
    only: bool = Field(False, description="整格只有这些空话才算；有文件名、数字或别的分句就不算")
    askers_not: Words = Field((), description="实施单位名称里有其中一个词的不算；没有写实施单位的也不算")
    per_year: int | None = Field(None, gt=0, le=400, description="一年多于几次就算；每日、每周、每月按365、52、12次计")

    @cached_property
    def _looked_for(self) -> re.Pattern[str]:
        return _any_of(self.words)

    @cached_property
    def _beside(self) -> re.Pattern[str]:
        return _any_of(self.with_)

    @cached_property
    def _excusing(self) -> re.Pattern[str]:
        return _any_of(self.unless)

    @cached_property
    def _excusing_row(self) -> re.Pattern[str]:
        return _any_of(self.unless_row)

    @cached_property
    def _entitled(self) -> re.Pattern[str]:
        return _any_of(self.askers_not)

    @property
    def told_by(self) -> tuple[str, ...]:
        """What a text that shows the sign has one of; what has it need not show the sign."""
        return SIGNS if self.per_year else self.words

    def found_in(self, row: Row, columns: tuple[ColumnRole, ...]) -> Doubt | None:
        """Return the first thing in ``columns`` of the folded ``row`` that shows it, None where nothing does."""
        if not self._concerns(row):
            return None
        stated = ((role, self.stated(role, row[role])) for role in columns if row.get(role))
        return next((Doubt(role, words) for role, words in stated if words), None)

    def _concerns(self, row: Row) -> bool:
        asker = row.get(ColumnRole.BODY, "")
        if self.askers_not and (not asker or self._entitled.search(asker)):
            return False
        texts = [text for role, text in row.items() if role is not ColumnRole.BODY]
        if self.with_ and not any(map(self._beside.search, texts)):
            return False
        return not (self.unless_row and any(map(self._excusing_row.search, texts)))

    def stated(self, role: ColumnRole, text: str) -> str:
        """Return the words of a folded ``text`` in the column of ``role`` that show it, "" where none do."""
        if self.only:
            return self._nothing_else(text)
        for start, end in self._places(role, text):
            first, last = sentence(text, start, end)
            excused = self.unless and self._excusing.search(text, first, last)
            if not excused and not is_denied(text, start, end):
                return text[start:end]
        return ""

    def _places(self, role: ColumnRole, text: str) -> Iterator[tuple[int, int]]:
        if self.per_year:
            often = highest_frequency(text, bare=role in _TIME_COLUMNS)
            if often and often.a_year > self.per_year:
                yield often.start, often.end
            return
        for match in self._looked_for.finditer(text):
            # 任课教师不参与值守: what denies may stand within the words.
            if not any(map(denies, (between for between in match.groups() if between))):
                yield match.span()

    def _nothing_else(self, text: str) -> str:
        clauses = [clause for clause in _CLAUSES.split(text) if clause]
        said = [self._looked_for.search(clause) for clause in clauses]
        empty = all(
            match and len(clause) - len(match.group()) <= _SLACK and not _DEFINITE.search(clause)
            for clause, match in zip(clauses, said, strict=True)
        )
        return text if clauses and empty else ""


class Watch(Sign):
    """One 疑点: its code and page, where it is looked for, and the signs by which it is known."""

    code: str = Field(pattern=r"^JF9(?:0[1-9]|[1-4]\d)$", description="代码：JF901 到 JF949，自己加的从 JF912 起")
    name: str = Field(pattern=r"^[a-z][a-z0-9-]{2,39}$", description="英文名称，小写字母和连字符")
    finds: str = Field(min_length=1, description="查什么，一句话")
    asks: str = Field(min_length=1, description="提醒里写在找到的词后面的话，如 保留的事项不应再要求留痕")
    basis: str = Field("", description="依据通知哪一条")
    why: str = Field("", description="为什么")
    fix: str = Field("", description="怎么改")
    level: Literal["warning", "info"] = Field("warning", description="级别；疑点只请人核对，从不算错误")
    where: Where | Annotated[tuple[Where, ...], Field(min_length=1)] = Field(
        ("kept", "listed"),
        description="哪些行：kept 保留或优化的问题，listed 白名单、申请，measures 整改清单，any 各表；可写几个",
    )
    belongs: dict[str, Words] = Field({}, description="类别 → 词：事项明显属于另一个类别就算")
    also: tuple[Sign, ...] = Field((), description="同一疑点的其他情形，写法同上")
    bad: tuple[dict[ColumnRole, str], ...] = Field((), description="错例：列的角色 → 内容，一例一行")
    good: tuple[dict[ColumnRole, str], ...] = Field((), description="正例，写法同上")

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        every: tuple[Sign, ...] = (self, *self.also)
        for sign in every:
            if not (sign.words or sign.per_year or (sign is self and self.belongs)):
                raise ValueError("words、per_year、belongs 至少要写一样")
        if not (self.columns or self.belongs):
            raise ValueError("columns 要写明在哪几列里找")
        return self

    @property
    def places(self) -> tuple[Where, ...]:
        """The kinds of row that it looks at."""
        return (self.where,) if isinstance(self.where, str) else self.where

    @cached_property
    def signs(self) -> tuple[tuple[Sign, tuple[ColumnRole, ...]], ...]:
        """Each sign with the columns in which its words are looked for."""
        every: tuple[Sign, ...] = (self, *self.also) if self.words or self.per_year else self.also
        return tuple((sign, sign.columns or self.columns) for sign in every)

    @cached_property
    def reads(self) -> tuple[ColumnRole, ...]:
        """The columns whose texts it must be handed; ``with`` and ``unless_row`` look at all of them but the body."""
        looked_at = [role for _, columns in self.signs for role in columns]
        grouped = self.belongs or any(sign.with_ for sign, _ in self.signs)
        further = [ColumnRole.MATTER, ColumnRole.CATEGORY] if grouped else []
        asked = [ColumnRole.BODY] if any(sign.askers_not for sign, _ in self.signs) else []
        return tuple(dict.fromkeys((*self.columns, *looked_at, *further, *asked)))

    @cached_property
    def _category_words(self) -> dict[str, re.Pattern[str]]:
        return {category: _any_of(words) for category, words in self.belongs.items()}

    def traces(self, role: ColumnRole) -> frozenset[frozenset[str]]:
        """By what each thing looked for in the column of ``role`` is told (``glance.traces``)."""
        told = [sign.told_by for sign, columns in self.signs if role in columns]
        belonging = self.belongs.values() if role is ColumnRole.MATTER else ()
        return frozenset(traces(map(key, word.split(_GAP))) for word in chain.from_iterable((*told, *belonging)))

    def states(self, role: ColumnRole, text: str) -> bool:
        """Say whether a ``folded`` text in the column of ``role`` shows a sign, whatever else its row says."""
        stated = any(role in columns and sign.stated(role, text) for sign, columns in self.signs)
        return stated or (role is ColumnRole.MATTER and self._belonging(text) is not None)

    def doubt(self, row: Row, category: str | None = None) -> Doubt | None:
        """Return what speaks against a row of ``folded`` texts; ``category`` is its own, as the campaign has it."""
        found = (sign.found_in(row, columns) for sign, columns in self.signs)
        return next((doubt for doubt in found if doubt), None) or self._elsewhere(row, category)

    def _elsewhere(self, row: Row, category: str | None) -> Doubt | None:
        """Tell the one other category to which the matter plainly belongs."""
        if category is None or not self.belongs:
            return None
        meant = self._belonging(row.get(ColumnRole.MATTER, ""))
        return Doubt(ColumnRole.CATEGORY, meant) if meant and meant != category else None

    def _belonging(self, matter: str) -> str | None:
        """Return the one category to which a matter plainly belongs."""
        if matter not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[matter] = self._one_category(matter)
        return self._known[matter]

    @cached_property
    def _known(self) -> dict[str, str | None]:
        # A matter stands in several of a unit's forms.
        return {}

    def _one_category(self, matter: str) -> str | None:
        meant = [named for named, pattern in self._category_words.items() if pattern.search(matter)]
        return meant[0] if len(meant) == 1 else None


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of any of ``words``, longest first; what stands for … is a group."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_pattern, longest)) or "(?!)")


def _pattern(word: str) -> str:
    return f"({_BETWEEN})".join(re.escape(key(part)) for part in word.split(_GAP))
