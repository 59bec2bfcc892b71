"""An office's own Excel form, read to draft an attachment from it (``init --form``)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.draft import DraftColumn, DraftForm, draft_column, form_role
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.errors import CampaignError, reason
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.refusal import RefusedError

_ROWS_ABOVE = 20
_ROWS_READ = 500
_LEAST_HEADINGS = 3
_LONGEST_HEADING = 40
_SEQUENCE = frozenset({"序号", "编号", "项次"})
_ATTACHMENT = re.compile(r"^附\s*件\s*\S{0,3}$")
_NOTE = re.compile(r"^(?:备注|说明|注|填表说明|填报说明)\s*[:：]")
_LABELS = (
    ("unit", "unit", re.compile(r"((?:填报|报送|填表|上报)?单位(?:[（(][^（(）)]*[）)])?)\s*[:：]")),
    ("reported_on", "date", re.compile(r"((?:填报|报送|填表|上报)(?:时间|日期))\s*[:：]")),
    ("reporter", "contact", re.compile(r"((?:填报|填表|联系)人[^:：]{0,10})\s*[:：]")),
)
_HEADER = (
    ("unit", "unit", "填报单位（盖章）"),
    ("reported_on", "date", "填报时间"),
    ("reporter", "contact", "填报人员及电话"),
)


def read_own_form(path: Path) -> DraftForm:
    """Return what the first sheet with a row of headings lets one guess.

    Raises:
        CampaignError: the workbook cannot be read, or no sheet has such a row.
    """
    try:
        grids = read_workbook(path.read_bytes())
    except OSError as error:
        raise CampaignError(f"{path}：{reason(error)}") from error
    except RefusedError as refusal:
        raise CampaignError(f"{path}：{refusal.detail}") from refusal
    for grid in grids:
        row = next((number for number, cells in _first_rows(grid) if _is_heading(cells)), None)
        if row is not None:
            return _draft(grid, row, path)
    raise CampaignError(f"{path}：找不到列名所在的一行（至少三个列名排在同一行），请先在表里写好列名")


def _first_rows(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(grid.rows[:_ROWS_ABOVE], start=1):
        yield number, [text_of(value) for value in row if isinstance(value, str) and not is_empty(value)]


def _is_heading(texts: Sequence[str]) -> bool:
    """Say whether a row's texts are headings: several short ones, all different, none a label with its value."""
    if any(len(text) > _LONGEST_HEADING or re.search("[:：]", text) for text in texts):
        return False
    least = _LEAST_HEADINGS - any(key(text) in _SEQUENCE for text in texts)
    return len(texts) >= least and len(set(texts)) == len(texts)


def _draft(grid: Grid, row: int, path: Path) -> DraftForm:
    headings, last = _headings(grid, row)
    rows = [values for values in grid.rows[last : last + _ROWS_READ] if _is_data(values)]
    columns: list[DraftColumn] = []
    taken: set[ColumnRole] = set()
    for place, heading in headings:
        texts = [text_of(values[place - 1]) for values in rows if place <= len(values)]
        column = draft_column(heading, texts, taken)
        taken |= {column.role} if column.role else set()
        columns.append(column)
    title = _title(grid, row) or path.stem
    around = [text_of(value) for values in (*grid.rows[: row - 1], *grid.rows[last:]) for value in values]
    notes = tuple(text for text in around if _NOTE.match(text))
    return DraftForm(title, form_role(title, columns), _header(around), tuple(columns), notes)


def _headings(grid: Grid, row: int) -> tuple[list[tuple[int, str]], int]:
    """The headings by 1-based place, and their last row: under one that spans several columns stand theirs."""
    spans = [merge for merge in grid.merges if merge.top == row and merge.right > merge.left and merge.bottom == row]
    tall = any(merge.top == row < merge.bottom for merge in grid.merges)
    last = row + 1 if (spans and tall) and row < len(grid.rows) else row
    upper, lower = (_texts(grid.rows[number - 1]) for number in (row, last))
    merged = upper | (lower if last > row else {})
    return sorted((place, " ".join(text.split())) for place, text in merged.items()), last


def _texts(row: Sequence[Scalar]) -> dict[int, str]:
    return {place: text for place, value in enumerate(row, start=1) if (text := text_of(value))}


def _is_data(values: Sequence[Scalar]) -> bool:
    """Whether a row says something beside a number: one text alone is a note or a signature."""
    texts = [text for value in values if (text := text_of(value))]
    return len(texts) > 1 and not _NOTE.match(texts[0])


def _title(grid: Grid, row: int) -> str:
    """The longest text that stands alone in a row above the headings, and is no label."""
    alone = [texts[0] for _, texts in _first_rows(grid) if len(texts) == 1][: row - 1]
    above = {text_of(value) for values in grid.rows[: row - 1] for value in values}
    named = [text for text in alone if text in above and not _ATTACHMENT.match(text) and not re.search("[:：]", text)]
    return max(named, key=len, default="")


def _header(texts: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    found = {
        name: (name, kind, match[1].strip())
        for name, kind, pattern in _LABELS
        for text in texts
        if (match := pattern.search(text))
    }
    return tuple(found.get(name, standard) for name, *_ in _LABELS for standard in _HEADER if standard[0] == name)
