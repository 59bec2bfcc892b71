"""A sheet that jianfu adds to a submission: a table that prints on A4, every text as text, with links into the form."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase

from lxml import etree

from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.values import cell_name, column_letters
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.mark import is_listing, listing_title
from jianfu_cli.core.rollup.model import CELL_LIMIT
from jianfu_cli.writing.package.parts import Element, parse, text_within
from jianfu_cli.writing.package.sheet import put_text
from jianfu_cli.writing.package.styles import MARK_COLOURS, PackageStyles
from jianfu_cli.writing.package.workbook import OpcWorkbook, SheetEntry
from jianfu_cli.writing.style import HEI, SONG, height_of

_BODY_POINTS, _TITLE_POINTS = 11, 18
_TALLEST = 409.0  # points; Excel allows no more
_OF_HIDDEN = 8
_CENTRE = 'horizontal="center"'
_TO_FILL_IN = 0xFFFBE6
_GREY, _BLUE = "FF595959", "FF1F4E79"


@dataclass(frozen=True, slots=True)
class ListingCell:
    """One cell: its text, how it looks, and where in the workbook it leads (``'附件2'!B9``)."""

    text: str
    style: str = "text"
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list to print: ``notes`` stand under the title, ``hidden`` are texts kept in a column nobody sees.

    ``headings`` are pairs of the text and the column's width; a column of no width is hidden too.
    """

    name: str
    notes: tuple[str, ...]
    headings: tuple[tuple[str, float], ...]
    rows: tuple[tuple[ListingCell, ...], ...]
    hidden: tuple[str, ...] = ()


def add_listing(workbook: OpcWorkbook, styles: PackageStyles, listing: Listing, *, first: bool) -> None:
    """Add ``listing`` to the workbook as its first or its last sheet."""
    name = workbook.free_sheet_name(listing.name)
    sheet = _Sheet(workbook.main, _add_styles(styles), len(listing.headings))
    widths = [width for _, width in listing.headings]
    sheet.frame(widths, frozen=len(listing.notes) + 2, shown=first)
    sheet.line(listing_title(listing.name), "title", 30)
    for note in listing.notes:
        sheet.line(note, "note", height_of([(note, sum(widths))], _BODY_POINTS))
    sheet.row([ListingCell(heading, "heading") for heading, _ in listing.headings], 24)
    for number, cells in enumerate(listing.rows):
        texts = [(cell.text, width) for cell, width in zip(cells, widths, strict=True) if width]
        kept = [ListingCell(listing.hidden[number], "note")] if number < len(listing.hidden) else []
        sheet.row([*cells, *kept], min(_TALLEST, height_of(texts, _BODY_POINTS, least=20)))
    heading_row = len(listing.notes) + 2
    workbook.add_sheet(name, sheet.finished(), first=first, title_rows=f"${heading_row}:${heading_row}")


