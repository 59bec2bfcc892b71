"""``jianfu decide``: what only a person can settle, in a workbook to be filled in; all commands obey it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import AsOfOption, CampaignOption, JobsOption, as_of_or_today, campaign_of
from jianfu_cli.cli.output import say

if TYPE_CHECKING:
    from jianfu_cli.workflows.deciding import WrittenQuestions


def decide(
    context: typer.Context,
    inbox: Annotated[Path, typer.Argument(metavar="收件箱", help="各单位文件夹所在的文件夹。")],
    as_of: AsOfOption = None,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """列出要人拿主意的：写进收件箱里的处理决定.xlsx，填好“决定”一栏，以后各命令都照办。

    再执行一次就补上新的；填过的不动，事由已经不在的注明“已不适用”。
    """
    from jianfu_cli.core.language.shown import shown
    from jianfu_cli.workflows.deciding import gather_questions

    asked = gather_questions(inbox, campaign_of(context, campaign), as_of_or_today(as_of), jobs)
    for line in _report(asked):
        say(shown(line))


def _report(asked: "WrittenQuestions") -> Iterator[str]:
    """What is to be decided, and what was."""
    from jianfu_cli.core.model.decision import Issue

    use = asked.open.get(Issue.USE, 0)
    to_settle = {issue: count for issue, count in asked.open.items() if issue is not Issue.USE}
    counts = "，".join(f"{issue} {count}" for issue, count in to_settle.items())
    yield f"待定 {sum(to_settle.values())} 件：{counts}。" if to_settle else "没有要拿主意的。"
    if use:
        yield f"另列报来的表 {use} 份，要剔除哪一份，在它的“决定”里写“不采用”，其余不必填。"
    yield f"已决定 {asked.decided} 件" + (f"，另有 {asked.gone} 件已不适用" if asked.gone else "") + "。"
    if asked.aliases:
        yield f"单位的其他写法 {asked.aliases} 个。"
    yield f"已写入 {asked.path}，在“决定”一栏填好、存盘即可。"
