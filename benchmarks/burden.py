"""Counts what a typical county must fill in for all seven forms: on the notice's own forms, in blanks, with carry-over.

``python benchmarks/burden.py`` prints the table of docs/burden.md. Nothing is estimated: the blanks are made, filled in
and read back in the order in which a county files them, and a cell that the blank already holds is not counted.
"""

import re
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jianfu_cli.core.filings.carrying import NOTHING, Carried, Typed, carry, typed_by_unit
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.meanings import TO_KEEP, TO_MEND
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.writing.blanks.packs import BlankSet, write_blanks

UNIT = "红旗区"
REPORTER = "甲一 0373-0000000"
HEADER = {"unit": UNIT, "reported_on": "2024年6月28日", "reporter": REPORTER}
KEPT, MENDED_ON_CAMPUS, MENDED, ABOLISHED, DOCUMENTS = 4, 2, 4, 6, 5
PROBLEMS = KEPT + MENDED_ON_CAMPUS + MENDED + ABOLISHED

Row = dict[str, str]


@dataclass(frozen=True)
class Cells:
    """Cells to fill in: ``chosen`` of them from a list."""

    filled: int = 0
    chosen: int = 0

    def __add__(self, other: "Cells") -> "Cells":
        return Cells(self.filled + other.filled, self.chosen + other.chosen)


def answers(campaign: Campaign) -> dict[str, list[Row]]:
    """Return the rows of the tables, every required cell filled, as one county would."""
    names = campaign.category_names.names
    on_campus = names[1]
    others = [name for name in names if name != on_campus]
    kinds = [(on_campus, "保留")] * KEPT + [(on_campus, "优化")] * MENDED_ON_CAMPUS
    kinds += [(others[place % len(others)], "优化") for place in range(MENDED)]
    kinds += [(names[place % len(names)], "清理") for place in range(ABOLISHED)]
    problems = [
        _row(campaign.attachment("a2"), {"category": name, "disposition": said, "matter": f"事项{number}"})
        for number, (name, said) in enumerate(kinds, start=1)
    ]
    mended = [row for row in problems if campaign.disposition(row["disposition"]) in TO_MEND]
    kept = [
        row for row in problems if row["category"] == on_campus and campaign.disposition(row["disposition"]) in TO_KEEP
    ]
    return {
        "a1": [_row(campaign.attachment("a1"), {"person": "甲一", "office_phone": "0373-0000000"})],
        "a2": problems,
        "a3": [_row(campaign.attachment("a3"), {**row, **as_laid_down(campaign)}) for row in mended],
        "a6": [_row(campaign.attachment("a6"), _document(number)) for number in range(1, DOCUMENTS + 1)],
        "a7": [_row(campaign.attachment("a7"), row) for row in kept],
    }


def _document(number: int) -> Row:
    title = f"关于减轻中小学教师负担的通知（第{number}批）"
    return {"region": UNIT, "body": f"{UNIT}教育体育局", "matter": title, "issued_on": f"202{number - 1}-06-01"}


def attached(rows: list[Row], folder: Path) -> tuple[Path, ...]:
    """Write the documents that the notice wants attached to 附件6, as offices lay them out, and return where."""
    paths = []
    for number, row in enumerate(rows, start=1):
        document, day = Document(), date.fromisoformat(row["issued_on"])
        said = [f"{row['body']}文件", f"红旗教体〔{day.year}〕{number}号", row["matter"], "各学校：", "请遵照执行。"]
        for line in (*said, row["body"], in_chinese(day)):
            document.add_paragraph(line)
        paths.append(folder / f"文件{number}.docx")
        document.save(str(paths[-1]))
    return tuple(paths)


def as_laid_down(campaign: Campaign) -> Row:
    """What the county's rectifications share: they go by the notice, and are due when it says (三（二）)."""
    return {"grounds": campaign.document_number, "deadline": campaign.rectification_by.isoformat()}


def _row(form: Attachment, given: Row) -> Row:
    required = (column for column in form.columns if column.required)
    return {column.key: given.get(column.key, column.example) for column in required}


def on_paper(form: Attachment, rows: list[Row], figures: int) -> Cells:
    """Count what the notice's own form asks: every cell, the number of each row too, and nothing to choose from."""
    if form.kind == "outline":
        return _outline(form, figures)
    return Cells(len(form.header) + sum(len(row) + 1 for row in rows))


