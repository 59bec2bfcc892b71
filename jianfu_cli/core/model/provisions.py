"""The parts of a campaign file: whom to ask, who files what by when, stages, limits, words of its own."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from jianfu_cli.core.model.base import Model

# YAML reads a bare off as false.
Level = Annotated[
    Literal["error", "warning", "info", "off"], BeforeValidator(lambda value: "off" if value is False else value)
]


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


class Limits(Model):
    """The numbers the notice sets; words are 字数 as Word counts them."""

    content_words: int = Field(100, gt=0, description="列的 limit 可引用的字数")
    report_words: int = Field(3000, gt=0, description="提纲的 limit 可引用的字数")
    secondment_months: int = Field(6, gt=0, description="抽调借用超过几个月要提醒（JF305）")
    notice_months: int = Field(1, gt=0, description="开展前几个月报审（JF506）")
    documents_since: date | None = Field(None, description="文件目录从哪一天起；不写就不查")
    whitelist_cap: int | None = Field(None, gt=0, description="白名单最多几项（JF304）；不写就不查")


class Texts(Model):
    """Words that only this campaign's papers have."""

    whitelist_rule: str = Field(
        "", description="白名单公布稿开头的一句规定，如 未列入白名单的事项一律不得进入中小学校园。"
    )
    asked_of: str = Field("", description="重复交叉说的是要求谁办理的事项，如 学校；不写就不提")
    whitelist_levels: str = Field("", description="总结报告里写在白名单名称前的字，如 市县两级")
