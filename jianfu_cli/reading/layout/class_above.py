"""The category that stands over a table's headings, or is the name of its sheet: each class has a table of its own."""

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import StrayRow
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.headings import Table
from jianfu_cli.reading.layout.sections import IN_BRACKETS, read_section

_ROWS_ABOVE = 6
_WORDS = pattern_of("(?![〇零一二三四五六七八九十])[一-鿿]")
_FEWEST = 2  # signs of words: a number alone may count anything
_LABELLED = pattern_of(r"(?:^|\s)(?:问题|事项|负担)?(?:类别|类型|分类)\s*[:：]\s*([^\s:：]{2,30})(?=\s|$)")


def class_above(grid: Grid, table: Table, above: int, campaign: Campaign) -> tuple[StrayRow, ...]:
    """Return the line between ``above`` and the headings of ``table`` that names a category, else the sheet's name."""
    keys = {column.key for column in table.attachment.columns if column.type is ColumnType.CATEGORY}
    if not keys:
        return ()
    for number in range(table.first - 1, max(above, table.first - _ROWS_ABOVE) - 1, -1):
        texts = [text for value in grid.rows[number - 1] if (text := text_of(value))]
        labelled = _LABELLED.search("  ".join(texts))
        alone = texts[0] if len(texts) == 1 else ""
        for text in (alone, labelled[1] if labelled else ""):
            if said := _said(text, table, campaign, keys):
                return (StrayRow(number, "section", said),)
    said = _said(grid.name, table, campaign, keys)
    return (StrayRow(table.first, "section", said),) if said else ()


def _said(text: str, table: Table, campaign: Campaign, keys: set[str]) -> str:
    """Return what of ``text`` names a category: all of it, or what its brackets add to a title; "" where nothing."""
    for said in (text, *IN_BRACKETS.findall(text)):
        if len(_WORDS.findall(key(said))) >= _FEWEST and read_section(said, table.attachment, campaign).column in keys:
            return str(said)
    return ""
