"""The rows under a heading: data, blank rows, and what stands among the rows without being one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from jianfu_cli.core.attachment import ColumnType
from jianfu_cli.core.form import NIL_WORDS, FoundColumn, Match, Row, StrayKind, StrayRow
from jianfu_cli.core.mark import is_self_check
from jianfu_cli.core.text import key
from jianfu_cli.core.values import Scalar, cell_name, column_letters, is_empty, text_of
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.headings import Table
from jianfu_cli.reading.layout.signatures import begins_signature, is_signature

_NIL = re.compile(
    rf"(?:{'|'.join(NIL_WORDS)}|无相关(?:问题|事项|情况|内容)|无此类(?:问题|事项|情况)|无此项.{{0,6}}"
    r"|(?:我|本)(?:单位|部门|局|委|县|区|市|级)?(?:暂|均)?(?:无|没有|不涉及|未发现|不存在).{0,20}"
    r"|经(?:排查|摸排|自查|梳理|核实|认真)[^。]{0,20}(?:无|未发现|不存在|没有).{0,20}|[-/]+)[。.]?"
)
_TOTAL = re.compile(r"(?:合计|总计|小计|共计|累计|总数)(?:[:：(（\d].{0,20})?|共\d+项.{0,10}")
_NOTE = re.compile(r"(?:备注|注|附注|说明|填表说明|填报说明|填写说明|注意)\d?\s*[:：]|[※★]")
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
_BLANK_EXAMPLE = re.compile(r"(?:[x×]{2,}(?:县|市|区|单位|局)?(?:\(市、区\)|\(市,区\))?|[.…·。\s]+)")
_LONGEST_STRAY = 2000
_FEW = 4
_LONGEST_NIL = 60
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands under a heading."""

    columns: tuple[FoundColumn, ...]
    rows: tuple[Row, ...]
    strays: tuple[StrayRow, ...]
    merged_cells: tuple[str, ...]
    nil: bool


