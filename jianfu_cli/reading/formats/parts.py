"""What the XML of an xlsx says beyond its values: hidden rows, formulas, error cells, number formats, active content.

The native reader gives neither; only sheets that show a sign of them are looked at a second time.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import ParseError

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import CellPicture, ErrorValue, Scalar, UnvaluedFormula, column_index
from jianfu_cli.core.model.form import Problem
from jianfu_cli.core.model.unread import UnreadKind
from jianfu_cli.reading.formats import page_headers
from jianfu_cli.reading.formats.drawings import with_drawings
from jianfu_cli.reading.formats.number_formats import CellFormats
from jianfu_cli.reading.formats.struck import (
    has_struck_runs,
    strikes,
    struck_rows,
    struck_styles,
    without_struck_choices,
)
from jianfu_cli.reading.formats.styled_cells import cell_formats, in_fonts, shown_cells, styles_of_signs, tells
from jianfu_cli.reading.formats.symbol_fonts import names_symbol_font, with_signs_in_runs
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.formats.workbook_parts import PACKAGE_RELATIONS, WorkbookParts, usually_named
from jianfu_cli.reading.grid import Grid, SheetFacts, covered
from jianfu_cli.reading.guard.extent import Sheet
from jianfu_cli.reading.guard.markup import element
from jianfu_cli.reading.guard.package import CheckedPackage, Reread, repacked
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged

_ROOT = pattern_of(rb"<(?:\w+:)?(workbook|styleSheet|sst)[\s>]")
_START = 2048
_SIGNS = (b"f>", b' t="e"', b' hidden="', b' ht="0', b"dings")
_CELL_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b' t="e"')
_RICH_VALUE = b" vm="  # of a picture placed in its cell, for which older programs show an error
_LONGEST_TAG = 512
# No piece of it passes a tag's edge: what is not there is not sought to the end of the sheet, cell after cell.
_CELL = pattern_of(
    rb"<(?:\w+:)?c\s([^<>]*)>"
    rb"(\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>))?"
    rb"(?:\s*<(?:\w+:)?(?:v|is>\s*<(?:\w+:)?t)(?:\s[^<>]*)?>([^<]*)<)?"
)
_PLACE = pattern_of(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_ROW = pattern_of(rb"<(?:\w+:)?row\s([^<>]*)>")
_COLUMNS = pattern_of(rb"<(?:\w+:)?col\s([^<>]*)>")
_DEFAULTS = pattern_of(rb"<(?:\w+:)?sheetFormatPr\s([^<>]*)>")
_ATTRIBUTES = pattern_of(rb"(?<![\w:])([\w:]++)=\"([^\"]*)\"")
_NOTHING = pattern_of(rb"0+(?:\.0*)?|\.0+")
_TRUE = frozenset({b"1", b"true"})
_REMEMBERED = 4096
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
_ODD_NAME = pattern_of(r"(?m)^[/\\]|^.{0,2}:|(?:^|[/\\])\.\.(?:$|[/\\])")


def read_sheets(data: bytes, package: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of an xlsx or xlsm (``SheetReader``)."""
    assert package is not None
    try:
        book = WorkbookParts.of(package.names, lambda name: package.parts.get(name, b""))
        facts = sheet_facts(package, data, book)
        sheets = list(_sheet_parts(package.parts.get(book.main, b""), book))
    except ParseError as error:
        raise damaged() from error
    signed = {name: with_signs_in_runs(part) for name, part in package.parts.items() if names_symbol_font(part)}
    crossed = ((name, signed.get(name, part)) for name, part in package.parts.items() if has_struck_runs(part))
    signed |= {name: without_struck_choices(part) for name, part in crossed if _is_texts(part)}
    facts = with_drawings(facts, sheets, package.names, data)
    return read_workbook(usually_named(repacked(data, signed), book), facts, limits)


def keeps(name: str, content: bytes, sheet: Sheet | None) -> bool:
    """Say whether a part must be kept after the guard has seen it."""
    if name.endswith(".rels"):
        return name == PACKAGE_RELATIONS or b"/worksheet" in content
    root = _ROOT.search(content, 0, _START)
    if root:
        styled = root[1] == b"styleSheet" and (tells(content) or strikes(content))
        crossed = root[1] == b"sst" and has_struck_runs(content)
        return root[1] == b"workbook" or names_symbol_font(content) or styled or crossed
    if sheet is None:
        return False
    # A formula ends so in one cell at least, however many share it.
    return any(map(sheet.has, _SIGNS)) or sheet.has_unseen_defaults() or page_headers.tells(content[sheet.last :])


