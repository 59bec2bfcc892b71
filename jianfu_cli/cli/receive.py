"""``jianfu receive``: what came by mail, recognised and filed by unit and day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import (
    CampaignOption,
    DoneFormatOption,
    JobsOption,
    as_of_or_today,
    attachment_of,
    campaign_of,
    parse_day,
    unit_of,
)
from jianfu_cli.cli.output import print_result
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import DoneFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.campaign import Campaign
    from jianfu_cli.workflows.receiving import Received


def receive(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件…", help="收到的文件，也可以是文件夹；压缩包、邮件整个归档。")
    ],
    inbox: Annotated[Path, typer.Option("--inbox", metavar="收件箱", help="归到哪个收件箱。")],
    on: Annotated[
        date | None,
        typer.Option(
            "--on",
            metavar="日期",
            parser=parse_day,
            help="哪一天收到的，默认邮件按它的日期，其他按今天，如 2024-06-14。",
        ),
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", metavar="单位", help="是哪个单位报来的；不写就从表内和文件名认。")
    ] = None,
    form: DoneFormatOption = DoneFormat.TEXT,
    attachment: Annotated[
        str | None,
        typer.Option("--attachment", "-a", metavar="附件", help="扫描件是哪个附件的；记入收件箱的处理决定.xlsx。"),
    ] = None,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """收件归档：认出是哪个单位的，归到 收件箱/单位/日期/；认不出的归到 收件箱/待认领/日期/。

    只复制，不移动；同样的内容只归一次。
    """
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.reading.sources import collect
    from jianfu_cli.workflows.decisions import obedience_over
    from jianfu_cli.workflows.receiving import Receipt, receive_files

    if inbox.exists() and not inbox.is_dir():
        raise UsageError(f"{inbox} 是一个文件；--inbox 后面要写文件夹")
    refuse_inputs([inbox], paths, "收件箱", "不能把它自己再收一遍")
    chosen, obedience = obedience_over([inbox], campaign_of(context, campaign))
    sender = unit_of(chosen, unit) if unit else None
    sources = collect(paths, chosen).sources
    received: list[Received] = []
    scan_of = attachment_of(chosen, attachment).label if attachment else ""
    receipt = Receipt(inbox, on, sender, scan_of)
    try:
        for one in receive_files(sources, receipt, chosen, obedience, jobs, as_of_or_today(None), _say_that_we_wait):
            received.append(one)  # noqa: PERF402 -- what was filed before a failure is reported too
    finally:
        if form is DoneFormat.JSON:
            print_result(_as_json(received, inbox, chosen), for_programs=True)
        else:
            for line in _report(received, inbox):
                typer.echo(line)
    if any(one.filed is None for one in received):
        raise typer.Exit(1)


def _say_that_we_wait() -> None:
    typer.echo("另一次收件正在往这个收件箱里归档，等它结束……", err=True)


def _as_json(received: "list[Received]", inbox: Path, campaign: "Campaign") -> str:
    from jianfu_cli.reports.receipts import ReceiptEntry, as_json

    entries = [
        ReceiptEntry(
            receipt.source.path,
            receipt.arrival.unit,
            receipt.arrival.holds,
            "；".join(filter(None, (receipt.arrival.note, receipt.scan_said))),
            receipt.filed.path.relative_to(inbox).as_posix() if receipt.filed else None,
            receipt.filed is not None and receipt.filed.new,
        )
        for receipt in received
    ]
    return as_json(entries, campaign.id, str(inbox))


def _report(received: "list[Received]", inbox: Path) -> Iterator[str]:
    """What went where, by the folder it went to."""
    from jianfu_cli.core.filings.arrivals import UNCLAIMED
    from jianfu_cli.core.language.shown import shown

    groups = defaultdict(list)
    for one in received:
        groups[one.filed.path.relative_to(inbox).parts[0] if one.filed else ""].append(one)
    for folder in sorted(groups, key=lambda name: (name in {"", UNCLAIMED}, name == "")):
        yield shown(folder) or "没有收"
        for one in groups[folder]:
            yield from map(shown, _lines(one, inbox))
    new = sum(one.filed is not None and one.filed.new for one in received)
    again = sum(one.filed is not None and not one.filed.new for one in received)
    counts = [f"归档 {new} 个文件"]
    counts += [f"{again} 个以前收过"] if again else []
    counts += [f"{len(groups[''])} 个没有收"] if groups.get("") else []
    yield f"{'，'.join(counts)}。"
    unclaimed = (one for one in received if one.filed and one.filed.new and one.arrival.unit is None)
    if any(not one.arrival.shared for one in unclaimed):
        yield f"{UNCLAIMED}的，查明单位后用 -u 指明再收一次即可，收到日期不变。"


def _lines(receipt: "Received", inbox: Path) -> Iterator[str]:
    if receipt.filed is None:
        yield f"  × {receipt.source.path}：{receipt.arrival.holds}"
        return
    place = receipt.filed.path.relative_to(inbox).as_posix()
    if not receipt.filed.new:
        yield f"  · {receipt.source.path}：以前收过，就是 {place}"
    else:
        yield f"  {'!' if receipt.arrival.note else '√'} {place}：{receipt.arrival.holds}"
        if receipt.arrival.note:
            yield f"      注意：{receipt.arrival.note}"
    if receipt.scan_said:
        yield f"      {receipt.scan_said}"
