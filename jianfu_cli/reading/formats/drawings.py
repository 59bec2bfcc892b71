"""What is drawn over the sheets of an OOXML workbook: pictures, text boxes, controls, objects (ECMA-376 part 1, 20.5).

The native reader knows values only. Most workbooks have no part of these names, and cost nothing here.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from html import unescape
from itertools import islice
from xml.etree import ElementTree as ET

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import column_index
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reading.grid import NO_FACTS, SheetFacts
from jianfu_cli.reading.guard.markup import element
from jianfu_cli.reading.guard.package import Reread
from jianfu_cli.reading.refusal import RefusedError

_SIGNS = ("drawing", "/embeddings/")
_CM = 360_000  # EMU
_ROW, _COLUMN = 190_500, 609_600  # EMU of a row and a column of the usual size
_MOST = 2_000
_LONGEST = 500
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_OBJECTS = ("/oleObject", "/package")
# What a control shows a person; buttons say nothing, notes are comments, pictures of objects are told by the objects.
_CONTROLS = frozenset({"Checkbox", "Radio", "Drop", "List", "Edit", "Spin", "Scroll"})
_CLIENT = pattern_of(
    r"<(?:\w+:)?ClientData\b[^<>]{0,200}?ObjectType\s*=\s*[\"'](\w+)[\"'][^<>]{0,200}>"
    r"[^<]{0,50}(?:<(?!/?(?:\w+:)?ClientData)[^<]{0,200}){0,40}?<(?:\w+:)?Anchor>([^<]{1,100})<"
)
_TICKS = frozenset({"Checkbox", "Radio"})
_TICKED = pattern_of(r"<(?:\w+:)?Checked>\s*1\s*<")
_CELL = pattern_of(r"([A-Z]{1,3})(\d{1,7})")
_SLIGHT = 6  # pixels by which a box hangs over the edge of its cell
_CAPTION = pattern_of(
    r"<(?:\w+:)?textbox\b[^<>]*>((?:[^<]|<(?!(?:\w+:)?textbox\b)){0,2000}?)</(?:\w+:)?textbox>", re.DOTALL
)
_TAG = pattern_of(r"<[^<>]*>")


def with_drawings(
    facts: Mapping[str, SheetFacts], sheets: Iterable[tuple[str, str]], names: Iterable[str], data: bytes
) -> dict[str, SheetFacts]:
    """Return ``facts`` with what is drawn over each of ``sheets``: (name, part) of the checked package ``data``."""
    if not any(sign in name.lower() for name in names for sign in _SIGNS):
        return dict(facts)
    package = Reread(data)
    found = dict(facts)
    for name, part in sheets:
        if unread := tuple(_on_sheet(package, part))[:_MOST]:
            found[name] = replace(found.get(name, NO_FACTS), unread=unread)
    return found


def relations(package: Reread, part: str) -> Iterator[tuple[str, str]]:
    """Yield the type of each relation of ``part``, and the part within the package that it points to."""
    folder, name = posixpath.split(part)
    for relation in _root(package, posixpath.join(folder, "_rels", f"{name}.rels")):
        if relation.get("TargetMode") != "External":
            target = posixpath.join("/", folder, relation.get("Target", ""))
            yield relation.get("Type", ""), posixpath.normpath(target).lstrip("/")


def _root(package: Reread, part: str) -> ET.Element:
    with suppress(ET.ParseError, RefusedError):
        if content := package.part(part):
            return element(content)
    return ET.Element("none")


def _on_sheet(package: Reread, part: str) -> Iterator[Unread]:
    controls: list[Unread] = []
    properties: list[str] = []
    for kind, target in relations(package, part):
        if kind.endswith("/drawing"):
            yield from _drawn(_root(package, target))
        elif kind.endswith("/vmlDrawing"):
            with suppress(RefusedError):
                controls += _controls(package.part(target).decode("utf-8", "replace"))
        elif kind.endswith("/ctrlProp"):
            properties.append(target)
        elif kind.endswith("/comments"):
            yield from _comments(_root(package, target))
        elif kind.endswith(_OBJECTS):
            yield Unread(UnreadKind.OBJECT, part=target)
    yield from _with_properties(package, controls, properties)


def _comments(root: ET.Element) -> Iterator[Unread]:
    for comment in islice((node for node in root.iter() if _local(node) == "comment"), _MOST):
        if place := _CELL.fullmatch(comment.get("ref", "")):
            row, column = int(place[2]), column_index(place[1])
            text = "".join(node.text or "" for node in comment.iter() if _local(node) == "t").strip()
            yield Unread(UnreadKind.COMMENT, row, column, row, column, text[:_LONGEST])


def _with_properties(package: Reread, controls: list[Unread], properties: list[str]) -> Iterator[Unread]:
    """The controls as drawn, ticked where their properties say so: some programs say it nowhere else."""
    if len(controls) != len(properties):  # nobody can tell which are whose
        yield from controls
        return
    in_order = sorted(properties, key=lambda name: (len(name), name))  # ctrlProp1.xml, …, ctrlProp10.xml
    for control, name in zip(controls, in_order, strict=True):
        is_ticked = control.ticked is not None and _root(package, name).get("checked") == "Checked"
        yield control._replace(ticked=True) if is_ticked else control


def _drawn(root: ET.Element) -> Iterator[Unread]:
    for anchor in root.iter():
        if _local(anchor) in _ANCHORS:
            yield from _anchored(anchor)


def _anchored(anchor: ET.Element) -> Iterator[Unread]:
    """What one anchor holds: of a group of pictures and texts, one of each kind."""
    told: dict[UnreadKind, str] = {}
    for node in anchor.iter():
        kind = _kind(node)
        if kind and not _is_hidden(node):
            text = _text(node)
            if kind is not UnreadKind.TEXT_BOX or text:
                told[kind] = "\n".join(filter(None, (told.get(kind, ""), text)))[:_LONGEST]
    if told:
        place, width, height = _place(anchor)
        yield from (Unread(kind, *place, text, width, height) for kind, text in told.items())


def _kind(node: ET.Element) -> UnreadKind | None:
    match _local(node):
        case "pic":
            return UnreadKind.PICTURE
        case "sp":
            return UnreadKind.TEXT_BOX
        case "graphicFrame":
            is_chart = any(_local(inner) == "chart" for inner in node.iter())
            return UnreadKind.CHART if is_chart else UnreadKind.DRAWING
    return None


def _is_hidden(node: ET.Element) -> bool:
    """Whether nobody sees it, or it is a control's twin (told by the older drawing)."""
    return any(
        (_local(inner) == "cNvPr" and inner.get("hidden") in {"1", "true"}) or _local(inner) == "compatExt"
        for inner in node.iter()
    )


