"""A worksheet part: find or make a cell, give it a style or a value, leave everything else as it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import cell_name, column_index
from jianfu_cli.writing.package.parts import Element, NotEditableError, unset

_PLACE = pattern_of(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
# Excel reads _x0041_ as A: the underscore itself must be escaped to be seen (ISO/IEC 29500-1, 22.9.2.19).
_ESCAPE = pattern_of(r"_(?=x[0-9A-Fa-f]{4}_)")
# What may follow a worksheet's legacy drawing (ISO/IEC 29500-1, 18.3.1.99), AlternateContent around controls too.
_AFTER_DRAWING = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
    | {"AlternateContent"}
)


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range, 1-based and inclusive; ``element`` is where the sheet says so."""

    left: int
    top: int
    right: int
    bottom: int
    element: Element

    @property
    def first(self) -> str:
        """The cell whose value the range shows."""
        return cell_name(self.top, self.left)

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell lies in the range."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def split_place(place: str) -> tuple[int, int]:
    """Return the 1-based ``(row, column)`` of an address: ``split_place("B9") == (9, 2)``."""
    match = _PLACE.fullmatch(place)
    if match is None:
        raise NotEditableError(f"no cell {place}")
    return int(match[2]), column_index(match[1])


@dataclass
class SheetCells:
    """The cells of a worksheet being edited; ``main`` is the namespace."""

    root: Element
    main: str
    merges: list[Range] = field(init=False)
    _rows: dict[int, Element] = field(init=False)

    def __post_init__(self) -> None:
        """Find the rows and the merged ranges."""
        data = self.root.find(self.tag("sheetData"))
        if data is None:
            raise NotEditableError("no sheetData")
        self._data = data
        self._rows = {}
        number = 0
        for row in data.iterchildren(self.tag("row")):
            number = int(row.get("r") or number + 1)
            self._rows[number] = row
        self.merges = [
            Range(left, top, right, bottom, node)
            for node in self.root.iterfind(f"{self.tag('mergeCells')}/{self.tag('mergeCell')}")
            for (top, left), (bottom, right) in [_corners(node.get("ref", ""))]
        ]

    def tag(self, name: str) -> str:
        """Return ``name`` in the sheet's own namespace."""
        return f"{{{self.main}}}{name}"

    def covering(self, place: str) -> Range | None:
        """Return the merged range that hides ``place``; None where the cell shows."""
        row, column = split_place(place)
        return next((one for one in self.merges if one.covers(row, column) and one.first != place), None)

    def shown(self, place: str) -> str:
        """Return the cell that a person sees at ``place``: the first of a merged range, else the cell itself."""
        covering = self.covering(place)
        return covering.first if covering else place

    def has_value(self, place: str) -> bool:
        """Whether the cell holds anything itself."""
        cell = self.find(place)
        return cell is not None and len(cell) > 0

    def find(self, place: str) -> Element | None:
        """Return the cell, None where the sheet does not hold it."""
        number, column = split_place(place)
        row = self._rows.get(number)
        return None if row is None else self._cells(row, number).get(column)

    def cell(self, place: str) -> Element:
        """Return the cell, made in the style of its row or column where the sheet does not hold it."""
        number, column = split_place(place)
        row = self._row(number)
        cells = self._cells(row, number)
        if column in cells:
            return cells[column]
        made = etree.Element(self.tag("c"), r=place)
        style = row.get("s") if row.get("customFormat") in {"1", "true"} else self._column_style(column)
        if style:
            made.set("s", style)
        _insert(row, made, column, cells)
        return made

    def set_text(self, place: str, text: str) -> None:
        """Let the cell hold ``text``, as text, in the style it has."""
        cell = self.cell(place)
        _empty(cell)
        cell.set("t", "inlineStr")
        put_text(etree.SubElement(etree.SubElement(cell, self.tag("is")), self.tag("t")), text)

    def set_number(self, place: str, number: int) -> None:
        """Let the cell hold a whole number, in the style it has."""
        cell = self.cell(place)
        _empty(cell)
        unset(cell, "t")
        etree.SubElement(cell, self.tag("v")).text = str(number)

    def set_runs(self, place: str, runs: Element) -> None:
        """Let the cell hold formatted text: ``runs`` is an ``is`` element."""
        cell = self.cell(place)
        _empty(cell)
        cell.set("t", "inlineStr")
        cell.append(runs)

    def formula(self, place: str) -> Element | None:
        """Return the formula of the cell, None where it holds none."""
        cell = self.find(place)
        return None if cell is None else cell.find(self.tag("f"))

    def may_lose_formula(self, place: str, leaving: Collection[str]) -> bool:
        """Whether no cell but those ``leaving`` too would lose its formula with this cell's: no array, none shared."""
        formula = self.formula(place)
        if formula is None or formula.get("t", "normal") == "normal":
            return True
        if formula.get("t") != "shared":
            return False
        if formula.get("ref") is None:
            return True
        cells = self._data.iterfind(f".//{self.tag('f')}[@si='{formula.get('si')}']/..")
        return all(str(cell.get("r")) in leaving for cell in cells)

    def unmerge(self, merge: Range) -> None:
        """Split a merged range; its cells keep their styles."""
        self.merges.remove(merge)
        parent = merge.element.getparent()
        assert parent is not None
        parent.remove(merge.element)
        if len(parent):
            parent.set("count", str(len(parent)))
        else:
            self.root.remove(parent)

    def set_legacy_drawing(self, office: str, relation: str) -> None:
        """Name the part (by its relation) that draws the comments, where the sheet names none yet."""
        node = etree.Element(self.tag("legacyDrawing"), {f"{{{office}}}id": relation}, nsmap={"r": office})
        following = next((one for one in self.root if etree.QName(one).localname in _AFTER_DRAWING), None)
        if following is None:
            self.root.append(node)
        else:
            following.addprevious(node)

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            made = etree.Element(self.tag("row"), r=str(number))
            _insert(self._data, made, number, self._rows)
            self._rows[number] = made
        return self._rows[number]

    def _cells(self, row: Element, number: int) -> dict[int, Element]:
        """The cells of a row by column, all with their address, which some programs leave out."""
        cells = {}
        column = 0
        for cell in row.iterchildren(self.tag("c")):
            column = split_place(cell.get("r", ""))[1] if cell.get("r") else column + 1
            cell.set("r", cell_name(number, column))
            cells[column] = cell
        row.set("r", str(number))
        return cells

    def _column_style(self, column: int) -> str | None:
        for node in self.root.iterfind(f"{self.tag('cols')}/{self.tag('col')}"):
            if int(node.get("min", "0")) <= column <= int(node.get("max", "0")):
                return node.get("style")
        return None


def put_text(element: Element, text: str) -> None:
    """Let ``element`` (a ``t``) hold ``text`` exactly as it is."""
    element.text = _ESCAPE.sub("_x005F_", text)
    if text != text.strip() or "\n" in text:
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _corners(ref: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = ref.partition(":")
    return split_place(first), split_place(last or first)


def _insert(parent: Element, made: Element, number: int, placed: Mapping[int, Element]) -> None:
    """Put a row or a cell in its place among ``placed``, those there are."""
    before = max((at for at in placed if at < number), default=None)
    if before is None:
        parent.insert(0, made)
    else:
        placed[before].addnext(made)


def _empty(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)
    # What points at metadata (a dynamic array, a cell image) belonged to the value that is gone.
    unset(cell, "cm", "vm")