def _is_texts(part: bytes) -> bool:
    root = _ROOT.search(part, 0, _START)
    return root is not None and root[1] == b"sst"


def sheet_facts(package: CheckedPackage, data: bytes, book: WorkbookParts) -> dict[str, SheetFacts]:
    """Return what the kept sheets of the package ``data`` say, by sheet name; sheets without a sign are not listed.

    Where cells may show more than their value, the other sheets are looked at once more.

    Raises:
        RefusedError: JF001, the workbook's own XML cannot be read.
        ParseError: the same.
    """
    styles = package.parts.get(book.part("/styles"), b"")
    if not styles and package.parts.keys().isdisjoint(book.sheets.values()):  # no sheet has a sign
        return {}
    workbook = package.parts.get(book.main, b"")
    formats = cell_formats(styles, workbook) if tells(styles) else CellFormats()
    fonts = styles_of_signs(styles) if names_symbol_font(styles) else {}
    struck = struck_styles(styles) if strikes(styles) else frozenset()
    others = Reread(data) if formats or fonts or struck else None
    found = {}
    for name, part in _sheet_parts(workbook, book):
        kept = package.parts.get(part)
        content = kept or (others.part(part) if others else b"")
        if content:
            facts = _facts(content) if kept else SheetFacts()
            if formats:
                shown, reworded = shown_cells(content, formats)
                facts = replace(facts, shown=shown, reworded=reworded)
            if fonts:
                facts = replace(facts, reworded=in_fonts(content, fonts, facts.reworded))
            found[name] = replace(facts, struck_rows=struck_rows(content, struck)) if struck else facts
    return found


def _sheet_parts(workbook: bytes, book: WorkbookParts) -> Iterator[tuple[str, str]]:
    for name, identifier in (_sheets_again if len(workbook) <= _REMEMBERED else _sheets)(workbook):
        yield name, book.sheets.get(identifier, "")


def _sheets(workbook: bytes) -> tuple[tuple[str, str], ...]:
    """Return name and identifier of each of the sheets."""
    nodes = [node for node in element(workbook).iter() if node.tag.endswith("}sheet")]
    return tuple((node.get("name", ""), node.get(_RELATION) or node.get(_STRICT_RELATION) or "") for node in nodes)


# The workbooks made of one blank are alike.
_sheets_again = lru_cache(maxsize=64)(_sheets)


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
    hidden = _hidden_rows(content), _hidden_columns(content)
    return SheetFacts(*hidden, frozenset(formulas), broken_cells, printed=page_headers.printed_by_xml(content))


def _hidden_rows(content: bytes) -> frozenset[int]:
    """Return the rows that are hidden, of no height, or hidden with all that do not say otherwise (zeroHeight)."""
    by_default = _defaults(content).get(b"zeroHeight") in _TRUE
    if not by_default and b' hidden="' not in content and b' ht="0' not in content:
        return frozenset()
    rows = (_said(row) for row in _ROW.findall(content))
    return frozenset(int(row.get(b"r", b"0")) for row in rows if _is_unseen(row, b"ht", by_default=by_default))


def _hidden_columns(content: bytes) -> frozenset[int]:
    columns = [(_span(said), said) for said in map(_said, _COLUMNS.findall(content))]
    hidden = covered(span for span, said in columns if _is_unseen(said, b"width", by_default=False))
    if not _NOTHING.fullmatch(_defaults(content).get(b"defaultColWidth", b"")):
        return hidden
    return hidden | (frozenset(range(1, _FULL_WIDTH + 1)) - covered(span for span, _ in columns))


def _is_unseen(said: dict[bytes, bytes], extent: bytes, *, by_default: bool) -> bool:
    size = said.get(extent)
    if said.get(b"hidden") in _TRUE or (size is not None and _NOTHING.fullmatch(size)):
        return True
    return by_default and size is None and b"hidden" not in said


def _defaults(content: bytes) -> dict[bytes, bytes]:
    defaults = _DEFAULTS.search(content, 0, max(content.find(b"sheetData"), 0))
    return _said(defaults[1]) if defaults else {}


def _said(attributes: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTES.findall(attributes))


def _span(said: dict[bytes, bytes]) -> range:
    first, last = said.get(b"min", b""), said.get(b"max", b"")
    is_sound = first.isdigit() and last.isdigit() and max(len(first), len(last)) < 6  # noqa: PLR2004 -- five digits
    return range(int(first), min(int(last), _FULL_WIDTH) + 1) if is_sound else range(0)


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
