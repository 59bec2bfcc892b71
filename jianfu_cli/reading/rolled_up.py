"""What 汇总.xlsx says of who filed what: its sheet 报送情况, read back for ``diff``."""

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from jianfu_cli.core.language.values import text_of

_SHEET, _UNIT = "报送情况", "填报单位"


def standings(path: Path) -> dict[tuple[str, str], str] | None:
    """Return ``(unit, heading) → what the sheet prints``; None where ``path`` is no roll-up, or cannot be read."""
    try:
        book = CalamineWorkbook.from_path(path)
        rows = book.get_sheet_by_name(_SHEET).to_python(skip_empty_area=False) if _SHEET in book.sheet_names else []
    except (CalamineError, OSError):
        return None
    texts = [[text_of(value) for value in row] for row in rows]
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
