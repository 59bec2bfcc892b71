"""总览: the main figures of a roll-up, with native charts over the tables they draw from."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from xlsxwriter.worksheet import Worksheet

from jianfu_cli.core.finding import Severity
from jianfu_cli.core.returns import STATE_LABELS, State
from jianfu_cli.core.rollup import STANDING_LABELS, RollUp, Standing, UnitFigures
from jianfu_cli.writing.rollup_sheets import AMBER, GREEN, GREY, NAVY, RED, Cell, RollUpBook

NAME = "总览"
_LABEL_WIDTH, _WIDTH = 26.0, 11.0
_CHART_ROWS = 16
# Seven key figures: the first over one column, the others over two each.
_KEY_COLUMNS = 13
_STATE_COLOURS = {State.ON_TIME: GREEN, State.LATE: AMBER, State.MISSING: RED, State.NOT_DUE: "#BFBFBF"}
_SLICES = (NAVY, "#3C7A89", AMBER, GREY, "#6A4C7D", "#5B6B2F")
_CHART_WIDTH = 386


class _Sheet:
    """总览 while it is written: row by row downwards."""

    def __init__(self, book: RollUpBook, columns: int) -> None:
        self._book = book
        self._columns = columns
        self.sheet: Worksheet = book.sheet(NAME, [_LABEL_WIDTH, *[_WIDTH] * (columns - 1)])
        self.row = 0

    def line(self, text: str, style: str, height: float = 20) -> Self:
        self.sheet.set_row(self.row, height)
        self._book.span(self.sheet, self.row, (0, self._columns - 1), (text, style))
        self.row += 1
        return self

    def cells(self, cells: Iterable[Cell], style: str) -> None:
        for column, cell in enumerate(cells):
            self._book.write(self.sheet, self.row, column, cell, style)
        self.row += 1

    def table(self, title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[int, int]:
        """Write a section with a table; return its first and last row of data (0-based)."""
        self.row += 1
        self.line(title, "section", 22)
        self.sheet.set_row(self.row, 32)
        self.cells(headings, "heading")
        first = self.row
        for cells in rows:
            last_line = cells[0] == TOTAL
            self.cells(cells, "total" if last_line else "text")
        return first, self.row - 1


TOTAL = "合计"


def write_overview(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet 总览."""
    unit_headings, unit_rows = _units(roll_up)
    out = _Sheet(book, max(_KEY_COLUMNS, len(unit_headings)))
    out.line(f"{roll_up.campaign.title}汇总总览", "title", 34)
    out.line(_subtitle(roll_up), "subtitle")
    out.row += 1
    _key_figures(book, out, roll_up)
    charts_at = out.row + 1
    out.row += _CHART_ROWS
    out.table("一、各附件行数（读取＝采用＋未采用）", ["附件", "读取", "采用", "未采用"], _tallies(roll_up))
    categories = out.table("二、问题类别（附件2）", ["问题类别", "项数"], roll_up.figures.categories)
    total = roll_up.figures.total
    disposed = list(zip(roll_up.figures.dispositions, total.dispositions, strict=True))
    dispositions = out.table("三、意见建议（附件2）", ["意见建议", "项数"], disposed)
    states = ["附件", *STATE_LABELS.values(), "其中零报告"]
    filings = out.table("四、报送情况（单位数）", states, _filings(roll_up))
    out.table("五、分单位情况", unit_headings, unit_rows)
    out.line("逐条来源见各附件工作表末列。", "note")
    draw = _charts(book, out.sheet)
    draw("bar", "问题类别", [("项数", 1, NAVY)], categories, (charts_at, 0))
    draw("doughnut", "意见建议", [("项数", 1, NAVY)], dispositions, (charts_at, 1))
    series = [(STATE_LABELS[state], 1 + nth, _STATE_COLOURS[state]) for nth, state in enumerate(STATE_LABELS)]
    draw("column", "报送情况（单位数）", series, filings, (charts_at, 2))


def _subtitle(roll_up: RollUp) -> str:
    campaign = roll_up.campaign
    basis = f"依据：{campaign.document_number}　" if campaign.document_number else ""
    return f"{basis}截至 {roll_up.as_of.isoformat()}"


