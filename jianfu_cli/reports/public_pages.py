"""The pages of ``merge --public``: the whitelist by level, and where to complain."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist
from jianfu_cli.reports.templating import render_page

_STYLES = ("base.css", "public.css")
_DAYS = pattern_of(r"((?:\d{1,4} ?[年月日号.—–～~/-]{1,2} ?){1,6}(?:\d{1,4} ?[年月日号]?)?)")


def whitelist_page(roll_up: RollUp, own: Path | None = None) -> str | None:
    """Return 白名单公布稿.html, None without a whitelist; templates in the folder ``own`` replace ours."""
    whitelist = public_whitelist(roll_up)
    if whitelist is None:
        return None
    complaints = complaint_channels(roll_up) is not None
    return render_page("whitelist.html", _STYLES, own=own, w=whitelist, complaints=complaints, **_head(roll_up))


def channels_page(roll_up: RollUp, own: Path | None = None) -> str | None:
    """Return 投诉举报渠道.html, None where no channels are asked for."""
    channels = complaint_channels(roll_up)
    if channels is None:
        return None
    return render_page("channels.html", _STYLES, own=own, c=channels, **_head(roll_up))


def _head(roll_up: RollUp) -> dict[str, Any]:
    return {"issuer": roll_up.campaign.issuer, "day": in_chinese(roll_up.as_of), "unbroken": unbroken}


def unbroken(text: str) -> Markup:
    """Return ``text`` as HTML in which no line breaks within a date: ``2024年7月15日``, ``10—11月``."""
    return Markup().join(
        Markup('<span class="day">{}</span>').format(piece) if nth % 2 else piece
        for nth, piece in enumerate(_DAYS.split(text))
    )
