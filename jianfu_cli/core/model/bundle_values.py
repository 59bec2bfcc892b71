"""Cell values as a bundle writes them: JSON's own where JSON has them, else one object that says what it is."""

import math
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from jianfu_cli.core.language.values import CellPicture, ErrorValue, Scalar, Shown, UnvaluedFormula

_MOST_DAYS = 99_999_999
_LARGEST = 1 << 62


class BundleRecord(BaseModel):
    """Base of all that a bundle holds: what it does not know, or not of this very type, is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ErrorCell(BundleRecord):
    """An error that a cell shows, or what stands for its picture, or a formula without a value."""

    error: str | None = None
    picture: str | None = None
    formula: str | None = None


class NumberCell(BundleRecord):
    """A number that JSON has no way to write, or whose digits others would lose."""

    number: str = Field(pattern=r"^(?:nan|-?inf|-?\d{1,400})$")


class DateCell(BundleRecord):
    """A day."""

    date: date


class DateTimeCell(BundleRecord):
    """A moment of a day."""

    datetime: datetime


class TimeCell(BundleRecord):
    """A time of day."""

    time: time


class DurationCell(BundleRecord):
    """Days, seconds and microseconds."""

    duration: tuple[
        Annotated[int, Field(ge=-_MOST_DAYS, le=_MOST_DAYS)],
        Annotated[int, Field(ge=0, lt=86_400)],
        Annotated[int, Field(ge=0, lt=1_000_000)],
    ]


Number: TypeAlias = Annotated[int, Field(ge=-_LARGEST, le=_LARGEST)] | Annotated[float, Field(allow_inf_nan=False)]


class ShownCell(BundleRecord):
    """A number or a day that its cell shows as ``shown``."""

    shown: str
    value: Number | NumberCell | DateCell | DateTimeCell | TimeCell | DurationCell
    parts: str = Field("", pattern="^y?m?d?$")


Tagged: TypeAlias = ErrorCell | NumberCell | DateCell | DateTimeCell | TimeCell | DurationCell | ShownCell
Value: TypeAlias = str | bool | Number | Tagged | None


def written(value: Scalar) -> Any:
    """Return ``value`` as JSON has it."""
    if value is None or value.__class__ in {str, bool}:
        return value
    if isinstance(value, int):
        return value if abs(value) <= _LARGEST else {"number": str(value)}
    if isinstance(value, float):
        return value if math.isfinite(value) else {"number": str(value)}
    if isinstance(value, Shown):
        return {"shown": value.text, "value": written(value.value), "parts": value.parts}
    return _tagged(value)


def _tagged(value: str | date | time | timedelta) -> Any:
    if isinstance(value, CellPicture):
        return {"picture": str(value)}
    if isinstance(value, ErrorValue):
        return {"error": str(value)}
    if isinstance(value, UnvaluedFormula):
        return {"formula": str(value)}
    if isinstance(value, timedelta):
        return {"duration": [value.days, value.seconds, value.microseconds]}
    kind = "datetime" if isinstance(value, datetime) else "date" if isinstance(value, date) else "time"
    return str(value) if isinstance(value, str) else {kind: value.isoformat()}


def read(value: Value) -> Scalar:
    """Return the value that a record holds."""
    if isinstance(value, ErrorCell):
        if value.picture is not None:
            return CellPicture(value.picture)
        return UnvaluedFormula(value.formula) if value.formula is not None else ErrorValue(value.error or "")
    if isinstance(value, ShownCell):
        shown: Any = read(value.value)
        return Shown(value.shown, shown, value.parts)
    if isinstance(value, NumberCell):
        return int(value.number) if value.number.lstrip("-").isdigit() else float(value.number)
    if isinstance(value, DurationCell):
        days, seconds, microseconds = value.duration
        return timedelta(days, seconds, microseconds)
    return _moment(value)


def _moment(value: Any) -> Scalar:
    moment: Scalar = value
    if isinstance(value, DateCell):
        moment = value.date
    elif isinstance(value, DateTimeCell):
        moment = value.datetime
    elif isinstance(value, TimeCell):
        moment = value.time
    return moment
