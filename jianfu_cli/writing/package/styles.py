"""The styles of a workbook: marks are copies of a cell's own style with another fill, and can be taken off again."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from jianfu_cli.core.model.finding import Severity
from jianfu_cli.writing.package.parts import Element, NotEditableError, parse

MARK_COLOURS = {Severity.ERROR: 0xFFC8D1, Severity.WARNING: 0xFFEFA6, Severity.INFO: 0xDCEBFA}
"""The fills of marked cells. Nobody else's palette has them, so they are known again after any program saved them."""

# A marked cell that had a fill of its own gets a shade one lower in blue for each such fill: the shade says which.
_SHADES = 32


@dataclass
class PackageStyles:
    """The style sheet of a workbook being edited; ``main`` is its namespace."""

    root: Element
    main: str
    _marked: dict[tuple[int, Severity], int] = field(default_factory=dict)
    _covered: list[bytes] = field(default_factory=list)

    def mark(self, base: int, severity: Severity) -> int:
        """Return the cell style that is style ``base`` with the fill of ``severity``."""
        known = self._marked.get((base, severity))
        if known is not None:
            return known
        formats = self._list("cellXfs")
        if base >= len(formats):
            raise NotEditableError(f"no cell style {base}")
        marked = deepcopy(formats[base])
        shade = self._shade(int(marked.get("fillId", "0")))
        marked.set("fillId", str(self._solid(MARK_COLOURS[severity] - shade)))
        marked.set("applyFill", "1")
        self._marked[base, severity] = self._append(formats, marked)
        return self._marked[base, severity]

    def covered(self) -> Iterator[tuple[str, str]]:
        """Yield ``(shade, fill)`` for each fill that marks cover: what ``unmark`` must be told to put it back."""
        for shade, fill in enumerate(self._covered, start=1):
            yield str(shade), fill.decode()

    def unmark(self, covered: Mapping[str, str]) -> None:
        """Give every cell style that is a mark of an earlier return its own fill back, as ``covered`` has it."""
        fills = self._list("fills")
        shades = {place: shade for place, fill in enumerate(fills) if (shade := _shade_of(fill, self.main)) is not None}
        own: dict[int, int] = {}
        for style in self._list("cellXfs"):
            shade = shades.get(int(style.get("fillId", "0")))
            if shade is not None and shade not in own:
                fill = covered.get(str(shade))
                own[shade] = self._append(fills, self._fill(fill)) if fill else 0
            if shade is not None:
                style.set("fillId", str(own[shade]))

    def add(self, font: str, *, fill: int | None = None, border: bool = True, alignment: str = "") -> int:
        """Add a cell style for text: ``font`` and ``alignment`` as XML attributes or elements, ``fill`` as 0xRRGGBB."""
        made = {
            "fontId": self._append(self._list("fonts"), self._parse(f"<font>{font}</font>")),
            "fillId": 0 if fill is None else self._solid(fill),
            "borderId": self._append(self._list("borders"), self._parse(_BORDER)) if border else 0,
        }
        ids = " ".join(f'{name}="{number}"' for name, number in made.items())
        text = (
            f'<xf numFmtId="49" {ids} xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
            f'applyAlignment="1"><alignment vertical="center" wrapText="1" {alignment}/></xf>'
        )
        return self._append(self._list("cellXfs"), self._parse(text))

    def _shade(self, fill: int) -> int:
        """Return the shade for cells of this fill; 0 where it is none, or there are too many to tell apart."""
        element = deepcopy(self._list("fills")[fill]) if fill else None
        if element is None:
            return 0
        etree.cleanup_namespaces(element)
        text = etree.tostring(element, with_tail=False)
        if text not in self._covered:
            if len(self._covered) == _SHADES - 1:
                return 0
            self._covered.append(text)
        return self._covered.index(text) + 1

    def _solid(self, colour: int) -> int:
        text = (
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour:06X}"/><bgColor indexed="64"/>'
            "</patternFill></fill>"
        )
        wanted = self._parse(text)
        fills = self._list("fills")
        for place, fill in enumerate(fills):
            if etree.tostring(fill, method="c14n") == etree.tostring(wanted, method="c14n"):
                return place
        return self._append(fills, wanted)

    def _list(self, name: str) -> Element:
        found = self.root.find(f"{{{self.main}}}{name}")
        if found is None:
            raise NotEditableError(f"no {name}")
        return found

    @staticmethod
    def _append(those: Element, one: Element) -> int:
        those.append(one)
        those.set("count", str(len(those)))
        return len(those) - 1

    def _parse(self, text: str) -> Element:
        return parse(f'<styles xmlns="{self.main}">{text}</styles>'.encode())[0]

    def _fill(self, text: str) -> Element:
        """A fill as ``covered`` had it written down; it comes back from outside, so anything else is no fill."""
        try:
            made = parse(text.encode())
        except NotEditableError:
            made = None
        if made is None or made.tag != f"{{{self.main}}}fill":
            return self._parse('<fill><patternFill patternType="none"/></fill>')
        return made


_LINE = '<color rgb="FFA6A6A6"/>'
_BORDER = (
    "<border>"
    + "".join(f'<{side} style="thin">{_LINE}</{side}>' for side in ("left", "right", "top", "bottom"))
    + "<diagonal/></border>"
)


def _shade_of(fill: Element, main: str) -> int | None:
    """Return the shade of a mark's fill, None where the fill is no mark."""
    colour = fill.find(f"{{{main}}}patternFill[@patternType='solid']/{{{main}}}fgColor")
    rgb = colour.get("rgb", "") if colour is not None else ""
    try:
        value = int(rgb[-6:], 16)
    except ValueError:
        return None
    return next((base - value for base in MARK_COLOURS.values() if 0 <= base - value < _SHADES), None)
