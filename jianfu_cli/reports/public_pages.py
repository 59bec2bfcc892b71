"""The pages of ``merge --public``: the whitelist by level, and where to complain."""

from pathlib import Path

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.publication import Channels, PublicWhitelist
from jianfu_cli.reports.templating import render_page

_STYLES = ("base.css", "public.css")


def whitelist_page(whitelist: PublicWhitelist, roll_up: RollUp, own: Path | None = None) -> str:
    """Return 白名单公布稿.html; templates in the folder ``own`` replace ours."""
    return render_page("whitelist.html", _STYLES, own=own, w=whitelist, **_head(roll_up))


def channels_page(channels: Channels, roll_up: RollUp, own: Path | None = None) -> str:
    """Return 投诉举报渠道.html; what was left out is said, without the number."""
    return render_page("channels.html", _STYLES, own=own, c=channels, **_head(roll_up))


def _head(roll_up: RollUp) -> dict[str, str]:
    return {"issuer": roll_up.campaign.issuer, "day": in_chinese(roll_up.as_of)}
