"""What an output prints: its tables and what it says outside them, by html.parser, python-docx and openpyxl."""

import re
from html.parser import HTMLParser
from itertools import takewhile
from typing import NamedTuple

from docx import Document
from openpyxl import load_workbook


class Printed(NamedTuple):
    """``tables`` as rows of texts, headings first; ``texts`` as they stand, one a block; pages of units by their name.

    A tile, or a bar of a chart, is ``name=number``; what stands at an axis begins with ``轴 ``.
    """

    tables: list[list[list[str]]]
    texts: list[str]
    pages: "dict[str, Printed] | None" = None


def from_markdown(path):
    tables, texts, inside = [], [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            inside = False
            texts.append(line.replace("\\", ""))
            continue
        cells = [cell.strip().replace("\\", "") for cell in line.strip("|").split(" | ")]
        if not inside:
            tables.append([])
        inside = True
        if not set("".join(cells)) <= set("-: |"):
            tables[-1].append(cells)
    return Printed(tables, texts)


def from_word(path):
    document = Document(path)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return Printed(tables, [one.text for one in document.paragraphs])


_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "div", "dd", "dt", "summary", "figcaption", "title", "desc", "text", "header", "tr", "nav", "svg"}  # fmt: skip


class _Page(HTMLParser):
    """Tables apart from the blocks of text; charts as the texts that stand in them."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.texts, self._cell, self._skip = [], [""], False, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._cell = True
        elif tag in {"style", "script"}:
            self._skip = True
        kind = dict(attrs).get("class", "")
        if tag == "tr":
            self.tables[-1].append([])
        elif tag == "dd" or (tag == "text" and kind == "much"):
            self.texts[-1 if self.texts[-1].strip() else -2] += "="
            self.texts = self.texts if self.texts[-1].strip() else self.texts[:-1]
        elif tag in _BLOCKS:
            self.texts.append("轴 " if tag == "text" and kind not in {"what", "parts"} else "")

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self._cell = False
        elif tag in {"style", "script"}:
            self._skip = False
        elif tag in _BLOCKS:
            self.texts.append("")

    def handle_data(self, data):
        if self._cell:
            self.tables[-1][-1][-1] += data.strip()
        elif not self._skip:
            self.texts[-1] += data


def from_html(path):
    head, *pages = path.read_text(encoding="utf-8").split("<details>")
    parts = [_printed(_Page(part)) for part in pages]
    return _printed(_Page(head))._replace(pages={one.texts[0]: one._replace(texts=one.texts[1:]) for one in parts})


def _printed(page):
    texts = [text.strip() for text in page.texts]
    return Printed(page.tables, [text for text in texts if text.removeprefix("轴")])


def from_workbook(path):
    """The blocks of the first sheet, whatever stands beside each other there; the rest of it, and titles of sheets."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    grid = [[cell.value for cell in row] for row in sheet.iter_rows()]
    taken, tables = set(), {}
    for at, row in enumerate(grid):
        starts = [nth for nth, cell in enumerate(row) if _is_title(cell)]
        for start, end in zip(starts, [*starts[1:], len(row)][: len(starts)], strict=True):
            title = re.sub(r"^[一二三四五六七八九十]+、|（续）$|[:：].*", "", row[start])
            lines = list(takewhile(lambda cells: cells[start] is not None, grid[at + 1 :]))  # noqa: B023 -- used at once
            # A note may follow without a gap: it is a sentence in the first column alone.
            lines = list(takewhile(lambda cells: sum(one is not None for one in cells[start:end]) > 1, lines))  # noqa: B023
            block = [[text_of(cell) for cell in cells[start:end] if cell is not None] for cells in lines]
            taken |= {(at + 1 + nth, column) for nth in range(len(lines)) for column in range(start, end)}
            known = tables.setdefault(title, [])
            known += block[1:] if known else block
    rest = [
        text_of(cell) for at, row in enumerate(grid) for column, cell in enumerate(row)
        if cell is not None and (at, column) not in taken
    ]  # fmt: skip
    titles = [text_of(one.cell(1, 1).value) for one in book.worksheets[1:]]
    return Printed(list(tables.values()), _tiles(rest) + titles)


def _is_title(cell):
    return isinstance(cell, str) and bool(re.match(r"[一二三四五六七八九十]+、", cell))


def _tiles(texts):
    """The tiles of the head are names in one row and their numbers in the next; each number goes with its name."""
    names = [nth for nth, text in enumerate(texts) if re.fullmatch(r"\D{4,}(（[件项处]）|应报单位|整改完成率)", text)]
    if not names:
        return texts
    first, many = names[0], names[-1] + 1 - names[0]
    numbers = texts[first + many : first + 2 * many]
    paired = [f"{name}={number}" for name, number in zip(texts[first : first + many], numbers, strict=True)]
    return texts[:first] + paired + texts[first + 2 * many :]


def text_of(cell):
    return "" if cell is None else str(cell)


READERS = {"摘要.md": from_markdown, "摘要.html": from_html, "摘要.docx": from_word, "汇总.xlsx": from_workbook}
