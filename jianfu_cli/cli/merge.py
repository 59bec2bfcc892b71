"""``jianfu merge``: what came back, merged into one workbook, a summary and the control totals."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import (
    AsOfOption,
    CampaignOption,
    JobsOption,
    OutputFolderOption,
    PathsArgument,
    as_of_or_today,
    campaign_of,
)
from jianfu_cli.errors import UsageError

if TYPE_CHECKING:
    from jianfu_cli.core.rollup import RollUp

WORKBOOK = "汇总.xlsx"
SUMMARY_HTML, SUMMARY_MARKDOWN, TOTALS = "摘要.html", "摘要.md", "merge.json"
OUTPUTS = (WORKBOOK, SUMMARY_HTML, SUMMARY_MARKDOWN, TOTALS)

StrictOption = Annotated[bool, typer.Option("--strict", help="单元格有错误（JF2xx）的行不采用，列入“未采用”。")]


def merge(
    context: typer.Context,
    paths: PathsArgument,
    output: OutputFolderOption,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """把报来的表汇总成册：汇总.xlsx、摘要.html、摘要.md、merge.json。"""
    from jianfu_cli.cli.inspect import inspect
    from jianfu_cli.core.finding import Severity
    from jianfu_cli.merging.rollup import roll_up

    _refuse_inputs_as_output(output, paths)
    chosen, day = campaign_of(context, campaign), as_of_or_today(as_of)
    inspection = inspect(paths, chosen, day, jobs, whole_roster=True)
    result = roll_up(inspection.files, inspection.findings, chosen, day, strict=strict, whole_roster=inspection.inbox)
    write_outputs(result, output)
    for line in _report(result, output):
        typer.echo(line)
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        raise typer.Exit(1)


def write_outputs(roll_up: "RollUp", folder: Path) -> None:
    """Write the four outputs to ``folder``: all of them or, where one cannot be written, none.

    Raises:
        UsageError: an output cannot be written (e.g. the workbook is open in Excel).
    """
    from jianfu_cli.reports import merge_json, summary
    from jianfu_cli.writing.rollup_workbook import write_workbook
    from jianfu_cli.writing.whole import whole_file

    texts = {
        TOTALS: merge_json.render(roll_up),
        SUMMARY_MARKDOWN: summary.render_markdown(roll_up),
        SUMMARY_HTML: summary.render_html(roll_up),
    }
    with ExitStack() as stack:
        for name, text in texts.items():
            # A file name may hold what is no Unicode text.
            stack.enter_context(whole_file(folder / name)).write_bytes(text.encode("utf-8", "replace"))
        # Entered last, the workbook takes its place first: if it is open in Excel, nothing is replaced.
        write_workbook(stack.enter_context(whole_file(folder / WORKBOOK)), roll_up)


def _refuse_inputs_as_output(output: Path, paths: Iterable[Path]) -> None:
    folder = output.resolve()
    for path in paths:
        source = path.resolve()
        if source.is_dir() and (folder == source or source in folder.parents):
            raise UsageError(f"结果文件夹 {output} 在上报材料 {path} 里面，下次会被当成上报文件，请放到别处")
        if source in {folder / name for name in OUTPUTS}:
            raise UsageError(f"结果会盖掉上报材料 {path}，请把结果放到别处")


def _report(roll_up: "RollUp", folder: Path) -> Iterable[str]:
    """What a person reads when it is done."""
    from jianfu_cli.core.finding import SEVERITY_LABELS
    from jianfu_cli.core.form import Outcome

    outcomes = [file.outcome for file in roll_up.files]
    severities = [finding.severity for finding in roll_up.faults]
    tally = roll_up.tally
    yield (
        f"文件 {len(outcomes)} 份：读取 {outcomes.count(Outcome.READ)}，未能读取 {outcomes.count(Outcome.REFUSED)}，"
        f"不作为填报表 {outcomes.count(Outcome.SKIPPED)}；识别出表 {roll_up.figures.forms} 张"
    )
    yield f"读取 {tally.read} 行：采用 {tally.merged} 行，未采用 {tally.unused} 行"
    counts = "，".join(f"{label} {severities.count(severity)}" for severity, label in SEVERITY_LABELS.items())
    yield f"校验：{counts}（逐条见 {WORKBOOK} 的“校验结果”）"
    if roll_up.missing:
        yield f"到期未报：{roll_up.missing} 件（见 {WORKBOOK} 的“报送情况”）"
    yield "已生成："
    for name in OUTPUTS:
        yield f"  {folder / name}"
