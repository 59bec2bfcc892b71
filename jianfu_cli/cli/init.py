"""``jianfu init``: the files of a campaign of one's own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.errors import CampaignError, UsageError
from jianfu_cli.resources import campaign_names

if TYPE_CHECKING:
    from jianfu_cli.core.model.draft import DraftForm, DraftForms
    from jianfu_cli.core.model.kinds import UnitKind
    from jianfu_cli.core.model.unit import Unit

    Units = dict[UnitKind, tuple[Unit, ...]]

_Read = TypeVar("_Read")
_ID = pattern_of(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪个文件夹。")],
    base: Annotated[
        str, typer.Option("--from", metavar="名称", help=f"照哪个自带的专项行动：{'、'.join(campaign_names())}。")
    ] = "xinxiang-2024",
    blank: Annotated[bool, typer.Option("--blank", help="从空白的开始，不照自带的。")] = False,
    forms: Annotated[
        int | None, typer.Option("--forms", min=1, max=99, metavar="件数", help="空白的有几件附件，默认一件。")
    ] = None,
    own_forms: Annotated[
        list[Path] | None,
        typer.Option("--form", metavar="工作簿", help="照现用的 Excel 表起草一件附件，可写多次；已有的行动就添上。"),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option("--roster", metavar="工作簿", help="名册工作簿：单位名称、类别、别名三列，一行一个单位。"),
    ] = None,
    own_id: Annotated[
        str | None, typer.Option("--id", metavar="代号", help="新的代号（英文字母、数字、. _ -），默认用文件夹的名称。")
    ] = None,
) -> None:
    """新建一个可以修改的专项行动：通知、期限、单位、表样都在 YAML 文件里。

    改好以后，各命令加 --campaign 文件夹 就按它来；每个键的说明见说明文件“自己的专项行动”。
    """
    if own_forms and (folder / "campaign.yaml").exists():
        _add_forms(folder, own_forms)
        return
    chosen = _id(own_id, folder, "campaign" if blank or own_forms else base)
    if blank or own_forms or forms:
        written = _write_blank(folder, chosen, own_forms or [], forms or 1, roster)
    else:
        written = _write_copy(folder, chosen, base, roster)
    _say_written(folder, chosen, written)


def _say_written(folder: Path, chosen: str, written: tuple[Path, ...]) -> None:
    typer.echo(f"已新建专项行动 {chosen}：")
    for path in written:
        typer.echo(f"  {path}")
    typer.echo(f"改 {written[0].name} 里的通知、期限、单位，改 a*.yaml 里的列；用的时候加 --campaign {folder}")
    typer.echo(f"改好后看一看还缺什么：jianfu schema --check --campaign {folder}")


def _write_copy(folder: Path, chosen: str, base: str, roster: Path | None) -> tuple[Path, ...]:
    from jianfu_cli.reading.campaigns import load_campaign
    from jianfu_cli.writing.campaign_files import write_campaign

    if base not in campaign_names():
        raise UsageError(f"没有自带的专项行动“{base}”；可用：{'、'.join(campaign_names())}")
    campaign = load_campaign(base)
    units = _roster(roster, campaign.kinds) if roster else None
    by_id = {kind.id: those for kind, those in units.items()} if units else None
    written = write_campaign(base, campaign, folder, chosen, by_id)
    load_campaign(str(folder))
    return written


def _write_blank(folder: Path, chosen: str, own: list[Path], count: int, roster: Path | None) -> tuple[Path, ...]:
    from jianfu_cli.cli.options import as_of_or_today
    from jianfu_cli.core.model.kinds import DEFAULT_KINDS
    from jianfu_cli.reading.campaigns import load_campaign
    from jianfu_cli.writing.campaign_files import write_blank_campaign

    drafts: list[DraftForm | None] = [form for path in own for form in _drafted(path)]
    drafts += [None] * (count - len(drafts))
    units = _roster(roster, DEFAULT_KINDS, open_ended=True) if roster else None
    written = write_blank_campaign(folder, chosen, drafts, as_of_or_today(None), units)
    load_campaign(str(folder))
    return written


def _add_forms(folder: Path, own: list[Path]) -> None:
    """Draft further attachments of a campaign that is there; who files them by when a person must write."""
    from jianfu_cli.reading.campaigns import load_campaign
    from jianfu_cli.writing.campaign_files import write_form

    taken = {form.role for form in load_campaign(str(folder)).attachments if form.role}
    for path, draft in [(each, draft) for each in own for draft in _drafted(each)]:
        written = write_form(folder, draft, taken)
        taken |= {draft.role} if draft.role else set()
        typer.echo(f"照 {path.name} 的《{draft.title}》起草了 {written}")
        typer.echo(f"  请在 campaign.yaml 的 attachments 里加一行：- {{form: {written.stem}, due: {{类别: 日期}}}}")


def _id(own_id: str | None, folder: Path, base: str) -> str:
    """The campaign's id: as given, else the folder's name where it can be one."""
    if own_id and not _ID.fullmatch(own_id):
        raise UsageError(f"代号“{own_id}”不行：只能用英文字母、数字和 . _ -，以字母或数字开头")
    name = folder.resolve().name
    return own_id or (name if _ID.fullmatch(name) else f"{base}-own")


def _roster(roster: Path, kinds: "tuple[UnitKind, ...]", *, open_ended: bool = False) -> "Units":
    from jianfu_cli.reading.roster import read_roster

    return _read(partial(read_roster, kinds=kinds, open_ended=open_ended), roster)


def _drafted(path: Path) -> "tuple[DraftForm, ...]":
    """Draft an attachment from each table of a workbook, and say which sheets have none."""
    from jianfu_cli.reading.own_form import read_own_form

    found: DraftForms = _read(read_own_form, path)
    if found.without:
        typer.echo(f"{path.name} 里没有起草的工作表（没有列名，或者只是选项）：{'、'.join(found.without)}", err=True)
    return found.forms


def _read(work: Callable[[Path], _Read], path: Path) -> _Read:
    """Read a workbook in a worker, as every workbook is.

    Raises:
        CampaignError: it is not as it should be.
    """
    from jianfu_cli.reading.limits import limits_from
    from jianfu_cli.reading.pool import run_in_workers
    from jianfu_cli.reading.worker import WorkerFailure

    [answer] = run_in_workers(partial(_answer, work), [path], 1, limits_from()[1])
    if isinstance(answer, WorkerFailure):
        raise CampaignError(f"{path}：{answer.why}")
    if isinstance(answer, CampaignError):
        raise answer
    return answer


def _answer(work: Callable[[Path], _Read], path: Path) -> "_Read | CampaignError":
    """What the worker does: a fault is an answer too."""
    try:
        return work(path)
    except CampaignError as error:
        return error
