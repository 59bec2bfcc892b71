"""The copy with the safe replacements made: the values change, their formatting stays, each change is listed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from jianfu_cli.core.language.values import cell_name, text_of
from jianfu_cli.core.model.finding import INVISIBLE_CHARACTERS, SEQUENCE_BROKEN, Finding
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.mark import CHANGES_SHEET
from jianfu_cli.core.model.report import Repair
from jianfu_cli.writing.copies.listing_sheet import Listing, ListingCell, add_listing, sheet_location
from jianfu_cli.writing.package.runs import formatted_runs, keep_only
from jianfu_cli.writing.package.sheet import SheetCells, split_place
from jianfu_cli.writing.package.styles import PackageStyles
from jianfu_cli.writing.package.workbook import OpcWorkbook

_HEADINGS = (
    ("工作表", 16.0),
    ("单元格", 9.0),
    ("列", 15.0),
    ("原值", 32.0),
    ("改为", 32.0),
    ("代码", 10.0),
    ("说明", 34.0),
)
_NOTE = "下列单元格已自动改好，其余内容与原件一致；请核对后再用。"


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A value for a cell: a text, or a number where it is a 序号."""

    place: str
    column: str
    old: str
    new: str | int
    codes: tuple[str, ...]
    message: str


def repair_workbook(data: bytes, file: SourceFile, findings: Iterable[Finding]) -> tuple[bytes, tuple[Repair, ...]]:
    """Return the workbook ``data`` (read as ``file``) with its fixable findings repaired, and what was changed.

    Nothing is changed where no replacement could be made. A formula that others share, or an array, is left alone.

    Raises:
        NotEditableError: the package cannot be edited by parts.
    """
    workbook = OpcWorkbook(data)
    changes: list[Repair] = []
    fixable = [one for one in findings if one.fixable and one.sheet and one.cell and one.suggestion is not None]
    for sheet, those in groupby(sorted(fixable, key=lambda one: one.sheet or ""), key=lambda one: one.sheet or ""):
        entry = workbook.sheet(sheet)
        cells = SheetCells(workbook.package.edit(entry.part), workbook.main)
        replacements = _repairs(list(those), [form for form in file.forms if form.place.sheet == sheet])
        for replacement in _possible(replacements, cells):
            _apply(replacement, cells, workbook)
            changes.append(_repair(replacement, file.path, sheet))
    if not changes:
        return data, ()
    styles = PackageStyles(workbook.package.edit(workbook.styles_part()), workbook.main)
    add_listing(workbook, styles, _listing(file, changes), first=False)
    return workbook.package.to_bytes(), tuple(changes)


def _repairs(findings: list[Finding], forms: Iterable[Form]) -> list[_Replacement]:
    """One replacement a cell, in order of the sheet."""
    found: dict[str, list[Finding]] = {}
    replacements: dict[str, _Replacement] = {}
    for finding in findings:
        assert finding.cell
        if finding.code == SEQUENCE_BROKEN:
            form = next(one for one in forms if finding.row in one.body.rows.numbers)
            replacements.update((replacement.place, replacement) for replacement in _renumbered(form, finding))
        else:
            found.setdefault(finding.cell, []).append(finding)
    for place, those in found.items():
        # Without its invisible characters a text may still need another replacement, which takes them out too.
        best = next((one for one in those if one.code != INVISIBLE_CHARACTERS), those[0])
        codes = tuple(one.code for one in those)
        message = "；".join(one.message for one in those)
        replacements[place] = _Replacement(
            place, best.column or "", best.value or "", best.suggestion or "", codes, message
        )
    return sorted(replacements.values(), key=lambda replacement: split_place(replacement.place))


def _renumbered(form: Form, finding: Finding) -> Iterator[_Replacement]:
    """The finding names the first row that is out of order; all rows of the form are numbered anew."""
    assert finding.cell
    _, at = split_place(finding.cell)
    place = next(place for place, column in enumerate(form.body.columns) if column.number == at)
    for number, row in enumerate(form.body.rows, start=1):
        old = text_of(row.values[place])
        if old != str(number):
            cell = cell_name(row.number, at)
            yield _Replacement(cell, finding.column or "", old, number, (finding.code,), "序号不连续，重新编号")


def _possible(replacements: list[_Replacement], cells: SheetCells) -> list[_Replacement]:
    """Leave out what would break another cell; what a merged range shows is repaired once, in its first cell."""
    kept: dict[str, _Replacement] = {}
    for replacement in replacements:
        covering = cells.covering(replacement.place)
        if covering and isinstance(replacement.new, int):
            if covering.left < covering.right:
                continue
        elif covering and not cells.has_value(replacement.place):
            replacement = replace(replacement, place=covering.first)  # noqa: PLW2901 -- the same replacement elsewhere
        kept.setdefault(replacement.place, replacement)
    return [replacement for place, replacement in kept.items() if cells.may_lose_formula(place, kept.keys())]


def _apply(replacement: _Replacement, cells: SheetCells, workbook: OpcWorkbook) -> None:
    if cells.formula(replacement.place) is not None:
        workbook.forget_calculation_chain()
    if isinstance(replacement.new, int):
        covering = cells.covering(replacement.place)
        if covering:
            # A number of its own for each row needs a cell of its own.
            cells.unmerge(covering)
        cells.set_number(replacement.place, replacement.new)
        return
    runs = (
        formatted_runs(workbook, cells.cell(replacement.place))
        if replacement.codes == (INVISIBLE_CHARACTERS,)
        else None
    )
    if runs is not None and keep_only(runs, replacement.new):
        cells.set_runs(replacement.place, runs)
    else:
        cells.set_text(replacement.place, replacement.new)


def _repair(replacement: _Replacement, path: str, sheet: str) -> Repair:
    return Repair(
        path=path,
        sheet=sheet,
        cell=replacement.place,
        column=replacement.column,
        old=replacement.old,
        new=str(replacement.new),
        codes=replacement.codes,
        message=replacement.message,
    )


def _listing(file: SourceFile, changes: list[Repair]) -> Listing:
    units = "、".join(dict.fromkeys(form.owner.unit for form in file.forms if form.owner.unit))
    notes = (f"{units}  {file.path.rpartition('/')[2]}".strip(), f"共改动 {len(changes)} 处。{_NOTE}")
    return Listing(CHANGES_SHEET, notes, _HEADINGS, tuple(map(_row, changes)))


def _row(change: Repair) -> tuple[ListingCell, ...]:
    return (
        ListingCell(change.sheet, "centre"),
        ListingCell(change.cell, "link", sheet_location(change.sheet, change.cell)),
        ListingCell(change.column),
        ListingCell(change.old or "（空）"),
        ListingCell(change.new),
        ListingCell("、".join(change.codes), "centre"),
        ListingCell(change.message),
    )
