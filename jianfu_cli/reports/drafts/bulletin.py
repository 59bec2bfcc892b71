"""通报: the facts by unit, in the roster's order; a league table only where it is asked for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.core.rollup.clue_words import published_said
from jianfu_cli.core.rollup.clues import clues_in
from jianfu_cli.core.rollup.figure_model import RectificationStatus, UnitFigures
from jianfu_cli.core.rollup.lacking import lacking_alike
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


class Unranked(NamedTuple):
    """Units that stand in no league table, and in Chinese why."""

    why: str
    units: str


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
    unranked: tuple[Unranked, ...]
    clues: tuple[str, ...] = ()


def bulletin(roll_up: RollUp, own: Path | None = None, *, ranking: bool = False) -> str:
    """Return the bulletin as marked text; with ``ranking`` a league table at its end."""
    figures = roll_up.figures
    unnamed, clues = _unnamed(roll_up), clues_in(roll_up)
    told: Summary = summary(roll_up)
    scored = _scored(roll_up, unnamed) if ranking else {}
    view = Bulletin(
        issuer=roll_up.campaign.issuer,
        units_expected=figures.units_expected,
        units_heard=figures.units_heard,
        lacking=_lacking(roll_up, unnamed),
        silent=_silent(roll_up, unnamed),
        unconfirmed=UNCONFIRMED,
        late=_late(told, roll_up),
        overdue=_units_with(roll_up, RectificationStatus.OVERDUE),
        unclear=_units_with(roll_up, RectificationStatus.UNCLEAR),
        done_share=figures.total.done_share,
        ranking=_ranking(scored),
        unranked=tuple(_unranked(roll_up, scored, unnamed)) if ranking else (),
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
    named = ((group, [unit for unit in group.units if unit not in unnamed]) for group in lacking_alike(roll_up))
    return tuple(
        Lacking(group.kind, group.attachments, public_text("、".join(units))) for group, units in named if units
    )


def _silent(roll_up: RollUp, unnamed: dict[str, str]) -> tuple[Silent, ...]:
    counts = Counter(unnamed.values())
    return tuple(Silent(kind.label, counts[kind.id]) for kind in roll_up.campaign.kinds if counts[kind.id])


def _late(told: Summary, roll_up: RollUp) -> tuple[tuple[str, str], ...]:
    """What each unit was late with, in order of the roster: the one latest of all is not named first."""
    said: dict[str, list[str]] = {}
    for unit, attachment, day, days in sorted(told.late, key=lambda row: roll_up.campaign.roster.order(row.unit)):
        said.setdefault(unit, []).append(f"{attachment}（{day}收到，迟报{days}天）")
    return tuple((unit, "、".join(those)) for unit, those in said.items())


def _units_with(roll_up: RollUp, status: RectificationStatus) -> tuple[tuple[str, int], ...]:
    counts = ((public_text(one.unit), one.standings[status]) for one in roll_up.figures.units)
    return tuple((unit, count) for unit, count in counts if count)


def _scored(roll_up: RollUp, unnamed: dict[str, str]) -> dict[str, tuple[dict[State, int], UnitFigures]]:
    """How the units stand that have something to mend: of others there is no share that is done."""
    figures = {one.unit: one for one in roll_up.figures.units}
    return {
        one.unit: (one.states, own)
        for one in roll_up.figures.unit_filings
        if one.unit not in unnamed and (own := figures.get(one.unit)) and own.rectifications
    }


def _ranking(scored: dict[str, tuple[dict[State, int], UnitFigures]]) -> tuple[Ranked, ...]:
    """Who owes least first, then who was least late, then who has done most, then who made fewest errors."""
    scores = {unit: _score(*stands) for unit, stands in scored.items()}
    ranked: list[Ranked] = []
    for nth, unit in enumerate(sorted(scores, key=lambda unit: scores[unit]), start=1):
        states, own = scored[unit]
        same = bool(ranked) and scores[ranked[-1].unit] == scores[unit]
        place = ranked[-1].place if same else nth
        ranked.append(Ranked(place, unit, states[State.MISSING], states[State.LATE], own.done_share, own.faults[0]))
    return tuple(one._replace(unit=public_text(one.unit)) for one in ranked)


def _score(states: dict[State, int], own: UnitFigures) -> tuple[int, int, float, int]:
    left = 1 - own.standings[RectificationStatus.DONE] / own.rectifications
    return states[State.MISSING], states[State.LATE], left, own.faults[0]


def _unranked(
    roll_up: RollUp, scored: dict[str, tuple[dict[State, int], UnitFigures]], unnamed: dict[str, str]
) -> Iterator[Unranked]:
    """Which units have nothing to be ranked by; those that nobody confirmed are counted, not named."""
    heard = {one.unit for one in roll_up.filings if one.counting}
    others = [one.unit for one in roll_up.figures.unit_filings if one.unit not in scored and one.unit not in unnamed]
    act = roll_up.campaign.mending or "整改"
    for why, units in (
        ("没有报来任何材料", [unit for unit in others if unit not in heard]),
        (f"没有报来{act}事项", [unit for unit in others if unit in heard]),
    ):
        if units:
            yield Unranked(why, public_text("、".join(units)))
    for one in _silent(roll_up, unnamed):
        yield Unranked(f"没有报来任何材料，{UNCONFIRMED}", f"{one.kind}{one.units}个单位")
