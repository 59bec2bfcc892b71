"""XML spreadsheets of 2003 (SpreadsheetML) to grids: one XML text, as Excel, WPS and web systems save (xml, xls)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.values import ErrorValue, Scalar, UnvaluedFormula
from jianfu_cli.reading.formats.delimited import MOST_COLUMNS, MOST_ROWS
from jianfu_cli.reading.formats.encoding import encoding_of
from jianfu_cli.reading.formats.number_formats import NumberFormat, number_format
from jianfu_cli.reading.formats.page_headers import printed
from jianfu_cli.reading.formats.struck import is_crossed_out
from jianfu_cli.reading.formats.symbol_fonts import in_symbol_font, symbol_font
from jianfu_cli.reading.grid import Grid, Merge, SheetFacts
from jianfu_cli.reading.guard.markup import check_markup, with_controls_named
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RESAVE, RefusedError, damaged, too_much_at, unsafe

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_DECLARATION = pattern_of(r"^\ufeff?\s*+<\?xml[^>]{0,200}\?>")
_TAGS = tuple(_SS + name for name in ("Style", "Worksheet", "Column", "Row", "Cell"))
_PRINTED = (_X + "Header", _X + "Footer")
# The formats that have names (XML Spreadsheet Reference, NumberFormat), as Chinese Excel shows them.
_NAMED = {
    "General Number": "General",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00',
    "Euro Currency": '"€"#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"',
    "On/Off": '"On";"On";"Off"',
}
_DAY_ZERO, _DAY = datetime.fromisoformat("1899-12-30"), 86_400


@dataclass(frozen=True, slots=True)
class _Style:
    """How cells look: what their numbers show, the font of signs they are in, whether they are crossed out."""

    shows: NumberFormat | None = None
    font: str = ""
    struck: bool = False


def read_sheets(data: bytes, _: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of an XML spreadsheet (``SheetReader``).

    Raises:
        RefusedError: JF001 damaged, no sheet or in no known encoding, JF003 a DOCTYPE, too deep or over the limits.
    """
    content = _DECLARATION.sub("", data.decode(encoding_of(data)), count=1).encode()
    check_markup(content, limits)
    try:
        try:
            return _sheets(content, limits)
        except etree.XMLSyntaxError:
            fit, changed = with_controls_named(content)
            if not changed:
                raise
            return _sheets(fit, limits)
    except etree.XMLSyntaxError as error:
        raise damaged() from error


def _sheets(content: bytes, limits: GuardLimits) -> tuple[Grid, ...]:
    grids: list[Grid] = []
    styles: dict[str, _Style] = {}
    sheet: _Sheet | None = None
    tags = (*_TAGS, *_PRINTED)
    parser = etree.iterparse(
        BytesIO(content), events=("start", "end"), tag=tags, no_network=True, resolve_entities=False, huge_tree=False
    )
    for event, node in parser:
        name = str(node.tag).rpartition("}")[2]
        if name == "Style" and event == "end":
            styles[node.get(_SS + "ID", "")] = _style(node, styles)
        elif name == "Worksheet" and event == "start":
            sheet = _Sheet(node.get(_SS + "Name", ""), limits, styles)
        elif name == "Worksheet" and sheet:
            hidden = (node.findtext(f".//{_X}Visible") or "").strip() in {"SheetHidden", "SheetVeryHidden"}
            grids.append(sheet.grid(hidden=hidden))
            sheet = None
        elif sheet:
            sheet.take(event, name, node)
        if event == "end" and name in {"Row", "Worksheet"}:
            node.clear()
        if len(grids) > limits.sheets:
            raise unsafe(f"工作簿里的工作表超过 {limits.sheets} 张")
    if not grids:
        raise RefusedError("JF001", "工作簿里没有一张工作表", RESAVE)
    return tuple(grids)


