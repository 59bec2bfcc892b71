"""CSV as every report writes it: Excel opens it as what it is, and runs nothing in it."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from jianfu_cli.core.language.shown import shown

# What a spreadsheet would take for a formula when it opens the CSV, full-width signs too.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return ``rows`` below ``columns``: a byte order mark, so that Excel takes it for UTF-8, and CRLF (RFC 4180).

    None is an empty cell, truth is ``true`` or ``false``; a text is shown on one line, and one that would become a
    formula gets an apostrophe.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_neutral(value) for value in row] for row in rows)
    return "\ufeff" + target.getvalue()


def _neutral(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    text = shown(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
