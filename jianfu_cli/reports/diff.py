"""``diff``: text for people, JSON and CSV for programs."""

from collections.abc import Iterator
from typing import Any

from jianfu_cli.core.language.quoting import in_marks
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.terminal import PLACES, wrap
from jianfu_cli.core.matters.budget import too_many_alike
from jianfu_cli.core.model.difference import CellChange, Difference, FilingChange, FormDifference, RowChange, RowStatus
from jianfu_cli.reports.csv_text import csv_text
from jianfu_cli.reports.entries import decision_entries
from jianfu_cli.reports.json_text import json_text
from jianfu_cli.reports.text import settled_lines

FORMAT = "jianfu-diff/1"
_WHOLE = 100
_NOTHING = "（空）"


def as_text(difference: Difference, *, places: int = PLACES) -> str:
    """Return what changed, attachment by attachment, row by row, in lines of at most ``places``."""
    lines = [f"旧：{shown(difference.old)}", f"新：{shown(difference.new)}"]
    for form in difference.forms:
        lines += ["", *_form(form, places)]
    if difference.filings:
        lines += [
            "",
            f"报送情况：{len(difference.filings)} 处不同",
            *(line for one in difference.filings for line in _hanging(_filing(one), "  ", places)),
        ]
    if not difference.any:
        beside = "" if difference.filings is None else "各附件和报送情况都没有变（校验结果不对照）。"
        lines += ["", beside or "两份内容相同。"]
    if decided := list(settled_lines(0, difference.decisions)):
        lines += ["", *decided]
    return "\n".join(lines) + "\n"


def _filing(change: FilingChange) -> str:
    stands = f"{shown(change.old) or _NOTHING} → {shown(change.new) or _NOTHING}"
    return f"{shown(change.unit)} {change.attachment.label}：{stands}"


def _form(form: FormDifference, places: int) -> Iterator[str]:
    counts = "，".join(
        f"{word} {form.count(change)}"
        for change, word in ((RowStatus.CHANGED, "改动"), (RowStatus.ADDED, "增加"), (RowStatus.GONE, "减少"))
    )
    what = "行" if form.attachment.columns else "节"
    unchanged = f"{form.same} {what}均无变化" if not form.rows else f"没有变的 {form.same} {what}，{counts}"
    yield from wrap(f"{form.attachment.named}：{unchanged}", places)
    for word, headings in (("增加了列", form.columns_added), ("少了列", form.columns_gone)):
        if headings:
            yield from _hanging(f"{word}：{shown('、'.join(headings))}", "  ", places)
    for change in form.header:
        yield from _cell(change, "  ", places)
    for row in form.rows:
        yield from _row(row, places)
    if form.not_compared:
        yield from _hanging(
            f"没有比完：{_not_compared(form)}；上面的“增加”“减少”里可能有改了名称的同一行", "  ", places
        )


def _not_compared(form: FormDifference) -> str:
    return too_many_alike(form.not_compared, "另一份里的各行")


def _row(row: RowChange, places: int) -> Iterator[str]:
    name = shown(" ".join(part for part in (row.unit, in_marks(row.matter) if row.matter else "（没有名称）") if part))
    if row.change is not RowStatus.CHANGED:
        sign, number = ("+ 增加", row.new_row) if row.change is RowStatus.ADDED else ("- 减少", row.old_row)
        yield from _hanging(f"{sign} {name}{_numbered(number)}", "  ", places)
        return
    moved = f"（原第{row.old_row}行，现第{row.new_row}行）" if row.old_row != row.new_row else _numbered(row.new_row)
    alike = f"，名称相近 {row.score:g}%" if row.score < _WHOLE else ""
    yield from _hanging(f"* 改动 {name}{moved}{alike}", "  ", places)
    for cell in row.cells:
        yield from _cell(cell, "      ", places)


def _numbered(row: int | None) -> str:
    return f"（第{row}行）" if row else ""


def _cell(change: CellChange, indent: str, places: int) -> Iterator[str]:
    place = f"{change.new_cell or ''}【{change.column}】"
    said = shown(f"{place}{change.old or _NOTHING} → {change.new or _NOTHING}")
    yield from _hanging(said, indent, places)


def _hanging(text: str, indent: str, places: int) -> Iterator[str]:
    first, *others = wrap(text, places - len(indent) - 2)
    yield indent + first
    yield from (f"{indent}  {other}" for other in others)


def as_json(difference: Difference) -> str:
    """Return the difference as JSON text."""
    total = {change.value: sum(form.count(change) for form in difference.forms) for change in RowStatus}
    content: dict[str, Any] = {
        "format": FORMAT,
        "old": difference.old,
        "new": difference.new,
        "counts": {"same": sum(form.same for form in difference.forms), **total},
        "forms": [_form_entry(form) for form in difference.forms],
        "not_compared": [
            {"attachment": form.attachment.id, "rows": form.not_compared, "why": _not_compared(form)}
            for form in difference.forms
            if form.not_compared
        ],
    }
    if difference.filings is not None:
        content["filings"] = [_filing_entry(one) for one in difference.filings]
    content["decisions"] = decision_entries(difference.decisions)
    return json_text(content)


def _filing_entry(change: FilingChange) -> dict[str, str]:
    return {"unit": change.unit, "attachment": change.attachment.id, "old": change.old, "new": change.new}


def _form_entry(form: FormDifference) -> dict[str, Any]:
    return {
        "attachment": form.attachment.id,
        "same": form.same,
        "header": [_cell_entry(cell) for cell in form.header],
        "columns_added": list(form.columns_added),
        "columns_gone": list(form.columns_gone),
        "rows": [_row_entry(row) for row in form.rows],
    }


def _row_entry(row: RowChange) -> dict[str, Any]:
    return {
        "change": row.change.value,
        "unit": row.unit or None,
        "matter": row.matter,
        "old_row": row.old_row,
        "new_row": row.new_row,
        "score": row.score if row.change is RowStatus.CHANGED else None,
        "cells": [_cell_entry(cell) for cell in row.cells],
    }


def _cell_entry(cell: CellChange) -> dict[str, Any]:
    return {
        "column": cell.column,
        "old": cell.old,
        "new": cell.new,
        "old_cell": cell.old_cell,
        "new_cell": cell.new_cell,
    }


COLUMNS = (
    "attachment",
    "change",
    "unit",
    "matter",
    "old_row",
    "new_row",
    "column",
    "old",
    "new",
    "old_cell",
    "new_cell",
)
FILING = "filing"
"""The ``change`` of a return that stands otherwise."""


def as_csv(difference: Difference) -> str:
    """Return a row a changed cell as CSV; of a row added or gone one a cell it holds, of a return one."""
    return csv_text(COLUMNS, changes(difference))


def changes(difference: Difference) -> Iterator[tuple[str | int | None, ...]]:
    """Yield what stands under ``COLUMNS``, cell by cell; of a header there is no matter, of a return no column."""
    for form in difference.forms:
        name = form.attachment.id
        for cell in form.header:
            yield name, "header", "", "", None, None, *_texts(cell)
        for row in form.rows:
            place = row.change.value, row.unit, row.matter, row.old_row, row.new_row
            yield from ((name, *place, *_texts(cell)) for cell in row.cells)
    for one in difference.filings or ():
        yield one.attachment.id, FILING, one.unit, "", None, None, "", one.old, one.new, None, None


def _texts(cell: CellChange) -> tuple[str | None, ...]:
    return cell.column, cell.old, cell.new, cell.old_cell, cell.new_cell
