"""The rows under a heading: data, blank rows, and what stands among the rows without being one."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Literal

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.traditional import plain_key
from jianfu_cli.core.language.values import Scalar, cell_name, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, StrayKind, StrayRow, TableBody
from jianfu_cli.core.model.mark import is_self_check
from jianfu_cli.core.model.rows import Rows
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.below import TableBelow
from jianfu_cli.reading.layout.class_rows import class_rows
from jianfu_cli.reading.layout.column_values import by_column, merged_values, with_unnamed
from jianfu_cli.reading.layout.header import is_header_row
from jianfu_cli.reading.layout.headings import Table
from jianfu_cli.reading.layout.meant import as_meant
from jianfu_cli.reading.layout.nil import is_nil
from jianfu_cli.reading.layout.signatures import begins_signature, is_signature
from jianfu_cli.reading.layout.unfilled import nothing_filled, stands_elsewhere, with_classes_as_heads, without_choices

_TOTAL = pattern_of(r"(?:本.|以上)?(?:[合总小共累]计|总[数量])数?(?:[:：(（\d].{0,20})?|共\d+项.{0,10}")
_NOTE = pattern_of(r"(?:备注|注|附注|说明|填表说明|填报说明|填写说明|注意)\d?\s*(?:[:：]|$)|[※★]")
_SECTION = pattern_of(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十\d]{1,3}(?:大?类|部分)")
_BLANK_EXAMPLE = pattern_of(r"(?:[x×]{2,}(?:县|市|区|单位|局)?(?:\(市、区\)|\(市,区\))?|[.…·。\s]+)")
_LONGEST_STRAY = 2000
_FEW = 4
_REPEATED = 3
_OF_NOBODY: frozenset[Scalar] = frozenset({0, "0", "FALSE"})


def read_body(
    grid: Grid, table: Table, last: int, blanks: frozenset[Scalar], others: Sequence[TableBelow] = ()
) -> TableBody:
    """Read the rows below ``table``'s heading up to row ``last`` (1-based, inclusive), but those of the ``others``.

    ``blanks`` are the grid's values that show nothing (``Survey``).
    """
    merges = sorted(m for m in grid.merges if m.bottom > table.last and table.first < m.top <= last)
    frame = _Frame.of(grid, table, last, merges, blanks)
    below = grid.rows[table.last : last]
    schema = table.attachment
    named = table.columns if schema.secrets else ()
    secret = {one.number for one in named if one.key in schema.secrets or schema.keeps_secret(one.heading)}
    numbers: list[int] = []
    doubtful: list[int] = []
    strays = [StrayRow(other.numbers[0], "table", other.text) for other in others if other.aside and not other.labels]
    of_others = {number for other in others for number in other.numbers}
    glances = zip(below, frame.plainly_data(below), strict=True)
    for number, (values, plain) in enumerate(glances, start=table.last + 1):
        if number in of_others:
            continue
        kind = None if plain and number not in frame.apart else _kind(values, number, frame)
        if kind is None:
            numbers.append(number)
            doubtful += () if plain or number in frame.goes_on else (number,)
        elif kind != "blank":
            strays.append(_stray(number, kind, frame.own(values), secret))
    heads = class_rows({n: grid.rows[n - 1] for n in numbers if doubtful}, doubtful, frame.sequence, frame.spans)
    numbers = [number for number in numbers if number not in heads] if heads else numbers
    strays += (_stray(number, "section", frame.own(grid.rows[number - 1]), secret) for number in heads)
    strays.sort(key=attrgetter("number"))
    known = set(numbers)
    told = with_classes_as_heads(strays, known, grid.rows, frame.columns, schema)
    columns, standing = by_column(grid, with_unnamed(table, below), numbers, merged_values(grid, merges, table))
    standing = [as_meant(values, table, column) for values, column in zip(standing, columns, strict=True)]
    merged = tuple(
        f"{cell_name(m.top, m.left)}:{cell_name(m.bottom, m.right)}"
        for m in merges
        if not known.isdisjoint(range(m.top, min(m.bottom, last) + 1))
    )
    nil = not numbers and any(stray.kind == "nil" for stray in told)
    return TableBody(columns, Rows(_shortest(numbers), standing), told, merged, nil)


def _stray(number: int, kind: StrayKind, values: Iterable[tuple[int, Scalar]], secret: Collection[int]) -> StrayRow:
    text = "  ".join(text_of(value) for place, value in values if place not in secret)
    return StrayRow(number, kind, text[:_LONGEST_STRAY])


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a row is judged against: the heading rows that say something, wide merged ranges by row, the 序号 columns.

    ``named`` are the texts of the headings, ``blanks`` the values that show nothing, or what nobody typed: most rows
    have none of them. The rows ``apart`` are of another table on a page; those in ``goes_on`` share most of their
    cells, merged, with the row above.
    """

    headings: tuple[Sequence[Scalar], ...]
    wide: dict[int, list[tuple[int, int]]]
    sequence: frozenset[int]
    left: int
    named: frozenset[Scalar]
    blanks: frozenset[Scalar]
    form: Attachment
    columns: dict[int, FoundColumn]
    apart: frozenset[int]
    goes_on: frozenset[int]

    @classmethod
    def of(cls, grid: Grid, table: Table, last: int, merges: list[Merge], blanks: frozenset[Scalar]) -> "_Frame":
        rows = (grid.rows[number - 1] for number in range(max(1, table.first), table.last + 1))
        headings = tuple(row for row in rows if not all(map(is_empty, row)))
        named = frozenset(value for row in headings for value in row if value)
        sequence = frozenset(c.number for c in table.columns if c.key and _is_sequence(table, c.key))
        columns = {column.number: column for column in table.columns}
        # Whatever holds one of these is looked at closely.
        blanks = blanks | _OF_NOBODY | frozenset(grid.facts.broken_cells.values())
        apart, wide = grid.facts.apart, _wide_merges(merges, last)
        apart = frozenset() if table.first in apart else apart
        goes_on = _going_on(merges, last, {place for place, c in columns.items() if c.key and place not in sequence})
        left = table.columns[0].number
        return cls(headings, wide, sequence, left, named, blanks, table.attachment, columns, apart, goes_on)

    def plainly_data(self, rows: Iterable[Sequence[Scalar]]) -> Iterator[bool]:
        """Yield of each row whether it is data at a glance: many cells are filled, and none says otherwise."""
        few, disjoint, sequence = _FEW + len(self.sequence), (self.named | self.blanks).isdisjoint, self.sequence
        for values in rows:
            if len(values) - values.count("") <= few or not disjoint(values):
                yield False
                continue
            place = 0
            while values[place] == "" or (place + 1 in sequence and _is_number(values[place])):
                place += 1
            yield not (is_nil(values[place]) or begins_signature(values[place]))

    def own(self, values: Sequence[Scalar]) -> Iterator[tuple[int, Scalar]]:
        """Yield what a person wrote into a row, with its 1-based place: a number under 序号 says nothing."""
        for place, value in enumerate(values, start=1):
            if not is_empty(value) and not (place in self.sequence and _is_number(value)):
                yield place, value

    def spans(self, row: int, column: int) -> bool:
        """Whether the cell is merged over three columns or more."""
        return any(left <= column <= right for left, right in self.wide.get(row, ()))


