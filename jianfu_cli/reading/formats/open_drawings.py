"""What is drawn over a sheet of an ods: frames, shapes with a text, controls (ODF 1.3 part 3, 9.2.8, 10.3, 10.4)."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import column_index
from jianfu_cli.core.model.unread import Unread, UnreadKind

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SHAPES = frozenset(DRAW + name for name in ("custom-shape", "rect", "ellipse", "circle", "polygon", "path", "caption"))
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TICKS = frozenset({_FORM + "checkbox", _FORM + "radio"})
_END = pattern_of(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")
_LENGTH = pattern_of(r"([\d.]{1,12})(cm|mm|in|pt|px)")
_CM = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "px": 2.54 / 96}
_ROW, _COLUMN = 0.452, 2.258  # cm of the usual size
_LONGEST = 500
_MOST_CONTROLS = 200  # looked through for each one drawn


def drawn_in(node: etree._Element, row: int, column: int) -> Iterator[Unread]:
    """Yield what is drawn within ``node``: a cell at that 1-based place, or the shapes of a sheet, whose place is 0."""
    for child in node.iterchildren():
        kind = _kind(child)
        if kind is None:
            yield from drawn_in(child, row, column)
        elif kind is not UnreadKind.TEXT_BOX or _text(child):
            yield _placed(kind, child, row, column)


def _is_chart(node: etree._Element) -> bool:
    """Whether it draws what stands in cells, and is told when they change."""
    chart = node.find(DRAW + "object") if node.tag == DRAW + "frame" else None
    return chart is not None and DRAW + "notify-on-update-of-ranges" in chart.attrib


def _kind(node: etree._Element) -> UnreadKind | None:
    if node.tag == _OFFICE + "annotation":
        return UnreadKind.COMMENT
    if _is_chart(node):
        return UnreadKind.CHART
    if node.tag == DRAW + "control":
        return UnreadKind.CONTROL
    if node.tag in _SHAPES:
        return UnreadKind.TEXT_BOX
    if node.tag != DRAW + "frame":
        return None
    inner = {str(child.tag).removeprefix(DRAW) for child in node.iterchildren()}
    if "text-box" in inner:
        return UnreadKind.TEXT_BOX
    if inner & {"object", "object-ole", "plugin", "floating-frame"}:
        return UnreadKind.OBJECT
    return UnreadKind.PICTURE


def _placed(kind: UnreadKind, node: etree._Element, row: int, column: int) -> Unread:
    width, height = _cm(node.get(_SVG + "width")), _cm(node.get(_SVG + "height"))
    if not row:  # on the sheet as a whole: by its distance from the corner
        row, column = int(_cm(node.get(_SVG + "y")) / _ROW) + 1, int(_cm(node.get(_SVG + "x")) / _COLUMN) + 1
    end = _END.search(node.get(_TABLE + "end-cell-address", ""))
    bottom, right = (
        (int(end[2]), column_index(end[1])) if end else (row + int(height / _ROW), column + int(width / _COLUMN))
    )
    if kind is UnreadKind.COMMENT:
        return Unread(kind, row, column, row, column, _text(node))
    text, ticked = _choice(node) if kind is UnreadKind.CONTROL else (_text(node), None)
    place = row, column, max(row, bottom), max(column, right)
    return Unread(kind, *place, text, width, height, ticked=ticked)


def _choice(node: etree._Element) -> tuple[str, bool | None]:
    """Return the label of a box or a button to choose by, and whether it is chosen; None of another control."""
    name = node.get(DRAW + "control")
    sheet = next(node.iterancestors(_TABLE + "table"), None)
    forms = sheet.iterchildren(_OFFICE + "forms") if sheet is not None and name else ()
    for control in (one for form in forms for one in islice(form.iter(*_TICKS), _MOST_CONTROLS)):
        if name in {control.get(_XML_ID), control.get(_FORM + "id")}:
            said = control.get(_FORM + "current-state"), control.get(_FORM + "current-selected")
            first = control.get(_FORM + "state"), control.get(_FORM + "selected")
            chosen = next((one for one in (*said, *first) if one is not None), "")
            return control.get(_FORM + "label", "").strip()[:_LONGEST], chosen in {"checked", "true"}
    return "", None


def _text(node: etree._Element) -> str:
    lines = ("".join(map(str, each.itertext())).strip() for each in node.iter(_TEXT + "p"))
    return "\n".join(filter(None, lines))[:_LONGEST]


def _cm(written: str | None) -> float:
    length = _LENGTH.fullmatch(written or "")
    return float(length[1]) * _CM[length[2]] if length and length[1].count(".") <= 1 else 0
