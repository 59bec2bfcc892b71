"""The comments of a worksheet and their boxes: added to what people wrote, and taken off again without a trace."""

import re
from collections.abc import Iterator

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.mark import CHECKED_BY, CHECKED_BY_BEFORE
from jianfu_cli.writing.package.parts import Element, NotEditableError, text_within
from jianfu_cli.writing.package.sheet import SheetCells, put_text, split_place
from jianfu_cli.writing.package.workbook import OpcWorkbook

# Our part of a comment stands between these lines: a person may have written before or behind it.
_BEGIN, _END = f"【{CHECKED_BY}】", "【核对完】"
_OWN = pattern_of(
    rf"\n?(?:【{CHECKED_BY}】.*?(?:【核对完】|\Z)|【{CHECKED_BY_BEFORE}】.*?(?:【校验完】|\Z))", re.DOTALL
)
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# Excel shows a conversation of its own for these and keeps the text only for older programs.
_THREAD = "tc="

_SHAPE = pattern_of(rb"<v:shape\s(?:[^<]++|<(?!/?v:shape[\s>]))*+</v:shape>\s*")
_NUMBER = pattern_of(rb'"_x0000_s(\d{1,9})"')
_FIRST_SHAPE = 1025
_SHAPES_A_BLOCK = 1024
_WIDTH, _LINE, _MARGIN, _TALLEST = 240, 14, 12, 320
_CHARACTERS_A_LINE = 18
_VML = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
</xml>"""
_BOX = """<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;\
width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
<x:Anchor>{left}, 15, {top}, 2, {right}, 31, {bottom}, 1</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>
"""


def has_own_comments(workbook: OpcWorkbook, part: str) -> bool:
    """Say whether an earlier return left comments on the worksheet in ``part``."""
    found = workbook.package.related(part, "comments")
    return found is not None and _OWN.search(text_within(workbook.package.look(found))) is not None


class SheetComments:
    """The comments of the worksheet in ``part``; ``finish`` writes their boxes."""

    def __init__(self, workbook: OpcWorkbook, part: str, cells: SheetCells) -> None:
        self._workbook, self._part, self._cells = workbook, part, cells
        self._package = workbook.package
        self._name = self._package.related(part, "comments")
        self._root = self._package.look(self._name) if self._name else None
        self._by_place: dict[str, Element] | None = None
        self._gone: list[str] = []
        self._new: list[tuple[str, str]] = []

    def strip(self) -> None:
        """Take off what an earlier return wrote; comments of people stay, what they added to ours too."""
        for comment in list(self._all()):
            self._made()
            text = comment.find(self._cells.tag("text"))
            whole = "".join(_texts(text)) if text is not None else ""
            left = _OWN.sub("", whole)
            if text is None or left == whole:
                continue
            if left.strip():
                _keep_first(text, whole, left, self._cells)
            else:
                comment.getparent().remove(comment)  # type: ignore[union-attr]
                self._gone.append(comment.get("ref", ""))

    def add(self, place: str, lines: str) -> None:
        """Write ``lines`` into the cell's comment, behind what stands there; a conversation is left alone."""
        ours = f"{_BEGIN}\n{lines}\n{_END}"
        if self._by_place is None:
            self._by_place = {one.get("ref", ""): one for one in self._all()}
        own = self._by_place.get(place)
        if own is None:
            root = self._made()
            listed = root.find(self._cells.tag("commentList"))
            assert listed is not None
            own = etree.SubElement(listed, self._cells.tag("comment"), ref=place, authorId=str(self._author()))
            etree.SubElement(own, self._cells.tag("text"))
            self._by_place[place] = own
            self._new.append((place, ours))
        elif self._is_thread(own):
            return
        self._made()
        text = own.find(self._cells.tag("text"))
        if text is None:
            text = etree.SubElement(own, self._cells.tag("text"))
        if "".join(_texts(text)):
            ours = "\n" + ours
        self._make_runs(text)
        text.append(self._run(ours))

    def finish(self) -> None:
        """Write the boxes of new comments, and take away those of comments that are gone."""
        if not (self._gone or self._new):
            return
        drawing = self._drawing()
        content = self._package.read(drawing)
        new = [place for place, _ in self._new]
        gone = {split_place(place) for place in self._gone}
        content = _SHAPE.sub(lambda shape: b"" if _belongs(shape[0]) in gone else shape[0], content)
        taken = max(map(int, _NUMBER.findall(content)), default=_FIRST_SHAPE - 1)
        boxes = "".join(_box(place, text, number) for number, (place, text) in enumerate(self._new, start=taken + 1))
        blocks = (taken + len(new)) // _SHAPES_A_BLOCK
        content = content.replace(b'data="1"', f'data="{",".join(map(str, range(1, blocks + 1)))}"'.encode(), 1)
        before, end, after = content.rpartition(b"</xml>")
        if not end:
            raise NotEditableError(f"{drawing} has no end")
        self._package.put(drawing, before + boxes.encode() + end + after)

    def _all(self) -> Iterator[Element]:
        if self._root is not None:
            yield from self._root.iter(self._cells.tag("comment"))

    def _made(self) -> Element:
        """The comments part to be changed, made where the sheet has none."""
        if self._name is None:
            self._name = self._package.free_name("xl/comments{}.xml")
            content = f'<comments xmlns="{self._cells.main}"><authors/><commentList/></comments>'
            self._package.put(self._name, content.encode())
            self._package.set_type(self._name, _COMMENTS_TYPE)
            self._package.relate(self._part, f"{self._workbook.office}/comments", self._name)
        self._root = self._package.edit(self._name)
        return self._root

    def _drawing(self) -> str:
        """The part that draws the boxes, made where the sheet has none."""
        node = self._cells.root.find(self._cells.tag("legacyDrawing"))
        if node is not None:
            wanted = node.get(f"{{{self._workbook.office}}}id")
            found = next((one.target for one in self._package.relations(self._part) if one.id == wanted), None)
            if found and found in self._package:
                return found
            self._cells.root.remove(node)
        name = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
        self._package.put(name, _VML.encode())
        self._package.set_default_type("vml", _VML_TYPE)
        relation = self._package.relate(self._part, f"{self._workbook.office}/vmlDrawing", name)
        self._cells.set_legacy_drawing(self._workbook.office, relation)
        return name

    def _authors(self) -> Element:
        root = self._made()
        authors = root.find(self._cells.tag("authors"))
        if authors is None:
            authors = etree.Element(self._cells.tag("authors"))
            root.insert(0, authors)
        return authors

    def _author(self) -> int:
        authors = self._authors()
        names = [author.text for author in authors]
        if CHECKED_BY not in names:
            etree.SubElement(authors, self._cells.tag("author")).text = CHECKED_BY
            return len(names)
        return names.index(CHECKED_BY)

    def _is_thread(self, comment: Element) -> bool:
        assert self._root is not None
        names = [author.text or "" for author in self._root.iter(self._cells.tag("author"))]
        number = int(comment.get("authorId", "0"))
        return number < len(names) and names[number].startswith(_THREAD)

    def _make_runs(self, text: Element) -> None:
        """A comment in one piece becomes a run: only runs may follow each other."""
        whole = text.find(self._cells.tag("t"))
        if whole is not None and len(text) == 1:
            text.remove(whole)
            etree.SubElement(text, self._cells.tag("r")).append(whole)

    def _run(self, content: str) -> Element:
        run = etree.Element(self._cells.tag("r"))
        properties = etree.SubElement(run, self._cells.tag("rPr"))
        for name, value in (("sz", "9"), ("rFont", "宋体"), ("family", "3")):
            etree.SubElement(properties, self._cells.tag(name), val=value)
        put_text(etree.SubElement(run, self._cells.tag("t")), content)
        return run


