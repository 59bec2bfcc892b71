"""What a schema file says of one column: its heading, its type and role, what may stand in it."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from jianfu_cli.core.language.choices import chosen
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quantities import plain
from jianfu_cli.core.model.base import MisplacedError, Model
from jianfu_cli.core.model.meanings import ClueOutcome, Disposition
from jianfu_cli.core.model.roles import ROLE_WORDS, ColumnRole, types_for


class ColumnType(StrEnum):
    """What a column holds; the rules of family JF2xx go by it."""

    SEQUENCE = "sequence"
    TEXT = "text"
    CATEGORY = "category"
    CHOICE = "choice"
    BODY = "body"
    FREE_TIME = "free-time"
    DATE = "date"
    DEADLINE = "deadline"
    PHONE = "phone"
    EMAIL = "email"
    DOCUMENT_NUMBER = "document-number"
    NUMBER = "number"
    PERCENT = "percent"
    CODE = "code"
    YES_NO = "yes-no"


class Prefill(StrEnum):
    """What the campaign itself knows of a row carried into a blank: who fills it in need only write what differs."""

    DOCUMENT_NUMBER = "document_number"
    RECTIFICATION_BY = "rectification_by"
    UNIT = "unit"


LAID_DOWN = frozenset({Prefill.DOCUMENT_NUMBER, Prefill.RECTIFICATION_BY})
"""What of it the notice says."""


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="英文键名，在本表内不重复；可以任意取")]
Limit = Annotated[str, Field(description="campaign 文件 limits 里的键名")]


class Choice(Model):
    """One value that a column of type choice takes."""

    name: str = Field(description="可选值，与通知表样一字不差")
    meaning: Disposition | None = Field(None, description="意见建议的含义：abolish 清理，keep 保留，improve 优化")
    outcome: ClueOutcome | None = Field(
        None, description="核查结果的含义：confirmed 属实，partly 部分属实，unfounded 不属实，pending 待核查"
    )
    synonyms: tuple[str, ...] = Field((), description="填错时据此提示的近义词")


AnyChoice = Annotated[
    Choice,
    BeforeValidator(
        lambda value: {"name": value} if isinstance(value, str) else value, json_schema_input_type=str | Choice
    ),
]
"""A choice; one with nothing more to say is written as its bare name."""


YES_OR_NO = (
    Choice(name="是", synonyms=("√", "对", "有", "已", "y", "yes", "true", "1")),
    Choice(name="否", synonyms=("×", "不", "无", "没有", "未", "n", "no", "false", "0")),
)
"""The choices of a column of type yes-no."""

# Which keys belong to which types of column.
_OF_TYPES = {
    "choices": frozenset({ColumnType.CHOICE}),
    "min": frozenset({ColumnType.NUMBER, ColumnType.PERCENT}),
    "max": frozenset({ColumnType.NUMBER, ColumnType.PERCENT}),
    "decimals": frozenset({ColumnType.NUMBER}),
    "unit": frozenset({ColumnType.NUMBER}),
    "total": frozenset({ColumnType.NUMBER}),
    "pattern": frozenset({ColumnType.CODE}),
    "pattern_says": frozenset({ColumnType.CODE}),
    "max_words": frozenset({ColumnType.TEXT}),
    "prefill": frozenset(
        {ColumnType.TEXT, ColumnType.BODY, ColumnType.DOCUMENT_NUMBER, ColumnType.DATE, ColumnType.DEADLINE}
    ),
}
_NEEDED = {ColumnType.CHOICE: "choices", ColumnType.CODE: "pattern"}


# In brackets, and longer than a unit or a second name.
_TELLING = pattern_of(r"[(（](?:[^()（）]*字以内|[^()（）]{6,})[)）]")


class Column(Model):
    """One column of a table, as the notice heads it."""

    key: Key
    heading: str = Field(description="列名，与通知表样一字不差")
    type: ColumnType = Field(description="列里填什么，决定怎样检查")
    role: ColumnRole | None = Field(
        None, description="列的角色：规则、数字、文稿按它认列；不写时，key 是角色名的就是它"
    )
    subheading: str = Field("", description="列名下的第二行，如 清理/保留/优化")
    required: bool = Field(True, description="是否必填")
    choices: tuple[AnyChoice, ...] = Field((), description="type 为 choice 时的可选值，只有名称的直接写名称")
    limit: Limit | None = Field(None, description="字数上限：campaign 文件 limits 里的键名")
    max_words: int | None = Field(None, gt=0, description="type 为 text 时的字数上限（按 Word 字数）")
    min: float | None = Field(None, description="最小值；type 为 percent 时以 % 计")
    max: float | None = Field(None, description="最大值；type 为 percent 时以 % 计")
    decimals: int | None = Field(None, ge=0, le=6, description="type 为 number 时最多几位小数")
    unit: str = Field("", description="type 为 number 时的计量单位，如 人、元")
    total: bool = Field(False, description="type 为 number 时，汇总求和：列入总览、分单位和 merge.json")
    pattern: str = Field("", description="type 为 code 时的正则表达式，须与全文相符")
    pattern_says: str = Field("", description="用一句话说明编码的写法，如 JY 加 14 位数字")
    secret: bool = Field(False, description="保密：内容不出现在任何输出里，只留在退给填报单位自己的副本中")
    prefill: Prefill | None = Field(
        None,
        description="带入空白表的行里先写上什么，可以改：document_number 通知的文号，"
        "rectification_by 整改阶段的最后一天（stages 里 rectification: true 的 by，没有的用 ends_on），"
        "unit 填报单位的名称",
    )
    synonyms: tuple[str, ...] = Field((), description="也认得的其他列名")
    width: float = Field(14, gt=0, le=120, description="列宽，以半角字符计")
    hint: str = Field("", max_length=255, description="填写提示")
    example: str = Field("", description="示例")

    @model_validator(mode="after")
    def _keys_suit_the_type(self) -> Self:
        for name, types in _OF_TYPES.items():
            default = type(self).model_fields[name].default
            if getattr(self, name) != default and self.type not in types:
                raise MisplacedError(
                    f"type 为 {self.type} 的列不能写 {name}（只能用于 {'、'.join(sorted(types))}）", name
                )
        needed = _NEEDED.get(self.type)
        if needed and not getattr(self, needed):
            raise ValueError(f"type 为 {self.type} 的列要写 {needed}")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise MisplacedError("min 大于 max", "min")
        if self.limit and self.max_words:
            raise MisplacedError("limit 和 max_words 只写一个", "max_words")
        return self

    @model_validator(mode="after")
    def _pattern_can_be_read(self) -> Self:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise MisplacedError(f"不是合法的正则表达式（{error}）", "pattern") from error
        return self

    @model_validator(mode="after")
    def _can_play_its_role(self) -> Self:
        if self.role and self.secret:
            raise MisplacedError("secret 为 true 的列不能有 role：内容不供任何规则、数字和文稿使用", "role")
        if self.role and self.type not in types_for(self.role):
            fit = "、".join(sorted(types_for(self.role)))
            raise MisplacedError(f"type 为 {self.type} 的列不能是 {self.role}（type 应为 {fit} 之一）", "role")
        return self

    @property
    def own_role(self) -> ColumnRole | None:
        """The role as written, else the one that the key names where the type can play it; no secret plays any."""
        if self.role or self.secret or self.key not in ROLE_WORDS:
            return self.role
        named = ColumnRole(self.key)
        return named if self.type in types_for(named) else None

    @property
    def full_heading(self) -> str:
        """The heading with its second line, as the blank prints it."""
        return f"{self.heading}\n{self.subheading}" if self.subheading else self.heading

    @property
    def called(self) -> str:
        """The heading without what it tells the filler: ``主要内容`` of ``主要内容（100字以内）``; a unit stays."""
        return _TELLING.sub("", self.heading).strip() or self.heading

    @cached_property
    def choice_names(self) -> tuple[str, ...]:
        """The values that the column takes, as the form words them; () where it takes any."""
        return tuple(choice.name for choice in self.options)

    @property
    def options(self) -> tuple[Choice, ...]:
        """The choices that the column takes; () where people write freely."""
        return YES_OR_NO if self.type is ColumnType.YES_NO else self.choices

    @property
    def asks(self) -> list[str]:
        """What else it asks of a value, for people: ``不小于 0``, ``最多 2 位小数``."""
        sign = "%" if self.type is ColumnType.PERCENT else self.unit
        return [
            *([f"不小于 {plain(self.min)}{sign}"] if self.min is not None else []),
            *([f"不大于 {plain(self.max)}{sign}"] if self.max is not None else []),
            *([f"最多 {self.decimals} 位小数" if self.decimals else "整数"] if self.decimals is not None else []),
            *([self.pattern_says] if self.pattern_says else []),
        ]

    @property
    def has_meanings(self) -> bool:
        """Whether any of the choices says what is to become of a matter."""
        return any(choice.meaning for choice in self.choices)

    def choice(self, text: str) -> str | None:
        """Return the one choice that ``text`` says or ticks, as the form words it; None where it says none."""
        return chosen(text, self.choice_names)

    def meaning(self, text: str) -> Disposition | None:
        """Return what the choice ``text`` means, None where it is none or has no meaning of its own."""
        return self._meanings.get(self.choice(text) or "")

    def outcome(self, text: str) -> ClueOutcome | None:
        """Return what the choice ``text`` says of a clue that was verified, None where it says nothing."""
        said = self.choice(text)
        return next((choice.outcome for choice in self.choices if choice.name == said), None)

    @cached_property
    def _meanings(self) -> dict[str, Disposition | None]:
        return {choice.name: choice.meaning for choice in self.choices}


_TELLING_TYPES = {
    ColumnType.SEQUENCE: ColumnRole.SEQUENCE,
    ColumnType.CATEGORY: ColumnRole.CATEGORY,
    ColumnType.DEADLINE: ColumnRole.DEADLINE,
    ColumnType.CHOICE: ColumnRole.DISPOSITION,
}


def by_telling_type(columns: Iterable[Column]) -> dict[ColumnRole, list[Column]]:
    """Return the columns of each type that says by itself what a column is for."""
    found: dict[ColumnRole, list[Column]] = {}
    for column in columns:
        role = _TELLING_TYPES.get(column.type)
        means_nothing = role is ColumnRole.DISPOSITION and not column.has_meanings
        if role and not (column.own_role or column.secret or means_nothing):
            found.setdefault(role, []).append(column)
    return found
