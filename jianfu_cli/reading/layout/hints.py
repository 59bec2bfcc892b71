"""A row right under the headings that teaches how to fill them in: 填写说明 ｜ 填八类之一 ｜ 写全称 ｜ 100字以内."""

from dataclasses import replace

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import StrayRow
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.headings import Table

_FEWEST = 3  # cells that teach; fewer may be matters that sound so
_LABEL = pattern_of(
    r"(?:填[表写报列]|填写的?|指标)?(?:说明|要求|提示|规范|方法|须知|解释|格式|内容)[:：]?|(?:样|范|举)?例[:：]?"
)
_HINT = pattern_of(
    r"(?:请|填|写|按|如:|例如|不超过|不多于|限|选填|从|可不填|可以不填|可选|必填|非必填|规范简称|规范全称|具体到|精确到|格式).*"
    r"|.*(?:字以内|字内|选填|必填|可不填|全称|简称|下拉选择|单选|多选|任选|选一项|选一个|选其一|之一|填写|即可|为准)"
)
_LONGEST = 40


def without_hints(grid: Grid, table: Table) -> tuple[Grid, tuple[StrayRow, ...]]:
    """Return ``grid`` without such a row under ``table``'s headings, and the row as it is told of (JF107)."""
    at = table.last
    row = grid.rows[at] if at < len(grid.rows) else ()
    schema = table.attachment.column_by_key
    counted = {c.number for c in table.columns if c.key and schema[c.key].type is ColumnType.SEQUENCE}
    texts = [(place, text) for place, value in enumerate(row, start=1) if (text := text_of(value))]
    label = next((text for place, text in texts if place in counted), "")
    cells = [key(text) for place, text in texts if place not in counted and len(text) <= _LONGEST]
    teaching = sum(_HINT.fullmatch(text) is not None for text in cells)
    is_labelled = _LABEL.fullmatch(key(label)) is not None
    if not cells or (label and not is_labelled):
        return grid, ()
    if not (is_labelled and len(cells) >= _FEWEST) and not (teaching >= _FEWEST and 2 * teaching >= len(cells)):
        return grid, ()
    rows = [*grid.rows]
    rows[at] = []
    return replace(grid, rows=rows), (StrayRow(at + 1, "note", "  ".join(text for _, text in texts)),)
