"""Finds the heading rows of forms in a grid, and which column is which."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from jianfu_cli.core.attachment import Attachment, Column
from jianfu_cli.core.form import FoundColumn, Match
from jianfu_cli.core.naming import named_attachment
from jianfu_cli.core.text import key
from jianfu_cli.core.values import Scalar, is_empty, text_of
from jianfu_cli.reading.grid import Grid, in_blocks
from jianfu_cli.reading.layout.ticks import choices_among

_PARENTHESES = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"^\d{1,2}[.、](?!\d)")
_MARKS = re.compile(r"[*:：。.、,，;；\"“”'‘’!！?？]")
_NEAR = 75  # rapidfuzz ratio; 事项名 ~ 事项名称 is 86, 整改时限 ~ 整改措施 is 50
_MOST_HEADING_ROWS = 3
_LONGEST_HEADING = 60
_WEIGHT = {Match.EXACT: 1.0, Match.SYNONYM: 0.8, Match.NEAR: 0.6}
_TITLE_ROWS = 10
# No form has as many columns; to compare each of 16,384 with every name takes a minute.
_MOST_HEADINGS = 256
_MOST_REMEMBERED = 4096
_REPEATED = 3
_EXTRA: tuple[None, Match] = (None, Match.EXTRA)

# The texts of each column's heading rows, by the column's 1-based place.
Headings: TypeAlias = tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a form stands in a grid: its heading rows (1-based, inclusive) and its columns."""

    attachment: Attachment
    first: int
    last: int
    columns: tuple[FoundColumn, ...]


class Survey(NamedTuple):
    """What one look at a grid shows: the rows (from 1) that hold two headings or more, of whatever form.

    And the values that show nothing, but the empty text.
    """

    heading_rows: tuple[int, ...]
    blanks: frozenset[Scalar]


