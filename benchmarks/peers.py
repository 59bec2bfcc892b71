"""What jianfu is measured against, each a process of its own: ``python benchmarks/peers.py NAME ARGUMENTS``."""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO


def _workbooks(folder: str) -> Iterator[Path]:
    return Path(folder).rglob("*.xlsx")


def calamine(folder: str) -> None:
    """The floor: every cell of every workbook into memory, and nothing else, in one process."""
    for path in _workbooks(folder):
        with path.open("rb") as workbook:
            read_by_calamine(workbook)


def read_by_calamine(file: BinaryIO) -> None:
    """Read every cell of one workbook."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(file)
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def openpyxl(folder: str) -> None:
    """The same by openpyxl, read only."""
    from openpyxl import load_workbook

    for path in _workbooks(folder):
        for sheet in load_workbook(path, read_only=True):
            for _ in sheet.iter_rows(values_only=True):
                pass


def cells(workbook: str, target: str) -> None:
    """Write what stands in the cells of ``workbook`` to ``target``, a JSON line a row: its sheet, then its values."""
    from python_calamine import CalamineWorkbook

    read = CalamineWorkbook.from_path(workbook)
    with Path(target).open("w", encoding="utf-8") as lines:
        for name in read.sheet_names:
            rows = read.get_sheet_by_name(name).to_python()
            lines.writelines(json.dumps([name, *row], ensure_ascii=False, default=str) + "\n" for row in rows)


def xlsxwriter(target: str, cells: str) -> None:
    """Write the JSON lines ``cells`` to one workbook, plain, in constant memory."""
    from xlsxwriter import Workbook

    with Workbook(target, {"constant_memory": True}) as workbook, Path(cells).open(encoding="utf-8") as lines:
        for name, rows in groupby(map(json.loads, lines), key=itemgetter(0)):
            sheet = workbook.add_worksheet(name)
            for number, (_, *values) in enumerate(rows):
                for place, value in enumerate(values):
                    sheet.write(number, place, value)


def overlap(names: str) -> None:
    """Group the names of matters in a text file, one a line, as merge does for 重复交叉."""
    from jianfu_cli.core.matters.names import Words
    from jianfu_cli.core.matters.overlap import alike_names

    print(len(alike_names(Path(names).read_text(encoding="utf-8").splitlines(), Words(())).groups))


if __name__ == "__main__":
    {peer.__name__: peer for peer in (calamine, openpyxl, cells, xlsxwriter, overlap)}[sys.argv[1]](*sys.argv[2:])
