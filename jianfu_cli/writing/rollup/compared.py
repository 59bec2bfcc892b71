"""交叉核对: problems, rectifications and the whitelist of a roll-up side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from jianfu_cli.core.matters.matching import SAME
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.rollup.figure_model import STANDING_HEADING, STANDING_LABELS, RectificationStatus
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, Reconciled, RollUp
from jianfu_cli.writing.rollup.cells import Cell, ColumnHeading
from jianfu_cli.writing.rollup.links import RowLinks
from jianfu_cli.writing.rollup.lists import RECONCILIATION, SEQ, UNIT
from jianfu_cli.writing.rollup.long_rows import LongRows
from jianfu_cli.writing.rollup.look import GREEN
from jianfu_cli.writing.rollup.sheets import RollUpBook

STANDING_STYLES = {
    RectificationStatus.DONE: "good",
    RectificationStatus.OPEN: "warn",
    RectificationStatus.OVERDUE: "bad",
    RectificationStatus.UNCLEAR: "faint",
}
_WIDTHS = {
    ColumnRole.MATTER: 26,
    ColumnRole.BODY: 18,
    ColumnRole.CATEGORY: 18,
    ColumnRole.DISPOSITION: 10,
    ColumnRole.DEADLINE: 14,
    ColumnRole.PROGRESS: 16,
}
_NEAR = "名称相近"
_UNMATCHED, _UNDECIDED = ("未匹配", "bad"), ("未比较", "warn")


def write_reconciliation(book: RollUpBook, roll_up: RollUp, places: RowLinks) -> None:
    """Write the sheet 交叉核对: problems ↔ rectifications ↔ whitelist, each side led to where it was merged.

    A campaign that lacks problems or rectifications has nothing to compare, and no such sheet.
    """
    problems, rectifications = roll_up.table(FormRole.PROBLEMS), roll_up.table(FormRole.RECTIFICATIONS)
    if not (problems and rectifications):
        return
    compared = _Compared(problems, rectifications, roll_up.table(FormRole.WHITELIST), places)
    labels = " ↔ ".join(table.attachment.label for table in compared.tables)
    title = (
        f"交叉核对（{labels}）\n"
        "同一单位内按事项名称核对（不计标点、年份、“活动”等字样）；名称只是相近的注明相似度，“名称相近”的不能肯定是同一项，都请人工核对"
    )
    rows = ((nth, *compared.row(one)) for nth, one in enumerate(roll_up.reconciled, start=1))
    table = LongRows(len(roll_up.reconciled), rows)
    book.table(RECONCILIATION, title, (SEQ, UNIT, *compared.headings()), table, frozen=2, tab=GREEN)


@dataclass(frozen=True, slots=True)
class _Compared:
    """The tables of a comparison, and what its sheet says of them: only of columns that they have."""

    problems: MergedTable
    rectifications: MergedTable
    whitelist: MergedTable | None
    places: RowLinks

    @property
    def tables(self) -> tuple[MergedTable, ...]:
        return (self.problems, self.rectifications, *([self.whitelist] if self.whitelist else []))

    def headings(self) -> Iterable[ColumnHeading]:
        for table, role in self._said():
            yield ColumnHeading(table.attachment.column_by_role[role].called, _WIDTHS[role])
        yield ColumnHeading(self.problems.attachment.label, 10)
        yield ColumnHeading(self.rectifications.attachment.label, 14)
        for role in self._progress():
            yield ColumnHeading(self.rectifications.attachment.column_by_role[role].called, _WIDTHS[role])
        yield ColumnHeading(STANDING_HEADING, 12)
        if self.whitelist:
            yield ColumnHeading(self.whitelist.attachment.label, 10)
        yield from (ColumnHeading(f"{table.attachment.label}来源", 30, on_paper=False) for table in self.tables)

    def row(self, matter: Reconciled) -> Iterable[Cell]:
        problem, answer = matter.problem, matter.rectification
        unmatched, unlisted = (_UNDECIDED, _UNDECIDED) if matter.undecided else (_UNMATCHED, ("未列入", "faint"))
        yield matter.unit
        yield from (self._text(matter, table, role) for table, role in self._said())
        yield self._link("有", self.problems, problem) if problem else self._near(self.problems, matter, unmatched)
        found = self._link(_found(matter.score), self.rectifications, answer) if answer else None
        yield found or self._near(self.rectifications, matter, unmatched)
        yield from (_text(self.rectifications, answer, role) for role in self._progress())
        yield (
            (STANDING_LABELS[matter.standing], STANDING_STYLES[matter.standing]) if matter.standing else ("—", "faint")
        )
        if self.whitelist:
            listed = matter.whitelisted
            yield self._link("在列", self.whitelist, listed) if listed else unlisted
        rows = (problem, answer, matter.whitelisted)
        yield from (_place(row) for row, _ in zip(rows, self.tables, strict=False))

    def _said(self) -> Iterable[tuple[MergedTable, ColumnRole]]:
        """What is said of the matter, and the table whose heading it has."""
        for role in (ColumnRole.MATTER, ColumnRole.BODY, ColumnRole.CATEGORY, ColumnRole.DISPOSITION):
            owner = next((table for table in self.tables[:2] if role in table.attachment.column_by_role), None)
            if owner:
                yield owner, role

    def _progress(self) -> Iterable[ColumnRole]:
        roles = self.rectifications.attachment.column_by_role
        return (role for role in (ColumnRole.DEADLINE, ColumnRole.PROGRESS) if role in roles)

    def _text(self, matter: Reconciled, owner: MergedTable, role: ColumnRole) -> str:
        """Of the problem; of the rectification where no problem answers to it. 意见建议 is the problem's alone."""
        if role is ColumnRole.MATTER:
            return matter.matter
        if owner is self.problems and (matter.problem or role is ColumnRole.DISPOSITION):
            return _text(self.problems, matter.problem, role)
        return _text(self.rectifications, matter.rectification, role)

    def _near(self, table: MergedTable, matter: Reconciled, unmatched: Cell) -> Cell:
        return self._link(_NEAR, table, matter.near) if matter.near else unmatched

    def _link(self, content: str, table: MergedTable, row: MergedRow) -> Cell:
        return self.places.row(content, table.attachment.id, row)


def _found(score: int | None) -> str:
    return "有" if score in {None, SAME} else f"有（相似 {score}%）"


def _text(table: MergedTable, row: MergedRow | None, role: ColumnRole) -> str:
    return table.text(row, role) if row else ""


def _place(row: MergedRow | None) -> str:
    if row is None:
        return ""
    sheet = f"〔{row.sheet}〕" if row.sheet else " "
    return f"{row.path}{sheet}第{row.row}行"
