"""The rectifications of a version as the roll-up has them: what each says of itself, and how many say what."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from jianfu_cli.core.filings.versions import Version
from jianfu_cli.core.language.completion import Completion
from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import MergedRow, MergedTable
from jianfu_cli.core.rollup.records import Record, records
from jianfu_cli.core.rollup.tables import FiledForm, marks_of, merge_table


class MatterState(StrEnum):
    """How far a rectification has come by a day; ``GONE``: what came last no longer names it."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"
    UNCLEAR = "unclear"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Rectification:
    """One row: as it is compared with other versions, and what it says of its end."""

    record: Record
    matter: str
    body: str
    deadline: date | None
    says: Completion
    path: str
    received_on: date

    def state(self, day: date) -> MatterState:
        """Return where it stands on ``day`` (整改时限 itself is still in time)."""
        if self.says is not Completion.OPEN:
            return MatterState(self.says.value)
        return MatterState.OVERDUE if self.deadline and self.deadline < day else MatterState.OPEN


@dataclass(frozen=True, slots=True)
class RectifiedTally:
    """How many rows say what; ``deadlines`` are those of the ``open``, ascending."""

    rows: int
    done: int
    open: int
    unclear: int
    deadlines: tuple[date, ...]


_Said: TypeAlias = tuple[Completion, date | None]


class Rectifications:
    """What versions say of rectifications, each read once however many days it counts on."""

    def __init__(self, campaign: Campaign, findings: Iterable[Finding]) -> None:
        self._campaign, self._form = campaign, campaign.by_role(FormRole.RECTIFICATIONS)
        concerned = (one for one in findings if self._form and one.attachment == self._form.id)
        self._marks = marks_of(concerned)
        self._tallies: dict[Hashable, RectifiedTally] = {}
        self._rows: dict[Hashable, tuple[Rectification, ...]] = {}

    def concerns(self, version: Version) -> bool:
        """Whether ``version`` is one of the attachment that plays the role."""
        return self._form is not None and version.forms[0].attachment == self._form.id

    def tally(self, version: Version) -> RectifiedTally:
        """Return what the rows of ``version`` say, counted."""
        known = _known_by(version)
        if known not in self._tallies:
            said = [self._said(table, row) for _, table in self._tables(version) for row in table.rows]
            self._tallies[known] = _counted(said)
        return self._tallies[known]

    def rows(self, version: Version) -> tuple[Rectification, ...]:
        """Return the rows of ``version``, with the safe repairs that the roll-up makes."""
        known = _known_by(version)
        if known not in self._rows:
            self._rows[known] = tuple(self._read(version))
        return self._rows[known]

    def _tables(self, version: Version) -> Iterable[tuple[Form, MergedTable]]:
        assert self._form is not None
        for form in version.forms:
            part = FiledForm(form.owner.unit, version.file, form, "")
            yield form, merge_table(self._form, [part], self._marks, strict=False)[0]

    def _said(self, table: MergedTable, row: MergedRow) -> _Said:
        deadline = read_date(table.text(row, "deadline"), self._campaign.year)
        return table.completion(row), deadline.day if deadline else None

    def _read(self, version: Version) -> Iterable[Rectification]:
        assert self._form is not None
        for form, table in self._tables(version):
            compared = records([form], self._form, Bodies.of(self._campaign.roster), by_unit=False)
            unpacked = (one for one in compared if one.row not in form.body.twice)
            for row, record in zip(table.rows, unpacked, strict=True):
                says, deadline = self._said(table, row)
                names = table.text(row, "matter"), table.text(row, "body")
                yield Rectification(record, *names, deadline, says, version.file.path, version.received_on)


def _known_by(version: Version) -> Hashable:
    return version.file.path, version.forms[0].owner.unit, version.sure, version.verdict, version.received_on


def _counted(said: Sequence[_Said]) -> RectifiedTally:
    states = [says for says, _ in said]
    return RectifiedTally(
        rows=len(said),
        done=states.count(Completion.DONE),
        open=states.count(Completion.OPEN),
        unclear=states.count(Completion.UNCLEAR),
        deadlines=tuple(sorted(day for says, day in said if says is Completion.OPEN and day)),
    )
