"""Rows crossed out whole: what counts as one, and in an xlsx the fonts of the cells (ECMA-376 part 1, 18.8.22)."""

from xml.etree import ElementTree as ET

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.guard.markup import element

_STRIKE = pattern_of(rb"<(?:\w+:)?strike\s*(?:/>|val\s*=\s*[\"'](?:1|true)[\"'])")
_STYLE = pattern_of(rb"\bs\s*=\s*[\"'](\d{1,5})[\"']")
_ROW_OR_CELL = pattern_of(rb"<(?:\w+:)?(row|c)\b([^<>]*)>")
_ROW_NUMBER = pattern_of(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_FEWEST = 2  # cells: one alone is a slip of the pen


def strikes(styles: bytes) -> bool:
    """Say whether a styles part has a font that crosses out."""
    return b"strike" in styles and _STRIKE.search(styles) is not None


def struck_styles(styles: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles whose font crosses out; none where the part cannot be read."""
    try:
        root = element(styles)
    except ET.ParseError:
        return frozenset()
    fonts = [font for fonts in root if fonts.tag.endswith("}fonts") for font in fonts]
    crossed = {str(place) for place, font in enumerate(fonts) if any(_is_strike(node) for node in font)}
    looks = [look for looks in root if looks.tag.endswith("}cellXfs") for look in looks]
    return frozenset(place for place, look in enumerate(looks) if look.get("fontId") in crossed)


def _is_strike(node: ET.Element) -> bool:
    return node.tag.endswith("}strike") and node.get("val", "1") in {"1", "true"}


def struck_rows(sheet: bytes, styles: frozenset[int]) -> frozenset[int]:
    """Return the rows of a worksheet part whose filled cells, all or all but one (the number), are of ``styles``."""
    found: set[int] = set()
    row = filled = struck = 0
    for tag in _ROW_OR_CELL.finditer(sheet):
        name, attributes = tag.groups()
        if name == b"row":
            found |= {row} if is_crossed_out(filled, struck) else set()
            number = _ROW_NUMBER.search(attributes)
            row, filled, struck = int(number[1]) if number else row + 1, 0, 0
        elif not attributes.endswith(b"/"):
            style = _STYLE.search(attributes)
            filled += 1
            struck += style is not None and int(style[1]) in styles
    return frozenset(found | ({row} if is_crossed_out(filled, struck) else set()))


def is_crossed_out(filled: int, struck: int) -> bool:
    """Say whether of a row's ``filled`` cells so many are struck that it is: all, or all but one (the number)."""
    return struck >= max(_FEWEST, filled - 1)
