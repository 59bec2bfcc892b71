"""The sheet 填写说明 of a blank: who files by when, how each column is filled in, how to send the form back."""

from collections.abc import Iterator, Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.filings.carrying import Carried
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.quoting import in_marks
from jianfu_cli.core.language.values import column_letters
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import LAID_DOWN, Column, ColumnType
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.mark import EXAMPLE_SHEET, INSTRUCTIONS_SHEET, instructions_title
from jianfu_cli.writing import style
from jianfu_cli.writing.blanks.guidance import guidance, has_example

_WIDTHS = (22.0, 8.0, 44.0, 26.0)
_SHORT_COLUMNS = 2
_LAST = column_letters(len(_WIDTHS))
_SECTION_FONT = Font(name=style.HEI, size=13)
_TABLE_FONT = Font(name=style.FANG, size=11)
_TABLE_HEADING_FONT = Font(name=style.SONG, size=11, bold=True)
_LINE = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)


def add_instructions(
    book: Workbook, campaign: Campaign, attachment: Attachment, kind: str | None, carried: Carried
) -> None:
    """Append the sheet, laid out for A4 portrait; ``kind`` None explains all kinds that file the form."""
    page = _Page(book.create_sheet(INSTRUCTIONS_SHEET))
    page.title(instructions_title(attachment.title))
    page.section("报送要求")
    page.lines(filing_lines(campaign, attachment, kind))
    page.section("怎么填")
    page.lines(_filling_lines(attachment, carried))
    page.section("各列填法")
    page.table(campaign, attachment.columns)
    categories = next((column for column in attachment.columns if column.type is ColumnType.CATEGORY), None)
    if categories:
        page.section(categories.heading)
        page.lines([f"（{category.number}）{category.name}" for category in campaign.categories])
    page.section("怎么报回")
    page.lines(_returning_lines(campaign, attachment))
    page.finish()


def filing_lines(campaign: Campaign, attachment: Attachment, kind: str | None) -> list[str]:
    """Say what the form is for, and who files it by when (notice, 四（六）)."""
    number = f"（{campaign.document_number}）" if campaign.document_number else ""
    lines = [f"用于{in_marks(campaign.title)}{number}，由{campaign.issuer}汇总。"]
    for filer in _filers(campaign, kind):
        due = campaign.due(attachment.id, filer.id)
        if due:
            lines.append(f"{filer.label}：{in_chinese(due)}前报送（含当日）。")
        elif campaign.may_file(attachment.id, filer.id):
            lines.append(f"{filer.label}：可以报送，不作要求。")
    return lines


def _filers(campaign: Campaign, kind: str | None) -> tuple[UnitKind, ...]:
    return (campaign.kind_by_id[kind],) if kind else campaign.kinds


def due_line(campaign: Campaign, attachment: Attachment, kind: str | None) -> str:
    """Say by when in one line: ``报送期限：2024年7月4日``; for no kind by each that files, "" where none must."""
    filers = _filers(campaign, kind)
    dues = [(filer.label, due) for filer in filers if (due := campaign.due(attachment.id, filer.id))]
    days = {in_chinese(due) for _, due in dues}
    said = days if len(days) == 1 else [f"{label}{in_chinese(due)}" for label, due in dues]
    return f"报送期限：{'、'.join(said)}" if said else ""


def _filling_lines(attachment: Attachment, carried: Carried) -> Iterator[str]:
    if carried.taken_from:
        yield f"浅蓝底色的内容是从{carried.taken_from}带来的，不用再填；请核对，不对的直接改。"
    known = "、".join(column.heading for column in attachment.columns if column.prefill in LAID_DOWN)
    if known and carried.rows:
        yield f"{known}先照通知写上了（文号、最后期限）；另有依据、提前完成的，改成实际的。"
    labels = "、".join(field.label for field in attachment.header)
    if labels:
        yield f"表头的{labels}，内容直接写在原单元格里。"
    if any(column.type is ColumnType.BODY for column in attachment.columns):
        yield "填单位的地方可从下拉列表里选，列表里没有的直接写。"
    numbered = any(column.type is ColumnType.SEQUENCE for column in attachment.columns)
    begun = "序号已编好，没有内容的行不用管" if numbered else "没有内容的行不用管"
    yield f"一行填一项，不合并单元格，不改列名，不删列；{begun}。"
    yield (
        "表右上角的“自检”边填边算：已填多少行、还有多少处必填没填。黄底是必填的空着，"
        "红底是超过字数、不在可选范围或总量不对，紫底是同一事项填了两次。"
    )
    if attachment.notes:
        yield "行数不够时，在备注上方任意插入行，格式、下拉列表和自检会自动带上。"
    else:
        yield "行数不够时，在下面接着填，格式、下拉列表和自检照样有效。"
    if attachment.nil_allowed:
        yield "没有可报内容的，表中留空或写“无”，填好表头照常报送（零报告）。"
    if has_example(attachment):
        yield f"填写样例见“{EXAMPLE_SHEET}”工作表。"


