"""What is seen around a table of a document and not read: pictures, inserted parts, 其余见附页."""

from collections.abc import Iterator, Sequence

from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reading.formats.word_blocks import Paragraph, WordTable
from jianfu_cli.reading.layout.unfilled import is_pointer
from jianfu_cli.reading.layout.unread import is_note, is_seal_sized, is_signed

_NEAR = 3  # lines: a seal stands so near to who signs
_HEAD = 4.5  # cm: the head of a letter is no higher


def in_cells(table: WordTable) -> Iterator[Unread]:
    """Yield what stands in the cells of a table, at its 1-based row and cell."""
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row, start=1):
            for thing in _within(cell.blocks):
                yield thing._replace(top=number, left=place, bottom=number, right=place)


def _within(blocks: Sequence[Paragraph | WordTable]) -> Iterator[Unread]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.unread
        else:
            yield from (thing for row in block.rows for cell in row for thing in _within(cell.blocks))


def above(lines: Sequence[Paragraph]) -> Iterator[Unread]:
    """Yield what stands between a form's title and its table, but emblems and the head of a letter."""
    for line in lines:
        for thing in line.unread:
            if thing.kind is not UnreadKind.PICTURE or not (is_seal_sized(thing) or 0 < thing.height <= _HEAD):
                yield thing


def below(lines: Sequence[Paragraph]) -> Iterator[Unread]:
    """Yield what stands behind a table, but the seal and the signature of who sent it."""
    for place, line in enumerate(lines):
        near = lines[max(0, place - _NEAR) : place + _NEAR + 1]
        signed = any(is_signed(each.text) for each in near)
        for thing in line.unread:
            if not (thing.kind is UnreadKind.PICTURE and is_seal_sized(thing) and signed):
                yield thing
        if is_pointer(line.text):
            yield Unread(UnreadKind.POINTER, text=line.text)
        elif line.boxed and line.text and not (is_signed(line.text) or is_note(line.text)):
            yield Unread(UnreadKind.TEXT_BOX, text=line.text)
