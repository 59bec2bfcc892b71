"""对照.xlsx: what changed between two versions or two roll-ups (diff -f xlsx).

A changed cell has a row of its own; so has a row that was added or is gone, all of it in one cell.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.model.decision_book import obeyed
from jianfu_cli.core.model.difference import CellChange, Difference, RowChange, RowStatus
from jianfu_cli.writing.rollup.cells import Cell, ColumnHeading
from jianfu_cli.writing.rollup.lists import column_for
from jianfu_cli.writing.rollup.sheets import RollUpBook

_CHANGE_LABELS = {
    RowStatus.CHANGED: ("改动", "warn"),
    RowStatus.ADDED: ("增加", "good"),
    RowStatus.GONE: ("减少", "bad"),
}
_ATTACHMENT = ColumnHeading("附件", 8)
_BEFORE_AFTER = ColumnHeading("旧", 40), ColumnHeading("新", 40)
_WHOLE_ROW = "整行"
# The same content gives the same bytes, whenever it is compared.
_CREATED = date(2000, 1, 1)


def write_difference(path: Path, difference: Difference) -> None:
    """Write the workbook to ``path``: 改动 and, of two roll-ups, 报送情况."""
    title = f"对照\n旧：{shown(difference.old)}　新：{shown(difference.new)}　{obeyed(difference.decisions)}".rstrip()
    units = column_for(row.unit for form in difference.forms for row in form.rows)
    headings = (
        _ATTACHMENT,
        ColumnHeading("变化", 8),
        units,
        ColumnHeading("事项名称", 28),
        ColumnHeading("旧行号", 7),
        ColumnHeading("新行号", 7),
        ColumnHeading("列", 16),
        *_BEFORE_AFTER,
    )
    with RollUpBook(path, "对照", _CREATED) as book:
        book.table("改动", title, headings, list(_rows(difference)))
        if difference.filings is not None:
            filings = [((one.attachment.label, "centre"), one.unit, one.old, one.new) for one in difference.filings]
            units = column_for(one.unit for one in difference.filings)
            book.table("报送情况", "报送情况不同的", (_ATTACHMENT, units, *_BEFORE_AFTER), filings)


def _rows(difference: Difference) -> Iterator[Sequence[Cell]]:
    for form in difference.forms:
        label = form.attachment.label, "centre"
        yield from ((label, ("表头", "faint"), "", "", "", "", *_texts(cell)) for cell in form.header)
        for row in form.rows:
            if row.change is RowStatus.CHANGED:
                yield from ((label, *_place(row), *_texts(cell)) for cell in row.cells)
            else:
                yield label, *_place(row), (_WHOLE_ROW, "faint"), *_whole(row)


def _place(row: RowChange) -> Sequence[Cell]:
    return _CHANGE_LABELS[row.change], row.unit, row.matter, row.old_row or "", row.new_row or ""


def _whole(row: RowChange) -> tuple[str, str]:
    """What stood in the row before, and what stands there now: its cells one after another, but for its name."""
    cells = [(cell.column, cell.old or cell.new) for cell in row.cells]
    said = "；".join(f"{column}：{text.rstrip('。')}" for column, text in cells if text and text != row.matter)
    return ("", said) if row.change is RowStatus.ADDED else (said, "")


def _texts(cell: CellChange) -> tuple[str, str, str]:
    return cell.column, cell.old, cell.new
