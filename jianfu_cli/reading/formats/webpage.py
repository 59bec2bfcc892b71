"""Web pages under a workbook's name (web systems export so) to grids: the tables, as a spreadsheet lays them out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reading.formats.delimited import MOST_COLUMNS, MOST_ROWS
from jianfu_cli.reading.formats.encoding import decoded, encoding_of
from jianfu_cli.reading.formats.struck import is_crossed_out
from jianfu_cli.reading.grid import Grid, Merge, SheetFacts
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError, damaged, unsafe

_SILENT = frozenset({"script", "style", "title", "template", "xml"})
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "form", "caption", "hr", "pre"})
# Marks for <br> and for the edges of a block; both characters are taken out of the page's own text.
_BREAK, _EDGE = "\x00", "\x01"
_UNMARKED = str.maketrans({_BREAK: "\ufffd", _EDGE: "\ufffd"})
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’—…]"
# A line of Chinese that the source wraps is one line without a blank (CSS Text 3, 4.1.3).
_WRAPPED = pattern_of(f"(?<={_WIDE})[ \t]*[\r\n]+[ \t]*(?={_WIDE})")
_BLANKS = pattern_of("[ \t\r\n\f\u00a0]+")
_EDGES = pattern_of(f" ?{_EDGE}[ {_EDGE}]*")


_SEEN = {
    "img": UnreadKind.PICTURE,
    "svg": UnreadKind.PICTURE,
    "canvas": UnreadKind.PICTURE,
    "object": UnreadKind.OBJECT,
    "embed": UnreadKind.OBJECT,
    "iframe": UnreadKind.OBJECT,
}
_FIELDS = frozenset({"input", "select", "option"})
_TICKED = frozenset({"checkbox", "radio"})
_TYPED = frozenset({"", "text", "tel", "email", "number", "date", "month", "url", "search"})
_STYLED = {side: pattern_of(rf"(?:^|[;\s]){side}\s*:\s*([\d.]{{1,8}})(px|pt|cm)") for side in ("width", "height")}
_SIZE = pattern_of(r"\s*(\d{1,6})(?:px)?\s*")
_POINTS = 37.8  # of a screen, in a cm
_IN_POINTS = {"px": 1.0, "pt": 4 / 3, "cm": _POINTS}
_UNSEEN = pattern_of(r"(?:^|[;\s])display\s*:\s*none", re.IGNORECASE)
_STRIKES = frozenset({"s", "strike", "del"})
_SPECK, _MOST_SEEN = 40, 1_000


class _Cell(NamedTuple):
    text: str
    across: int
    down: int
    struck: bool


@dataclass(slots=True)
class _Table:
    """An open table: how many rows more each column is taken by a cell from above, and its merges."""

    taken: dict[int, int] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


def read_sheets(data: bytes, _: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the page as one sheet without a name: tables one below the other, text between them a row a line.

    Nothing is run or fetched. A table within a table goes below what stands before it.

    Raises:
        RefusedError: JF001 in no known encoding, JF003 over the limits of a sheet.
    """
    page = _Page(limits)
    # lxml calls the methods a target has; its stubs ask for all that it may have.
    parser = etree.HTMLParser(target=cast("Any", page), encoding="utf-8", no_network=True)
    try:
        for text in decoded(data, encoding_of(data)):
            parser.feed(text.translate(_UNMARKED).encode())
        parser.close()
    except etree.LxmlError as error:
        raise damaged() from error
    return (
        Grid(
            "",
            page.rows,
            tuple(page.merges),
            facts=SheetFacts(
                hidden_rows=frozenset(page.hidden_rows),
                unread=tuple(page.unread),
                struck_rows=frozenset(page.struck_rows),
            ),
        ),
    )


