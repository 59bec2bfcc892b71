"""总览: the main figures and control totals of a roll-up, with native charts over the tables they draw from."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jianfu_cli.core.filings.returns import STATE_LABELS
from jianfu_cli.core.matters.common import COMMON_TO, asked_by
from jianfu_cli.core.model.finding import CONFLICTING_VERSIONS, Severity
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import FAULT_HEADINGS, STANDING_LABELS, RectificationStatus
from jianfu_cli.core.rollup.model import RollUp, Tally, UnitTally
from jianfu_cli.core.rollup.overlap import headings_in_common
from jianfu_cli.writing.rollup.charts import Gallery, Placed
from jianfu_cli.writing.rollup.levels import levels_by_unit
from jianfu_cli.writing.rollup.overview_charts import OverviewTable, draw
from jianfu_cli.writing.rollup.sheets import Cell, RollUpBook

NAME = "总览"
TOTAL = "合计"
_LABEL_WIDTH, _WIDTH = 26.0, 11.0
# Seven key figures: the first over one column, the others over two each.
_KEY_COLUMNS = 13
_CHART_ROWS = 19
# What a page takes across, in digits of 11 point: A4 landscape less its margins. Excel has 12 to the inch, programs
# without 宋体 somewhat fewer.
_PAGE_WIDTH = 10.5 * 10.5
# What a page takes downwards at the scale of 13 columns, less the title and headings of a table.
_PAGE_ROWS = 42
_MOST_COMMON = 100


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the overview; its last row is a total where it begins with 合计."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


class _Sheet:
    """总览 while it is written: row by row downwards."""

    def __init__(self, book: RollUpBook, columns: int) -> None:
        self._book = book
        self._columns = columns
        self.sheet = book.sheet(NAME, [_LABEL_WIDTH, *[_WIDTH] * (columns - 1)])
        self.row = 0
        self.breaks: list[int] = []
        self.width = _pixels(_LABEL_WIDTH) + (columns - 1) * _pixels(_WIDTH)
        # Not fitted to one page across: that would undo the page breaks.
        self.sheet.set_print_scale(min(100, int(100 * _PAGE_WIDTH / (_LABEL_WIDTH + (columns - 1) * _WIDTH + columns))))

    def line(self, text: str, style: str, height: float = 20) -> None:
        self.sheet.set_row(self.row, height)
        self._book.span(self.sheet, self.row, (0, self._columns - 1), (text, style))
        self.row += 1

    def figures(self, pairs: Sequence[tuple[str, Cell]]) -> None:
        """Write key figures side by side, the label above the number."""
        self.sheet.set_row(self.row + 1, 34)
        for offset, style in enumerate(("label", "figure")):
            for nth, pair in enumerate(pairs):
                self._book.span(self.sheet, self.row + offset, (max(0, 2 * nth - 1), 2 * nth), (pair[offset], style))
        self.row += 2

    def band(self, *blocks: tuple[int, Block]) -> list[Placed]:
        """Write tables side by side, each from its column on; beyond the first column a label takes two."""
        self.row += 1
        self.sheet.set_row(self.row, 22)
        self.sheet.set_row(self.row + 1, 32)
        first = self.row + 2
        placed = [
            Placed(_runs(first, sum(cells[0] != TOTAL for cells in block.rows)), column, _first_value(column))
            for column, block in blocks
        ]
        for offset in range(2 + max(len(block.rows) for _, block in blocks)):
            for column, block in blocks:
                self._block_row(column, block, offset)
            self.row += 1
        return placed

    def wide(self, block: Block) -> None:
        """Write a table whose last column takes all that is left of the sheet, from a new page on."""
        self.breaks.append(self.row)
        self.row += 1
        last = len(block.headings) - 1
        self.line(block.title, "section", 22)
        for cells, style in ((block.headings, "heading"), *((row, "text") for row in block.rows)):
            for nth, cell in enumerate(cells[:last]):
                self._book.write(self.sheet, self.row, nth, cell, style)
            self._book.span(self.sheet, self.row, (last, self._columns - 1), (cells[last], style))
            self.row += 1

    def pages(self, block: Block) -> Placed:
        """Write a long table from a new page on: about as many rows on each page, under its title and headings."""
        rows = math.ceil(len(block.rows) / math.ceil(len(block.rows) / _PAGE_ROWS)) if block.rows else 1
        runs: tuple[tuple[int, int], ...] = ()
        for first in range(0, max(1, len(block.rows)), rows):
            self.breaks.append(self.row)
            title = f"{block.title}（续）" if first else block.title
            (placed,) = self.band((0, Block(title, block.headings, block.rows[first : first + rows])))
            runs += placed.runs
        return Placed(runs, 0, _first_value(0))

    def _block_row(self, column: int, block: Block, offset: int) -> None:
        if offset == 0:
            last = _first_value(column) + len(block.headings) - 2
            self._book.span(self.sheet, self.row, (column, last), (block.title, "section"))
        elif offset == 1:
            self._cells(column, block.headings, "heading")
        elif offset - 2 < len(block.rows):
            cells = block.rows[offset - 2]
            self._cells(column, cells, "total" if cells[0] == TOTAL else "text")

    def _cells(self, column: int, cells: Sequence[Cell], style: str) -> None:
        values = _first_value(column)
        self._book.span(self.sheet, self.row, (column, values - 1), (cells[0], style))
        for nth, cell in enumerate(cells[1:]):
            self._book.write(self.sheet, self.row, values + nth, cell, style)


def _runs(first: int, rows: int) -> tuple[tuple[int, int], ...]:
    return ((first, first + rows - 1),) if rows else ()


def _first_value(column: int) -> int:
    return column + (2 if column else 1)


def _pixels(width: float) -> int:
    return int(width * 7 + 5)


def write_overview(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet 总览: key figures, charts, then the tables; of each what the campaign has."""
    heads = iter("一二三四五六七八九十")
    upper, lower = _upper(roll_up, heads), _lower(roll_up, heads)
    units = _units(roll_up, heads)
    filed_units, tallies = _unit_filings(roll_up, heads), _unit_tallies(roll_up, heads)
    common = _common(roll_up, heads)
    out = _Sheet(book, max(_KEY_COLUMNS, len(units.headings), len(tallies.headings)))
    out.line(f"{roll_up.campaign.title}汇总总览", "title", 34)
    out.line(_subtitle(roll_up), "subtitle")
    out.row += 1
    out.figures(_key_figures(roll_up))
    charts_at = out.row + 1
    bands = 2 + bool(roll_up.figures.dispositions) + (FormRole.WHITELIST in roll_up.figures.rows_called)
    out.row += 1 + bands * _CHART_ROWS
    tables_at = out.row
    placed = dict(zip(upper, out.band(*upper.values()), strict=True))
    placed |= dict(zip(lower, out.band(*lower.values()), strict=True))
    out.line(_versions(roll_up), "note")
    placed |= {OverviewTable.UNITS: out.pages(units), OverviewTable.FILED: out.pages(filed_units)}
    if roll_up.figures.levels:
        out.pages(Block(f"{next(heads)}、各级小计（连同下级）", *levels_by_unit(roll_up)))
    out.pages(tallies)
    out.line("读取＝采用＋未采用。逐条来源见各附件工作表末列；未采用的逐条注明原因，见“未采用”。", "note")
    if common.rows:
        out.wide(common)
    at = [charts_at + nth * _CHART_ROWS for nth in range(bands)]
    out.sheet.set_h_pagebreaks([at[2], tables_at, *out.breaks] if bands > 2 else [tables_at, *out.breaks])  # noqa: PLR2004 -- two bands a page
    draw(Gallery(book.book, out.sheet, out.width, _CHART_ROWS), roll_up, placed, at)


