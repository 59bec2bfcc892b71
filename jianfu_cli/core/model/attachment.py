"""What a schema file says of one 附件: its header block, columns, notes or outline."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key as folded
from jianfu_cli.core.model.base import MisplacedError, Model
from jianfu_cli.core.model.column import Column, Key, Limit, by_telling_type
from jianfu_cli.core.model.outline import Section, numbered
from jianfu_cli.core.model.roles import OUTLINES, ROLE_WORDS, ColumnRole, FormRole, forms_for

CHINESE_NUMBERS = {chinese: str(number) for number, chinese in enumerate("一二三四五六七八九十", start=1)}
"""``二 → 2``, as 附件二 and （二） count."""

ID_PATTERN = r"^[a-z][a-z0-9-]{0,31}$"
"""What an attachment's id looks like: ``a2``, ``clues``."""

HeaderKey: TypeAlias = Literal["unit", "reported_on", "reporter", "declared_total"]


class HeaderField(Model):
    """One label of the header block, e.g. ``填报单位（盖章）：``, with its value after it."""

    key: HeaderKey = Field(description="填报单位、填报时间、填报人员及电话、总量")
    label: str = Field(description="表样上的栏目名，不带冒号")
    type: Literal["unit", "date", "contact", "total"] = Field(description="与 key 依次对应")
    placeholder: str = Field("", description="空白表上印出的待填内容，如 2024 年__月__日")
    suffix: str = Field("", description="值后面的字，如 项")
    synonyms: tuple[str, ...] = Field((), description="也认得的其他写法")

    @property
    def name(self) -> str:
        """What people call the field: 填报单位（盖章） is 填报单位, and …总量为 leads to the number."""
        return self.label.partition("（")[0].removesuffix("为")


