"""What single elements of a page say: how many cells one spans, what a field was given, how large a picture is."""

import re
from collections.abc import Iterator, Mapping

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.unread import Unread, UnreadKind

_TICKED = frozenset({"checkbox", "radio"})
_TYPED = frozenset({"", "text", "tel", "email", "number", "date", "month", "url", "search"})
_STYLED = {side: pattern_of(rf"(?:^|[;\s]){side}\s*:\s*([\d.]{{1,8}})(px|pt|cm)") for side in ("width", "height")}
_SIZE = pattern_of(r"\s*(\d{1,6})(?:px)?\s*")
_POINTS_IN_CM = 37.8  # of a screen
_IN_POINTS = {"px": 1.0, "pt": 4 / 3, "cm": _POINTS_IN_CM}
SEEN = dict.fromkeys(("img", "svg", "canvas"), UnreadKind.PICTURE)
"""The elements that show what is no text."""
SEEN |= dict.fromkeys(("object", "embed", "iframe"), UnreadKind.OBJECT)
_SPECK = 40  # points
# Elements that hold nothing, and so end where they begin (HTML, 13.1.2).
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
)
CELLS = frozenset({"td", "th", "col", "colgroup"})
"""A browser moves the others up where one of these is not shown: here they stay in place."""
_UNSEEN = pattern_of(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_STEPS = pattern_of(r"[\s>+~]+")
_NAMED = pattern_of(r"([\w*-]*)([.#][^.#:\[]+)")
_LONGEST_SHEET = 1 << 20


def span_of(written: str | None, most: int) -> int:
    """Read a colspan or rowspan, up to ``most``; nonsense is 1, as browsers take it."""
    digits = re.match(r"\s*(\d{1,7})", written or "", re.ASCII)
    return min(max(int(digits[1]), 1), most) if digits else 1


def entered(attributes: Mapping[str, str]) -> str:
    """Return what a person has ticked or typed in a field."""
    kind = (attributes.get("type") or "").strip().lower()
    if kind in _TICKED:
        return "☑" if "checked" in attributes else "☐"
    return (attributes.get("value") or "") if kind in _TYPED else ""


def seen(tag: str, attributes: Mapping[str, str], row: int, column: int) -> Unread | None:
    """Return a picture or an object at its 1-based place; None of a picture of a few points, a part of the paper."""
    width, height = (_points(attributes, side) for side in ("width", "height"))
    if SEEN[tag] is UnreadKind.PICTURE and (0 < width < _SPECK or 0 < height < _SPECK):
        return None
    size = width / _POINTS_IN_CM, height / _POINTS_IN_CM
    return Unread(SEEN[tag], row, column, row, column, width=size[0], height=size[1])


def _points(attributes: Mapping[str, str], side: str) -> float:
    """Return the width or height of a picture in points of a screen; 0 where it is not said."""
    styled = _STYLED[side].search(attributes.get("style") or "")
    if styled:
        return float(styled[1]) * _IN_POINTS[styled[2]] if styled[1].count(".") <= 1 and styled[1] != "." else 0
    size = _SIZE.fullmatch(attributes.get(side) or "")
    return float(size[1]) if size else 0


class Unseen:
    """Follows the open elements of a page: whether one of them is not shown, by its style or by the style sheet.

    ``open``: how many elements within the outermost one that is not shown, and that one, are open now.
    Of a style sheet (CSS 2.2) the rules for a class or an identifier count, whatever must stand around them.
    """

    def __init__(self) -> None:
        self._names: set[str] = set()
        self.open = 0

    def take(self, sheet: str) -> None:
        """Take the text of a style sheet; what holds for one medium alone (print) does not count."""
        for selectors, declarations in rules(sheet):
            if _UNSEEN.search(declarations):
                self._names.update(named_by(selectors))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if tag not in _VOID and (self.open or (tag not in CELLS and self._hides(tag, attributes))):
            self.open += 1

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag not in _VOID:
            self.open -= 1

    def _hides(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if "hidden" in attributes or _UNSEEN.search(attributes.get("style") or ""):
            return True
        if not self._names:
            return False
        names = [f".{name}" for name in (attributes.get("class") or "").split()] + [f"#{attributes.get('id') or ''}"]
        return any(name in self._names or tag + name in self._names for name in names)


def named_by(selectors: str) -> Iterator[str]:
    """Yield the classes and identifiers that selectors end with, each behind its element where they name one."""
    last = (_STEPS.split(selector.strip())[-1] for selector in selectors.split(","))
    yield from (one[1].lower().strip("*") + one[2] for one in map(_NAMED.fullmatch, last) if one)


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of a style sheet's rules, but those within an at-rule."""
    first, *commented = sheet[:_LONGEST_SHEET].split("/*")
    plain = first + "".join(after.partition("*/")[2] for after in commented)
    begun: list[tuple[str, bool]] = []  # selectors, and whether they stand within an at-rule or are one
    at = 0
    for brace in re.finditer(r"[{}]", plain):
        between, at = plain[at : brace.start()], brace.end()
        if brace[0] == "{":
            selectors = between.rpartition(";")[2]
            begun.append((selectors, "@" in selectors or (bool(begun) and begun[-1][1])))
        elif begun:
            selectors, is_within = begun.pop()
            if not is_within:
                yield selectors, between