def _style(node: etree._Element, known: Mapping[str, _Style]) -> _Style:
    """Return a style, which has from its parent, else from the default one, what it does not say itself."""
    parent = known.get(node.get(_SS + "Parent", "Default"), _Style())
    number, font = node.find(_SS + "NumberFormat"), node.find(_SS + "Font")
    written = None if number is None else number.get(_SS + "Format", "General")
    shows = parent.shows if written is None else number_format(_NAMED.get(written, written))
    if font is None:
        return _Style(shows, parent.font, parent.struck)
    return _Style(shows, symbol_font(font.get(_SS + "FontName", "")), font.get(_SS + "StrikeThrough") == "1")


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: where the last row, column and cell stood (1-based)."""

    name: str
    limits: GuardLimits
    styles: Mapping[str, _Style]
    rows: list[list[Scalar]] = field(default_factory=list)
    row: int = 0
    in_row: bool = False
    cell: int = 0
    column: int = 0
    area: int = 0
    merged_area: int = 0
    filled: int = 0  # of the row: its cells with something in them, and those of them that are crossed out
    struck: int = 0
    row_style: str | None = None
    column_styles: dict[int, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    broken: dict[tuple[int, int], Scalar] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)

    def grid(self, *, hidden: bool) -> Grid:
        facts = SheetFacts(
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            frozenset(self.formulas),
            self.broken,
            struck_rows=frozenset(self.struck_rows),
            printed=printed(iter(self.pages)),
        )
        return Grid(self.name, self.rows, tuple(self.merges), hidden, facts)

    def take(self, event: str, name: str, node: etree._Element) -> None:
        if name == "Row" and event == "start":
            self._begin_row(node)
        elif name == "Row":
            self._end_row(node)
        elif name == "Cell" and event == "end" and self.in_row:
            self._end_cell(node)
        elif name == "Column" and event == "end":
            self._take_column(node)
        elif event == "end" and name in {"Header", "Footer"}:
            self.pages.append(node.get(_X + "Data", ""))

    def _take_column(self, node: etree._Element) -> None:
        first = _place(node, self.column + 1, MOST_COLUMNS)
        self.column = min(first + _number(node, "Span", 0, MOST_COLUMNS), MOST_COLUMNS)
        places = range(first, self.column + 1)
        if node.get(_SS + "Hidden") == "1" or _is_nothing(node.get(_SS + "Width")):
            self.hidden_columns.update(places)
        if style := node.get(_SS + "StyleID"):
            self.column_styles.update(dict.fromkeys(places, style))

    def _begin_row(self, node: etree._Element) -> None:
        self.in_row = True
        self.row = _place(node, self.row + 1, MOST_ROWS)
        self.row_style = node.get(_SS + "StyleID")
        self.cell = self.filled = self.struck = 0

    def _end_row(self, node: etree._Element) -> None:
        self.in_row = False
        if self.filled:
            if node.get(_SS + "Hidden") == "1" or _is_nothing(node.get(_SS + "Height")):
                self.hidden_rows.add(self.row)
            if self.struck and is_crossed_out(self.filled, self.struck):
                self.struck_rows.add(self.row)
        self.row = min(self.row + _number(node, "Span", 0, MOST_ROWS), MOST_ROWS)

    def _end_cell(self, node: etree._Element) -> None:
        place = _place(node, self.cell + 1, MOST_COLUMNS)
        across, down = (_number(node, name, 0, MOST_ROWS) for name in ("MergeAcross", "MergeDown"))
        self.cell = place + across
        if across or down:
            self.merged_area += (across + 1) * (down + 1)
            if self.merged_area > self.limits.merged_area:
                raise too_much_at(self.row, place, "合并单元格几乎占满整张表")
            self.merges.append(Merge(self.row, place, self.row + down, place + across))
        names = node.get(_SS + "StyleID"), self.row_style, self.column_styles.get(place), "Default"
        style = next((self.styles[name] for name in names if name and name in self.styles), _Style())
        value = self._value(node, place, style)
        if value != "":
            self.filled += 1
            self.struck += style.struck
            self._put(place, value)

    def _value(self, node: etree._Element, place: int, style: _Style) -> Scalar:
        data, formula = node.find(_SS + "Data"), node.get(_SS + "Formula")
        value: Scalar = "" if data is None else _shown(data, style)
        if formula and value == "":
            value = UnvaluedFormula(formula)
        elif formula:
            self.formulas.add((self.row, place))
        if isinstance(value, ErrorValue | UnvaluedFormula):
            self.broken[self.row, place] = value
        return value

    def _put(self, place: int, value: Scalar) -> None:
        wanted = self.row - len(self.rows)
        self.area += max(0, wanted) + max(0, place - len(self.rows[-1] if wanted <= 0 and self.rows else ()))
        if self.area > self.limits.area:
            raise too_much_at(self.row, place, "单元格离表格太远，无法按表读取")
        self.rows.extend([] for _ in range(wanted))
        row = self.rows[self.row - 1]
        row.extend([""] * (place - len(row)))
        row[place - 1] = value


def _shown(data: etree._Element, style: _Style) -> Scalar:
    """Return what a cell shows of its ``Data``."""
    text = "".join(map(str, data.itertext()))
    match data.get(_SS + "Type"):
        case "Number" if number := _float(text):
            return style.shows.shown(number[0]) if style.shows else number[0]
        case "DateTime" if moment := _moment(text):
            days = (moment - _DAY_ZERO).total_seconds() / _DAY
            return style.shows.shown(days) if style.shows else moment
        case "Boolean":
            return text.strip() == "1"
        case "Error":
            return ErrorValue(text.strip())
    if style.font:
        return in_symbol_font(text, style.font)
    return style.shows.worded(text) if style.shows and style.shows.rewords else clean(text)


def _float(text: str) -> tuple[float] | None:
    return (float(text),) if re.fullmatch(r"\s*[+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?\s*", text) else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def _is_nothing(size: str | None) -> bool:
    return size is not None and re.fullmatch(r"0{1,9}(?:\.0{0,9})?", size) is not None


def _place(node: etree._Element, following: int, most: int) -> int:
    """Return where a row, column or cell stands (from 1): where it says, else at ``following``."""
    return max(1, _number(node, "Index", min(following, most), most))


def _number(node: etree._Element, name: str, otherwise: int, most: int) -> int:
    """Read a place or a span, no more than ``most``; what is none is ``otherwise``, as where nothing is written."""
    written = node.get(_SS + name, "")
    return min(int(written), most) if written.isdecimal() and len(written) < 8 else otherwise  # noqa: PLR2004
