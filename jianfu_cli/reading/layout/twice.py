"""A 汇总 sheet beside its parts: the same rows twice in one file (JF118)."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.attachment import Attachment, ColumnType
from jianfu_cli.core.model.form import Form
from jianfu_cli.reading.layout.heading_index import HeadingIndex

_SUMMARY = re.compile("汇总|总表|合并|总清单|总台账|全部|合计")
_FEWEST = 2  # rows; one may well stand on two sheets


def counted_once(forms: Sequence[Form], index: HeadingIndex) -> tuple[Form, ...]:
    """Return ``forms`` of one file, with the rows noted that other forms of the same attachment and unit have too."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, form in enumerate(forms):
        if form.rows and not form.parts:
            groups[form.attachment, form.unit].append(place)
    found = list(forms)
    tables = {table.id: table for table in index.tables}
    for (attachment, _), places in groups.items():
        if len(places) > 1:
            # A sheet called 汇总 goes first: its parts say more.
            for place in sorted(places, key=lambda place: (not _is_summary(found[place]), place)):
                others = [found[other] for other in places if other != place and not found[other].twice]
                found[place] = _without_those_of(others, found[place], tables[attachment])
    return tuple(found)


def _is_summary(form: Form) -> bool:
    return bool(_SUMMARY.search(form.sheet or ""))


def _without_those_of(others: Sequence[Form], form: Form, table: Attachment) -> Form:
    summary = _is_summary(form)
    keys = _naming(table) if summary else _telling(table)
    standing = Counter(row for other in others for row in _rows(other, keys))
    twice: list[int] = []
    for number, row in zip(form.rows.numbers, _rows(form, keys), strict=True):
        if standing[row] and any(row):
            standing[row] -= 1
            twice.append(number)
    if not twice or (not summary and not _FEWEST <= len(twice) == len(form.rows)):
        return form
    return replace(form, twice=tuple(twice), twice_on=tuple(other.sheet or "" for other in others))


def _rows(form: Form, keys: Sequence[str]) -> list[tuple[str, ...]]:
    columns = [[key(text) for text in form.texts(name)] for name in keys]
    return list(zip(*columns, strict=True))


def _naming(table: Attachment) -> tuple[str, ...]:
    """The columns by which a person knows a row: the matter and its body, else the first two that must be filled."""
    own = [column.key for column in table.columns if column.required and column.type is not ColumnType.SEQUENCE]
    named = tuple(name for name in ("matter", "body") if name in table.column_by_key)
    return named if "matter" in named else tuple(own[:2])


def _telling(table: Attachment) -> tuple[str, ...]:
    return tuple(column.key for column in table.columns if column.required and column.type is not ColumnType.SEQUENCE)
