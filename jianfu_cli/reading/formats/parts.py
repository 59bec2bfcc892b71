"""What the XML of an xlsx says beyond its values: hidden rows, formulas, error cells, number formats, active content.

The native reader gives neither; only sheets that show a sign of them are looked at a second time.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from xml.etree.ElementTree import ParseError

from jianfu_cli.core.language.values import CellPicture, ErrorValue, Scalar, UnvaluedFormula, column_index
from jianfu_cli.core.model.form import Problem
from jianfu_cli.core.model.unread import UnreadKind
from jianfu_cli.reading.formats.drawings import with_drawings
from jianfu_cli.reading.formats.number_formats import CellFormats
from jianfu_cli.reading.formats.struck import strikes, struck_rows, struck_styles
from jianfu_cli.reading.formats.styled_cells import cell_formats, shown_cells, tells
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Grid, SheetFacts, covered
from jianfu_cli.reading.guard.extent import Sheet
from jianfu_cli.reading.guard.markup import element
from jianfu_cli.reading.guard.package import CheckedPackage, Reread
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged

_WORKBOOK = "xl/workbook.xml"
_WORKBOOK_RELS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_CELL_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b' t="e"')
_RICH_VALUE = b" vm="  # of a picture placed in its cell, for which older programs show an error
_LONGEST_TAG = 512
# No piece of it passes a tag's edge: what is not there is not sought to the end of the sheet, cell after cell.
_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>"
    rb"(\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>))?"
    rb"(?:\s*<(?:\w+:)?(?:v|is>\s*<(?:\w+:)?t)(?:\s[^<>]*)?>([^<]*)<)?"
)
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s(?=[^<>]*\bhidden=\"(?:1|true)\")[^<>]*?\br=\"(\d{1,7})\"")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\s(?=[^<>]*\bhidden=\"(?:1|true)\")([^<>]*)>")
_NUMBER = {name: re.compile(rb"\b" + name + rb"=\"(\d{1,5})\"") for name in (b"min", b"max")}
_FULL_WIDTH = 16_384
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

EMBEDDED = "/embeddings/"
"""The folder of a package that objects are kept in."""
_ACTIVE = (
    ("vbaproject", "宏"),
    ("xl/externallinks/", "指向其他文件的链接"),
    (EMBEDDED, "嵌入的对象"),
    ("/activex/", "控件"),
    ("xl/connections.xml", "外部数据连接"),
    ("xl/macrosheets/", "宏表"),
)
# A name that leads out of the package, or to a place of its own.
_ODD_NAME = re.compile(r"(?m)^[/\\]|^.{0,2}:|(?:^|[/\\])\.\.(?:$|[/\\])")


def read_sheets(data: bytes, package: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of an xlsx or xlsm (``SheetReader``)."""
    assert package is not None
    facts = with_drawings(sheet_facts(package, data), _sheet_parts(package), package.names, data)
    return read_workbook(data, facts, limits)


def keeps(name: str, content: bytes, sheet: Sheet | None) -> bool:
    """Say whether a part must be kept after the guard has seen it."""
    if name in {_WORKBOOK, _WORKBOOK_RELS}:
        return True
    if name == _STYLES:
        return tells(content) or strikes(content)
    # A formula ends so in one cell at least, however many share it.
    return sheet is not None and any(map(sheet.has, (b"f>", b' t="e"', b' hidden="')))


def sheet_facts(package: CheckedPackage, data: bytes) -> dict[str, SheetFacts]:
    """Return what the kept sheets of the package ``data`` say, by sheet name; sheets without a sign are not listed.

    Where cells may show more than their value, the other sheets are looked at once more.

    Raises:
        RefusedError: JF001, the workbook's own XML cannot be read.
    """
    if package.parts.keys() <= {_WORKBOOK, _WORKBOOK_RELS}:  # no sheet has a sign
        return {}
    styles = package.parts.get(_STYLES)
    formats = cell_formats(styles, package.parts.get(_WORKBOOK, b"")) if styles else CellFormats()
    struck = struck_styles(styles) if styles and strikes(styles) else frozenset()
    others = Reread(data) if formats or struck else None
    found = {}
    for name, part in _sheet_parts(package):
        kept = package.parts.get(part)
        content = kept or (others.part(part) if others else b"")
        if content:
            facts = _facts(content) if kept else SheetFacts()
            shown, reworded = shown_cells(content, formats) if formats else (facts.shown, facts.reworded)
            crossed = struck_rows(content, struck) if struck else facts.struck_rows
            found[name] = replace(facts, shown=shown, reworded=reworded, struck_rows=crossed)
    return found