def _shortest(numbers: list[int]) -> Sequence[int]:
    """Return ``numbers``, which ascend, as a range where none is left out."""
    if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        return range(numbers[0], numbers[-1] + 1)
    return tuple(numbers)


def _wide_merges(merges: list[Merge], last: int) -> dict[int, list[tuple[int, int]]]:
    """Return the first and last columns of ranges over three columns or more, by row."""
    wide: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for merge in merges:
        if merge.right - merge.left > 1:
            for row in range(merge.top, min(merge.bottom, last) + 1):
                wide[row].append((merge.left, merge.right))
    return dict(wide)


def _going_on(merges: list[Merge], last: int, known: set[int]) -> frozenset[int]:
    """Return the rows that show by merged ranges what the row above says, in half of the form's columns or more."""
    shared: dict[int, int] = defaultdict(int)
    for merge in merges:
        width = sum(place in known for place in range(merge.left, merge.right + 1)) if merge.bottom > merge.top else 0
        for row in range(merge.top + 1, min(merge.bottom, last) + 1) if width else ():
            shared[row] += width
    return frozenset(row for row, count in shared.items() if 2 * count >= len(known))


def _is_sequence(table: Table, column: str) -> bool:
    return table.attachment.column_by_key[column].type is ColumnType.SEQUENCE


