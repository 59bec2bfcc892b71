"""``draft``: the words of a kind of draft, as a document in Word."""

from collections.abc import Callable
from pathlib import Path

from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.drafts.announcement import announcement
from jianfu_cli.reports.drafts.bulletin import bulletin
from jianfu_cli.reports.drafts.casebook import casebook
from jianfu_cli.reports.drafts.inspection import inspection
from jianfu_cli.reports.drafts.kinds import Draft
from jianfu_cli.writing.word.marked import document_of

_TITLES = {
    Draft.ANNOUNCEMENT: "公告",
    Draft.BULLETIN: "进展情况的通报",
    Draft.INSPECTION: "实地督导清单",
    Draft.CASEBOOK: "典型案例汇编",
}


def draft(
    kind: Draft, roll_up: RollUp, *, unit: str = "", ranking: bool = False, templates: Path | None = None
) -> bytes:
    """Return the draft of ``kind`` as docx, the same bytes for the same roll-up.

    ``unit`` is whom an inspection visits ("": all), ``ranking`` adds a league table to a bulletin.

    Raises:
        UsageError: the campaign has nothing of which it could be made, or a template cannot be used.
    """
    campaign = roll_up.campaign
    if kind is Draft.CASEBOOK and campaign.by_role(FormRole.CASE) is None:
        raise UsageError("本次专项行动没有典型案例这一件附件，写不了案例汇编")
    words: dict[Draft, Callable[[], str]] = {
        Draft.ANNOUNCEMENT: lambda: announcement(roll_up, templates),
        Draft.BULLETIN: lambda: bulletin(roll_up, templates, ranking=ranking),
        Draft.INSPECTION: lambda: inspection(roll_up, templates, unit=unit),
        Draft.CASEBOOK: lambda: casebook(roll_up, templates),
    }
    return document_of(words[kind](), f"{campaign.title}{_TITLES[kind]}", campaign.issuer, roll_up.as_of)