def _sheet_parts(package: CheckedPackage) -> Iterator[tuple[str, str]]:
    try:
        relations = {
            relation.get("Id"): relation.get("Target", "")
            for relation in element(package.parts.get(_WORKBOOK_RELS, b"<r/>"))
        }
        workbook = element(package.parts[_WORKBOOK])
        sheets = [node for node in workbook.iter() if node.tag.endswith("}sheet")]
    except (ParseError, KeyError) as error:
        raise damaged() from error
    for sheet in sheets:
        target = relations.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        yield sheet.get("name", ""), posixpath.normpath(posixpath.join("xl", target)).lstrip("/")


def _telling_cells(content: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the cells with a formula or an error: most sheets have few, and looking for these literals is quick."""
    for sign in _CELL_SIGNS:
        at = content.find(sign)
        while at >= 0:
            # The sign stands in the cell's own tag or right behind it, maybe after a prefix.
            lowest = max(0, at - _LONGEST_TAG)
            start = content.rfind(b"<", lowest, content.rfind(b"<", lowest, at) if sign.startswith(b":") else at)
            if cell := _CELL.match(content, max(start, 0)):
                yield cell
            at = content.find(sign, at + 1)


def _facts(content: bytes) -> SheetFacts:
    formulas: set[tuple[int, int]] = set()
    broken_cells: dict[tuple[int, int], Scalar] = {}
    for cell in _telling_cells(content):
        attributes, formula, value = cell[1], cell[2], cell[4]
        is_error = b't="e"' in attributes
        place = _PLACE.search(attributes) if formula or is_error else None
        if place is None:
            continue
        where = int(place[2]), column_index(place[1].decode())
        if is_error and _RICH_VALUE in b" " + attributes:
            broken_cells[where] = CellPicture(f"〔{UnreadKind.PICTURE}〕")
        elif is_error:
            broken_cells[where] = ErrorValue(value.decode("utf-8", "replace") if value else "#ERROR")
        elif value is None or not (value or b't="str"' in attributes):  # a formula may well give the empty text
            broken_cells[where] = UnvaluedFormula("=" + unescape((cell[3] or b"").decode("utf-8", "replace")))
        else:
            formulas.add(where)
    hidden = covered(map(_span, _HIDDEN_COLUMNS.findall(content)))
    rows = frozenset(map(int, _HIDDEN_ROW.findall(content)))
    return SheetFacts(rows, hidden, frozenset(formulas), broken_cells)


def _span(attributes: bytes) -> range:
    first, last = (pattern.search(attributes) for pattern in _NUMBER.values())
    return range(int(first[1]), min(int(last[1]), _FULL_WIDTH) + 1) if first and last else range(0)


def active_content(package: CheckedPackage, *, opened: bool = False) -> tuple[Problem, ...]:
    """Return JF004 for what could run or reach out; it is neither run nor followed.

    ``opened``: among the objects are workbooks or documents, and these were read.
    """
    names = "\n".join(package.names).lower()
    found = [what for sign, what in _ACTIVE if sign in names]
    if _ODD_NAME.search(names):
        found.append("不正常的部件名")
    if not found:
        return ()
    done = "没有运行，嵌入的表格、文档已读取" if opened else "没有运行，也没有打开"
    return (Problem("JF004", f"文件里有{'、'.join(found)}；{done}", "另存为不含宏和链接的 xlsx 再报送。"),)
