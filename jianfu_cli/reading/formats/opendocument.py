"""What the XML of an ods says beyond its values: merges, what is hidden, formulas, errors, shown texts, its extent."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import BytesIO

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import ErrorValue, Scalar, Shown, UnvaluedFormula
from jianfu_cli.core.model.unread import Unread
from jianfu_cli.reading.formats.open_drawings import drawn_in
from jianfu_cli.reading.formats.open_styles import OpenStyles
from jianfu_cli.reading.formats.page_headers import tells_in_styles
from jianfu_cli.reading.formats.stored_text import stored_moment, stored_number
from jianfu_cli.reading.formats.struck import is_crossed_out
from jianfu_cli.reading.formats.symbol_fonts import names_symbol_font
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Grid, Merge, SheetFacts, ShownCells
from jianfu_cli.reading.guard.extent import Sheet
from jianfu_cli.reading.guard.markup import with_controls_named
from jianfu_cli.reading.guard.package import CheckedPackage, repacked
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged, too_much_at

_CONTENT, _STYLES = "content.xml", "styles.xml"
# Between these elements blanks say nothing; the native reader gives up where it meets them.
_SPACED = pattern_of(rb">\s+<(/?(?:table|office):|text:p[\s/>])")
_BLANKS = pattern_of(r"[ \t\r\n]+")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_VALUE_TYPE, _VALUE = _OFFICE + "value-type", _OFFICE + "value"
_DATE_VALUE, _TIME_VALUE = _OFFICE + "date-value", _OFFICE + "time-value"
_PARAGRAPH = _TEXT + "p"
# Of them a cell shows nothing: comments, footnotes, the reading above a word.
_ASIDE = frozenset({_OFFICE + "annotation", _TEXT + "note", _TEXT + "ruby-text"})
_BREAKS = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_NUMBER = pattern_of(r"[+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?")
_DURATION = pattern_of(r"PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d{1,12})?S")
_MOST_BLANKS = 100
_FORMULA = _TABLE + "formula"
# What a cell shows whose formula fails; a formula begins with the name of its language (of:=, msoxl:=).
_ERROR = pattern_of(r"#[A-Z0-9/?!_]{2,20}|Err:\d{3}")
_LANGUAGE = pattern_of(r"^\w{0,20}:?=")
_NAMES = ("table", "table-column", "table-row", "table-cell", "covered-table-cell", "shapes")
_TAGS = tuple(_TABLE + name for name in _NAMES)
_HIDDEN = frozenset({"collapse", "filter"})
_MOST = 1 << 20
_MOST_DRAWN = 2_000
_MOST_FORMULAS = 1 << 21


def keeps(name: str, content: bytes, _: Sheet | None) -> bool:
    """Say whether a part must be kept after the guard has seen it."""
    return name == _CONTENT or (name == _STYLES and (names_symbol_font(content) or tells_in_styles(content)))


def read_sheets(data: bytes, package: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of an ods (``SheetReader``)."""
    assert package is not None
    content = package.parts.get(_CONTENT, b"")
    fit = _SPACED.sub(rb"><\1", content) if _SPACED.search(content) else content
    return read_workbook(
        repacked(data, {} if fit is content else {_CONTENT: fit}), sheet_facts(package, limits), limits
    )


def sheet_facts(package: CheckedPackage, limits: GuardLimits) -> dict[str, SheetFacts]:
    """Return what the sheets say, by name (ODF 1.3 part 3, 9.1).

    Raises:
        RefusedError: JF001 not well-formed or too deep, JF003 a few bytes stand for more cells than can be laid out.
    """
    content = package.parts.get(_CONTENT, b"")
    try:
        try:
            return _told(content, package, limits)
        except etree.XMLSyntaxError:
            fit, changed = with_controls_named(content)
            if not changed:
                raise
            return _told(fit, package, limits)
    except etree.XMLSyntaxError as error:
        raise damaged() from error


