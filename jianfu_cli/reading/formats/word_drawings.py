"""What stands in a paragraph of Word and is no text: pictures, drawings, embedded objects (ISO/IEC 29500-1, 20.4)."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reading.formats.word_styles import attribute, local

_Element: TypeAlias = etree._Element  # noqa: SLF001 -- the library's name for it

HOLDERS = frozenset({"drawing", "pict", "object"})
_CM = 360_000  # EMU
_LENGTH = pattern_of(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,10})(pt|in|cm|mm|px)?")
_UNITS = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96, None: 2.54 / 96}
_HORIZONTAL_RULE = "hr"


def drawn(holder: _Element) -> Iterator[Unread]:
    """Yield what a ``w:drawing``, ``w:pict`` or ``w:object`` shows besides text: the text in a box is read."""
    names = {local(node) for node in holder.iter() if isinstance(node.tag, str)}
    width, height = _size(holder)
    if "OLEObject" in names:
        node = next(node for node in holder.iter() if isinstance(node.tag, str) and local(node) == "OLEObject")
        yield Unread(UnreadKind.OBJECT, width=width, height=height, part=attribute(node, "id") or "")
    elif "control" in names:
        yield Unread(UnreadKind.CONTROL, width=width, height=height)
    elif names & {"pic", "imagedata"} and not _is_rule(holder):
        yield Unread(UnreadKind.PICTURE, width=width, height=height)
    elif "relIds" in names:
        yield Unread(UnreadKind.DRAWING, width=width, height=height)
    elif "chart" in names:
        yield Unread(UnreadKind.CHART, width=width, height=height)


def _is_rule(holder: _Element) -> bool:
    """Whether it is a line across the page, which Word keeps as a picture."""
    return any(attribute(node, _HORIZONTAL_RULE) for node in holder.iter() if isinstance(node.tag, str))


def _size(holder: _Element) -> tuple[float, float]:
    """Return width and height in cm, 0 where they are not said."""
    for node in holder.iter():
        if not isinstance(node.tag, str):
            continue
        if local(node) in {"extent", "ext"} and node.get("cx"):
            return _number(node.get("cx")) / _CM, _number(node.get("cy")) / _CM
        if local(node) in {"shape", "rect"} and node.get("style"):
            sizes = {
                name: _number(number) * _UNITS[unit or None]
                for name, number, unit in _LENGTH.findall(node.get("style", ""))
            }
            return sizes.get("width", 0), sizes.get("height", 0)
    return 0, 0


def _number(text: str | None) -> float:
    text = (text or "").strip()
    return float(text) if re.fullmatch(r"\d{1,10}(?:\.\d{0,6})?", text) else 0
