"""Tables in a Word document: 小四 headings that repeat on each page, 五号 text, thin lines."""

import math
from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document as DocumentObject
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Length, Pt
from docx.table import Table, _Cell, _Row

from jianfu_cli.writing.word.styles import FANG_SONG, TABLE_STYLE, set_font

_HEADING_POINTS, _MANY_HEADINGS_POINTS, _MANY = 12.0, 10.5, 8
_FIGURE_POINTS = 9.0  # of tables of many columns: three bold digits stand on one line
_NARROW = "30"  # twentieths of a point
_TEXT_POINTS, _MARGINS = 12.0, 12.0  # a little more than 10.5: some fonts have wide digits
_LONGEST_UNBROKEN = 12
"""In half characters; a longer value is broken between its parts."""
_MOST_TAKEN = 2
"""Other columns give no more than half of what they have to spare."""
_LOW_FROM, _HIGH, _LOW = 20, 20.0, 15.0
"""Rows of a longer table, and of one full of figures, are lower: one of thirty units stands on one page."""
SHORT = 12
"""So few rows are kept on one page, unless they are high: then what is left of this one is not left white."""
_LOW_ENOUGH = 260.0
"""Points; two fifths of a page."""
_ENDS = 2
"""So many rows at least of a table that goes on stand on each page."""
_LINE = 16.0
_PROSE = 12
"""A column with longer texts is read from the left, others stand in the middle."""


