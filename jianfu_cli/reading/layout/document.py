"""Word documents to forms: tables read like sheets, with the paragraphs around them, and the text as an outline."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jianfu_cli.core.language.letters import Letter, letter_in
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.form import Form, Problem
from jianfu_cli.core.model.unread import ASIDE, Unread, UnreadKind
from jianfu_cli.reading.formats.word import read_word
from jianfu_cli.reading.formats.word_blocks import Paragraph
from jianfu_cli.reading.grid import Grid, SheetFacts
from jianfu_cli.reading.layout.continuation import continued, goes_on
from jianfu_cli.reading.layout.document_layout import DocumentLayout, LaidOutTable, Piece
from jianfu_cli.reading.layout.forms import Reader, beside
from jianfu_cli.reading.layout.outline import find_outline
from jianfu_cli.reading.layout.pages import as_pages
from jianfu_cli.reading.layout.setting import Title
from jianfu_cli.reading.layout.unread import signs
from jianfu_cli.reading.sources import Source

_ROW_NUMBER = pattern_of(r"\d+")
_LONGEST_QUOTED = 20
# Word's marks around the controls of a web page.
_OWN_HIDDEN = frozenset({"窗体顶端", "窗体底端", "TopofForm", "BottomofForm"})


@dataclass(frozen=True, slots=True)
class DocumentForms:
    """The forms of a document, and what is wrong with it as a whole.

    ``form_like``: without any form, it has a table that someone meant as one, under ``title``; ``is_seen``: it shows
    what is not read; ``letter`` is what it says of itself, where that is wanted.
    """

    forms: tuple[Form, ...]
    form_like: bool = False
    problems: tuple[Problem, ...] = ()
    is_seen: bool = False
    title: Title = field(default=Title())
    letter: Letter | None = None


def read_document(data: bytes, reader: Reader, source: Source) -> DocumentForms:
    """Read the forms of a docx: the outline that its text is, then those in its tables, in order.

    Raises:
        RefusedError: the file is no readable document.
    """
    word = read_word(data)
    layout = DocumentLayout(reader.index)
    pieces = layout.pieces(word.blocks)
    tables: list[Form] = []
    used: set[int] = set()
    for place, piece in enumerate(pieces):
        if isinstance(piece, LaidOutTable) and piece.heading is not None:
            grid, title = layout.grid(pieces, place)
            shift = len(grid.rows) - len(piece.rows)
            forms = tuple(_in_table(form, shift) for form in reader.forms([grid], source))
            tables += forms
            used |= {place, *title} if forms else set()
            if tables and not forms:
                _tell(piece, tables)
        elif isinstance(piece, LaidOutTable) and tables:
            _take_headless(piece, tables, reader)
    tables = as_pages(tables, lambda form: reader.owned(form, source))
    prose = tuple(_prose(piece for place, piece in enumerate(pieces) if place not in used))
    outline = find_outline(prose, reader.index, source.path.rpartition("/")[2], word.mark)
    found = (reader.owned(outline, source), *tables) if outline else tuple(tables)
    tabled = () if found else tuple(place for place, piece in enumerate(pieces) if layout.is_form_like(piece))
    over_table = reader.title(layout.grid(pieces, place)[0] for place in tabled)
    seen = any(thing.kind not in ASIDE for piece in pieces for thing in piece.unread)
    letter = letter_in(paragraph.text for paragraph in prose) if reader.takes_letters and not found else None
    return DocumentForms(found, bool(tabled), _hidden_text(word.hidden), seen, over_table, letter)


def _take_headless(sheet: LaidOutTable, tables: list[Form], reader: Reader) -> None:
    """Add the rows of a table without headings to the form before it, or note there that it is seen."""
    place = _latest(tables)
    more = goes_on(_grid(sheet), tables[place], reader.campaign)
    if more:
        tables[place] = continued(tables[place], len(more.body.rows))
        tables.append(more)
    else:
        _tell(sheet, tables)


def _tell(sheet: LaidOutTable, tables: list[Form]) -> None:
    """Note at the form before it that a table of another kind is seen; who signs is no table of anybody's."""
    if not signs(sheet.rows):
        place = _latest(tables)
        tables[place] = beside(tables[place], _grid(sheet), UnreadKind.TABLE)


def _latest(tables: list[Form]) -> int:
    return max(place for place, form in enumerate(tables) if not form.place.continues)


def _grid(sheet: LaidOutTable) -> Grid:
    return Grid(sheet.name, sheet.rows, sheet.merges, facts=SheetFacts(unread=sheet.unread, struck_rows=sheet.struck))


def _hidden_text(hidden: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return JF008 for text that Word does not show, but for what programs hide of their own."""
    texts = [text for each in hidden if (text := "".join(each.split())) and text not in _OWN_HIDDEN]
    if not texts:
        return ()
    count, first = sum(map(len, texts)), texts[0][:_LONGEST_QUOTED]
    detail = f"文档里有隐藏的文字 {count} 字（“{first}{'…' if len(texts[0]) > len(first) else ''}”），没有采用"
    return (Problem("JF008", detail, "取消隐藏并核对；不需要的删掉。"),)


def _prose(pieces: Iterator[Piece]) -> Iterator[Paragraph]:
    for piece in pieces:
        yield from piece.paragraphs if isinstance(piece, LaidOutTable) else (piece,)


def _in_table(form: Form, shift: int) -> Form:
    """Count rows from the table's first, as a person does; ``shift`` is the number of lines put above it."""
    place, header, body = form.place, form.header, form.body
    fields = {key: value._replace(row=value.row - shift) for key, value in header.fields.items()}
    return replace(
        form,
        place=replace(place, header_row=place.header_row - shift if place.header_row else None, addressed=False),
        header=replace(header, fields=fields),
        body=replace(
            body,
            rows=body.rows.moved(-shift),
            strays=tuple(replace(stray, number=stray.number - shift) for stray in body.strays),
            merged_cells=tuple(_raised(cells, shift) for cells in body.merged_cells),
            dittos=tuple((row - shift, column, said) for row, column, said in body.dittos),
            struck_rows=tuple(row - shift for row in body.struck_rows),
            unread=tuple(_lifted(thing, shift) for thing in body.unread),
        ),
    )


def _lifted(thing: Unread, shift: int) -> Unread:
    return thing._replace(top=thing.top - shift, bottom=thing.bottom - shift) if thing.top > shift else thing


def _raised(cells: str, shift: int) -> str:
    """``B12:B13`` counted from the table's first row."""
    return _ROW_NUMBER.sub(lambda row: str(int(row.group()) - shift), cells)
