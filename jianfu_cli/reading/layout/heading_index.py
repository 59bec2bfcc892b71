"""All headings that a campaign's tables may have, and where in a grid any of them stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.form import FoundColumn, Match
from jianfu_cli.reading.grid import in_blocks

LONGEST_HEADING = 60
_PARENTHESES = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"^\d{1,2}[.、](?!\d)")
_MARKS = re.compile(r"[*:：。.、,，;；\"“”'‘’!！?？]")

# The texts of each column's heading rows, by the column's 1-based place.
Headings: TypeAlias = tuple[tuple[int, tuple[str, ...]], ...]


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
