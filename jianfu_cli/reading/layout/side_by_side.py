"""A heading that stands twice or more in one row: two tables side by side, to save paper."""

from collections.abc import Sequence
from dataclasses import replace

from jianfu_cli.core.model.form import Form
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.heading_index import Headings
from jianfu_cli.reading.layout.vocabulary import bare

_MOST_PARTS = 8  # no paper is wider
_FEWEST_COLUMNS = 2  # one heading twice is a slip; two in the same order are a table


def parts_of(headings: Headings) -> tuple[Headings, ...]:
    """Return the headings of each table side by side, from left to right; the whole where they are one table's.

    Columns without a heading between them are gaps.
    """
    names = [tuple(map(bare, texts)) for _, texts in headings]
    for width in range(_FEWEST_COLUMNS, len(names) // 2 + 1):
        times, rest = divmod(len(names), width)
        if rest or times > _MOST_PARTS or len(set(names[:width])) < width:
            continue
        if names == names[:width] * times:
            return tuple(headings[first : first + width] for first in range(0, len(headings), width))
    return (headings,)


def narrowed(grid: Grid, first: int, last: int) -> Grid:
    """Return ``grid`` with nothing outside the columns ``first``…``last`` (1-based), everything at its place."""
    rows = [[*[""] * (first - 1), *row[first - 1 : last]] if len(row) >= first else [] for row in grid.rows]
    merges = tuple(merge for merge in grid.merges if first <= merge.left and merge.right <= last)
    return replace(grid, rows=rows, merges=merges)


def beside_each_other(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Return the forms read of the tables of one heading as parts of one; those without rows beside others are none."""
    filled = [form for form in forms if form.body.rows] or list(forms[:1])
    rows = tuple(len(form.body.rows) for form in filled)
    parts = rows if len(rows) > 1 else ()
    return tuple(replace(form, place=replace(form.place, parts=parts, part=part)) for part, form in enumerate(filled))
