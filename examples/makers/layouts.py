"""The ways people lay out one and the same form; each records where every value landed.

The headings are the notice's own (``schemas/``); what differs is what clerks do to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import Column
from jianfu_cli.reading.campaigns import load_campaign
from makers.filled import Filled, Row, Value
from makers.sheet import Sheet

CAMPAIGN = load_campaign()

_OTHER_WORDS = {
    "a6.body": "发文机关",
    "body": "主办单位",
    "held": "活动时间",
    "disposition": "处理意见",
    "deadline": "整改期限",
    "progress": "整改情况",
    "measures": "整改举措",
    "document_number": "文号",
    "issued_on": "印发时间",
    "manner": "开展方式",
    "scope": "对象范围",
    "person": "联系人",
    "office_phone": "座机",
    "hotline": "举报电话",
    "complaints_email": "邮箱",
}


@dataclass(frozen=True)
class Shape:
    """What a sheet does beside its layout: columns left out, a column merged downwards, gaps in 序号."""

    without: tuple[str, ...] = ()
    merged: str = ""
    gap_after: int = 0
    sheet: str = ""
    blank: bool = False


def _schema(filled: Filled) -> Attachment:
    return CAMPAIGN.attachment(filled.attachment)


def _columns(filled: Filled, shape: Shape) -> list[Column]:
    return [column for column in _schema(filled).columns if column.key not in shape.without]


def _header_text(value: Value) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value or "")


def _header(filled: Filled) -> list[tuple[str, str, Value, str]]:
    """Return key, label, value and suffix of each header field."""
    values = {"unit": filled.unit, "reported_on": filled.reported, "reporter": filled.reporter}
    values["declared_total"] = filled.total
    return [(field.key, field.label, values[field.key], field.suffix) for field in _schema(filled).header]


def _line(label: str, value: Value, suffix: str) -> str:
    colon = "" if suffix else "："
    return f"{label}{colon}{_header_text(value)}{suffix}"


def _write_headings(sheet: Sheet, headings: list[str], columns: list[Column], row: int, left: int) -> None:
    for place, (heading, column) in enumerate(zip(headings, columns, strict=True), start=left):
        sheet.put(row, place, heading)
        sheet.widths[place] = column.width
    sheet.headings = (row,)


def _write_row(sheet: Sheet, number: int, row: Row, keys: list[str], at: int, left: int) -> None:
    """Write data row ``number`` (from 1, 0 for no 序号) at sheet row ``at``."""
    for place, name in enumerate(keys):
        value = number or None if name == "seq" else row.get(name)
        sheet.put(at, left + place, value)
        sheet.name_cell((number, name), at, left + place)


def _body(sheet: Sheet, filled: Filled, shape: Shape, keys: list[str], first: int, left: int = 1) -> int:
    """Write the rows one below the other and the extra columns beside them; return the next free row."""
    if filled.nil:
        sheet.put(first, left + 1, filled.nil)
        return first + 1
    if shape.blank:
        for number in range(1, 11):
            sheet.put(first + number - 1, left, number)
        return first + 10
    at = first
    for number, row in enumerate(filled.rows, start=1):
        _write_row(sheet, number, row, keys, at, left)
        if shape.gap_after and number > shape.gap_after:
            sheet.put(at, left, number + 1)
        at += 1
    for place, (heading, values) in enumerate(filled.extra.items(), start=left + len(keys)):
        sheet.put(first - 1, place, heading)
        sheet.name_cell(("heading", heading), first - 1, place)
        for step, value in enumerate(values):
            sheet.put(first + step, place, value)
    if shape.merged:
        _merge_equal(sheet, filled, shape.merged, first, left + keys.index(shape.merged))
    return at


def _merge_equal(sheet: Sheet, filled: Filled, key: str, first: int, column: int) -> None:
    """Merge neighbouring rows that say the same in ``key``, as people do to 问题类别."""
    at = first
    for _, group in groupby(filled.rows, lambda row: row[key]):
        length = len(list(group))
        if length > 1:
            sheet.merges.append((at, column, at + length - 1, column))
            sheet.at.setdefault(("merged", key), f"{sheet.at[at - first + 1, key]}")
            for row in range(at + 1, at + length):
                del sheet.cells[row, column]
        at += length


def _notes(sheet: Sheet, filled: Filled, row: int, left: int, width: int) -> None:
    for note in _schema(filled).notes:
        sheet.put(row, left, note)
        sheet.merges.append((row, left, row, left + width - 1))


def as_blank(filled: Filled, shape: Shape) -> Sheet:
    """A: the shipped blank filled in: title, header block in one row, headings, note under the table."""
    schema, columns = _schema(filled), _columns(filled, shape)
    sheet = Sheet(shape.sheet or schema.label)
    sheet.put(1, 1, schema.title)
    sheet.merges.append((1, 1, 1, len(columns)))
    fields = _header(filled)
    places = [1 + len(columns) * step // len(fields) for step in range(len(fields))]
    for place, (key, label, value, suffix) in zip(places, fields, strict=True):
        sheet.put(2, place, _line(label, value, suffix))
        sheet.name_cell(("header", key), 2, place)
    _write_headings(sheet, [column.full_heading for column in columns], columns, 3, 1)
    end = _body(sheet, filled, shape, [column.key for column in columns], 4)
    _notes(sheet, filled, end, 1, len(columns))
    return sheet


def as_notice(filled: Filled, shape: Shape) -> Sheet:
    """B: typed after the notice: 附件 2 on top, header block in one cell, headings of two rows."""
    schema, columns = _schema(filled), _columns(filled, shape)
    sheet = Sheet(shape.sheet or "Sheet1")
    sheet.put(1, 1, f"附件 {schema.number}")
    sheet.put(2, 1, schema.title)
    sheet.put(3, 1, "      ".join(_line(label, value, suffix) for _, label, value, suffix in _header(filled)))
    for row in (2, 3):
        sheet.merges.append((row, 1, row, len(columns)))
    for key, *_ in _header(filled):
        sheet.name_cell(("header", key), 3, 1)
    two = any(column.subheading for column in columns)
    _write_headings(sheet, [column.heading for column in columns], columns, 4, 1)
    first = 6 if two else 5
    for place, column in enumerate(columns, start=1) if two else ():
        sheet.headings = (4, 5)
        if column.subheading:
            sheet.put(5, place, column.subheading)
        else:
            sheet.merges.append((4, place, 5, place))
    end = _body(sheet, filled, shape, [column.key for column in columns], first)
    _notes(sheet, filled, end, 1, len(columns))
    return sheet


def without_title(filled: Filled, shape: Shape) -> Sheet:
    """C: no title; labels and values in cells of their own; headings broken over lines and spaced out."""
    columns = _columns(filled, shape)
    sheet = Sheet(shape.sheet or "Sheet1")
    place = 1
    for key, label, value, suffix in _header(filled):
        sheet.put(1, place, label)
        sheet.put(1, place + 1, value)
        sheet.name_cell(("header", key), 1, place + 1)
        sheet.put(1, place + 2, suffix or None)
        place += 3
    _write_headings(sheet, [_spaced(column.full_heading) for column in columns], columns, 2, 1)
    _body(sheet, filled, shape, [column.key for column in columns], 3)
    return sheet


def _spaced(heading: str) -> str:
    if len(heading) == 2:
        return f"{heading[0]} {heading[1]}"
    return f"{heading[:2]}\n{heading[2:]}" if len(heading) == 4 else heading


def _other_word(schema: Attachment, column: Column) -> str:
    return _OTHER_WORDS.get(f"{schema.id}.{column.key}") or _OTHER_WORDS.get(column.key, column.full_heading)


def rearranged(filled: Filled, shape: Shape) -> Sheet:
    """D: the body before the matter, other words for the headings, a header line for each field."""
    schema, columns = _schema(filled), _columns(filled, shape)
    body = [column for column in columns if column.key in {"body", "person"}]
    columns = [columns[0], *body, *(column for column in columns[1:] if column not in body)]
    sheet = Sheet(shape.sheet or "汇总表")
    sheet.put(1, 1, schema.title)
    sheet.merges.append((1, 1, 1, len(columns)))
    row = 2
    for key, label, value, suffix in _header(filled):
        sheet.put(row, 1, _line(label, value, suffix))
        sheet.name_cell(("header", key), row, 1)
        row += 1
    _write_headings(sheet, [_other_word(schema, column) for column in columns], columns, row, 1)
    _body(sheet, filled, shape, [column.key for column in columns], row + 1)
    return sheet


def set_in(filled: Filled, shape: Shape) -> Sheet:
    """F: starts at B5, with section rows, a blank row between sections and a 合计 row."""
    schema, columns = _schema(filled), _columns(filled, shape)
    keys = [column.key for column in columns]
    sheet = Sheet(shape.sheet or "表")
    sheet.put(2, 2, schema.title)
    sheet.merges.append((2, 2, 2, len(columns) + 1))
    for step, (key, label, value, suffix) in enumerate(_header(filled)):
        sheet.put(3, 2 + 3 * step, _line(label, value, suffix))
        sheet.name_cell(("header", key), 3, 2 + 3 * step)
    _write_headings(sheet, [column.full_heading for column in columns], columns, 5, 2)
    plain = shape.merged or filled.nil
    end = _body(sheet, filled, shape, keys, 6, 2) if plain else _in_sections(sheet, filled, keys)
    sheet.put(end, 2, "合计")
    sheet.put(end, 3, f"{len(filled.rows)}项")
    _notes(sheet, filled, end + 1, 2, len(columns))
    return sheet


def _in_sections(sheet: Sheet, filled: Filled, keys: list[str]) -> int:
    at = 6
    for number, row in enumerate(filled.rows, start=1):
        if number in {1, 4}:
            at += number != 1  # a blank row between the sections
            sheet.put(at, 2, "（一）本级自查" if number == 1 else "（二）群众反映")
            sheet.merges.append((at, 2, at, len(keys) + 1))
            at += 1
        _write_row(sheet, number, row, keys, at, 2)
        at += 1
    return at


LAYOUTS: dict[str, Callable[[Filled, Shape], Sheet]] = {
    "A": as_blank,
    "B": as_notice,
    "C": without_title,
    "D": rearranged,
    "F": set_in,
}
