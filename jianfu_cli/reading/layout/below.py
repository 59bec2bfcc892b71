"""Tables of another kind below a form's rows: a directory, a duty list, a receipt. Their rows are none of the form."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.header import is_header_row
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.setting import read_title
from jianfu_cli.reading.layout.signatures import is_signature
from jianfu_cli.reading.layout.unread import is_note, is_signed
from jianfu_cli.reading.layout.vocabulary import bare, names_a_table, vocabulary

_LONGEST, _LONGEST_TITLE = 14, 60
_FEWEST = 2  # headings
_PLAIN = 3  # headings that are no words of every table, where the table follows the form at once
_FULL = 0.6  # of the required columns: a row of the form has them filled
_MOSTLY = 2 / 3  # of a row's cells: headings of the form said again
_GAP = 3  # rows between a title and its headings, or the headings and the first row
_LOOKED_AT = 20  # rows of the form
_MOST_NAMED = 6
_NUMERIC = pattern_of(r"[\d.,，]{1,12}\s*(?:[%％]|项|个|件|条|次|人|家|所)?|[—/-]{1,2}")
_NUMBERS = frozenset({"序号", "编号", "项次"})
_TOTALS = frozenset({"合计", "总计", "小计", "共计"})

_Cells: TypeAlias = Sequence[tuple[int, str]]


class TableBelow(NamedTuple):
    """One such table: its rows (1-based), its first and last column, its title or headings as a person knows it.

    ``aside``: it holds nobody's matters: who signs, how many there are of each kind, how to fill in the form.
    ``labels``: its headings are labels of the form's header block, its row their values.
    """

    numbers: tuple[int, ...]
    left: int
    right: int
    text: str
    aside: bool
    labels: bool

    @property
    def seen(self) -> Unread:
        """Return it as a thing seen and not read."""
        return Unread(UnreadKind.TABLE, self.numbers[0], self.left, self.numbers[-1], self.right, self.text)


def without_tables(grid: Grid, tables: Sequence[TableBelow]) -> Grid:
    """Return ``grid`` with nothing in the rows of ``tables``: what is a label there is none of the form."""
    others = [number for table in tables if not table.labels for number in table.numbers]
    if not others:
        return grid
    rows = [*grid.rows]
    for number in others:
        rows[number - 1] = []
    return replace(grid, rows=rows)


def without_apart(grid: Grid, tables: Sequence[TableBelow]) -> Grid:
    """Return ``grid`` whose rows of ``tables`` are told of as these, not as a page's narrower tables."""
    apart = grid.facts.apart.difference(number for table in tables for number in table.numbers)
    return grid if apart == grid.facts.apart else replace(grid, facts=replace(grid.facts, apart=apart))


