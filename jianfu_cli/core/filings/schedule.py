"""The campaign's dates in order: what is due by when, and the stages of the notice."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.roles import FormRole


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date of the schedule; ``name`` outlasts a change of the date, so that a calendar moves its entry.

    ``who`` is "" for a stage of the campaign, which concerns everyone; ``forms`` are the attachments due.
    """

    name: str
    day: date
    who: str
    what: str
    basis: str
    forms: tuple[Attachment, ...] = ()


def schedule(campaign: Campaign) -> tuple[Deadline, ...]:
    """Return all dates of ``campaign``, earliest first; attachments of one day and unit kind stand together."""
    every = (*_dues(campaign), *_stages(campaign), *_publication(campaign))
    return tuple(sorted(every, key=lambda one: (one.day, not one.who, one.name)))


def _dues(campaign: Campaign) -> list[Deadline]:
    together = defaultdict(list)
    for form in campaign.attachments:
        for kind in campaign.kind_by_id:
            due = campaign.due(form.id, kind)
            if due:
                together[kind, due].append(form)
    return [
        Deadline(
            f"{kind}.{'-'.join(form.id for form in forms)}",
            due,
            campaign.kind_by_id[kind].label,
            f"报送附件{'、'.join(str(form.number) for form in forms)}",
            campaign.document_number,
            tuple(forms),
        )
        for (kind, due), forms in together.items()
    ]


def _stages(campaign: Campaign) -> list[Deadline]:
    return [
        Deadline(f"stage-{number}", stage.by, "", f"{stage.name}阶段结束", stage.basis)
        for number, stage in enumerate(campaign.stages, start=1)
    ]


def _publication(campaign: Campaign) -> list[Deadline]:
    """By when the whitelist must be public: before the spring term begins; said where it is already."""
    listed, start = campaign.by_role(FormRole.WHITELIST), campaign.spring_term_start
    if listed is None or start is None:
        return []
    done = f"（{campaign.published_on} 已公布）" if campaign.published_on else ""
    return [Deadline("spring-term", start, "", f"春季学期开学，此前公布白名单{done}", "", (listed,))]