def _texts(text: Element) -> Iterator[str]:
    for node in text.iter():
        if isinstance(node.tag, str) and etree.QName(node).localname == "t":
            yield node.text or ""


def _keep_first(text: Element, whole: str, left: str, cells: SheetCells) -> None:
    """Cut our part out of a comment: runs before it stay as they are, what stood behind it follows as plain text."""
    kept = _OWN.split(whole, 1)[0]
    rest, room = left[len(kept) :], len(kept)
    for node in list(text.iter(cells.tag("t"))):
        node.text, room = (node.text or "")[:room], max(0, room - len(node.text or ""))
    for run in list(text.iterchildren(cells.tag("r"))):
        if not "".join(_texts(run)):
            text.remove(run)
    if rest:
        put_text(etree.SubElement(etree.SubElement(text, cells.tag("r")), cells.tag("t")), rest)


def _belongs(shape: bytes) -> tuple[int, int] | None:
    """The cell (row, column), 1-based, whose comment a shape draws; None where it draws something else."""
    row, column = (re.search(rb"<x:" + name + rb">\s*(\d+)\s*</x:", shape) for name in (b"Row", b"Column"))
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column and b'"Note"' in shape else None


def _box(place: str, text: str, number: int) -> str:
    row, column = split_place(place)
    lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.split("\n"))
    height = min(_TALLEST, lines * _LINE + _MARGIN)
    return _BOX.format(
        number=number,
        order=number - _FIRST_SHAPE + 1,
        width=_WIDTH,
        height=height,
        left=column,
        top=max(0, row - 2),
        right=column + 3,
        bottom=max(0, row - 2) + max(3, height // 20),
        row=row - 1,
        column=column - 1,
    )
