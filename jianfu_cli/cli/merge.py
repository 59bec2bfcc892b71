"""``jianfu merge``: what came back, merged into one workbook, a summary, a draft report and the control totals."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import (
    AsOfOption,
    CampaignOption,
    ExitZeroOption,
    JobsOption,
    OutputFolderOption,
    PathsArgument,
    TemplatesOption,
    as_of_or_today,
    campaign_of,
)
from jianfu_cli.cli.output import say

if TYPE_CHECKING:
    from jianfu_cli.core.rollup.model import RollUp

StrictOption = Annotated[bool, typer.Option("--strict", help="单元格有错误（JF2xx）的行不采用，列入“未采用”。")]

PublicOption = Annotated[
    bool,
    typer.Option(
        "--public",
        help="另出可以公布的白名单公布稿和投诉举报渠道。去掉备注和自加的列，手机号码、身份证号、银行卡号，“联系人”“校长”等后面和“老师”“主任”等前面的人名，"
        "微信、QQ 和邮箱（投诉举报邮箱除外）；固定电话、短号照登。拿不准的在屏幕上列出单元格，请人工核对；"
        "前后没有这类字眼的人名认不出来，公布前请再看一遍。",
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="不在屏幕上显示结果，只写文件、给退出码；公布前要人工核对的仍然说。")
]
BundleOption = Annotated[
    Path | None,
    typer.Option(
        "--bundle",
        metavar="文件.zip",
        help="另存一个上报包，代替原来的文件报给上级：各行、来源、问题、处理决定和报送情况都在里面；"
        "上级用 merge、status 等直接读。",
    ),
]
PublicBundleOption = Annotated[
    bool,
    typer.Option(
        "--public-bundle",
        help="上报包里去掉手机号码、身份证号、银行卡号，“联系人”等后面的人名，微信、QQ、邮箱和无法读取的文件的名称；"
        "没有写 --bundle 的，存成结果文件夹里的 上报包.zip。",
    ),
]
AlsoOption = Annotated[
    str | None,
    typer.Option(
        "--also",
        metavar="格式",
        help="汇总后的各行另存一份：csv（明细/附件2.csv 等）、sqlite（汇总.sqlite）；两样都要写 csv,sqlite。",
    ),
]


def merge(
    context: typer.Context,
    paths: PathsArgument,
    output: OutputFolderOption,
    as_of: AsOfOption = None,
    strict: StrictOption = False,
    public: PublicOption = False,
    also: AlsoOption = None,
    bundle: BundleOption = None,
    public_bundle: PublicBundleOption = False,
    templates: TemplatesOption = None,
    quiet: QuietOption = False,
    exit_zero: ExitZeroOption = False,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """把报来的表汇总成册：汇总.xlsx、摘要.html、摘要.md、摘要.docx（总结报告初稿）、merge.json。"""
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.language.shown import shown
    from jianfu_cli.core.model.finding import Severity
    from jianfu_cli.core.rollup.merge import roll_up
    from jianfu_cli.workflows.inspect import InspectOptions, inspect
    from jianfu_cli.workflows.outputs import (
        BUNDLE_FILE,
        DATABASE,
        DETAILS,
        OUTPUTS,
        PUBLIC_OUTPUTS,
        BundleAsked,
        also_of,
        write_outputs,
    )

    formats = also_of(also)
    target = bundle or (output / BUNDLE_FILE if public_bundle else None)
    refuse_inputs([output, target, *(output / name for name in (*OUTPUTS, *PUBLIC_OUTPUTS, DETAILS, DATABASE))], paths)
    if templates:
        from jianfu_cli.reports.templating import check_own_templates

        check_own_templates(templates)
    chosen, day = campaign_of(context, campaign), as_of_or_today(as_of)
    inspection = inspect(paths, chosen, day, InspectOptions(jobs=jobs, whole_roster=True))
    result = roll_up(
        *(inspection.files, inspection.findings, chosen, day),
        strict=strict,
        whole_roster=inspection.inbox,
        decisions=inspection.decisions,
        bundles=inspection.bundles,
    )
    asked = BundleAsked(target, inspection.as_read, inspection.units, public=public_bundle) if target else None
    written = write_outputs(result, output, public=public, templates=templates, also=formats, bundle=asked)
    for line in _report(result) if not quiet else ():
        say(line)
    for line in _made(written, output) if not quiet else ():
        typer.echo(line)
    for line in _to_look_at(result) if public else ():
        say(shown(line), err=True)
    if not exit_zero and any(finding.severity is Severity.ERROR for finding in result.counting_findings):
        raise typer.Exit(1)


def _made(written: Iterable[str], output: Path) -> Iterable[str]:
    yield "已生成："
    yield from (f"  {output / name}" for name in written)


def _to_look_at(roll_up: "RollUp") -> Iterable[str]:
    """What does not stand in the published files, and why, and what stands there in doubt; the clerk decides."""
    from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist
    from jianfu_cli.workflows.outputs import CHANNELS, WHITELIST_HTML

    whitelist, channels = public_whitelist(roll_up), complaint_channels(roll_up)
    if not (whitelist or channels):
        yield "本次专项行动的附件里没有可以公布的材料"
        return
    for unit, count in whitelist.withheld if whitelist else ():
        yield f"没有列入白名单公布稿：{unit}的 {count} 项（名册里没有这个单位）"
    for unit, count in whitelist.unsure if whitelist else ():
        yield f"没有列入白名单公布稿：{unit}的 {count} 项（不能肯定是本次的白名单，见 JF010）"
    for unit, why in channels.withheld if channels else ():
        yield f"没有列入投诉举报渠道：{unit}的{why}"
    for document, published in ((WHITELIST_HTML, whitelist), (CHANNELS, channels)):
        for doubt in published.doubts if published else ():
            sheet = f"工作表“{doubt.sheet}” " if doubt.sheet else ""
            place = f"{doubt.unit} {doubt.path} {sheet}{doubt.cell}【{doubt.column}】"
            yield f"请人工核对（{document.removesuffix('.html')}）：{place}{doubt.why}"
    yield (
        "公布稿里去掉了手机号码、身份证号、银行卡号，“联系人”“校长”等后面和“老师”“主任”等前面的人名，"
        "微信、QQ 和邮箱（投诉举报邮箱除外）；"
        "前后没有这类字眼的人名认不出来，公布前请再看一遍。"
    )


def _report(roll_up: "RollUp") -> Iterable[str]:
    """What a person reads when it is done."""
    from jianfu_cli.core.model.finding import SEVERITY_LABELS
    from jianfu_cli.core.model.form import Outcome
    from jianfu_cli.reports.summary_details import not_sent
    from jianfu_cli.reports.text import settled_lines
    from jianfu_cli.workflows.outputs import WORKBOOK

    outcomes = [file.outcome for file in roll_up.submissions]
    severities = [finding.severity for finding in roll_up.faults]
    tally = roll_up.tally
    yield (
        f"收到文件 {len(outcomes)} 份{not_sent(roll_up)}：读取 {outcomes.count(Outcome.READ)}，"
        f"未能读取 {outcomes.count(Outcome.REFUSED)}，"
        f"不作为填报表 {outcomes.count(Outcome.SKIPPED)}；识别出表 {roll_up.figures.forms} 张"
    )
    yield f"读取 {tally.read} 行：采用 {tally.merged} 行，未采用 {tally.unused} 行"
    if roll_up.rows_left_out:
        yield f"其中 {roll_up.as_of} 以后收到的 {roll_up.rows_left_out} 行，没有计入"
    counts = "，".join(f"{label} {severities.count(severity)}" for severity, label in SEVERITY_LABELS.items())
    yield f"报来的材料里：{counts}（逐条见 {WORKBOOK} 的“校验结果”）"
    settled = len(roll_up.settled_findings)
    yield from settled_lines(settled, roll_up.decisions, verbose=True)
    replaced = len(roll_up.findings) - len(roll_up.counting_findings) - settled
    if replaced:
        yield f"不采用的旧表、以后收到的表里还有 {replaced} 处，不必改，不计在内（“校验结果”里也列出）"
    if roll_up.missing:
        yield f"另有到期未报 {roll_up.missing} 件（见 {WORKBOOK} 的“报送情况”，在“校验结果”里是 JF601）"
    if roll_up.levels:
        apart = sum(not one.ties for one in roll_up.levels)
        ties = f"其中 {apart} 个读到的行数对不上" if apart else "读到的行数都与下级的核对数相符"
        yield f"上报包 {len(roll_up.levels)} 个（各级都算）：{ties}（见“各级核对”）"
    for one in roll_up.not_compared:
        yield f"{one.part}没有比完：{one.why}"
