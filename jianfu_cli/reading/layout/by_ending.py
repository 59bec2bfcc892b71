"""Columns that the form lacks, by the last words of a heading nobody wrote down: 摸排出的问题 is a matter (JF102).

Only where one column that is missing and one heading that is left over answer to each other: it fills a gap, and is no
evidence that a table is the form.
"""

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.reading.layout.heading_index import LONGEST_HEADING
from jianfu_cli.reading.layout.vocabulary import bare, vocabulary


def by_ending(columns: tuple[FoundColumn, ...], form: Attachment) -> tuple[FoundColumn, ...]:
    """Return ``columns`` with those named whose heading ends as that of one missing column does."""
    named = {column.key for column in columns}
    extra = [place for place, column in enumerate(columns) if column.match is Match.EXTRA]
    lacking = [column for column in form.columns if column.key not in named] if extra else []
    ends = {column.key: ending for column in lacking if (ending := vocabulary().ending(column))}
    claims = {
        place: [key for key, ending in ends.items() if any(map(ending.fullmatch, _readings(columns[place].heading)))]
        for place in extra
    }
    sole = [keys[0] for keys in claims.values() if len(keys) == 1]
    answers = {place: keys[0] for place, keys in claims.items() if len(keys) == 1 and sole.count(keys[0]) == 1}
    return tuple(
        FoundColumn.of(column.number, column.heading, answers[place], Match.NEAR, form) if place in answers else column
        for place, column in enumerate(columns)
    )


def _readings(heading: str) -> set[str]:
    """The whole of a heading, and its lowest line; of a text that is too long for one, neither."""
    if len(heading) > LONGEST_HEADING:
        return set()
    return {bare("".join(heading.split())), bare(heading.rpartition("\n")[2])}
