"""The pages of ``merge --public``: the whitelist by level, and where to complain."""

from pathlib import Path

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist
from jianfu_cli.reports.templating import render_page

_STYLES = ("base.css", "public.css")


def whitelist_page(roll_up: RollUp, own: Path | None = None) -> str | None:
    """Return 白名单公布稿.html, None without a whitelist; templates in the folder ``own`` replace ours."""
    whitelist = public_whitelist(roll_up)
    if whitelist is None:
        return None
    return render_page("whitelist.html", _STYLES, own=own, w=whitelist, **_head(roll_up))


def channels_page(roll_up: RollUp, own: Path | None = None) -> str | None:
    """Return 投诉举报渠道.html, None where no channels are asked for."""
    channels = complaint_channels(roll_up)
    if channels is None:
        return None
    return render_page("channels.html", _STYLES, own=own, c=channels, **_head(roll_up))


def _head(roll_up: RollUp) -> dict[str, str]:
    return {"issuer": roll_up.campaign.issuer, "day": in_chinese(roll_up.as_of)}
