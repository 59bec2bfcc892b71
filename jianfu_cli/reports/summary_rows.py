"""The rows of 摘要, named: what a template is told of each line of each table (docs/templates.md)."""

from datetime import date
from typing import NamedTuple

from jianfu_cli.core.rollup.figure_model import Number


class PieceRow(NamedTuple):
    """Some words of an answer; ``anchor`` is the page of the unit that they name, "" where they name none."""

    text: str
    anchor: str


class ContentsRow(NamedTuple):
    """A section of the summary: its id in the page, its number, its title."""

    anchor: str
    number: str
    title: str


class AnswerRow(NamedTuple):
    """One of the answers that come first; ``leads`` : the section that says more, ``urgent``: something is past due."""

    label: str
    said: str
    pieces: tuple[PieceRow, ...]
    leads: str
    urgent: bool


class KeyRow(NamedTuple):
    """A figure on top: what it counts, the number, a word beside it, the section that it leads to."""

    label: str
    value: str
    note: str
    leads: str
    urgent: bool


class Counted(NamedTuple):
    """A category, a choice or a standing, and how many problems or rectifications are of it."""

    name: str
    number: int


class FilingRow(NamedTuple):
    """An attachment: how many units are in each state, how many of them filed 零报告."""

    attachment: str
    counts: tuple[int, ...]
    nil: int


class UnitRow(NamedTuple):
    """A unit, its figures under ``unit_headings``, and its page; ``leads``: to which of its rows each figure leads.

    The total leads nowhere.
    """

    unit: str
    values: tuple[Number, ...]
    anchor: str
    leads: tuple[str, ...]


class HeatCell(NamedTuple):
    """How many problems of one category a unit has; ``level`` 0…4: how many that is beside the most of any unit."""

    number: int
    level: int


class HeatRow(NamedTuple):
    """A unit and its problems by category, then all of them; ``leads``: its rows of problems."""

    unit: str
    cells: tuple[HeatCell, ...]
    total: int
    anchor: str
    leads: str


class MissingRow(NamedTuple):
    """Units of one kind that lack the same attachments; ``named`` are ``(unit, its page)``."""

    kind: str
    attachments: str
    units: str
    named: tuple[PieceRow, ...]


class LateRow(NamedTuple):
    """What one unit sent on one day, late: ``附件2—7``."""

    unit: str
    attachment: str
    received: str
    days: int


class CorrectedRow(NamedTuple):
    """A return that was corrected, or added to, after it was filed."""

    unit: str
    attachment: str
    received: str
    corrected: str


class ConflictRow(NamedTuple):
    """Of two versions of one day the one that does not count."""

    unit: str
    attachment: str
    files: str


class RefusedRow(NamedTuple):
    """How many files of which types of a unit could not be read."""

    unit: str
    files: str


class OverdueRow(NamedTuple):
    """A rectification past its day and not done: what it says under ``overdue_headings``, its place in 汇总.xlsx."""

    unit: str
    texts: tuple[str, ...]
    place: str
    anchor: str


class CommonRow(NamedTuple):
    """A matter that many units report: in how many units and rows, and who asks it."""

    matter: str
    units: int
    rows: int
    bodies: str


class OverlapRow(NamedTuple):
    """A matter that several bodies ask of schools: the units that report it, and who asks it."""

    matter: str
    units: str
    bodies: str


class DayRow(NamedTuple):
    """What the roll-up of a day counts: rectifications, done, open (not done, not past), past, unclear, and 完成率."""

    as_of: date
    rectifications: int
    done: int
    open: int
    overdue: int
    unclear: int
    share: str

    @property
    def day(self) -> str:
        """The day as prose has it."""
        return f"{self.as_of.month}月{self.as_of.day}日"


class FamilyRow(NamedTuple):
    """What was found of one kind, by severity."""

    name: str
    counts: tuple[int, ...]


class TallyRow(NamedTuple):
    """Control totals of an attachment."""

    name: str
    read: int
    merged: int
    unused: int


class UnitTallyRow(NamedTuple):
    """Control totals of a unit: files, forms, rows read, merged, unused."""

    unit: str
    counts: tuple[int, ...]


class FiledRow(NamedTuple):
    """What a unit owes or has sent: the attachment, by when, its state, when it came, what else is to be said."""

    attachment: str
    due: str
    state: str
    received: str
    note: str


class SourcedRow(NamedTuple):
    """A merged row: its 序号 in 汇总.xlsx, what it says, which file and row it comes from."""

    number: int
    texts: tuple[str, ...]
    source: str


class UnitTable(NamedTuple):
    """The rows of one attachment that a unit sent; ``left``: so many more stand in 汇总.xlsx alone."""

    anchor: str
    label: str
    called: str
    headings: tuple[str, ...]
    rows: tuple[SourcedRow, ...]
    left: int


class UnitPage(NamedTuple):
    """All about one unit; ``figures`` stand under ``unit_headings`` where it sent something."""

    anchor: str
    unit: str
    kind: str
    said: str
    figures: tuple[Number, ...]
    filed: tuple[FiledRow, ...]
    tables: tuple[UnitTable, ...]