class _Page:
    """What the parser reports to; keeps no tree, so a page costs what its cells cost."""

    def __init__(self, limits: GuardLimits) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self.unread: list[Unread] = []
        self._limits = limits
        self._tables: list[_Table] = []
        self._row: list[_Cell] | None = None
        self._span: tuple[int, int] | None = None  # of the open cell
        self._text: list[str] = []
        self._silent = 0
        self._options: list[list[bool | str]] | None = None  # of the open drop-down: whether selected, and its text
        self._struck = 0  # open elements that cross out
        self._plain = False  # whether the open cell has text that is not crossed out
        self.struck_rows: set[int] = set()
        self._is_hidden = False  # the open row
        self.hidden_rows: set[int] = set()
        self._area = self._merged_area = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._end_row()
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._end_row()
            self._row = []
            self._is_hidden = "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style") or ""))
        elif tag in {"td", "th"} and self._tables:
            self._end_cell()
            self._span = (_span(attributes.get("colspan")), _span(attributes.get("rowspan")))
        elif tag in _STRIKES:
            self._struck += 1
        elif tag in _SEEN:
            self._see(tag, attributes)
        elif tag in _FIELDS:
            self._begin_field(tag, attributes)
        elif tag == "br":
            self._text.append(_BREAK)
        elif tag in _BLOCKS:
            self._text.append(_EDGE)

    def _begin_field(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "input":
            self.data(_entered(attributes))
        elif tag == "select":
            self._options = []
        elif self._options is not None:
            self._options.append(["selected" in attributes])

    def _see(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note a picture or an object where it stands; a picture of a few points is part of the paper."""
        kind = _SEEN[tag]
        width, height = (_points(attributes, side) for side in ("width", "height"))
        if kind is UnreadKind.PICTURE and (0 < width < _SPECK or 0 < height < _SPECK):
            return
        if len(self.unread) < _MOST_SEEN:
            row = len(self.rows) + 1
            column = len(self._row or ()) + 1
            self.unread.append(Unread(kind, row, column, row, column, width=width / _POINTS, height=height / _POINTS))

    def end(self, tag: str) -> None:
        """Close an element; the parser closes by itself what the page leaves open."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._tables:
            self._end_row()
            self._keep_merges(self._tables.pop())
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in _STRIKES:
            self._struck = max(0, self._struck - 1)
        elif tag == "select":
            self._choose()
        elif tag in _BLOCKS:
            self._text.append(_EDGE)

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._options is not None:
            if self._options:
                self._options[-1].append(text)
        elif not self._silent:
            self._text.append(text)
            self._plain = self._plain or not (self._struck or text.isspace())

    def _choose(self) -> None:
        """Take the entry of a drop-down that shows: the one selected, else the first."""
        options, self._options = self._options or [], None
        shown = next((option for option in options if option[0]), options[0] if options else [])
        self.data("".join(map(str, shown[1:])))

    def close(self) -> None:
        """End the page."""
        self._end_row()

    def _end_cell(self) -> None:
        lines = self._take_lines()
        plain, self._plain = self._plain, False
        if self._span is None:  # text beside the cells
            for line in filter(None, lines):
                self._add([line])
            return
        self._row = self._row or []
        text = "\n".join(lines)
        self._row.append(_Cell(text, *self._span, struck=bool(text) and not plain))
        self._span = None

    def _take_lines(self) -> list[str]:
        text = "".join(self._text)
        self._text.clear()
        if text.isprintable() and "  " not in text:  # most cells: nothing to tidy
            return [text.strip()]
        text = _BLANKS.sub(" ", _WRAPPED.sub("", text))
        text = _EDGES.sub(_BREAK, text).strip(_BREAK + " ")
        return [line.strip() for line in text.split(_BREAK)]

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None and self._tables:
            cells, self._row = self._row, None
            self._place(cells, self._tables[-1])

    def _place(self, cells: list[_Cell], table: _Table) -> None:
        """Lay out one row: cells stand where no cell from above reaches (HTML, 4.9.12.1)."""
        number = len(self.rows) + 1
        row: list[str] = []
        below = {column: left - 1 for column, left in table.taken.items() if left > 1}
        column = 1
        for cell in cells:
            while column in table.taken:
                column += 1
            if column > MOST_COLUMNS:
                raise _too_large(number)
            row += [""] * (column - 1 - len(row)) + [cell.text]
            right = min(column + cell.across - 1, MOST_COLUMNS)
            if cell.across > 1 or cell.down > 1:
                table.merges.append(Merge(number, column, number + cell.down - 1, right))
            if cell.down > 1:
                below.update(dict.fromkeys(range(column, right + 1), cell.down - 1))
            column = right + 1
        table.taken = below
        if self._is_hidden:
            self.hidden_rows.add(number)
        struck = sum(cell.struck for cell in cells)
        if struck and is_crossed_out(sum(bool(cell.text) for cell in cells), struck):
            self.struck_rows.add(number)
        self._add(row)

    def _add(self, row: list[str]) -> None:
        self._area += len(row)
        if len(self.rows) == MOST_ROWS or self._area > self._limits.area:
            raise _too_large(len(self.rows) + 1)
        self.rows.append(row)

    def _keep_merges(self, table: _Table) -> None:
        """Keep the merges of a table that has ended: a span may promise more rows than there are."""
        last = len(self.rows)
        for merge in table.merges:
            height, width = min(merge.bottom, last) - merge.top + 1, merge.right - merge.left + 1
            self._merged_area += height * width
            if self._merged_area > self._limits.merged_area:
                raise _too_large(merge.top)
            if height * width > 1:
                self.merges.append(Merge(merge.top, merge.left, merge.top + height - 1, merge.right))


def _span(written: str | None) -> int:
    """Read a colspan or rowspan; nonsense is 1, as browsers take it."""
    digits = re.match(r"\s*(\d{1,7})", written or "", re.ASCII)
    return min(max(int(digits[1]), 1), MOST_ROWS) if digits else 1


def _entered(attributes: Mapping[str, str]) -> str:
    """What a person has ticked or typed in a field of a page."""
    kind = (attributes.get("type") or "").strip().lower()
    if kind in _TICKED:
        return "☑" if "checked" in attributes else "☐"
    return (attributes.get("value") or "").translate(_UNMARKED) if kind in _TYPED else ""


def _points(attributes: Mapping[str, str], side: str) -> float:
    """Return the width or height of a picture in points of a screen; 0 where it is not said."""
    styled = _STYLED[side].search(attributes.get("style") or "")
    if styled:
        return float(styled[1]) * _IN_POINTS[styled[2]] if styled[1].count(".") <= 1 and styled[1] != "." else 0
    size = _SIZE.fullmatch(attributes.get(side) or "")
    return float(size[1]) if size else 0


def _too_large(row: int) -> RefusedError:
    return unsafe(f"第 {row} 行超出一张工作表的大小，无法按表读取")
