"""Sheets without headings: rows that go on with the form before them, or a table that is seen and no form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from jianfu_cli.core.language.empty_words import is_ditto
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.mark import MARK_NAME, OWN_SHEETS
from jianfu_cli.core.model.rows import Rows
from jianfu_cli.core.model.unread import ASIDE, Unread, UnreadKind
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.by_content import value_test
from jianfu_cli.reading.layout.dittos import with_dittos
from jianfu_cli.reading.layout.header import is_blank, is_header_row, read_header
from jianfu_cli.reading.layout.headings import Table
from jianfu_cli.reading.layout.rows import read_body
from jianfu_cli.reading.layout.signatures import is_signature
from jianfu_cli.reading.layout.ticks import with_choices_said
from jianfu_cli.reading.layout.unread import is_note

_TOLD_ELSEWHERE = ASIDE | {UnreadKind.POINTER}  # where rows are
_MOST = 0.8  # of the days and bodies, where nothing else says that rows go on
_FULL = 0.6  # of the required columns: a row of the form has them filled
_TABLE_ROWS = _TABLE_COLUMNS = 2
_LOOKED_AT = 2_000  # rows: enough to tell what a sheet holds
# Sheets that forms travel with: instructions, the lists behind drop-downs, samples.
_AIDS = (
    "说明",
    "须知",
    "要求",
    "示例",
    "样表",
    "样例",
    "范例",
    "字典",
    "代码",
    "选项",
    "下拉",
    "参数",
    "数据源",
    "封面",
    "目录",
    "自检",
    "通讯录",
)


def goes_on(grid: Grid, form: Form, campaign: Campaign) -> Form | None:
    """Return the rows of ``grid``, which has no headings, as a form that goes on with ``form``; None where they do not.

    They do where they fill the same columns, and say in columns of fixed words what these may say; in a form without
    such columns, where they are numbered, or where days and bodies stand where the form has days and bodies.
    """
    schema = campaign.attachment(form.attachment)
    columns = tuple(_as_known(column) for column in form.body.columns)
    grid = with_choices_said(grid, 0, form.body.choices)
    filled = ((row, [value for value in row if not is_empty(value)]) for row in grid.rows[:_LOOKED_AT])
    rows = [row for row, own in filled if len(own) > 1 and not (is_signature(own) or is_header_row(own, schema))]
    if form.place.continues or not rows or not _fit(rows, columns, schema.column_by_key, campaign):
        return None
    body = read_body(grid, Table(schema, 0, 0, columns), len(grid.rows), frozenset())
    rows_told, dittos = with_dittos(body.columns, body.rows, above=form.body)
    return replace(
        form,
        place=replace(form.place, sheet=grid.name or None, header_row=None, hidden_sheet=False, continues=True),
        header=replace(form.header, fields={}),
        body=replace(
            body,
            rows=rows_told,
            nil=False,
            dittos=dittos,
            hidden_rows=tuple(number for number in body.rows.numbers if number in grid.facts.hidden_rows),
            struck_rows=tuple(number for number in body.rows.numbers if number in grid.facts.struck_rows),
        ),
        recognition=replace(form.recognition, mark=None),
    )


def continued(form: Form, rows: int) -> Form:
    """Return ``form`` whose rows, so many of them, go on elsewhere in its file: what points there is no riddle then."""
    left = tuple(thing for thing in form.body.unread if thing.kind not in _TOLD_ELSEWHERE)
    body = replace(form.body, nil=False, unread=left, rows_beyond=form.body.rows_beyond + rows)
    return replace(form, body=body)


def signed_below(form: Form, grid: Grid, rows: Rows, schema: Attachment) -> Form:
    """Return ``form`` with what the foot of ``grid`` alone says, where its ``rows`` go on: by whom, and when."""
    foot = read_header(grid, max(rows.numbers, default=0) + 1, len(grid.rows), schema)
    said = {key: value for key, value in form.header.fields.items() if not is_blank(value)}
    return replace(form, header=replace(form.header, fields={**form.header.fields, **foot, **said}))


def _as_known(column: FoundColumn) -> FoundColumn:
    return column._replace(match=Match.EXACT) if column.key else column


def _fit(
    rows: Sequence[Sequence[Scalar]], columns: Sequence[FoundColumn], schema: Mapping[str, Column], campaign: Campaign
) -> bool:
    known = [(column.number, schema[column.key]) for column in columns if column.key]
    required = [number for number, column in known if column.required]
    full = [row for row in rows if _filled(row, required) >= _FULL * len(required)]
    right = max(map(_width, full), default=0)
    fits = max(required, default=1) <= right <= max((column.number for column in columns), default=0)
    if not fits or len(full) * 2 < len(rows):
        return False
    judged = [verdict for number, column in known for verdict in _says_right(full, number, column, campaign)]
    if judged:
        return sum(judged) * 2 >= len(judged)
    alike = [verdict for number, column in known for verdict in _holds_alike(full, number, column, campaign)]
    return bool(alike) and sum(alike) >= _MOST * len(alike)


def _holds_alike(rows: Sequence[Sequence[Scalar]], number: int, column: Column, campaign: Campaign) -> Iterator[bool]:
    """Yield of each filled cell of a column of days or of bodies whether it is one."""
    holds = value_test(column, campaign)
    if holds is None:
        return
    for row in rows:
        value = row[number - 1] if number <= len(row) else ""
        if not (is_empty(value) or is_ditto(text_of(value))):
            yield holds(value)


def _says_right(rows: Sequence[Sequence[Scalar]], number: int, column: Column, campaign: Campaign) -> Iterator[bool]:
    """Yield of each filled cell of a column of fixed words, or of numbers, whether it says one of these."""
    for row in rows:
        text = text_of(row[number - 1]) if number <= len(row) else ""
        if text and column.type is ColumnType.SEQUENCE:
            yield text.strip("().、（）").isdecimal()
        elif text and column.type is ColumnType.CATEGORY:
            names = campaign.category_names
            yield names.find(text) is not None or bool(names.find_several(text))
        elif text and column.choices:
            yield any(key(choice) in key(text) for choice in column.choice_names)


def _width(row: Sequence[Scalar]) -> int:
    return max((place for place, value in enumerate(row, start=1) if not is_empty(value)), default=0)


def _filled(row: Sequence[Scalar], places: Sequence[int]) -> int:
    return sum(place <= len(row) and not is_empty(row[place - 1]) for place in places)


def seen_as_table(grid: Grid, kind: UnreadKind) -> Unread | None:
    """Return a visible sheet that holds a table and is no form, as a thing seen and not read; None where it holds none.

    Instructions, samples and the lists behind drop-downs are no tables of anybody's.
    """
    if (
        grid.hidden
        or grid.is_listing
        or grid.name in {*OWN_SHEETS, MARK_NAME}
        or any(aid in grid.name for aid in _AIDS)
    ):
        return None
    rows = [[text for value in row if (text := text_of(value))] for row in grid.rows[:_LOOKED_AT]]
    wide = [row for row in rows if len(row) >= _TABLE_COLUMNS]
    if len(wide) < _TABLE_ROWS or (rows[0] and is_note(rows[0][0])):
        return None
    return Unread(kind, sheet=grid.name)
