"""What the styles of an ods tell: fonts of signs, what is crossed out, what has no size (ODF 1.3 part 3, 16)."""

from dataclasses import dataclass, field

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.page_headers import telling
from jianfu_cli.reading.formats.symbol_fonts import in_symbol_font, symbol_font

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TEXT_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}style-name"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_NOTHING = pattern_of(r"0+(?:\.0*)?(?:[a-z]{2})?")
_LONGEST_CHAIN = 16


@dataclass(slots=True)
class OpenStyles:
    """The styles by name: the font of signs where one is set ("" for letters), which have no size, which cross out."""

    fonts: dict[str, str] = field(default_factory=dict)
    unseen: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    struck: dict[str, bool] = field(default_factory=dict)
    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what each kind of page is headed with
    page_of: dict[str, str] = field(default_factory=dict)  # the kind of page of a table's style

    def take(self, root: etree._Element) -> None:
        """Learn the styles that stand in a part."""
        faces = {face.get(_STYLE + "name"): face.get(_SVG + "font-family") for face in root.iter(_STYLE + "font-face")}
        for style in root.iter(_STYLE + "style"):
            name = style.get(_STYLE + "name", "")
            self.parents[name] = style.get(_STYLE + "parent-style-name", "")
            self.page_of[name] = style.get(_STYLE + "master-page-name", "")
            for look in style:
                named = look.get(_STYLE + "font-name")
                font = look.get(_FO + "font-family") or faces.get(named) or named
                if font:
                    self.fonts[name] = symbol_font(font)
                line = look.get(_STYLE + "text-line-through-style") or look.get(_STYLE + "text-line-through-type")
                if line:
                    self.struck[name] = line != "none"
                size = look.get(_STYLE + "row-height") or look.get(_STYLE + "column-width")
                if size and _NOTHING.fullmatch(size):
                    self.unseen.add(name)

        for page in root.iter(_STYLE + "master-page"):
            shown = (part for part in page if part.get(_STYLE + "display") != "false")
            lines = ("".join(map(str, line.itertext())) for part in shown for line in part.iter(_PARAGRAPH))
            self.pages[page.get(_STYLE + "name", "")] = tuple(telling(lines))

    def printed(self, name: str) -> tuple[str, ...]:
        """Return the telling lines that a table of the style ``name`` is printed under."""
        return self.pages.get(self.page_of.get(name, ""), ())

    def strikes(self, name: str | None) -> bool:
        """Say whether a style, or one above it, crosses out."""
        for _ in range(_LONGEST_CHAIN):
            if not name or name in self.struck:
                break
            name = self.parents.get(name)
        return bool(name) and self.struck.get(name or "", False)

    @property
    def have_signs(self) -> bool:
        """Whether any of the fonts is one of signs: in most workbooks none is."""
        return any(self.fonts.values())

    def font(self, name: str | None, otherwise: str = "") -> str:
        """Return the font of signs that a style or one above it sets, ``otherwise`` where none sets a font."""
        for _ in range(_LONGEST_CHAIN):
            if not name or name in self.fonts:
                break
            name = self.parents.get(name)
        return self.fonts.get(name, otherwise) if name else otherwise

    def write_signs(self, cell: etree._Element, style: str | None) -> None:
        """Let the texts of a cell of ``style`` be the signs that their fonts show."""
        font = self.font(style)
        for paragraph in cell:
            self._write(paragraph, font)

    def _write(self, node: etree._Element, around: str) -> None:
        font = self.font(node.get(_TEXT_STYLE), around)
        if font and node.text:
            node.text = in_symbol_font(node.text, font)
        for child in node:
            self._write(child, font)
            if font and child.tail:
                child.tail = in_symbol_font(child.tail, font)