class Attachment(Model):
    """One 附件: a table with columns or an outline with sections."""

    id: str = Field(pattern=ID_PATTERN, description="代号，如 a2、clues，各件不同；没有别的含义")
    number: int | None = Field(None, ge=1, le=99, description="附件几，各件不同；不是通知的附件的不写，以 title 相称")
    version: str = Field(description="表样第几版；改了列就加一，旧版的表会提醒")
    kind: Literal["table", "outline"] = Field(description="表格还是提纲")
    role: FormRole | None = Field(
        None, description="这件附件的角色：规则、数字、文稿按它认，不认序号和表名；没有的不写"
    )
    title: str = Field(min_length=1, description="表名，与通知一字不差")
    also_titled: tuple[str, ...] = Field((), description="也认得的其他表名")
    counted_as: str = Field("", description="统计时怎样称呼它的一行，如 摸排问题；不写时按角色")
    titled_like: tuple[str, ...] = Field((), description="也认得的表名，写成正则表达式，如 进校园(?:事项|活动)清单")
    told_by_words: tuple[str, ...] = Field((), description="标题里有其中一个词，又有几列对得上，就是这张表，如 进校园")
    told_by: tuple[tuple[Key, ...], ...] | None = Field(
        None, description="别的表没有的列：每一组里的列都在，就是这张表；不写的按列名推断，[] 表示没有"
    )
    nil_allowed: bool = Field(True, description="可否零报告")
    header: tuple[HeaderField, ...] = Field((), description="表头的栏目，表格才有")
    columns: tuple[Column, ...] = Field((), description="各列，表格才有")
    notes: tuple[str, ...] = Field((), description="印在表下的备注")
    sections: tuple[Section, ...] = Field((), description="各级标题，提纲才有")
    limit: Limit | None = Field(None, description="全文字数上限：campaign 文件 limits 里的键名")

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if self.kind == "table" and (not self.columns or self.sections):
            raise ValueError("kind 为 table 的附件要写 columns，不写 sections")
        if self.kind == "outline" and (not self.sections or self.columns):
            raise ValueError("kind 为 outline 的附件要写 sections，不写 columns")
        _no_twins("columns", "key", [column.key for column in self.columns])
        _no_twins("header", "key", [field.key for field in self.header])
        _no_twins("columns", "heading", [folded(column.full_heading) for column in self.columns])
        unknown = {key for keys in self.told_by or () for key in keys} - {column.key for column in self.columns}
        if unknown:
            raise ValueError(f"told_by 里有不是列的 key：{'、'.join(sorted(unknown))}")
        return self

    @model_validator(mode="after")
    def _can_be_called_by_its_title(self) -> Self:
        if self.number is None and (len(self.title) > _LONGEST_LABEL or _NOT_IN_SHEET_NAMES.search(self.title)):
            raise MisplacedError(
                f"没有写 number 的附件以 title 作工作表名：不超过 {_LONGEST_LABEL} 字，没有 \\ / ? * [ ] :", "title"
            )
        return self

    @model_validator(mode="after")
    def _can_play_its_role(self) -> Self:
        if self.role and (self.role in OUTLINES) != (self.kind == "outline"):
            kind = "outline" if self.role in OUTLINES else "table"
            raise MisplacedError(f"{self.role} 的 kind 应为 {kind}", "role")
        return self

    @model_validator(mode="after")
    def _has_columns_of_its_role(self) -> Self:
        for place, column in enumerate(self.columns):
            if self.role and column.role and self.role not in forms_for(column.role):
                fit = "、".join(sorted(forms_for(column.role)))
                said = f"role 为 {self.role} 的附件不能有 {column.role} 的列（附件的 role 应为 {fit} 之一）"
                raise MisplacedError(said, "columns", place, "role")
        return self

    @model_validator(mode="after")
    def _has_one_column_of_a_role(self) -> Self:
        first: dict[ColumnRole, int] = {}
        for place, column in enumerate(self.columns):
            role = column.own_role
            if role and first.setdefault(role, place) != place:
                other = self.columns[first[role]].heading
                raise MisplacedError(
                    f"“{other}”和“{column.heading}”的角色都是 {role}，只能有一列（没有写 role 的，改一个 key）",
                    *("columns", place, "role" if column.role else "key"),
                )
        return self

    def __hash__(self) -> int:
        """Equal attachments bear one id; to hash all columns at every look-up would take longer than what it finds."""
        return hash(self.id)

    @property
    def label(self) -> str:
        """``附件2``, as everyone calls it; of what is no 附件 of the notice, its title."""
        return f"附件{self.number}" if self.number else self.title

    def form_heading(self, issuer: str, document_number: str) -> str:
        """What statistical forms print at their top right, a line each: 表号, 制定机关, 文号 where there is one."""
        lines = (("表号", self.label), ("制定机关", issuer), ("文号", document_number))
        return "\n".join(f"{what}：{value}" for what, value in lines if value)

    @property
    def file_stem(self) -> str:
        """The file name of a blank without its extension: ``附件2_专项整治问题摸排清单``."""
        return f"{self.label}_{self.title}" if self.number else self.title

    @property
    def headed(self) -> str:
        """Number and title, as a heading has them: ``附件2 专项整治问题摸排清单``, ``问题线索台账``."""
        return f"{self.label} {self.title}" if self.number else self.title

    @property
    def named(self) -> str:
        """Number and title, as papers cite it: ``附件2《专项整治问题摸排清单》``, ``《问题线索台账》``."""
        return f"{self.label if self.number else ''}《{self.title}》"

    @property
    def titles(self) -> tuple[str, ...]:
        """All names by which the attachment is known, the notice's own first."""
        return (self.title, *self.also_titled)

    @cached_property
    def column_by_key(self) -> dict[str, Column]:
        """The columns by their key."""
        return {column.key: column for column in self.columns}

    @cached_property
    def role_by_key(self) -> dict[str, ColumnRole]:
        """The roles of the columns that have one, by key: as written, as the key says, or as the type of one says."""
        roles = {column.key: column.own_role for column in self.columns if column.own_role}
        for role, columns in by_telling_type(self.columns).items():
            if role not in roles.values() and len(columns) == 1:
                roles[columns[0].key] = role
        return roles

    @cached_property
    def column_by_role(self) -> dict[ColumnRole, Column]:
        """The columns that have a role, by it."""
        return {role: self.column_by_key[key] for key, role in self.role_by_key.items()}

    def asked_by(self, key: str) -> str:
        """Return what the column ``key`` is asked for by, no two columns by the same: its role, else the key itself.

        A key that is the word for a role which its column does not play is marked: another may play it.
        """
        return self.role_by_key.get(key) or (f"{key}*" if key in ROLE_WORDS else key)

    @cached_property
    def secrets(self) -> frozenset[str]:
        """The keys of the columns whose values leave no trace."""
        return frozenset(column.key for column in self.columns if column.secret)

    def keeps_secret(self, heading: str) -> bool:
        """Say whether a column headed so, however often it comes, is one of those that leave no trace."""
        return _bare(heading) in self._secret_headings

    @cached_property
    def _secret_headings(self) -> frozenset[str]:
        secret = [column for column in self.columns if column.secret]
        return frozenset(_bare(name) for column in secret for name in (column.heading, *column.synonyms))

    @property
    def named_in_text(self) -> str:
        """Its title as prose has it, without what says that it is a form: 参考模板, 目录, 清单."""
        return _FORM_WORDS.sub("", self.title) or self.title

    @property
    def filed_title(self) -> str:
        """The title of what comes back, which is no model or outline of itself: ``专项整治工作总结报告``."""
        return _BLANK_WORDS.sub("", self.title) or self.title

    @property
    def filed(self) -> str:
        """Number and title of what comes back, as a heading has them: ``附件4 专项整治工作总结报告``."""
        return f"{self.label} {self.filed_title}" if self.number else self.filed_title

    @property
    def owed(self) -> str:
        """What a unit owes, as a letter names it: ``专项整治工作总结报告（附件4）``, not the outline of one."""
        return f"{self.filed_title}（{self.label}）" if self.number else self.filed_title

    @property
    def rows_called(self) -> str:
        """What a row of it is called where rows are counted: ``摸排问题``."""
        return self.counted_as or _ROWS_CALLED.get(self.role, self.named_in_text)

    @property
    def act_called(self) -> str:
        """What its rows say is done: ``整改`` of 整改事项, ``处置`` of 处置事项."""
        return act_of(self.rows_called)

    def header_field(self, key: str) -> HeaderField | None:
        """Return the header field ``key``, or None where this attachment has none."""
        return next((field for field in self.header if field.key == key), None)

    def numbered_sections(self) -> Iterator[tuple[int, str, Section]]:
        """Yield ``(level, number, section)`` in order, numbered 一、 / （一） / 1. as the notice does."""
        yield from numbered(self.sections)


