"""The workbook part of a package: its sheets in order, and what must follow when a sheet comes or goes."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from jianfu_cli.writing.package.parts import RELATIONS, TYPES, Element, NotEditableError, OpcPackage, serialise, unset
from jianfu_cli.writing.packing import new_member

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
# What may stand before the defined names (ISO/IEC 29500-1, 18.2.27).
_BEFORE_NAMES = frozenset(
    {"fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews", "sheets"}
    | {"functionGroups", "externalReferences"}
)
_PRINT_TITLES = "_xlnm.Print_Titles"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet of the workbook: its name and its part."""

    name: str
    part: str


class OpcWorkbook:
    """A workbook within its package; ``main`` and ``office`` are the namespaces of its dialect."""

    def __init__(self, data: bytes) -> None:
        self.package = OpcPackage(data)
        part = self.package.related("", "officeDocument")
        if part is None:
            raise NotEditableError("no workbook part")
        self.part = part
        self.main = etree.QName(self.package.look(part)).namespace or ""
        if self.main not in _RELATIONS:
            raise NotEditableError(f"unknown namespace {self.main}")
        self.office = _RELATIONS[self.main]

    def tag(self, name: str) -> str:
        """Return ``name`` in the workbook's own namespace."""
        return f"{{{self.main}}}{name}"

    def sheets(self) -> tuple[SheetEntry, ...]:
        """Return the sheets in order."""
        parts = {one.id: one.target for one in self.package.relations(self.part)}
        return tuple(
            SheetEntry(node.get("name", ""), parts.get(node.get(f"{{{self.office}}}id", ""), ""))
            for node in self._sheet_nodes(self.package.look(self.part))
        )

    def sheet(self, name: str) -> SheetEntry:
        """Return the sheet called ``name``.

        Raises:
            NotEditableError: there is none, or it has no part.
        """
        for entry in self.sheets():
            if entry.name == name and entry.part in self.package:
                return entry
        raise NotEditableError(f"no sheet {name}")

    def styles_part(self) -> str:
        """Return the part that holds the styles; a workbook without any gets the least there can be."""
        found = self.package.related(self.part, "styles")
        if found:
            return found
        name = "xl/styles.xml"  # where some readers look for it, whatever the relation says
        self.package.put(name, _least_styles(self.main))
        self.package.set_type(name, _STYLES_TYPE)
        self.package.relate(self.part, f"{self.office}/styles", name)
        return name

    def free_sheet_name(self, wanted: str) -> str:
        """Return ``wanted``, or ``wanted (2)`` … where a sheet has that name."""
        taken = {entry.name.lower() for entry in self.sheets()}
        names = (wanted, *(f"{wanted} ({number})" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name.lower() not in taken)

    def add_sheet(self, name: str, content: Element, *, first: bool, title_rows: str) -> None:
        """Add a worksheet as the first (and the one shown) or the last; ``title_rows`` (``$1:$4``) repeat in print."""
        root = self.package.edit(self.part)
        part = self.package.free_name("xl/worksheets/sheet{}.xml")
        self.package.put(part, serialise(content))
        self.package.set_type(part, _SHEET_TYPE)
        relation = self.package.relate(self.part, f"{self.office}/worksheet", part)
        nodes = self._sheet_nodes(root)
        number = 1 + max((int(node.get("sheetId", "0")) for node in nodes), default=0)
        attributes = {"name": name, "sheetId": str(number), f"{{{self.office}}}id": relation}
        node = etree.Element(self.tag("sheet"), attributes)
        place = 0 if first else len(nodes)
        if first:
            self._move_names(root, {old: old + 1 for old in range(len(nodes))})
            self._unselect()
            for view in root.iter(self.tag("workbookView")):
                unset(view, "firstSheet")
                view.set("activeTab", "0")
        _child(root, self.tag("sheets")).insert(place, node)
        self._name(root, _PRINT_TITLES, f"'{name}'!{title_rows}", place)
        self._retitle(name, place)

    def remove_sheet(self, name: str) -> None:
        """Remove a worksheet with its part and the names that belong to it."""
        root = self.package.edit(self.part)
        nodes = self._sheet_nodes(root)
        place = next(at for at, node in enumerate(nodes) if node.get("name") == name)
        entry = self.sheets()[place]
        nodes[place].getparent().remove(nodes[place])  # type: ignore[union-attr]
        relation = next(one.id for one in self.package.relations(self.part) if one.target == entry.part)
        self.package.unrelate(self.part, relation)
        self.package.drop(entry.part)
        self._move_names(root, {old: old - (old > place) for old in range(len(nodes)) if old != place})
        for view in root.iter(self.tag("workbookView")):
            for attribute in ("firstSheet", "activeTab"):
                view.set(attribute, str(max(0, int(view.get(attribute, "0")) - 1)))
        self._retitle(None, place)

    def forget_calculation_chain(self) -> None:
        """Drop the order of calculation: it names cells that no longer hold a formula, and is made anew on opening."""
        for relation in self.package.relations(self.part):
            if relation.kind == "calcChain":
                self.package.unrelate(self.part, relation.id)
                self.package.drop(relation.target)

    def _sheet_nodes(self, root: Element) -> list[Element]:
        return list(_child(root, self.tag("sheets")).iterchildren(self.tag("sheet")))

    def _unselect(self) -> None:
        """No other sheet stays selected: what is typed into one of two selected sheets lands in both."""
        for entry in self.sheets():
            if entry.part in self.package and b"tabSelected" in self.package.read(entry.part):
                for view in self.package.edit(entry.part).iter(self.tag("sheetView")):
                    unset(view, "tabSelected")

    def _move_names(self, root: Element, places: Mapping[int, int]) -> None:
        """Names that belong to a sheet follow it; those of a sheet that is gone go too."""
        names = root.find(self.tag("definedNames"))
        for name in list(names) if names is not None else ():
            scope = name.get("localSheetId")
            if scope is None:
                continue
            if int(scope) in places:
                name.set("localSheetId", str(places[int(scope)]))
            else:
                name.getparent().remove(name)  # type: ignore[union-attr]
        if names is not None and not len(names):
            root.remove(names)

    def _name(self, root: Element, name: str, text: str, scope: int) -> None:
        names = root.find(self.tag("definedNames"))
        if names is None:
            names = etree.Element(self.tag("definedNames"))
            before = [node for node in root if etree.QName(node).localname in _BEFORE_NAMES]
            before[-1].addnext(names)
        # Sorted by name: Excel mends a list that is not.
        node = etree.Element(self.tag("definedName"), name=name, localSheetId=str(scope))
        node.text = text
        later = (one for one in names if (one.get("name", "").lower(), _scope(one)) > (name.lower(), scope))
        following = next(later, None)
        if following is None:
            names.append(node)
        else:
            following.addprevious(node)

    def _retitle(self, name: str | None, place: int) -> None:
        """Keep the list of sheet titles in docProps/app.xml true, where there is one: add ``name`` or remove one."""
        part = self.package.related("", "extended-properties")
        if part is None:
            return
        root = self.package.edit(part)
        vector = root.find("{*}TitlesOfParts/{*}vector")
        count = root.find("{*}HeadingPairs/{*}vector/{*}variant/{*}i4")
        if vector is None or count is None or place > len(vector):
            return
        step = 1 if name else -1
        if name:
            title = etree.Element(f"{{{etree.QName(count).namespace}}}lpstr")
            title.text = name
            vector.insert(place, title)
        elif place < len(vector):
            vector.remove(vector[place])
        vector.set("size", str(len(vector)))
        count.text = str(int(count.text or "0") + step)


def _scope(name: Element) -> int:
    return int(name.get("localSheetId", "-1"))


def _child(root: Element, tag: str) -> Element:
    found = root.find(tag)
    if found is None:
        raise NotEditableError(f"no {tag}")
    return found


def new_workbook() -> OpcWorkbook:
    """Return a workbook that has no sheet yet: whoever makes it adds the first."""
    office = _RELATIONS[TRANSITIONAL]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="{_RELS_TYPE}"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_WORKBOOK_TYPE}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{TRANSITIONAL}" xmlns:r="{office}"><bookViews><workbookView/>'
            "</bookViews><sheets/></workbook>",
        }.items():
            archive.writestr(new_member(name), content)
    return OpcWorkbook(target.getvalue())


def _least_styles(main: str) -> bytes:
    return (
        f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
    ).encode()
