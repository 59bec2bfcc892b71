"""A sheet of the roll-up, written by what XlsxWriter documents; and which class of sheets to write with."""

import io
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# Rows are written as they come; no text becomes anything but text.
WRITING: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class PlainSheet(Worksheet):  # type: ignore[misc]
    """The library's own way to do what :class:`~jianfu_cli.writing.rollup.long_sheet.LongSheet` does faster."""

    def forget_heights(self) -> None:
        """Keep no row's height once it is written: the library keeps them all, and there is no other way."""

    def lead(self, row: int, column: int, target: str, shown: str) -> None:
        """Let a click on a cell (from 0) lead to ``target`` in this workbook; what the cell shows is written after."""
        self.write_url(row, column, f"internal:{target}", None, shown)

    def write_texts(self, row: int, texts: Mapping[int, str], style: Format) -> None:
        """Write the ``texts``, none of them empty, into the columns (from 0) of ``row``."""
        for column, text in texts.items():
            self.write_string(row, column, text, style)


@cache
def sheet_class() -> type[PlainSheet]:
    """Return the class of sheets that serves with this version of the library: the fast one, where that is the same.

    It uses inner names of the library, which a new version may lack or give another meaning.
    """
    try:
        from jianfu_cli.writing.rollup.long_sheet import LongSheet  # noqa: PLC0415 -- may fail, which is the question

        same = _sample(LongSheet) == _sample(PlainSheet)
    except Exception:  # noqa: BLE001 -- however it fails, the library's own way is there
        return PlainSheet
    return LongSheet if same else PlainSheet


def _sample(kind: type[PlainSheet]) -> bytes:
    """Return a tiny workbook written by sheets of ``kind``: all they do faster, and all they leave to the library."""
    target = io.BytesIO()
    with Workbook(target, WRITING) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 -- any, but the same
        style, link = book.add_format({"num_format": "@", "border": 1}), book.add_format({"underline": 1})
        sheet = book.add_worksheet("样张", kind)
        sheet.forget_heights()
        for row, text in enumerate(("文字", " a<b&c>d ", "_x0001_", "两行\n字")):
            sheet.set_row(row, 20 + row)
            sheet.write_texts(row, {0: text, 2: "文字", 5: text}, style)
            sheet.lead(row, 3, f"'样张'!A{row + 1}", f"“{text}”")
            sheet.write_string(row, 3, f"“{text}”", link)
            sheet.lead(row, 4, f"'样张'!B{row + 1}", str(row))
            sheet.write_number(row, 4, row, link)
    return target.getvalue()
