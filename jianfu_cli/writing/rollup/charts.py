"""Native charts of 总览, drawn over the tables on the same sheet; none hangs on colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from jianfu_cli.core.filings.returns import State
from jianfu_cli.writing.rollup.look import GREY, NAVY, RED

_ROW_PIXELS = 20
_GAP = 8
_EDGE = "#303A46"


@dataclass(frozen=True, slots=True)
class Look:
    """How numbers are drawn: tone, pattern over it ("" plain), dash of a line, colour of the numbers on it."""

    tone: str
    pattern: str = ""
    dash: str = "solid"
    ink: str = "#000000"


# Each as light again as three of the next darker one, or patterned: told apart in grey.
STATE_LOOKS = {
    State.ON_TIME: Look("#3D87BD"),
    State.LATE: Look("#FFFFFF", pattern="wide_upward_diagonal"),
    State.MISSING: Look("#5A0C0C", ink="#FFFFFF"),
    State.NOT_DUE: Look("#FFFFFF"),
}
DAY_LOOKS = {
    "全部": Look(GREY, dash="dash"),
    "尚未完成": Look(NAVY),
    "其中逾期": Look(RED, dash="round_dot"),
}


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

    def first(self, most: int) -> "Placed":
        """Return the first rows, at most so many."""
        runs, left = [], most
        for first, last in self.runs:
            if left > 0:
                runs.append((first, min(last, first + left - 1)))
                left -= last - first + 1
        return replace(self, runs=tuple(runs))


@dataclass(frozen=True, slots=True)
class Series:
    """One run of numbers: its name, how many columns behind the first it stands, how it is drawn."""

    name: str
    offset: int
    look: Look


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a chart goes: the row of cells, how many of them, left edge and width as shares of the whole width."""

    row: int
    rows: int
    left: float
    share: float


class Gallery:
    """Draws charts on ``sheet``, whose whole ``width`` (pixels) they share."""

    def __init__(self, book: Workbook, sheet: Worksheet, width: int) -> None:
        self._book, self._sheet, self._width = book, sheet, width

    def bars(self, title: str, values: Placed, spot: Spot) -> None:
        """Draw one horizontal bar a row of the table."""
        if values.rows:
            chart = self._book.add_chart({"type": "bar"})
            self._add(chart, values, [Series(title, 0, Look(NAVY))], {"data_labels": {"value": True}, "gap": 40})
            chart.set_legend({"none": True})
            self._lie(chart)
            self._put(chart, title, spot)

    def stacks(self, title: str, values: Placed, series: Sequence[Series], spot: Spot) -> None:
        """Draw one horizontal bar a row of the table, the ``series`` one behind the other."""
        if values.rows:
            chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
            self._add(chart, values, series, {"gap": 40})
            chart.set_legend({"position": "bottom"})
            self._lie(chart)
            self._put(chart, title, spot)

    def lines(self, title: str, values: Placed, series: Sequence[Series], spot: Spot) -> None:
        """Draw the ``series`` over time, the rows of the table; the dash tells the lines apart."""
        if values.rows:
            chart = self._book.add_chart({"type": "line"})
            for run in series:
                line = {"color": run.look.tone, "dash_type": run.look.dash, "width": 2.25}
                marker = {
                    "type": "circle",
                    "size": 5,
                    "fill": {"color": run.look.tone},
                    "border": {"color": run.look.tone},
                }
                chart.add_series({**self._data(values, run), "line": line, "marker": marker})
            chart.set_legend({"position": "bottom"})
            chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
            self._put(chart, title, spot)

    @staticmethod
    def _lie(chart: Any) -> None:
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})

    def _add(self, chart: Any, values: Placed, series: Sequence[Series], look: dict[str, Any]) -> None:
        for run in series:
            fill: dict[str, Any] = {"fill": {"color": run.look.tone}}
            labels: dict[str, Any] = {"value": True, "num_format": "0;;;", "font": {"size": 8, "color": run.look.ink}}
            if run.look.pattern:
                fill = {"pattern": {"pattern": run.look.pattern, "fg_color": _EDGE, "bg_color": run.look.tone}}
                labels["fill"] = {"color": "#FFFFFF"}
            data = {**self._data(values, run), **fill, "border": {"color": _EDGE}, "data_labels": labels}
            chart.add_series({**data, **look})

    def _data(self, values: Placed, series: Series) -> dict[str, Any]:
        column = values.values + series.offset
        return {
            "name": series.name,
            "categories": self._cells(values, values.label),
            "values": self._cells(values, column),
        }

    def _cells(self, values: Placed, column: int) -> str:
        """Name the cells of a column as a chart does: ``='总览'!$A$5:$A$9``; several runs in brackets."""
        sheet = quote_sheetname(self._sheet.name)
        runs = [f"{sheet}!{xl_range_abs(first, column, last, column)}" for first, last in values.runs]
        return f"={runs[0]}" if len(runs) == 1 else f"=({','.join(runs)})"

    def _put(self, chart: Any, title: str, spot: Spot) -> None:
        chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
        width = round(self._width * spot.share) - _GAP
        chart.set_size({"width": width, "height": spot.rows * _ROW_PIXELS - _GAP})
        offset = {"x_offset": round(self._width * spot.left), "y_offset": _GAP // 2}
        self._sheet.insert_chart(spot.row, 0, chart, {"description": title, **offset})
