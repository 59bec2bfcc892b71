"""What holds for outputs of several commands: none goes among what came in; who gets one is told where to turn."""

import os
from collections.abc import Iterable
from pathlib import Path

from jianfu_cli.cli.output import say
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.errors import UsageError
from jianfu_cli.resources import campaign_names


def refuse_inputs(
    targets: Iterable[Path | None],
    paths: Iterable[Path],
    what: str = "结果",
    why: str = "下次会被当成上报文件，请放到别处",
) -> None:
    """Refuse ``targets`` (files or folders to be written, None where none is) that are one of ``paths`` or within one.

    Raises:
        UsageError: a submission would be overwritten, or the result be taken for one; ``what`` and ``why`` say so.
    """
    inputs = [(path, _real(path)) for path in paths]
    for target in targets:
        resolved = _real(target) if target else None
        for path, source in inputs:
            if resolved and source in resolved.parents:
                raise UsageError(f"{what} {target} 在 {path} 里面，{why}")
            if resolved == source:
                said = f"就是 {path}，{why}" if source.is_dir() else f"会盖掉上报材料 {path}，请换一个位置"
                raise UsageError(f"{what} {target} {said}")


def say_what_contact_lacks(campaign: Campaign) -> None:
    """Say on stderr what the units are not told of where to send their returns and whom to ask."""
    if lacking := campaign.contact.lacking:
        what = "、".join(lacking)
        where = "用 jianfu init 写出专项行动文件，" if campaign.id in campaign_names() else "在专项行动文件里"
        say(f"注意：contact 里没有写{what}，发出去的材料上就没有；{where}补上一次即可", err=True)


def _real(path: Path) -> Path:
    """Return where ``path`` leads; a link that runs in a circle leads nowhere, and is no fault here."""
    return Path(os.path.realpath(path))
