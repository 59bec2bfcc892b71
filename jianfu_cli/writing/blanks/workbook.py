"""The blank workbook of a table attachment: the form, 填写说明, 示例, the lists to choose from, the mark."""

from collections.abc import Mapping
from copy import copy
from datetime import date

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.filings.carrying import NOTHING, Carried
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import Scalar, cell_name, column_letters
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.mark import EXAMPLE_SHEET, MARK_NAME, Mark
from jianfu_cli.writing import style
from jianfu_cli.writing.blanks.guidance import has_example
from jianfu_cli.writing.blanks.instructions import add_instructions, due_line
from jianfu_cli.writing.blanks.lists import add_lists
from jianfu_cli.writing.blanks.protection import lock_headings
from jianfu_cli.writing.blanks.self_check import SelfCheck, with_values
from jianfu_cli.writing.blanks.table_sheet import Layout, example_row, is_date_column, lay_out
from jianfu_cli.writing.blanks.validations import add_validations
from jianfu_cli.writing.packing import midnight, settle
from jianfu_cli.writing.saved_workbook import saved

DEFAULT_ROWS = 20
_DAY = pattern_of(r"\d{4}-\d{2}-\d{2}")
_EXAMPLE_REPORTER = "张某某 13000000000"


def blank_workbook(
    campaign: Campaign,
    attachment: Attachment,
    unit: str = "",
    rows: int = DEFAULT_ROWS,
    carried: Carried = NOTHING,
    kind: str | None = None,
    *,
    protect: bool = False,
) -> bytes:
    """Return the blank of a table attachment as xlsx, the same bytes for the same arguments.

    ``unit`` (canonical, or "" for a blank for anyone) is filled in as 填报单位; its ``kind`` need be given only where
    the roster does not know it. ``rows`` rows are prepared, more where more are ``carried`` into it. ``protect`` locks
    all but the cells to fill in, without a password.
    """
    kind = kind or campaign.roster.kind_of.get(unit)
    mark = Mark(campaign.id, attachment.id, attachment.version, unit, carried.digest)
    header = {"unit": unit, **carried.header}
    table = _numbered_rows(attachment, rows, carried)
    book = Workbook()
    style.count_columns_in_song(book)
    form = book.worksheets[0]
    form.title = attachment.label
    layout = lay_out(form, attachment, header, table)
    _colour_carried(form, attachment, layout, carried)
    heading = attachment.form_heading(campaign.issuer, campaign.document_number)
    _set_up(form, attachment, layout, heading, due_line(campaign, attachment, kind))
    add_instructions(book, campaign, attachment, kind, carried)
    if has_example(attachment):
        _add_example(book, campaign, attachment, heading)
    lists = add_lists(book, campaign, attachment, unit)
    add_validations(form, campaign, attachment, layout, lists)
    check = SelfCheck(campaign, attachment, layout, lists)
    check.put(form)
    if protect:
        lock_headings(form, attachment, layout)
    _put_mark(book, mark)
    _put_properties(book, campaign, attachment)
    return settle(with_values(saved(book), check.values(header, table)), campaign.notice_date)


def _numbered_rows(attachment: Attachment, count: int, carried: Carried) -> list[list[Scalar]]:
    """Return the rows with 序号 as plain numbers: a formula there would need a program to compute it."""
    filled: list[Mapping[str, str]] = [*carried.rows, *[{}] * (count - len(carried.rows))]
    return [
        [number if column.type is ColumnType.SEQUENCE else _value(column, cells) for column in attachment.columns]
        for number, cells in enumerate(filled, start=1)
    ]


def _value(column: Column, cells: Mapping[str, str]) -> Scalar:
    """Return what is carried into the cell of ``column``: a day as a day, all else as text."""
    text = cells.get(column.key)
    if text and is_date_column(column) and _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return text


def _colour_carried(sheet: Worksheet, attachment: Attachment, layout: Layout, carried: Carried) -> None:
    for key in carried.header:
        sheet[layout.header_cells[key]].fill = style.CARRIED_FILL
    for number, cells in enumerate(carried.rows, start=layout.first_row):
        for index, column in enumerate(attachment.columns, start=1):
            if column.key in cells:
                cell = style.cell_at(sheet, number, index, _value(column, cells))
                cell._style = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001 -- its column shares one
                cell.fill = style.CARRIED_FILL


def _set_up(sheet: Worksheet, attachment: Attachment, layout: Layout, heading: str, due: str = "") -> None:
    """Keep the headings in sight on the screen and on every printed page."""
    sheet.freeze_panes = cell_name(layout.heading_row + 1, 1)
    sheet.print_title_rows = f"{layout.heading_row}:{layout.heading_row}"
    if attachment.notes:  # with nothing below the table people type on, and what they type must print
        sheet.print_area = f"A1:{column_letters(len(attachment.columns))}{layout.end_row}"
    style.set_paper(sheet, landscape=layout.paper.landscape, a3=layout.paper.a3, heading=heading, due=due)


def _add_example(book: Workbook, campaign: Campaign, attachment: Attachment, heading: str) -> None:
    values = {
        "unit": EXAMPLE_SHEET + ("县" if any(kind.area for kind in campaign.kinds) else "单位"),
        "reported_on": in_chinese(campaign.notice_date),
        "reporter": _EXAMPLE_REPORTER,
        "declared_total": "1",
    }
    sheet = book.create_sheet(EXAMPLE_SHEET)
    rows = [example_row(attachment.columns, campaign.year)]
    layout = lay_out(sheet, attachment, values, rows, banner="示例，不作为数据")
    _set_up(sheet, attachment, layout, heading)
    sheet.sheet_properties.tabColor = "C00000"


def _put_mark(book: Workbook, mark: Mark) -> None:
    """Leave the mark three times: each program drops another of them when it saves."""
    quoted = mark.text.replace('"', '""')
    book.defined_names[MARK_NAME] = DefinedName(MARK_NAME, attr_text=f'"{quoted}"', hidden=True)
    book.custom_doc_props.append(StringProperty(name=MARK_NAME, value=mark.text))  # type: ignore[attr-defined]
    sheet = book.create_sheet(MARK_NAME)
    sheet.sheet_state = "veryHidden"
    sheet["A1"] = mark.text


def _put_properties(book: Workbook, campaign: Campaign, attachment: Attachment) -> None:
    properties = book.properties
    properties.title, properties.subject = attachment.headed, campaign.title
    properties.creator = properties.lastModifiedBy = campaign.issuer
    properties.created = midnight(campaign.notice_date)
    book.calculation.fullCalcOnLoad = (
        False  # all values are stored: nothing to calculate, so nothing to save on closing
    )
