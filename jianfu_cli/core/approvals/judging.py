"""All applications judged together: the answer of the list, the reasons, the load; and what could not be judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jianfu_cli.core.approvals.against_list import ListAnswer, WhiteList, not_on_list, over_cap, too_often
from jianfu_cli.core.approvals.alone import reasons_alone
from jianfu_cli.core.approvals.application import Application, Listed, in_order
from jianfu_cli.core.approvals.reach import Reach, SchoolBook
from jianfu_cli.core.approvals.reason import ON_THE_LIST, OVER_CAP, SCHOOL_LOAD, TOO_OFTEN, Reason
from jianfu_cli.core.approvals.together import Load, Visitor, Weeks, load_of, over_loaded
from jianfu_cli.core.matters.budget import too_many_alike
from jianfu_cli.core.model.campaign import Campaign

NO_LIST = "没有给出清单（白名单）"


@dataclass(frozen=True, slots=True)
class Judged:
    """One application, what answers to it on the list, and what speaks against it, in order of the codes."""

    application: Application
    listed: Listed | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class JudgedTogether:
    """All applications as they came in, the load of schools, and ``(code, why)`` of what could not be judged."""

    every: tuple[Judged, ...]
    load: Load
    not_run: tuple[tuple[str, str], ...]


def judge(
    applications: Sequence[Application],
    listed: Sequence[Listed] | None,
    campaign: Campaign,
    past: Sequence[Application] = (),
    *,
    amending: bool = False,
) -> JudgedTogether:
    """Judge ``applications`` against what is ``listed`` (None: no list is given), each other, and what was agreed to.

    Those that are ``past`` count and are not judged. ``amending``: what is not on the list asks to be added to it.
    """
    rules = campaign.approval
    assert rules is not None, "only campaigns with applications are judged"
    before, now = in_order(past), in_order(applications)
    every = [*before, *now]
    book = SchoolBook(every, campaign)
    reaches = {one: book.reach(one) for one in every}
    whitelist = WhiteList(listed or (), campaign)
    answers = {one: whitelist.answer(one) for one in every}
    load = load_of([(one, reaches[one]) for one in every], book, rules)
    found: dict[Application, list[Reason]] = {one: [*reasons_alone(one, campaign)] for one in now}
    together: list[Mapping[Application, Reason]] = [
        too_often([(one, answers[one], reaches[one]) for one in every], campaign, len(before)),
        over_loaded(load, rules),
    ]
    if listed is not None:
        together.append(over_cap([(one, answers[one]) for one in every], whitelist, campaign, len(before)))
        for one in now if not amending else ():
            found[one] += not_on_list(one, answers[one])
    asked = {id(answer.item) for answer in answers.values() if answer.item}
    # What is listed and not yet applied for comes to schools as well.
    visitors: dict[Visitor, Reach] = {item: book.reach(item) for item in whitelist.items if id(item) not in asked}
    visitors.update(reaches.items())
    weeks = Weeks(visitors, campaign)
    for one in now:
        found[one] += [reasons[one] for reasons in together if one in reasons]
        shared = weeks.shared(one)
        found[one] += [shared] if shared else []
    judged = tuple(Judged(one, answers[one].item, asked_for(found[one], campaign)) for one in now)
    return JudgedTogether(judged, load, tuple(_not_run(answers, listed, campaign)))


def asked_for(reasons: Iterable[Reason], campaign: Campaign) -> tuple[Reason, ...]:
    """Return the ``reasons`` of rules that the campaign has not turned off, in order of their codes."""
    kept = (reason for reason in reasons if campaign.rules.get(reason.code) != "off")
    return tuple(sorted(kept, key=lambda reason: reason.code))


def _not_run(
    answers: Mapping[Application, ListAnswer], listed: Sequence[Listed] | None, campaign: Campaign
) -> list[tuple[str, str]]:
    rules = campaign.approval
    assert rules is not None
    if listed is None:
        by_campaign = f"，只按每年最多 {rules.times_per_year} 次查" if rules.times_per_year else ""
        return [(code, NO_LIST + (by_campaign if code == TOO_OFTEN else "")) for code in ON_THE_LIST]
    undecided = sum(answer.undecided for answer in answers.values())
    found = [(ON_THE_LIST[0], too_many_alike(undecided, "清单"))] if undecided else []
    if campaign.limits.whitelist_cap is None:
        found.append((OVER_CAP, "limits 里没有写 whitelist_cap"))
    if rules.school_items is None:
        found.append((SCHOOL_LOAD, "approval 里没有写 school_items"))
    return found
