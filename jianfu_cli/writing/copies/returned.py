"""The copy that goes back: the submitter's own workbook with marks and comments, or a list in a workbook of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import compress

from jianfu_cli.core.model.finding import SEVERITY_LABELS, Finding, Severity
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.mark import EXPLANATION, NUMBER, RETURN_SHEET
from jianfu_cli.writing.copies.listing_sheet import Listing, ListingCell, add_listing, hidden_texts, sheet_location
from jianfu_cli.writing.package.comments import SheetComments, has_own_comments
from jianfu_cli.writing.package.sheet import SheetCells, split_place
from jianfu_cli.writing.package.styles import PackageStyles
from jianfu_cli.writing.package.workbook import OpcWorkbook, SheetEntry, new_workbook

_BASIS = "依据"
_HEADINGS = (
    ("级别", 7.0),
    ("代码", 8.0),
    ("位置", 17.0),
    ("列", 15.0),
    ("问题", 44.0),
    ("怎么改", 34.0),
    (_BASIS, 20.0),
    (EXPLANATION, 26.0),
    (NUMBER, 0.0),
)
_MARKED_NOTE = (
    "请改正“错误”（红色格），核对“提醒”（黄色格）；“提示”不必处理，没有列出；格子上的批注写明了问题。"
    "改好后把整个文件报回即可，本表、颜色和批注不用删，再次检查时自动略过。"
    "核对后不必改的，在“说明”一栏写明原因，随改好的表一并报回。"
)
_UNMARKED_NOTE = (
    "请改正“错误”，核对“提醒”；“提示”不必处理，没有列出。{why}，请按这里写明的工作表和单元格修改原文件后报回；"
    "不必改的，在“说明”一栏写明原因，连同本表报回。"
)
_SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file to go back, with all that was found in it, and the day against which deadlines were judged.

    ``number`` gives the 编号 of a finding, by which the unit's answer is known again.
    """

    file: SourceFile
    findings: tuple[Finding, ...]
    as_of: date
    number: Callable[[Finding], str] = lambda _: ""

    @property
    def ordered(self) -> list[Finding]:
        """What the unit is to do: errors first, then as the form has it, what is about the whole file before its cells.

        Infos are counted, not listed: nobody need act on them.
        """
        sheets: dict[str | None, int] = {None: -1}
        for name in (*(form.place.sheet for form in self.file.forms), *(one.sheet for one in self.findings)):
            sheets.setdefault(name, len(sheets))
        to_do = [one for one in self.findings if one.severity is not Severity.INFO]
        return sorted(to_do, key=lambda one: (_SEVERITIES.index(one.severity), sheets[one.sheet], *_place(one)))


def needs_return(findings: Iterable[Finding]) -> bool:
    """Say whether there is anything for the submitter to do: infos alone send nothing back."""
    return any(finding.severity is not Severity.INFO and not finding.settled for finding in findings)


def mark_workbook(data: bytes, returned: ReturnedFile) -> bytes:
    """Return the workbook ``data`` with its flagged cells marked and commented and 退回意见 as its first sheet.

    Marks of an earlier return are taken off first. All other parts of the package stay as they are.

    Raises:
        NotEditableError: the package cannot be edited by parts.
    """
    workbook = OpcWorkbook(data)
    styles = PackageStyles(workbook.package.edit(workbook.styles_part()), workbook.main)
    _take_off(workbook, styles)
    by_sheet: dict[str, list[Finding]] = defaultdict(list)
    for finding in returned.ordered:
        if finding.sheet and finding.cell and not finding.settled:
            by_sheet[finding.sheet].append(finding)
    for sheet, findings in by_sheet.items():
        _mark_sheet(workbook, workbook.sheet(sheet), styles, findings)
    hidden = tuple(f"{shade}={fill}" for shade, fill in styles.covered())
    known = {entry.name for entry in workbook.sheets()}
    add_listing(workbook, styles, _listing(returned, _MARKED_NOTE, known, hidden), first=True)
    return workbook.package.to_bytes()


def list_findings(returned: ReturnedFile, why: str) -> bytes:
    """Return a workbook that lists the findings of a file that cannot be marked; ``why`` says why it cannot."""
    workbook = new_workbook()
    styles = PackageStyles(workbook.package.edit(workbook.styles_part()), workbook.main)
    listing = _listing(returned, _UNMARKED_NOTE.format(why=why), set(), ())
    add_listing(workbook, styles, listing, first=True)
    return workbook.package.to_bytes()


