"""Which column is which: the headings of a table as those of a form, by name, by what offices say, by likeness."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.reading.layout.heading_index import HeadingIndex, Headings, nearest
from jianfu_cli.reading.layout.vocabulary import bare

# No form has as many columns; to compare each of 16,384 with every name takes a minute.
_MOST_HEADINGS = 256
_MOST_REMEMBERED = 4096
_EXTRA: tuple[None, Match] = (None, Match.EXTRA)


def columns_of(headings: Headings, form: Attachment, index: HeadingIndex) -> tuple[FoundColumn, ...]:
    """Return what each of ``headings`` is as a column of ``form``, in order of their places."""
    return _match(headings, form.id, index)


# Most files of a campaign are headed alike.
@lru_cache(maxsize=_MOST_REMEMBERED)
def _match(headings: Headings, attachment: str, index: HeadingIndex) -> tuple[FoundColumn, ...]:
    form = index.by_id[attachment]
    found: dict[int, tuple[str | None, Match]] = {}
    # Sure matches first: a near one must not take a column that another heading names, nor a synonym one of its own.
    hits = [
        (hit[1] is not Match.EXACT, place, bare("".join(texts)), hit)
        for place, texts in headings
        if (hit := _hit(texts, form, index))
    ]
    named: dict[str, str] = {}
    for _, place, heading, hit in sorted(hits):
        column = hit[0]
        if column in named:
            found[place] = (None, Match.DUPLICATE) if heading == named[column] else _EXTRA
        else:
            found[place], named[column] = hit, heading
    taken = set(named)
    usual = _usual(headings, found, form, index)
    for _, place, column in sorted(usual):
        if column not in taken:
            found[place] = (column, Match.SYNONYM)
            taken.add(column)
    for place, texts in headings[:_MOST_HEADINGS]:
        left = [column for column in form.columns if column.key not in taken]
        asked = place not in found and not any(place == at for _, at, _ in usual)
        near = nearest("".join(texts), left) if asked and left else None
        if near:
            found[place] = (near, Match.NEAR)
            taken.add(near)
    return tuple(_found(place, "\n".join(texts), *found.get(place, _EXTRA), form) for place, texts in headings)


def _hit(texts: tuple[str, ...], form: Attachment, index: HeadingIndex) -> tuple[str, Match] | None:
    matches = (index.match(form.id, text) for text in _readings(texts))
    return next((match for match in matches if match), None)


def _found(place: int, heading: str, key: str | None, match: Match, form: Attachment) -> FoundColumn:
    return FoundColumn.of(place, heading, key, match, form) if key else FoundColumn(place, heading, None, match)


def _usual(
    headings: Headings, found: Mapping[int, object], form: Attachment, index: HeadingIndex
) -> list[tuple[int, int, str]]:
    """Return ``(rank, place, column)`` of the headings that office tables have for a column of the form."""
    hits = []
    for place, texts in headings:
        if place not in found:
            named = (index.usually(form.id, text) for text in _readings(texts))
            hits += [(usual.rank, place, usual.column) for usual in named if usual][:1]
    return hits


def _readings(texts: tuple[str, ...]) -> Iterator[str]:
    """All of a heading's lines together, then its lowest line, then the others: 基本情况 / 开展时间 is 开展时间."""
    yield "".join(texts)
    if len(texts) > 1:
        yield from reversed(texts)
