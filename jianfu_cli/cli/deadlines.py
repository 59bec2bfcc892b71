"""``jianfu deadlines``: what is due when, and a calendar file of it."""

from pathlib import Path
from typing import Annotated

import typer

from jianfu_cli.cli.options import AsOfOption, CampaignOption, as_of_or_today, campaign_of
from jianfu_cli.cli.output import print_result
from jianfu_cli.errors import UsageError, reason

_CALENDAR = b"BEGIN:VCALENDAR"


def deadlines(
    context: typer.Context,
    as_of: AsOfOption = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="文件", help="另存为日历文件，可导入 Outlook 和手机，提前三天提醒。")
    ] = None,
    campaign: CampaignOption = None,
) -> None:
    """看期限：各类单位什么时候以前报什么，还有几天、几个工作日。"""
    from jianfu_cli.reports.deadlines import as_calendar, as_text
    from jianfu_cli.writing.whole import write_whole

    chosen = campaign_of(context, campaign)
    if ics:
        _refuse_other_file(ics)
        write_whole(ics, as_calendar(chosen))
        typer.echo(f"已写出日历文件 {ics}", err=True)
    print_result(as_text(chosen, as_of_or_today(as_of)), for_programs=False)


def _refuse_other_file(ics: Path) -> None:
    """Refuse to put the calendar in the place of anything but a calendar.

    Raises:
        UsageError: something else lies there.
    """
    if not ics.is_file():
        return
    try:
        with ics.open("rb") as file:
            start = file.read(len(_CALENDAR))
    except OSError as error:
        raise UsageError(f"写不了 {ics}：{reason(error)}") from error
    if start != _CALENDAR:
        raise UsageError(f"{ics} 是别的文件，不是日历，没有覆盖；请换一个名称")
