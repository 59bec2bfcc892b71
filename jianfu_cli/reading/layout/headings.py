"""Finds the heading rows of forms in a grid, and which form each of them is of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import NamedTuple

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.core.model.naming import named_attachment
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.evidence import SAMPLE, Certainty, FormJudgement, judge, rests_on, weight_of
from jianfu_cli.reading.layout.found_columns import columns_of
from jianfu_cli.reading.layout.heading_index import LONGEST_HEADING, MOST_HEADING_ROWS, HeadingIndex, Headings, Survey
from jianfu_cli.reading.layout.numbered_columns import counts_columns
from jianfu_cli.reading.layout.sections import names_class
from jianfu_cli.reading.layout.setting import Setting, read_setting
from jianfu_cli.reading.layout.side_by_side import parts_of
from jianfu_cli.reading.layout.split_times import is_part_of_time
from jianfu_cli.reading.layout.ticks import choices_among
from jianfu_cli.reading.layout.unfilled import is_pointer
from jianfu_cli.reading.layout.vocabulary import bare
from jianfu_cli.reading.refusal import unsafe

_MOST_COLUMNS = 16_384
_REPEATED = 3
# Each takes a millisecond; that many forms, or rows of data that hold two headings, no sheet has.
_MOST_TRIED = 5_000
_TOLD = 0.2  # a column that only this form has says more than one of its many


@dataclass(frozen=True, slots=True)
class Table:
    """Where a form stands in a grid: its heading rows (1-based, inclusive), its columns, how surely it is that form.

    ``span`` are the first and last column of one of several that stand side by side under one heading.
    """

    attachment: Attachment
    first: int
    last: int
    columns: tuple[FoundColumn, ...]
    judgement: FormJudgement = field(default=FormJudgement(Certainty.SURE))
    span: tuple[int, int] | None = None


def find_tables(
    grid: Grid, survey: Survey, index: HeadingIndex, file_name: str, mark: Mark | None = None
) -> Iterator[Table]:
    """Yield the forms of a grid from top to bottom; of one whose heading stands twice, side by side, each part.

    Raises:
        RefusedError: JF003, more rows look like headings than any sheet of forms has.
    """
    table: Table | None = None
    above = 1
    tried = 0
    for row in survey.heading_rows:
        # The same headings again further down are a page's repeated heading, not a new form.
        if row < above or (table and _is_repeated(grid, row, table, index)):
            continue
        tried += 1
        if tried > _MOST_TRIED:
            raise unsafe(f"第 {row} 行起反复出现列名，分不清哪里是表头")
        setting = read_setting(grid, row, above, index, file_name, mark)
        found = _table_at(grid, row, setting, index) or (table and _block_of(table, grid, row, setting, index))
        if found:
            table, headings = found
            yield from _side_by_side(table, headings, index)
            above = table.last + 1


def _is_repeated(grid: Grid, row: int, table: Table, index: HeadingIndex) -> bool:
    return repeats(_texts(grid.rows[row - 1]), table.columns) and not _titled_between(grid, table, row, index)


def _titled_between(grid: Grid, table: Table, row: int, index: HeadingIndex) -> bool:
    """Whether a header block or another form's title stands just above a repeated heading: then it is another form."""
    labels = {key(h.label)[:4] for h in table.attachment.header}
    for number in range(max(table.last + 1, row - 4), row):
        texts = [key(text) for text in _texts(grid.rows[number - 1]).values()]
        if any(text.startswith(tuple(labels)) for text in texts):
            return True
        if len(texts) == 1 and len(texts[0]) <= LONGEST_HEADING:
            named = named_attachment(texts[0], index.forms)
            # Its own title, and no header block: every page has it.
            if named and named is not table.attachment:
                return True
    return False


def repeats(row: Mapping[int, str], columns: tuple[FoundColumn, ...]) -> bool:
    """Say whether a row (1-based place → text) repeats the headings of ``columns`` at their own places."""
    same = 0
    for column in columns:
        text = row.get(column.number)
        # Of a heading of several rows each row repeats a line.
        if text and (text == column.heading or key(text) in map(key, (column.heading, *column.heading.split("\n")))):
            same += 1
    return same >= min(_REPEATED, len(columns))


def _texts(row: Sequence[Scalar]) -> dict[int, str]:
    return {place: text_of(value) for place, value in enumerate(row, start=1) if isinstance(value, str) and value}


class _Candidate(NamedTuple):
    """A form that a heading may be: the surest, then the best fitting, then that of the shortest heading is the one."""

    verdict: Certainty
    score: float
    shortness: int
    table: Table


