"""Workbooks of any make to grids, by calamine."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import Scalar, Shown, cell_name
from jianfu_cli.reading.grid import NO_FACTS, Grid, Merge, SheetFacts
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RESAVE, RefusedError, damaged, encrypted, unsafe

# WPS keeps cell images in sheets of its own; they hold nothing a person typed.
_RESERVED = "WpsReserved_"
_MANY_CELLS = 1_000_000
# In an old workbook a FILEPASS record follows the first one (MS-XLS 2.4.117): all after it is encrypted.
_LOCKED = pattern_of(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00.{4,12}?(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)


def read_workbook(
    data: bytes,
    facts: Mapping[str, SheetFacts] = {},
    limits: GuardLimits = GuardLimits(),  # noqa: B008 -- a constant
) -> tuple[Grid, ...]:
    """Return the worksheets of a workbook in order, with what ``facts`` says of them by name.

    Raises:
        RefusedError: JF001 unreadable, JF002 needs a password, JF003 too many sheets, two of one name, or merged
            ranges without end.
    """
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        _check_names([sheet.name for sheet in workbook.sheets_metadata], limits)
        grids = tuple(
            _grid(
                workbook,
                sheet.name,
                facts.get(sheet.name, NO_FACTS),
                limits,
                hidden=sheet.visible is not SheetVisibleEnum.Visible,
            )
            for sheet in workbook.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and not sheet.name.startswith(_RESERVED)
        )
    except CalamineError as error:
        if "assword" in str(error) or "ncrypt" in str(error) or _LOCKED.search(data):
            raise encrypted() from error
        raise damaged() from error
    except (KeyboardInterrupt, SystemExit, MemoryError, RefusedError):
        raise
    except BaseException as error:  # a panic of the native reader is no Exception
        raise damaged() from error
    if not grids:
        raise RefusedError("JF001", "工作簿里没有一张工作表", RESAVE)
    return grids


def _check_names(names: list[str], limits: GuardLimits) -> None:
    if len(names) > limits.sheets:
        raise unsafe(f"工作簿里有 {len(names)} 张工作表，超过 {limits.sheets} 张")
    # Excel tells no two names apart by case, and the native reader gives one sheet for both of one name.
    if len({name.casefold() for name in names}) < len(names):
        raise unsafe("有两张工作表同名，不同软件会读出不同内容")


def _check_merged_area(merges: tuple[Merge, ...], limits: GuardLimits) -> None:
    area = 0
    for merge in merges:
        area += (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
        if area > limits.merged_area:
            first = cell_name(merge.top, merge.left)
            raise unsafe(f"{first} 起的合并单元格几乎占满整张表", "取消这处合并再报送。", cell=first)


def _values(sheet: CalamineSheet) -> list[list[Scalar]]:
    """Return the values of a sheet from A1 on; of a large one equal texts are one object, for most come again."""
    if sheet.start is None or sheet.height * sheet.width < _MANY_CELLS:
        return cast("list[list[Scalar]]", sheet.to_python(skip_empty_area=False))
    known: dict[Scalar, Scalar] = {}
    one_of = known.setdefault
    left: list[Scalar] = [""] * sheet.start[1]
    rows = cast("Iterator[list[Scalar]]", sheet.iter_rows())
    return [left + [one_of(value, value) if value.__class__ is str else value for value in row] for row in rows]


def _grid(workbook: CalamineWorkbook, name: str, facts: SheetFacts, limits: GuardLimits, *, hidden: bool) -> Grid:
    sheet = workbook.get_sheet_by_name(name)
    merges = facts.merges or tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    _check_merged_area(merges, limits)
    rows = _values(sheet)
    for row, column, value in facts.shown:
        _put(rows, row, column, value)
    for (row, column), reword in facts.reworded.items():
        value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
        if isinstance(value, str):
            rows[row - 1][column - 1] = reword(value)
        elif isinstance(value, Shown):
            rows[row - 1][column - 1] = value._replace(text=reword(value.text))
    for (row, column), value in facts.broken_cells.items():
        _put(rows, row, column, value)
    return Grid(name, rows, merges, hidden, facts)


def _put(rows: list[list[Scalar]], row: int, column: int, value: Scalar) -> None:
    """Let the 1-based place hold ``value``, wherever the reader of values stopped."""
    rows.extend([] for _ in range(row - len(rows)))
    rows[row - 1].extend([""] * (column - len(rows[row - 1])))
    rows[row - 1][column - 1] = value
