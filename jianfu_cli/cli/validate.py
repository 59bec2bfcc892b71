"""``jianfu validate``: what is wrong in the files that came back, cell by cell."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

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
from jianfu_cli.reports.formats import ReportFormat

SelectOption = Annotated[
    str | None, typer.Option("--select", metavar="代码", help="只查这些规则，用逗号隔开，可写前缀，如 JF2,JF301。")
]
IgnoreOption = Annotated[
    str | None, typer.Option("--ignore", metavar="代码", help="不查这些规则，用逗号隔开，可写前缀，如 JF5。")
]


def validate(
    context: typer.Context,
    paths: PathsArgument,
    as_of: AsOfOption = None,
    form: Annotated[
        ReportFormat,
        typer.Option("--format", "-f", help="给人看用 text、html（网页，可筛选、打印）；给程序用 json、csv。"),
    ] = ReportFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="结果写到文件，默认写到屏幕。")
    ] = None,
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
    from jianfu_cli.cli.inspect import inspect
    from jianfu_cli.core.finding import Severity
    from jianfu_cli.core.report import Report
    from jianfu_cli.reports.text import as_text
    from jianfu_cli.reports.validation import RENDERERS
    from jianfu_cli.rules.pages import pages
    from jianfu_cli.rules.registry import RULES
    from jianfu_cli.writing.whole import write_whole

    chosen = campaign_of(context, campaign)
    day: date = as_of_or_today(as_of)
    inspection = inspect(paths, chosen, day, jobs, codes(select), codes(ignore))
    report = Report(chosen.id, day, inspection.files, inspection.findings, rules=pages(RULES, chosen.rules))
    for_people = form is ReportFormat.TEXT
    shown = as_text(report, verbose=verbose, colour=not output and sys.stdout.isatty())
    text = shown if for_people else RENDERERS[form](report)
    if output:
        write_whole(output, text)
    elif not quiet:
        print_result(text, for_programs=not for_people)
    raise typer.Exit(1 if report.count(Severity.ERROR) else 0)
