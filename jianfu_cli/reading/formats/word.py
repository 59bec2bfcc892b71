"""A docx as its readers need it: paragraphs and tables in the order a person reads them, nothing left out.

Elements (ISO/IEC 29500-1, WordprocessingML) are told by their local names, so Strict files read like others.
"""

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import TypeAlias

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.model.mark import MARK_NAME, Mark
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reading.formats.word_blocks import Block, Paragraph, WordCell, WordTable
from jianfu_cli.reading.formats.word_chunks import Chunks
from jianfu_cli.reading.formats.word_drawings import HOLDERS, drawn
from jianfu_cli.reading.formats.word_parts import comments, parse, related, related_part, targets
from jianfu_cli.reading.formats.word_signs import box_of, may_have_signs, write_signs
from jianfu_cli.reading.formats.word_styles import (
    NO_STYLE,
    Style,
    WordStyles,
    attribute,
    child,
    is_on,
    is_struck,
    leave_out_struck_choices,
    local,
    silent_lists,
    value,
    words_of,
)
from jianfu_cli.reading.refusal import RESAVE_DOCUMENT, damaged, unsafe

_Element: TypeAlias = etree._Element  # noqa: SLF001 -- the library's name for it

# Word itself stops at 63 columns.
_MOST_SPAN = 256
_MOST_CELLS = 400_000  # a hundred times what a form of Word has; each takes 25 µs
# Deleted or moved away, instructions of fields, pinyin over characters: nobody reads these.
_UNSEEN = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "rt"})
_LABEL = pattern_of("[：:]")
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Word:
    """The body of a document, the mark where it was written from a blank, and the texts that Word does not show."""

    blocks: tuple[Block, ...]
    mark: Mark | None
    hidden: tuple[str, ...] = ()


def read_word(data: bytes, *, is_chunk: bool = False) -> Word:
    """Read the body of a docx: text boxes after the paragraph that holds them, footnotes not.

    Of the page headers of a document with tables the lines that label something go before it: 填报单位：….

    ``is_chunk``: it was put into another document; what is put into it is not read.

    Raises:
        RefusedError: JF001, the package is no readable document; JF003, its XML is nested without end.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            main = related(package, "", "/officeDocument") or "word/document.xml"
            body = child(parse(package, main), "body")
            styles = WordStyles(related_part(package, main, "/styles"))
            fonts_and_text = filter(None, (main, related(package, main, "/styles")))
            if body is not None and may_have_signs(*map(package.read, fonts_and_text)):
                write_signs(body, styles)
            chunks = Chunks(package, targets(package, main), None if is_chunk else _chunk_blocks)
            walker = _Walker(styles, silent_lists(related_part(package, main, "/numbering")), chunks)
            if body is None:
                raise damaged()
            if sum(1 for _ in body.iter("{*}tc")) > _MOST_CELLS:
                raise unsafe(f"表格大得反常，超过 {_MOST_CELLS} 格", RESAVE_DOCUMENT)
            walker.comments = comments(package, main)
            walker.strikes = next(body.iter("{*}strike", "{*}dstrike"), None) is not None
            if walker.strikes:
                leave_out_struck_choices(body)
            above = () if is_chunk else _labels_in_page_headers(package, main, body, walker)
            return Word((*above, *walker.blocks(body)), _mark(package, main), tuple(walker.hidden))
    except etree.XMLSyntaxError as error:
        if "depth" in (error.msg or ""):
            raise unsafe("文件里的内容层层嵌套，深得反常", RESAVE_DOCUMENT) from error
        raise damaged() from error
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RecursionError) as error:
        raise damaged() from error


def _chunk_blocks(data: bytes) -> tuple[Block, ...]:
    return read_word(data, is_chunk=True).blocks


def _labels_in_page_headers(package: zipfile.ZipFile, main: str, body: _Element, walker: "_Walker") -> Iterator[Block]:
    if next(body.iter("{*}tbl"), None) is None:
        return
    parts = targets(package, main)
    named = (parts.get(attribute(one, "id") or "") for one in body.iter("{*}headerReference"))
    for name in dict.fromkeys(named):
        for block in walker.blocks(parse(package, name)) if name else ():
            if isinstance(block, Paragraph) and _LABEL.search(block.text):
                yield block


def _mark(package: zipfile.ZipFile, main: str) -> Mark | None:
    """Read the mark of a blank from the document's properties or variables: each program keeps another."""
    for part, kind in (("", "/custom-properties"), (main, "/settings")):
        root = related_part(package, part, kind)
        for element in () if root is None else root.iter():
            if MARK_NAME in (element.get("name"), attribute(element, "name")):
                written = attribute(element, "val") or "".join(str(text) for text in element.itertext())
                if mark := Mark.parse(written):
                    return mark
    return None


@dataclass(slots=True)
class _Inline:
    """What stands in a paragraph: its text in pieces, bold or not, its text boxes, what is drawn, what is not shown.

    ``hides`` says of a run's properties whether Word shows the run.
    """

    hides: Callable[[_Element | None], bool]
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: Mapping[str, str] = field(default_factory=dict)


