"""Cell values as readers give them, and the text they stand for."""

from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from jianfu_cli.core.text import clean

Scalar: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


def text_of(value: Scalar) -> str:
    """Return the text a person sees in a cell of ``value``, cleaned; an empty cell gives ``""``.

    Numbers lose the ``.0`` that spreadsheets put behind typed digits; dates are ISO.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def is_empty(value: Scalar) -> bool:
    """Say whether a person sees nothing in the cell (underscores of a blank line count as nothing)."""
    return value is None or (isinstance(value, str) and not clean(value).strip("_＿ \u3000\n\t"))


def column_letters(index: int) -> str:
    """Return the letters of the 1-based column ``index`` as a spreadsheet shows them.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the address of a cell, both numbers 1-based: ``cell_name(9, 2) == "B9"``."""
    return f"{column_letters(column)}{row}"