def in_blank(path: Path, form: Attachment, rows: list[Row], figures: int) -> Cells:
    """Count the cells of a blank that must still be filled in for ``rows``, and fill them in."""
    if form.kind == "outline":
        return _outline(form, figures)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    todo = _fill_header(sheet, form) + _fill_rows(sheet, form, rows)
    book.save(path)
    return todo


def _outline(form: Attachment, figures: int) -> Cells:
    """A text under each last heading, and the figures in the texts: the notice's outlines ask no unit and no day."""
    return Cells(sum(not section.sections for _, _, section in form.numbered_sections()) + figures)


def _fill_header(sheet: Worksheet, form: Attachment) -> Cells:
    todo = 0
    for row in sheet.iter_rows(max_row=4):
        for cell in row:
            for field in form.header:
                text = f"{field.label}：{HEADER.get(field.key)}"
                if field.key in HEADER and str(cell.value).startswith(field.label) and cell.value != text:
                    cell.value, todo = text, todo + 1
    return Cells(todo)


def _fill_rows(sheet: Worksheet, form: Attachment, rows: list[Row]) -> Cells:
    top = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == form.columns[0].heading)
    todo = Cells()
    for number, row in enumerate(rows, start=top + 1):
        for place, column in enumerate(form.columns, start=1):
            wanted = str(number - top) if column.type is ColumnType.SEQUENCE else row.get(column.key, "")
            cell = sheet.cell(number, place)
            if wanted and _text(cell.value) != wanted:
                cell.value = wanted
                todo += Cells(1, int(column.type in {ColumnType.CATEGORY, ColumnType.CHOICE}))
    return todo


def _text(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value or "")


def measure(campaign: Campaign) -> dict[str, tuple[Cells, Cells, Cells]]:
    """Return, by attachment, what must be filled in on the notice's form, in a blank, and in one with carry-over."""
    known = answers(campaign)
    reader = Reader.of(campaign, takes_letters=True)
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        typed: Typed = {}
        documents = attached(known["a6"], Path(folder))
        read = [read_source(Source(path.name, path), reader, GuardLimits())[0] for path in documents]
        letters = [file.letter for file in read if file.letter]
        # A report is written last: its figures are those of the tables.
        for form in sorted(campaign.owed, key=lambda form: form.kind == "outline"):
            rows = known.get(form.id, [])
            carried = carry(typed, form, campaign, unit=UNIT, letters=letters)
            figures = len(re.findall(r"\d+", "".join(carried.paragraphs.values())))
            plain = _made(campaign, form, NOTHING, Path(folder) / "1")
            filled = _made(campaign, form, carried, Path(folder) / "2")
            result[form.id] = (
                on_paper(form, rows, figures),
                in_blank(plain, form, rows, figures),
                in_blank(filled, form, rows, 0),
            )
            (file,) = read_source(Source(filled.name, filled), reader, GuardLimits())
            typed = {**typed, **typed_by_unit((replace(file, path=form.id),), campaign.same_words).get(UNIT, {})}
    return {form.id: result[form.id] for form in campaign.owed}


def _made(campaign: Campaign, form: Attachment, carried: Carried, folder: Path) -> Path:
    return write_blanks(campaign, BlankSet(UNIT, (form,), {form.id: carried}), folder)[0]


def page(campaign: Campaign) -> str:
    """Return docs/burden.md."""
    measured = measure(campaign)
    totals = tuple(sum((each[way] for each in measured.values()), Cells()) for way in range(3))
    lines = [
        f"| {form.label} {form.title} | {_cells(measured[form.id])} |" for form in campaign.owed if form.id in measured
    ]
    paper, _, carried = (total.filled for total in totals)
    dated = [form.id for form in campaign.owed if form.header]
    # 填报时间 apart.
    left = {form.id: measured[form.id][2].filled - (form.id in dated) for form in campaign.owed}
    return _PAGE.format(
        problems=PROBLEMS,
        mended=MENDED_ON_CAMPUS + MENDED + ABOLISHED,
        kept=KEPT + MENDED_ON_CAMPUS,
        documents=DOCUMENTS,
        lines="\n".join(lines),
        totals=_cells(totals),
        share=round(100 * (paper - carried) / paper),
        typed=carried - totals[2].chosen,
        typed_share=round(100 * (paper - carried + totals[2].chosen) / paper),
        paper=paper,
        carried=carried,
        dates=len(dated),
        contacts=left["a1"],
        problem_cells=left["a2"] // PROBLEMS,
        problem_rows=left["a2"],
        measures=left["a3"],
        texts=left["a4"] + left["a5"],
        document_cells=measured["a6"][0].filled - len(campaign.attachment("a6").header) - DOCUMENTS,
        scanned=carried + measured["a6"][0].filled - len(campaign.attachment("a6").header) - DOCUMENTS,
        list_cells=left["a7"],
    )