def sheet_location(sheet: str, cell: str) -> str:
    """Return where a link leads that goes to a cell: ``'附件2'!B9``."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def hidden_texts(workbook: OpcWorkbook, entry: SheetEntry) -> tuple[str, ...] | None:
    """Return the texts kept in the hidden column of a sheet that ``add_listing`` made; None where it did not."""
    strings = _shared_strings(workbook)
    texts = {
        cell.get("r", ""): _text(cell, strings, workbook.main)
        for cell in workbook.package.look(entry.part).iter(workbook.tag("c"))
    }
    if not is_listing(entry.name, texts.get("A1", "")):
        return None
    hidden = _column_behind_headings(texts)
    return tuple(text for place, text in texts.items() if text and place.rstrip("0123456789") == hidden)


def _column_behind_headings(texts: Mapping[str, str]) -> str:
    """The first column without a heading; the headings are the first row that has two texts and more."""
    columns: dict[str, int] = defaultdict(int)
    for place, text in texts.items():
        if text:
            row = place.lstrip(ascii_uppercase)
            columns[row] += 1
    row = next((row for row in sorted(columns, key=int) if columns[row] > 1), "0")
    return next(letters for number in count(1) if not texts.get(f"{(letters := column_letters(number))}{row}"))


def _shared_strings(workbook: OpcWorkbook) -> list[str]:
    part = workbook.package.related(workbook.part, "sharedStrings")
    if part is None:
        return []
    return [text_within(item, workbook.tag("t")) for item in workbook.package.look(part).iter(workbook.tag("si"))]


def _text(cell: Element, strings: list[str], main: str) -> str:
    if cell.get("t") == "inlineStr":
        return text_within(cell, f"{{{main}}}t")
    value = cell.findtext(f"{{{main}}}v", "")
    return strings[int(value)] if cell.get("t") == "s" and value.isdecimal() and int(value) < len(strings) else value


def _add_styles(styles: PackageStyles) -> dict[str, int]:
    plain = f'<sz val="{_BODY_POINTS}"/><name val="{SONG}"/>'
    bold = f"<b/>{plain}"
    return {
        "title": styles.add(f'<b/><sz val="{_TITLE_POINTS}"/><name val="{HEI}"/>', border=False, alignment=_CENTRE),
        "note": styles.add(f'<sz val="{_BODY_POINTS}"/><color rgb="{_GREY}"/><name val="{SONG}"/>', border=False),
        "heading": styles.add(bold, fill=0xDCE6F1, alignment=_CENTRE),
        "text": styles.add(plain, alignment='horizontal="left" indent="1"'),
        "answer": styles.add(plain, fill=_TO_FILL_IN, alignment='horizontal="left" indent="1"'),
        "centre": styles.add(plain, alignment=_CENTRE),
        "link": styles.add(
            f'<u/><sz val="{_BODY_POINTS}"/><color rgb="{_BLUE}"/><name val="{SONG}"/>', alignment=_CENTRE
        ),
        **{level.value: styles.add(bold, fill=MARK_COLOURS[level], alignment=_CENTRE) for level in Severity},
    }


class _Sheet:
    """A worksheet written from the top down."""

    def __init__(self, main: str, styles: dict[str, int], columns: int) -> None:
        self._main, self._styles, self._columns = main, styles, columns
        self._root = parse(f'<worksheet xmlns="{main}"/>'.encode())
        self._data = etree.Element(self._tag("sheetData"))
        self._merged: list[str] = []
        self._links: list[tuple[str, ListingCell]] = []

    def frame(self, widths: Sequence[float], *, frozen: int, shown: bool) -> None:
        """Set column widths (a hidden one behind them), the rows that stay in sight, and whether the sheet is shown."""
        properties = etree.SubElement(self._root, self._tag("sheetPr"))
        etree.SubElement(properties, self._tag("pageSetUpPr"), fitToPage="1")
        views = etree.SubElement(self._root, self._tag("sheetViews"))
        view = etree.SubElement(views, self._tag("sheetView"), showGridLines="0", workbookViewId="0")
        if shown:
            view.set("tabSelected", "1")
        corner = cell_name(frozen + 1, 1)
        pane = {"ySplit": str(frozen), "topLeftCell": corner, "activePane": "bottomLeft", "state": "frozen"}
        etree.SubElement(view, self._tag("pane"), pane)
        etree.SubElement(view, self._tag("selection"), pane="bottomLeft", activeCell=corner, sqref=corner)
        columns = etree.SubElement(self._root, self._tag("cols"))
        for number, width in enumerate(widths, start=1):
            self._column(columns, number, width or _OF_HIDDEN).set("hidden", "0" if width else "1")
        self._column(columns, len(widths) + 1, _OF_HIDDEN).set("hidden", "1")
        self._root.append(self._data)

    def line(self, text: str, style: str, height: float) -> None:
        """Write a row that is one text over all columns."""
        self.row([ListingCell(text, style)], height)
        row = len(self._data)
        self._merged.append(f"A{row}:{column_letters(self._columns)}{row}")

    def row(self, cells: Sequence[ListingCell], height: float) -> None:
        """Write a row of cells."""
        number = len(self._data) + 1
        row = etree.SubElement(self._data, self._tag("row"), r=str(number), ht=f"{height:.2f}", customHeight="1")
        for column, content in enumerate(cells, start=1):
            place = cell_name(number, column)
            style = str(self._styles[content.style])
            cell = etree.SubElement(row, self._tag("c"), r=place, s=style)
            text = clean(content.text)[:CELL_LIMIT]
            if text:
                cell.set("t", "inlineStr")
                put_text(etree.SubElement(etree.SubElement(cell, self._tag("is")), self._tag("t")), text)
            if content.leads_to:
                self._links.append((place, content))

    def finished(self) -> Element:
        """Return the worksheet: what stands after the rows, in the order the format asks for."""
        merges = etree.SubElement(self._root, self._tag("mergeCells"), count=str(len(self._merged)))
        for ref in self._merged:
            etree.SubElement(merges, self._tag("mergeCell"), ref=ref)
        if self._links:
            links = etree.SubElement(self._root, self._tag("hyperlinks"))
            for place, cell in self._links:
                etree.SubElement(links, self._tag("hyperlink"), ref=place, location=cell.leads_to, display=cell.text)
        etree.SubElement(self._root, self._tag("printOptions"), horizontalCentered="1")
        margins = {"left": "0.5", "right": "0.5", "top": "0.6", "bottom": "0.7", "header": "0.3", "footer": "0.3"}
        etree.SubElement(self._root, self._tag("pageMargins"), margins)
        paper = {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
        etree.SubElement(self._root, self._tag("pageSetup"), paper)
        footer = etree.SubElement(self._root, self._tag("headerFooter"))
        etree.SubElement(footer, self._tag("oddFooter")).text = "&C第 &P 页，共 &N 页"
        return self._root

    def _column(self, columns: Element, number: int, width: float) -> Element:
        attributes = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        return etree.SubElement(columns, self._tag("col"), attributes)

    def _tag(self, name: str) -> str:
        return f"{{{self._main}}}{name}"