def _returning_lines(campaign: Campaign, attachment: Attachment) -> Iterator[str]:
    secret = "、".join(column.heading for column in attachment.columns if column.secret)
    if secret:
        yield f"{secret}是保密的：只留在本表，汇总等任何结果里都没有；不要写进别的列。"
    yield f"电子版：报回本文件（xlsx），文件名保留“{attachment.label}”，不要改成图片或 PDF。"
    if attachment in campaign.owed:
        yield f"加盖公章扫描版：打印盖章后扫描成 PDF，取名“{attachment.file_stem}.pdf”，与电子版放在一起。"
    if campaign.contact.line:
        yield f"有疑问请联系：{campaign.contact.line}。"


class _Page:
    """Writes downward from row 1."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 0
        self.sections = 0
        sheet.sheet_view.showGridLines = False
        for index, width in enumerate(_WIDTHS, start=1):
            sheet.column_dimensions[column_letters(index)].width = width

    def title(self, text: str) -> None:
        self._across(text, style.TITLE_FONT, style.CENTRED, least=44)

    def section(self, heading: str) -> None:
        self.sections += 1
        number = "一二三四五六七八九"[self.sections - 1]
        self._across(f"{number}、{heading}", _SECTION_FONT, style.LEFT, least=30)

    def lines(self, texts: Iterator[str] | Sequence[str]) -> None:
        for text in texts:
            self._across(text, style.BODY_FONT, _LINE, least=21)

    def table(self, campaign: Campaign, columns: Sequence[Column]) -> None:
        with_examples = any(column.example for column in columns)
        self._table_row(("列名", "必填", "怎么填", "示例" if with_examples else None), heading=True)
        for column in columns:
            example = "1" if column.type is ColumnType.SEQUENCE else column.example
            required = "必填" if column.required else "选填"
            said = guidance(campaign, column)
            self._table_row((column.heading, required, said, example if with_examples else None))

    def _table_row(self, cells: Sequence[str | None], *, heading: bool = False) -> None:
        """Write a row; the last of the ``cells`` reaches as far as those behind it that are None."""
        self.row += 1
        texts = [text for text in cells if text is not None]
        widths = (*_WIDTHS[: len(texts) - 1], sum(_WIDTHS[len(texts) - 1 :]))
        if len(texts) < len(cells):
            self.sheet.merge_cells(f"{column_letters(len(texts))}{self.row}:{_LAST}{self.row}")
            self.sheet[f"{_LAST}{self.row}"].border = style.GRID
        for index, text in enumerate(texts, start=1):
            cell = style.cell_at(self.sheet, self.row, index, text)
            cell.font = _TABLE_HEADING_FONT if heading else _TABLE_FONT
            cell.border, cell.number_format = style.GRID, "@"
            cell.alignment = style.CENTRED if heading or index <= _SHORT_COLUMNS else style.LEFT
            if heading:
                cell.fill = style.HEADING_FILL
        self.sheet.row_dimensions[self.row].height = style.height_of(zip(texts, widths, strict=True), 11, least=22)

    def _across(self, text: str, font: Font, alignment: Alignment, least: float) -> None:
        self.row += 1
        self.sheet.merge_cells(f"A{self.row}:{_LAST}{self.row}")
        cell = style.cell_at(self.sheet, self.row, 1, text)
        cell.font, cell.alignment = font, alignment
        height = style.height_of([(text, sum(_WIDTHS) - 2)], font.size, least)
        self.sheet.row_dimensions[self.row].height = height

    def finish(self) -> None:
        self.sheet.print_area = f"A1:{_LAST}{self.row}"
        style.set_paper(self.sheet, landscape=False)
