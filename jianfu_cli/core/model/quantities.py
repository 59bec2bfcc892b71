"""What a cell of a column of numbers counts for."""

from decimal import Decimal

from jianfu_cli.core.language.quantities import read_number, read_percent
from jianfu_cli.core.model.column import Column, ColumnType


def quantity(column: Column, text: str) -> Decimal | None:
    """Return the number in ``text`` (of a percent column: in per cent), None where it is none that may stand there."""
    number = _number(column, text)
    return number if number is not None and is_within(column, number) else None


def _number(column: Column, text: str) -> Decimal | None:
    if column.type is ColumnType.PERCENT:
        share = read_percent(text)
        return share[0] if share and share[1] else None
    number = read_number(text, column.unit) if column.type is ColumnType.NUMBER else None
    return number if number is None or has_few_decimals(column, number) else None


def is_within(column: Column, number: Decimal) -> bool:
    """Say whether ``number`` lies within the column's bounds, which are within."""
    least, most = (None if bound is None else Decimal(str(bound)) for bound in (column.min, column.max))
    return (least is None or number >= least) and (most is None or number <= most)


def has_few_decimals(column: Column, number: Decimal) -> bool:
    """Say whether ``number`` has no more decimals than the column takes: 1300.0 has none."""
    return column.decimals is None or number == round(number, column.decimals)
