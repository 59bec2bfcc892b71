"""通报: the facts by unit, in the roster's order; a league table only where it is asked for."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.filings.returns import Filing, State
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.core.rollup.clue_words import published_said
from jianfu_cli.core.rollup.clues import clues_in
from jianfu_cli.core.rollup.figure_model import RectificationStatus, UnitFigures
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.reports.summary_view import Summary, summary
from jianfu_cli.reports.templating import render_marked


class Lacking(NamedTuple):
    """Units of one kind that have not filed the same attachments."""

    kind: str
    attachments: str
    units: str


class Silent(NamedTuple):
    """How many units of a kind that nobody has confirmed sent nothing at all: they are not named."""

    kind: str
    units: int


class Ranked(NamedTuple):
    """A unit in the league table: units with the same figures share their ``place`` (from 1)."""

    place: int
    unit: str
    missing: int
    late: int
    done_share: str
    errors: int


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What the template is told beside the summary; ``overdue`` and ``unclear`` are ``(unit, rows)``.

    ``late`` is ``(unit, which attachments came when)``, ``clues`` are sentences, none where no ledger of clues
    lies there.
    """

    issuer: str
    units_expected: int
    units_heard: int
    lacking: tuple[Lacking, ...]
    silent: tuple[Silent, ...]
    unconfirmed: str
    late: tuple[tuple[str, str], ...]
    overdue: tuple[tuple[str, int], ...]
    unclear: tuple[tuple[str, int], ...]
    done_share: str
    ranking: tuple[Ranked, ...]
    clues: tuple[str, ...] = ()


def bulletin(roll_up: RollUp, own: Path | None = None, *, ranking: bool = False) -> str:
    """Return the bulletin as marked text; with ``ranking`` a league table at its end."""
    figures = roll_up.figures
    unnamed, clues = _unnamed(roll_up), clues_in(roll_up)
    told: Summary = summary(roll_up)
    view = Bulletin(
        issuer=roll_up.campaign.issuer,
        units_expected=figures.units_expected,
        units_heard=figures.units_heard,
        lacking=_lacking(roll_up, unnamed),
        silent=_silent(roll_up, unnamed),
        unconfirmed=UNCONFIRMED,
        late=_late(told),
        overdue=_units_with(roll_up, RectificationStatus.OVERDUE),
        unclear=_units_with(roll_up, RectificationStatus.UNCLEAR),
        done_share=figures.total.done_share,
        ranking=_ranking(roll_up, unnamed) if ranking else (),
        clues=published_said(clues) if clues and clues.clues else (),
    )
    return render_marked("bulletin.md", own=own, d=view, s=told)


def _unnamed(roll_up: RollUp) -> dict[str, str]:
    """``unit → kind`` of those that sent nothing and of whom nobody has confirmed that they owe anything."""
    unchecked = {kind.id for kind in roll_up.campaign.unconfirmed}
    heard = {one.unit for one in roll_up.filings if one.counting}
    return {
        one.unit: one.kind
        for one in roll_up.filings
        if one.kind in unchecked and one.unit not in heard and one.state is State.MISSING
    }


def _lacking(roll_up: RollUp, unnamed: dict[str, str]) -> tuple[Lacking, ...]:
    of_unit: dict[str, list[Filing]] = {}
    for one in roll_up.filings:
        if one.state is State.MISSING and one.unit not in unnamed:
            of_unit.setdefault(one.unit, []).append(one)
    units: dict[tuple[str, str], list[str]] = {}
    for unit, missing in of_unit.items():
        labels = "、".join(roll_up.campaign.attachment(one.attachment).label for one in missing)
        units.setdefault((_kind(roll_up, missing[0]), labels), []).append(unit)
    return tuple(Lacking(kind, labels, public_text("、".join(names))) for (kind, labels), names in units.items())


def _kind(roll_up: RollUp, filing: Filing) -> str:
    return roll_up.campaign.kind_by_id[filing.kind].label if filing.kind else ""


def _silent(roll_up: RollUp, unnamed: dict[str, str]) -> tuple[Silent, ...]:
    counts = Counter(unnamed.values())
    return tuple(Silent(kind.label, counts[kind.id]) for kind in roll_up.campaign.kinds if counts[kind.id])


def _late(told: Summary) -> tuple[tuple[str, str], ...]:
    said: dict[str, list[str]] = {}
    for unit, attachment, day, days in told.late:
        said.setdefault(unit, []).append(f"{attachment}（{day}收到，迟报{days}天）")
    return tuple((unit, "、".join(those)) for unit, those in said.items())


def _units_with(roll_up: RollUp, status: RectificationStatus) -> tuple[tuple[str, int], ...]:
    counts = ((public_text(one.unit), one.standings[status]) for one in roll_up.figures.units)
    return tuple((unit, count) for unit, count in counts if count)


def _ranking(roll_up: RollUp, unnamed: dict[str, str]) -> tuple[Ranked, ...]:
    """Who owes least first, then who was least late, then who has done most, then who made fewest errors."""
    figures = {one.unit: one for one in roll_up.figures.units}
    states = {one.unit: one.states for one in roll_up.figures.unit_filings if one.unit not in unnamed}
    scored = sorted(
        (_score(states[unit], figures.get(unit) or roll_up.figures.nothing(unit)), nth, unit)
        for nth, unit in enumerate(states)
    )
    ranked: list[Ranked] = []
    for nth, (score, _, unit) in enumerate(scored, start=1):
        same = nth > 1 and scored[nth - 2][0] == score
        own = figures.get(unit) or roll_up.figures.nothing(unit)
        missing, late = states[unit][State.MISSING], states[unit][State.LATE]
        place = ranked[-1].place if same else nth
        ranked.append(Ranked(place, public_text(unit), missing, late, own.done_share or "—", own.faults[0]))
    return tuple(ranked)


def _score(states: dict[State, int], own: UnitFigures) -> tuple[int, int, float, int]:
    done = own.standings[RectificationStatus.DONE]
    # A unit without anything to mend has left nothing undone.
    left = 1 - done / own.rectifications if own.rectifications else 0.0
    return states[State.MISSING], states[State.LATE], left, own.faults[0]
