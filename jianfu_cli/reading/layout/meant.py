"""What a column asks for, where a cell keeps more than it shows: whole days, plain numbers."""

from collections.abc import Callable

from jianfu_cli.core.language.values import Scalar, Shown, text_of, whole
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.rows import Values
from jianfu_cli.reading.layout.headings import Table


def as_meant(values: Values, table: Table, column: FoundColumn) -> Values:
    """Return the values of a column: under 整改时限 a day shown as 6月21日 is that of the year kept with it."""
    meant = _MEANT.get(table.attachment.column_by_key[column.key].type) if column.key else None
    if meant is None or Shown not in set(map(type, values)):
        return values
    return tuple(map(meant, values))


def _counted(value: Scalar) -> Scalar:
    """第3项, 003: under 序号 the number is kept."""
    return value.value if isinstance(value, Shown) and isinstance(value.value, float) else value


def _ungrouped(value: Scalar) -> Scalar:
    """3,731,234,567: nobody writes a telephone number so."""
    is_grouped = isinstance(value, Shown) and value.text.replace(",", "") == text_of(value.value)
    return _counted(value) if is_grouped else value


_MEANT: dict[ColumnType, Callable[[Scalar], Scalar]] = {
    ColumnType.DATE: whole,
    ColumnType.DEADLINE: whole,
    ColumnType.SEQUENCE: _counted,
    ColumnType.PHONE: _ungrouped,
}