def _take_off(workbook: OpcWorkbook, styles: PackageStyles) -> None:
    """Take off what an earlier return left: its sheet, fills and comments."""
    covered: dict[str, str] = {}
    for entry in workbook.sheets():
        if entry.part not in workbook.package:
            continue
        hidden = hidden_texts(workbook, entry) if entry.name.startswith(RETURN_SHEET) else None
        if hidden is not None:
            covered |= {shade: fill for shade, _, fill in (text.partition("=") for text in hidden)}
            workbook.remove_sheet(entry.name)
        elif has_own_comments(workbook, entry.part):
            comments = SheetComments(workbook, entry.part, _cells(workbook, entry))
            comments.strip()
            comments.finish()
    styles.unmark(covered)


def _mark_sheet(workbook: OpcWorkbook, entry: SheetEntry, styles: PackageStyles, findings: Iterable[Finding]) -> None:
    cells = _cells(workbook, entry)
    comments = SheetComments(workbook, entry.part, cells)
    flagged: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        assert finding.cell
        flagged[cells.shown(finding.cell)].append(finding)
    for place, those in flagged.items():
        cell = cells.cell(place)
        gravest = min((one.severity for one in those), key=_SEVERITIES.index)
        cell.set("s", str(styles.mark(int(cell.get("s", "0")), gravest)))
        comments.add(place, "\n".join(dict.fromkeys(map(_comment, those))))
    comments.finish()


def _comment(finding: Finding) -> str:
    hint = f"\n怎么改：{finding.hint}" if finding.hint else ""
    return f"{SEVERITY_LABELS[finding.severity]} {finding.code}：{finding.message}{hint}"


def _listing(returned: ReturnedFile, note: str, sheets: set[str], hidden: tuple[str, ...]) -> Listing:
    counts = [sum(one.severity is level and not one.settled for one in returned.findings) for level in Severity]
    shown = "，".join(f"{label} {count} 处" for label, count in zip(SEVERITY_LABELS.values(), counts, strict=True))
    name = returned.file.path.rpartition("/")[2]
    units = "、".join(dict.fromkeys(form.owner.unit for form in returned.file.forms if form.owner.unit))
    notes = (f"{units}  {name}".strip(), f"{shown}。按 {returned.as_of.isoformat()} 判断期限。", note)
    rows = [_row(finding, returned.number(finding), sheets) for finding in returned.ordered]
    # A campaign that writes no basis has nothing to put there.
    based = any(finding.basis for finding in returned.ordered)
    kept = [based or heading != _BASIS for heading, _ in _HEADINGS]
    headings = tuple(compress(_HEADINGS, kept))
    return Listing(RETURN_SHEET, notes, headings, tuple(tuple(compress(row, kept)) for row in rows), hidden)


def _row(finding: Finding, number: str, sheets: set[str]) -> tuple[ListingCell, ...]:
    target = finding.cell or (f"A{finding.row}" if finding.row else "A1")
    leads_to = ""
    if finding.sheet in sheets and finding.sheet:
        leads_to = sheet_location(finding.sheet, target)
    return (
        ListingCell(SEVERITY_LABELS[finding.severity], finding.severity.value),
        ListingCell(finding.code, "centre"),
        ListingCell(_place_label(finding), "link" if leads_to else "centre", leads_to),
        ListingCell(finding.column or ""),
        ListingCell(finding.message),
        ListingCell(finding.hint),
        ListingCell(finding.basis),
        ListingCell(finding.answered.answer if finding.answered else "", "answer"),
        ListingCell(number),
    )


def _place_label(finding: Finding) -> str:
    """Return where a finding is, as a person looks for it: ``附件2!B9``, ``附件2 第9行``, ``附件2``, ``整个文件``."""
    if finding.sheet and finding.cell:
        return f"{finding.sheet}!{finding.cell}"
    return finding.place or "整个文件"


def _place(finding: Finding) -> tuple[int, int]:
    if finding.cell:
        return split_place(finding.cell)
    return finding.row or 0, 0


def _cells(workbook: OpcWorkbook, entry: SheetEntry) -> SheetCells:
    return SheetCells(workbook.package.edit(entry.part), workbook.main)