def _subtitle(roll_up: RollUp) -> str:
    campaign = roll_up.campaign
    basis = f"依据：{campaign.document_number}　" if campaign.document_number else ""
    return f"{basis}截至 {roll_up.as_of.isoformat()}"


def _key_figures(roll_up: RollUp) -> list[tuple[str, Cell]]:
    figures, tally = roll_up.figures, roll_up.tally
    return [
        ("已报单位 / 应报单位", f"{figures.units_heard} / {figures.units_expected}"),
        ("上报文件 / 表", f"{len(roll_up.files)} / {figures.forms}"),
        ("读取行数", tally.read),
        ("采用行数", tally.merged),
        ("未采用行数", tally.unused),
        ("须改正的错误", sum(finding.severity is Severity.ERROR for finding in roll_up.faults)),
        ("到期未报附件", roll_up.missing),
    ]


def _upper(roll_up: RollUp, heads: Iterator[str]) -> dict[OverviewTable, tuple[int, Block]]:
    """The tables of the first band by name, each with the column it begins in."""
    called = roll_up.figures.rows_called
    blocks = {OverviewTable.TALLIES: _tallies(roll_up, heads)}
    if roll_up.figures.categories:
        blocks[OverviewTable.CATEGORIES] = _categories(roll_up, heads)
    if FormRole.RECTIFICATIONS in called:
        blocks[OverviewTable.STANDINGS] = _standings(roll_up, heads)
    return dict(zip(blocks, zip((0, 5, 9), blocks.values(), strict=False), strict=True))


def _lower(roll_up: RollUp, heads: Iterator[str]) -> dict[OverviewTable, tuple[int, Block]]:
    """The tables of the second band, likewise."""
    blocks = {OverviewTable.FILINGS: (0, _filings(roll_up, heads))}
    if FormRole.WHITELIST in roll_up.figures.rows_called:
        blocks[OverviewTable.WHITELIST] = (7, _whitelist(roll_up, heads))
    return blocks


def _tallies(roll_up: RollUp, heads: Iterator[str]) -> Block:
    rows: list[Sequence[Cell]] = [
        (table.attachment.label, *_rows(roll_up.tally_by_attachment[table.attachment.id])) for table in roll_up.tables
    ]
    heading = f"{next(heads)}、各附件行数"
    return Block(heading, ("附件", "读取", "采用", "未采用"), [*rows, (TOTAL, *_rows(roll_up.tally))])


