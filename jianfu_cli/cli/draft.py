"""``jianfu draft``: an announcement, a bulletin, what to inspect, or the cases, as a Word document to go on from."""

from pathlib import Path
from typing import Annotated

import typer

from jianfu_cli.cli.options import (
    AsOfOption,
    CampaignOption,
    JobsOption,
    TemplatesOption,
    as_of_or_today,
    campaign_of,
    unit_of,
)
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.drafts.kinds import Draft

_KINDS = "announcement 公告、bulletin 通报、inspection 督导清单、casebook 典型案例汇编。"


def draft(
    context: typer.Context,
    kind: Annotated[Draft, typer.Argument(metavar="文稿", help=_KINDS, show_default=False)],
    path: Annotated[Path, typer.Argument(metavar="路径", help="收件箱，或者报来的文件、文件夹、压缩包。")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="文件", help="写成的 Word 文件，如 通报.docx。")],
    as_of: AsOfOption = None,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", metavar="单位", help="督导清单只写这个单位，不写就是每个单位一页。")
    ] = None,
    ranking: Annotated[
        bool, typer.Option("--ranking", help="通报后面附各单位排名；不写就只按名册次序列事实，不排名次。")
    ] = False,
    templates: TemplatesOption = None,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """起草 Word 文稿：公告、通报、督导清单、典型案例汇编，数字与汇总相同。"""
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.rollup.merge import roll_up
    from jianfu_cli.workflows import drafting
    from jianfu_cli.workflows.inspect import InspectOptions, inspect
    from jianfu_cli.writing.whole import write_whole

    if output.suffix.lower() != ".docx":
        raise UsageError(f"-o 后面写 Word 文件的名字，如 {output.stem}.docx")
    if unit and kind is not Draft.INSPECTION:
        raise UsageError("只有督导清单（inspection）能用 -u 只写一个单位")
    if ranking and kind is not Draft.BULLETIN:
        raise UsageError("只有通报（bulletin）能用 --ranking")
    refuse_inputs([output], [path], "文稿")
    if templates:
        from jianfu_cli.reports.templating import check_own_templates

        check_own_templates(templates)
    chosen, day = campaign_of(context, campaign), as_of_or_today(as_of)
    named = unit_of(chosen, unit) if unit else ""
    inspection = inspect([path], chosen, day, InspectOptions(jobs=jobs, whole_roster=True))
    result = roll_up(
        *(inspection.files, inspection.findings, chosen, day),
        whole_roster=inspection.inbox,
        decisions=inspection.decisions,
    )
    write_whole(output, drafting.draft(kind, result, unit=named, ranking=ranking, templates=templates))
    typer.echo(f"已生成 {output}")
