"""The blocks of a Word document in order: tables laid out and joined across pages, the lines that belong to each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.naming import named_attachment
from jianfu_cli.core.model.unread import Unread
from jianfu_cli.reading.formats.word_blocks import Block, Paragraph, WordTable, unnested
from jianfu_cli.reading.formats.word_grid import lay_out
from jianfu_cli.reading.grid import Grid, Merge, SheetFacts
from jianfu_cli.reading.layout.cards import FEWEST_LABELS
from jianfu_cli.reading.layout.document_unread import above as unread_above
from jianfu_cli.reading.layout.document_unread import below as unread_below
from jianfu_cli.reading.layout.document_unread import in_cells
from jianfu_cli.reading.layout.header import read_header
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.own_words import is_in_own_words
from jianfu_cli.reading.layout.sections import names_class
from jianfu_cli.reading.layout.unfilled import is_pointer
from jianfu_cli.reading.layout.vocabulary import bare

_LINES_ABOVE, _LINES_BELOW = 12, 6
_LONGEST_LINE, _LONGEST_TITLE = 200, 60
_HEADINGS = 2  # so many known headings in a row make a table worth trying
_FORM_LIKE = 3  # so many make one that someone meant as a form


@dataclass(frozen=True, slots=True)
class LaidOutTable:
    """A table laid out; ``heading`` is the place of its heading row, None where it looks like no form."""

    first: int
    last: int
    rows: list[list[str]]
    merges: tuple[Merge, ...]
    heading: int | None
    known: int
    paragraphs: tuple[Paragraph, ...]
    unread: tuple[Unread, ...] = ()
    struck: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """What it is called in place of a sheet: its number among the tables, or the first and the last."""
        return f"表格{self.first}" if self.first == self.last else f"表格{self.first}—{self.last}"


Piece = Paragraph | LaidOutTable


@dataclass(frozen=True, slots=True)
class DocumentLayout:
    """Tells apart which paragraphs belong to which table."""

    index: HeadingIndex

    def pieces(self, blocks: Sequence[Block]) -> tuple[Piece, ...]:
        """The blocks in order, tables laid out; those that go on after a page break are joined."""
        pieces: list[Piece] = []
        number = 0
        form: int | None = None
        for block in self._unframed(blocks):
            if isinstance(block, Paragraph):
                pieces.append(block)
                continue
            number += 1
            sheet = self._sheet(block, number)
            if form is not None and self._goes_on(pieces[form:], sheet):
                pieces[form] = _joined(pieces[form], sheet, self._classes(pieces[form + 1 :]))
                continue
            # A form does not go on after another table.
            form = len(pieces) if sheet.heading is not None else None
            pieces.append(sheet)
        return tuple(pieces)

    def _classes(self, between: Sequence[Piece]) -> list[str]:
        """Return the lines between two parts of a form that name the class of the rows to come."""
        lines = (piece.text for piece in between if isinstance(piece, Paragraph))
        return [line for line in lines if len(line) <= _LONGEST_TITLE and names_class(line, self.index.categories)]

    def _unframed(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """A table around a form is a frame: what it holds stands for itself."""
        for block in map(unnested, blocks):
            if isinstance(block, WordTable) and self._sheet(block, 0).heading is None and self._holds_form(block):
                yield from (inner for row in block.rows for cell in row for inner in self._unframed(cell.blocks))
            else:
                yield block

    def _holds_form(self, table: WordTable) -> bool:
        inner = [block for row in table.rows for cell in row for block in cell.blocks if isinstance(block, WordTable)]
        return any(self._sheet(block, 0).heading is not None or self._holds_form(block) for block in inner)

    def _sheet(self, table: WordTable, number: int) -> LaidOutTable:
        rows, merges = lay_out(table)
        told = [[self._is_known(text) for text in row] for row in rows]
        known = list(map(sum, told))
        # On a card each row begins with a heading of its own, behind what several of them are about.
        is_card = max(known, default=0) < _HEADINGS and sum(any(row[:2]) for row in told) >= FEWEST_LABELS
        heading = next((place for place, count in enumerate(known) if count >= (1 if is_card else _HEADINGS)), None)
        heading = 0 if heading is None and rows and is_in_own_words(rows[0], self.index) else heading
        seen, lines = tuple(in_cells(table)), tuple(_paragraphs(table))
        return LaidOutTable(number, number, rows, merges, heading, max(known, default=0), lines, seen, table.struck)

    def _is_known(self, text: str) -> bool:
        return len(text) <= _LONGEST_TITLE and bare(text) in self.index.known

    def _goes_on(self, pieces: Sequence[Piece], sheet: LaidOutTable) -> bool:
        """Say whether ``sheet`` goes on with the form that ``pieces`` begin with, the lines between after it."""
        form, between = pieces[0], pieces[1:]
        assert isinstance(form, LaidOutTable)
        assert form.heading is not None
        lines = [piece.text for piece in between if isinstance(piece, Paragraph) and piece.text]
        if any(isinstance(piece, LaidOutTable) for piece in between):
            return False
        if sheet.heading is None:
            plain = len(lines) == len(self._classes(between))
            return plain and bool(sheet.rows) and len(sheet.rows[0]) == len(form.rows[0]) >= _FORM_LIKE
        lines += [text for row in sheet.rows[: sheet.heading] for text in row if text]
        heads = [
            (key(one), key(other))
            for one, other in zip(form.rows[form.heading], sheet.rows[sheet.heading], strict=False)
        ]
        same = sum(bool(one) and one == other for one, other in heads)
        # Under the very same headings a title alone is that of every page.
        begins = self._is_labelled if all(one == other for one, other in heads) else self._belongs
        return same >= _FORM_LIKE and not any(begins(line) and "续" not in line for line in lines)

    def _belongs(self, line: str) -> bool:
        """Say whether a line is a form's title or part of its header block."""
        return self._is_title(line) or self._is_labelled(line)

    def _is_labelled(self, line: str) -> bool:
        return any(_labelled(line, form) for form in self.index.forms if form.kind == "table")

    def _is_title(self, line: str) -> bool:
        # 问题清单另行报送 names a form and says where it is.
        is_short = len(line) <= _LONGEST_TITLE
        return is_short and named_attachment(line, self.index.forms) is not None and not is_pointer(line)

    def grid(self, pieces: Sequence[Piece], place: int) -> tuple[Grid, set[int]]:
        """Return the form at ``place`` as a grid with the lines around it, and the places of its title and header."""
        sheet = pieces[place]
        assert isinstance(sheet, LaidOutTable)
        above = self._above(pieces, place)
        # A header block under the table is read all the same: what stands above it is nearer and goes first.
        around = [row for at in above for row in _rows(pieces[at])]
        category = [row for row in around[-1:] if names_class("".join(row), self.index.categories)]
        around = [*around[: len(around) - len(category)], *self._below(pieces[place + 1 :]), *category]
        shift = len(around)
        merges = tuple(Merge(m.top + shift, m.left, m.bottom + shift, m.right) for m in sheet.merges)
        moved = (thing._replace(top=thing.top + shift, bottom=thing.bottom + shift) for thing in sheet.unread)
        unread = (*moved, *self._unread_around(pieces, place, above))
        facts = SheetFacts(unread=unread, struck_rows=frozenset(row + shift for row in sheet.struck))
        grid = Grid(sheet.name, [*around, *sheet.rows], merges, facts=facts)
        title: set[int] = set()
        for at in reversed(above):
            if not any(self._belongs(text) for row in _rows(pieces[at]) for text in row):
                break
            title.add(at)
        return grid, title

    def _unread_around(self, pieces: Sequence[Piece], place: int, above: Sequence[int]) -> tuple[Unread, ...]:
        """What is seen between a table and its title, and behind it up to the title of the next."""
        before = [piece for at in range(min(above, default=place), place) if isinstance(piece := pieces[at], Paragraph)]
        after: list[Paragraph] = []
        for piece in pieces[place + 1 :]:
            if isinstance(piece, LaidOutTable) and piece.heading is not None:
                break
            if isinstance(piece, Paragraph) and self._is_title(piece.text):
                break
            after += [piece] if isinstance(piece, Paragraph) else []
        return (*unread_above(before), *unread_below(after))

    def _above(self, pieces: Sequence[Piece], place: int) -> list[int]:
        """Places of the lines above a table up to its title: they may hold its header block."""
        found: list[int] = []
        titled = False
        for at in range(place - 1, -1, -1):
            piece = pieces[at]
            if isinstance(piece, LaidOutTable) and piece.heading is not None:
                break
            texts = [text for row in _rows(piece) for text in row if text]
            if not texts:
                continue
            is_title = any(map(self._is_title, texts))
            if len(found) == _LINES_ABOVE or max(map(len, texts)) > _LONGEST_LINE:
                break
            if titled and not any(map(self._belongs, texts)):
                break
            titled = titled or is_title
            found.insert(0, at)
        return found

    def _below(self, pieces: Sequence[Piece]) -> list[list[str]]:
        """The short lines under a table, before the title of the next: the header block may stand there.

        As lines, or as a table of its own.
        """
        found: list[list[str]] = []
        for piece in pieces:
            rows = [row for row in _rows(piece) if any(row)]
            own = [row for row in rows if any(map(self._belongs, row))]
            if isinstance(piece, LaidOutTable) and (piece.heading is not None or len(own) < len(rows)):
                return []  # without a title between, the lines are the next form's header block
            texts = [text for row in rows for text in row]
            if any(map(self._is_title, texts)):
                break
            if texts and (len(found) == _LINES_BELOW or max(map(len, texts)) > _LONGEST_LINE):
                break
            found += own
        return found

    def is_form_like(self, piece: Piece) -> bool:
        """Say whether somebody meant the table as a form, even if its attachment is not recognised."""
        return isinstance(piece, LaidOutTable) and piece.known >= _FORM_LIKE


