"""调度表.xlsx: matter by matter and day by day, with real dates and a native line chart (progress -f xlsx)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from jianfu_cli.core.filings.versions import DAY_UNKNOWN
from jianfu_cli.core.language.terminal import width
from jianfu_cli.core.model.decision_book import obeyed
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.histories import Matter
from jianfu_cli.core.rollup.progress import STATE_LABELS, Progress, ProgressStep
from jianfu_cli.core.rollup.rectified import MatterState
from jianfu_cli.writing.rollup.cells import Cell, ColumnHeading, Share
from jianfu_cli.writing.rollup.lists import SEQ, column_for
from jianfu_cli.writing.rollup.look import GREY, NAVY, RED
from jianfu_cli.writing.rollup.sheets import RollUpBook

MATTERS, DAYS = "逐项", "逐日"
_STATE_STYLES = {
    MatterState.DONE: "good",
    MatterState.OPEN: "centre",
    MatterState.OVERDUE: "bad",
    MatterState.UNCLEAR: "warn",
    MatterState.GONE: "faint",
}
_DAY_WIDTH = 12
_FIRST_ROW = 2
_CHART = {"width": 620, "height": 340}


def write_progress(path: Path, progress: Progress) -> None:
    """Write the workbook to ``path``: 逐项 with a row a matter, 逐日 with a row a day and their chart."""
    with RollUpBook(path, f"{progress.campaign.title}{progress.campaign.mending}调度表", progress.as_of) as book:
        _write_matters(book, progress)
        _write_days(book, progress)


def _write_matters(book: RollUpBook, progress: Progress) -> None:
    headings = (
        SEQ,
        column_for(one.unit for one in progress.matters),
        ColumnHeading("事项名称", 34),
        ColumnHeading("实施单位", 20),
        ColumnHeading("首次报来", _DAY_WIDTH),
        ColumnHeading(f"{progress.campaign.mending}时限", _DAY_WIDTH),
        ColumnHeading("状态", 18),
        ColumnHeading("销号", _DAY_WIDTH),
        ColumnHeading("改回", _DAY_WIDTH),
        ColumnHeading("来源文件", 38, on_paper=False),
    )
    title = (
        f"{progress.campaign.mending}调度表（截至 {progress.as_of.isoformat()}）\n"
        "首次报来、销号、改回是报来那一版的收到日期；“不再列出”是后来的一版里没有了"
        + (f"；{obeyed(progress.decisions)}" if progress.decisions else "")
    )
    rows = [_matter(nth, matter) for nth, matter in enumerate(progress.matters, start=1)]
    book.table(MATTERS, title, headings, rows)


def _matter(nth: int, one: Matter) -> Sequence[Cell]:
    state = STATE_LABELS[one.state], _STATE_STYLES[one.state]
    days = one.closed_on or (DAY_UNKNOWN if one.closed_some_day else ""), one.reopened_on or ""
    seen = one.first_seen or DAY_UNKNOWN
    return [nth, one.unit, one.matter, one.body, seen, one.deadline or "", state, *days, one.path]


def _write_days(book: RollUpBook, progress: Progress) -> None:
    headings = list(_day_headings(progress))
    sheet = book.sheet(DAYS, [max(_DAY_WIDTH, width(heading) + 1) for heading in headings])
    sheet.set_row(0, 30)
    title = f"{progress.campaign.mending}销号进度（截至 {progress.as_of.isoformat()}）"
    book.span(sheet, 0, (0, len(headings) - 1), (title, "title"))
    sheet.set_row(1, 32)
    for column, heading in enumerate(headings):
        book.write(sheet, 1, column, heading, "heading")
    for row, step in enumerate(progress.steps, start=_FIRST_ROW):
        for column, cell in enumerate(_day(progress, step)):
            book.write(sheet, row, column, cell)
    sheet.freeze_panes(_FIRST_ROW, 1)
    sheet.repeat_rows(1)
    if progress.has_rectifications:
        _draw(book, sheet, progress, headings)


def _day_headings(progress: Progress) -> Iterator[str]:
    """What stands above the numbers of a day, of what the campaign counts."""
    yield "截至"
    if problems := progress.campaign.by_role(FormRole.PROBLEMS):
        yield problems.rows_called
    if mended := progress.campaign.by_role(FormRole.RECTIFICATIONS):
        yield from (mended.rows_called, *map(STATE_LABELS.__getitem__, progress.steps[-1].counts), _LEFT, "完成率")


_LEFT = "尚未完成"


def _day(progress: Progress, step: ProgressStep) -> Iterator[Cell]:
    yield step.as_of
    if progress.campaign.by_role(FormRole.PROBLEMS):
        yield step.problems
    if progress.has_rectifications:
        yield from (step.rectifications, *step.counts.values(), step.left)
        yield Share(Decimal(step.done_share.removesuffix("%"))) if step.done_share else ""


def _draw(book: RollUpBook, sheet: Worksheet, progress: Progress, headings: Sequence[str]) -> None:
    """Draw the burn-down chart beside the table: lines that differ in dash and mark, so that grey print tells them."""
    last = _FIRST_ROW + len(progress.steps) - 1
    chart = book.book.add_chart({"type": "line"})
    mended = progress.campaign.by_role(FormRole.RECTIFICATIONS)
    assert mended is not None
    looks = (
        (mended.rows_called, GREY, "dash", "none"),
        (_LEFT, NAVY, "solid", "circle"),
        (STATE_LABELS[MatterState.OVERDUE], RED, "round_dot", "diamond"),
    )
    for name, colour, dash, mark in looks:
        column = headings.index(name)
        look = {"type": mark, "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                "name": name,
                "categories": f"={quote_sheetname(DAYS)}!{xl_range_abs(_FIRST_ROW, 0, last, 0)}",
                "values": f"={quote_sheetname(DAYS)}!{xl_range_abs(_FIRST_ROW, column, last, column)}",
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
                "marker": look if mark != "none" else {"type": "none"},
            }
        )
    title = f"{mended.act_called}销号进度"
    chart.set_title({"name": f"{title}（项）", "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_x_axis({"text_axis": True, "num_format": "mm-dd", "num_font": {"size": 9}})
    chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size(_CHART)
    sheet.insert_chart(1, len(headings), chart, {"description": title, "x_offset": 16, "y_offset": 4})