def _cells(ways: tuple[Cells, ...]) -> str:
    return " | ".join(f"{way.filled}（选 {way.chosen}）" if way.chosen else str(way.filled) for way in ways)


_PAGE = """\
# 填一套表要填多少格

一个县（市、区）报齐七个附件，要填多少格？本页由 `python docs/generate.py` 生成：程序真的发出空白表、
照着填满必填项、读回来、再把内容带进下一张表，逐格数出来的，不是估算（`benchmarks/burden.py`）。

假定的县：摸排 {problems} 项问题，其中 {mended} 项要整改；{kept} 项社会事务进校园要保留或优化，
列入白名单；{documents} 份文件，电子版是 Word（附件6 要求附上）。整改依据是通知本身，时限是通知规定的最后一天。
只数必填项；提纲每个末级标题下的正文算一格，正文里要写的数字另算（通知的提纲没有填报单位、填报时间，不数）。
“选”是从下拉列表里选，不用打字。

| 附件 | 通知所附表样 | 空白表（`new-template -u`） | 再带入填过的内容（`--from`） |
|---|---|---|---|
{lines}
| **合计** | {totals} |

从 {paper} 格减到 {carried} 格，少填 {share}%；去掉下拉选择的，真正要打字的是 {typed} 格，少 {typed_share}%。

省下的是：

- 单位、序号、白名单总量：空白表里已填好，或者自动计算；
- 填报人和电话：填过一次就带走；
- 附件3 的类别、事项名称、单位：附件2 里意见建议是清理、优化的带过去；
- 附件3 的整改依据、整改时限：先写上通知的文号和整改阶段的最后一天（三（二）），另有依据、提前完成的自己改；
- 附件7 的名称、单位、时间、地点、范围、内容、形式：附件2 里要保留、优化的进校园事项带过去；
- 附件4 里的各项数字：由附件2、3、7 算出；
- 附件6 的发文单位、标题、文号、时间：从要附上的文件里读出（版头、文号、标题、落款），地区就是填报单位；
  文件只有扫描件（PDF、图片）的读不出，这 {document_cells} 格还要填，合计 {scanned} 格。

剩下的每一格都只有填表的人知道，看过可以再省的几样，都不能如实算作“不用填”：

| 剩下的 | 格数 | 为什么不再省 |
|---|---|---|
| 填报时间 | {dates} | 哪天填的、哪天报的要照实写：它是判断迟报的依据，带过来的日期会把迟报的算成按时 |
| 附件1 单位、部门、负责人、电话、热线、邮箱 | {contacts} | 第一次填；以后各表的填报人和电话就从这里带 |
| 附件2 每行 {problem_cells} 格 | {problem_rows} | 摸排的内容本身，是其他各表的来源；其中类别、意见建议是选的 |
| 附件3 整改措施、完成情况 | {measures} | 怎么改的、改完没有，程序替人写就是替人报完成 |
| 附件4、5 各节正文 | {texts} | 报告要人写；其中的数字已经算好 |
| 附件7 开展依据、验收方式 | {list_cells} | 列入清单的条件，附件2 里没有问；照抄事项名称、内容猜不出来 |

看过而没有做的：

- 附件3、附件6、附件7 的填报时间（3 格）：带入附件2 的日期，后来才报的会留着旧日期，
  而它是没有日期文件夹时判断迟报的依据。
- 附件2 问题类别（{problems} 格，选）：按类别分块、只写小标题（收表时认得，JF117），
  表上这一列就空着，盖章的纸质版与通知的表样不符。
- 附件3 清理事项的整改措施、附件7 的验收方式：写一句现成的，填表的人不看就报上来，等于程序替人下了判断。
"""


if __name__ == "__main__":
    sys.stdout.write(page(load_campaign()))
