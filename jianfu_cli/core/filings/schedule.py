"""The campaign's dates in order: what is due by when, and the stages of the notice."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.filings.returns import Filing
from jianfu_cli.core.language.dates import days_between
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.core.model.provisions import Stage
from jianfu_cli.core.model.roles import FormRole


@dataclass(frozen=True, slots=True)
class OwnForm:
    """An attachment that ``unit``, the host itself, should have by the end of ``stage``, though it files nothing."""

    unit: str
    form: Attachment
    stage: Stage

    @property
    def called(self) -> str:
        """What it is called: ``市本级自己的社会事务进校园白名单（附件7）``."""
        return f"{self.unit}自己的{self.form.owed}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date of the schedule; ``name`` outlasts a change of the date, so that a calendar moves its entry.

    ``who`` is "" for a stage of the campaign, which concerns everyone; ``forms`` are the attachments due, ``own`` those
    that the host itself should have by then.
    """

    name: str
    day: date
    who: str
    what: str
    basis: str
    forms: tuple[Attachment, ...] = ()
    own: tuple[OwnForm, ...] = ()

    @property
    def papers(self) -> tuple[str, ...]:
        """What must be there by then: ``专项整治问题摸排清单（附件2）``."""
        return *(form.owed for form in self.forms), *(one.called for one in self.own)


@dataclass(frozen=True, slots=True)
class Publication:
    """The whitelist must be public before the spring term begins (``by``); ``published_on`` is None until it is."""

    form: Attachment
    by: date
    published_on: date | None

    def days_late(self, day: date) -> int:
        """Return by how many days ``day`` comes too late: the first day of term is one (开学前)."""
        return max(0, days_between(self.by, day) + 1)


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
            f"报送{labels_of(forms)}",
            campaign.document_number,
            tuple(forms),
        )
        for (kind, due), forms in together.items()
    ]


def _stages(campaign: Campaign) -> list[Deadline]:
    own = own_forms(campaign)
    return [
        Deadline(
            f"stage-{number}",
            stage.by,
            "",
            f"{stage.name}阶段结束",
            stage.basis,
            own=tuple(one for one in own if one.stage is stage),
        )
        for number, stage in enumerate(campaign.stages, start=1)
    ]


def own_forms(campaign: Campaign) -> tuple[OwnForm, ...]:
    """Return what the host itself should have by when, in order of the stages."""
    return tuple(
        OwnForm(unit.name, form, stage)
        for stage in campaign.stages
        for kind in campaign.kinds
        for form in campaign.own_forms(stage, kind.id)
        for unit in campaign.units.get(kind.id, ())
    )


def own_missing(campaign: Campaign, units: Iterable[str], filed: Iterable[Filing]) -> tuple[OwnForm, ...]:
    """Return those of them that one of the ``units`` should have, and that are not among what is ``filed``."""
    judged, there = set(units), {(one.unit, one.attachment) for one in filed if one.counting}
    return tuple(one for one in own_forms(campaign) if one.unit in judged and (one.unit, one.form.id) not in there)


def publication(campaign: Campaign) -> Publication | None:
    """Return by when the whitelist must be public; None where there is none, or the campaign says no day."""
    form = campaign.by_role(FormRole.WHITELIST)
    if form is None or campaign.spring_term_start is None:
        return None
    return Publication(form, campaign.spring_term_start, campaign.published_on)


def _publication(campaign: Campaign) -> list[Deadline]:
    asked = publication(campaign)
    if asked is None:
        return []
    done = f"（已于 {asked.published_on} 公布）" if asked.published_on else ""
    return [
        Deadline(
            "spring-term", asked.by, "", f"春季学期开学，此前公布{asked.form.named_in_text}{done}", "", (asked.form,)
        )
    ]