def _joined(form: Piece, more: LaidOutTable, classes: Sequence[str] = ()) -> LaidOutTable:
    """Return ``form`` with ``more`` below it, and what of the ``classes`` is nearest in place of its headings."""
    assert isinstance(form, LaidOutTable)
    headed = more.heading is not None
    more = replace(more, rows=_with_class(more.rows, more.heading, classes))
    shift = len(form.rows) + (0 if headed else len(classes[-1:]))
    merges = tuple(Merge(m.top + shift, m.left, m.bottom + shift, m.right) for m in more.merges)
    unread = (thing._replace(top=thing.top + shift, bottom=thing.bottom + shift) for thing in more.unread)
    struck = form.struck | {row + shift for row in more.struck}
    rows = [*form.rows, *more.rows]
    return replace(
        form,
        last=more.last,
        rows=rows,
        merges=(*form.merges, *merges),
        unread=(*form.unread, *unread),
        struck=struck,
    )


def _with_class(rows: list[list[str]], heading: int | None, classes: Sequence[str]) -> list[list[str]]:
    """Return ``rows`` with the last of ``classes`` in place of the repeated headings: all keep their numbers."""
    line = [[name] for name in classes[-1:]]
    return [*line, *rows] if heading is None else [*rows[:heading], *(line or [rows[heading]]), *rows[heading + 1 :]]


def _rows(piece: Piece) -> list[list[str]]:
    return piece.rows if isinstance(piece, LaidOutTable) else [[piece.text]] if piece.text else []


def _paragraphs(table: WordTable) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row:
            for block in cell.blocks:
                yield from (block,) if isinstance(block, Paragraph) else _paragraphs(block)


def _labelled(line: str, form: Attachment) -> bool:
    return bool(read_header(Grid("", [[line]]), 1, 1, form))
