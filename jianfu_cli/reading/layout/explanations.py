"""What a unit wrote in 退回意见 beside the findings of a copy that was given back to it."""

from collections.abc import Iterable, Iterator, Mapping

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.mark import EXPLANATION, NUMBER
from jianfu_cli.reading.grid import Grid

_NUMBER = pattern_of(r"D[0-9A-F]{11}")
# The headings stand below a title and notes; people may put lines of their own above them.
_DEEPEST_HEADING = 20


def explanations(listings: Iterable[Grid]) -> tuple[tuple[str, str], ...]:
    """Return ``(编号, what was written)`` for each finding that was answered; sheets made before that hold none."""
    return tuple(answer for grid in listings for answer in _answers(grid))


def _answers(grid: Grid) -> Iterator[tuple[str, str]]:
    table = table_below(grid, (NUMBER, EXPLANATION))
    for _, row in table:
        number, text = row[NUMBER], row[EXPLANATION]
        if text and _NUMBER.fullmatch(number):
            yield number, text


def table_below(grid: Grid, needed: Iterable[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield ``(number of the row, heading → text)`` of the rows below the first that holds the headings ``needed``.

    The columns may stand in any order, with others between them; of two of one heading the first counts.
    """
    asked = {key(heading): heading for heading in needed}
    columns: dict[str, int] = {}
    for number, values in enumerate(grid.rows, start=1):
        texts = [text_of(value) for value in values]
        if columns:
            row = {heading: texts[place] if place < len(texts) else "" for heading, place in columns.items()}
            if any(row.values()):
                yield number, row
        elif number <= _DEEPEST_HEADING and asked.keys() <= (found := set(map(key, texts))) and found:
            for place, text in enumerate(texts):
                if text:
                    columns.setdefault(asked.get(key(text), text), place)