class _Walker:
    """Goes through the body once, in order; counts what Word numbers by itself."""

    def __init__(self, styles: WordStyles, silent: frozenset[tuple[str, str]], chunks: Chunks) -> None:
        self.hidden: list[str] = []
        self.strikes = False
        self.comments: Mapping[str, str] = {}
        self._styles = styles
        self._chunks = chunks
        self._silent = silent
        self._counted: Counter[tuple[str, str]] = Counter()

    def blocks(self, parent: _Element, *, in_cell: bool = False) -> Iterator[Block]:
        for element in _shown(parent):
            match local(element):
                case "p":
                    yield from self._paragraph(element, in_cell=in_cell)
                case "tbl":
                    yield self._table(element)
                case "altChunk":
                    yield from self._chunks.blocks(attribute(element, "id") or "")
                case _:
                    yield from self.blocks(element, in_cell=in_cell)

    def _paragraph(self, element: _Element, *, in_cell: bool) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = NO_STYLE if properties is None else self._styles.of_paragraph(properties)
        inline = _Inline(partial(self._styles.hides, in_hidden=style.hidden), comments=self.comments)
        _collect(element, style.bold or False, inline)
        whole = "".join(piece for piece, _ in inline.pieces)
        text = whole.strip() if in_cell else clean(whole)
        number = self._number(style)
        if in_cell and not text:
            text = number  # 序号 that Word counts by itself: a person sees the number
        self.hidden += inline.hidden
        unread = tuple(thing._replace(part=self._chunks.part(thing.part)) for thing in inline.unread)
        yield Paragraph(text, style.name, style.level, bool(number), _lead(inline.pieces), unread)
        for box in inline.boxes:
            for block in self.blocks(box, in_cell=in_cell):
                yield replace(block, boxed=True) if isinstance(block, Paragraph) else block

    def _number(self, style: Style) -> str:
        counter = style.number_id, style.number_level
        if not style.number_id or counter in self._silent:
            return ""
        self._counted[counter] += 1
        return str(self._counted[counter])

    def _table(self, element: _Element) -> WordTable:
        grid = child(element, "tblGrid")
        columns = [] if grid is None else [one for one in grid if local(one) == "gridCol"]
        shown: list[tuple[WordCell, ...]] = []
        struck: set[int] = set()
        for row in _inside(element, "tr"):
            if is_on(child(child(row, "trPr"), "hidden")):
                self.hidden.append(words_of(row))
            elif not _deleted(row) and (cells := self._row(row)):
                shown.append(cells)
                struck |= {len(shown)} if self.strikes and is_struck(row) else set()
        return WordTable(tuple(shown), tuple(_whole(attribute(one, "w"), 0) for one in columns), frozenset(struck))

    def _row(self, element: _Element) -> tuple[WordCell, ...]:
        properties = child(element, "trPr")
        start = _count(properties, "gridBefore", 0)
        cells: list[WordCell] = []
        for cell in _inside(element, "tc"):
            details = child(cell, "tcPr")
            span = max(1, _count(details, "gridSpan", 1))
            if cells and _continues(details, "hMerge"):
                cells[-1] = replace(cells[-1], span=cells[-1].span + span)
            else:
                blocks = tuple(self.blocks(cell, in_cell=True))
                cells.append(WordCell(start, span, _continues(details, "vMerge"), blocks))
            start += span
        return tuple(cells)


def _shown(parent: _Element) -> Iterator[_Element]:
    """Yield the children that a person sees: one reading of an alternative, no prompt of an empty control."""
    for element in parent:
        name = local(element)
        if name == "AlternateContent":
            choices = [one for one in element if local(one) in {"Choice", "Fallback"}]
            yield from _shown(choices[0]) if choices else ()
        elif name == "sdt":
            prompt = child(child(element, "sdtPr"), "showingPlcHdr")
            content = child(element, "sdtContent")
            if content is not None and not is_on(prompt):
                yield from _shown(content)
        elif name and name not in _UNSEEN and not name.endswith("Pr"):
            yield element


def _inside(parent: _Element, wanted: str) -> Iterator[_Element]:
    """Yield the rows of a table, the cells of a row, within whatever wraps them."""
    for element in _shown(parent):
        if local(element) == wanted:
            yield element
        elif local(element) not in {"tbl", "tr", "tc", "p"}:
            yield from _inside(element, wanted)


def _collect(parent: _Element, bold: bool, inline: _Inline) -> None:
    for element in _shown(parent):
        name = local(element)
        if name == "t":
            inline.pieces.append((element.text or "", bold))
        elif name in _MARKS:
            inline.pieces.append((_MARKS[name], bold))
        elif name == "fldChar":
            inline.pieces.append((_chosen(element), bold))
        elif name == "commentReference":
            text = inline.comments.get(attribute(element, "id") or "", "")
            inline.unread.append(Unread(UnreadKind.COMMENT, text=text))
        elif name == "txbxContent":
            inline.boxes.append(element)
        elif name == "r" and inline.hides(child(element, "rPr")):
            inline.hidden.append(words_of(element))
        else:
            inline.unread += drawn(element) if name in HOLDERS else ()
            own = child(child(element, "rPr"), "b") if name == "r" else None
            _collect(element, bold if own is None else is_on(own), inline)


def _chosen(field: _Element) -> str:
    """Return the entry chosen in the drop-down of an old form field, or its box: they stand nowhere as text."""
    choice = child(child(field, "ffData"), "ddList")
    entries = [] if choice is None else [attribute(one, "val") or "" for one in choice if local(one) == "listEntry"]
    chosen = _count(choice, "result", 0)
    return entries[chosen] if chosen < len(entries) else box_of(child(field, "ffData"))


def _lead(pieces: list[tuple[str, bool]]) -> str:
    lead = ""
    for piece, bold in pieces:
        if not bold and piece.strip():
            break
        lead += piece
    return clean(lead)


def _deleted(row: _Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _continues(properties: _Element | None, name: str) -> bool:
    merge = child(properties, name)
    return merge is not None and attribute(merge, "val") != "restart"


def _count(parent: _Element | None, name: str, default: int) -> int:
    return min(_whole(value(parent, name), default), _MOST_SPAN)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default  # noqa: PLR2004
