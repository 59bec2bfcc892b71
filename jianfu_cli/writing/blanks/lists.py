"""The lists that a blank keeps on a hidden sheet, each behind a defined name.

A list within a cell's own rule may hold 255 characters only, and one that refers straight to another sheet may come
back from Excel as an extension that other programs drop.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from jianfu_cli.core.language.completion import COMPLETION_WORDS
from jianfu_cli.core.language.values import column_letters
from jianfu_cli.core.model.attachment import Attachment, HeaderField
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.form_body import NIL_WORDS
from jianfu_cli.core.model.mark import LOOKUP_SHEET
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.writing.blanks.table_sheet import header_line

_WIDTH = 36


@dataclass(frozen=True, slots=True)
class Lists:
    """The defined names of one form's lists.

    ``choices`` are all that a column takes, by its key; ``offers`` are units, or words of how far a
    rectification has come, to choose from where people may as well write another, by the key of the column or header
    field; ``nil`` is the list of words that say there is nothing
    to report, "" where the form is never nil.
    """

    choices: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, str] = field(default_factory=dict)
    nil: str = ""


def choices(campaign: Campaign, column: Column) -> tuple[str, ...]:
    """Return the values to choose from in ``column``, none where people write freely."""
    return campaign.category_names.names if column.type is ColumnType.CATEGORY else column.choice_names


def add_lists(book: Workbook, campaign: Campaign, attachment: Attachment, unit: str) -> Lists:
    """Put the lists that the form needs on their sheet; one ``unit`` prefilled needs no list of those that file."""
    columns = attachment.columns
    offered = [column.key for column in columns if column.type is ColumnType.BODY]
    filers = [] if unit else [field for field in attachment.header if field.type == "unit"]
    listed = {column.key: values for column in columns if (values := choices(campaign, column))}
    progress = attachment.column_by_role.get(ColumnRole.PROGRESS)
    sheet = _Sheet(book)
    return Lists(
        {key: sheet.add(key, attachment.column_by_key[key].heading, values) for key, values in listed.items()},
        {
            **(dict.fromkeys(offered, sheet.add("units", "单位", _bodies(campaign))) if offered else {}),
            **({progress.key: sheet.add("progress", progress.heading, COMPLETION_WORDS)} if progress else {}),
            **{field.key: sheet.add("filer", field.label, _filers(campaign, attachment, field)) for field in filers},
        },
        sheet.add("nil", "零报告", NIL_WORDS) if attachment.nil_allowed else "",
    )


def _bodies(campaign: Campaign) -> tuple[str, ...]:
    roster = campaign.roster
    return tuple(name for name in roster.names if not roster.is_host(name))


def _filers(campaign: Campaign, attachment: Attachment, field: HeaderField) -> tuple[str, ...]:
    """All that the cell says, label and name: what one chooses takes the place of what stands there."""
    kind_of = campaign.roster.kind_of
    return tuple(header_line(field, name) for name, kind in kind_of.items() if campaign.may_file(attachment.id, kind))


class _Sheet:
    """The hidden sheet, a list a column: made with the first list."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._used = 0

    def add(self, key: str, title: str, values: tuple[str, ...]) -> str:
        """Write a list and return its defined name."""
        if not self._used:
            self._book.create_sheet(LOOKUP_SHEET).sheet_state = "hidden"
        self._used += 1
        sheet, letters = self._book[LOOKUP_SHEET], column_letters(self._used)
        for row, text in enumerate((f"{title}可选值", *values), start=1):
            sheet.cell(row, self._used, text).data_type = "s"  # never a formula, whatever a campaign file says
        sheet.column_dimensions[letters].width = _WIDTH
        name = f"jianfu_{key}"
        area = f"{quote_sheetname(LOOKUP_SHEET)}!${letters}$2:${letters}${len(values) + 1}"
        self._book.defined_names[name] = DefinedName(name, attr_text=area)
        return name