def _table_at(grid: Grid, row: int, setting: Setting, index: HeadingIndex) -> tuple[Table, Headings] | None:
    """Read a heading of one to three rows at ``row``; the attachment that it is most surely has it."""
    bonus = {form.id: 0.3 * (setting.named == form.id) + 0.1 * (setting.file == form.id) for form in index.forms}
    lasts = range(row, min(row + MOST_HEADING_ROWS, len(grid.rows) + 1))
    spans: dict[int, Headings] = {}
    best: _Candidate | None = None
    fittest: _Candidate | None = None
    for form in sorted(index.tables, key=lambda form: -bonus[form.id]):
        if best and best[:3] >= (Certainty.SURE, 1 + bonus[form.id] + _TOLD, 0):
            break  # it fits so well that none of the others can fit better
        fit, last = _fitting(grid, lasts, spans, form, index)
        columns = columns_of(spans[last], form, index)
        judgement = judge(form, columns, setting, index, grid.rows[last : last + SAMPLE])
        table = Table(form, row, last, columns, judgement)
        told = _TOLD if "own-columns" in judgement.evidence else 0
        found = _Candidate(judgement.certainty, fit + bonus[form.id] + told, row - last, table)
        if found.verdict and (best is None or found[:3] > best[:3]):
            best = found
        if fittest is None or found[1:3] > fittest[1:3]:
            fittest = found
    if best is None or fittest is None:
        return None
    chosen = _better_fitting(best.table, fittest.table, index)
    last = _heading_end(grid, chosen, index)
    headings = spans.get(last) or _headings(grid, row, last)
    return replace(chosen, last=last, columns=columns_of(headings, chosen.attachment, index)), headings


def _better_fitting(surest: Table, fittest: Table, index: HeadingIndex) -> Table:
    """Return the form that fits best where the surest is so by columns that both have: 问题类别 with 措施, 完成时限."""
    shared = fittest is not surest and rests_on(
        surest.judgement, surest.attachment, surest.columns, fittest.columns, index
    )
    return replace(fittest, judgement=fittest.judgement.told_by_own_columns()) if shared else surest


def _block_of(
    table: Table, grid: Grid, row: int, setting: Setting, index: HeadingIndex
) -> tuple[Table, Headings] | None:
    """Return a block of fewer columns of the form ``table``, further down, whose headings are words of its own."""
    headings = _headings(grid, row, row)
    columns = columns_of(headings, table.attachment, index)
    own = {bare(column.heading) for column in table.columns if column.key}
    roles = {column.role for column in columns if column.key and bare(column.heading) in own}
    others = sum(bare(column.heading) not in own for column in columns if not column.counts_rows)
    if setting.title.other or others > 1 or not roles.issuperset({ColumnRole.MATTER, ColumnRole.BODY}):
        return None
    return replace(table, first=row, last=row, columns=columns, span=None), headings


def _fitting(
    grid: Grid, lasts: range, spans: dict[int, Headings], form: Attachment, index: HeadingIndex
) -> tuple[float, int]:
    """Return the share of the form's columns that the best heading has, and its last row; the shortest of equals.

    ``spans`` keeps the headings from the first row to each last one.
    """
    best = (-1.0, lasts[0])
    for last in lasts:
        if last not in spans:
            spans[last] = _headings(grid, lasts[0], last)
        fit = weight_of(columns_of(spans[last], form, index)) / len(form.columns)
        if fit > best[0]:
            best = fit, last
        if fit >= 1:
            break
    return best


def _side_by_side(table: Table, headings: Headings, index: HeadingIndex) -> Iterator[Table]:
    parts = parts_of(headings)
    if len(parts) == 1:
        yield table
        return
    ends = [*(part[0][0] - 1 for part in parts[1:]), _MOST_COLUMNS]
    for part, end in zip(parts, ends, strict=True):
        yield replace(table, columns=columns_of(part, table.attachment, index), span=(part[0][0], end))


def _heading_end(grid: Grid, table: Table, index: HeadingIndex) -> int:
    """Extend the heading over rows merged with it, and over second lines such as 清理/保留/优化."""
    last = table.last
    for merge in grid.merges:
        if table.first <= merge.top <= last < merge.bottom < table.first + MOST_HEADING_ROWS:
            last = min(merge.bottom, len(grid.rows))
    while last < min(table.first + MOST_HEADING_ROWS - 1, len(grid.rows)):
        below = grid.rows[last]
        texts = [(place, text_of(value)) for place, value in enumerate(below, start=1) if text_of(value)]
        ticks = choices_among(texts, table.attachment, index.categories)
        if not texts or not all(place in ticks or _continues(table, place, text, index) for place, text in texts):
            break
        last += 1
    return last + (last < len(grid.rows) and counts_columns(grid.rows[last], grid.rows[table.first - 1]))


def _continues(table: Table, place: int, text: str, index: HeadingIndex) -> bool:
    column = next((c for c in table.columns if c.number == place and c.key), None)
    if is_part_of_time(text):
        return True
    if column is None or column.key is None:
        return False
    schema = table.attachment.column_by_key[column.key]
    if schema.subheading and key(text) == key(schema.subheading):
        return True
    whole = index.match(table.attachment.id, column.heading + text)
    is_aside = key(text).startswith("(") and not is_pointer(text) and not names_class(text, index.categories)
    return is_aside and whole is not None and whole[0] == column.key


def _headings(grid: Grid, first: int, last: int) -> Headings:
    top = grid.rows[first - 1]
    rows = [row for row in grid.rows[first - 1 : last] if not counts_columns(row, top)]
    found = []
    for place, values in enumerate(zip_longest(*rows, fillvalue=""), start=1):
        texts = tuple(text[:LONGEST_HEADING] for value in values if (text := text_of(value)))
        if texts:
            found.append((place, texts))
    return tuple(found)
