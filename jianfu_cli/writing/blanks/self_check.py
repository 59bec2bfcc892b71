"""What a blank says of itself while it is filled in: the line 自检, the total counted, faults shown in colour.

Only functions that Excel 2007, WPS and LibreOffice share, in ranges from the heading to the last row made ready (the
notes, where there are any): so a row may be put in, deleted, sorted or pasted anywhere between. Nothing here is data:
reading passes over the line and counts the rows itself.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.language.text import character_count
from jianfu_cli.core.language.values import Scalar, cell_name, column_letters, text_of
from jianfu_cli.core.model.attachment import Attachment, HeaderField
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.form_body import NIL_WORDS
from jianfu_cli.core.model.mark import SELF_CHECK, SELF_CHECK_FAILED
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.writing import style
from jianfu_cli.writing.blanks.lists import Lists, choices
from jianfu_cli.writing.blanks.table_sheet import Layout, header_line
from jianfu_cli.writing.package.parts import OpcPackage

_FIELDS, _DOUBTS = "，表头待填 ", "，待核对 "
# What JF302 goes by: one matter twice for one body is one too many; two 文号 are two documents.
_SAME = frozenset({ColumnRole.MATTER, ColumnRole.BODY, ColumnRole.DOCUMENT_NUMBER})
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORM = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class SelfCheck:
    """The self-check of one form as laid out, going by its ``lists``."""

    campaign: Campaign
    attachment: Attachment
    layout: Layout
    lists: Lists

    @property
    def place(self) -> str:
        """The cell of the line: in the row of the form's label, over the right half of the table."""
        return cell_name(1, len(self.attachment.columns) // 2 + 1)

    def put(self, sheet: Worksheet) -> None:
        """Write the line, the total and the conditional formats to ``sheet``."""
        sheet.merge_cells(f"{self.place}:{cell_name(1, len(self.attachment.columns))}")
        line = style.cell_at(sheet, 1, len(self.attachment.columns) // 2 + 1)
        line.value, line.font, line.alignment = f"={self._line()}", style.SELF_CHECK_FONT, style.RIGHT
        seen = _fixed(self.place)
        undone = f'OR(ISERROR(FIND("待补 0 处",{seen})),ISNUMBER(FIND("{_DOUBTS}",{seen})))'
        style.redden(sheet, self.place, undone)
        for field, cell in self._totals:
            total = self._total(field)
            # In a cell formatted as text a formula becomes text as soon as somebody looks into it.
            sheet[cell].value, sheet[cell].number_format = f"={total}", "General"
            style.paint(sheet, cell, f'SUBSTITUTE({_fixed(cell)}," ","")<>{total}', style.WRONG)
        for cells, formula, colour in self._faults():
            style.paint(sheet, cells, formula, colour)
        top, last = self.layout.heading_row, column_letters(len(self.attachment.columns))
        # A row put in right below the heading takes after it; it has no number yet, as no heading has.
        style.plain(sheet, f"A{top}:{last}{self.layout.last_row}", f'AND(ROW($A{top})>ROW($A${top}),$A{top}="")')
        below = self.layout.last_row + 1
        if not self.attachment.notes and below <= self.layout.reach:
            cells = f"A{below}:{cell_name(self.layout.reach, len(self.attachment.columns))}"
            style.rule_off(sheet, cells, f'SUMPRODUCT(--(TRIM({self._row(below)})<>""))>0')

    def values(self, header: Mapping[str, str], rows: Sequence[Sequence[Scalar]]) -> dict[str, str]:
        """Return what the formulas' cells show of a form so filled; a row has one value a column."""
        begun = [row for row in rows if any(self._says_something(row[index - 1]) for index in self._data)]
        gaps = sum(not text_of(row[index - 1]) for row in begun for index in self._required)
        fields = sum(field.type != "total" and not header.get(field.key) for field in self.attachment.header)
        doubts = sum(self._is_doubtful(index, text_of(row[index - 1])) for row in begun for index in self._data)
        more = (f"{_FIELDS}{fields} 项" if fields else "") + (f"{_DOUBTS}{doubts} 处" if doubts else "")
        named = sum(self._says_something(row[self._matter - 1]) for row in rows)
        totals = {cell: header_line(field, str(named)) for field, cell in self._totals}
        return {self.place: f"{SELF_CHECK}{len(begun)} 行，待补 {gaps} 处{more}", **totals}

    @cached_property
    def _data(self) -> dict[int, Column]:
        """The columns that people fill in, by 1-based place."""
        columns = enumerate(self.attachment.columns, start=1)
        return {index: column for index, column in columns if column.type is not ColumnType.SEQUENCE}

    @cached_property
    def _roles(self) -> dict[int, ColumnRole]:
        roles = self.attachment.role_by_key
        return {index: roles[column.key] for index, column in self._data.items() if column.key in roles}

    @cached_property
    def _required(self) -> list[int]:
        return [index for index, column in self._data.items() if column.required]

    @cached_property
    def _limits(self) -> dict[int, int]:
        return {index: most for index, column in self._data.items() if (most := self.campaign.most_words(column))}

    @cached_property
    def _lists(self) -> dict[int, str]:
        names = self.lists.choices
        return {index: names[column.key] for index, column in self._data.items() if column.key in names}

    @cached_property
    def _matter(self) -> int:
        """The column that names what a row is about: 事项名称, else the first that must be filled in."""
        return next((index for index, role in self._roles.items() if role is ColumnRole.MATTER), self._required[0])

    @cached_property
    def _totals(self) -> list[tuple[HeaderField, str]]:
        fields = (field for field in self.attachment.header if field.type == "total")
        return [(field, self.layout.header_cells[field.key]) for field in fields]

    def _says_something(self, value: Scalar) -> bool:
        text = text_of(value)
        return bool(text) and not (self.lists.nil and text in NIL_WORDS)

    def _is_doubtful(self, index: int, text: str) -> bool:
        if index in self._limits:
            return character_count(text) > self._limits[index]
        return bool(text) and index in self._lists and text not in choices(self.campaign, self._data[index])

    def _line(self) -> str:
        """Count rows begun, required cells empty in them, labels without a value, and what is doubtful.

        The heading counts as a row that is begun and has no gaps, and its cells are none of a list. A row that says
        no more than that there is nothing is not begun.
        """
        ones = ";".join("1" * len(self._data))
        begun = f"(MMULT({self._something(self._block(self._data))},{{{ones}}})>0)"
        gaps = "+".join(f'SUMPRODUCT({begun}*(TRIM({self._block(run)})=""))' for run in _runs(self._required))
        asked = (field for field in self.attachment.header if field.type != "total")
        fields = "+".join(["0", *(_unfilled(self.layout.header_cells[field.key]) for field in asked)])
        doubts = "+".join((*map(self._long_cells, self._limits), *map(self._unlisted_cells, self._lists)))
        words = [
            f'"{SELF_CHECK}"&(SUMPRODUCT(--{begun})-1)&" 行，待补 "&({gaps})&" 处"',
            _said(fields, _FIELDS, "项"),
            *([_said(doubts, _DOUBTS, "处")] if doubts else []),
        ]
        return f'IF(SUMPRODUCT(--ISERROR({self._block(self._data)}))>0,"{SELF_CHECK_FAILED}",{"&".join(words)})'

    def _total(self, field: HeaderField) -> str:
        cells = self._span(self._matter)
        nothing = f"-SUMPRODUCT(COUNTIF({cells},{self.lists.nil}))" if self.lists.nil else ""
        return f'"{field.label}"&(COUNTA({cells})-1{nothing})&"{field.suffix}"'

    def _something(self, cells: str) -> str:
        """Of each cell 1 where it says something, 0 where it is empty or says that there is nothing."""
        filled = f'(TRIM({cells})<>"")'
        # A text too long to be looked up is an error, and none of the words.
        return f"{filled}*ISERROR(MATCH(TRIM({cells}),{self.lists.nil},0))" if self.lists.nil else f"--{filled}"

    def _long_cells(self, index: int) -> str:
        return f"SUMPRODUCT(--({_length(self._span(index))}>{self._limits[index]}))"

    def _unlisted_cells(self, index: int) -> str:
        cells = self._span(index)
        return f'SUMPRODUCT((TRIM({cells})<>"")*ISNA(MATCH(TRIM({cells}),{self._lists[index]},0)))-1'

    def _faults(self) -> Iterator[tuple[str, str, str]]:
        """Yield ``(cells, formula for the first of them, colour)``: the kinds of fault that show as one types.

        The cells begin with the heading, which has no faults: so a row put in right below it is among them.
        """
        top = self.layout.heading_row
        for index, name in self._lists.items():
            cell = self._cell(index)
            yield self._below(index, f'TRIM({cell})<>"",ISNA(MATCH(TRIM({cell}),{name},0))', style.WRONG)
        for index, limit in self._limits.items():
            yield self._below(index, f"{_length(self._cell(index))}>{limit}", style.WRONG)
        same = [index for index, role in self._roles.items() if role in _SAME]
        if len(same) > 1:
            pairs = ",".join(f"--({self._span(index)}={self._cell(index)})" for index in same)
            yield self._below(self._matter, f'TRIM({self._cell(self._matter)})<>"",SUMPRODUCT({pairs})>1', style.TWICE)
        begun = f"SUMPRODUCT({self._something(self._row(top))})>0"
        for index in self._required:
            yield self._below(index, f'TRIM({self._cell(index)})="",{begun}', style.MISSING)

    def _below(self, index: int, condition: str, colour: str) -> tuple[str, str, str]:
        letters, top = column_letters(index), self.layout.heading_row
        within = f"ROW({self._cell(index)})>ROW(${letters}${top})"
        return f"{letters}{top}:{letters}{self.layout.reach}", f"AND({within},{condition})", colour

    def _cell(self, index: int) -> str:
        return f"${column_letters(index)}{self.layout.heading_row}"

    def _span(self, index: int) -> str:
        letters = column_letters(index)
        return f"${letters}${self.layout.heading_row}:${letters}${self.layout.reach}"

    def _block(self, indexes: Collection[int]) -> str:
        """The cells of neighbouring columns, from the heading to the last row made ready."""
        first, last = column_letters(min(indexes)), column_letters(max(indexes))
        return f"${first}${self.layout.heading_row}:${last}${self.layout.reach}"

    def _row(self, number: int) -> str:
        """The cells of row ``number`` that people fill in."""
        return f"${column_letters(min(self._data))}{number}:${column_letters(max(self._data))}{number}"


def _fixed(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell.removeprefix(letters)}"


def _length(cells: str) -> str:
    """Count as JF206 does first: all characters but blanks and line breaks."""
    return f'LEN(SUBSTITUTE(SUBSTITUTE({cells}," ",""),CHAR(10),""))'


def _unfilled(cell: str) -> str:
    return f'OR(RIGHT("："&TRIM({_fixed(cell)}),1)="：",ISNUMBER(FIND("__",{_fixed(cell)})))'


def _said(count: str, what: str, unit: str) -> str:
    """``，表头待填 2 项`` of a count, nothing of none: that is what a number format without its last parts gives."""
    return f'TEXT({count},"""{what}""0"" {unit}"";;")'


def _runs(indexes: Sequence[int]) -> Iterator[list[int]]:
    """Cut ascending numbers into runs of neighbours."""
    for _, run in groupby(enumerate(indexes), key=lambda pair: pair[1] - pair[0]):
        yield [index for _, index in run]


def with_values(workbook: bytes, shown: Mapping[str, str]) -> bytes:
    """Return ``workbook`` with the texts ``shown``, by cell, stored as values of the formulas on its first sheet.

    The library writes formulas without their values; a preview or a reader of values would find nothing there.
    """
    package = OpcPackage(workbook)
    for cell in package.edit(_FORM).iter(f"{_MAIN}c"):
        value = cell.find(f"{_MAIN}v")
        if value is not None and cell.get("r") in shown and cell.find(f"{_MAIN}f") is not None:
            cell.set("t", "str")
            value.text = shown[cell.get("r", "")]
    return package.to_bytes()
