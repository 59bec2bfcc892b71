"""``jianfu clues``: what the public told, for how long it is open, what of the reported it touches."""

from pathlib import Path
from typing import Annotated

import typer

from jianfu_cli.cli.options import AsOfOption, CampaignOption, JobsOption, PathsArgument, as_of_or_today, campaign_of
from jianfu_cli.cli.output import print_result, result_places
from jianfu_cli.reports.formats import ClueFormat


def clues(
    context: typer.Context,
    paths: PathsArgument,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="路径",
            help="与它对照：汇总.xlsx、汇总的文件夹，或收件箱；不写就与同在路径里的各表对照。",
        ),
    ] = None,
    as_of: AsOfOption = None,
    form: Annotated[ClueFormat, typer.Option("--format", "-f", help=ClueFormat.help())] = ClueFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="结果写到文件，默认写到屏幕。")
    ] = None,
    letters: Annotated[
        Path | None,
        typer.Option("--letters", metavar="文件夹", help="给没有办结的线索写核查交办单（Word），一个核查单位一份。"),
    ] = None,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """问题线索：哪些没有办结、多少天了，涉及哪个问题、整改事项或白名单事项，哪些是整改以后又有反映（回潮）。

    反映人、联系方式不出现在任何结果里。
    """
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.workflows.clues import read_clues
    from jianfu_cli.writing.whole import for_notepad, write_whole

    inputs = [*paths, *([against] if against else [])]
    refuse_inputs([output, letters], inputs)
    report = read_clues(paths, against, campaign_of(context, campaign), as_of_or_today(as_of), jobs)
    if letters:
        from jianfu_cli.writing.word.clue_letters import write_letters

        written = write_letters(letters, report)
        typer.echo(
            f"已写出 {len(written)} 份核查交办单：{letters}" if written else "没有未办结的线索，没有写交办单", err=True
        )
    for_people = form is ClueFormat.TEXT
    wide = {"places": result_places()} if for_people and not output else {}
    text = form.renderer(report, **wide)
    if output:
        write_whole(output, for_notepad(text) if for_people else text)
    else:
        print_result(text, for_programs=not for_people)
    if report.refused:
        raise typer.Exit(1)
