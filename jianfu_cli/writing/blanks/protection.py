"""``new-template --protect``: headings, titles and notes are locked without a password, what is filled in is not."""

from copy import copy

from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.language.values import column_letters
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.writing.blanks.table_sheet import Layout

_OPEN = Protection(locked=False)
# What stays allowed, by the names of ECMA-376, 18.3.1.85 (there an attribute says what is forbidden).
_ALLOWED = (
    *("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows"),
    *("sort", "autoFilter", "selectLockedCells", "selectUnlockedCells"),
)
_LAST_COLUMN = 16_384


def lock_headings(sheet: Worksheet, attachment: Attachment, layout: Layout) -> None:
    """Lock the sheet but for the header fields and the rows, prepared or put in; rows can be added and taken away."""
    for place in layout.header_cells.values():
        _open(sheet[place])
    for row in sheet.iter_rows(layout.first_row, layout.last_row, 1, len(attachment.columns)):
        for cell in row:
            _open(cell)
    for index in range(1, len(attachment.columns) + 1):
        sheet.column_dimensions[column_letters(index)].protection = _OPEN
    # A row can be taken away only where no cell of it is locked, to the right of the table either.
    beyond = sheet.column_dimensions[column_letters(len(attachment.columns) + 1)]
    beyond.max, beyond.protection = _LAST_COLUMN, _OPEN
    for name in _ALLOWED:
        setattr(sheet.protection, name, False)
    sheet.protection.sheet = True


def _open(cell: object) -> None:
    cell.protection = copy(_OPEN)  # type: ignore[attr-defined]