def _told(content: bytes, package: CheckedPackage, limits: GuardLimits) -> dict[str, SheetFacts]:
    sheets: dict[str, SheetFacts] = {}
    sheet = None
    styles = OpenStyles()
    is_drawn_on = b"<draw:" in content or b":annotation" in content
    if _STYLES in package.parts:
        styles.take(etree.fromstring(package.parts[_STYLES], etree.XMLParser(resolve_entities=False, no_network=True)))
    parser = etree.iterparse(
        BytesIO(content), events=("start", "end"), tag=_TAGS, no_network=True, resolve_entities=False
    )
    for event, node in parser:
        name = str(node.tag).removeprefix(_TABLE)
        if name == "table" and event == "start":
            if not sheets:
                styles.take(node.getroottree().getroot())
            sheet = _Sheet(limits, styles, is_drawn_on)
        elif name == "table":
            pages = styles.printed(node.get(_TABLE + "style-name", ""))
            sheets[node.get(_TABLE + "name", "")] = replace(sheet.facts() if sheet else SheetFacts(), printed=pages)
            sheet = None
        elif sheet:  # a cell outside a sheet is a tracked change
            sheet.take(event, name, node)
        if event == "end" and name in {"table", "table-row"}:
            node.clear()
    return sheets


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: where the next row, column and cell stand (1-based)."""

    limits: GuardLimits
    styles: OpenStyles
    is_drawn_on: bool = False
    row: int = 1
    column: int = 1
    cell: int = 1
    right: int = 0  # the last cell of the row that holds a value
    merged_area: int = 0
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    told: dict[int, Scalar] = field(
        default_factory=dict
    )  # of the row: columns with a formula, None where it has a value
    formulas: set[tuple[int, int]] = field(default_factory=set)
    broken_cells: dict[tuple[int, int], Scalar] = field(default_factory=dict)
    texts: dict[int, Scalar] = field(default_factory=dict)  # of the row: what its cells show instead of their value
    shown: ShownCells = field(default_factory=ShownCells)
    column_styles: list[tuple[range, str | None]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    struck_rows: set[int] = field(default_factory=set)
    filled: int = 0  # of the row: its cells with something in them, and those of them that are crossed out
    struck: int = 0

    def facts(self) -> SheetFacts:
        hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        broken, merges = self.broken_cells, tuple(self.merges)
        return SheetFacts(
            *hidden,
            frozenset(self.formulas),
            broken,
            merges,
            self.shown,
            unread=tuple(self.unread),
            struck_rows=frozenset(self.struck_rows),
        )

    def take(self, event: str, name: str, node: etree._Element) -> None:
        if name == "table-row":
            if event == "start":
                self.cell, self.right = 1, 0
                self.filled = self.struck = 0
                self.told.clear()
                self.texts.clear()
            else:
                self._end_row(node)
        elif event == "end" and name == "table-column":
            following = self.column + _count(node, "number-columns-repeated")
            if self._is_unseen(node):
                self.hidden_columns.update(range(self.column, following))
            if self.styles.have_signs:
                self.column_styles.append((range(self.column, following), node.get(_TABLE + "default-cell-style-name")))
            self.column = following
        elif event == "end" and name == "shapes":
            self.unread += drawn_in(node, 0, 0)
        elif event == "end":
            self._end_cell(node)

    def _end_cell(self, node: etree._Element) -> None:
        across, down = _count(node, "number-columns-spanned"), _count(node, "number-rows-spanned")
        if across * down > 1:
            self.merged_area += across * down
            if self.merged_area > self.limits.merged_area:
                raise too_much_at(self.row, self.cell, "合并单元格几乎占满整张表")
            self.merges.append(Merge(self.row, self.cell, self.row + down - 1, self.cell + across - 1))
        following = self.cell + _count(node, "number-columns-repeated")
        kind = node.get(_VALUE_TYPE)
        if kind is not None or len(node):
            self.right = following - 1
            self.filled += 1
            self.struck += bool(self.styles.struck) and self.styles.strikes(node.get(_TABLE + "style-name"))
            has_signs = self.styles.have_signs and self._write_signs(node)
            shown = _text(node) if has_signs and kind == "string" else _shown(kind, node)
            if shown is not None:
                self.texts.update(dict.fromkeys(range(self.cell, following), shown))
        if self.is_drawn_on and len(node) and len(self.unread) < _MOST_DRAWN:
            self.unread += drawn_in(node, self.row, self.cell)
        if _FORMULA in node.attrib:
            self.right = following - 1
            self.told.update(dict.fromkeys(range(self.cell, following), _instead_of_value(node)))
        self.cell = following

    def _is_unseen(self, node: etree._Element) -> bool:
        return node.get(_TABLE + "visibility") in _HIDDEN or node.get(_TABLE + "style-name") in self.styles.unseen

    def _write_signs(self, node: etree._Element) -> bool:
        """Let a cell's text be the signs that its fonts show; say whether that is anything else."""
        of_column = next((style for columns, style in self.column_styles if self.cell in columns), None)
        before = _text(node)
        self.styles.write_signs(node, node.get(_TABLE + "style-name") or of_column)
        return _text(node) != before

    def _end_row(self, node: etree._Element) -> None:
        following = self.row + _count(node, "number-rows-repeated")
        if self.right:
            if (following - 1) * self.right > self.limits.area:
                raise too_much_at(self.row, self.right, "单元格离表格太远，无法按表读取")
            if self._is_unseen(node):
                self.hidden_rows.update(range(self.row, following))
            if self.struck and is_crossed_out(self.filled, self.struck):
                self.struck_rows.update(range(self.row, following))
            self._keep_told(following)
        self.row = following

    def _keep_told(self, following: int) -> None:
        if len(self.formulas) + len(self.broken_cells) + len(self.told) * (following - self.row) > _MOST_FORMULAS:
            raise too_much_at(self.row, self.right, "公式太多，无法按表读取")
        for row in range(self.row, following) if self.texts else ():
            for column, shown in self.texts.items():
                self.shown.put(row, column, shown)
        for row in range(self.row, following) if self.told else ():
            self.formulas.update((row, column) for column, value in self.told.items() if value is None)
            self.broken_cells.update(((row, column), value) for column, value in self.told.items() if value is not None)


