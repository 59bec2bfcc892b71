"""Where a form begins and ends on its sheet: its title, its header block, the row before the next form."""

from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.mark import is_self_check
from jianfu_cli.core.model.naming import titled_attachment
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.header import is_labelled, read_header
from jianfu_cli.reading.layout.headings import Table
from jianfu_cli.reading.layout.vocabulary import names_a_table

ROWS_AROUND = 12
"""A header block stands so near the heading, or within so many of the last rows."""
_LONGEST_TITLE = 60  # what is longer explains


def last_row(grid: Grid, table: Table, following: Table | None) -> int:
    """Return the last row of a form: before the title and header block of the next one on the sheet, if any."""
    if following is None:
        return len(grid.rows)
    last, titled, noted = following.first - 1, False, False
    for number in range(following.first - 1, table.last, -1):
        texts = sum(bool(text_of(value)) for value in grid.rows[number - 1])
        # Above its title nothing is the next form's: who filled in this one may stand at its foot.
        if _is_title(grid, number, following):
            last, titled = number - 1, True
        elif not titled and read_header(grid, number, number, following.attachment):
            # Behind a note it is the next form's only where that one's title stands above it.
            last = last if noted else number - 1
        elif texts > 1 or (texts and titled):
            break
        else:
            noted = noted or bool(texts)
    return last


def _is_title(grid: Grid, number: int, table: Table) -> bool:
    texts = [text for value in grid.rows[number - 1] if (text := text_of(value)) and not is_self_check(text)]
    return len(texts) == 1 and _titles(texts[0], table.attachment)


def _titles(text: str, form: Attachment) -> bool:
    if "附件" in text or titled_attachment(text, [form]) is not None:
        return True
    return len(text) <= _LONGEST_TITLE and not is_labelled(text, form) and names_a_table(text)


def title_above(grid: Grid, table: Table, above: int) -> str:
    """Return the lines from row ``above`` on that are the title over ``table``."""
    numbers = range(max(above, table.first - ROWS_AROUND), table.first)
    titles = (text_of(value) for number in numbers if _is_title(grid, number, table) for value in grid.rows[number - 1])
    return " ".join(text for text in titles if text and len(text) <= _LONGEST_TITLE)


def block_above(grid: Grid, table: Table, above: int, *, marked: bool) -> range:
    """Return the rows of a header block by its place: the blank's own under the title, another's on the heading."""
    rows = range(max(above, table.first - (ROWS_AROUND if marked else 1)), table.first)
    title = max((number for number in rows if _is_title(grid, number, table)), default=0)
    return range(max(title + 1, rows.start), rows.stop)