@dataclass(frozen=True)
class HeadingIndex:
    """All headings of a campaign's tables, by comparison key."""

    forms: tuple[Attachment, ...]
    tables: tuple[Attachment, ...] = field(init=False)
    exact: dict[str, dict[str, str]] = field(init=False)
    synonyms: dict[str, dict[str, str]] = field(init=False)
    known: frozenset[str] = field(init=False)
    no_heading: re.Pattern[str] = field(init=False)
    # What headings were read as: most files of a campaign are headed alike.
    read: dict[tuple[str, Headings], tuple[FoundColumn, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the look-ups: attachment id → key of a heading → column key."""
        tables = tuple(form for form in self.forms if form.kind == "table")
        exact = {form.id: {name: c.key for c in form.columns for name in _own_names(c)} for form in tables}
        synonyms = {
            form.id: {
                bare(name): c.key for c in form.columns for name in c.synonyms if bare(name) not in exact[form.id]
            }
            for form in tables
        }
        object.__setattr__(self, "tables", tables)
        object.__setattr__(self, "exact", exact)
        object.__setattr__(self, "synonyms", synonyms)
        names = {name for names in (*exact.values(), *synonyms.values()) for name in names}
        object.__setattr__(self, "known", frozenset(names))
        object.__setattr__(self, "no_heading", _foreign(names))

    def survey(self, rows: Sequence[Sequence[Scalar]]) -> Survey:
        """Look once at the different values of a grid."""
        numbers: list[int] = []
        blanks: set[Scalar] = set()
        foreign, known = self.no_heading.match, self.known
        for first, block, values in in_blocks(rows):
            # Most texts begin with a letter or a digit: nobody need be asked whether they are empty.
            plain = [value for value in values if value.__class__ is str and value[:1].isalnum()]
            empty = {value for value in values.difference(plain) if is_empty(value)}
            blanks |= empty
            headings = {
                text
                for text in (*plain, *values.difference(plain, empty))
                if isinstance(text, str) and len(text) <= _LONGEST_HEADING and not foreign(text) and bare(text) in known
            }
            if headings:
                for number, row in enumerate(block, start=first + 1):
                    if not headings.isdisjoint(row) and sum(map(headings.__contains__, row)) > 1:
                        numbers.append(number)
        return Survey(tuple(numbers), frozenset(blanks - {""}))

    def match(self, attachment: str, heading: str) -> tuple[str, Match] | None:
        """Return the column that ``heading`` (as written) names exactly or by synonym."""
        for name in (key(heading), bare(heading)):
            if name in self.exact[attachment]:
                return self.exact[attachment][name], Match.EXACT
        column = self.synonyms[attachment].get(bare(heading))
        return (column, Match.SYNONYM) if column else None


@lru_cache(maxsize=16384)
def bare(heading: str) -> str:
    """Return the comparison key of a heading without a number before it, brackets' content and punctuation."""
    folded = _NUMBER.sub("", key(heading))
    return _MARKS.sub("", _PARENTHESES.sub("", folded)) or folded


def _foreign(names: Iterable[str]) -> re.Pattern[str]:
    """Return what matches a text that no heading begins like: an ideograph of none of them, before any bracket."""
    used = sorted({ord(sign) for name in names for sign in name if "一" <= sign <= "鿿"})
    bounds = [0x4DFF, *used, 0xA000]
    foreign = "".join(f"{chr(low + 1)}-{chr(high - 1)}" for low, high in pairwise(bounds) if high - low > 1)
    return re.compile(f"[一-鿿]*?[{foreign}]")


def _own_names(column: Column) -> set[str]:
    return {key(column.heading), bare(column.heading), key(column.full_heading), bare(column.full_heading)}


def find_tables(grid: Grid, survey: Survey, index: HeadingIndex, file_name: str) -> Iterator[Table]:
    """Yield the forms of a grid from top to bottom."""
    table: Table | None = None
    above = 1
    for row in survey.heading_rows:
        # The same headings again further down are a page's repeated heading, not a new form.
        if row < above or (table and _is_repeated(grid, row, table, index)):
            continue
        table = _table_at(grid, row, above, index, file_name)
        if table:
            yield table
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
        if len(texts) == 1 and len(texts[0]) <= _LONGEST_HEADING:
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
        if text and (text == column.heading or key(text) == key(column.heading)):
            same += 1
    return same >= min(_REPEATED, len(columns))


def _texts(row: Sequence[Scalar]) -> dict[int, str]:
    return {place: text_of(value) for place, value in enumerate(row, start=1) if isinstance(value, str) and value}


def _table_at(grid: Grid, row: int, above: int, index: HeadingIndex, file_name: str) -> Table | None:
    """Read a heading of one to three rows at ``row``; the attachment whose headings fit best has it."""
    named = _named_above(grid, row, above, index) or named_attachment(grid.name, index.forms)
    by_file = named_attachment(file_name.rpartition("/")[2], index.forms)
    bonus = {form.id: 0.3 * (named is form) + 0.1 * (by_file is form) for form in index.forms}
    lasts = range(row, min(row + _MOST_HEADING_ROWS, len(grid.rows) + 1))
    spans: dict[int, Headings] = {}
    best: tuple[float, int, Table] | None = None
    for form in sorted(index.tables, key=lambda form: -bonus[form.id]):
        if best and best[:2] >= (1 + bonus[form.id], 0):
            break  # it fits so well that none of the others can fit better
        for last in lasts:
            headings = spans.get(last) or spans.setdefault(last, _headings(grid, row, last))
            columns = _columns(headings, form, index)
            weight = sum(_WEIGHT.get(column.match, 0) for column in columns if column.key)
            score = weight / len(form.columns) + bonus[form.id]
            enough = weight >= 3 and weight >= 0.35 * len(form.columns)  # noqa: PLR2004 -- three headings make a table
            if not (enough or (named is form and weight >= 2)):  # noqa: PLR2004
                continue
            if best is None or (score, row - last) > best[:2]:
                best = (score, row - last, Table(form, row, last, columns))
            if score >= 1 + bonus[form.id]:
                break
    if best is None:
        return None
    table = best[2]
    last = _heading_end(grid, table, index)
    headings = spans.get(last) or _headings(grid, row, last)
    return Table(table.attachment, row, last, _columns(headings, table.attachment, index))


def _named_above(grid: Grid, row: int, above: int, index: HeadingIndex) -> Attachment | None:
    for number in range(row - 1, max(above, row - _TITLE_ROWS) - 1, -1):
        for value in grid.rows[number - 1]:
            if isinstance(value, str) and 0 < len(value) <= _LONGEST_HEADING:
                named = named_attachment(value, index.forms)
                if named:
                    return named
    return None


def _heading_end(grid: Grid, table: Table, index: HeadingIndex) -> int:
    """Extend the heading over rows merged with it, and over second lines such as 清理/保留/优化."""
    last = table.last
    for merge in grid.merges:
        if table.first <= merge.top <= last < merge.bottom < table.first + _MOST_HEADING_ROWS:
            last = min(merge.bottom, len(grid.rows))
    while last < min(table.first + _MOST_HEADING_ROWS - 1, len(grid.rows)):
        below = grid.rows[last]
        texts = [(place, text_of(value)) for place, value in enumerate(below, start=1) if text_of(value)]
        ticks = choices_among(texts, table.attachment)
        if not texts or not all(place in ticks or _continues(table, place, text, index) for place, text in texts):
            break
        last += 1
    return last


def _continues(table: Table, place: int, text: str, index: HeadingIndex) -> bool:
    column = next((c for c in table.columns if c.number == place and c.key), None)
    if column is None or column.key is None:
        return False
    schema = table.attachment.column_by_key[column.key]
    if schema.subheading and key(text) == key(schema.subheading):
        return True
    whole = index.match(table.attachment.id, column.heading + text)
    return key(text).startswith("(") and whole is not None and whole[0] == column.key


def _columns(headings: Headings, form: Attachment, index: HeadingIndex) -> tuple[FoundColumn, ...]:
    known = index.read.get((form.id, headings))
    if known is None:
        if len(index.read) >= _MOST_REMEMBERED:
            index.read.clear()
        known = index.read[form.id, headings] = _match(headings, form, index)
    return known


def _match(headings: Headings, form: Attachment, index: HeadingIndex) -> tuple[FoundColumn, ...]:
    found: dict[int, tuple[str | None, Match]] = {}
    taken: set[str] = set()
    # Sure matches first: a near one must not take a column that another heading names.
    for place, texts in headings:
        matches = (index.match(form.id, text) for text in _readings(texts))
        hit = next((match for match in matches if match), None)
        if hit:
            found[place] = (None, Match.DUPLICATE) if hit[0] in taken else hit
            taken.add(hit[0])
    for place, texts in headings[:_MOST_HEADINGS]:
        left = [column for column in form.columns if column.key not in taken]
        near = _nearest("".join(texts), left) if place not in found and left else None
        if near:
            found[place] = (near, Match.NEAR)
            taken.add(near)
    return tuple(FoundColumn(place, "\n".join(texts), *found.get(place, _EXTRA)) for place, texts in headings)


def _readings(texts: tuple[str, ...]) -> Iterator[str]:
    """All of a heading's lines together, then its lowest line, then the others: 基本情况 / 开展时间 is 开展时间."""
    yield "".join(texts)
    if len(texts) > 1:
        yield from reversed(texts)


def _headings(grid: Grid, first: int, last: int) -> Headings:
    rows = grid.rows[first - 1 : last]
    found = []
    for place, values in enumerate(zip_longest(*rows, fillvalue=""), start=1):
        texts = tuple(text[:_LONGEST_HEADING] for value in values if (text := text_of(value)))
        if texts:
            found.append((place, texts))
    return tuple(found)


def _nearest(heading: str, columns: list[Column]) -> str | None:
    folded = bare(heading)
    scored = [
        (max(fuzz.ratio(folded, bare(name)) for name in (column.heading, *column.synonyms)), column.key)
        for column in columns
    ]
    score, found = max(scored, default=(0, ""))
    return found if score >= _NEAR else None
