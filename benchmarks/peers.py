"""What jianfu is measured against, each a process of its own: ``python benchmarks/peers.py NAME ARGUMENTS``."""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path


def _workbooks(folder: str) -> Iterator[Path]:
    return Path(folder).rglob("*.xlsx")


def calamine(folder: str) -> None:
    """The floor: every cell of every workbook into memory, and nothing else, in one process."""
    from python_calamine import CalamineWorkbook

    for path in _workbooks(folder):
        workbook = CalamineWorkbook.from_filelike(path.open("rb"))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def openpyxl(folder: str) -> None:
    """The same by openpyxl, read only."""
    from openpyxl import load_workbook

    for path in _workbooks(folder):
        for sheet in load_workbook(path, read_only=True):
            for _ in sheet.iter_rows(values_only=True):
                pass


def xlsxwriter(target: str, cells: str) -> None:
    """Write the rows of the JSON lines ``cells`` to one workbook, plain, in constant memory, a sheet a form."""
    from xlsxwriter import Workbook

    with Workbook(target, {"constant_memory": True}) as workbook, Path(cells).open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        for form, written in groupby(sorted(rows, key=itemgetter(0)), key=itemgetter(0)):
            sheet = workbook.add_worksheet(form)
            for number, (_, *values) in enumerate(written):
                for place, value in enumerate(values):
                    sheet.write(number, place, value)


def overlap(names: str) -> None:
    """Group the names of matters in a text file, one a line, as merge does for 重复交叉."""
    from jianfu_cli.core.overlap import alike_groups

    print(len(alike_groups(Path(names).read_text(encoding="utf-8").splitlines())))


if __name__ == "__main__":
    {peer.__name__: peer for peer in (calamine, openpyxl, xlsxwriter, overlap)}[sys.argv[1]](*sys.argv[2:])
