"""Tables of a page that are no ``table``: elements laid out as rows and cells by their style, or said to be by role.

CSS 2.2, 17.2 (``display: table-row``); WAI-ARIA 1.2 (``role="row"``). Web systems draw their lists so.
"""

from collections.abc import Mapping
from typing import Protocol

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.webpage_tags import named_by, rules

_DISPLAY = pattern_of(r"(?:^|[;\s])display\s*:\s*(table-row|table-cell|table)(?![\w-])")
_TAGS = {"table": "table", "table-row": "tr", "table-cell": "td"}
_ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), "table"),
    "row": "tr",
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), "td"),
}
_TRACES = ("table-row", "table-cell", 'role="row"', "role='row'", "role=row")
# What is a table already; a caption or a group of rows says nothing of its own.
_OWN = frozenset({"table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "col", "colgroup", "html", "body"})


class PageTarget(Protocol):
    """What takes the elements and the texts of a page in order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""

    def end(self, tag: str) -> None:
        """Close an element."""

    def data(self, text: str) -> None:
        """Take a piece of text."""

    def close(self) -> None:
        """End the page."""


class Undressed:
    """Hands a page on to what reads it, each element as what it is laid out as: a table, a row, a cell, or itself."""

    def __init__(self, page: PageTarget) -> None:
        self._page = page
        self._used = False
        self._names: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._sheet: list[str] | None = None  # of the open style sheet

    def look(self, text: str) -> None:
        """Take notice of a piece of the page, before its elements come: most pages have none laid out so."""
        self._used = self._used or any(trace in text for trace in _TRACES)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if self._used:
            self._sheet = [] if tag == "style" else self._sheet
            seen = tag if tag in _OWN else self._seen(tag, attributes)
            self._open.append((tag, seen))
            tag = seen
        self._page.start(tag, attributes)

    def end(self, tag: str) -> None:
        """Close an element, and with it what is left open within it."""
        if self._used:
            if tag == "style" and self._sheet is not None:
                self._take("".join(self._sheet))
                self._sheet = None
            at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), None)
            if at is not None:
                tag = self._open[at][1]
                del self._open[at:]
        self._page.end(tag)

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._sheet is not None:
            self._sheet.append(text)
        self._page.data(text)

    def close(self) -> None:
        """End the page."""
        self._page.close()

    def _take(self, sheet: str) -> None:
        for selectors, declarations in rules(sheet):
            if display := _DISPLAY.search(declarations.lower()):
                self._names.update(dict.fromkeys(named_by(selectors), _TAGS[display[1]]))

    def _seen(self, tag: str, attributes: Mapping[str, str]) -> str:
        display = _DISPLAY.search((attributes.get("style") or "").lower())
        if display:
            return _TAGS[display[1]]
        role = _ROLES.get((attributes.get("role") or "").strip().lower())
        if role or not self._names:
            return role or tag
        names = [f".{name}" for name in (attributes.get("class") or "").split()] + [f"#{attributes.get('id') or ''}"]
        found = (self._names.get(one) or self._names.get(tag + one) for one in names)
        return next(filter(None, found), tag)
