"""``jianfu merge``: what came back, merged into one workbook, a summary, a draft report and the control totals."""

from collections.abc import Iterable
from functools import partial
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

if TYPE_CHECKING:
    from jianfu_cli.core.rollup.model import RollUp

WORKBOOK = "汇总.xlsx"
SUMMARY_HTML, SUMMARY_MARKDOWN, DRAFT, TOTALS = "摘要.html", "摘要.md", "摘要.docx", "merge.json"
OUTPUTS = (WORKBOOK, SUMMARY_HTML, SUMMARY_MARKDOWN, DRAFT, TOTALS)
WHITELIST_WORD, WHITELIST_HTML, CHANNELS = "白名单公布稿.docx", "白名单公布稿.html", "投诉举报渠道.html"
PUBLIC_OUTPUTS = (WHITELIST_WORD, WHITELIST_HTML, CHANNELS)

StrictOption = Annotated[bool, typer.Option("--strict", help="单元格有错误（JF2xx）的行不采用，列入“未采用”。")]

PublicOption = Annotated[
    bool, typer.Option("--public", help="另出可以公布的白名单公布稿和投诉举报渠道，不含人名、手机号码、微信和备注。")
]
TemplatesOption = Annotated[
    Path | None,
    typer.Option("--templates", metavar="文件夹", help="用这个文件夹里的同名模板代替自带的，见 docs/templates.md。"),
]


def merge(
    context: typer.Context,
    paths: PathsArgument,
    output: OutputFolderOption,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    public: PublicOption = False,
    templates: TemplatesOption = None,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """把报来的表汇总成册：汇总.xlsx、摘要.html、摘要.md、摘要.docx（总结报告初稿）、merge.json。"""
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.model.finding import Severity
    from jianfu_cli.core.rollup.merge import roll_up
    from jianfu_cli.workflows.inspect import inspect

    refuse_inputs([output, *(output / name for name in (*OUTPUTS, *PUBLIC_OUTPUTS))], paths)
    if templates:
        from jianfu_cli.reports.templating import check_own_templates

        check_own_templates(templates)
    chosen, day = campaign_of(context, campaign), as_of_or_today(as_of)
    inspection = inspect(paths, chosen, day, jobs, whole_roster=True)
    result = roll_up(inspection.files, inspection.findings, chosen, day, strict=strict, whole_roster=inspection.inbox)
    written = write_outputs(result, output, public=public, templates=templates)
    for line in _report(result):
        typer.echo(line)
    for line in _withheld(result) if public else ():
        typer.echo(line, err=True)
    typer.echo("已生成：")
    for name in written:
        typer.echo(f"  {output / name}")
    if any(finding.severity is Severity.ERROR for finding in result.counting_findings):
        raise typer.Exit(1)


def write_outputs(
    roll_up: "RollUp", folder: Path, *, public: bool = False, templates: Path | None = None
) -> tuple[str, ...]:
    """Write the outputs to ``folder``, all of them or, where one cannot be written, none; return their names.

    Raises:
        UsageError: an output cannot be written (e.g. the workbook is open in Excel), a template cannot be used.
    """
    from jianfu_cli.writing.rollup.workbook import write_workbook
    from jianfu_cli.writing.whole import Content, write_all

    contents: dict[str, Content] = {WORKBOOK: partial(write_workbook, roll_up=roll_up)}
    contents |= _summaries(roll_up, templates)
    contents |= _public(roll_up, templates) if public else {}
    write_all({folder / name: content for name, content in contents.items()})
    return (*OUTPUTS, *(PUBLIC_OUTPUTS if public else ()))


def _summaries(roll_up: "RollUp", templates: Path | None) -> dict[str, str | bytes]:
    from jianfu_cli.reports import merge_json, summary
    from jianfu_cli.writing.word.draft_report import draft_report

    return {
        TOTALS: merge_json.render(roll_up),
        SUMMARY_MARKDOWN: summary.render_markdown(roll_up, templates),
        SUMMARY_HTML: summary.render_html(roll_up, templates),
        DRAFT: draft_report(roll_up),
    }


def _public(roll_up: "RollUp", templates: Path | None) -> dict[str, str | bytes]:
    from jianfu_cli.core.rollup.publication import public_whitelist
    from jianfu_cli.reports.public_pages import channels_page, whitelist_page
    from jianfu_cli.writing.word.public_whitelist import whitelist_document

    issuer = roll_up.campaign.issuer
    return {
        CHANNELS: channels_page(roll_up, templates),
        WHITELIST_HTML: whitelist_page(roll_up, templates),
        WHITELIST_WORD: whitelist_document(public_whitelist(roll_up), issuer, roll_up.as_of),
    }


def _withheld(roll_up: "RollUp") -> Iterable[str]:
    """What does not stand in the published files, and why; the clerk decides."""
    from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist

    for unit, count in public_whitelist(roll_up).withheld:
        yield f"没有列入白名单公布稿：{unit}的 {count} 项（名册里没有这个单位）"
    for unit, count in public_whitelist(roll_up).unsure:
        yield f"没有列入白名单公布稿：{unit}的 {count} 项（不能肯定是本次的白名单，见 JF010）"
    for unit, why in complaint_channels(roll_up).withheld:
        yield f"没有列入投诉举报渠道：{unit}的{why}"


def _report(roll_up: "RollUp") -> Iterable[str]:
    """What a person reads when it is done."""
    from jianfu_cli.core.model.finding import SEVERITY_LABELS
    from jianfu_cli.core.model.form import Outcome

    outcomes = [file.outcome for file in roll_up.files]
    severities = [finding.severity for finding in roll_up.faults]
    tally = roll_up.tally
    yield (
        f"文件 {len(outcomes)} 份：读取 {outcomes.count(Outcome.READ)}，未能读取 {outcomes.count(Outcome.REFUSED)}，"
        f"不作为填报表 {outcomes.count(Outcome.SKIPPED)}；识别出表 {roll_up.figures.forms} 张"
    )
    yield f"读取 {tally.read} 行：采用 {tally.merged} 行，未采用 {tally.unused} 行"
    counts = "，".join(f"{label} {severities.count(severity)}" for severity, label in SEVERITY_LABELS.items())
    yield f"报来的材料里：{counts}（逐条见 {WORKBOOK} 的“校验结果”）"
    replaced = len(roll_up.findings) - len(roll_up.counting_findings)
    if replaced:
        yield f"已被后报代替的旧表里还有 {replaced} 处，不必改，不计在内（“校验结果”里也列出）"
    if roll_up.missing:
        yield f"另有到期未报 {roll_up.missing} 件（见 {WORKBOOK} 的“报送情况”，在“校验结果”里是 JF601）"
