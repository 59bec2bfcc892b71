"""汇总.xlsx read back: who filed what (报送情况) for ``diff``, its merged rows for ``clues``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from jianfu_cli.core.language.values import text_of
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.guard.package import check_package
from jianfu_cli.reading.limits import limits_from
from jianfu_cli.reading.refusal import RefusedError

_SHEET, _UNIT, _SOURCES, _FILE, _RECEIVED = "报送情况", "填报单位", "来源", "文件", "收到日期"
_HEADINGS = 1  # the title stands before them


class RolledUpSheet(NamedTuple):
    """A sheet of merged rows: its headings, and the texts of each row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def standings(path: Path) -> dict[tuple[str, str], str] | None:
    """Return ``(unit, heading) → what the sheet prints``; None where ``path`` is no roll-up, or cannot be read."""
    try:
        book = CalamineWorkbook.from_path(path)
        texts = _texts(book, _SHEET) if _SHEET in book.sheet_names else []
    except (CalamineError, OSError):
        return None
    heading_row = next((nth for nth, row in enumerate(texts) if _UNIT in row), None)
    if heading_row is None:
        return None
    headings = texts[heading_row]
    unit_at = headings.index(_UNIT)
    return {
        (row[unit_at], heading): text
        for row in texts[heading_row + 1 :]
        for heading, text in zip(headings, row, strict=False)
        if row[unit_at]
    }


def merged_sheets(path: Path, labels: Sequence[str]) -> tuple[dict[str, RolledUpSheet], Mapping[str, date]]:
    """Return the merged rows by the label of their attachment, and when each source file came in.

    A table that is too long for a sheet goes on in ``附件2 (2)``.

    Raises:
        UsageError: the workbook cannot be read, or is not safe to open.
    """
    try:
        data = path.read_bytes()
        check_package(data, limits_from()[0])
        book = CalamineWorkbook.from_path(path)
        found = {label: sheet for label in labels if (sheet := _joined(book, label))}
        return found, dict(_came(book))
    except (CalamineError, OSError, RefusedError) as error:
        raise UsageError(f"{path} 读不了（{error}）") from error


def _joined(book: CalamineWorkbook, label: str) -> RolledUpSheet | None:
    parts = [name for name in book.sheet_names if re.fullmatch(rf"{re.escape(label)}(?: \(\d+\))?", name)]
    read = [_texts(book, name) for name in parts]
    headed = [rows for rows in read if len(rows) > _HEADINGS and _UNIT in rows[_HEADINGS]]
    if not headed:
        return None
    rows = (tuple(row) for rows in headed for row in rows[_HEADINGS + 1 :])
    return RolledUpSheet(tuple(headed[0][_HEADINGS]), tuple(rows))


def _came(book: CalamineWorkbook) -> Iterator[tuple[str, date]]:
    rows = _texts(book, _SOURCES) if _SOURCES in book.sheet_names else []
    headings = rows[_HEADINGS] if len(rows) > _HEADINGS else []
    if {_FILE, _RECEIVED} <= set(headings):
        file_at, day_at = headings.index(_FILE), headings.index(_RECEIVED)
        for row in rows[_HEADINGS + 1 :]:
            try:
                yield row[file_at], date.fromisoformat(row[day_at])
            except ValueError:  # where nothing came, or only the file's own time is known
                continue


def _texts(book: CalamineWorkbook, sheet: str) -> list[list[str]]:
    return [[text_of(value) for value in row] for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
