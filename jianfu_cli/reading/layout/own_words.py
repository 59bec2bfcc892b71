"""A sheet under a form's own title whose headings are words of its own, each ending as a heading of the form does.

我县问题类别, 增加教师负担的事项名称, Category 问题类别: looked for only where no heading is known as it stands.
"""

from collections.abc import Sequence

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.evidence import Certainty, FormJudgement
from jianfu_cli.reading.layout.heading_index import LONGEST_HEADING, HeadingIndex
from jianfu_cli.reading.layout.headings import Table
from jianfu_cli.reading.layout.setting import read_setting
from jianfu_cli.reading.layout.vocabulary import bare

_ROWS = 20  # in which a title and its headings stand
_FEWEST, _MOST = 4, 40  # headings
_SHARE = 0.7  # of the required columns
_SHORTEST = 2


def in_own_words(grid: Grid, index: HeadingIndex, file_name: str, mark: Mark | None) -> tuple[Table, ...]:
    """Return the form whose title stands over headings that all but a few end as its own; () where none does."""
    for number, row in enumerate(grid.rows[:_ROWS], start=1):
        headings = _headings(row)
        if not _FEWEST <= len(headings) <= _MOST:
            continue
        title = read_setting(grid, number, 1, index, file_name, mark).title
        form = index.by_id.get(title.form or "") if title.counts else None
        if form is None:
            continue
        columns = _columns(headings, form, index)
        required = {column.key for column in form.columns if column.required}
        if len(required.intersection(column.key for column in columns)) >= _SHARE * len(required):
            return (Table(form, number, number, columns, FormJudgement(Certainty.SURE, ("title",))),)
    return ()


def is_in_own_words(row: Sequence[Scalar], index: HeadingIndex) -> bool:
    """Say whether a row may be such headings of any form, whatever its title."""
    headings = _headings(row)
    return _FEWEST <= len(headings) <= _MOST and any(
        sum(column.key is not None for column in _columns(headings, form, index)) >= _SHARE * len(headings)
        for form in index.tables
    )


def _headings(row: Sequence[Scalar]) -> list[tuple[int, str]]:
    """Return place and text of a row's cells, none where one of them is no heading: a number, a sentence."""
    filled = [(place, value) for place, value in enumerate(row, start=1) if value is not None and value != ""]
    if any(not isinstance(value, str) or len(value) > LONGEST_HEADING or value[:1].isdecimal() for _, value in filled):
        return []
    return [(place, text_of(value)) for place, value in filled]


def _columns(headings: Sequence[tuple[int, str]], form: Attachment, index: HeadingIndex) -> tuple[FoundColumn, ...]:
    taken: set[str] = set()
    columns = []
    for place, text in headings:
        column = index.column_of(form.id, text) or _ending(text, form, index)
        if column is None or column in taken:
            columns.append(FoundColumn(place, text, None, Match.EXTRA))
        else:
            taken.add(column)
            columns.append(FoundColumn.of(place, text, column, Match.NEAR, form))
    return tuple(columns)


def _ending(text: str, form: Attachment, index: HeadingIndex) -> str | None:
    """Return the column whose longest heading ``text`` ends with; a mere 编号 ends many others' headings."""
    written = bare(key(text))
    counts = {column.key for column in form.columns if column.type is ColumnType.SEQUENCE}
    known = index.every[form.id]
    ends = [name for name, column in known.items() if column not in counts and written.endswith(name)]
    longest = max(ends, key=len, default="")
    return known[longest] if len(longest) >= _SHORTEST else None
