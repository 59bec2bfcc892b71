"""What became of each rectification from version to version: first seen, closed, reopened, gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.filings.versions import Version
from jianfu_cli.core.language.completion import Completion
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.rollup.comparison import pair_rows
from jianfu_cli.core.rollup.model import NO_UNIT
from jianfu_cli.core.rollup.rectified import MatterState, Rectification, Rectifications


@dataclass(frozen=True, slots=True)
class Matter:
    """One rectification as it stands on the last day; ``matter``, ``body`` and ``path`` are those it had last.

    ``first_seen`` is the day the version came that first names it. ``closed_on`` is the day the version came that
    first says done, None where it is not; ``reopened_on`` the day a later one said that it was not done after all,
    which a second closing leaves as it is. Each is None too where nothing but a file's own time tells the day, and that
    is after the last: it was copied then.
    """

    unit: str
    matter: str
    body: str
    first_seen: date | None
    deadline: date | None
    state: MatterState
    closed_on: date | None
    reopened_on: date | None
    path: str

    @property
    def closed_some_day(self) -> bool:
        """Whether it is done, and nobody knows since when."""
        return self.state is MatterState.DONE and self.closed_on is None


class _History:
    """One rectification through its versions."""

    def __init__(self, first: Rectification) -> None:
        self.last, self.first_seen, self.listed = first, first.received_on, True
        self._closed_on = first.received_on if first.says is Completion.DONE else None
        self._reopened_on: date | None = None

    def goes_on(self, row: Rectification) -> None:
        """Note what a later version says."""
        done = row.says is Completion.DONE
        if done and self._closed_on is None:
            self._closed_on = row.received_on
        elif not done and self._closed_on is not None:
            self._closed_on, self._reopened_on = None, row.received_on
        self.last, self.listed = row, True

    def on(self, day: date, unit: str) -> Matter:
        """Return where it stands on ``day``."""
        last = self.last
        state = last.state(day) if self.listed else MatterState.GONE
        return Matter(
            unit,
            last.matter,
            last.body,
            _by(day, self.first_seen),
            last.deadline,
            state,
            _by(day, self._closed_on),
            _by(day, self._reopened_on),
            last.path,
        )


def _by(last: date, day: date | None) -> date | None:
    """Return ``day``; None where it is after the ``last``: only a file's own time says so of what counts by then."""
    return None if day and day > last else day


class _Ledger:
    """The rectifications of one unit."""

    def __init__(self, words: Words) -> None:
        self.histories: list[_History] = []
        self._words = words
        self.uncompared = 0
        self._entered: tuple[str, ...] = ()

    def enter(self, counting: Sequence[Version], known: Rectifications) -> None:
        """Enter what counts from a day on; where it is what counted before, nothing happens."""
        paths = tuple(version.file.path for version in counting)
        if paths == self._entered:
            return
        self._entered = paths
        rows = [row for version in counting for row in known.rows(version)]
        listed = [one for one in self.histories if one.listed]
        gone = [one for one in self.histories if not one.listed]
        for one in listed:
            one.listed = False
        # What was struck off before comes back only where nothing that is listed goes on as it.
        rows = self._go_on(listed, rows)
        rows = self._go_on(gone, rows)
        self.histories += map(_History, rows)

    def _go_on(self, before: list[_History], rows: list[Rectification]) -> list[Rectification]:
        """Let ``rows`` go on with ``before`` where they name the same matter, and return the others."""
        by_record = {id(one.last.record): one for one in before}
        row_of = {id(row.record): row for row in rows}
        pairs, _, _, uncompared = pair_rows(
            [one.last.record for one in before], [row.record for row in rows], self._words
        )
        self.uncompared += uncompared
        for old, new, _ in pairs:
            by_record[id(old)].goes_on(row_of.pop(id(new)))
        return list(row_of.values())


def histories(
    counting: Iterable[Mapping[tuple[str, str], Sequence[Version]]],
    known: Rectifications,
    campaign: Campaign,
    day: date,
) -> tuple[tuple[Matter, ...], int]:
    """Follow each rectification through ``counting``, what counts on one day after the other, up to ``day``.

    Return the matters in order of the roster, of one unit as they first came, and how many rows were not compared
    with all that their names resemble.
    """
    ledgers: dict[str, _Ledger] = {}
    words = Words.of(campaign.same_words)
    for on_a_day in counting:
        for (unit, _), owned in on_a_day.items():
            concerned = [version for version in owned if known.concerns(version)]
            if concerned:
                earliest_first = sorted(concerned, key=lambda version: version.received_on)
                ledgers.setdefault(unit, _Ledger(words)).enter(earliest_first, known)
    matters = tuple(
        history.on(day, unit or NO_UNIT)
        for unit in sorted(ledgers, key=campaign.roster.order)
        for history in ledgers[unit].histories
    )
    return matters, sum(ledger.uncompared for ledger in ledgers.values())
