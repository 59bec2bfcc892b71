"""The rows of a form, kept by column: a value in many rows is judged once, and few columns are asked for."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple, TypeAlias, overload

from jianfu_cli.core.language.values import Scalar, is_empty

Values: TypeAlias = tuple[Scalar, ...]
_NUMBERS = frozenset({int, float})


class Row(NamedTuple):
    """One row of data: ``number`` as the sheet shows it, ``values`` aligned with the form's columns."""

    number: int
    values: Values


class Rows(Sequence[Row]):
    """The rows of a form in order (a column store): their ``numbers``, and one tuple of values a column, as long."""

    __slots__ = ("_columns", "numbers")

    def __init__(self, numbers: Sequence[int] = (), columns: Iterable[Values] = ()) -> None:
        self.numbers = numbers
        self._columns = tuple(columns)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Rows":
        """Keep ``rows``, of which a shorter one has nothing in its last columns, by column."""
        rows = tuple(rows)
        return Rows(tuple(row.number for row in rows), zip_longest(*(row.values for row in rows), fillvalue=""))

    def column(self, place: int) -> Values:
        """Return the values in column ``place``, 0-based, from the first row to the last."""
        return self._columns[place] if self.numbers else ()

    def columns(self) -> list[Values]:
        """Return the values of all columns, one after the other."""
        return [self.column(place) for place in range(len(self._columns))]

    def unpacked(self) -> "Rows":
        """Return the same rows, to be asked for one by one."""
        return Rows(self.numbers, self.columns())

    def moved(self, by: int) -> "Rows":
        """Return the same rows, each ``by`` rows further down."""
        return Rows(tuple(number + by for number in self.numbers), self.columns())

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Row]:
        columns = self.columns()
        values: Iterable[Values] = zip(*columns, strict=True) if columns else (() for _ in self.numbers)
        return map(Row, self.numbers, values)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> "Rows": ...
    def __getitem__(self, place: int | slice) -> "Row | Rows":
        columns = self.columns()
        if isinstance(place, slice):
            return Rows(self.numbers[place], (column[place] for column in columns))
        return Row(self.numbers[place], tuple(column[place] for column in columns))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Rows.of({list(self)})"


def typed_keys(values: Sequence[Scalar]) -> Sequence[Any]:
    """Return ``values`` so that equals are the same: 1, 1.0 and TRUE are not, nor are an error and its words.

    A text stays itself, anything else becomes ``(its type, itself)``.
    """
    if set(map(type, values)) <= {str}:
        return values
    return [value if value.__class__ is str else (value.__class__, value) for value in values]


def from_typed_key(told: Any) -> Scalar:
    """Return the value that ``typed_keys`` made ``told`` of."""
    value: Scalar = told if told.__class__ is str else told[1]
    return value


def blank_keys(told: Iterable[Any]) -> set[Any]:
    """Return those of some values told apart that show nothing."""
    # No number does, nor a text that begins with a letter or a digit: nobody need be asked about most values.
    doubtful = (one for one in told if (one[0] not in _NUMBERS if one.__class__ is tuple else not one[:1].isalnum()))
    return {one for one in doubtful if is_empty(from_typed_key(one))}
