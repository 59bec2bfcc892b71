"""The body of a form: the columns and rows of a table, or the sections of an outline."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import column_letters
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.rows import Rows
from jianfu_cli.core.model.unread import Unread

StrayKind = Literal["total", "note", "section", "heading", "signature", "nil", "unfilled", "unread", "table"]

NIL_WORDS = ("无", "零报告", "零上报", "零", "没有", "暂无", "不涉及", "未发现", "无问题", "/")
"""The words by which a row says that there is nothing to report; reading knows longer sayings too."""


class Match(StrEnum):
    """How a heading was recognised."""

    EXACT = "exact"
    SYNONYM = "synonym"
    NEAR = "near"
    CONTENT = "content"
    SECTION = "section"
    DUPLICATE = "duplicate"
    EXTRA = "extra"


class FoundColumn(NamedTuple):
    """A column of the sheet: ``number`` counts from 1, ``key`` is None where the form has no such column.

    ``role`` is what it is asked for by: its role, or its key where it has none.
    """

    number: int
    heading: str
    key: str | None
    match: Match
    role: str | None = None

    @classmethod
    def of(cls, number: int, heading: str, key: str, match: Match, attachment: Attachment) -> "FoundColumn":
        """Make the column ``key`` of ``attachment``, found at ``number`` under ``heading``."""
        return cls(number, heading, key, match, attachment.asked_by(key))

    @property
    def counts_rows(self) -> bool:
        """Whether it is a 序号 of which the form has none: it says nothing, and the roll-up counts anew."""
        return self.key is None and "".join(self.heading.split()) in _COUNTS_ROWS


_COUNTS_ROWS = frozenset({"序号", "项次"})
_MERGED = pattern_of(r"([A-Z]+)(\d+):[A-Z]+(\d+)")


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A row among the rows that is none: total, note, section, repeated heading, signature.

    A section ``gives`` rows under it a value (JF117): the column's heading, the value, how many rows.
    ``table``: the first row of another table below the form, which holds nobody's matters.
    ``unfilled``: only a drop-down, a formula's 0 or an error stands in it; ``unread``: only a picture, or a word that
    the rows are elsewhere.
    """

    number: int
    kind: StrayKind
    text: str
    gives: tuple[str, str, int] | None = None


ChoiceColumns: TypeAlias = tuple[tuple[int, tuple[tuple[int, str], ...]], ...]
"""The columns (1-based) that hold what is ticked, each with the columns that head one choice, and that choice."""


@dataclass(frozen=True)
class TableBody:
    """What stands under a heading; it is empty in an outline.

    ``nil``: it says that there is nothing to report. ``formulas`` are the data cells (row, column) whose value a
    formula gives, ``broken_cells`` those that show an error or whose formula has no value; ``dittos`` those that say
    同上, with the words: they have the value of the row above. ``hidden_rows`` and ``hidden_columns`` hold data and are
    not shown, ``struck_rows`` are crossed out (rows by number). ``unread`` is what is seen beside it and not read.
    ``twice`` are the rows that stand on the sheets ``twice_on`` of the same file too, and do not count;
    ``rows_beyond`` are the rows that go on elsewhere in the file, ``choices`` the columns in which choices are ticked.
    """

    columns: tuple[FoundColumn, ...] = ()
    rows: Rows = field(default_factory=Rows)
    strays: tuple[StrayRow, ...] = ()
    merged_cells: tuple[str, ...] = ()
    nil: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[FoundColumn, ...] = ()
    formulas: tuple[tuple[int, FoundColumn], ...] = ()
    broken_cells: tuple[tuple[int, FoundColumn], ...] = ()
    dittos: tuple[tuple[int, FoundColumn, str], ...] = ()
    struck_rows: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()
    twice: frozenset[int] = frozenset()
    twice_on: tuple[str, ...] = ()
    rows_beyond: int = 0
    choices: ChoiceColumns = ()

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place within ``Row.values`` of each column that has a role: rules ask row after row."""
        # Of two columns with one role the first is asked.
        return {column.role: place for place, column in reversed(tuple(enumerate(self.columns))) if column.role}

    def merged_rows(self, column: FoundColumn) -> Iterator[range]:
        """Yield the rows, by number, over which each merged cell goes that begins in ``column``."""
        for match in map(_MERGED.fullmatch, self.merged_cells):
            if match and match[1] == column_letters(column.number):
                yield range(int(match[2]), int(match[3]) + 1)


@dataclass(frozen=True, slots=True)
class SectionText:
    """A heading of an outline, the text under it (before the next heading), and the heading as written.

    The text before the first heading has the heading "".
    """

    heading: str
    text: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class OutlineBody:
    """What stands under the headings of an outline; ``words`` is its 字数, as Word counts."""

    sections: tuple[SectionText, ...] = ()
    words: int = 0
    characters: int = 0
