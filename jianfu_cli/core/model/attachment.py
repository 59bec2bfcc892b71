"""What a schema file says of one 附件: its header block, columns, notes or outline."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from jianfu_cli.core.language.text import key as folded
from jianfu_cli.core.model.dispositions import Disposition


class Model(BaseModel):
    """Base of everything read from YAML: unknown keys are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


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


CHINESE_NUMBERS = {chinese: str(number) for number, chinese in enumerate("一二三四五六七八九十", start=1)}
"""``二 → 2``, as 附件二 and （二） count."""

# The attachments whose rows mean the same in every campaign (contract.md, Terms), whatever it titles them.
PROBLEMS, RECTIFICATIONS, REPORT, DOCUMENTS, WHITELIST = "a2", "a3", "a4", "a6", "a7"

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="英文键名，规则按它认列")]
Limit = Annotated[str, Field(description="campaign 文件 limits 里的键名")]


class HeaderField(Model):
    """One label of the header block, e.g. ``填报单位（盖章）：``, with its value after it."""

    key: Literal["unit", "reported_on", "reporter", "declared_total"]
    label: str = Field(description="表样上的栏目名，不带冒号")
    type: Literal["unit", "date", "contact", "total"]
    placeholder: str = Field("", description="空白表上印出的待填内容，如 2024 年__月__日")
    suffix: str = Field("", description="值后面的字，如 项")
    synonyms: tuple[str, ...] = ()


class Choice(Model):
    """One value that a column of type choice takes."""

    name: str = Field(description="可选值，与通知表样一字不差")
    meaning: Disposition | None = Field(None, description="意见建议的含义：abolish 清理，keep 保留，improve 优化")
    synonyms: tuple[str, ...] = Field((), description="填错时据此提示的近义词")


AnyChoice = Annotated[
    Choice,
    BeforeValidator(
        lambda value: {"name": value} if isinstance(value, str) else value, json_schema_input_type=str | Choice
    ),
]
"""A choice; one with nothing more to say is written as its bare name."""


class Column(Model):
    """One column of a table, as the notice heads it."""

    key: Key
    heading: str = Field(description="列名，与通知表样一字不差")
    type: ColumnType
    subheading: str = Field("", description="列名下的第二行，如 清理/保留/优化")
    required: bool = True
    choices: tuple[AnyChoice, ...] = Field((), description="type 为 choice 时的可选值")
    limit: Limit | None = None
    synonyms: tuple[str, ...] = Field((), description="也认得的其他列名")
    width: float = Field(14, gt=0, le=120, description="列宽，以半角字符计")
    hint: str = Field("", max_length=255, description="填写提示")
    example: str = Field("", description="示例")

    @model_validator(mode="after")
    def _choices_for_choice(self) -> Self:
        if (self.type is ColumnType.CHOICE) != bool(self.choices):
            raise ValueError("type 为 choice 的列要写 choices，其他列不写")
        return self

    @property
    def full_heading(self) -> str:
        """The heading with its second line, as the blank prints it."""
        return f"{self.heading}\n{self.subheading}" if self.subheading else self.heading

    @cached_property
    def choice_names(self) -> tuple[str, ...]:
        """The values that the column takes, as the form words them; () where it takes any."""
        return tuple(choice.name for choice in self.choices)

    def meaning(self, text: str) -> Disposition | None:
        """Return what the choice ``text`` means, None where it is none or has no meaning of its own."""
        return self._meanings.get(folded(text))

    @cached_property
    def _meanings(self) -> dict[str, Disposition | None]:
        return {folded(choice.name): choice.meaning for choice in self.choices}


class Section(Model):
    """One heading of an outline; ``sections`` are the headings under it."""

    heading: str
    guidance: str = Field("", description="写作提示，印在空白提纲里")
    synonyms: tuple[str, ...] = Field((), description="也认得的其他标题")
    figures: Literal["problems", "whitelist"] | None = Field(
        None, description="new-template --from 把哪些数字带入初稿：摸排和整改，或白名单"
    )
    sections: tuple["Section", ...] = ()


class Attachment(Model):
    """One 附件: a table with columns or an outline with sections."""

    id: str = Field(pattern=r"^a[1-9][0-9]?$")
    number: int = Field(ge=1)
    version: str
    kind: Literal["table", "outline"]
    title: str = Field(description="表名，与通知一字不差")
    also_titled: tuple[str, ...] = Field((), description="也认得的其他表名")
    titled_like: tuple[str, ...] = Field((), description="也认得的表名，写成正则表达式，如 进校园(?:事项|活动)清单")
    told_by_words: tuple[str, ...] = Field((), description="标题里有其中一个词，又有几列对得上，就是这张表，如 进校园")
    told_by: tuple[tuple[Key, ...], ...] | None = Field(
        None, description="别的表没有的列：每一组里的列都在，就是这张表；不写的按列名推断，[] 表示没有"
    )
    nil_allowed: bool = Field(True, description="可否零报告")
    header: tuple[HeaderField, ...] = ()
    columns: tuple[Column, ...] = ()
    notes: tuple[str, ...] = Field((), description="印在表下的备注")
    sections: tuple[Section, ...] = ()
    limit: Limit | None = Field(None, description="全文字数上限：campaign 文件 limits 里的键名")

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if self.kind == "table" and (not self.columns or self.sections):
            raise ValueError("kind 为 table 的附件要写 columns，不写 sections")
        if self.kind == "outline" and (not self.sections or self.columns):
            raise ValueError("kind 为 outline 的附件要写 sections，不写 columns")
        for name, keys in (("columns", [c.key for c in self.columns]), ("header", [h.key for h in self.header])):
            if len(set(keys)) < len(keys):
                raise ValueError(f"{name} 里有重复的 key")
        unknown = {key for keys in self.told_by or () for key in keys} - {column.key for column in self.columns}
        if unknown:
            raise ValueError(f"told_by 里有不是列的 key：{'、'.join(sorted(unknown))}")
        return self

    def __hash__(self) -> int:
        """Equal attachments bear one id; to hash all columns at every look-up would take longer than what it finds."""
        return hash(self.id)

    @property
    def label(self) -> str:
        """``附件2``, as everyone calls it."""
        return f"附件{self.number}"

    @property
    def file_stem(self) -> str:
        """The file name of a blank without its extension: ``附件2_专项整治问题摸排清单``."""
        return f"{self.label}_{self.title}"

    @property
    def titles(self) -> tuple[str, ...]:
        """All names by which the attachment is known, the notice's own first."""
        return (self.title, *self.also_titled)

    @cached_property
    def column_by_key(self) -> dict[str, Column]:
        """The columns by their key."""
        return {column.key: column for column in self.columns}

    def header_field(self, key: str) -> HeaderField | None:
        """Return the header field ``key``, or None where this attachment has none."""
        return next((field for field in self.header if field.key == key), None)

    def numbered_sections(self) -> Iterator[tuple[int, str, Section]]:
        """Yield ``(level, number, section)`` in order, numbered 一、 / （一） / 1. as the notice does."""
        yield from _numbered(self.sections, 1)


_CHINESE = tuple(CHINESE_NUMBERS)


def _numbered(sections: tuple[Section, ...], level: int) -> Iterator[tuple[int, str, Section]]:
    for position, section in enumerate(sections):
        chinese = _CHINESE[position] if position < len(_CHINESE) else str(position + 1)
        number = {1: f"{chinese}、", 2: f"（{chinese}）"}.get(level, f"{position + 1}.")
        yield level, number, section
        yield from _numbered(section.sections, level + 1)
