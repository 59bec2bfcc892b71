"""``jianfu init``: the files of a campaign of one's own."""

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.errors import CampaignError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jianfu_cli.core.model.kinds import UnitKind
    from jianfu_cli.core.model.roster import Unit

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪个文件夹。")],
    base: Annotated[
        str, typer.Option("--from", metavar="名称", help="照哪个自带的专项行动：xinxiang-2024、whitelist-annual。")
    ] = "xinxiang-2024",
    roster: Annotated[
        Path | None,
        typer.Option("--roster", metavar="工作簿", help="名册工作簿：单位名称、类别、别名三列，一行一个单位。"),
    ] = None,
    own_id: Annotated[
        str | None, typer.Option("--id", metavar="代号", help="新的代号（英文字母、数字、. _ -），默认用文件夹的名称。")
    ] = None,
) -> None:
    """新建一个可以修改的专项行动：通知、期限、单位、表样都在 YAML 文件里。

    改好以后，各命令加 --campaign 文件夹 就按它来。
    """
    from jianfu_cli.reading.campaigns import campaign_names, load_campaign
    from jianfu_cli.writing.campaign_files import write_campaign

    if base not in campaign_names():
        raise UsageError(f"没有自带的专项行动“{base}”；可用：{'、'.join(campaign_names())}")
    chosen = _id(own_id, folder, base)
    written = write_campaign(
        base, load_campaign(base), folder, chosen, _units(roster, load_campaign(base).kinds) if roster else None
    )
    load_campaign(str(folder))
    typer.echo(f"已新建专项行动 {chosen}：")
    for path in written:
        typer.echo(f"  {path}")
    typer.echo(f"改 {written[0].name} 里的通知、期限、单位，改 a*.yaml 里的列；用的时候加 --campaign {folder}")


def _id(own_id: str | None, folder: Path, base: str) -> str:
    """The campaign's id: as given, else the folder's name where it can be one."""
    if own_id and not _ID.fullmatch(own_id):
        raise UsageError(f"代号“{own_id}”不行：只能用英文字母、数字和 . _ -，以字母或数字开头")
    name = folder.resolve().name
    return own_id or (name if _ID.fullmatch(name) else f"{base}-own")


def _units(roster: Path, kinds: "Sequence[UnitKind]") -> "dict[str, tuple[Unit, ...]]":
    """Read the roster in a worker, as every workbook is.

    Raises:
        CampaignError: it is not as it should be.
    """
    from jianfu_cli.reading.limits import limits_from
    from jianfu_cli.reading.pool import WorkerFailure, run_in_workers

    [answer] = run_in_workers(partial(_read_roster, kinds=kinds), [roster], 1, limits_from()[1])
    if isinstance(answer, WorkerFailure):
        raise CampaignError(f"{roster}：{answer.why}")
    if isinstance(answer, CampaignError):
        raise answer
    return answer


def _read_roster(roster: Path, kinds: "Sequence[UnitKind]") -> "dict[str, tuple[Unit, ...]] | CampaignError":
    """What the worker does: a fault is an answer too."""
    from jianfu_cli.reading.roster import read_roster

    try:
        return read_roster(roster, kinds)
    except CampaignError as error:
        return error
