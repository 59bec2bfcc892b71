"""白名单公布稿.xlsx and 投诉举报渠道.xlsx: the published lists as open data, a table on one sheet."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

from jianfu_cli.writing.rollup.cells import ColumnHeading
from jianfu_cli.writing.rollup.sheets import RollUpBook
from jianfu_cli.writing.whole import Content

Table: TypeAlias = tuple[Sequence[str], Sequence[Sequence[str]]]
"""Headings, and rows of as many texts."""

_LEAST, _WIDEST = 8, 36
# A table of few columns, no wider than this, is printed on upright paper.
_FEW, _UPRIGHT = 5, 120


def public_book(name: str, title: str, table: Table, day: date) -> Content:
    """Return what writes ``table`` to a workbook: sheet ``name``, ``title`` (with a second line) above it."""
    return partial(_write, name=name, title=title, table=table, day=day)


def _write(path: Path, *, name: str, title: str, table: Table, day: date) -> None:
    headings, rows = table
    columns = [ColumnHeading(texts[0], _width(texts)) for texts in zip(headings, *rows, strict=True)]
    with RollUpBook(path, title.partition("\n")[0], day) as book:
        book.table(name, title, columns, rows)
        if len(columns) <= _FEW and sum(column.width for column in columns) <= _UPRIGHT:
            for sheet in book.book.worksheets():
                sheet.set_portrait()


def _width(texts: Sequence[str]) -> float:
    """Half-width characters: as the longest text has them, within reason."""
    return min(_WIDEST, max(_LEAST, *(2 * len(text) for text in texts)))