def read_rows(grid: Grid, table: Table, last: int) -> Rows:
    """Read the rows below ``table``'s heading up to row ``last`` (1-based, inclusive)."""
    merges = sorted(m for m in grid.merges if m.bottom > table.last and table.first < m.top <= last)
    fill = _fill(grid, merges, table)
    columns = _with_unnamed(grid, table, last)
    sequence = {c.index for c in columns if c.key and _is_sequence(table, c.key)}
    headings = tuple(grid.rows[number - 1] for number in range(table.first, table.last + 1))
    named = frozenset(text for heading in headings for text in heading if text)
    frame = _Frame(headings, _wide_merges(merges, last), sequence, table.columns[0].index, named)
    rows: list[Row] = []
    strays: list[StrayRow] = []
    for number in range(table.last + 1, last + 1):
        values = grid.rows[number - 1]
        own = list(islice(frame.own(values), _FEW + 1))
        if not own or (len(own) == 1 and is_self_check(text_of(own[0][1]))):
            continue
        kind = _stray_kind(values, own, number, frame)
        if kind:
            text = "  ".join(text_of(value) for _, value in frame.own(values))
            strays.append(StrayRow(number, kind, text[:_LONGEST_STRAY]))
        elif len(own) > _FEW or not all(_BLANK_EXAMPLE.fullmatch(key(text_of(value))) for _, value in own):
            rows.append(Row(number, _values(values, number, columns, fill)))
    kept, trimmed = _drop_empty_extras(columns, rows)
    numbers = {row.number for row in rows}
    merged = tuple(
        f"{cell_name(m.top, m.left)}:{cell_name(m.bottom, m.right)}"
        for m in merges
        if any(number in numbers for number in range(m.top, min(m.bottom, last) + 1))
    )
    nil = not rows and any(stray.kind == "nil" for stray in strays)
    return Rows(kept, trimmed, tuple(strays), merged, nil)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a row is judged against: the heading rows as they stand, wide merged ranges by row, the 序号 columns.

    ``named`` are the texts of all heading rows: most rows have none of them.
    """

    headings: tuple[Sequence[Scalar], ...]
    wide: dict[int, list[tuple[int, int]]]
    sequence: set[int]
    left: int
    named: frozenset[Scalar]

    def own(self, values: Sequence[Scalar]) -> Iterator[tuple[int, Scalar]]:
        """Yield what a person wrote into a row, with its 1-based place: a number under 序号 says nothing."""
        for place, value in enumerate(values, start=1):
            if value == "" or (place in self.sequence and _is_number(value)):
                continue
            # Most texts begin with a letter or a digit: nobody need be asked whether they are empty.
            if (value.__class__ is str and value[0].isalnum()) or not is_empty(value):
                yield place, value

    def spans(self, row: int, column: int) -> bool:
        """Whether the cell is merged over three columns or more."""
        return any(left <= column <= right for left, right in self.wide.get(row, ()))


def _wide_merges(merges: list[Merge], last: int) -> dict[int, list[tuple[int, int]]]:
    """Return the first and last columns of ranges over three columns or more, by row."""
    wide: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for merge in merges:
        if merge.right - merge.left > 1:
            for row in range(merge.top, min(merge.bottom, last) + 1):
                wide[row].append((merge.left, merge.right))
    return dict(wide)


def _is_sequence(table: Table, column: str) -> bool:
    return table.attachment.column_by_key[column].type is ColumnType.SEQUENCE


def _is_number(value: Scalar) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[\d.、\s()（）]+", text_of(value)))


def _values(
    cells: Sequence[Scalar], row: int, columns: tuple[FoundColumn, ...], fill: dict[tuple[int, int], Scalar]
) -> tuple[Scalar, ...]:
    """Return the row's values in the order of ``columns``; where it shows a merged range's value, that one."""
    width = len(cells)
    values = [cells[column.index - 1] if column.index <= width else "" for column in columns]
    if fill:
        values = [
            fill.get((row, column.index), value) if value is None or value == "" else value
            for column, value in zip(columns, values, strict=True)
        ]
    return tuple(values)


def _fill(grid: Grid, merges: list[Merge], table: Table) -> dict[tuple[int, int], Scalar]:
    """A merged range shows one value for all its cells: every row and form column under it gets it."""
    known = [c.index for c in table.columns if c.key and not _is_sequence(table, c.key)]
    filled: dict[tuple[int, int], Scalar] = {}
    for merge in merges:
        value = grid.value(merge.top, merge.left)
        if not is_empty(value):
            places = [merge.left, *(index for index in known if merge.left < index <= merge.right)]
            for row in range(merge.top, min(merge.bottom, len(grid.rows)) + 1):
                filled.update(((row, place), value) for place in places)
    return filled


def _with_unnamed(grid: Grid, table: Table, last: int) -> tuple[FoundColumn, ...]:
    """Columns with data but no heading are columns too: nothing is lost."""
    named = {column.index for column in table.columns}
    width = max((len(grid.rows[number - 1]) for number in range(table.last + 1, last + 1)), default=0)
    extra = [
        FoundColumn(place, f"（无列名，第{column_letters(place)}列）", None, Match.EXTRA)
        for place in range(1, width + 1)
        if place not in named
    ]
    return tuple(sorted((*table.columns, *extra), key=lambda column: column.index))


def _drop_empty_extras(
    columns: tuple[FoundColumn, ...], rows: list[Row]
) -> tuple[tuple[FoundColumn, ...], tuple[Row, ...]]:
    kept = [
        place
        for place, column in enumerate(columns)
        if column.key or any(not is_empty(row.values[place]) for row in rows)
    ]
    if len(kept) == len(columns):
        return columns, tuple(rows)
    trimmed = tuple(Row(row.number, tuple(row.values[place] for place in kept)) for row in rows)
    return tuple(columns[place] for place in kept), trimmed


def _stray_kind(
    values: Sequence[Scalar], own: list[tuple[int, Scalar]], number: int, frame: _Frame
) -> StrayKind | None:
    """Say what a row is that is no row of data; None for data. Sure signs only: in doubt a row is data.

    ``own`` holds the first of what was written into it, one more than a stray row of few cells has.
    """
    if not frame.named.isdisjoint(values) and any(_repeats(values, heading) for heading in frame.headings):
        return "heading"
    if all(_is_nil(value) for _, value in own) and all(_is_nil(value) for _, value in frame.own(values)):
        return "nil"
    if begins_signature(own[0][1]) and is_signature([value for _, value in frame.own(values)]):
        return "signature"
    if len(own) > _FEW:
        return None
    places = [place for place, _ in own]
    texts = [text_of(value) for _, value in own]
    if any(_TOTAL.fullmatch(key(text)) for text in texts[:2]):
        return "total"
    if _NOTE.match(texts[0]) and (len(own) == 1 or places[0] <= frame.left):
        return "note"
    if len(own) > 1:
        return None
    at_edge = places[0] in frame.sequence or places[0] < frame.left
    return "section" if at_edge or frame.spans(number, places[0]) or _SECTION.match(texts[0]) else None


def _is_nil(value: Scalar) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_NIL and bool(_NIL.fullmatch(key(value)))


def _repeats(values: Sequence[Scalar], heading: Sequence[Scalar]) -> bool:
    same = sum(1 for value, text in zip(values, heading, strict=False) if value and value == text)
    return same >= min(_REPEATED, len(heading))
