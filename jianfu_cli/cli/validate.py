"""``jianfu validate``: what is wrong in the files that came back, cell by cell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import (
    AsOfOption,
    CampaignOption,
    ExitZeroOption,
    JobsOption,
    PathsArgument,
    as_of_or_today,
    campaign_of,
    codes,
)
from jianfu_cli.cli.output import has_colour, print_result, result_places, say
from jianfu_cli.core.language.terminal import PLACES
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import ReportFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.campaign import Campaign
    from jianfu_cli.core.model.report import Report
    from jianfu_cli.workflows.inspect import Inspection, InspectOptions
    from jianfu_cli.workflows.returning import RepairedCopies, ReturnedCopies

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

FixAllToOption = Annotated[
    Path | None,
    typer.Option("--fix-all-to", metavar="文件夹", help="同 --fix-to，不用改的文件也放在一起，整套可以直接报送。"),
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
    fix_all_to: FixAllToOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    exit_zero: ExitZeroOption = False,
    jobs: JobsOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="连提示一起列出。")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不在屏幕上显示结果，只给退出码。")] = False,
    campaign: CampaignOption = None,
) -> None:
    """查填报错：逐格检查收回的表，指出错在哪里、怎么改。不改动任何文件。

    退出码：0 没有错误，1 有错误，2 命令有误，或者一张表也没有读到。
    """
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.language.shown import shown
    from jianfu_cli.core.model.finding import Severity
    from jianfu_cli.workflows.inspect import InspectOptions

    chosen = campaign_of(context, campaign)
    day: date = as_of_or_today(as_of)
    if fix_to and fix_all_to:
        raise UsageError("--fix-to 和 --fix-all-to 只用一个")
    mended_to = fix_all_to or fix_to
    refuse_inputs([output, return_to, mended_to], paths)
    if mended_to or return_to:
        from jianfu_cli.workflows.returning import refuse_folders

        refuse_folders(return_to, mended_to, paths)
    options = InspectOptions(jobs=jobs, select=codes(select), ignore=codes(ignore))
    inspection = _inspect(paths, chosen, day, options)
    make = partial(_make_copies, mended_to=mended_to, whole_set=bool(fix_all_to), return_to=return_to)
    repaired, returned = make(inspection, paths, chosen, day) if mended_to or return_to else (None, None)
    not_made = tuple(copy for copies in (repaired, returned) if copies for copy in copies.failed)
    report = inspection.report(chosen, day, repaired.changes if repaired else None, not_made)
    if output or not quiet:
        _show(report, form, output, verbose=verbose)
    for line in _copies(repaired, returned) if not quiet else ():
        say(shown(line), err=True)
    if not_made and (output or quiet or form is not ReportFormat.TEXT):
        from jianfu_cli.reports.text import not_made_lines

        for line in not_made_lines(not_made):
            say(shown(line), err=True)
    nothing_read = not report.forms and not inspection.findings
    found = report.count(Severity.ERROR) and not exit_zero
    raise typer.Exit(1 if found or not_made else 2 if nothing_read else 0)


def _make_copies(
    inspection: "Inspection",
    paths: list[Path],
    campaign: "Campaign",
    day: date,
    *,
    mended_to: Path | None,
    whole_set: bool,
    return_to: Path | None,
) -> "tuple[RepairedCopies | None, ReturnedCopies | None]":
    from jianfu_cli.workflows.returning import copies_of, give_back, repair_copies

    work = copies_of(inspection, paths, campaign, day)
    repaired = repair_copies(work, mended_to, whole_set=whole_set) if mended_to else None
    return repaired, give_back(work, return_to) if return_to else None


def _copies(repaired: "RepairedCopies | None", returned: "ReturnedCopies | None") -> Iterator[str]:
    """What was made beside the report, and where it lies."""
    if repaired:
        if repaired.copies:
            changes = f"已改好 {len(repaired.changes)} 处，副本 {repaired.copies} 个"
            yield f"{changes}，在 {repaired.folder}（每处改动见“修改记录”表）。"
        elif not repaired.unchanged:
            yield "没有能自动改的地方，没有生成副本。"
        if repaired.unchanged:
            yield f"没有改动的 {repaired.unchanged} 个文件也放在 {repaired.folder}，整套可以报送。"
        if repaired.by_hand:
            names = "、".join(repaired.by_hand)
            yield f"另有 {len(repaired.by_hand)} 个文件的格式或公式不便自动改，请人工修改：{names}"
    if returned:
        made = ((returned.marked, "标注好的原表"), (returned.listed, "单列的退回意见"), (returned.lacking, "缺报清单"))
        given = "，".join(f"{what} {count} 份" for count, what in made if count)
        nothing = "退改材料一份也没有做成。" if returned.failed else "没有要退改的，没有生成退改材料。"
        yield f"退改材料在 {returned.folder}：{given}。" if given else nothing
        if returned.spared:
            yield f"另有 {returned.spared} 个文件有错误，但已经有后报的代替，不必退改。"


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
        text = as_text(
            report,
            verbose=verbose,
            colour=not output and has_colour(),
            places=PLACES if output else result_places(),
        )
    else:
        text = form.renderer(replace(report, with_infos=verbose))
    if output:
        write_whole(output, for_notepad(text) if for_people else text)
    else:
        print_result(text, for_programs=not for_people)
