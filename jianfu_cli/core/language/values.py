"""Cell values as readers give them, and the text they stand for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean, clean_all

_CORNER = pattern_of(r"([A-Z]{1,3})(\d+)")


class ErrorValue(str):
    """An error a cell shows instead of a value: ``#REF!``."""

    __slots__ = ()


class CellPicture(ErrorValue):
    """What stands for the picture, or the control, that a cell shows instead of a value: ``〔图片〕``."""

    __slots__ = ()


class UnvaluedFormula(str):
    """A formula saved without its value: nobody can know what the cell should show."""

    __slots__ = ()


class Shown(NamedTuple):
    """A number, day, time or duration that its cell shows as ``text``: ``100%``, ``第3批``, ``2024年7月``.

    ``parts`` says what the text shows of a day: any of ``y``, ``m``, ``d``; nothing where ``value`` is none.
    """

    text: str
    value: float | date | time | timedelta
    parts: str = ""


Scalar: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | Shown | None


# A spreadsheet keeps 15 digits of a number; what lies beyond was never typed.
_DIGITS_KEPT = 15


def text_of(value: Scalar) -> str:
    """Return the text a person sees in a cell of ``value``, cleaned; an empty cell gives ``""``.

    Numbers lose the ``.0`` that spreadsheets put behind typed digits, dates are ISO, durations hours,
    minutes and seconds.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Shown):
        return clean(value.text)
    if isinstance(value, float):
        # Over 15 digits it stays 4.10711E+17: the last digits are lost, and a reader should see that.
        return str(int(value)) if abs(value) < 10**_DIGITS_KEPT and value.is_integer() else f"{value:.{_DIGITS_KEPT}g}"
    return str(value) if isinstance(value, int) else _moment(value)


def texts_of(values: Sequence[Scalar]) -> list[str]:
    """Return ``text_of`` each of ``values``; those of a column are much alike, and cost little together."""
    texts = [value for value in values if value.__class__ is str]
    return clean_all(texts) if len(texts) == len(values) else [text_of(value) for value in values]


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds")
    minutes, seconds = divmod(round(abs(value.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{'-' if value < timedelta() else ''}{hours}:{minutes:02}:{seconds:02}"


def whole(value: Scalar) -> Scalar:
    """Return the day that a cell keeps whole where it shows the day of it (6月21日); any other value as it is."""
    return value.value if isinstance(value, Shown) and "d" in value.parts else value


def is_empty(value: Scalar) -> bool:
    """Say whether a person sees nothing in the cell (underscores of a blank line count as nothing)."""
    if not isinstance(value, str):
        return value is None
    # Most texts begin with a letter or a digit, and are not looked at further.
    return not value[:1].isalnum() and not clean(value).strip("_＿ \u3000\n\t")


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


def column_index(letters: str) -> int:
    """Return the 1-based index of the column that a spreadsheet shows as ``letters``: ``column_index("AB") == 28``."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index


def range_in_words(cells: str) -> str:
    """Say where a range lies in a table whose cells have no addresses.

    >>> range_in_words("B3:B4")
    '第3—4行第2列'
    """
    corners = [_CORNER.fullmatch(cell) for cell in cells.split(":")]
    rows = [int(corner[2]) for corner in corners if corner]
    columns = [column_index(corner[1]) for corner in corners if corner]
    return f"第{_span(rows)}行第{_span(columns)}列"


def _span(ends: list[int]) -> str:
    return "—".join(str(end) for end in dict.fromkeys(ends))