def _no_twins(items: str, name: str, values: Sequence[str]) -> None:
    """Refuse two ``items`` of one value: nobody could tell which is meant."""
    for place, value in enumerate(values):
        if value in values[:place]:
            raise MisplacedError(f"{items} 里有重复的 {name}：{value}", items, place, name)


# A sheet's name holds 31 characters; some are for what tells several sheets apart.
_LONGEST_LABEL = 25
_NOT_IN_SHEET_NAMES = pattern_of(r"[\\/?*\[\]:]")
_ASIDE = pattern_of(r"\([^()]*\)")


def _bare(heading: str) -> str:
    folded_heading = folded(heading)
    return _ASIDE.sub("", folded_heading) or folded_heading


_FORM_WORDS = pattern_of(r"(?:参考模板|模板|目录)$")
_BLANK_WORDS = pattern_of(r"(?:参考模板|模板|样表|提纲)$")
_ROWS_CALLED: dict[FormRole | None, str] = {FormRole.PROBLEMS: "问题", FormRole.RECTIFICATIONS: "整改事项"}
_ROW_WORDS = pattern_of(r"(?:事项|任务|项目|情况)$")


def act_of(rows_called: str) -> str:
    """Return what is done, of what the rows that tell of it are called: ``整改`` of 整改事项."""
    return _ROW_WORDS.sub("", rows_called) or rows_called
