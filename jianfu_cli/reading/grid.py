"""A sheet as a rectangle of values, whatever file it came from."""

from collections.abc import Sequence
from dataclasses import dataclass

from jianfu_cli.core.values import Scalar


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: ``rows[0][0]`` is A1; rows may differ in length."""

    name: str
    rows: Sequence[Sequence[Scalar]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    def value(self, row: int, column: int) -> Scalar:
        """Return the value at the 1-based place, None outside the rectangle."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None
