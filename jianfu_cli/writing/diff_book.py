"""对照.xlsx: what changed between two versions or two roll-ups, a row a changed cell (diff -f xlsx)."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.model.decision_book import obeyed
from jianfu_cli.core.model.difference import CellChange, Difference, RowChange, RowStatus
from jianfu_cli.writing.rollup.cells import Cell, ColumnHeading
from jianfu_cli.writing.rollup.lists import UNIT
from jianfu_cli.writing.rollup.sheets import RollUpBook

_CHANGE_LABELS = {
    RowStatus.CHANGED: ("改动", "warn"),
    RowStatus.ADDED: ("增加", "good"),
    RowStatus.GONE: ("减少", "bad"),
}
_ATTACHMENT = ColumnHeading("附件", 8)
_BEFORE_AFTER = ColumnHeading("旧", 32), ColumnHeading("新", 32)
# The same content gives the same bytes, whenever it is compared.
_CREATED = date(2000, 1, 1)


def write_difference(path: Path, difference: Difference) -> None:
    """Write the workbook to ``path``: 改动 and, of two roll-ups, 报送情况."""
    title = f"对照\n旧：{shown(difference.old)}　新：{shown(difference.new)}　{obeyed(difference.decisions)}".rstrip()
    headings = (
        _ATTACHMENT,
        ColumnHeading("变化", 8),
        UNIT,
        ColumnHeading("事项名称", 28),
        ColumnHeading("旧行号", 8),
        ColumnHeading("新行号", 8),
        ColumnHeading("列", 16),
        *_BEFORE_AFTER,
    )
    with RollUpBook(path, "对照", _CREATED) as book:
        book.table("改动", title, headings, list(_rows(difference)))
        if difference.filings is not None:
            filings = [((one.attachment.label, "centre"), one.unit, one.old, one.new) for one in difference.filings]
            book.table("报送情况", "报送情况不同的", (_ATTACHMENT, UNIT, *_BEFORE_AFTER), filings)


def _rows(difference: Difference) -> Iterator[Sequence[Cell]]:
    for form in difference.forms:
        label = form.attachment.label, "centre"
        yield from ((label, ("表头", "faint"), "", "", "", "", *_texts(cell)) for cell in form.header)
        for row in form.rows:
            yield from ((label, *_place(row), *_texts(cell)) for cell in row.cells)


def _place(row: RowChange) -> Sequence[Cell]:
    return _CHANGE_LABELS[row.change], row.unit, row.matter, row.old_row or "", row.new_row or ""


def _texts(cell: CellChange) -> tuple[str, str, str]:
    return cell.column, cell.old, cell.new
