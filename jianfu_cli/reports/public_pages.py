"""The pages of ``merge --public``: the whitelist by level, and where to complain."""

from pathlib import Path

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist
from jianfu_cli.reports.templating import render_page

_STYLES = ("base.css", "public.css")


def whitelist_page(roll_up: RollUp, own: Path | None = None) -> str:
    """Return 白名单公布稿.html; templates in the folder ``own`` replace ours."""
    return render_page("whitelist.html", _STYLES, own=own, w=public_whitelist(roll_up), **_head(roll_up))


def channels_page(roll_up: RollUp, own: Path | None = None) -> str:
    """Return 投诉举报渠道.html; what was left out is said, without the number."""
    return render_page("channels.html", _STYLES, own=own, c=complaint_channels(roll_up), **_head(roll_up))


def _head(roll_up: RollUp) -> dict[str, str]:
    return {"issuer": roll_up.campaign.issuer, "day": in_chinese(roll_up.as_of)}
