"""Lays a Word table out as rows and columns, as a person sees them.

Dragged borders leave Word with more grid columns than anyone sees, and a cell of one row then starts a sliver
off its heading. Columns are therefore those of the row with most cells: a row with as many cells fills them one
by one, a row with fewer by its nearest edges.
"""

from bisect import bisect_left
from itertools import accumulate

from jianfu_cli.reading.formats.word_blocks import WordCell, WordTable
from jianfu_cli.reading.grid import Merge
from jianfu_cli.reading.refusal import RESAVE_DOCUMENT, RefusedError

_AREA = 2_000_000  # cells; Word itself stops at 63 columns and 32,767 rows


def lay_out(table: WordTable) -> tuple[list[list[str]], tuple[Merge, ...]]:
    """Return the texts of a table, one list a row, all of one length, and its merged ranges (1-based).

    Raises:
        RefusedError: JF003, rows times columns are more than any program can show.
    """
    most = max((len(row) for row in table.rows), default=0)
    if most * len(table.rows) > _AREA:
        raise RefusedError("JF003", f"有一张表格大得反常（{len(table.rows)} 行、{most} 列）", RESAVE_DOCUMENT)
    edges = _edges(table)
    reference = next((_bounds(row, edges) for row in table.rows if len(row) == most), [])
    texts: list[list[str]] = []
    merges: list[Merge] = []
    open_merges: dict[int, int] = {}
    for number, row in enumerate(table.rows, start=1):
        line = [""] * most
        upper, open_merges = open_merges, {}
        for cell, (left, right) in zip(row, _columns(row, edges, reference, most), strict=True):
            above = upper.get(left) if cell.continues else None
            if above is not None:
                merges[above] = _deeper(merges[above], number, right)
                open_merges[left] = above
                continue
            line[left - 1] = "\n".join(filter(None, (line[left - 1], cell.text)))
            open_merges[left] = len(merges)
            merges.append(Merge(number, left, number, right))
        texts.append(line)
    return texts, tuple(merge for merge in merges if (merge.top, merge.left) != (merge.bottom, merge.right))


def _deeper(merge: Merge, bottom: int, right: int) -> Merge:
    return Merge(merge.top, merge.left, bottom, max(merge.right, right))


def _edges(table: WordTable) -> list[int]:
    """The places of the grid lines; columns without a width count as equally wide."""
    columns = max((row[-1].start + row[-1].span for row in table.rows), default=0)
    known = table.widths if len(table.widths) >= columns and all(table.widths[:columns]) else (1,) * columns
    return [0, *accumulate(known[:columns])]


def _bounds(row: tuple[WordCell, ...], edges: list[int]) -> list[int]:
    return [*(edges[cell.start] for cell in row), edges[row[-1].start + row[-1].span]]


def _columns(row: tuple[WordCell, ...], edges: list[int], reference: list[int], most: int) -> list[tuple[int, int]]:
    """Return the first and last column (1-based) of each cell."""
    if len(row) == most:
        return [(place, place) for place in range(1, most + 1)]
    columns = []
    for cell in row:
        left = min(_nearest(edges[cell.start], reference), most - 1)
        right = max(_nearest(edges[cell.start + cell.span], reference), left + 1)
        columns.append((left + 1, right))
    return columns


def _nearest(place: int, reference: list[int]) -> int:
    """Return the index of the edge nearest to ``place``; ``reference`` is in order."""
    after = bisect_left(reference, place)
    if after == 0 or after == len(reference):
        return min(after, len(reference) - 1)
    return after if reference[after] - place < place - reference[after - 1] else after - 1
