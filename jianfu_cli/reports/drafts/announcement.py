"""公告: what is taken up, how to tell, in what hours, and the hotlines of all units (notice, 三（一）)."""

from dataclasses import dataclass
from pathlib import Path

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.publication import Channel, complaint_channels
from jianfu_cli.reports.templating import render_marked


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the template is told: the categories taken up, until when, and where to turn; no person's number."""

    title: str
    basis: str
    issuer: str
    as_of: str
    ends_on: str
    categories: tuple[str, ...]
    channels: tuple[Channel, ...]


def announcement(roll_up: RollUp, own: Path | None = None) -> str:
    """Return the announcement as marked text; a template in the folder ``own`` replaces ours."""
    campaign, channels = roll_up.campaign, complaint_channels(roll_up)
    view = Announcement(
        title=campaign.title,
        basis=campaign.document_number,
        issuer=campaign.issuer,
        as_of=in_chinese(roll_up.as_of),
        ends_on=in_chinese(campaign.ends_on),
        categories=tuple(category.name for category in campaign.categories),
        channels=channels.channels if channels else (),
    )
    return render_marked("announcement.md", own=own, d=view)
