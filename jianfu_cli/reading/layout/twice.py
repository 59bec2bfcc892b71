"""A 汇总 sheet beside its parts: the same rows twice in one file (JF118)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.reading.layout.heading_index import HeadingIndex

_SUMMARY = pattern_of("汇总|总表|合并|总清单|总台账|全部|合计")
_FEWEST = 2  # rows; one may well stand on two sheets
_MOST_NAMED = 5


def counted_once(forms: Sequence[Form], index: HeadingIndex) -> tuple[Form, ...]:
    """Return ``forms`` of one file, with the rows noted that other forms of the same attachment and unit have too."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, form in enumerate(forms):
        if form.body.rows and not form.place.parts:
            groups[form.attachment, form.owner.unit].append(place)
    found = list(forms)
    tables = {table.id: table for table in index.tables}
    for (attachment, _), places in groups.items():
        if len(places) > 1:
            for place, form in _compared([(place, found[place]) for place in places], tables[attachment]):
                found[place] = form
    return tuple(found)


def _compared(forms: Sequence[tuple[int, Form]], table: Attachment) -> Iterator[tuple[int, Form]]:
    """Yield the forms, with their places, that hold rows of the others; each row is looked at a few times only."""
    # A sheet called 汇总 is known by fewer columns, and goes first: its parts say more.
    marked: set[int] = set()
    for summary, keys in ((True, _naming(table)), (False, _telling(table))):
        rows = {place: _rows(form, keys) for place, form in forms if place not in marked}
        standing = Counter(row for own in rows.values() for row in own)
        for place, form in forms:
            asked = place not in marked and summary is _is_summary(form)
            twice = _elsewhere(form, rows[place], standing) if asked else frozenset()
            if twice and (summary or _FEWEST <= len(twice) == len(form.body.rows)):
                standing.subtract(rows[place])
                marked.add(place)
                others = (other.place.sheet or "" for at, other in forms if at != place)
                yield (
                    place,
                    replace(form, body=replace(form.body, twice=twice, twice_on=tuple(islice(others, _MOST_NAMED)))),
                )


def _elsewhere(form: Form, rows: Sequence[tuple[str, ...]], standing: Counter[tuple[str, ...]]) -> frozenset[int]:
    """Return the numbers of the ``rows`` of ``form`` that other forms have, as often as they have them."""
    left = Counter({row: standing[row] - own for row, own in Counter(rows).items()})
    found = set()
    for number, row in zip(form.body.rows.numbers, rows, strict=True):
        if left[row] > 0 and any(row):
            left[row] -= 1
            found.add(number)
    return frozenset(found)


def _is_summary(form: Form) -> bool:
    return bool(_SUMMARY.search(form.place.sheet or ""))


def _rows(form: Form, keys: Sequence[str]) -> list[tuple[str, ...]]:
    columns = [[key(text) for text in form.texts(name)] for name in keys]
    return list(zip(*columns, strict=True))


def _naming(table: Attachment) -> tuple[str, ...]:
    """The columns by which a person knows a row: the matter and its body, else the first two that must be filled."""
    named = tuple(role for role in (ColumnRole.MATTER, ColumnRole.BODY) if role in table.column_by_role)
    return named if ColumnRole.MATTER in named else _telling(table)[:2]


def _telling(table: Attachment) -> tuple[str, ...]:
    required = (column for column in table.columns if column.required and column.type is not ColumnType.SEQUENCE)
    return tuple(table.asked_by(column.key) for column in required)