def _is_number(value: Scalar) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[\d.、\s()（）]+", text_of(value)))


def _kind(values: Sequence[Scalar], number: int, frame: _Frame) -> StrayKind | Literal["blank"] | None:
    """Say what a row is, nothing of anybody's, or no row of data; None for data."""
    # One cell more than a stray row of few cells has.
    own = list(islice(frame.own(values), _FEW + 1))
    if not own or (len(own) == 1 and is_self_check(text_of(own[0][1]))):
        return "blank"
    kind = _stray_kind(values, own, number, frame)
    if number in frame.goes_on and kind != "heading":
        return None
    if number in frame.apart:
        return kind or "note"
    # What is merged across the table heads rows, even where it is one of the drop-down's own words.
    across = kind == "section" and frame.spans(number, own[0][0])
    if kind in {None, "section", "note"} and (unread := _unread_kind(values, own, frame, across=across)):
        return unread
    few = len(own) <= _FEW
    if kind is None and few and all(_BLANK_EXAMPLE.fullmatch(key(text_of(value))) for _, value in own):
        return "blank"
    return kind


def _unread_kind(
    values: Sequence[Scalar], own: list[tuple[int, Scalar]], frame: _Frame, *, across: bool
) -> StrayKind | None:
    """Say whether nobody filled a row in, or whether what it should hold stands elsewhere."""
    if len(own) <= _FEW and stands_elsewhere(without_choices(own, frame.columns, frame.form, frame.sequence)):
        return "unread"
    if across:
        return None
    if nothing_filled(own, frame.columns, frame.form) and nothing_filled(frame.own(values), frame.columns, frame.form):
        return "unfilled"
    return None


def _stray_kind(
    values: Sequence[Scalar], own: list[tuple[int, Scalar]], number: int, frame: _Frame
) -> StrayKind | None:
    """Say what a row is that is no row of data; None for data. Sure signs only: in doubt a row is data.

    ``own`` holds the first of what was written into it, one more than a stray row of few cells has.
    """
    if not frame.named.isdisjoint(values) and any(_repeats(values, heading) for heading in frame.headings):
        return "heading"
    if _says_none(values, own, frame):
        return "nil"
    if begins_signature(own[0][1]) and _names_who(values, frame):
        return "signature"
    if len(own) > _FEW:
        return None
    places = [place for place, _ in own]
    texts = [text_of(value) for _, value in own]
    if any(_TOTAL.fullmatch(plain_key(text)) for text in texts[:2]):
        return "total"
    if _NOTE.match(texts[0]) and (len(own) == 1 or places[0] <= frame.left):
        return "note"
    if len(own) > 1:
        return None
    at_edge = places[0] in frame.sequence or places[0] < frame.left
    return "section" if at_edge or frame.spans(number, places[0]) or _SECTION.match(texts[0]) else None


def _says_none(values: Sequence[Scalar], own: list[tuple[int, Scalar]], frame: _Frame) -> bool:
    """Whether a row says 无, or 无 of its class alone: （一）监督检查评比考核 | 无, 2 | 文件和会议 | 无."""
    says = [is_nil(value) for _, value in own]
    if not any(says) or len(own) > _FEW:
        return all(says) and all(is_nil(value) for _, value in frame.own(values))
    place, head = own[0]
    classed = place in frame.sequence or bool(_SECTION.match(text_of(head)))
    told = without_choices(own[1:] if classed else own, frame.columns, frame.form, frame.sequence)
    return all(map(is_nil, told))


def _names_who(values: Sequence[Scalar], frame: _Frame) -> bool:
    written = [value for _, value in frame.own(values)]
    return is_signature(written) or is_header_row(written, frame.form)


def _repeats(values: Sequence[Scalar], heading: Sequence[Scalar]) -> bool:
    """Whether a row says again what a heading row says; of a second row of a few words it says nothing else."""
    same = sum(1 for value, text in zip(values, heading, strict=False) if value and value == text)
    return same >= _REPEATED or 0 < same == sum(1 for value in values if not is_empty(value))
