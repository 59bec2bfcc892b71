"""What a blank says of itself while it is filled in: the line 自检, the total counted, faults shown in colour.

Only functions that Excel 2007, WPS and LibreOffice share, in ranges from the heading to the last row made ready (the
notes, where there are any): so a row may be put in, deleted, sorted or pasted anywhere between. Nothing here is data:
reading passes over the line and counts the rows itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.attachment import Attachment, Column, ColumnType, HeaderField
from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.mark import SELF_CHECK
from jianfu_cli.core.text import character_count
from jianfu_cli.core.values import Scalar, cell_name, column_letters, text_of
from jianfu_cli.writing import look
from jianfu_cli.writing.package import Package
from jianfu_cli.writing.table_sheet import Layout, header_line

_SPOILT = f"{SELF_CHECK}表中有显示错误值的单元格，请改正"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = "xl/worksheets/sheet1.xml"
_COLON = "："


@dataclass(frozen=True)
class SelfCheck:
    """The self-check of one form as laid out; ``lookups`` are the names of its lists to choose from, by column key."""

    campaign: Campaign
    attachment: Attachment
    layout: Layout
    lookups: Mapping[str, str]

    @property
    def place(self) -> str:
        """The cell of the line: in the row of the form's label, over the right half of the table."""
        return cell_name(1, len(self.attachment.columns) // 2 + 1)

    @cached_property
    def _data(self) -> dict[int, Column]:
        """The columns that people fill in, by 1-based place."""
        columns = enumerate(self.attachment.columns, start=1)
        return {index: column for index, column in columns if column.type is not ColumnType.SEQUENCE}

    @property
    def _required(self) -> list[int]:
        return [index for index, column in self._data.items() if column.required]

    @property
    def _limits(self) -> dict[int, int]:
        return {index: self.campaign.limit(column.limit) for index, column in self._data.items() if column.limit}

    @property
    def _lists(self) -> dict[int, str]:
        return {index: self.lookups[column.key] for index, column in self._data.items() if column.key in self.lookups}

    def put(self, sheet: Worksheet) -> None:
        """Write the line, the total and the conditional formats to ``sheet``."""
        last = cell_name(1, len(self.attachment.columns))
        sheet.merge_cells(f"{self.place}:{last}")
        sheet[self.place] = f"={self._line()}"
        sheet[self.place].font, sheet[self.place].alignment = look.SELF_CHECK_FONT, look.RIGHT
        for field in self._totals():
            sheet[self.layout.header_cells[field.key]] = f"={self._total(field)}"
        self._add_formats(sheet)

    def values(self, rows: Sequence[Sequence[Scalar]]) -> dict[str, str]:
        """Return what the formulas' cells show of ``rows``, one value a column: libraries save formulas without."""
        begun = [row for row in rows if any(text_of(row[index - 1]) for index in self._data)]
        gaps = sum(not text_of(row[index - 1]) for row in begun for index in self._required)
        fields = sum(self._starts_empty(field) for field in self.attachment.header)
        more = f"，表头待填 {fields} 项" if fields else ""
        totals = {self.layout.header_cells[field.key]: header_line(field, str(len(begun))) for field in self._totals()}
        return {self.place: f"{SELF_CHECK}已填 {len(begun)} 行，待补 {gaps} 处{more}{self._doubts(begun)}", **totals}