def _key_figures(book: RollUpBook, out: _Sheet, roll_up: RollUp) -> None:
    figures, tally = roll_up.figures, roll_up.tally
    pairs: list[tuple[str, Cell]] = [
        ("已报单位 / 应报单位", f"{figures.units_heard} / {figures.units_expected}"),
        ("上报文件", len(roll_up.files)),
        ("读取行数", tally.read),
        ("采用行数", tally.merged),
        ("未采用行数", tally.unused),
        ("须改正的错误", sum(finding.severity is Severity.ERROR for finding in roll_up.faults)),
        ("到期未报附件", roll_up.missing),
    ]
    out.sheet.set_row(out.row + 1, 34)
    for offset, style in enumerate(("label", "figure")):
        for nth, pair in enumerate(pairs):
            first = max(0, 2 * nth - 1)
            book.span(out.sheet, out.row + offset, (first, 2 * nth), (pair[offset], style))
    out.row += 2


def _tallies(roll_up: RollUp) -> Iterable[Sequence[Cell]]:
    for table in roll_up.tables:
        tally = roll_up.tally_by_attachment[table.attachment.id]
        yield table.attachment.label, tally.read, tally.merged, tally.unused
    yield TOTAL, roll_up.tally.read, roll_up.tally.merged, roll_up.tally.unused


def _filings(roll_up: RollUp) -> Iterable[Sequence[Cell]]:
    for one in roll_up.figures.filings:
        yield one.attachment.label, *(one.states[state] for state in STATE_LABELS), one.nil


def _units(roll_up: RollUp) -> tuple[list[str], list[Sequence[Cell]]]:
    figures = roll_up.figures
    headings = ["填报单位", "摸排问题", *figures.dispositions, "整改事项", *STANDING_LABELS.values(), "白名单事项"]
    rows = [_unit(unit) for unit in (*figures.units, figures.total)]
    return [*headings, "错误", "提醒"], rows


def _unit(unit: UnitFigures) -> Sequence[Cell]:
    standings = (unit.standings[standing] for standing in Standing)
    faults = (unit.findings[Severity.ERROR], unit.findings[Severity.WARNING])
    return unit.unit, unit.problems, *unit.dispositions, unit.rectifications, *standings, unit.whitelist, *faults


_Series = Sequence[tuple[str, int, str]]


def _charts(
    book: RollUpBook, sheet: Worksheet
) -> Callable[[str, str, _Series, tuple[int, int], tuple[int, int]], None]:
    def draw(kind: str, title: str, series: _Series, rows: tuple[int, int], at: tuple[int, int]) -> None:
        """Draw ``series`` (name, column, colour) of the table in ``rows``; ``at`` is its row and place in it."""
        first, last = rows
        if last < first:
            return
        options = {"type": kind, "subtype": "stacked"} if kind == "column" else {"type": kind}
        chart = book.book.add_chart(options)
        for name, column, colour in series:
            chart.add_series(_series(kind, name, colour, (NAME, first, column, last, column)))
        chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}})
        chart.set_legend({"none": True} if kind == "bar" else {"position": "bottom"})
        if kind == "bar":
            chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
            chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        elif kind == "column":
            chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": _CHART_WIDTH, "height": (_CHART_ROWS - 2) * 20})
        sheet.insert_chart(at[0], 0, chart, {"description": title, "x_offset": 4 + at[1] * (_CHART_WIDTH + 8)})

    return draw


def _series(kind: str, name: str, colour: str, values: tuple[str, int, int, int, int]) -> dict[str, Any]:
    sheet, first, _, last, _ = values
    series: dict[str, Any] = {
        "name": name,
        "categories": [sheet, first, 0, last, 0],
        "values": list(values),
        "fill": {"color": colour},
        "data_labels": {"value": True},
    }
    if kind == "doughnut":
        series["data_labels"]["font"] = {"color": "#FFFFFF", "bold": True}
        series["points"] = [{"fill": {"color": slice_colour}} for slice_colour in _SLICES[: last - first + 1]]
    elif kind == "column":
        series["data_labels"] = {"value": True, "num_format": "0;;;", "font": {"color": "#FFFFFF", "size": 9}}
        series["gap"] = 60
    else:
        series["gap"] = 40
    return series
