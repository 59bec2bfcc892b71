"""What Excel takes in its stride and the native reader does not: mended in a copy in memory before it reads."""

import re

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.guard.extent import Sheet

# Error values newer than the reader: it gives up the whole sheet for one of them. What the cell shows is kept apart.
_NEW_ERROR = pattern_of(
    rb"(<(?:\w+:)?c\s[^<>]*?\bt\s*=\s*[\"']e[\"'][^<>]*>"
    rb"(?:\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>)"
    rb"#(?!DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)[^<]{0,40}(</)"
)
# It makes room for as many texts as the part claims to hold.
_COUNTS = pattern_of(rb"\s(?:unique)?[cC]ount\s*=\s*[\"'](\d{1,20})[\"']")
# It gives up a sheet for a range it cannot read, and makes no use of it.
_DIMENSION = pattern_of(
    rb"(<(?:\w+:)?dimension\s[^<>]*?ref\s*=\s*[\"'])(?![A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?[\"'])[^\"'<>]*"
)
_SHARED_TEXTS = pattern_of(rb"<(?:\w+:)?sst\b[^<>]*")
_START = 4096
_SHORTEST_TEXT = len("<si/>")


def mended(content: bytes, sheet: Sheet | None) -> bytes:
    """Return an XML part as the native reader can take it: the same object where nothing had to be mended.

    ``sheet`` is the part as a sheet, where it is one.
    """
    if content.find(b"sst", 0, _START) >= 0 and (root := _SHARED_TEXTS.search(content, 0, _START)):
        return _without_false_counts(content, root)
    if sheet is None:
        return content
    said = content.find(b"dimension", 0, _START)
    while said >= 0:
        if _DIMENSION.match(content, content.rfind(b"<", 0, said)):
            content = _DIMENSION.sub(rb"\1A1", content, count=1)
            break
        said = content.find(b"dimension", said + 1, _START)
    if sheet.has(b't="e"') or (content.find(b"='", 0, _START) >= 0 and b"t='e'" in content):
        fit, changed = _NEW_ERROR.subn(rb"\1#VALUE!\2", content)
        return fit if changed else content
    return content


def _without_false_counts(content: bytes, root: re.Match[bytes]) -> bytes:
    if max(map(int, _COUNTS.findall(root[0])), default=0) <= len(content) // _SHORTEST_TEXT:
        return content
    return content[: root.start()] + _COUNTS.sub(b"", root[0]) + content[root.end() :]
