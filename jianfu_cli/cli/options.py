"""Options that several commands share, and what they mean."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.chinese import BadValue
from jianfu_cli.cli.typer_private import ParameterSource
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import DoneFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.attachment import Attachment
    from jianfu_cli.core.model.campaign import Campaign


_ANY_TWO_YEARS = 2000, 2004
_DIGITS_OF_SERIAL = 5


def parse_day(text: str) -> date:
    """Read ``2024-06-14`` from the command line, or another way to write a day with its year: ``2024/6/14``."""
    from jianfu_cli.core.language.dates import Precision, read_date

    try:
        # Python reads weeks too (2024-W24): no day was written.
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        # Where the year is not written, two years make two days of it; a serial is no day written.
        days, _, _ = text.strip().partition(".")
        is_serial = days.isdecimal() and len(days) == _DIGITS_OF_SERIAL
        found = {None} if is_serial else {read_date(text, year) for year in _ANY_TWO_YEARS}
    written = found.pop()
    if written is None or written.precision is not Precision.DAY:
        raise BadValue(f"“{text}”不是日期，请按“2024-06-14”的格式填写")
    if found:
        raise BadValue(f"“{text}”没有写年份，请按“2024-06-14”的格式填写")
    return written.day


CampaignOption = Annotated[
    str | None,
    typer.Option(
        "--campaign", metavar="名称或文件", help="专项行动：自带的名称或 YAML 文件。", envvar="JIANFU_CAMPAIGN"
    ),
]
AsOfOption = Annotated[
    date | None,
    typer.Option("--as-of", metavar="日期", parser=parse_day, help="按哪一天判断期限，默认今天，如 2024-06-14。"),
]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="数", help="同时用几个进程读文件，默认按处理器数。")
]
ExitZeroOption = Annotated[
    bool, typer.Option("--exit-zero", help="查出什么都以退出码 0 结束；命令有误仍是 2。给脚本用。")
]
DoneFormatOption = Annotated[
    DoneFormat, typer.Option("--format", "-f", help="在屏幕上怎样说做了什么：给人看用 text；给程序用 json。")
]
OutputFolderOption = Annotated[Path, typer.Option("--output", "-o", metavar="文件夹", help="结果放在哪个文件夹。")]
PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="路径…", help="文件、文件夹（含下级）、zip 压缩包或存下来的邮件，可写多个。")
]
TemplatesOption = Annotated[
    Path | None,
    typer.Option("--templates", metavar="文件夹", help="用这个文件夹里的同名模板代替自带的，见 docs/templates.md。"),
]


def campaign_of(context: typer.Context, chosen: str | None, default: str = "") -> "Campaign":
    """Load the campaign named after the subcommand, else before it, else the ``default`` (of the command, or of all).

    Raises:
        CampaignError: it cannot be used.
    """
    from jianfu_cli.reading.campaigns import load_campaign

    return load_campaign(campaign_named(context, chosen, default), _rule_codes)


def campaign_named(context: typer.Context, chosen: str | None, default: str = "") -> str:
    """Return the name or file of the campaign: after the subcommand, else before it, else the default's."""
    from jianfu_cli.reading.campaigns import DEFAULT_CAMPAIGN

    before = context.find_root().params.get("campaign")
    after = chosen if context.get_parameter_source("campaign") is ParameterSource.COMMANDLINE else None
    return after or before or chosen or default or DEFAULT_CAMPAIGN


def _rule_codes() -> frozenset[str]:
    from jianfu_cli.rules.registry import RULES

    return frozenset(rule.code for rule in RULES)


def attachment_of(campaign: "Campaign", name: str) -> "Attachment":
    """Return the attachment called ``2``, ``a2`` or ``附件2``.

    Raises:
        UsageError: the campaign has none of that name.
    """
    form = campaign.find_attachment(name)
    if form is None:
        known = "、".join(form.label for form in campaign.attachments)
        raise UsageError(f"没有“{name}”这个附件；可用：{known}（写 2、a2、附件2 都行）")
    return form


def unit_of(campaign: "Campaign", name: str) -> str:
    """Return the canonical name of the unit called ``name``.

    Raises:
        UsageError: the roster has none of that name.
    """
    unit = campaign.roster.find(name)
    if unit is None:
        near = "、".join(campaign.roster.nearest(name))
        raise UsageError(f"名册里没有“{name}”" + (f"，是不是：{near}" if near else ""))
    return unit


def as_of_or_today(as_of: date | None) -> date:
    """Return the day against which deadlines are judged."""
    return as_of or date.today()  # noqa: DTZ011 -- the clerk's own calendar day


def codes(text: str | None) -> tuple[str, ...]:
    """Read a list of rule codes or prefixes from the command line: ``JF2,JF301``; None where no option was given.

    Raises:
        UsageError: the option was given, and names nothing.
    """
    if text is None:
        return ()
    found = tuple(code.strip().upper() for code in text.replace("，", ",").split(",") if code.strip())
    if not found:
        raise UsageError("--select、--ignore 后面要写规则代码，如 JF2,JF301")
    return found