def _text(node: ET.Element) -> str:
    paragraphs = (inner for inner in node.iter() if _local(inner) == "p")
    lines = ("".join(run.text or "" for run in each.iter() if _local(run) == "t").strip() for each in paragraphs)
    return "\n".join(filter(None, lines))


def _place(anchor: ET.Element) -> tuple[tuple[int, int, int, int], float, float]:
    """Return the cells an anchor covers (1-based), its width and height in cm."""
    numbers = {_local(child): _numbers(child) for child in anchor}
    size = next((node for node in anchor.iter() if _local(node) in {"ext", "extLst"} and node.get("cx")), None)
    width, height = (_whole(size.get("cx")), _whole(size.get("cy"))) if size is not None else (0, 0)
    start = numbers.get("from", {})
    position = next((node for node in anchor if _local(node) == "pos"), None)
    top, left = start.get("row", 0), start.get("col", 0)
    if position is not None:
        top, left = _whole(position.get("y")) // _ROW, _whole(position.get("x")) // _COLUMN
    end = numbers.get("to")
    if end is None:
        bottom, right = top + max(0, height - 1) // _ROW, left + max(0, width - 1) // _COLUMN
    else:
        # An edge on a cell's first point does not reach into the cell.
        bottom, right = end.get("row", top) - (not end.get("rowOff")), end.get("col", left) - (not end.get("colOff"))
    bottom, right = max(top, bottom), max(left, right)
    width, height = width or (right - left + 1) * _COLUMN, height or (bottom - top + 1) * _ROW
    return (top + 1, left + 1, bottom + 1, right + 1), width / _CM, height / _CM


def _numbers(node: ET.Element) -> dict[str, int]:
    return {_local(child): _whole(child.text) for child in node}


def _controls(drawing: str) -> Iterator[Unread]:
    """Controls of the older drawing (VML), which programs write that is no sound XML."""
    for shape in re.split(r"<(?:\w+:)?shape\b", drawing)[1:_MOST]:
        client = _CLIENT.search(shape)
        edges = [_signed(number) for number in client[2].split(",")] if client and client[1] in _CONTROLS else []
        if client and len(edges) == 8:  # noqa: PLR2004 -- left, top, right, bottom, each with its offset
            left, top, right, bottom = edges[0], edges[2], edges[4], edges[6]
            caption = _CAPTION.search(shape)
            text = unescape(_TAG.sub("", caption[1])).strip() if caption else ""
            ticked = bool(_TICKED.search(shape)) if client[1] in _TICKS else None
            # An edge before its cell's first point, or of a box hardly after it, does not reach into the cell.
            right -= edges[5] < 0
            bottom -= edges[7] < 0 or (ticked is not None and edges[7] <= _SLIGHT)
            place = top + 1, left + 1, max(top, bottom) + 1, max(left, right) + 1
            yield Unread(UnreadKind.CONTROL, *place, text, ticked=ticked)


def _signed(text: str) -> int:
    digits = text.strip()
    return -_whole(digits[1:]) if digits[:1] == "-" else _whole(digits)


def _whole(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0  # noqa: PLR2004


def _local(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]
