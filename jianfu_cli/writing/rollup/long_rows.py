"""The rows of a long table as the XML of their cells, row by row (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import escape

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import column_letters
from jianfu_cli.writing.rollup.cells import Cell, Link, fitted, most_lines, shown_as
from jianfu_cli.writing.rollup.look import LEAST_HEIGHT, LINE_HEIGHT, MAX_HEIGHT

# What looks like an escaped character would be read as one: its own sign is escaped first (22.9.2.19).
_LOOKS_ESCAPED = pattern_of("_(?=x[0-9a-fA-F]{4}_)")
_OUTER_BLANK = pattern_of(r"^\s|\s$")
_QUOTED = {'"': "&quot;", "\n": "&#xA;"}
_DAY_ZERO = date(1899, 12, 30)
"""Days are counted from here on, as spreadsheets do from 1900-03-01 on; no earlier one is written."""


_TO_BE_ESCAPED = pattern_of('[&<>"\n]')


@dataclass(frozen=True, slots=True)
class LongRows:
    """Rows that are made when they are written: how many they are, and what makes them."""

    count: int
    made: Iterable[Sequence[Cell]]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        return iter(self.made)


@dataclass(frozen=True, slots=True)
class Lead:
    """A cell (``A3``) that leads to a place of the workbook, and what it shows."""

    cell: str
    target: str
    shown: str

    def as_xml(self) -> str:
        """The element of 18.3.1.47."""
        return f'<hyperlink ref="{self.cell}" location="{_attribute(self.target)}" display="{_attribute(self.shown)}"/>'


@dataclass(frozen=True, slots=True)
class Filling:
    """The rows of one sheet: ``count`` of those that ``rows`` yields, of ``columns`` cells each.

    ``widths`` are those of the printed columns, ``target`` says where a link leads; of links the sheet has room for
    ``most_leads``. A table of several sheets shares ``rows``, each sheet takes its own.
    """

    rows: Iterator[Sequence[Cell]]
    count: int
    columns: int
    widths: Sequence[float]
    target: Callable[[Link], str]
    most_leads: int


class RowsAsXml:
    """Writes the rows of a filling; ``styles`` are the numbers of the styles in its workbook, by name.

    What leads somewhere is kept in ``leads``: it stands behind the rows.
    """

    def __init__(self, filling: Filling, styles: Mapping[str, int]) -> None:
        self._filling, self._styles = filling, styles
        self.leads: list[Lead] = []
        self._of_texts = self._columns("text")
        self._of_tall_texts = self._columns("tall")

    def _columns(self, style: str) -> list[tuple[str, int]]:
        """The letters of each column and the style of its texts: ``style`` where they are printed."""
        printed = len(self._filling.widths)
        texts = [self._styles[style]] * printed + [self._styles["trace"]] * (self._filling.columns - printed)
        return [(column_letters(nth), number) for nth, number in enumerate(texts, start=1)]

    def row(self, number: int, cells: Sequence[Cell]) -> str:
        """Return row ``number`` (from 1) as XML, as high as what is printed of it needs."""
        number_style, blank_style = self._styles["number"], self._styles["text"]
        height = _height(most_lines(cells, self._filling.widths))
        is_cut = height > MAX_HEIGHT
        # LibreOffice and WPS do not fit the height of a row to its text when they open a file.
        parts = [f'<row r="{number}" ht="{min(height, MAX_HEIGHT):g}" customHeight="1">']
        for (letters, style), cell in zip(self._of_tall_texts if is_cut else self._of_texts, cells, strict=True):
            if cell.__class__ is str and cell:
                parts.append(f'<c r="{letters}{number}" s="{style}"{_text_as_xml(cell)}')
            elif cell.__class__ is str:
                parts.append(f'<c r="{letters}{number}" s="{blank_style}"/>')
            elif cell.__class__ is int:
                parts.append(f'<c r="{letters}{number}" s="{number_style}"><v>{cell}</v></c>')
            else:
                parts.append(self._cell(f"{letters}{number}", cell, is_cut=is_cut))
        parts.append("</row>")
        return "".join(parts)

    def _cell(self, place: str, cell: Cell, *, is_cut: bool) -> str:
        content, style = shown_as(cell)
        style = style.replace("text", "tall", 1) if is_cut else style
        if isinstance(cell, Link) and not self._leads(place, cell, content):
            content, style = shown_as(cell.content)
        opening = f'<c r="{place}" s="{self._styles[style]}"'
        if isinstance(content, str):
            return f"{opening}{_text_as_xml(content)}" if content else f"{opening}/>"
        number = (content - _DAY_ZERO).days if isinstance(content, date) else content
        return f"{opening}><v>{number:.16G}</v></c>"

    def _leads(self, place: str, link: Link, content: str | float | date) -> bool:
        """Keep where the cell at ``place`` leads; no blank does, nor any where there is no more room for links."""
        if content == "" or len(self.leads) == self._filling.most_leads:
            return False
        self.leads.append(Lead(place, self._filling.target(link), str(content)))
        return True


def _height(lines: int) -> float:
    return LINE_HEIGHT * lines + 6 if lines > 1 else LEAST_HEIGHT


def _attribute(text: str) -> str:
    # Nearly all are plain: places of our own sheets, and numbers.
    return escape(text, _QUOTED) if _TO_BE_ESCAPED.search(text) else text


@lru_cache(maxsize=8192)
def _text_as_xml(text: str) -> str:
    """Return what follows the style of a cell that holds ``text``: no formula, no link, no number, whatever it is."""
    text = fitted(text)
    preserved = ' xml:space="preserve"' if _OUTER_BLANK.search(text) else ""
    return f' t="inlineStr"><is><t{preserved}>{escape(_LOOKS_ESCAPED.sub("_x005F_", text))}</t></is></c>'
