"""A date or a time in several columns: 年｜月｜日 under 整改时限, 起｜止 under 开展时间. It is read as one value."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.reading.grid import Grid

_TIMES = frozenset({ColumnType.DATE, ColumnType.DEADLINE, ColumnType.FREE_TIME})
_PART = pattern_of(r"(.*?)[(/\-]?(?:(年|月|日)份?|(开始|起始|起|自|从)|(结束|终止|截止|止|至|到))(?:时间|日期)?[)]?")
_UNITS, _BEGIN, _END = ("年", "月", "日"), "起", "止"
_NUMBER = pattern_of(r"0?(\d{1,4})[年月日号]?")
_LONGEST = 30


class _Part(NamedTuple):
    """A column that says a part of a time: what it is headed before that, and which part."""

    stem: str
    part: str
    column: FoundColumn


def joined_times(
    grid: Grid, below: int, columns: tuple[FoundColumn, ...], form: Attachment
) -> tuple[Grid, tuple[FoundColumn, ...]]:
    """Return grid and columns with each time whole in the first of its columns; ``below`` is the last heading row."""
    for parts in _groups(columns, form):
        column = next((one.column.key for one in parts if one.column.key), None) or _lacking(columns, form)
        if column is None:
            continue
        own, *others = (one.column.number for one in parts)
        named = [one.part for one in parts]
        rows = [*grid.rows[:below], *(_joined(row, own, others, named) for row in grid.rows[below:])]
        grid = replace(grid, rows=rows)
        heading = form.column_by_key[column].heading
        columns = tuple(
            FoundColumn.of(own, heading, column, Match.EXACT, form)
            if found.number == own
            else found._replace(key=None, role=None, match=Match.EXTRA)
            if found.number in others
            else found
            for found in columns
        )
    return grid, columns


def is_part_of_time(text: str) -> bool:
    """Say whether a lower heading is nothing but a part of a time: 年, （月）, 起."""
    found = _PART.fullmatch(key(text)) if len(text) <= _LONGEST else None
    return found is not None and not found[1]


def _groups(columns: Sequence[FoundColumn], form: Attachment) -> list[list[_Part]]:
    """Return the parts of each time: columns side by side, of which one has its key, in order."""
    times = {column.key for column in form.columns if column.type in _TIMES}
    groups: list[list[_Part]] = []
    for column in sorted(columns, key=attrgetter("number")):
        read = _part(column)
        if read is None or (column.key and column.key not in times):
            continue
        last = groups[-1][-1] if groups else None
        if (
            last
            and column.number == last.column.number + 1
            and _follows(last.part, read.part)
            and read.stem in {"", groups[-1][0].stem}
        ):
            groups[-1].append(read)
        else:
            groups.append([read])
    return [
        parts for parts in groups if len(parts) > 1 and (parts[0].part == _BEGIN or any(p.column.key for p in parts))
    ]


def _lacking(columns: Sequence[FoundColumn], form: Attachment) -> str | None:
    """Return the one column of free times that ``columns`` lack: 开始时间｜结束时间 are no heading of its own."""
    named = {column.key for column in columns}
    lacking = [one.key for one in form.columns if one.type is ColumnType.FREE_TIME and one.key not in named]
    return lacking[0] if len(lacking) == 1 else None


def _part(column: FoundColumn) -> _Part | None:
    written = key(column.heading)
    found = _PART.fullmatch(written) if len(written) <= _LONGEST else None
    if found is None:
        return None
    return _Part(found[1], found[2] or (_BEGIN if found[3] else _END), column)


def _follows(part: str, following: str) -> bool:
    return (part, following) in {*pairwise(_UNITS), (_BEGIN, _END)}


def _joined(row: Sequence[Scalar], own: int, others: Sequence[int], parts: Sequence[str]) -> Sequence[Scalar]:
    """``row`` with the whole time in the column ``own``; a cell that holds a whole time, or words, stays as it is."""
    values = [row[place - 1] if place <= len(row) else "" for place in (own, *others)]
    if all(map(is_empty, values[1:])):
        return row
    texts = [text_of(value) for value in values]
    numbers = [_NUMBER.fullmatch(text) for text in texts]
    if parts[0] == _BEGIN:
        said = "—".join(filter(None, texts))
    elif all(number or not text for number, text in zip(numbers, texts, strict=True)):
        said = "".join(f"{number[1]}{part}" for number, part in zip(numbers, parts, strict=True) if number)
    else:
        said = "".join(texts)
    joined = ["" if place in others else value for place, value in enumerate(row, start=1)]
    joined[own - 1] = said
    return joined
