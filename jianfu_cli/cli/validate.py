"""``jianfu validate``: what is wrong in the files that came back, cell by cell."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import (
    AsOfOption,
    CampaignOption,
    JobsOption,
    PathsArgument,
    as_of_or_today,
    campaign_of,
    codes,
)
from jianfu_cli.cli.output import print_result
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import ReportFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.campaign import Campaign
    from jianfu_cli.core.model.report import Report
    from jianfu_cli.workflows.inspect import Inspection, InspectOptions

SelectOption = Annotated[
    str | None, typer.Option("--select", metavar="代码", help="只查这些规则，用逗号隔开，可写前缀，如 JF2,JF301。")
]
IgnoreOption = Annotated[
    str | None, typer.Option("--ignore", metavar="代码", help="不查这些规则，用逗号隔开，可写前缀，如 JF5。")
]
ReturnToOption = Annotated[
    Path | None,
    typer.Option("--return-to", metavar="文件夹", help="给有错误、提醒的文件各做一份退改件：标出单元格，列明意见。"),
]
FixToOption = Annotated[
    Path | None,
    typer.Option("--fix-to", metavar="文件夹", help="给能自动改的 xlsx 各做一份改好的副本，改动列在“修改记录”表。"),
]


def validate(
    context: typer.Context,
    paths: PathsArgument,
    as_of: AsOfOption = None,
    form: Annotated[
        ReportFormat,
        typer.Option("--format", "-f", help=ReportFormat.help()),
    ] = ReportFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="结果写到文件，默认写到屏幕。")
    ] = None,
    return_to: ReturnToOption = None,
    fix_to: FixToOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    jobs: JobsOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="连提示一起列出。")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不在屏幕上显示结果，只给退出码。")] = False,
    campaign: CampaignOption = None,
) -> None:
    """查填报错：逐格检查收回的表，指出错在哪里、怎么改。不改动任何文件。

    退出码：0 没有错误，1 有错误，2 命令本身有问题。
    """
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.language.shown import shown
    from jianfu_cli.core.model.finding import Severity
    from jianfu_cli.workflows.inspect import InspectOptions

    chosen = campaign_of(context, campaign)
    day: date = as_of_or_today(as_of)
    refuse_inputs([output, return_to, fix_to], paths)
    if fix_to or return_to:
        from jianfu_cli.workflows.returning import copies_of, refuse_same_folder

        refuse_same_folder(return_to, fix_to)
    options = InspectOptions(jobs=jobs, select=codes(select), ignore=codes(ignore))
    inspection = _inspect(paths, chosen, day, options)
    copies = copies_of(inspection, paths, chosen.roster, day) if fix_to or return_to else None
    fixed = copies.fix(fix_to) if copies and fix_to else None
    if copies and return_to:
        copies.give_back(return_to)
    report = inspection.report(chosen, day, fixed)
    if output or not quiet:
        _show(report, form, output, verbose=verbose)
    for line in copies.said if copies and not quiet else ():
        typer.echo(shown(line), err=True)
    raise typer.Exit(1 if report.count(Severity.ERROR) else 0)


def _inspect(paths: list[Path], campaign: "Campaign", as_of: date, options: "InspectOptions") -> "Inspection":
    from jianfu_cli.rules.choice import UnknownRuleError
    from jianfu_cli.workflows.inspect import inspect

    try:
        return inspect(paths, campaign, as_of, options)
    except UnknownRuleError as error:
        raise UsageError(f"没有“{error.code}”这条规则；用 jianfu rule 看全部规则，可写前缀，如 JF2") from error


def _show(report: "Report", form: ReportFormat, output: Path | None, *, verbose: bool) -> None:
    """Write the report to ``output``, or to standard output."""
    from jianfu_cli.reports.text import as_text
    from jianfu_cli.writing.whole import for_notepad, write_whole

    for_people = form is ReportFormat.TEXT
    if for_people:
        text = as_text(report, verbose=verbose, colour=not output and sys.stdout.isatty())
    else:
        text = form.renderer(report)
    if output:
        write_whole(output, for_notepad(text) if for_people else text)
    else:
        print_result(text, for_programs=not for_people)
