"""What was changed in a copy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One repair in the copy of a submission: where, what stood there, what stands there now, by which rules."""

    path: str
    sheet: str
    cell: str
    column: str
    old: str
    new: str
    codes: tuple[str, ...]
    message: str
