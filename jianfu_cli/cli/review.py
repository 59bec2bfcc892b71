"""``jianfu review``: applications to enter schools, held against the list; it suggests, and never approves."""

from collections.abc import Iterator
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
    as_of_or_today,
    campaign_of,
)
from jianfu_cli.cli.output import say
from jianfu_cli.errors import UsageError

if TYPE_CHECKING:
    from jianfu_cli.core.approvals.ledger import ApprovalLedger
    from jianfu_cli.core.approvals.review import Review

_CAMPAIGN = "access-review"

ListOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--list", metavar="文件", help="白名单：填好的附件7、汇总.xlsx 或上报包，可写多次（市本级的、县区的）。"
    ),
]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="文件",
        help="一直在用的审批台账.xlsx：照其中的“决定”办理，新的意见加在后面；不写就用结果文件夹里的。",
    ),
]
AmendOption = Annotated[
    bool,
    typer.Option(
        "--amend",
        help="把不在清单上的当作申请增列：看总量还容得下几项，另出清单增列.docx 和增列后的清单。要有 --list。",
    ),
]
LastOption = Annotated[
    list[Path] | None,
    typer.Option("--last", metavar="文件", help="与 --amend 同用：上年的清单，对照哪些新列入、不再列入、次数有变化。"),
]


def review(
    context: typer.Context,
    paths: PathsArgument,
    output: OutputFolderOption,
    lists: ListOption = None,
    ledger: LedgerOption = None,
    amend: AmendOption = False,
    last: LastOption = None,
    as_of: AsOfOption = None,
    exit_zero: ExitZeroOption = False,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """审进校园申请：对照白名单、依据、提前的时间、次数、总量、学校负荷，提出同意、补正、合并或不同意的建议，不作决定。

    写出审核意见.docx（一项一页）、审批台账.xlsx、进校园日历.html 和 .ics、review.json。
    """
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.core.approvals.amending import amendment
    from jianfu_cli.core.approvals.ledger import LEDGER_FILE
    from jianfu_cli.core.filings.schedule import publication
    from jianfu_cli.core.language.shown import shown
    from jianfu_cli.workflows.review_outputs import OUTPUTS, write_review
    from jianfu_cli.workflows.reviewing import read_ledger_book, read_list, read_review

    listed, former = lists or [], last or []
    if former and not amend:
        raise UsageError("--last 要与 --amend 同用")
    refuse_inputs([output, *(output / name for name in OUTPUTS)], [*paths, *listed, *former])
    refuse_inputs([ledger], [*paths, *listed, *former], "台账")
    chosen, day = campaign_of(context, campaign, _CAMPAIGN), as_of_or_today(as_of)
    kept = read_ledger_book(ledger if ledger and ledger.exists() else output / LEDGER_FILE)
    found = read_review(paths, listed, kept, chosen, day, jobs, amending=amend)
    before = read_list(former, chosen, day, jobs) if former else None
    amended = amendment(found, found.items, before, chosen) if amend else None
    written = write_review(found, kept, output, ledger, amended)
    for line in _report(found, kept):
        say(shown(line))
    if amend and publication(chosen) is None:
        say("注意：专项行动文件没有写 spring_term_start（春季学期开学日期），没有算离公布还有几天", err=True)
    say("已生成：")
    for place in written:
        say(f"  {place}")
    if found.has_errors and not exit_zero:
        raise typer.Exit(1)


def _report(found: "Review", kept: "ApprovalLedger") -> Iterator[str]:
    """What a person reads when it is done."""
    counts = "，".join(f"{suggestion} {count}" for suggestion, count in found.counts.items())
    yield f"申请 {len(found.every)} 项：{counts}。" + (
        f"其中照台账里的决定 {found.decided} 项。" if found.decided else ""
    )
    for one in found.every:
        if one.reasons and not one.decided:
            codes = "、".join(dict.fromkeys(reason.code for reason in one.reasons))
            yield f"  {one.suggestion}　{one.application.matter}（{one.application.body}）：{codes}"
    if found.not_run:
        yield "没有查或者没有查全的："
    yield from (f"  {code}：{why}" for code, why in found.not_run)
    if found.later:
        yield f"{found.as_of} 以后收到的没有计入：{'、'.join(found.later)}"
    for path, why in found.unread:
        yield f"没有读：{path}：{why}"
    for entry in kept.unclear:
        where, written = f"{entry.text('编号')} {entry.text('活动名称')}", entry.text("决定")
        yield f"台账里这一行的“决定”看不懂，没有照办：{where}“{written}”"
    yield "以上是建议，由审批的人决定；在台账的“决定”一栏填好、存盘，下次照办。"