def _rows(tally: Tally) -> tuple[int, int, int]:
    return tally.read, tally.merged, tally.unused


def _label(roll_up: RollUp, role: FormRole) -> str:
    table = roll_up.table(role)
    return f"（{table.attachment.label}）" if table else ""


def _categories(roll_up: RollUp, heads: Iterator[str]) -> Block:
    figures = roll_up.figures
    rows = [*figures.by_category, (TOTAL, figures.total.problems)]
    heading = f"{next(heads)}、{figures.category_called}{_label(roll_up, FormRole.PROBLEMS)}"
    return Block(heading, (figures.category_called, "项数"), rows)


def _standings(roll_up: RollUp, heads: Iterator[str]) -> Block:
    total = roll_up.figures.total
    rows = [(STANDING_LABELS[state], total.standings[state]) for state in RectificationStatus]
    heading = f"{next(heads)}、{roll_up.figures.mending}进度{_label(roll_up, FormRole.RECTIFICATIONS)}"
    return Block(heading, ("办理进度", "项数"), [*rows, (TOTAL, total.rectifications)])


def _filings(roll_up: RollUp, heads: Iterator[str]) -> Block:
    rows: list[Sequence[Cell]] = [
        (one.attachment.label, *(one.states[state] for state in STATE_LABELS), one.nil)
        for one in roll_up.figures.filings
    ]
    heading = f"{next(heads)}、各附件报送情况（单位数）"
    return Block(heading, ("附件", *STATE_LABELS.values(), "其中零报告"), rows)


def _whitelist(roll_up: RollUp, heads: Iterator[str]) -> Block:
    figures = roll_up.figures
    rows = [(one.unit, one.whitelist) for one in figures.units if one.whitelist]
    heading = f"{next(heads)}、{figures.rows_called[FormRole.WHITELIST]}{_label(roll_up, FormRole.WHITELIST)}"
    return Block(heading, ("填报单位", "项数"), [*rows, (TOTAL, figures.total.whitelist)])


def _versions(roll_up: RollUp) -> str:
    unclear = f"其中同一天收到、内容不同的 {len(roll_up.conflicts)} 份，请向填报单位核实"
    where = f"（见“校验结果”{CONFLICTING_VERSIONS}）"
    return f"重复报送 {roll_up.superseded} 份，以后收到的一份为准，内容相同的只计一次；{unclear}{where}。"


def _units(roll_up: RollUp, heads: Iterator[str]) -> Block:
    figures = roll_up.figures
    headings = (heading.replace("（", "\n（") for heading in figures.unit_headings)
    rows: list[Sequence[Cell]] = [
        (unit.unit, *figures.counts(unit), *unit.faults) for unit in (*figures.units, figures.total)
    ]
    return Block(f"{next(heads)}、各单位{figures.mending_called}情况", ["填报单位", *headings, *FAULT_HEADINGS], rows)


def _unit_filings(roll_up: RollUp, heads: Iterator[str]) -> Block:
    rows: list[Sequence[Cell]] = [
        (one.unit, *(one.states[state] for state in STATE_LABELS), sum(one.states.values()))
        for one in roll_up.figures.unit_filings
    ]
    headings = ("填报单位", *STATE_LABELS.values(), "应报附件")
    return Block(f"{next(heads)}、各单位报送情况（附件数）", headings, rows)


def _unit_tallies(roll_up: RollUp, heads: Iterator[str]) -> Block:
    tables = [table.attachment for table in roll_up.tables]
    whole = UnitTally(TOTAL, len(roll_up.files), roll_up.figures.forms, roll_up.tally, roll_up.tally_by_attachment)
    headings = ("填报单位", "文件", "表", "读取", "采用", "未采用", *(f"{form.label}采用" for form in tables))
    rows: list[Sequence[Cell]] = [
        (one.unit, one.files, one.forms, *_rows(one.rows), *_merged(one, [form.id for form in tables]))
        for one in (*roll_up.tally_by_unit, whole)
    ]
    return Block(f"{next(heads)}、核对数（各单位）", headings, rows)


def _common(roll_up: RollUp, heads: Iterator[str]) -> Block:
    """What many units report, the widest first, and who asks it."""
    found = roll_up.in_common
    rows: list[Sequence[Cell]] = [(one.matter, len(one.units), one.rows, asked_by(one)) for one in found.common]
    heading = (
        f"{next(heads)}、共性问题：合并同类后 {len(found.every)} 件，"
        f"{COMMON_TO} 个以上单位都有的 {len(found.common)} 件，占 {found.rows} 行"
    )
    return Block(heading, headings_in_common(roll_up.campaign), rows[:_MOST_COMMON])


def _merged(tally: UnitTally, attachments: Iterable[str]) -> Iterable[int]:
    return (tally.by_attachment[name].merged if name in tally.by_attachment else 0 for name in attachments)
