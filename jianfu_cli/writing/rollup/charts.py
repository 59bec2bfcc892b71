"""Native charts of 总览, drawn over the tables on the same sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.writing.rollup.sheets import AMBER, GREEN, GREY, NAVY, RED

PALE, WHITE = "#BFBFBF", "#FFFFFF"
STATE_COLOURS = {State.ON_TIME: GREEN, State.LATE: AMBER, State.MISSING: RED, State.NOT_DUE: PALE}
# Told apart in grey too: each at least half as light again as the next darker one.
STANDING_COLOURS = {
    RectificationStatus.DONE: GREEN,
    RectificationStatus.OPEN: PALE,
    RectificationStatus.OVERDUE: "#5A0C0C",
    RectificationStatus.UNCLEAR: WHITE,
}
PALETTE = (NAVY, "#3C7A89", AMBER, GREY, "#6A4C7D", "#5B6B2F")
_ROW_PIXELS = 20
_GAP = 8
# Pale segments need dark numbers on them.
_ON_PALE = "#404040"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the data of a table came to stand: rows and columns from 0, ``values`` the first column of numbers.

    ``runs`` are the first and last row on each page that the table takes.
    """

    runs: tuple[tuple[int, int], ...]
    label: int
    values: int

    @property
    def rows(self) -> int:
        """How many rows of data there are."""
        return sum(last - first + 1 for first, last in self.runs)


@dataclass(frozen=True, slots=True)
class Series:
    """One run of numbers: its name, how many columns behind the first it stands, its colour."""

    name: str
    offset: int
    colour: str


class Gallery:
    """Draws charts on ``sheet``, as rows of charts ``rows`` cells high that share the whole ``width`` (pixels)."""

    def __init__(self, book: Workbook, sheet: Worksheet, width: int, rows: int) -> None:
        self._book, self._sheet, self._width, self._rows = book, sheet, width, rows

    def bars(self, title: str, values: Placed, at: tuple[int, float, float]) -> None:
        """Draw one horizontal bar a row of the table; ``at`` is row, left edge and width (shares of the whole)."""
        if not values.rows:
            return
        chart = self._book.add_chart({"type": "bar"})
        self._add(chart, values, [Series(title, 0, NAVY)], {"data_labels": {"value": True}, "gap": 40})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_legend({"none": True})
        self._put(chart, title, at)

    def ring(self, title: str, values: Placed, colours: Sequence[str], at: tuple[int, float, float]) -> None:
        """Draw the shares of one column of numbers."""
        if not values.rows:
            return
        chart = self._book.add_chart({"type": "doughnut"})
        fonts = [{"font": {"color": _on(colour), "bold": True}} for colour in colours]
        labels = {"value": True, "num_format": "0;;;", "custom": fonts}
        points = [{"fill": {"color": colour}, "border": {"color": _ON_PALE}} for colour in colours]
        self._add(chart, values, [Series(title, 0, NAVY)], {"data_labels": labels, "points": points})
        chart.set_legend({"position": "bottom"})
        self._put(chart, title, at)

    def columns(self, title: str, values: Placed, series: Sequence[Series], at: tuple[int, float, float]) -> None:
        """Draw one upright bar a row of the table, the ``series`` one above the other."""
        if not series or not values.rows:
            return  # a campaign without 附件2 knows no 意见建议
        chart = self._book.add_chart({"type": "column", "subtype": "stacked"})
        one = len(series) == 1
        self._add(chart, values, series, {"gap": 60 if one else 45})
        chart.set_x_axis({"num_font": {"size": 9, **({"rotation": -90} if _many(values) else {})}})
        chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_legend({"none": True} if one else {"position": "top"})
        self._put(chart, title, at)

    def _add(self, chart: Any, values: Placed, series: Sequence[Series], look: dict[str, Any]) -> None:
        for drawn in series:
            column = values.values + drawn.offset
            font = {"size": 8, "color": _on(drawn.colour)}
            chart.add_series(
                {
                    "name": drawn.name,
                    "categories": self._cells(values, values.label),
                    "values": self._cells(values, column),
                    "fill": {"color": drawn.colour},
                    "data_labels": {"value": True, "num_format": "0;;;", "font": font},
                    **look,
                }
            )

    def _cells(self, values: Placed, column: int) -> str:
        """Name the cells of a column as a chart does: ``='总览'!$A$5:$A$9``; several runs in brackets."""
        sheet = quote_sheetname(self._sheet.name)
        runs = [f"{sheet}!{xl_range_abs(first, column, last, column)}" for first, last in values.runs]
        return f"={runs[0]}" if len(runs) == 1 else f"=({','.join(runs)})"

    def _put(self, chart: Any, title: str, at: tuple[int, float, float]) -> None:
        row, left, share = at
        chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
        width = round(self._width * share) - _GAP
        chart.set_size({"width": width, "height": self._rows * _ROW_PIXELS - _GAP})
        offset = {"x_offset": round(self._width * left), "y_offset": _GAP // 2}
        self._sheet.insert_chart(row, 0, chart, {"description": title, **offset})


def _on(colour: str) -> str:
    return _ON_PALE if colour in {PALE, WHITE} else WHITE


_UPRIGHT_FROM = 16


def _many(values: Placed) -> bool:
    """Whether there are too many labels to stand side by side."""
    return values.rows > _UPRIGHT_FROM
