"""The cells of an xlsx that show more than their value: their styles, and what each shows (ECMA-376 part 1, 18.8)."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias
from xml.etree import ElementTree as ET

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import column_index
from jianfu_cli.reading.formats.number_formats import CellFormats, is_plain
from jianfu_cli.reading.formats.symbol_fonts import Signs, symbol_font
from jianfu_cli.reading.grid import Reword, ShownCells
from jianfu_cli.reading.guard.markup import element
from jianfu_cli.reading.refusal import damaged

Place: TypeAlias = tuple[int, int]

_FORMAT_NUMBER = pattern_of(rb"numFmtId\s*=\s*[\"'](\d{1,5})[\"']")
_FROM_1904 = pattern_of(rb"date1904\s*=\s*[\"'](?:1|true)[\"']")
_PLACE = pattern_of(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_TYPE = pattern_of(rb"\bt\s*=\s*[\"'](\w+)[\"']")
_ROW_OR_CELL = pattern_of(rb"<(?:\w+:)?(row|c)\b([^<>]*)>")
_ROW_NUMBER = pattern_of(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_FEW_STYLES = 32
_TEXTS = frozenset({b"s", b"str", b"inlineStr"})
_NUMBER = pattern_of(rb"\s*[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?\s*")


def tells(styles: bytes) -> bool:
    """Say whether a styles part may have a number format that shows more than the value."""
    return not all(is_plain(int(number)) for number in set(_FORMAT_NUMBER.findall(styles)))


def cell_formats(styles: bytes, workbook: bytes) -> CellFormats:
    """Return the formats of a workbook's cells by its styles part.

    Raises:
        RefusedError: JF001, the part cannot be read.
    """
    root = _root(styles)
    codes = {_number(node): node.get("formatCode", "") for node in root.iter() if node.tag.endswith("}numFmt")}
    lists = (node for node in root if node.tag.endswith("}cellXfs"))
    formats = CellFormats.of((_number(look) for looks in lists for look in looks), codes)
    formats.from_1904 = _FROM_1904.search(workbook) is not None
    return formats


def _root(styles: bytes) -> ET.Element:
    try:
        return element(styles)
    except ET.ParseError as error:
        raise damaged() from error


def _number(node: ET.Element, name: str = "numFmtId") -> int:
    written = node.get(name, "0")
    return int(written) if written.isdecimal() and len(written) < 6 else 0  # noqa: PLR2004 -- five digits


def styles_of_signs(styles: bytes) -> dict[int, str]:
    """Return by number the styles of cells whose font draws signs for letters, and which (``symbol_font``).

    Raises:
        RefusedError: JF001, the part cannot be read.
    """
    root = _root(styles)
    fonts = [node for fonts in root if fonts.tag.endswith("}fonts") for node in fonts]
    names = [next((one.get("val", "") for one in font if one.tag.endswith("}name")), "") for font in fonts]
    looks = [look for looks in root if looks.tag.endswith("}cellXfs") for look in looks]
    chosen = ((style, _number(look, "fontId")) for style, look in enumerate(looks))
    named = {style: symbol_font(names[font]) for style, font in chosen if font < len(names)}
    return {style: font for style, font in named.items() if font}


def in_fonts(sheet: bytes, fonts: Mapping[int, str], reworded: Mapping[Place, Reword]) -> dict[Place, Reword]:
    """Return ``reworded``, and for each cell in a font of signs how its text is read."""
    found = dict(reworded)
    if not fonts:
        return found
    style = rb"(?=[^<>]*?\bs\s*=\s*[\"'](%s)[\"'])" % b"|".join(b"%d" % style for style in fonts)
    for cell in re.finditer(rb"<(?:\w+:)?c\s" + style + rb"([^<>]*[^<>/])>", sheet):
        if place := _PLACE.search(cell[2]):
            where = int(place[2]), column_index(place[1].decode().upper())
            found[where] = Signs(fonts[int(cell[1])], reworded.get(where))
    return found


def shown_cells(sheet: bytes, formats: CellFormats) -> tuple[ShownCells, dict[tuple[int, int], Reword]]:
    """Return what the cells of a worksheet part show instead of their numbers, and how those of a text show it."""
    shown = ShownCells()
    reworded: dict[tuple[int, int], Reword] = {}
    counted: dict[int, tuple[int, int]] = {}
    for cell in _pattern(formats, prefixed=b"<c " not in sheet).finditer(sheet):
        telling, whole, attributes, written = cell.groups()
        style, kind = int(telling or whole), _TYPE.search(attributes)
        if not (style in formats.telling or style in formats.whole):
            continue
        if place := _PLACE.search(attributes):
            row, column = int(place[2]), column_index(place[1].decode().upper())
        else:
            counted = counted or dict(_counted(sheet))
            row, column = counted[cell.start()]
        if kind is None or kind[1] == b"n":
            if _NUMBER.fullmatch(written):
                shown.put(row, column, formats.shown(style, float(written)))
        elif kind[1] in _TEXTS and style in formats.telling and formats.telling[style].rewords:
            reworded[row, column] = formats.telling[style].worded
    return shown, reworded


def _counted(sheet: bytes) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield where each cell begins and its place: one without its own follows the one before."""
    row = column = 0
    for tag in _ROW_OR_CELL.finditer(sheet):
        name, attributes = tag.groups()
        if name == b"row":
            written = _ROW_NUMBER.search(attributes)
            row, column = int(written[1]) if written else row + 1, 0
        else:
            place = _PLACE.search(attributes)
            column = column_index(place[1].decode().upper()) if place else column + 1
            yield tag.start(), (int(place[2]) if place else row, column)


def _pattern(formats: CellFormats, *, prefixed: bool) -> re.Pattern[bytes]:
    """Return what matches a cell of one of the styles; of some only where their number has a fraction.

    No piece of it passes a tag's edge: what is not there is not sought to the end of the sheet.
    """
    telling, whole = (
        b"|".join(b"%d" % style for style in styles) or b"(?!)" for styles in (formats.telling, formats.whole)
    )
    if len(formats.telling) + len(formats.whole) > _FEW_STYLES:  # each cell would be compared with them all
        telling, whole = rb"\d{1,5}", b"(?!)"
    style = rb"(?=[^<>]*?\bs\s*=\s*[\"'](?:(%s)|(%s))[\"'])" % (telling, whole)
    formula = rb"(?:\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    value = rb"\s*<(?:\w+:)?(?:v|is>\s*<(?:\w+:)?t)(?:\s[^<>]*)?>((?(1)[^<]*|\d{1,7}\.\d[^<]*))<"
    return re.compile((rb"<(?:\w+:)?c\s" if prefixed else rb"<c\s") + style + rb"([^<>]*)>" + formula + value)
