"""``jianfu progress``: how rectification went, day by day and matter by matter."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import AsOfOption, CampaignOption, JobsOption, as_of_or_today, campaign_of, parse_day
from jianfu_cli.cli.output import print_result, result_places
from jianfu_cli.core.language.steps import Every
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import ProgressFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.campaign import Campaign

WORKBOOK = "调度表.xlsx"
# Ten years day by day: beyond, somebody mistyped a year.
_MOST_DAYS = 3660


def progress(
    context: typer.Context,
    inbox: Annotated[Path, typer.Argument(metavar="收件箱", help="各单位文件夹所在的文件夹。")],
    every: Annotated[
        Every, typer.Option("--every", metavar="间隔", help="隔多久列一次：day 每天、week 每周、month 每月。")
    ] = Every.WEEK,
    start: Annotated[
        date | None,
        typer.Option("--from", metavar="日期", parser=parse_day, help="从哪一天起，默认从报来第一份清单那天起。"),
    ] = None,
    end: Annotated[
        date | None, typer.Option("--to", metavar="日期", parser=parse_day, help="到哪一天止，默认是 --as-of 那天。")
    ] = None,
    as_of: AsOfOption = None,
    form: Annotated[ProgressFormat, typer.Option("--format", "-f", help=ProgressFormat.help())] = ProgressFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="结果写到文件，默认写到屏幕。")
    ] = None,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """看整改销号：从收件箱里先后报来的各版，逐日、逐项看哪些完成了、逾期了、又改回了、不见了。

    每一天的数字就是那天 merge --as-of 的数字。
    """
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.language.steps import steps_back
    from jianfu_cli.workflows.progress import read_progress
    from jianfu_cli.writing.progress_book import write_progress
    from jianfu_cli.writing.whole import for_notepad, write_all, write_whole

    target = output or (Path(WORKBOOK) if form is ProgressFormat.XLSX else None)
    refuse_inputs([target], [inbox])
    chosen, last = campaign_of(context, campaign), end or as_of_or_today(as_of)
    _refuse_nothing_to_count(chosen)
    if start and start > last:
        raise UsageError(f"--from {start} 比最后一天 {last} 还晚")
    if start and len(steps_back(every, start, last)) > _MOST_DAYS:
        raise UsageError(f"从 {start} 到 {last} 要列的日子太多；请看看 --from 的年份，或者改用 --every month")
    found = read_progress(inbox, chosen, start, last, every, jobs)
    if form is ProgressFormat.XLSX:
        assert target is not None
        write_all({target: lambda place: write_progress(place, found)})
        typer.echo(f"已写出 {target}", err=True)
        return
    for_people = form is ProgressFormat.TEXT
    wide = {"places": result_places()} if for_people and not output else {}
    text = form.renderer(found, **wide)
    if target:
        write_whole(target, for_notepad(text) if for_people else text)
    else:
        print_result(text, for_programs=not for_people)


def _refuse_nothing_to_count(campaign: "Campaign") -> None:
    """Refuse a campaign in which nothing is found and nothing mended.

    Raises:
        UsageError: it has neither problems nor rectifications.
    """
    from jianfu_cli.core.model.roles import FormRole

    if not (campaign.by_role(FormRole.PROBLEMS) or campaign.by_role(FormRole.RECTIFICATIONS)):
        raise UsageError(f"{campaign.title}没有问题清单，也没有整改清单，没有进度可看")
