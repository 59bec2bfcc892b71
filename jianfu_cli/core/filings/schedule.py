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


@dataclass(frozen=True, slots=True)
class Publication:
    """The whitelist must be public before the spring term begins (``by``); ``published_on`` is None until it is."""

    by: date
    published_on: date | None


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


def publication(campaign: Campaign) -> Publication | None:
    """Return by when the whitelist must be public; None where there is none, or the campaign says no day."""
    if campaign.by_role(FormRole.WHITELIST) is None or campaign.spring_term_start is None:
        return None
    return Publication(campaign.spring_term_start, campaign.published_on)


def _publication(campaign: Campaign) -> list[Deadline]:
    listed, asked = campaign.by_role(FormRole.WHITELIST), publication(campaign)
    if listed is None or asked is None:
        return []
    done = f"（已于 {asked.published_on} 公布）" if asked.published_on else ""
    return [Deadline("spring-term", asked.by, "", f"春季学期开学，此前公布{listed.named_in_text}{done}", "", (listed,))]
