"""What is crossed out: rows whole, in an xlsx by the fonts of the cells (ECMA-376 part 1, 18.8.22); words in a cell."""

import re
from html import unescape
from xml.etree import ElementTree as ET

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.guard.markup import element

_STRIKE = pattern_of(rb"<(?:\w+:)?strike\s*(?:/>|val\s*=\s*[\"'](?:1|true)[\"'])")
_STYLE = pattern_of(rb"\bs\s*=\s*[\"'](\d{1,5})[\"']")
_ROW_OR_CELL = pattern_of(rb"<(?:\w+:)?(row|c)\b([^<>]*)>")
_ROW_NUMBER = pattern_of(rb"\br\s*=\s*[\"'](\d{1,7})[\"']")
_ITEM = pattern_of(rb"(</(?:\w+:)?si>)")
_RUN = pattern_of(rb"<(?:\w+:)?r>(?:[^<]|<(?!/?(?:\w+:)?r>))*+</(?:\w+:)?r>")
_RUN_TEXT = pattern_of(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)")
_LONGEST_CHOICE = 24  # characters of a cell in which words are crossed out to choose among them
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


def leaves_choice(written: str, crossed_out: str) -> bool:
    """Say whether of a cell's words, short enough to choose among, some are ``crossed_out`` and some are not.

    As on paper the others hold: 清理 of 清理/保留/优化.
    """
    both = re.search(r"\w", written) and re.search(r"\w", crossed_out)
    return bool(both) and len(written) + len(crossed_out) <= _LONGEST_CHOICE


def has_struck_runs(texts: bytes) -> bool:
    """Say whether a part of shared texts has words that are crossed out: most have none."""
    return b"strike" in texts and _STRIKE.search(texts) is not None


def without_struck_choices(texts: bytes) -> bytes:
    """Return the shared texts of an xlsx without the words crossed out beside others in a short cell (18.4.4)."""
    return b"".join(
        _RUN.sub(_unless_struck, piece) if has_struck_runs(piece) and _is_choice(piece) else piece
        for piece in _ITEM.split(texts)
    )


def _is_choice(item: bytes) -> bool:
    runs = [(_said(run), _STRIKE.search(run) is not None) for run in _RUN.findall(item)]
    plain, crossed = ("".join(text for text, struck in runs if struck is which) for which in (False, True))
    return leaves_choice(plain, crossed)


def _said(run: bytes) -> str:
    return unescape(b"".join(_RUN_TEXT.findall(run)).decode("utf-8", "replace"))


def _unless_struck(run: re.Match[bytes]) -> bytes:
    return b"" if _STRIKE.search(run[0]) else run[0]
