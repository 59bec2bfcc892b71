"""The paper of a blank: which sheet and which way up, how wide its columns, how high its rows.

A form of few columns lies upright over the whole width, one of many lies on A3: so that what is typed can be read in
print, and the rows that a blank has prepared stand on one page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jianfu_cli.core.model.column import Column, ColumnType

_LOWEST_ROW, _HIGHEST_ROW = 22.0, 30.0
_ROWS_A_PAGE = 20
_POINTS_A_DIGIT = 6.0
"""Of 宋体 12, the type that the workbook counts its columns in (``style.count_columns_in_song``)."""
_LEAST_SCALE = 0.6
"""Type of 12 points is printed in 7 then: smaller is not read on paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper; ``width`` and ``height`` in points between the margins that ``style.set_paper`` leaves."""

    width: float
    height: float
    landscape: bool = True
    a3: bool = False

    @property
    def digits(self) -> float:
        """How many digits stand side by side on it in full size."""
        return self.width / _POINTS_A_DIGIT

    def scale(self, widths: Sequence[float]) -> float:
        """Return how large columns of ``widths`` digits are printed, 1 where they need not shrink."""
        return min(1.0, self.digits / sum(widths))


_UPRIGHT = Paper(500.0, 727.0, landscape=False)
_A4 = Paper(755.0, 480.0)
_A3 = Paper(1104.0, 727.0, a3=True)


def paper_for(columns: Sequence[Column]) -> Paper:
    """Return the paper on which a table of ``columns`` is printed."""
    widths = [column.width for column in columns]
    if sum(widths) <= _UPRIGHT.digits * 0.9:
        return _UPRIGHT
    return _A4 if _A4.scale(widths) >= _LEAST_SCALE else _A3


def column_widths(columns: Sequence[Column], paper: Paper, around: float) -> list[float]:
    """Return the width of each column: as the schema has it, wider where paper is left over.

    ``around`` is the height in points of what stands above and below the rows: columns so wide that all is printed
    smaller let the prepared rows stand on one page. 序号 stays as narrow as it is.
    """
    widths = [column.width for column in columns]
    wanted = paper.digits / min(1.0, paper.height / (_ROWS_A_PAGE * _LOWEST_ROW + around))
    wanted = min(wanted, paper.digits / _LEAST_SCALE)
    narrow = sum(column.width for column in columns if column.type is ColumnType.SEQUENCE)
    if sum(widths) >= wanted or sum(widths) == narrow:
        return widths
    times = (wanted - narrow) / (sum(widths) - narrow)
    return [
        column.width if column.type is ColumnType.SEQUENCE else round(column.width * times, 1) for column in columns
    ]


def row_height(widths: Sequence[float], paper: Paper, around: float) -> float:
    """Return the height of an empty row in points: as many as a blank has prepared, 20, fit on one page."""
    room = paper.height / paper.scale(widths) - around
    return float(int(min(_HIGHEST_ROW, max(_LOWEST_ROW, room / _ROWS_A_PAGE))))
