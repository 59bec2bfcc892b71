"""What a campaign file says: categories, who files what by when, stages, limits, units."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.attachment import CHINESE_NUMBERS, Attachment, HeaderField
from jianfu_cli.core.model.base import MisplacedError, Model
from jianfu_cli.core.model.categories import Categories, Category
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.kinds import DEFAULT_KINDS, UnitKind
from jianfu_cli.core.model.meanings import Disposition
from jianfu_cli.core.model.nesting import check_nesting
from jianfu_cli.core.model.provisions import Approval, Contact, Duty, Level, Limits, Stage, Texts
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.core.model.same_words import SameWords
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.core.model.watch import Watch

# So many days after the notice lies a day that shows how to write one.
_DAYS_TO_SAMPLE = 8


class CampaignFile(Model):
    """A campaign as its YAML file says it."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="代号，记在空白表看不见的标记里")
    title: str = Field(description="专项行动的名称")
    issuer: str = Field(description="印发通知的单位")
    document_number: str = Field("", description="通知的文号")
    city: str = Field("", description="市名；单位名称前的市名可省")
    notice_date: date = Field(description="通知的日期；没有写年份的日期按这一年")
    ends_on: date = Field(description="结束的日期")
    spring_term_start: date | None = Field(None, description="春季学期开学日期：白名单应在此前公布（2025年起）")
    published_on: date | None = Field(None, description="白名单向社会公布的日期")
    contact: Contact = Field(Contact(), description="联系方式，印在填写说明和催报单上")
    subject: tuple[str, ...] = Field((), description="本次行动特有的词，表的标题里有它才算本次的表，如 [减负, 进校园]")
    texts: Texts = Field(Texts(), description="本次行动特有的字句")
    clauses_of: str = Field("", description="规则的依据按哪个通知的条款写；只有自带的专项行动用，自己的写在 basis 里")
    basis: dict[str, str] = Field({}, description="各条规则在本次通知里的依据，按代码，如 {JF501: 通知第三条}")
    kinds: tuple[UnitKind, ...] = Field(
        DEFAULT_KINDS, min_length=1, description="单位类别，各表按这个次序；不写就是 county、department、city 三类"
    )
    confirmed: bool | tuple[str, ...] = Field(
        False, description="名册核对过：true，或核对过的类别；没有核对的在报送情况、摘要里注明，群发清单不点名"
    )
    categories: tuple[Category, ...] = Field((), description="问题类别；没有 category 型的列就不写")
    duties: tuple[Duty, ...] = Field(min_length=1, alias="attachments", description="各件附件谁在什么时候以前报")
    stages: tuple[Stage, ...] = Field((), description="各阶段")
    limits: Limits = Field(Limits(), description="字数、月数、项数的限度")
    approval: Approval | None = Field(None, description="审批报备按什么审（review）；没有审批报备表的不写")
    same_words: SameWords = Field((), description="同义词，一组一行，如 [反诈, 电信网络诈骗]：在事项名称里算同一个词")
    same_words_of: str = Field("", description="照用哪个自带专项行动的同义词，如 xinxiang-2024；自己的排在前面")
    watch_of: str = Field("", description="照用哪个自带专项行动的内容疑点，如 xinxiang-2024；同代码的以自己的为准")
    watch: tuple[Watch, ...] = Field((), description="内容疑点（JF901 到 JF949）：哪些写法要请人核对")
    rules: dict[str, Level] = Field({}, description="调整规则级别，按代码：error、warning、info、off")
    units: dict[str, tuple[Unit, ...]] = Field(description="名册：单位类别 → 单位")

    @field_validator("kinds")
    @classmethod
    def _kinds_differ(cls, kinds: tuple[UnitKind, ...]) -> tuple[UnitKind, ...]:
        _no_repeats("有重复的单位类别", (name for kind in kinds for name in {kind.id, kind.label}))
        return kinds

    @model_validator(mode="after")
    def _kinds_are_known(self) -> Self:
        named: list[tuple[str | int, ...]] = [("units", kind) for kind in self.units]
        for place, duty in enumerate(self.duties):
            named += [("attachments", place, "due", kind) for kind in duty.due]
            named += [("attachments", place, "may", nth) for nth in range(len(duty.may))]
        if isinstance(self.confirmed, tuple):
            named += [("confirmed", nth) for nth in range(len(self.confirmed))]
        known = [kind.id for kind in self.kinds]
        for *path, last in named:
            written = last if isinstance(last, str) else self._listed(path)[last]
            if written not in known:
                raise MisplacedError(f"没有“{written}”这个单位类别；应为 {'、'.join(known)} 之一", *path, last)
        return self

    @model_validator(mode="after")
    def _units_lie_in_others(self) -> Self:
        check_nesting(self.kinds, self.units)
        return self

    @model_validator(mode="after")
    def _hosts_have_what_is_their_own(self) -> Self:
        hosts = {kind.id for kind in self.kinds if kind.host}
        duties = {duty.form: duty for duty in self.duties}
        for place, stage in enumerate(self.stages):
            for number, form in enumerate(stage.own):
                if form not in duties:
                    raise MisplacedError(f"attachments 里没有 {form}", "stages", place, "own", number)
                if not hosts & {*duties[form].due, *duties[form].may}:
                    who = "、".join(sorted(hosts)) or "host: true 的一类单位"
                    raise MisplacedError(f"attachments 里 {form} 的 may 没有 {who}", "stages", place, "own", number)
        return self

    def _listed(self, path: Sequence[str | int]) -> tuple[str, ...]:
        """The kinds listed at ``path``: those confirmed, or those that may file an attachment."""
        if path == ["confirmed"]:
            return self.confirmed if isinstance(self.confirmed, tuple) else ()
        return self.duties[int(path[1])].may

    @field_validator("units")
    @classmethod
    def _units_differ(cls, units: dict[str, tuple[Unit, ...]]) -> dict[str, tuple[Unit, ...]]:
        everyone = [unit for kind in units.values() for unit in kind]
        _no_repeats("有重名单位", (key(name) for unit in everyone for name in unit.every_name))
        return units

    @field_validator("categories")
    @classmethod
    def _categories_differ(cls, categories: tuple[Category, ...]) -> tuple[Category, ...]:
        _no_repeats("有重复的类别", (name for category in categories for name in (category.number, category.name)))
        return categories

    @field_validator("watch")
    @classmethod
    def _watched_differ(cls, watch: tuple[Watch, ...], known: ValidationInfo) -> tuple[Watch, ...]:
        _no_repeats("有重复的疑点", (name for entry in watch for name in (entry.code, entry.name)))
        categories = {category.name for category in known.data.get("categories", ())}
        for place, entry in enumerate(watch):
            unknown = next((name for name in entry.belongs if name not in categories), None)
            if unknown:
                raise MisplacedError(f"categories 里没有“{unknown}”这个类别", place, "belongs", unknown)
        return watch

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
    """A campaign with the schemas of its attachments: what every command is handed.

    ``borrowed`` are the ids of those that a campaign of one's own has no file for: the shipped ones serve.
    """

    duties: tuple[Duty, ...]  # by this name alone: `attachments` are the schemas here
    attachments: tuple[Attachment, ...]
    borrowed: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The year meant where a date is written without one."""
        return self.notice_date.year

    @property
    def sample_day(self) -> date:
        """A day within the campaign, to show how one is written."""
        return min(self.notice_date + timedelta(_DAYS_TO_SAMPLE), self.ends_on)

    @cached_property
    def roster(self) -> Roster:
        """The units, to be found by any of their names."""
        return Roster(self.units, self.city, self.kinds)

    @cached_property
    def kind_by_id(self) -> dict[str, UnitKind]:
        """The kinds of unit in order, by their id."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def unconfirmed(self) -> tuple[UnitKind, ...]:
        """The kinds that owe something and whose units nobody has checked: a default list may name too many."""
        checked = self.confirmed if isinstance(self.confirmed, tuple) else ()
        owing = {kind for duty in self.duties for kind in duty.due}
        unchecked = self.confirmed is not True
        return tuple(kind for kind in self.kinds if unchecked and kind.id in owing and kind.id not in checked)

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

    @cached_property
    def id_by_role(self) -> dict[FormRole, str]:
        """The ids of the attachments that play a role, by it."""
        return {attachment.role: attachment.id for attachment in self.attachments if attachment.role}

    def by_role(self, role: FormRole) -> Attachment | None:
        """Return the attachment that plays ``role``, None where the campaign has none."""
        return next((attachment for attachment in self.attachments if attachment.role is role), None)

    @property
    def mending(self) -> str:
        """What mending a problem is called here: ``整改``."""
        form = self.by_role(FormRole.RECTIFICATIONS)
        return form.act_called if form else ""

    def attachment(self, attachment: str) -> Attachment:
        """Return the schema of attachment ``a2`` (KeyError where the campaign has none)."""
        return self._attachment_by_id[attachment]

    def find_attachment(self, name: str) -> Attachment | None:
        """Return the attachment that a person calls by its id, ``a2``, or its number: ``2``, ``附件 2``, ``附件二``.

        Its title will do: what is no 附件 of the notice has no number.
        """
        titles = {key(title): form for form in self.attachments for title in form.titles}
        named = self._attachment_by_id.get(key(name)) or titles.get(key(name))
        if named:
            return named
        wanted = key(name).removeprefix("附件").removeprefix("a").lstrip("0")
        wanted = CHINESE_NUMBERS.get(wanted, wanted)
        numbered = (attachment for attachment in self.attachments if attachment.number)
        return next((attachment for attachment in numbered if str(attachment.number) == wanted), None)

    def header_field(self, key: str, attachment: str) -> HeaderField | None:
        """Return the header field ``key`` of ``attachment``; where that has none, as another attachment words it."""
        return self._header_fields.get((attachment, key))

    @cached_property
    def _header_fields(self) -> dict[tuple[str, str], HeaderField]:
        worded = {field.key: field for attachment in reversed(self.attachments) for field in attachment.header}
        return {
            (attachment.id, key): attachment.header_field(key) or field
            for attachment in self.attachments
            for key, field in worded.items()
        }

    def disposition(self, text: str) -> Disposition | None:
        """Return what the 意见建议 ``text`` of a problem means, None where it is none of the choices."""
        problems = self.by_role(FormRole.PROBLEMS)
        column = problems.column_by_role.get(ColumnRole.DISPOSITION) if problems else None
        return column.meaning(text) if column else None

    def due(self, attachment: str, kind: str) -> date | None:
        """Return the day by which units of ``kind`` must file ``attachment``; None where they need not."""
        return self._duty_by_id[attachment].due.get(kind)

    def own_forms(self, stage: Stage, kind: str) -> tuple[Attachment, ...]:
        """Return the attachments that hosts of ``kind`` should have of their own by ``stage``, though they owe none."""
        named = {duty.form: form for duty, form in zip(self.duties, self.attachments, strict=True)}
        asked = (named[name] for name in stage.own if self.kind_by_id[kind].host)
        return tuple(form for form in asked if self.may_file(form.id, kind) and not self.due(form.id, kind))

    def expected(self, kind: str) -> tuple[Attachment, ...]:
        """Return the attachments that units of ``kind`` must file, in order."""
        return tuple(attachment for attachment in self.attachments if self.due(attachment.id, kind))

    @cached_property
    def owed(self) -> tuple[Attachment, ...]:
        """The attachments that some unit must file, or that the host should have of its own.

        What nobody owes (a ledger that the office keeps) is handed out, listed and missed only where somebody asks.
        """
        own = {name for stage in self.stages for name in stage.own}
        return tuple(f for d, f in zip(self.duties, self.attachments, strict=True) if d.due or d.form in own)

    def hands_out(self, attachment: str) -> bool:
        """Say whether a blank of ``attachment`` is handed out where none is named."""
        return self._duty_by_id[attachment].blank

    def may_file(self, attachment: str, kind: str) -> bool:
        """Say whether units of ``kind`` must or may file ``attachment``."""
        duty = self._duty_by_id[attachment]
        return kind in duty.due or kind in duty.may

    def limit(self, name: str) -> int:
        """Return the limit a schema refers to by ``name``."""
        return int(getattr(self.limits, name))

    def most_words(self, column: Column) -> int | None:
        """Return how many words ``column`` may hold, None where that is not limited."""
        return self.limit(column.limit) if column.limit else column.max_words

    @cached_property
    def rectification_by(self) -> date:
        """The day by which rectification should be done: its stage, else the campaign's end."""
        return next((stage.by for stage in self.stages if stage.rectification), self.ends_on)
