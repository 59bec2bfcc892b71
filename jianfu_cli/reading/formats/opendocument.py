"""What the XML of an ods says beyond its values: merges, what is hidden, formulas, errors, the extent it claims."""

import re
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from jianfu_cli.core.language.values import ErrorValue, Scalar, UnvaluedFormula, cell_name
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Grid, Merge, SheetFacts
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError, damaged, unsafe

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE_TYPE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_FORMULA = _TABLE + "formula"
# What a cell shows whose formula fails; a formula begins with the name of its language (of:=, msoxl:=).
_ERROR = re.compile(r"#[A-Z0-9/?!_]{2,20}|Err:\d{3}")
_LANGUAGE = re.compile(r"^\w{0,20}:?=")
_NAMES = ("table", "table-column", "table-row", "table-cell", "covered-table-cell")
_TAGS = tuple(_TABLE + name for name in _NAMES)
_HIDDEN = frozenset({"collapse", "filter"})
_MOST = 1 << 20
_MOST_FORMULAS = 1 << 21


def keeps(name: str, *_: object) -> bool:
    """Say whether a part must be kept after the guard has seen it."""
    return name == _CONTENT


def read_sheets(data: bytes, package: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of an ods (``SheetReader``)."""
    assert package is not None
    return read_workbook(data, sheet_facts(package, limits), limits)


def sheet_facts(package: CheckedPackage, limits: GuardLimits) -> dict[str, SheetFacts]:
    """Return what the sheets say, by name (ODF 1.3 part 3, 9.1).

    Raises:
        RefusedError: JF001 not well-formed or too deep, JF003 a few bytes stand for more cells than can be laid out.
    """
    sheets: dict[str, SheetFacts] = {}
    sheet = None
    try:
        parser = etree.iterparse(
            BytesIO(package.parts.get(_CONTENT, b"")),
            events=("start", "end"),
            tag=_TAGS,
            no_network=True,
            resolve_entities=False,
        )
        for event, node in parser:
            name = str(node.tag).removeprefix(_TABLE)
            if name == "table" and event == "start":
                sheet = _Sheet(limits)
            elif name == "table":
                sheets[node.get(_TABLE + "name", "")] = sheet.facts() if sheet else SheetFacts()
                sheet = None
            elif sheet:  # a cell outside a sheet is a tracked change
                sheet.take(event, name, node)
            if event == "end" and name in {"table", "table-row"}:
                node.clear()
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    return sheets


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read: where the next row, column and cell stand (1-based)."""

    limits: GuardLimits
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

    def facts(self) -> SheetFacts:
        hidden = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        return SheetFacts(*hidden, frozenset(self.formulas), self.broken_cells, tuple(self.merges))

    def take(self, event: str, name: str, node: etree._Element) -> None:
        if name == "table-row":
            if event == "start":
                self.cell, self.right = 1, 0
                self.told.clear()
            else:
                self._end_row(node)
        elif event == "end" and name == "table-column":
            following = self.column + _count(node, "number-columns-repeated")
            if node.get(_TABLE + "visibility") in _HIDDEN:
                self.hidden_columns.update(range(self.column, following))
            self.column = following
        elif event == "end":
            self._end_cell(node)

    def _end_cell(self, node: etree._Element) -> None:
        across, down = _count(node, "number-columns-spanned"), _count(node, "number-rows-spanned")
        if across * down > 1:
            self.merged_area += across * down
            if self.merged_area > self.limits.merged_area:
                raise self._too_far("合并单元格几乎占满整张表", self.cell)
            self.merges.append(Merge(self.row, self.cell, self.row + down - 1, self.cell + across - 1))
        following = self.cell + _count(node, "number-columns-repeated")
        if node.get(_VALUE_TYPE) is not None or len(node):
            self.right = following - 1
        if _FORMULA in node.attrib:
            self.right = following - 1
            self.told.update(dict.fromkeys(range(self.cell, following), _instead_of_value(node)))
        self.cell = following

    def _end_row(self, node: etree._Element) -> None:
        following = self.row + _count(node, "number-rows-repeated")
        if self.right:
            if (following - 1) * self.right > self.limits.area:
                raise self._too_far("单元格离表格太远，无法按表读取", self.right)
            if node.get(_TABLE + "visibility") in _HIDDEN:
                self.hidden_rows.update(range(self.row, following))
            self._keep_told(following)
        self.row = following

    def _keep_told(self, following: int) -> None:
        if len(self.formulas) + len(self.broken_cells) + len(self.told) * (following - self.row) > _MOST_FORMULAS:
            raise self._too_far("公式太多，无法按表读取", self.right)
        for row in range(self.row, following) if self.told else ():
            self.formulas.update((row, column) for column, value in self.told.items() if value is None)
            self.broken_cells.update(((row, column), value) for column, value in self.told.items() if value is not None)

    def _too_far(self, what: str, column: int) -> RefusedError:
        place = cell_name(self.row, column)
        return unsafe(f"{place} 处的{what}", "删除远处多余的内容再报送。", cell=place)


def _instead_of_value(node: etree._Element) -> ErrorValue | UnvaluedFormula | None:
    """Return what stands for the value that a cell's formula does not give; None where it gives one."""
    shown = "".join(str(text) for text in node.itertext())
    if _ERROR.fullmatch(shown):
        return ErrorValue(shown)
    if shown or node.get(_VALUE_TYPE) is not None:
        return None
    return UnvaluedFormula(_LANGUAGE.sub("=", node.get(_FORMULA, "")))


def _count(node: etree._Element, name: str) -> int:
    """Read how often a node repeats or how far it spans; 1 unless it says so, bounded so that sums stay small."""
    written = node.get(_TABLE + name, "1")
    return min(max(int(written), 1), _MOST) if written.isdecimal() and len(written) < len(str(_MOST)) + 3 else 1
