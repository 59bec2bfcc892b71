"""``jianfu diff``: what changed between two versions of a form, or two roll-ups."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, campaign_of
from jianfu_cli.cli.output import print_result, result_places
from jianfu_cli.core.language.terminal import PLACES
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import DiffFormat

if TYPE_CHECKING:
    from jianfu_cli.core.filings.obeying import Obedience
    from jianfu_cli.core.model.campaign import Campaign
    from jianfu_cli.core.model.form import SourceFile
    from jianfu_cli.core.rollup.comparison import Standings

WORKBOOK = "对照.xlsx"


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="旧文件", help="先报的一份，或上次的 汇总.xlsx、上报包。")],
    new: Annotated[Path, typer.Argument(metavar="新文件", help="后报的一份，或这次的 汇总.xlsx、上报包。")],
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help=DiffFormat.help())] = DiffFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="结果写到文件，默认写到屏幕。")
    ] = None,
    campaign: CampaignOption = None,
) -> None:
    """对照两版：同一张表的先后两份，或两次的汇总.xlsx，哪些行、哪些格变了。"""
    from dataclasses import replace

    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.rollup.comparison import compare, compare_filings
    from jianfu_cli.workflows.decisions import obedience_over
    from jianfu_cli.writing.diff_book import write_difference
    from jianfu_cli.writing.whole import for_notepad, write_all, write_whole

    target = output or (Path(WORKBOOK) if form is DiffFormat.XLSX else None)
    refuse_inputs([target], [old, new])
    chosen, obedience = obedience_over([old, new], campaign_of(context, campaign))
    (before, stood), (after, stands) = (_read(path, chosen, obedience) for path in (old, new))
    difference = compare(before, after, chosen)
    filings = compare_filings(stood, stands, chosen)
    difference = replace(difference, filings=filings, decisions=obedience.used)
    if form.is_workbook:
        assert target is not None
        write_all({target: lambda place: write_difference(place, difference)})
        typer.echo(f"已写出 {target}", err=True)
        return
    if form is DiffFormat.TEXT:
        text = form.renderer(difference, places=PLACES if target else result_places())
    else:
        text = form.renderer(difference)
    if target:
        write_whole(target, for_notepad(text) if form.for_people else text)
    else:
        print_result(text, for_programs=not form.for_people)


def _read(
    path: Path, campaign: "Campaign", obedience: "Obedience"
) -> "tuple[tuple[SourceFile, ...], Standings | None]":
    """Read a roll-up with what it says of each return; else one file, without what a person said is no form.

    Raises:
        UsageError: it is no file, cannot be read, or holds no form.
    """
    from dataclasses import replace

    from jianfu_cli.core.model.form import Outcome, SourceFile
    from jianfu_cli.core.model.form_parts import Verdict
    from jianfu_cli.reading.limits import limits_from
    from jianfu_cli.reading.rolled_up import read_roll_up
    from jianfu_cli.reading.sources import collect
    from jianfu_cli.workflows.inspect import read_files

    if path.is_dir():
        raise UsageError(f"{path} 是文件夹；这里要写一个文件")
    roll_up = read_roll_up(path, campaign, limits_from()[0])
    if roll_up:
        return (SourceFile(str(path), "", "xlsx", Outcome.READ, roll_up.tables),), roll_up.standings
    [(_, files)] = read_files(collect([path], campaign).sources, campaign, takes_roll_ups=True)
    if not any(file.forms for file in files):
        why = "；".join(problem.detail for file in files for problem in file.problems if problem.detail)
        raise UsageError(f"{path}：{why or '里面没有认出任何一个附件'}")
    if files[0].facts:
        return (replace(files[0], path=str(path)), *_counting(files, obedience, campaign)), None
    files = tuple(
        replace(file, forms=tuple(form for form in file.forms if form.ruling.verdict is not Verdict.NO_FORM))
        for file in obedience.files(files)
    )
    if not any(file.forms for file in files):
        raise UsageError(f"{path}：按处理决定，{Verdict.NO_FORM}")
    return (replace(files[0], path=str(path)), *files[1:]), None


def _counting(
    files: "tuple[SourceFile, ...]", obedience: "Obedience", campaign: "Campaign"
) -> "tuple[SourceFile, ...]":
    """Return of a bundle's files what counts, as the levels below decided."""
    from dataclasses import replace

    from jianfu_cli.core.filings.versions import versions

    obedience.learn(files[0])
    applied = obedience.files(files[1:])
    counting = {
        (version.file.path, unit, attachment)
        for (unit, attachment), owned in versions(applied, campaign.same_words).items()
        for version in owned
        if version.counts
    }
    return tuple(
        replace(
            file, forms=tuple(form for form in file.forms if (file.path, form.owner.unit, form.attachment) in counting)
        )
        for file in applied
    )
