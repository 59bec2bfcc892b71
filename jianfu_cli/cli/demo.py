"""``jianfu demo``: the embedded example, from blank forms to the roll-up."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.errors import UsageError
from jianfu_cli.leftovers import BESIDE_OUTPUTS
from jianfu_cli.resources import folder as shipped

if TYPE_CHECKING:
    from jianfu_cli.core.model.campaign import Campaign

AS_OF = date(2024, 7, 5)
"""The day after the last due date of the example's campaign (notice, 四（六）)."""

INBOX, BLANKS, ROLL_UP, ABOUT = "收件箱", "空白表", "汇总", "演示说明.txt"
REPORT_JSON, REPORT_TEXT = "校验报告.json", "校验报告.txt"
RECIPIENTS = ("红旗区", "市公安局")

_TITLE = "减负填报工具演示"
_ABOUT = f"""{_TITLE}

{INBOX}：虚构的报送材料，人名、电话、事项都是编造的，里面有意留了错误。
{BLANKS}：发给{"、".join(RECIPIENTS)}的空白表。
{REPORT_TEXT}：逐个文件、逐个单元格的错误和改法；{REPORT_JSON} 是给程序用的同一份结果。
{ROLL_UP}：汇总表、摘要和核对数。

这个文件夹可以随时整个删掉；再运行一次 jianfu demo 会重新生成，收件箱里改过的文件不会被覆盖。
"""


def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="演示材料和结果放在哪个文件夹。")
    ] = Path("减负演示"),
) -> None:
    """用自带的虚构材料从头走一遍：发空白表、收件、查填报错、汇总成册。"""
    from jianfu_cli.reading.campaigns import load_campaign
    from jianfu_cli.writing.whole import for_notepad, whole_folder, write_whole

    _keep_changed(output / INBOX)
    _refuse_other_folders(output)
    campaign = load_campaign()
    typer.echo(f"{_TITLE}：材料全是虚构的，按 {AS_OF} 判断期限，结果放在 {output}\n")
    with whole_folder(output) as made:
        write_whole(made / ABOUT, for_notepad(_ABOUT))
        for step in (_send_blanks, _receive, _validate, _merge):
            for line in step(made, output, campaign):
                typer.echo(line)
    typer.echo("\n接下来可以试试：")
    typer.echo(f"  打开 {output / ROLL_UP / '摘要.html'}，看各单位报了没有、哪些事项重复；")
    typer.echo(f"  打开 {output / REPORT_TEXT}，对着收件箱里的文件看它指出的单元格；")
    typer.echo(f"  改正收件箱里的一处错误，再运行 jianfu validate {output / INBOX} --as-of {AS_OF}。")


def _refuse_other_folders(folder: Path) -> None:
    """Accept a folder that is not there, is empty, or that a former demo made.

    Raises:
        UsageError: it holds something else.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 是一个文件，请用 -o 换一个文件夹")
    others = folder.is_dir() and any(not path.name.startswith(BESIDE_OUTPUTS) for path in folder.iterdir())
    if others and not _is_former_demo(folder):
        raise UsageError(f"{folder} 里已经有别的东西，没有动它；请用 -o 换一个空文件夹")


def _keep_changed(inbox: Path) -> None:
    """Refuse to write over an inbox in which somebody has corrected something, as the demonstration suggests.

    Raises:
        UsageError: a file of the example is there and is not as it was.
    """
    example = shipped("examples") / "inbox"
    for path in sorted(example.rglob("*")):
        copy = inbox / path.relative_to(example)
        if path.is_file() and copy.is_file() and copy.read_bytes() != path.read_bytes():
            raise UsageError(f"{copy} 已经改过，没有覆盖；请用 -o 换一个文件夹，或先把它移走")


def _is_former_demo(folder: Path) -> bool:
    about = folder / ABOUT
    return about.is_file() and about.read_text(encoding="utf-8-sig", errors="replace").startswith(_TITLE)


def _send_blanks(made: Path, folder: Path, campaign: "Campaign") -> Iterator[str]:
    from jianfu_cli.writing.blanks.packs import BlankSet, forms_for, write_blanks

    written = [
        path
        for unit in RECIPIENTS
        for path in write_blanks(campaign, BlankSet(unit, forms_for(campaign, unit, ())), made / BLANKS)
    ]
    yield f"1. 发空白表：{'、'.join(RECIPIENTS)}各一套，共 {len(written)} 份，单位名称已填好"
    chosen = " ".join(f"-u {unit}" for unit in RECIPIENTS)
    yield f"   见 {folder / BLANKS}（命令：jianfu new-template {chosen} -o {folder / BLANKS}）"


def _receive(made: Path, folder: Path, _: "Campaign") -> Iterator[str]:
    """Copy the example's inbox; its own file times do not matter, so none are kept."""
    try:
        shutil.copytree(shipped("examples") / "inbox", made / INBOX, copy_function=shutil.copyfile)
    except shutil.Error as error:
        _, _, why = error.args[0][0]
        raise UsageError(f"写不了 {folder / INBOX}：{why}") from error
    count = sum(1 for path in (made / INBOX).rglob("*") if path.is_file())
    yield f"2. 收件：收件箱里 {count} 个文件，一个单位一个文件夹，有的还按收到的日期分开"
    yield f"   见 {folder / INBOX}"


