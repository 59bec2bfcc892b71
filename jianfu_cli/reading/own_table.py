"""The tables on a sheet that nobody has a schema of: where their headings are, however many rows these take."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.reading.grid import Grid, Merge

_ROWS_ABOVE = 30
_ROWS_READ = 500
_MOST_COLUMNS = 200
_MOST_HEADING_ROWS = 4
_LEAST_HEADINGS = 3
_LONGEST_HEADING = 40
_SEQUENCE = frozenset({"序号", "编号", "项次"})
_LABEL = pattern_of("[:：]")
# Blanks that only spread a heading over its cell: 序 号, 问 题; those between Latin words are meant.
_SPREAD = pattern_of(r"(?<=[^\x00-\x7f])\s++|(?<!\s)\s++(?=[^\x00-\x7f])")

_Texts = Mapping[int, str]


class Heading(NamedTuple):
    """A heading at its 1-based column; ``why`` says in Chinese where it is not what the cell alone says."""

    place: int
    text: str
    why: str = ""


class OwnTable(NamedTuple):
    """A table: its headings, and the rows ``above`` them and below, each the texts by column."""

    headings: tuple[Heading, ...]
    above: tuple[dict[int, str], ...]
    rows: tuple[dict[int, str], ...]

    @property
    def numbered(self) -> bool:
        """Whether its rows have serial numbers."""
        return any(key(heading.text) in _SEQUENCE for heading in self.headings)


def is_label(text: str) -> bool:
    """Say whether ``text`` is a label with its value or a place for it: ``填报单位：``."""
    return bool(_LABEL.search(text))


def tables_on(grid: Grid) -> tuple[OwnTable, ...]:
    """Return the tables of ``grid`` from top to bottom; of those below the first only such as number their rows."""
    lines = [_texts(row) for row in grid.rows[:_ROWS_READ]]
    tops = [*_tops(grid, lines)]
    tables = []
    end = 0
    for nth, top in enumerate(tops):
        last = _last(grid, lines, top)
        stop = _end(lines, last, tops[nth + 1]) if nth + 1 < len(tops) else len(lines)
        headings = _headings(grid, lines, top, last)
        tables.append(OwnTable(headings, tuple(lines[end : top - 1]), tuple(lines[last:stop])))
        end = stop
    return tuple(tables)


def _end(lines: Sequence[_Texts], last: int, following: int) -> int:
    """Return how many rows are of the tables so far: the next title stands under an empty row."""
    return next((row for row in range(following - 1, last, -1) if not lines[row - 1]), last)


def _texts(row: Sequence[Scalar]) -> dict[int, str]:
    values = enumerate(row[:_MOST_COLUMNS], start=1)
    return {place: _closed(text) for place, value in values if not is_empty(value) and (text := text_of(value))}


def _closed(text: str) -> str:
    return _SPREAD.sub("", " ".join(text.split()))


def _tops(grid: Grid, lines: Sequence[_Texts]) -> Iterator[int]:
    """Yield the first heading row of each table."""
    likely = [row for row, texts in enumerate(lines[:_ROWS_ABOVE], start=1) if _is_heading(grid, row, texts)]
    if not likely:
        return
    numbered = [row for row in likely if _is_numbered(lines[row - 1])]
    first = numbered[0] if numbered else max(likely, key=lambda row: len(lines[row - 1]))
    yield _upmost(grid, first)
    seen = {frozenset(map(key, lines[first - 1].values()))}
    for row in range(first + 2, len(lines) + 1):
        texts = lines[row - 1]
        named = frozenset(map(key, texts.values()))
        if named not in seen and _is_numbered(texts) and _is_heading(grid, row, texts):
            seen.add(named)
            yield row


def _is_numbered(texts: _Texts) -> bool:
    return any(key(text) in _SEQUENCE for text in texts.values())


def _is_heading(grid: Grid, row: int, texts: _Texts) -> bool:
    """Say whether a row's texts are headings: several short ones, most of them different, no label with its value."""
    said = list(texts.values())
    written = grid.rows[row - 1]
    if any(len(text) > _LONGEST_HEADING or is_label(text) for text in said):
        return False
    if not all(isinstance(written[place - 1], str) for place in texts):
        return False
    least = _LEAST_HEADINGS - _is_numbered(texts)
    return len(set(said)) >= max(least, len(said) / 2)


def _upmost(grid: Grid, row: int) -> int:
    """The row in which headings begin that reach into ``row`` from above."""
    reaching = (merge.top for merge in grid.merges if merge.left == merge.right and merge.top < row <= merge.bottom)
    return max(min(reaching, default=row), row - _MOST_HEADING_ROWS + 1)


def _last(grid: Grid, lines: Sequence[_Texts], top: int) -> int:
    """The last heading row: where a heading of one column ends that began at ``top``, or under a wide one its parts."""
    begun = [merge for merge in grid.merges if merge.top == top]
    tall = max((merge.bottom for merge in begun if merge.left == merge.right), default=top)
    if tall == top:
        wide = [merge for merge in begun if merge.left < merge.right and merge.bottom == top]
        below = lines[top] if top < len(lines) else {}
        parts = bool(below) and all(any(merge.left <= place <= merge.right for merge in wide) for place in below)
        tall = top + 1 if parts and not any(text.isdigit() for text in below.values()) else top
    return min(tall, top + _MOST_HEADING_ROWS - 1, len(lines))


def _headings(grid: Grid, lines: Sequence[_Texts], top: int, last: int) -> tuple[Heading, ...]:
    """The headings by place: the lowest text of each column, with what stands over it where others read the same."""
    paths: dict[int, list[str]] = {}
    spread = {row: _spread(grid, lines[row - 1], row) for row in range(top, last + 1)}
    for texts in spread.values():
        for place, text in texts.items():
            path = paths.setdefault(place, [])
            if not path or path[-1] != text:
                path.append(text)
    ends = Counter("".join(path[-length:]) for path in paths.values() for length in range(1, len(path) + 1))
    named: list[Heading] = []
    taken: Counter[str] = Counter()
    for place, path in sorted(paths.items()):
        names = ["".join(path[-length:]) for length in range(1, len(path) + 1)]
        text = next((name for name in names if ends[name] == 1), names[-1])
        why = "" if text == path[-1] else "列名重复，前面加了上一行的字，请用新发的空白表填"
        taken[text] += 1
        if taken[text] > 1:
            text, why = f"{text}{taken[text]}", "列名重复，后面加了数字，请用新发的空白表填"
        named.append(Heading(place, text, why))
    return tuple(named)


def _spread(grid: Grid, texts: _Texts, row: int) -> dict[int, str]:
    """The texts of a row of headings, each over all the columns that it spans."""
    spans: list[Merge] = [merge for merge in grid.merges if merge.top == row and merge.left < merge.right]
    over = {
        place: texts[merge.left]
        for merge in spans
        if merge.left in texts
        for place in range(merge.left, min(merge.right, _MOST_COLUMNS) + 1)
    }
    return {**over, **texts}
