"""``jianfu new-template``: blank forms, for anyone or for named units."""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, OutputFolderOption, attachment_of, campaign_of, unit_of
from jianfu_cli.errors import UsageError

if TYPE_CHECKING:
    from jianfu_cli.core.attachment import Attachment
    from jianfu_cli.core.campaign import Campaign
    from jianfu_cli.writing.blanks import BlankSet


def new_template(
    context: typer.Context,
    attachments: Annotated[
        list[str] | None, typer.Argument(metavar="附件…", help="如 2、a2、附件2；不写就是该报的全部。")
    ] = None,
    *,
    units: Annotated[
        list[str] | None, typer.Option("--unit", "-u", metavar="单位", help="给哪个单位，可写多次；预先填好单位名称。")
    ] = None,
    all_units: Annotated[bool, typer.Option("--all-units", help="给名册里的每个单位。")] = False,
    rows: Annotated[int, typer.Option("--rows", min=1, max=5000, metavar="行数", help="表格预备多少行。")] = 20,
    zipped: Annotated[bool, typer.Option("--zip", help="每个单位打成一个 zip 压缩包。")] = False,
    output: OutputFolderOption = Path("空白表"),
    campaign: CampaignOption = None,
) -> None:
    """生成空白表：表格为 xlsx，报告提纲为 docx。"""
    from jianfu_cli.writing.blanks import BlankSet, forms_for, keep_filled, write_blanks

    chosen = campaign_of(context, campaign)
    named = {attachment_of(chosen, name).id for name in attachments or []}
    wanted = tuple(form for form in chosen.forms if form.id in named)
    recipients = chosen.roster.names if all_units else _distinct(unit_of(chosen, name) for name in units or [])
    sets = [BlankSet(unit, forms_for(chosen, unit, wanted)) for unit in recipients or [""]]
    _note_skipped(chosen, sets, wanted)
    sets = [blanks for blanks in sets if blanks.forms]
    if not sets:
        raise UsageError("没有写出空白表：所选单位都不需要报送所选附件")
    for blanks in sets:
        keep_filled(blanks.paths(output, zipped=zipped), chosen)
    written = {
        blanks: write_blanks(chosen, blanks, output, rows=rows, zipped=zipped) for blanks in _with_progress(sets)
    }
    _list_written(written, output, briefly=all_units)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _note_skipped(campaign: "Campaign", sets: "list[BlankSet]", wanted: "tuple[Attachment, ...]") -> None:
    """Say which of the attachments named are not made, and for whom: one line an attachment and kind of unit."""
    skipped = defaultdict(list)
    for blanks in sets:
        for form in wanted:
            if form not in blanks.forms:
                skipped[form.label, campaign.roster.kind_of[blanks.unit].label].append(blanks.unit)
    for (label, kind), names in skipped.items():
        whom = names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 个单位"
        typer.echo(f"注意：{kind}不需要报送{label}，已跳过（{whom}）", err=True)


def _with_progress(sets: "list[BlankSet]") -> "Iterable[BlankSet]":
    """Show a bar on a terminal, nothing in a pipe."""
    if len(sets) == 1 or not sys.stderr.isatty():
        return sets
    from rich.console import Console
    from rich.progress import track

    return track(sets, "正在写空白表", console=Console(stderr=True), transient=True)


def _list_written(written: "dict[BlankSet, tuple[Path, ...]]", folder: Path, *, briefly: bool) -> None:
    if briefly:
        count = sum(len(blanks.forms) for blanks in written)
        typer.echo(f"已给 {len(written)} 个单位写出 {count} 个空白表，放在 {folder}：")
        for blanks in written:
            typer.echo(f"  {blanks.unit}：{len(blanks.forms)} 个")
        return
    paths = [path for those in written.values() for path in those]
    typer.echo(f"已写出 {len(paths)} 个文件：")
    for path in paths:
        typer.echo(f"  {path}")
