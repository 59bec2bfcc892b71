"""Clues as values (问题线索): what each says, how long it has been open, which matters it touches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.meanings import ClueOutcome, Disposition
from jianfu_cli.core.rollup.figure_model import RectificationStatus

LinkKind: TypeAlias = Literal["problems", "rectifications", "listed"]


@dataclass(frozen=True, slots=True)
class ClueLink:
    """A row that a clue touches. ``sure``: one matter fits and no other nearly as well; else a person has to look.

    ``score`` is how well it fits (0…1), ``evidence`` says in Chinese what says so. ``disposition`` is what a problem
    is to become of, ``standing`` how far a rectification has come, ``done_by`` the day by which it says it was done.
    """

    kind: LinkKind
    attachment: str
    unit: str
    matter: str
    body: str
    path: str
    row: int
    score: float
    sure: bool
    evidence: tuple[str, ...]
    disposition: Disposition | None = None
    standing: RectificationStatus | None = None
    done_by: date | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """One row of the ledger, and what stands beside it; texts hold no personal data.

    ``schools`` are those named, ``area`` the county that they lie in ("" where none is known). ``days_open`` counts
    from the day it came to the day it was settled, or to the day asked for; None where no day is written. ``due`` is
    when it should have been settled. ``listed``: it is on the whitelist, None where that says nothing of it.
    """

    path: str
    sheet: str | None
    row: int
    unit: str
    number: str
    source: str
    received_on: date | None
    content: str
    category: str
    schools: tuple[str, ...]
    area: str
    body: str
    assigned_on: date | None
    outcome: ClueOutcome
    handling: str
    closed_on: date | None
    circulated: str
    days_open: int | None
    due: date | None
    late: bool
    links: tuple[ClueLink, ...] = ()
    listed: bool | None = None

    @property
    def open(self) -> bool:
        """Whether it is not settled yet."""
        return self.closed_on is None

    def linked(self, kind: LinkKind) -> tuple[ClueLink, ...]:
        """Return its links of ``kind``, the likeliest first."""
        return tuple(link for link in self.links if link.kind == kind)

    @property
    def relapses(self) -> tuple[ClueLink, ...]:
        """The rectifications that were done before it was told again (回潮); none of what proved untrue."""
        if self.outcome is ClueOutcome.UNFOUNDED or self.received_on is None:
            return ()
        return tuple(
            link
            for link in self.linked("rectifications")
            if link.standing is RectificationStatus.DONE and (link.done_by is None or self.received_on > link.done_by)
        )

    @property
    def relapse(self) -> bool:
        """Whether it surely tells again of what was done."""
        return any(link.sure for link in self.relapses)


@dataclass(frozen=True, slots=True)
class ClueGroup:
    """One matter that several clues tell of: which schools they name, and the places of the clues."""

    matter: str
    schools: tuple[str, ...]
    clues: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClueReport:
    """What ``clues`` found. ``later`` are rows that came after the day; ``groups`` those of three schools or more.

    ``compared``: rows of other forms were there to compare with. Of the ledgers: ``errors`` at error level stand in
    them, ``refused`` could not be read (path and reason), ``decisions`` were obeyed.
    """

    campaign: Campaign
    as_of: date
    clues: tuple[Clue, ...]
    later: int
    groups: tuple[ClueGroup, ...]
    compared: bool
    errors: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def open(self) -> tuple[Clue, ...]:
        """Those not settled, the oldest first."""
        return tuple(sorted((one for one in self.clues if one.open), key=_oldest_first))

    @property
    def late(self) -> tuple[Clue, ...]:
        """Those not settled in time and still open, the oldest first."""
        return tuple(one for one in self.open if one.late)

    @property
    def linked(self) -> tuple[Clue, ...]:
        """Those that surely touch a row."""
        return tuple(one for one in self.clues if any(link.sure for link in one.links))

    @property
    def doubtful(self) -> tuple[Clue, ...]:
        """Those that may touch a row: a person has to look."""
        return tuple(one for one in self.clues if one.links and not any(link.sure for link in one.links))

    @property
    def relapses(self) -> tuple[Clue, ...]:
        """Those that surely tell again of what was done."""
        return tuple(one for one in self.clues if one.relapse)

    def count(self, outcome: ClueOutcome) -> int:
        """Return of how many verifying said so."""
        return sum(one.outcome is outcome for one in self.clues)

    def by(self, names: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """Return how often each of ``names`` comes, the most frequent first."""
        counted: dict[str, int] = {}
        for name in names:
            counted[name] = counted.get(name, 0) + 1
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _oldest_first(clue: Clue) -> tuple[bool, date, str, int]:
    return clue.received_on is None, clue.received_on or date.max, clue.path, clue.row
