"""``review`` as a value: each application with what is suggested and what a person decided, and the load of schools."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.approvals.against_list import WhiteList, not_on_list
from jianfu_cli.core.approvals.alone import days_before, reasons_alone
from jianfu_cli.core.approvals.application import Application, Listed, in_order
from jianfu_cli.core.approvals.judging import asked_for, judge
from jianfu_cli.core.approvals.ledger import ApprovalLedger, Decided
from jianfu_cli.core.approvals.reason import ERRORS, Reason, Suggestion, suggested
from jianfu_cli.core.approvals.together import Load
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.campaign import Campaign

_FAMILY = "8"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One application: ``reasons`` speak against it, ``notes`` are to be looked at and change nothing."""

    application: Application
    listed: Listed | None
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...] = ()
    decided: Decided | None = None
    opined: Suggestion | None = None
    """What was suggested when a person decided, as the ledger has it."""

    @property
    def proposed(self) -> Suggestion:
        """What was suggested before it was decided, else what the reasons come to."""
        return self.opined or suggested(self.reasons)

    @property
    def suggestion(self) -> Suggestion:
        """What a person decided, else what is proposed."""
        return self.decided.decision if self.decided else self.proposed

    @property
    def days_before(self) -> int | None:
        """The days between the day it was handed in and its beginning, None where no day is named."""
        return days_before(self.application)


@dataclass(frozen=True, slots=True)
class Review:
    """All applications in order of their files and rows.

    ``lists`` are the paths of the lists that were held against them, with their ``items``, ``later`` those of what
    came in after ``as_of``, ``unread`` pairs of a path and why it could not be read. ``not_run`` are ``(code, why)``.
    """

    campaign: Campaign
    as_of: date
    every: tuple[Reviewed, ...]
    load: Load
    lists: tuple[str, ...]
    items: tuple[Listed, ...] = ()
    not_run: tuple[tuple[str, str], ...] = ()
    later: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def counts(self) -> dict[Suggestion, int]:
        """How many applications have each suggestion, in the order in which they are weighed."""
        found = Counter(one.suggestion for one in self.every)
        return {suggestion: found[suggestion] for suggestion in Suggestion}

    @property
    def has_errors(self) -> bool:
        """Whether anything at error level speaks against what nobody has decided yet."""
        levels = dict.fromkeys(ERRORS, "error") | self.campaign.rules
        reasons = (reason for one in self.every if not one.decided for reason in one.reasons)
        # A reason of another family is a fault of the row that the unit must mend.
        return any(
            reason.severity is None and levels.get(reason.code, "error" if reason.code[2] != _FAMILY else "") == "error"
            for reason in reasons
        )

    @property
    def decided(self) -> int:
        """How many a person decided."""
        return sum(one.decided is not None for one in self.every)


def review(
    applications: Sequence[Application],
    listed: Sequence[Listed] | None,
    ledger: ApprovalLedger,
    campaign: Campaign,
    found: Mapping[Application, tuple[Sequence[Reason], Sequence[str]]],
    *,
    amending: bool = False,
) -> tuple[tuple[Reviewed, ...], Load, tuple[tuple[str, str], ...]]:
    """Return the applications reviewed, the load of schools, and what could not be judged.

    ``found`` are the faults of their rows, and notes; ``amending``: what is not on the list asks to be added. What a
    person decided is obeyed: what he refused, sent back or merged takes no room; what he agreed to comes first, also
    where only the ``ledger`` has it.
    """
    decided = {one: decision for one in applications if (decision := ledger.decision(one))}
    agreed = [one for one, decision in decided.items() if decision.decision is Suggestion.AGREE]
    past = [*ledger.agreed_elsewhere(applications, campaign), *agreed]
    judgement = judge([one for one in applications if one not in decided], listed, campaign, past, amending=amending)
    reviewed = {
        one.application: Reviewed(
            one.application, one.listed, _with(one.reasons, found.get(one.application)), _notes(found, one.application)
        )
        for one in judgement.every
    }
    whitelist = WhiteList(listed or (), campaign)
    for asked, decision in decided.items():
        answer = whitelist.answer(asked)
        own = [*reasons_alone(asked, campaign), *(() if listed is None or amending else not_on_list(asked, answer))]
        reasons, opinion = _with(asked_for(own, campaign), found.get(asked)), ledger.opinion(asked)
        if opinion:
            reasons = _as_opined(opinion.reasons, reasons)
        opined = opinion.suggestion if opinion else None
        reviewed[asked] = Reviewed(asked, answer.item, reasons, _notes(found, asked), decision, opined)
    ordered = tuple(sorted(reviewed.values(), key=lambda one: (one.application.path, one.application.row)))
    return ordered, judgement.load, judgement.not_run


def _with(reasons: tuple[Reason, ...], found: tuple[Sequence[Reason], Sequence[str]] | None) -> tuple[Reason, ...]:
    """Return ``reasons`` with the faults of the row, one for each column that has none of ours."""
    spoken = {reason.role for reason in reasons}
    faults = [reason for reason in (found[0] if found else ()) if reason.role not in spoken]
    return tuple(sorted([*reasons, *faults], key=lambda reason: reason.code))


def _as_opined(opined: tuple[Reason, ...], now: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the reasons once given, each as it is ``now`` where it says the same: so its hint is known."""
    known = {(reason.code, key(reason.message)): reason for reason in now}
    return tuple(known.get((reason.code, key(reason.message)), reason) for reason in opined)


def _notes(found: Mapping[Application, tuple[Sequence[Reason], Sequence[str]]], one: Application) -> tuple[str, ...]:
    return tuple(found[one][1]) if one in found else ()


def distinct(applications: Sequence[Application]) -> list[Application]:
    """Return ``applications`` without those sent once more, word for word, in a later file."""
    seen: dict[tuple[str, ...], str] = {}
    kept = []
    for one in in_order(applications):
        said = (one.unit, *one.texts.values(), str(one.held))
        if seen.setdefault(said, one.path) == one.path:
            kept.append(one)
    return kept
