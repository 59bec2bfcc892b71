"""Secret values that a form tells elsewhere too: 反映内容 names who called. Only their own column keeps them."""

from collections.abc import Iterable
from dataclasses import replace

from jianfu_cli.core.language.values import Scalar, texts_of
from jianfu_cli.core.language.withheld import Withheld
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form_body import FoundColumn, StrayRow
from jianfu_cli.core.model.rows import Rows, Values


def without_secrets(
    columns: tuple[FoundColumn, ...], rows: Rows, strays: tuple[StrayRow, ...], schema: Attachment
) -> tuple[Rows, tuple[StrayRow, ...]]:
    """Return ``rows`` and ``strays`` in which no secret value stands but in the columns that are secret themselves."""
    if not schema.secrets:
        return rows, strays
    secret = [column.key in schema.secrets or schema.keeps_secret(column.heading) for column in columns]
    values = [rows.column(place) for place in range(len(columns))]
    told = (text for kept, column in zip(secret, values, strict=True) if kept for text in set(texts_of(column)))
    withheld = Withheld(told)
    if not withheld:
        return rows, strays
    open_ = [column if kept else _without(column, withheld) for kept, column in zip(secret, values, strict=True)]
    return Rows(rows.numbers, open_), tuple(replace(one, text=withheld.without(one.text)) for one in strays)


def _without(values: Iterable[Scalar], withheld: Withheld) -> Values:
    return tuple(withheld.without(value) if isinstance(value, str) else value for value in values)