def _validate(made: Path, folder: Path, campaign: "Campaign") -> Iterator[str]:
    from jianfu_cli.core.filings.superseded import Superseded
    from jianfu_cli.core.model.finding import SEVERITY_LABELS, Severity
    from jianfu_cli.reports.findings import as_json
    from jianfu_cli.reports.text import as_text
    from jianfu_cli.workflows.inspect import inspect
    from jianfu_cli.writing.whole import for_notepad, write_all

    inspection = inspect([made / INBOX], campaign, AS_OF)
    report = inspection.report(campaign, AS_OF)
    texts: dict[str, str | bytes] = {
        REPORT_JSON: as_json(report),
        REPORT_TEXT: for_notepad(as_text(report)),
    }
    write_all({made / name: text for name, text in texts.items()})
    counts = "，".join(f"{label} {report.count(severity)} 处" for severity, label in SEVERITY_LABELS.items())
    yield f"3. 查填报错：{counts}，每处都写明文件、工作表、单元格和改法"
    errors = [one for one in inspection.findings if one.severity is Severity.ERROR]
    missing = sum(one.path is None for one in errors)
    replaced = len(errors) - len(Superseded.among(inspection.files, campaign.same_words).without(errors))
    apart = f"{missing} 处是收件箱里有文件夹的单位缺的附件，汇总时分开算"
    yield f"   错误里有 {apart}；已重报的旧表里的 {replaced} 处不计在内"
    yield f"   见 {folder / REPORT_TEXT}（命令：jianfu validate {folder / INBOX} --as-of {AS_OF}）"


def _merge(made: Path, folder: Path, campaign: "Campaign") -> Iterator[str]:
    from jianfu_cli.core.model.finding import Severity
    from jianfu_cli.core.rollup.merge import roll_up
    from jianfu_cli.workflows.inspect import InspectOptions, inspect
    from jianfu_cli.workflows.outputs import WORKBOOK, write_outputs

    inspection = inspect([made / INBOX], campaign, AS_OF, InspectOptions(whole_roster=True))
    result = roll_up(
        inspection.files, inspection.findings, campaign, AS_OF, whole_roster=True, decisions=inspection.decisions
    )
    write_outputs(result, made / ROLL_UP)
    tally = result.tally
    yield f"4. 汇总成册：读取 {tally.read} 行，采用 {tally.merged} 行，未采用 {tally.unused} 行（各有原因），一行不少"
    errors = sum(one.severity is Severity.ERROR for one in result.faults)
    yield f"   报来的材料里须改正的错误 {errors} 处；到期未报按全部名册另计，{result.missing} 件"
    command = f"jianfu merge {folder / INBOX} --as-of {AS_OF} -o {folder / ROLL_UP}"
    yield f"   见 {folder / ROLL_UP / WORKBOOK}（命令：{command}）"
