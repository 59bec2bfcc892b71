"""Columns whose heading says nothing, by what stands in them: 清理、保留、优化 under 办理意见 is 意见建议 (JF102)."""

from collections.abc import Callable, Sequence
from itertools import islice

from jianfu_cli.core.language.body_names import is_body_name
from jianfu_cli.core.language.choices import chosen
from jianfu_cli.core.language.dates import Precision, read_date
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.rows import Rows
from jianfu_cli.reading.layout.column_values import UNNAMED
from jianfu_cli.reading.layout.vocabulary import vocabulary

_SAMPLE = 200  # values looked at where most are enough
_FEWEST = 2  # values; one alone may be chance
_MOST = 0.8  # of the dates and bodies of a column; choices and categories must be all
_DATES = frozenset({ColumnType.DATE, ColumnType.DEADLINE})
# A day may be any day, and a body any body: the heading must not say that they are others.
_HEADED = {ColumnType.DEADLINE: "限期截完", ColumnType.DATE: "期间", ColumnType.BODY: "单位部门"}


def by_content(
    columns: tuple[FoundColumn, ...], rows: Rows, form: Attachment, campaign: Campaign
) -> tuple[FoundColumn, ...]:
    """Return ``columns`` with those named that only one column of the form, and only one here, can be."""
    columns = _with_bodies(columns, rows, form)
    named = {column.key for column in columns}
    extra = [place for place, column in enumerate(columns) if column.match is Match.EXTRA]
    lacking = [column for column in form.columns if column.key not in named] if extra else []
    fits: dict[int, list[str]] = {}
    for column in lacking:
        alike = sum(other.type is column.type for other in lacking)
        holds = value_test(column, campaign) if alike == 1 else None
        hits = [place for place in extra if holds and _holds(columns[place], column, rows.column(place), holds)]
        if len(hits) == 1:
            fits.setdefault(hits[0], []).append(column.key)
    return tuple(
        FoundColumn.of(column.number, column.heading, fits[place][0], Match.CONTENT, form)
        if len(fits.get(place, ())) == 1
        else column
        for place, column in enumerate(columns)
    )


def _with_bodies(columns: tuple[FoundColumn, ...], rows: Rows, form: Attachment) -> tuple[FoundColumn, ...]:
    """Return ``columns`` where what is headed as any table's office, yet holds bodies alone, is the body lacking.

    部门 over 人事股 is the office within a body, over 县教育局 the body.
    """
    named = {column.key for column in columns}
    lacking = [one for one in form.columns if one.type is ColumnType.BODY and one.required and one.key not in named]
    if len(lacking) != 1:
        return columns
    text = {column.key for column in form.columns if column.type is ColumnType.TEXT}
    held = [
        place
        for place, column in enumerate(columns)
        if column.key in text
        and column.match is not Match.EXACT
        and set(_HEADED[ColumnType.BODY]) & set(column.heading)
        and vocabulary().is_common(column.heading)
        and (values := [text_of(value) for value in rows.column(place) if not is_empty(value)])
        and all(map(is_body_name, values))
    ]
    if len(held) != 1:
        return columns
    at, column = held[0], columns[held[0]]
    body = FoundColumn.of(column.number, column.heading, lacking[0].key, Match.CONTENT, form)
    return (*columns[:at], body, *columns[at + 1 :])


def value_test(column: Column, campaign: Campaign) -> Callable[[Scalar], bool] | None:
    """Return what says of a value that it is one of ``column``; None where any text may be."""
    if column.choices:
        names = tuple(name for choice in column.choices for name in (choice.name, *choice.synonyms))
        return lambda value: chosen(text_of(value), names) is not None
    if column.type is ColumnType.CATEGORY:
        find = campaign.category_names.find
        return lambda value: not text_of(value).isdigit() and find(text_of(value)) is not None
    if column.type in _DATES:
        return lambda value: _is_dated(value, campaign.year)
    if column.type is not ColumnType.BODY:
        return None
    return lambda value: is_body_name(text_of(value)) or campaign.roster.find(text_of(value)) is not None


def _is_dated(value: Scalar, year: int) -> bool:
    """Whether a value is a day, or a month to whose end something is due: 6月底."""
    written = None if isinstance(value, int | float) else read_date(value, year)
    return written is not None and written.precision in {Precision.DAY, Precision.MONTH}


def _holds(found: FoundColumn, column: Column, values: Sequence[Scalar], holds: Callable[[Scalar], bool]) -> bool:
    signs = _HEADED.get(column.type)
    if signs and not (found.heading.startswith(UNNAMED) or set(signs) & set(found.heading)):
        return False
    filled = (value for value in values if not is_empty(value))
    if signs:
        sample = list(islice(filled, _SAMPLE))
        return len(sample) >= _FEWEST and sum(map(holds, sample)) >= _MOST * len(sample)
    first = list(islice(filled, _FEWEST))
    return len(first) == _FEWEST and all(map(holds, first)) and all(map(holds, filled))
