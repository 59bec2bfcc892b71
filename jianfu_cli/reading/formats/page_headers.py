"""What is printed at the head and the foot of each page of a sheet: who files it may stand there alone.

Its codes are the same in all of Excel's formats (ECMA-376 part 1, 18.3.1.46; MS-XLS 2.4.136).
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from jianfu_cli.core.language.patterns import pattern_of

_PRINTED = pattern_of(rb"<(?:\w{1,40}:)?(odd|even|first)(?:Header|Footer)(?:\s[^<>]{0,200})?>([^<]{1,2000})</")
# Those of the first page and of even pages are kept where they are no longer printed.
_DIFFERENT = pattern_of(rb"different(OddEven|First)\s*=\s*[\"'](?:1|true)")
_PAGES = {b"OddEven": b"even", b"First": b"first"}
_BLOCK = b"eaderFooter"
_CODE = pattern_of(r'&(?:"[^"]*"|K[0-9A-Fa-f]{2}[0-9A-Fa-f+-][0-9A-Fa-f]{3}|\d{1,3}|.)', re.DOTALL)
_PARTS = frozenset("LCR")
# A word and a colon, or what a form is called by: page numbers and firms' names need not be read.
_TELLS = ("：", ":", "附件")
_LABELLED = pattern_of("：|附件".encode() + rb"|[\x80-\xbf]\s{0,9}:[^/]")
_TELLS_BYTES = (*(word.encode() for word in _TELLS), b"&#")  # some programs write all letters by number


def tells(tail: bytes) -> bool:
    """Say whether the end of a sheet's XML prints more than page numbers."""
    at, end = tail.find(_BLOCK), tail.rfind(_BLOCK)
    return at < end and any(tail.find(word, at, end) >= 0 for word in _TELLS_BYTES)


def tells_in_styles(styles: bytes) -> bool:
    """Say whether the styles of an ods may head its pages with more than numbers."""
    at = styles.rfind(b"master-styles", 0, styles.rfind(b"master-styles"))
    return _LABELLED.search(styles, max(at, 0)) is not None


def printed_by_xml(sheet: bytes) -> tuple[str, ...]:
    """Return the lines that a sheet of an OOXML workbook prints on its pages."""
    at = sheet.find(_BLOCK, max(sheet.rfind(b"heetData"), 0))
    if at < 0:
        return ()
    pages = {b"odd", *(_PAGES[which] for which in _DIFFERENT.findall(sheet, at, sheet.find(b">", at)))}
    codes = (code for page, code in _PRINTED.findall(sheet, at) if page in pages)
    return printed(unescape(code.decode("utf-8", "replace")) for code in codes)


def printed(codes: Iterator[str]) -> tuple[str, ...]:
    """Return the lines of headers and footers as Excel keeps them, where any tells something.

    >>> printed(iter(['&L填报单位：红旗区&R&"宋体,常规"&9填报时间：6月12日&C第 &P 页']))
    ('填报单位：红旗区', '填报时间：6月12日', '第  页')
    """
    return telling(line for code in codes for line in plain(code).splitlines())


def telling(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines, each once, where any of them labels or names something."""
    said = tuple(dict.fromkeys(filter(None, map(str.strip, lines))))
    return said if any(word in line for line in said for word in _TELLS) else ()


def plain(code: str) -> str:
    """Return what a header or footer shows, each of its three parts on lines of its own."""
    return _CODE.sub(_shown, code.replace("_x000D_", "\n"))


def _shown(code: re.Match[str]) -> str:
    letter = code[0][1:2].upper()
    if letter == "&":
        return "&"
    return "\n" if letter in _PARTS else ""