@dataclass(frozen=True)
class BelowForm:
    """What stands in ``rows`` (1-based) under the headings of ``form``, whose columns on the sheet are ``columns``."""

    grid: Grid
    form: Attachment
    columns: tuple[FoundColumn, ...]
    rows: range
    index: HeadingIndex

    def tables(self) -> tuple[TableBelow, ...]:
        """Find the tables of another kind, from top to bottom."""
        found = []
        number = self.rows.start
        for head in self.rows:
            if head >= number and _may_head(self.grid.rows[head - 1]) and (first := self._begins(head)):
                numbers = (*(one for one in range(first, head + 1) if self._cells(one)), *self._under(head))
                found.append(self._table(numbers, head, titled=first < head))
                number = numbers[-1] + 1
        return tuple(found)

    def _begins(self, head: int) -> int | None:
        """Return the first row of the table whose headings stand in row ``head``: its title's, if any; None of none."""
        cells = self._cells(head)
        if not self._reads_as_headings(cells, titled=head, apart=True):
            return None  # whatever stands above it
        above = self._filled(range(head - 1, self.rows.start - 1, -1))
        title = above if above and head - above <= _GAP and self._is_title(above) else None
        first = title or head
        # Under headings without a row stands what goes on with them.
        if above is None and head == self.rows.start:
            return None
        is_headed = self._reads_as_headings(cells, titled=title, apart=title is not None or above != head - 1)
        is_own = self._repeats(cells) and not (title and self._names_another(title))
        if not is_headed or is_own:
            return None
        following = self._filled(range(head + 1, min(head + _GAP + 1, self.rows.stop)))
        if following and self._is_row(self._cells(following)):
            return None
        before = range(max(self.rows.start, first - _LOOKED_AT), first)
        rows = (self._cells(number) for number in before if _may_head(self.grid.rows[number - 1]))
        # Where other rows of the form read so, this is one more.
        return None if any(self._reads_as_headings(row, titled=None, apart=True) for row in rows) else first

    def _under(self, head: int) -> Iterator[int]:
        """Yield the rows under the headings in row ``head``, up to a row of the form, its headings or others."""
        apart = False
        for number in range(head + 1, self.rows.stop):
            cells = self._cells(number)
            if not cells:
                apart = True
            elif self._is_row(cells) or (_may_head(self.grid.rows[number - 1]) and self._repeats(cells)):
                return
            elif not self._signs(number) and not (apart and len(cells) == 1):
                if apart and _may_head(self.grid.rows[number - 1]) and self._begins(number):
                    return
                yield number

    def _table(self, numbers: tuple[int, ...], head: int, *, titled: bool) -> TableBelow:
        cells = self._cells(head)
        headings = [text for _, text in cells]
        places = [place for number in numbers for place, _ in self._cells(number)]
        title = self._cells(numbers[0])[0][1] if titled else "、".join(headings[:_MOST_NAMED])
        labels = self._signs(head)
        words = vocabulary().words
        aside = (
            labels
            or any(map(is_signed, headings))
            or is_note(title)
            or any(word in text for word in words.instructions for text in (title, *headings))
            or self._counts(number for number in numbers if number > head)
        )
        return TableBelow(numbers, min(places), max(places), title, aside, labels)

    def _counts(self, numbers: Iterable[int]) -> bool:
        """Whether each row holds figures, and no word but one of what the campaign itself counts by."""
        rows = [[text for _, text in self._cells(number)] for number in numbers]
        words = [[text for text in texts if not _NUMERIC.fullmatch(text)] for texts in rows]
        counted = all(len(said) <= 1 < len(texts) for said, texts in zip(words, rows, strict=True))
        return bool(rows) and counted and all(map(self._is_counted, (text for said in words for text in said)))

    def _is_counted(self, text: str) -> bool:
        categories = self.index.categories
        return key(text) in _TOTALS | self._all_choices or bool(categories and categories.find(text))

    def _reads_as_headings(self, cells: _Cells, *, titled: int | None, apart: bool) -> bool:
        """Whether the cells of a row read like the headings of a table, ``titled`` (the row) or ``apart`` or not."""
        if len(cells) < _FEWEST or self._says_value(cells):
            return False
        several = self._choices(cells)
        known = [place for place, text in cells if vocabulary().is_heading(text) or text in self.index.known]
        like = [place for place, text in cells if place in several or vocabulary().ends_like_heading(text)]
        said = {*known, *like}
        if any(place in self._sequence and place not in said for place, _ in cells):
            return False
        if len(said) == len(cells):
            return apart or len(known) >= _FEWEST or len(cells) >= _PLAIN
        # Where the rows are numbered, no row of theirs says 序号.
        numbered = any(place in self._sequence and bare(text) in _NUMBERS for place, text in cells)
        return 2 * len(said) >= len(cells) and (titled is not None or numbered or (apart and len(known) >= _FEWEST))

    def _repeats(self, cells: _Cells) -> bool:
        """Whether a row says the form's own headings again, word for word or in other words at the same places."""
        columns = {column.number: column for column in self.columns}
        same = sum(place in columns and self._heads(columns[place], text) for place, text in cells)
        return same >= _FEWEST and _MOSTLY * len(cells) <= same

    def _heads(self, column: FoundColumn, text: str) -> bool:
        """Whether ``text`` is the heading of ``column``, a line of it, or another word for it."""
        if key(text) in map(key, (column.heading, *column.heading.split("\n"))):
            return True
        match, usual = self.index.match(self.form.id, text), self.index.usually(self.form.id, text)
        return column.key is not None and column.key in {match and match[0], usual and usual.column}

    def _is_row(self, cells: _Cells) -> bool:
        """Whether a row is surely one of the form: full, and with one of the form's own words where these stand."""
        verdicts = self._verdicts(cells)
        full = len(self._required.intersection(place for place, _ in cells)) >= _FULL * len(self._required)
        return bool(verdicts) and all(verdicts) and full and not self._choices(cells)

    def _says_value(self, cells: _Cells) -> bool:
        return any(self._verdicts(cells)) and not self._choices(cells)

    def _verdicts(self, cells: _Cells) -> list[bool]:
        """Whether what stands in the columns of few values is one of these; a number tells nothing."""
        judged = ((self._known[place], text) for place, text in cells if place in self._known)
        return [known(text) for known, text in judged if not _NUMERIC.fullmatch(text)]

    def _choices(self, cells: _Cells) -> set[int]:
        """The places of words to choose from, or of categories, where several stand in one row: they head columns."""
        categories = self.index.categories
        words = [(place, text) for place, text in cells if not _NUMERIC.fullmatch(text)]
        named = {place: categories.find(text) for place, text in words} if categories else {}
        chosen = {place: key(text) for place, text in cells if key(text) in self._all_choices}
        several = [{place: name for place, name in one.items() if name} for one in (named, chosen)]
        return {place for one in several if len(set(one.values())) > 1 for place in one}

    def _is_title(self, number: int) -> bool:
        """Whether a row is the title of another table: one text that is no heading of rows of the form."""
        cells = self._cells(number)
        if len(cells) != 1 or len(cells[0][1]) > _LONGEST_TITLE or self._signs(number):
            return False
        text = cells[0][1]
        title = read_title(text, self.index.forms, self.index.subject)
        if (title.form == self.form.id and not title.other) or (
            self.index.categories and self.index.categories.find(text)
        ):
            return False
        return names_a_table(text) or title.other or is_note(text) or vocabulary().titles_another(text)

    def _names_another(self, number: int) -> bool:
        """Whether a title says plainly that its table is not of this campaign, whatever its headings."""
        return read_title(self._cells(number)[0][1], self.index.forms, self.index.subject).other

    def _signs(self, number: int) -> bool:
        values = [value for value in self.grid.rows[number - 1] if not is_empty(value)]
        return is_signature(values) or is_header_row(values, self.form)

    def _cells(self, number: int) -> _Cells:
        row = self.grid.rows[number - 1]
        return [(place, text) for place, value in enumerate(row, start=1) if (text := text_of(value))]

    def _filled(self, numbers: range) -> int | None:
        return next((number for number in numbers if self._cells(number)), None)

    @cached_property
    def _all_choices(self) -> frozenset[str]:
        columns = (column for form in self.index.tables for column in form.columns)
        return frozenset(key(name) for column in columns if column.options for name in column.choice_names)

    @cached_property
    def _sequence(self) -> frozenset[int]:
        sequence = {column.key for column in self.form.columns if column.type is ColumnType.SEQUENCE}
        return frozenset(column.number for column in self.columns if column.key in sequence)

    @cached_property
    def _required(self) -> frozenset[int]:
        schema = self.form.column_by_key
        return frozenset(column.number for column in self.columns if column.key and schema[column.key].required)

    @cached_property
    def _known(self) -> dict[int, Callable[[str], bool]]:
        """What says of a text that it is one of a column's few values, by the column's place."""
        judged = (
            (column.number, self.index.known_values(self.form, column.key)) for column in self.columns if column.key
        )
        return {place: known for place, known in judged if known}


def _may_head(row: Sequence[Scalar]) -> bool:
    """Say cheaply whether a row may be headings: short texts alone, the first of which is no number."""
    for value in row:
        filled = value is not None and value != ""
        if filled and (not isinstance(value, str) or len(value) > _LONGEST or value[0].isdecimal()):
            return False
    return True
