"""What a campaign file says: categories, who files what by when, stages, limits, units."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.attachment import CHINESE_NUMBERS, PROBLEMS, Attachment, Model
from jianfu_cli.core.model.categories import Categories, Category
from jianfu_cli.core.model.dispositions import Disposition
from jianfu_cli.core.model.roster import Kind, Roster, Unit

# YAML reads a bare off as false.
Level = Annotated[
    Literal["error", "warning", "info", "off"], BeforeValidator(lambda value: "off" if value is False else value)
]


class Contact(Model):
    """Whom the units may ask; printed on 填写说明 and reminders where set."""

    office: str = ""
    phone: str = ""
    email: str = ""

    @property
    def line(self) -> str:
        """What is known of it in one line, "" where nothing is: ``某科室，电话 …，邮箱 …``."""
        parts = (("", self.office), ("电话 ", self.phone), ("邮箱 ", self.email))
        return "，".join(f"{what}{value}" for what, value in parts if value)


class Duty(Model):
    """One attachment of the campaign: its schema, and which unit kind files it by when."""

    form: str = Field(description="附件的 schema 文件名（不带 .yaml）")
    due: dict[Kind, date] = Field({}, description="各类单位的报送截止日期（当天算按时）")
    may: tuple[Kind, ...] = Field((), description="可以报、不必报的单位类别")


class Stage(Model):
    """One stage of the notice's schedule (三、时间安排)."""

    name: str
    by: date
    basis: str = ""
    rectification: bool = Field(False, description="整改应在此阶段内完成")


class Limits(Model):
    """The numbers the notice sets; words are 字数 as Word counts them."""

    content_words: int = Field(100, gt=0)
    report_words: int = Field(3000, gt=0)
    secondment_months: int = Field(6, gt=0)
    notice_months: int = Field(1, gt=0)
    documents_since: date = date(2019, 1, 1)
    whitelist_cap: int | None = Field(None, gt=0)


class CampaignFile(Model):
    """A campaign as its YAML file says it."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    title: str
    issuer: str
    document_number: str = ""
    city: str = Field("", description="市名；单位名称前的市名可省")
    notice_date: date
    ends_on: date
    spring_term_start: date | None = Field(None, description="春季学期开学日期：白名单应在此前公布（2025年起）")
    published_on: date | None = Field(None, description="白名单向社会公布的日期")
    subject: tuple[str, ...] = Field((), description="本次行动特有的词，表的标题里有它才算本次的表，如 [减负, 进校园]")
    contact: Contact = Contact()
    categories: tuple[Category, ...]
    duties: tuple[Duty, ...] = Field(min_length=1, alias="attachments")
    stages: tuple[Stage, ...] = ()
    limits: Limits = Limits()
    rules: dict[str, Level] = Field({}, description="调整规则级别")
    units: dict[Kind, tuple[Unit, ...]]

    @field_validator("units")
    @classmethod
    def _units_differ(cls, units: dict[Kind, tuple[Unit, ...]]) -> dict[Kind, tuple[Unit, ...]]:
        everyone = [unit for kind in units.values() for unit in kind]
        _no_repeats("有重名单位", (key(name) for unit in everyone for name in {unit.name, *unit.aliases}))
        return units

    @field_validator("categories")
    @classmethod
    def _categories_differ(cls, categories: tuple[Category, ...]) -> tuple[Category, ...]:
        _no_repeats("有重复的类别", (name for category in categories for name in (category.number, category.name)))
        return categories

    @field_validator("duties")
    @classmethod
    def _duties_differ(cls, duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
        _no_repeats("有重复的附件", (duty.form for duty in duties))
        return duties

    @field_validator("ends_on")
    @classmethod
    def _ends_after_the_notice(cls, ends_on: date, known: ValidationInfo) -> date:
        if ends_on < known.data.get("notice_date", ends_on):
            raise ValueError("早于 notice_date")
        return ends_on


def _no_repeats(what: str, names: Iterable[str]) -> None:
    repeated = sorted(name for name, count in Counter(names).items() if count > 1)
    if repeated:
        raise ValueError(f"{what}：{'、'.join(repeated)}")


class Campaign(CampaignFile):
    """A campaign with the schemas of its attachments: what every command is handed."""

    duties: tuple[Duty, ...]  # by this name alone: `attachments` are the schemas here
    attachments: tuple[Attachment, ...]

    @property
    def year(self) -> int:
        """The year meant where a date is written without one."""
        return self.notice_date.year

    @cached_property
    def roster(self) -> Roster:
        """The units, to be found by any of their names."""
        return Roster(self.units, self.city)

    @cached_property
    def category_names(self) -> Categories:
        """The categories, to be found by any of their names."""
        return Categories(self.categories)

    @cached_property
    def _attachment_by_id(self) -> dict[str, Attachment]:
        return {attachment.id: attachment for attachment in self.attachments}

    @cached_property
    def _duty_by_id(self) -> dict[str, Duty]:
        return {attachment.id: duty for attachment, duty in zip(self.attachments, self.duties, strict=True)}

    def attachment(self, attachment: str) -> Attachment:
        """Return the schema of attachment ``a2`` (KeyError where the campaign has none)."""
        return self._attachment_by_id[attachment]

    def find_attachment(self, name: str) -> Attachment | None:
        """Return the attachment a person calls ``2``, ``a2``, ``附件2``, ``附件 2`` or ``附件二``."""
        wanted = key(name).removeprefix("附件").removeprefix("a").lstrip("0")
        wanted = CHINESE_NUMBERS.get(wanted, wanted)
        return next((attachment for attachment in self.attachments if str(attachment.number) == wanted), None)

    def disposition(self, text: str) -> Disposition | None:
        """Return what the 意见建议 ``text`` of 附件2 means, None where it is none of the choices."""
        problems = self._attachment_by_id.get(PROBLEMS)
        column = problems.column_by_key.get("disposition") if problems else None
        return column.meaning(text) if column else None

    def due(self, attachment: str, kind: Kind) -> date | None:
        """Return the day by which units of ``kind`` must file ``attachment``; None where they need not."""
        return self._duty_by_id[attachment].due.get(kind)

    def expected(self, kind: Kind) -> tuple[Attachment, ...]:
        """Return the attachments that units of ``kind`` must file, in order."""
        return tuple(attachment for attachment in self.attachments if self.due(attachment.id, kind))

    def may_file(self, attachment: str, kind: Kind) -> bool:
        """Say whether units of ``kind`` must or may file ``attachment``."""
        duty = self._duty_by_id[attachment]
        return kind in duty.due or kind in duty.may

    def limit(self, name: str) -> int:
        """Return the limit a schema refers to by ``name``."""
        return int(getattr(self.limits, name))

    @cached_property
    def rectification_by(self) -> date:
        """The day by which rectification should be done: its stage, else the campaign's end."""
        return next((stage.by for stage in self.stages if stage.rectification), self.ends_on)