def add_table(
    document: DocumentObject,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    total: bool = False,
    followed: bool = False,
) -> None:
    """Add a table as wide as the text; ``widths`` are shares of it, ``total`` makes the last row bold.

    A short one is kept on one page; of a longer one no row stands alone, nor what it is ``followed`` by.
    """
    table = document.add_table(rows=2, cols=len(headings), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    if len(headings) > _MANY:
        _narrow_margins(table)
    room = _room(document)
    places = _unbroken([int(room * width / sum(widths)) for width in widths], rows)
    for column, width in zip(table.columns, places, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    prose = tuple(any(len(row[place]) > _PROSE for row in rows) for place in range(len(headings)))
    height = _LOW if len(rows) > _LOW_FROM or len(headings) > _MANY else _HIGH
    style = document.styles[TABLE_STYLE].style_id
    added = _Rows(table, style, prose, height, small_figures=len(headings) > _MANY)
    added.name(headings)
    for nth, texts in enumerate(rows, start=1):
        added.add(texts, bold=total and nth == len(rows))
    high = sum(max(height, _LINE * _lines(texts, places)) for texts in rows)
    _keep_together(table, len(rows) if len(rows) <= SHORT and high <= _LOW_ENOUGH else _ENDS, followed=followed)


def _keep_together(table: Table, ends: int, *, followed: bool) -> None:
    """Keep so many rows at the beginning, below the headings, and at the end on one page; the last with what comes."""
    *every, last = table._tbl.tr_lst  # noqa: SLF001 -- the library's own list makes an object of each row
    for row in {*every[: ends + 1], *every[-ends + 1 :], *((last,) if followed else ())}:
        _Row(row, table).cells[0].paragraphs[0].paragraph_format.keep_with_next = True


def _lines(texts: Sequence[str], places: Sequence[Length]) -> int:
    """How many lines the longest of ``texts`` takes in its column."""
    halves = (sum(1 if character.isascii() else 2 for character in text) for text in texts)
    room = (max(_TEXT_POINTS, float(place.pt) - _MARGINS) for place in places)
    return max(math.ceil(length * _TEXT_POINTS / 2 / points) for length, points in zip(halves, room, strict=True))


class _Rows:
    """Adds rows to ``table``, which has two of the right widths, the latter to copy: each kind of row is made once.

    A long table would take it minutes: it walks the whole of it for each cell, and all styles.
    """

    def __init__(
        self, table: Table, style: str, prose: tuple[bool, ...], height: float, *, small_figures: bool
    ) -> None:
        self._table, self._style, self._prose, self._small_figures = table, style, prose, small_figures
        self._height = height
        self._made: dict[tuple[bool, tuple[bool, ...]], CT_Row] = {}
        self._blank = table.rows[1]._tr  # noqa: SLF001 -- the library copies no row
        table._tbl.remove(self._blank)  # noqa: SLF001 -- nor does it remove one

    def name(self, headings: Sequence[str]) -> None:
        """Fill the first row with ``headings``."""
        first = self._table.rows[0]
        _keep_whole(first, self._height, heading=True)
        points = _MANY_HEADINGS_POINTS if self._small_figures else _HEADING_POINTS
        for cell, text in zip(first.cells, headings, strict=True):
            _fill(cell, text, self._style)
            set_font(cell.paragraphs[0].runs[0], "黑体", points)

    def add(self, texts: Sequence[str], *, bold: bool) -> None:
        """Add a row of ``texts``."""
        figures = tuple(self._small_figures and text.isascii() for text in texts)
        if (bold, figures) not in self._made:
            self._made[bold, figures] = self._empty(bold, figures)
        row = deepcopy(self._made[bold, figures])
        for run, text in zip(row.iter(qn("w:r")), texts, strict=True):
            run.text = text
        self._table._tbl.append(row)  # noqa: SLF001 -- nor does it add one that is there

    def _empty(self, bold: bool, figures: Sequence[bool]) -> CT_Row:
        row = deepcopy(self._blank)
        _keep_whole(_Row(row, self._table), self._height, heading=False)
        for cell, left, figure in zip(_Row(row, self._table).cells, self._prose, figures, strict=True):
            _fill(cell, "", self._style, left=left, bold=bold)
            if figure:
                set_font(cell.paragraphs[0].runs[0], FANG_SONG, _FIGURE_POINTS)
        return row


def _unbroken(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> list[Length]:
    """Widen columns so that a short value with a number (10—11月, 2024年5月) stands on one line.

    The room for it is taken from the other columns, each by what it has to spare; where that is not enough, the widths
    stay as they are.
    """
    needed = [max((_length(row[place]) for row in rows), default=0) for place in range(len(widths))]
    lacking = sum(max(0, need - width) for need, width in zip(needed, widths, strict=True))
    spare = sum(max(0, width - need) for need, width in zip(needed, widths, strict=True))
    if not lacking or spare < _MOST_TAKEN * lacking:
        return [Length(width) for width in widths]
    return [
        Length(need if need > width else width - int((width - need) * lacking / spare))
        for need, width in zip(needed, widths, strict=True)
    ]


def _length(text: str) -> int:
    """How wide ``text`` is with the margins of its cell; 0 where it may be broken."""
    halves = sum(1 if character.isascii() else 2 for character in text)
    if halves > _LONGEST_UNBROKEN or not any(character.isdigit() for character in text):
        return 0
    return Pt(halves * _TEXT_POINTS / 2 + _MARGINS)


def _narrow_margins(table: Table) -> None:
    """Leave little room beside the text of a cell, so that three digits stand on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), _NARROW)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 -- the library has no words for it
    assert look is not None
    look.addprevious(margins)


def add_facts(document: DocumentObject, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """Add a table of labels (every second column, from the first) and values, as wide as the text.

    The value of a row that has but one goes over the columns that are left.
    """
    table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    room, style = _room(document), document.styles[TABLE_STYLE].style_id
    places = [Length(int(room * width / sum(widths))) for width in widths]
    for column, width in zip(table.columns, places, strict=True):
        column.width = width
    for row, texts in zip(table.rows, rows, strict=True):
        _keep_whole(row, 22.0, heading=False)
        cells = row.cells
        for cell, width in zip(cells, places, strict=True):
            cell.width = width
        if len(texts) < len(cells):
            cells[len(texts) - 1].merge(cells[-1])
        for nth, text in enumerate(texts):
            _fill(cells[nth], text, style, left=nth % 2 == 1)
            if nth % 2 == 0:
                set_font(cells[nth].paragraphs[0].runs[0], "黑体", _MANY_HEADINGS_POINTS)


def _room(document: DocumentObject) -> int:
    section = document.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None
    assert left is not None
    assert right is not None
    return width - left - right


def _fill(cell: _Cell, text: str, style: str, *, left: bool = False, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style  # noqa: SLF001 -- an id, not a name to be looked up
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph.add_run(text).bold = bold or None


def _keep_whole(row: _Row, points: float, *, heading: bool) -> None:
    """Keep the row, at least ``points`` high, on one page; the headings come again on each."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 -- the library has no words for it
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        properties.append(repeated)
    row.height = Pt(24) if heading else Pt(points)
