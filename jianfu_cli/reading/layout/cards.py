"""A form whose headings stand before their values, not over them: a card, or several one below the other or beside.

It is laid out as a table with a row a card, where the card begins; its cells keep no address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.reading.grid import Grid, SheetFacts
from jianfu_cli.reading.layout.heading_index import LONGEST_HEADING, HeadingIndex, Survey
from jianfu_cli.reading.layout.vocabulary import bare

_MOST_ROWS = 120  # a card takes four to twelve
FEWEST_LABELS = 4
_FEWEST_BESIDE = 2  # cards beside each other: one alone is read as a card
_LEAST_SHARE = 0.6  # of the columns of a form that each card has, and of these with a value


@dataclass(frozen=True, slots=True)
class _Card:
    """Where a card begins (0-based), and what it says: by column the label as written and the value."""

    first: int
    said: dict[str, tuple[str, Scalar]]

    def is_of(self, form: Attachment) -> bool:
        """Whether it has most of the columns of ``form``, most of them filled in: labels alone head a table."""
        filled = sum(not is_empty(value) for _, value in self.said.values())
        return len(self.said) >= _LEAST_SHARE * len(form.columns) and filled >= _LEAST_SHARE * len(self.said)


def as_table(grid: Grid, survey: Survey, index: HeadingIndex) -> Grid | None:
    """Return ``grid`` with its cards laid out as a table; None where it holds none.

    Lines that are neither labels nor values stay where they stand.
    """
    if len(grid.rows) > _MOST_ROWS or any(_heads(grid.rows[row - 1], index) for row in survey.heading_rows):
        return None
    texts = {value for row in grid.rows for value in row if isinstance(value, str) and len(value) <= LONGEST_HEADING}
    if sum(bare(text) in index.known for text in texts) < FEWEST_LABELS:
        return None
    found = (_laid_out(grid, form, index) or _turned(grid, form, index) for form in index.tables)
    return next((table for table in found if table), None)


def _heads(row: Sequence[Scalar], index: HeadingIndex) -> bool:
    """Whether three headings or more of a form stand side by side, as over a table, in whatever words."""
    texts = [text_of(value)[:LONGEST_HEADING] for value in row if not is_empty(value)]
    for form in index.tables:
        named = [index.column_of(form.id, text) is not None for text in texts]
        if any(map(all, zip(named, named[1:], named[2:], strict=False))):
            return True
    return False


def _laid_out(grid: Grid, form: Attachment, index: HeadingIndex) -> Grid | None:
    cards: list[_Card] = []
    rows: list[Sequence[Scalar]] = []
    for place, row in enumerate(grid.rows):
        pairs = _pairs([value for value in row if not is_empty(value)], form, index)
        rows.append(row if pairs is None else ())
        for column, heading, value in pairs or ():
            if not cards or column in cards[-1].said:  # a label that comes again begins another card
                cards.append(_Card(place, {}))
            cards[-1].said[column] = heading, value
    if not cards or not all(card.is_of(form) for card in cards):
        return None
    # The first card takes two rows at least: one for the headings, one for itself.
    if rows[cards[0].first + 1 : cards[0].first + 2] != [()]:
        return None
    headings = {column: heading for card in cards for column, (heading, _) in card.said.items()}
    for card in cards:
        rows[card.first + (card is cards[0])] = [card.said.get(column, ("", ""))[1] for column in headings]
    rows[cards[0].first] = [*headings.values()]
    return replace(grid, rows=rows, merges=(), facts=SheetFacts(unread=grid.facts.unread))


def _turned(grid: Grid, form: Attachment, index: HeadingIndex) -> Grid | None:
    """Return ``grid`` with its cards, which stand beside each other behind one column of headings, laid out as rows."""
    lines = [(place, _headed(row, form, index)) for place, row in enumerate(grid.rows)]
    headed = [(place, *line) for place, line in lines if line]
    if not headed:
        return None
    first, last = headed[0][0], headed[-1][0]
    left = {at for _, at, _ in headed}
    columns = [column for *_, column in headed]
    between = [grid.rows[place] for place, line in lines[first:last] if not line]
    if (
        len(left) > 1
        or len(set(columns)) < len(columns)
        or any(not is_empty(value) for row in between for value in row)
    ):
        return None
    at = left.pop()
    headings, *rows = zip_longest(*(grid.rows[place][at:] for place, *_ in headed), fillvalue="")
    filled = [row for row in rows if not all(map(is_empty, row))]
    cards = [_Card(first, {name: ("", value) for name, value in zip(columns, row, strict=True)}) for row in filled]
    if len(cards) < _FEWEST_BESIDE or not all(card.is_of(form) for card in cards):
        return None
    turned = [*grid.rows[:first], headings, *filled, *grid.rows[last + 1 :]]
    return replace(grid, rows=turned, merges=(), facts=SheetFacts(unread=grid.facts.unread))


def _headed(row: Sequence[Scalar], form: Attachment, index: HeadingIndex) -> tuple[int, str] | None:
    """Return the 0-based place of the heading that a row begins with, and its column; a group's word may go before."""
    places = [place for place, value in enumerate(row) if not is_empty(value)][:2]
    for place in places:
        if column := _label(row[place], form, index):
            return place, column
    return None


def _pairs(values: Sequence[Scalar], form: Attachment, index: HeadingIndex) -> list[tuple[str, str, Scalar]] | None:
    """Return the labels of a row with their values; None where anything else stands there.

    A word before the first label heads a group of them.
    """
    pairs: list[tuple[str, str, Scalar]] = []
    places = iter(range(len(values)))
    for place in places:
        column = _label(values[place], form, index)
        if column is None:
            if place == 0 and len(values) > 2 and _label(values[1], form, index):  # noqa: PLR2004
                continue
            return None
        following = values[place + 1] if place + 1 < len(values) else ""
        if _label(following, form, index):
            pairs.append((column, str(values[place]), ""))
        else:
            pairs.append((column, str(values[place]), following))
            next(places, None)
    return pairs or None


def _label(value: Scalar, form: Attachment, index: HeadingIndex) -> str | None:
    if not isinstance(value, str) or len(value) > LONGEST_HEADING:
        return None
    found = index.match(form.id, value.strip("：: "))
    return found[0] if found else None
