"""All headings that a campaign's tables may have, and where in a grid any of them stand."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.traditional import traditional_forms
from jianfu_cli.core.language.values import Scalar, is_empty
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.categories import Categories
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.form_body import Match
from jianfu_cli.reading.grid import in_blocks
from jianfu_cli.reading.layout.vocabulary import bare, vocabulary

LONGEST_HEADING, MOST_HEADING_ROWS = 60, 3
_SHORTEST, _LONGEST_CHOICE = 2, 8
_NEAR = 75  # rapidfuzz ratio; 事项名 ~ 事项名称 is 86, 整改时限 ~ 整改措施 is 50

# The texts of each column's heading rows, by the column's 1-based place.
Headings: TypeAlias = tuple[tuple[int, tuple[str, ...]], ...]


class Usual(NamedTuple):
    """A column that office tables head so, and how usual that is (0 is the most usual)."""

    column: str
    rank: int


class Survey(NamedTuple):
    """What one look at a grid shows: the rows (from 1) that hold two headings or more, of whatever form.

    And the values that show nothing, but the empty text.
    """

    heading_rows: tuple[int, ...]
    blanks: frozenset[Scalar]


@dataclass(frozen=True, eq=False)
class HeadingIndex:
    """All headings of a campaign's tables, by comparison key: attachment id → key of a heading → column key.

    Each is the same as itself only: by it headings are remembered.
    """

    forms: tuple[Attachment, ...]
    campaign: str = ""
    subject: tuple[str, ...] = ()
    categories: Categories | None = None

    @cached_property
    def tables(self) -> tuple[Attachment, ...]:
        """The attachments that are tables."""
        return tuple(form for form in self.forms if form.kind == "table")

    @cached_property
    def by_id(self) -> dict[str, Attachment]:
        """These tables by their ids."""
        return {form.id: form for form in self.tables}

    @cached_property
    def exact(self) -> dict[str, dict[str, str]]:
        """The headings as the blanks have them."""
        return {form.id: {name: c.key for c in form.columns for name in _own_names(c)} for form in self.tables}

    @cached_property
    def synonyms(self) -> dict[str, dict[str, str]]:
        """What else the schema calls the columns."""
        return {
            form.id: {
                bare(name): c.key for c in form.columns for name in c.synonyms if bare(name) not in self.exact[form.id]
            }
            for form in self.tables
        }

    @cached_property
    def usual(self) -> dict[str, dict[str, Usual]]:
        """What office tables head such columns with, besides."""
        return {form.id: _usual(form, {*self.exact[form.id], *self.synonyms[form.id]}) for form in self.tables}

    @cached_property
    def telling(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The groups of columns by which alone a table is known."""
        return {form.id: _telling(form, self.tables) for form in self.tables}

    @cached_property
    def every(self) -> dict[str, dict[str, str]]:
        """All these headings, whichever way they name a column."""
        return {
            form.id: {
                **{name: usual.column for name, usual in self.usual[form.id].items()},
                **self.synonyms[form.id],
                **self.exact[form.id],
            }
            for form in self.tables
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """All these headings, of whatever table."""
        return frozenset(name for headings in self.every.values() for name in headings)

    @cached_property
    def _no_heading(self) -> re.Pattern[str]:
        return _foreign(self.known)

    def survey(self, rows: Sequence[Sequence[Scalar]]) -> Survey:
        """Look once at the different values of a grid."""
        numbers: list[int] = []
        blanks: set[Scalar] = set()
        foreign, known = self._no_heading.match, self.known
        for first, block, values in in_blocks(rows):
            # Most texts begin with a letter or a digit: nobody need be asked whether they are empty.
            plain = [value for value in values if value.__class__ is str and value[:1].isalnum()]
            empty = {value for value in values.difference(plain) if is_empty(value)}
            blanks |= empty
            headings = {
                text
                for text in (*plain, *values.difference(plain, empty))
                if isinstance(text, str) and len(text) <= LONGEST_HEADING and not foreign(text) and bare(text) in known
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

    def column_of(self, attachment: str, heading: str) -> str | None:
        """Return the column that ``heading`` names in whichever way; None where it names none."""
        matched, usual = self.match(attachment, heading), self.usually(attachment, heading)
        return matched[0] if matched else usual.column if usual else None

    def known_values(self, form: Attachment, column: str) -> Callable[[str], bool] | None:
        """Return what says of a text that it is one of the column's few values; None where it may hold any."""
        schema = form.column_by_key[column]
        categories = self.categories
        if schema.type is ColumnType.CATEGORY and categories and categories.names:
            return lambda text: bool(categories.find(text) or categories.find_several(text))
        names = {key(name) for choice in schema.choices for name in (choice.name, *choice.synonyms)}
        return partial(_chooses, names) if names else None

    def usually(self, attachment: str, heading: str) -> Usual | None:
        """Return the column that office tables head with ``heading``, beside those that ``match`` knows."""
        return self.usual[attachment].get(bare(heading))


def _chooses(names: Iterable[str], text: str) -> bool:
    """Whether ``text`` picks one of ``names``: a tick says as much as a choice, a sentence with 优化 in it is none."""
    return len(text) < _SHORTEST or (len(text) <= _LONGEST_CHOICE and any(name in key(text) for name in names))


def _foreign(names: Iterable[str]) -> re.Pattern[str]:
    """Return what matches a text that no heading begins like: an ideograph of none of them, before any bracket."""
    signs = {sign for name in names for sign in name if "一" <= sign <= "鿿"}
    used = sorted(map(ord, signs.union(*map(traditional_forms, signs))))
    bounds = [0x4DFF, *used, 0xA000]
    foreign = "".join(f"{chr(low + 1)}-{chr(high - 1)}" for low, high in pairwise(bounds) if high - low > 1)
    return re.compile(f"(?<![一-鿿])[一-鿿]*?[{foreign}]")


def _own_names(column: Column) -> set[str]:
    below = column.subheading
    in_one_line = [
        f"{column.heading}{sign}{listed}"
        for sign in "/："
        for listed in {below, (below or "").replace("/", "、")}
        if listed
    ]
    written = (column.heading, column.full_heading, below, *in_one_line)
    return {name(text) for text in written if text for name in (key, bare)}


def _usual(form: Attachment, known: set[str]) -> dict[str, Usual]:
    """What else the columns of ``form`` are headed with."""
    found: dict[str, Usual] = {}
    for column in form.columns:
        for rank, word in enumerate(vocabulary().synonyms(column)):
            if bare(word) not in known:
                found.setdefault(bare(word), Usual(column.key, rank))
    return found


def _telling(form: Attachment, tables: Iterable[Attachment]) -> tuple[tuple[str, ...], ...]:
    """The groups of columns that no other table has: as the schema says, else those headed as none else is."""
    if form.told_by is not None:
        return form.told_by
    others = (column for other in tables if other.id != form.id for column in other.columns)
    elsewhere = {bare(name) for column in others for name in (column.heading, *column.synonyms)}
    return tuple(
        (c.key,) for c in form.columns if bare(c.heading) not in elsewhere and not vocabulary().is_common(c.heading)
    )


def nearest(heading: str, columns: list[Column]) -> str | None:
    """Return the one of ``columns`` whose heading is spelt most like ``heading``; None where none is near."""
    folded = bare(heading)
    scored = [
        (max(fuzz.ratio(folded, bare(name)) for name in (column.heading, *column.synonyms)), column.key)
        for column in columns
    ]
    score, found = max(scored, default=(0, ""))
    return found if score >= _NEAR else None
