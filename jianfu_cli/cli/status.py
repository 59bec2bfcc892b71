"""``jianfu status``: who has filed what by a day, who is late, what is missing."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jianfu_cli.cli.options import (
    AsOfOption,
    CampaignOption,
    ExitZeroOption,
    JobsOption,
    as_of_or_today,
    attachment_of,
    campaign_of,
)
from jianfu_cli.cli.output import print_result, result_places
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import StatusFormat

InboxArgument = Annotated[Path, typer.Argument(metavar="收件箱", help="各单位文件夹所在的文件夹。")]
# Consoles of these encodings draw √ × · as wide as a Chinese character.
_WIDE_SIGNS = ("gb", "cp936", "936")


def status(
    context: typer.Context,
    inbox: InboxArgument,
    as_of: AsOfOption = None,
    attachment: Annotated[
        list[str] | None,
        typer.Option("--attachment", "-a", metavar="附件", help="只看这个附件，可写多次；只看一个时列得更细。"),
    ] = None,
    form: Annotated[StatusFormat, typer.Option("--format", "-f", help=StatusFormat.help())] = StatusFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="结果写到文件，默认写到屏幕。")
    ] = None,
    codes: Annotated[bool, typer.Option("--codes", help="-f csv 的列名和取值用 JSON 里的代码。")] = False,
    exit_zero: ExitZeroOption = False,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """看报送进度：各单位各附件报了没有、迟了几天、缺不缺扫描件。

    退出码：0 到期的都按时报了，1 有未报或迟报的，2 命令有误。
    """
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.reports.status_text import as_text
    from jianfu_cli.workflows.ledger import read_ledger
    from jianfu_cli.writing.whole import for_notepad, write_whole

    if codes and form is not StatusFormat.CSV:
        raise UsageError("只有 -f csv 能加 --codes")
    refuse_inputs([output], [inbox])
    chosen = campaign_of(context, campaign)
    wanted = [attachment_of(chosen, name).id for name in attachment or ()]
    ledger = read_ledger(inbox, chosen, as_of_or_today(as_of), jobs)
    ledger = ledger.only(wanted) if wanted else ledger
    for_people = form is StatusFormat.TEXT
    if for_people and not output:
        text = as_text(ledger, wide_signs=_wide_signs(), places=result_places())
    else:
        text = form.renderer(ledger, codes=True) if codes else form.renderer(ledger)
    if output:
        write_whole(output, for_notepad(text) if for_people else text)
    else:
        print_result(text, for_programs=not for_people)
    raise typer.Exit(0 if ledger.in_order or exit_zero else 1)


def _wide_signs() -> bool:
    return (sys.stdout.encoding or "").lower().startswith(_WIDE_SIGNS)
