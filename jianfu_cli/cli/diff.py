"""``jianfu diff``: what changed between two versions of a form, or two roll-ups."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, campaign_of
from jianfu_cli.cli.output import print_result
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import DiffFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.campaign import Campaign
    from jianfu_cli.core.model.form import SourceFile


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="旧文件", help="先报的一份，或上次的 汇总.xlsx。")],
    new: Annotated[Path, typer.Argument(metavar="新文件", help="后报的一份，或这次的 汇总.xlsx。")],
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help=DiffFormat.help())] = DiffFormat.TEXT,
    campaign: CampaignOption = None,
) -> None:
    """对照两版：同一张表的先后两份，或两次的汇总.xlsx，哪些行、哪些格变了。"""
    from jianfu_cli.core.rollup.comparison import compare

    chosen = campaign_of(context, campaign)
    difference = compare(_read(old, chosen), _read(new, chosen), chosen)
    print_result(form.renderer(difference), for_programs=not form.for_people)


def _read(path: Path, campaign: "Campaign") -> "tuple[SourceFile, ...]":
    """Read one file.

    Raises:
        UsageError: it is no file, cannot be read, or holds no form.
    """
    from dataclasses import replace

    from jianfu_cli.reading.sources import collect
    from jianfu_cli.workflows.inspect import read_files

    if path.is_dir():
        raise UsageError(f"{path} 是文件夹；这里要写一个文件")
    [(_, files)] = read_files(collect([path], campaign.roster).sources, campaign)
    if not any(file.forms for file in files):
        why = "；".join(problem.detail for file in files for problem in file.problems if problem.detail)
        raise UsageError(f"{path}：{why or '里面没有认出任何一个附件'}")
    return (replace(files[0], path=str(path)), *files[1:])
