"""A 汇总.xlsx read back for ``diff`` and ``clues``: its merged tables by their own names, 报送情况 and 来源.

It is no return, so nothing of it is recognised by evidence: ``writing.rollup.workbook`` says what stands where.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import FoundColumn, Match, TableBody
from jianfu_cli.core.model.form_parts import RECEIVED_LABELS, Place
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.core.model.rows import Row, Rows
from jianfu_cli.reading.formats.kinds import kind_of
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard.package import check_package, zip_archive
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

_STANDINGS, _SOURCES, _UNIT, _NUMBER = "报送情况", "来源", "填报单位", "序号"
_FILE, _RECEIVED, _BY = "文件", "收到日期", "收到日期依据"
_HEADING_ROW = 2


class RolledUp(NamedTuple):
    """What a roll-up says: its merged tables, ``(unit, heading) → what 报送情况 prints``, when each file came in."""

    tables: tuple[Form, ...]
    standings: Mapping[tuple[str, str], str]
    came: Mapping[str, date]


def read_roll_up(path: Path, campaign: Campaign, limits: GuardLimits) -> RolledUp | None:
    """Read the roll-up at ``path``; None where it is none of ``campaign``, or cannot be read."""
    try:
        data = path.read_bytes() if path.stat().st_size <= limits.file_bytes else b""
        archive = zip_archive(data)
        if archive is None or "xl/workbook.xml" not in archive.namelist():
            return None
        kind = kind_of("xlsx")
        grids = kind.sheet_reader.read_sheets(data, check_package(data, limits, kind.keeps, archive), limits)
    except (RefusedError, OSError):
        return None
    by_name = {grid.name: grid for grid in grids}
    if not {_STANDINGS, _SOURCES} <= by_name.keys():
        return None
    standings = _standings(by_name[_STANDINGS])
    tables = tuple(_tables(grids, campaign))
    known = {form.label for form in campaign.attachments}
    of_others = not tables and any(form.label in by_name for form in campaign.attachments)
    return (
        None
        if of_others or not known & {heading for _, heading in standings}
        else RolledUp(tables, standings, dict(_came(by_name[_SOURCES])))
    )


def _standings(grid: Grid) -> dict[tuple[str, str], str]:
    texts = [[text_of(value) for value in row] for row in grid.rows]
    heading_row = next((nth for nth, row in enumerate(texts) if _UNIT in row), None)
    if heading_row is None:
        return {}
    headings = texts[heading_row]
    unit_at = headings.index(_UNIT)
    return {
        (row[unit_at], heading): text
        for row in texts[heading_row + 1 :]
        for heading, text in zip(headings, row, strict=False)
        if row[unit_at]
    }


def _came(grid: Grid) -> Iterator[tuple[str, date]]:
    """Yield the source files with the day each came in, where more than its own time says so."""
    headings = [text_of(value) for value in grid.rows[_HEADING_ROW - 1]] if len(grid.rows) >= _HEADING_ROW else []
    if not {_FILE, _RECEIVED, _BY} <= set(headings):
        return
    file_at, day_at, by_at = map(headings.index, (_FILE, _RECEIVED, _BY))
    for row in grid.rows[_HEADING_ROW:]:
        texts = [text_of(value) for value in row]
        if len(texts) > max(file_at, day_at, by_at) and texts[by_at] != RECEIVED_LABELS["file"]:
            try:
                yield texts[file_at], date.fromisoformat(texts[day_at])
            except ValueError:  # nothing in it was a form
                continue


def _tables(grids: Sequence[Grid], campaign: Campaign) -> Iterator[Form]:
    """Yield the merged tables, also those that go on in ``附件2 (2)``."""
    by_label = {form.label: form for form in campaign.attachments if form.columns}
    for grid in grids:
        attachment = by_label.get(grid.name) or by_label.get(grid.name.rpartition(" (")[0])
        if attachment and len(grid.rows) >= _HEADING_ROW and attachment.filed_title in text_of(grid.value(1, 1)):
            columns = tuple(_columns(grid.rows[_HEADING_ROW - 1], attachment))
            place = Place(grid.name, _HEADING_ROW)
            yield Form(attachment.id, place, body=TableBody(columns, Rows.of(_rows(grid, len(columns)))))


def _columns(headings: Sequence[Scalar], attachment: Attachment) -> Iterator[FoundColumn]:
    """Yield the columns under ``headings``; of two of one heading the first is the attachment's own."""
    own = {column.heading: column.key for column in attachment.columns}
    for number, heading in enumerate(map(text_of, headings), start=1):
        key = own.pop(heading, None)
        if key:
            yield FoundColumn.of(number, heading, key, Match.EXACT, attachment)
        else:  # the roll-up numbers the rows of a form without numbers too
            role = ColumnRole.SEQUENCE if (number, heading) == (1, _NUMBER) else None
            yield FoundColumn(number, heading, None, Match.EXTRA, role)


def _rows(grid: Grid, width: int) -> Iterator[Row]:
    for number, values in enumerate(grid.rows[_HEADING_ROW:], start=_HEADING_ROW + 1):
        if any(map(text_of, values)):
            yield Row(number, tuple(values[:width]) + ("",) * (width - len(values)))
