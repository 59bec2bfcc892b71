"""A workbook poured into a mould: the library makes it around empty long tables, their rows are streamed in.

The library is good at styles, charts, links and print setup; of a million cells it would take each one apart.
"""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import IO

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import column_letters
from jianfu_cli.writing.packing import new_member
from jianfu_cli.writing.rollup.long_rows import Filling, RowsAsXml

FIRST_ROW = 2
"""Of a long table, from 0: its title and its headings stand above. In the mould this row shows every style once."""
# The fastest deflate: packing the rows better would take longer than making them.
_LEVEL = 1
_ROWS_AT_ONCE = 1000
# From here on the XML of a sheet may pass the 2 GiB that a zip can say without its later extensions.
_MANY_CELLS = 8_000_000
_SAMPLE = f'<row r="{FIRST_ROW + 1}"'
_STYLE_OF_A_CELL = pattern_of(r'<c r="[A-Z]+[0-9]+" s="([0-9]+)"/>')
_END_OF_ROW = "</row>"
_DIMENSION = pattern_of(r'<dimension ref="[^"]*"/>')
# What may come next after the links of a sheet (ECMA-376 part 1, 18.3.1.99).
_BEHIND_LINKS = pattern_of("</hyperlinks>|<(?=printOptions|pageMargins)")


def pour(mould: BytesIO, fillings: Mapping[str, Filling], styles: Sequence[str]) -> BytesIO:
    """Return the workbook ``mould`` with its rows: those of ``fillings``, by the name of a sheet's part, in its order.

    ``styles`` are the names of the styles, in the order in which a sheet to be filled shows them.

    Raises:
        ValueError: there are fewer or more rows than was said, for which the sheets were made.
    """
    poured = BytesIO()
    with (
        zipfile.ZipFile(mould) as empty,
        zipfile.ZipFile(poured, "w") as full,  # each member says how it is packed
    ):
        for part in empty.infolist():
            # The library writes lines as the system ends them, which no reader of XML tells apart.
            content = empty.read(part).replace(b"\r\n", b"\n")
            member = new_member(part.filename)
            if part.filename not in fillings:
                full.writestr(member, content, compresslevel=_LEVEL)
                continue
            filling = fillings[part.filename]
            member._compresslevel = _LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 -- no other way before 3.13
            with full.open(member, mode="w", force_zip64=filling.count * filling.columns > _MANY_CELLS) as sheet:
                _fill(sheet, content.decode(), filling, styles)
    if any(next(filling.rows, None) is not None for filling in fillings.values()):
        raise ValueError("a table has more rows than it said")
    return poured


def _fill(sheet: IO[bytes], mould: str, filling: Filling, styles: Sequence[str]) -> None:
    head, sample, tail = _parted(mould)
    numbers = map(int, _STYLE_OF_A_CELL.findall(sample))
    writer = RowsAsXml(filling, dict(zip(styles, numbers, strict=True)))
    first = FIRST_ROW + 1
    sheet.write(_DIMENSION.sub(f'<dimension ref="A1:{_last_cell(filling)}"/>', head).encode())
    rows = zip(range(first, first + filling.count), filling.rows, strict=False)
    lines = (writer.row(number, cells) for number, cells in rows)
    written = 0
    while some := list(islice(lines, _ROWS_AT_ONCE)):
        sheet.write("".join(some).encode())
        written += len(some)
    if written < filling.count:
        raise ValueError("a table has fewer rows than it said")
    sheet.write(_with_links(tail, "".join(lead.as_xml() for lead in writer.leads)).encode())


def _last_cell(filling: Filling) -> str:
    return f"{column_letters(filling.columns)}{FIRST_ROW + filling.count}"


def _parted(mould: str) -> tuple[str, str, str]:
    """Return the XML of a sheet before the row that shows the styles, that row, and what is behind it."""
    start = mould.index(_SAMPLE)
    end = mould.index(_END_OF_ROW, start) + len(_END_OF_ROW)
    return mould[:start], mould[start:end], mould[end:]


def _with_links(tail: str, links: str) -> str:
    """Return what stands behind the rows of a sheet, with ``links`` beside those that are there."""
    if not links:
        return tail
    behind = _BEHIND_LINKS.search(tail)
    assert behind, "a sheet ends with its margins"
    place = behind.start()
    has_some = tail.startswith("</", place)
    return tail[:place] + (links if has_some else f"<hyperlinks>{links}</hyperlinks>") + tail[place:]
