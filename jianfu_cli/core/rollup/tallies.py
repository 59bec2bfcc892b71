"""Control totals: every row that was read, counted where it came in and where it went."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.filings.receipt import came_by, sent_by
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.core.rollup.model import NO_UNIT, MergedTable, Tally, UnitTally, UnusedRow

# A unit's name and an attachment's id.
_Owner = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RowCount:
    """Rows by unit and attachment, and files and forms by unit; read from the files, not from what was merged."""

    attachments: tuple[str, ...]
    read: Counter[_Owner]
    merged: Counter[_Owner]
    unused: Counter[_Owner]
    files: Counter[str]
    sent: Counter[str]
    forms: Counter[str]

    @property
    def total(self) -> Tally:
        """The rows of all units and attachments."""
        return self._sum({*self.read, *self.merged, *self.unused})

    @property
    def by_attachment(self) -> dict[str, Tally]:
        """The rows of each table of the campaign, whether or not anyone sent it."""
        owners = {*self.read, *self.merged, *self.unused}
        return {name: self._sum(one for one in owners if one[1] == name) for name in self.attachments}

    def by_unit(self, roster: Roster) -> tuple[UnitTally, ...]:
        """The totals of each unit that sent a file, in order of the roster."""
        rows = {*self.read, *self.merged, *self.unused}
        units = sorted({*self.files, *self.forms, *(unit for unit, _ in rows)}, key=roster.order)
        return tuple(self._unit(unit, [name for name in self.attachments if (unit, name) in rows]) for unit in units)

    def _unit(self, unit: str, sent: Iterable[str]) -> UnitTally:
        tallies = {name: self._sum([(unit, name)]) for name in sent}
        whole = self._sum((unit, name) for name in tallies)
        return UnitTally(unit, self.files[unit], self.sent[unit], self.forms[unit], whole, tallies)

    def _sum(self, owners: Iterable[_Owner]) -> Tally:
        those = tuple(owners)
        return Tally(*(sum(count[one] for one in those) for count in (self.read, self.merged, self.unused)))


def count_rows(
    files: Iterable[SourceFile], tables: Iterable[MergedTable], unused: Iterable[UnusedRow], as_of: date
) -> RowCount:
    """Count rows and files, and the forms that had come in by ``as_of`` (rows that came later are read, and unused).

    Raises:
        AssertionError: a row was neither merged nor listed as unused, or both (never, or the program is wrong).
    """
    read_files, merged_tables = tuple(files), tuple(tables)
    read: Counter[_Owner] = Counter()
    for form in (form for file in read_files for form in file.forms):
        read[form.owner.unit or NO_UNIT, form.attachment] += len(form.body.rows)
    count = RowCount(
        attachments=tuple(table.attachment.id for table in merged_tables),
        read=+read,
        merged=Counter((row.unit, table.attachment.id) for table in merged_tables for row in table.rows),
        unused=Counter((row.unit, row.attachment) for row in unused),
        files=Counter(_owner(file) for file in read_files),
        sent=Counter(_owner(file) for file in sent_by(read_files, as_of)),
        forms=Counter(form.owner.unit or NO_UNIT for file in read_files if came_by(file, as_of) for form in file.forms),
    )
    if count.read != count.merged + count.unused:
        raise AssertionError(f"rows got lost: {count.read} read, {count.merged} merged, {count.unused} unused")
    return count


def _owner(file: SourceFile) -> str:
    return file.inbox_unit or next((form.owner.unit for form in file.forms if form.owner.unit), NO_UNIT)
