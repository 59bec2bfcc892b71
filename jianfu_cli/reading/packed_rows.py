"""The rows of a form between processes: each column packed by itself (pickled), and opened when it is asked for."""

import pickle
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from jianfu_cli.core.language.values import CellPicture, ErrorValue, Shown, UnvaluedFormula
from jianfu_cli.core.model.known import by_name, unpickled
from jianfu_cli.core.model.rows import Rows, Values

_KNOWN = by_name([date, datetime, time, timedelta, CellPicture, ErrorValue, Shown, UnvaluedFormula])


class PackedRows(Rows):
    """Rows as they came from a worker: each column is unpacked anew whenever it is asked for.

    A campaign has millions of cells, and most of its columns are wanted only when the roll-up is written.
    """

    __slots__ = ("_packed",)

    def __init__(self, numbers: Sequence[int], packed: Iterable[bytes]) -> None:
        self._packed = tuple(packed)
        super().__init__(numbers, [()] * len(self._packed))

    @classmethod
    def of_rows(cls, rows: Rows) -> "PackedRows":
        """Pack ``rows``."""
        return cls(rows.numbers, map(_packed, rows.columns()))

    def column(self, place: int) -> Values:
        """Return the values in column ``place``, 0-based, from the first row to the last."""
        values: Values = unpickled(self._packed[place], _KNOWN) if self.numbers else ()
        return values

    def __reduce__(self) -> tuple[type["PackedRows"], tuple[Sequence[int], tuple[bytes, ...]]]:
        """Travel as they are."""
        return PackedRows, (self.numbers, self._packed)


class _Packer(pickle.Pickler):
    dispatch_table: dict[type, Callable[[Any], Any]] = {  # noqa: RUF012 -- pickle asks for it so
        Rows: lambda rows: PackedRows.of_rows(rows).__reduce__()
    }


def packed(value: object) -> bytes:
    """Return ``value`` pickled, all rows in it packed."""
    out = BytesIO()
    _Packer(out).dump(value)
    return out.getvalue()


def _packed(column: Values) -> bytes:
    # What comes again is written once, and is one object again when it is read.
    known: dict[Any, Any] = {}
    texts_alone = set(map(type, column)) <= {str}
    return pickle.dumps(tuple(map(known.setdefault, column, column)) if texts_alone else column)