def _shown(kind: str | None, node: etree._Element) -> Scalar:
    """Return what a cell shows where that is more than its value, None where it is not."""
    if kind == "string":
        # In one paragraph of its own words alone there is nothing that the reader of values does not know.
        return _text(node) if len(node) > 1 or (len(node) and len(node[0])) else None
    if kind in {None, "boolean"} or node.find(_PARAGRAPH) is None:
        return None
    if kind == "date":
        moment = _moment(node.get(_DATE_VALUE, ""))
        return stored_moment(_text(node), moment) if moment else None
    if kind == "time":
        duration = _DURATION.fullmatch(node.get(_TIME_VALUE, ""))
        hours, minutes, seconds = map(int, duration.groups()) if duration else (0, 0, 0)
        return Shown(_text(node), timedelta(hours=hours, minutes=minutes, seconds=seconds)) if duration else None
    written, text = node.get(_VALUE, ""), _text(node)
    return stored_number(text, float(written)) if text != written and _NUMBER.fullmatch(written) else None


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return None


def _text(node: etree._Element) -> str:
    """Return the text that a person sees in a cell, its paragraphs one below the other."""
    if len(node) == 1 and not len(node[0]) and node[0].tag == _PARAGRAPH:
        return node[0].text or ""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in node.iterchildren(_PARAGRAPH))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(paragraph, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            yield _BLANKS.sub(" ", node.tail or "") if node is not paragraph else ""
        elif node.tag in _ASIDE:
            walk.skip_subtree()
        elif node.tag == _TEXT + "s":
            yield " " * min(_count(node, "c", _TEXT), _MOST_BLANKS)
        else:
            yield _BREAKS.get(str(node.tag), _BLANKS.sub(" ", node.text or ""))


def _instead_of_value(node: etree._Element) -> ErrorValue | UnvaluedFormula | None:
    """Return what stands for the value that a cell's formula does not give; None where it gives one."""
    shown = _text(node)
    if _ERROR.fullmatch(shown):
        return ErrorValue(shown)
    if shown or node.get(_VALUE_TYPE) is not None:
        return None
    return UnvaluedFormula(_LANGUAGE.sub("=", node.get(_FORMULA, "")))


def _count(node: etree._Element, name: str, space: str = _TABLE) -> int:
    """Read how often a node repeats or how far it spans; 1 unless it says so, bounded so that sums stay small."""
    written = node.get(space + name, "1")
    return min(max(int(written), 1), _MOST) if written.isdecimal() and len(written) < len(str(_MOST)) + 3 else 1
