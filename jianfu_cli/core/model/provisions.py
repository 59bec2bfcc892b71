"""The parts of a campaign file: whom to ask, who files what by when, stages, limits, words of its own."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from jianfu_cli.core.model.base import Model

# YAML reads a bare off as false.
Level = Annotated[
    Literal["error", "warning", "info", "off"], BeforeValidator(lambda value: "off" if value is False else value)
]


MONTH_DAY = r"^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"


class Contact(Model):
    """Whom the units may ask; printed on 填写说明 and reminders where set."""

    office: str = Field("", description="科室")
    phone: str = Field("", description="电话")
    email: str = Field("", description="邮箱")

    @property
    def line(self) -> str:
        """What is known of it in one line, "" where nothing is: ``某科室，电话 …，邮箱 …``."""
        parts = (("", self.office), ("电话 ", self.phone), ("邮箱 ", self.email))
        return "，".join(f"{what}{value}" for what, value in parts if value)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What units are not told: ``科室``, ``电话``, ``邮箱``."""
        parts = (("科室", self.office), ("电话", self.phone), ("邮箱", self.email))
        return tuple(what for what, value in parts if not value)


class Duty(Model):
    """One attachment of the campaign: its schema, and which unit kind files it by when."""

    form: str = Field(description="附件的 schema 文件名（不带 .yaml）")
    due: dict[str, date] = Field({}, description="各类单位的报送截止日期（含当日）")
    may: tuple[str, ...] = Field((), description="可以报、不必报的单位类别")
    blank: bool = Field(True, description="不指名附件时也发空白表；表由别处发的（如审批用的白名单）写 false")


class Stage(Model):
    """One stage of the notice's schedule (三、时间安排)."""

    name: str = Field(description="阶段名称")
    by: date = Field(description="到哪一天为止")
    basis: str = Field("", description="依据通知哪一条")
    rectification: bool = Field(False, description="整改应在此阶段内完成")
    own: tuple[str, ...] = Field(
        (),
        description="组织单位自己（kinds 里 host: true 的一类）应在此阶段内有的附件，写 form；没有的，摘要里注明",
    )


class Term(Model):
    """A term of every school year, by month and day; one that begins late in the year ends in the next."""

    name: str = Field(min_length=1, description="学期名称，如 春季学期")
    begins: str = Field(pattern=MONTH_DAY, description="从几月几日起，如 02-01")
    ends: str = Field(pattern=MONTH_DAY, description="到几月几日止（含），早于 begins 的是次年")


class Forbidden(Model):
    """A matter that may not enter schools, by its name."""

    matter: str = Field(min_length=2, description="事项名称；意思相同的名称都算")
    basis: str = Field(min_length=1, description="依据哪条规定")


class Approval(Model):
    """What applications to enter schools are held against; ``limits`` has the month of notice and the year's cap."""

    terms: tuple[Term, ...] = Field(min_length=1, description="学期，一年之内不重叠；不在其中的日子是假期")
    year_begins: str = Field("01-01", pattern=MONTH_DAY, description="清单年度从几月几日起，如 03-01")
    cap_scope: Literal["own", "all"] = Field(
        "own", description="limits.whitelist_cap 数哪些：own 只数同级清单，all 省、市、县各级合计"
    )
    school_items: int | None = Field(None, gt=0, description="一所学校最多几项；不写就不查")
    school_items_per: Literal["term", "year"] = Field(
        "term", description="school_items 按学期（term）还是按年度（year）"
    )
    school_counts: Literal["items", "times"] = Field(
        "items", description="学校的负荷数事项（items）还是数次数（times）"
    )
    times_per_year: int | None = Field(None, gt=0, description="一项一年最多几次；不写就只按清单写的次数")
    lists_of: str = Field(
        "",
        description="--list 给的清单照哪个专项行动的表样认，自带的名称或 YAML 文件，如 xinxiang-2024；不写就照本行动的",
    )
    forbidden: tuple[Forbidden, ...] = Field((), description="明令不得进校园的事项，名称相同的建议不同意")


class Limits(Model):
    """The numbers the notice sets; words are 字数 as Word counts them."""

    content_words: int = Field(100, gt=0, description="列的 limit 可引用的字数")
    report_words: int = Field(3000, gt=0, description="提纲的 limit 可引用的字数")
    secondment_months: int = Field(6, gt=0, description="抽调借用超过几个月要提醒（JF305）")
    notice_months: int = Field(1, gt=0, description="开展前几个月报审（JF506）")
    documents_since: date | None = Field(None, description="文件目录从哪一天起；不写就不查")
    clue_days: int = Field(15, gt=0, description="问题线索自收到之日起几天内核查办结（clues）")
    whitelist_cap: int | None = Field(None, gt=0, description="白名单最多几项（JF304）；不写就不查")


class Texts(Model):
    """Words that only this campaign's papers have."""

    whitelist_rule: str = Field(
        "", description="白名单公布稿开头的一句规定，如 未列入白名单的事项一律不得进入中小学校园。"
    )
    asked_of: str = Field("", description="重复交叉说的是要求谁办理的事项，如 学校；不写就不提")
    whitelist_levels: str = Field("", description="总结报告里写在白名单名称前的字，如 市县两级")
