"""Parts that a program has put into a docx whole (``w:altChunk``, ISO/IEC 29500-1, 17.17.2), read as Word does."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reading.formats import web_archive, webpage
from jianfu_cli.reading.formats.sniff import sniff
from jianfu_cli.reading.formats.word_blocks import Block, Paragraph, WordCell, WordTable
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.guard.package import check_package
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

_PAGES = {"html": webpage, "mht": web_archive}
_PAGE_NAMES = (".htm", ".html", ".xhtml")
_MOST = 64
_UNREAD = Paragraph("", unread=(Unread(UnreadKind.CHUNK),))


@dataclass(slots=True)
class Chunks:
    """The parts that a document's relations name; ``read_docx`` reads one that is a docx, None: none is read."""

    package: zipfile.ZipFile
    targets: Mapping[str, str]
    read_docx: Callable[[bytes], tuple[Block, ...]] | None
    count: int = 0

    def part(self, identifier: str) -> str:
        """Return the part that a relation points to, "" where it points to none."""
        return self.targets.get(identifier, "")

    def blocks(self, identifier: str) -> tuple[Block, ...]:
        """Return what an inserted part shows; where it cannot be read, a paragraph that says so."""
        self.count += 1
        part = self.part(identifier)
        if self.read_docx is None or self.count > _MOST or part not in self.package.namelist():
            return (_UNREAD,)
        data = self.package.read(part)
        try:
            kind = sniff(data, part)
            if kind == "docx":
                check_package(data, GuardLimits())
                return self.read_docx(data)
            kind = "html" if part.lower().endswith(_PAGE_NAMES) and kind not in _PAGES else kind
            return tuple(_page(kind, data)) if kind in _PAGES else (_UNREAD,)
        except RefusedError:
            return (_UNREAD,)


def _page(kind: str, data: bytes) -> Iterator[Block]:
    """Yield the lines and the tables of a page in order."""
    for grid in _PAGES[kind].read_sheets(data, None, GuardLimits()):
        merges = {(row, merge.left): merge for merge in grid.merges for row in range(merge.top, merge.bottom + 1)}
        for is_table, rows in groupby(range(1, len(grid.rows) + 1), key=lambda row: len(grid.rows[row - 1]) > 1):
            if is_table:
                yield WordTable(tuple(tuple(_cells(grid, row, merges)) for row in rows), ())
            else:
                yield from (Paragraph(str(value)) for row in rows for value in grid.rows[row - 1])
        if grid.facts.unread:
            placeless = (Unread(thing.kind, width=thing.width, height=thing.height) for thing in grid.facts.unread)
            yield Paragraph("", unread=tuple(placeless))


def _cells(grid: Grid, row: int, merges: Mapping[tuple[int, int], Merge]) -> Iterator[WordCell]:
    """Yield the cells of a row (1-based) of a page; one that goes on from above continues it."""
    column = 1
    width = max(len(grid.rows[row - 1]), max((m.right for (at, _), m in merges.items() if at == row), default=0))
    while column <= width:
        merge = merges.get((row, column))
        span = merge.right - merge.left + 1 if merge else 1
        text = str(grid.value(row, column) or "")
        yield WordCell(column - 1, span, merge is not None and row > merge.top, (Paragraph(text),))
        column += span
