"""The cells of an xlsx that show more than their value: their styles, and what each shows (ECMA-376 part 1, 18.8)."""

import re
from xml.etree import ElementTree as ET  # DOCTYPEs are refused before: nothing can expand

from jianfu_cli.core.language.values import column_index
from jianfu_cli.reading.formats.number_formats import CellFormats, is_plain
from jianfu_cli.reading.grid import Reword, ShownCells
from jianfu_cli.reading.refusal import damaged

_FORMAT_NUMBER = re.compile(rb"numFmtId\s*=\s*[\"'](\d{1,5})[\"']")
_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)[\"']")
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_TYPE = re.compile(rb"\bt\s*=\s*[\"'](\w+)[\"']")
_FEW_STYLES = 32
_TEXTS = frozenset({b"s", b"str", b"inlineStr"})
_NUMBER = re.compile(rb"\s*[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?\s*")


def tells(styles: bytes) -> bool:
    """Say whether a styles part may have a number format that shows more than the value."""
    return not all(is_plain(int(number)) for number in set(_FORMAT_NUMBER.findall(styles)))


def cell_formats(styles: bytes, workbook: bytes) -> CellFormats:
    """Return the formats of a workbook's cells by its styles part.

    Raises:
        RefusedError: JF001, the part cannot be read.
    """
    try:
        root = ET.fromstring(styles)  # noqa: S314 -- see the import
    except ET.ParseError as error:
        raise damaged() from error
    codes = {_number(node): node.get("formatCode", "") for node in root.iter() if node.tag.endswith("}numFmt")}
    lists = (node for node in root if node.tag.endswith("}cellXfs"))
    formats = CellFormats.of((_number(look) for looks in lists for look in looks), codes)
    formats.from_1904 = _FROM_1904.search(workbook) is not None
    return formats


def _number(node: ET.Element) -> int:
    written = node.get("numFmtId", "0")
    return int(written) if written.isdecimal() and len(written) < 6 else 0  # noqa: PLR2004 -- five digits


def shown_cells(sheet: bytes, formats: CellFormats) -> tuple[ShownCells, dict[tuple[int, int], Reword]]:
    """Return what the cells of a worksheet part show instead of their numbers, and how those of a text show it."""
    shown = ShownCells()
    reworded: dict[tuple[int, int], Reword] = {}
    for cell in _pattern(formats).finditer(sheet):
        telling, day, attributes, written = cell.groups()
        place, kind = _PLACE.search(attributes), _TYPE.search(attributes)
        style = int(telling or day)
        if place is None or not (style in formats.telling or style in formats.days):
            continue
        row, column = int(place[2]), column_index(place[1].decode().upper())
        if kind is None or kind[1] == b"n":
            if _NUMBER.fullmatch(written):
                shown.put(row, column, formats.shown(style, float(written)))
        elif kind[1] in _TEXTS and style in formats.telling and formats.telling[style].rewords:
            reworded[row, column] = formats.telling[style].worded
    return shown, reworded


def _pattern(formats: CellFormats) -> re.Pattern[bytes]:
    """Return what matches a cell of one of the styles; of a day only where it keeps a time too.

    No piece of it passes a tag's edge: what is not there is not sought to the end of the sheet.
    """
    telling, days = (
        b"|".join(b"%d" % style for style in styles) or b"(?!)" for styles in (formats.telling, formats.days)
    )
    if len(formats.telling) + len(formats.days) > _FEW_STYLES:  # each cell would be compared with them all
        telling, days = rb"\d{1,5}", b"(?!)"
    style = rb"(?=[^<>]*?\bs\s*=\s*[\"'](?:(%s)|(%s))[\"'])" % (telling, days)
    formula = rb"(?:\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))?"
    value = rb"\s*<(?:\w+:)?(?:v|is>\s*<(?:\w+:)?t)(?:\s[^<>]*)?>((?(1)[^<]*|\d{1,7}\.\d[^<]*))<"
    return re.compile(rb"<(?:\w+:)?c\s" + style + rb"([^<>]*)>" + formula + value)
