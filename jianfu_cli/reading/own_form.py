"""An office's own Excel form, read to draft attachments from it (``init --form``)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quantities import MEASURE
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.draft import DraftColumn, DraftForm, DraftForms, draft_column, form_role
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.errors import CampaignError, reason
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.limits import limits_from
from jianfu_cli.reading.own_table import OwnTable, is_label, tables_on
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.spreadsheet import sheets_of

_NAMELESS = pattern_of(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)
_ATTACHMENT = pattern_of(r"附\s*件\s*\S{0,3}")
_NOTE = pattern_of(r"(?:备\s*注|说\s*明|注|填[表报写]说明|填[表报写]要求|注意事项)\s*(?:[:：]|$)")
_NUMBERED = pattern_of(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）、.．:：]|[①-⑳]")
_ASIDE = pattern_of(r"[(（][^()（）]*[)）]")
_NAMES_A_FORM = pattern_of(
    r"(?:表|清单|台账|名册|名单|目录|名录|登记|统计|汇总|一览|记录|情况|册)(?:[(（][^()（）]*[)）])?$"
)
_SIGNED = pattern_of(r"[:：]\s*$|(?:人|电话|时间|日期|单位)\s*[:：]")
_ADDED_UP = pattern_of(r"[合小总共]\s*计")
_IN_MEASURES = rf"\s*[(（]?{MEASURE}(?:[、,，/]{MEASURE})*[)）]?(?:\s|$)"
_ASIDE_OF_UNIT = "(?:[（(][^（(）)]{0,20}[）)])?"
_UNIT = rf"((?:(?:填报|报送|填表|上报|学校)?单位|学校)(?:名称)?{_ASIDE_OF_UNIT})\s*[:：](?!{_IN_MEASURES})"
_LABELS = (
    ("unit", "unit", pattern_of(_UNIT)),
    ("reported_on", "date", pattern_of(r"(?<!\S)((?:填报|报送|填表|上报|制表)?(?:时间|日期))\s*[:：]")),
    ("reporter", "contact", pattern_of(r"((?:填报|填表|联系|经办)人[^:：\s]{0,10})\s*[:：]")),
)
_HEADER = {"unit": "填报单位（盖章）", "reported_on": "填报时间", "reporter": "填报人员及电话"}


def read_own_form(path: Path) -> DraftForms:
    """Return what each table of the workbook lets one guess, and the sheets without one.

    Raises:
        CampaignError: the workbook cannot be read, or no sheet has a row of headings.
    """
    try:
        grids = sheets_of(path, limits_from()[0])
    except OSError as error:
        raise CampaignError(f"{path}：{reason(error)}") from error
    except RefusedError as refusal:
        raise CampaignError(f"{path}：{refusal.detail}") from refusal
    shown = [grid for grid in grids if not grid.hidden]
    found = [(grid, table) for grid in shown for table in tables_on(grid)]
    # A list of what may be chosen has neither a title nor serial numbers; beside forms that have, it is none.
    told = [(grid, table) for grid, table in found if table.numbered or _title(table)]
    kept = _different(told or found)
    if not kept:
        raise CampaignError(f"{path}：找不到列名所在的一行（至少三个列名排在同一行），请先在表里写好列名")
    drafted = {grid.name for grid, _ in told or found}
    forms = tuple(_draft(table, _title(table) or _sheet_name(grid) or path.stem) for grid, table in kept)
    return DraftForms(
        forms, tuple(grid.name for grid in shown if grid.name not in drafted and any(map(any, grid.rows)))
    )


def _different(found: Sequence[tuple[Grid, OwnTable]]) -> list[tuple[Grid, OwnTable]]:
    """Those of different headings: a form kept month by month is one."""
    first: dict[tuple[str, ...], tuple[Grid, OwnTable]] = {}
    for grid, table in found:
        first.setdefault(tuple(key(heading.text) for heading in table.headings), (grid, table))
    return list(first.values())


def _sheet_name(grid: Grid) -> str:
    return "" if _NAMELESS.fullmatch(grid.name.strip()) else grid.name.strip()


def _draft(table: OwnTable, title: str) -> DraftForm:
    columns: list[DraftColumn] = []
    taken: set[ColumnRole] = set()
    rows = [texts for texts in table.rows if _is_data(texts)]
    for heading in table.headings:
        texts = [row.get(heading.place, "") for row in rows]
        column = draft_column(heading.text, texts, taken)
        if heading.why:
            column = column._replace(why=f"{heading.why}；{column.why}")
        taken |= {column.role} if column.role else set()
        columns.append(column)
    return DraftForm(title, form_role(title, columns), _header(table), tuple(columns), tuple(_notes(table)))


def _is_data(texts: dict[int, str]) -> bool:
    """Whether a row says something beside a number: one text alone is a note or a signature."""
    said = list(texts.values())
    if len(said) < 2 or _NOTE.match(said[0]) or any(map(_SIGNED.search, said)):  # noqa: PLR2004 -- a row has cells
        return False
    return not any(map(_ADDED_UP.fullmatch, said[:2]))


def _alone(lines: Sequence[dict[int, str]]) -> list[str]:
    """The texts that stand alone in their rows, in order."""
    return [next(iter(texts.values())) for texts in lines if len(set(texts.values())) == 1]


def _title(table: OwnTable) -> str:
    """The text alone in a row above the headings that names a form: the nearest, else the longest."""
    names = [
        text for text in _alone(table.above) if not (_ATTACHMENT.fullmatch(text) or _explains(text) or is_label(text))
    ]
    named = [text for text in names if _ASIDE.sub("", text)]
    sure = [text for text in named if _NAMES_A_FORM.search(text)]
    return (sure or [max(named, key=len, default="")])[-1]


def _explains(text: str) -> bool:
    return bool(_NOTE.match(text) or _NUMBERED.match(text) or text.endswith(("。", "；", ";")))


def _notes(table: OwnTable) -> Iterator[str]:
    """What the form explains: a line that says so, and the numbered ones that follow it."""
    for lines in (table.above, table.rows):
        within = False
        for text in _alone(lines):
            begins = bool(_NOTE.match(text))
            within = begins or (within and _explains(text))
            if within and not (begins and _NOTE.sub("", text, count=1) == ""):
                yield text


def _header(table: OwnTable) -> tuple[tuple[str, str, str], ...]:
    texts = [text for lines in (table.above, table.rows) for row in lines for text in row.values()]
    found = {name: match[1].strip() for name, _, label in _LABELS for text in texts if (match := label.search(text))}
    return tuple((name, kind, found.get(name, _HEADER[name])) for name, kind, _ in _LABELS)
