"""CSV as every report writes it: Excel opens it as what it is, and runs nothing in it."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from jianfu_cli.reports.json_text import unicode_text

# What a spreadsheet would take for a formula when it opens the CSV, full-width signs too.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return ``rows`` below ``columns``: a byte order mark, so that Excel takes it for UTF-8, and CRLF (RFC 4180).

    None is an empty cell, truth is ``true`` or ``false``; a text that would become a formula gets an apostrophe.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_neutral(value) for value in row] for row in rows)
    return "\ufeff" + unicode_text(target.getvalue())


def _neutral(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
