"""The hands of a person at LibreOffice: runs under the system's Python, which has UNO, and no other package.

Reads from standard input a JSON object ``{"pipe": …, "file": …, "steps": [[what, …], …]}``, does the steps to the first
sheet of the file in order, and writes a JSON list of what the steps named ``read`` saw. Rows are counted from 1.
"""

import json
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import TableSortField

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}


def options(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def desktop(pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    raise SystemExit("LibreOffice does not answer")


class Hand:
    def __init__(self, document):
        self.document = document
        self.sheet = document.Sheets.getByIndex(0)

    def type(self, place, text):
        """Type into a cell: what looks like a number becomes one, unless the cell is formatted as text."""
        self.sheet.getCellRangeByName(place).FormulaLocal = text

    def clear(self, cells):
        self.sheet.getCellRangeByName(cells).clearContents(1 | 2 | 4 | 16)  # values, dates, texts, formulas

    def insert_rows(self, row, count):
        self.sheet.Rows.insertByIndex(row - 1, count)

    def delete_rows(self, row, count):
        self.sheet.Rows.removeByIndex(row - 1, count)

    def sort(self, cells, column):
        """Sort by the 0-based ``column`` of the range, ascending."""
        fields = uno.Any("[]com.sun.star.table.TableSortField", (TableSortField(Field=column, IsAscending=True),))
        self.sheet.getCellRangeByName(cells).sort(options(SortFields=fields, ContainsHeader=False))

    def copy(self, cells, to):
        """Copy and paste, formats and all."""
        source = self.sheet.getCellRangeByName(cells).RangeAddress
        self.sheet.copyRange(self.sheet.getCellRangeByName(to).CellAddress, source)

    def choose(self, place, text):
        """Choose ``text`` from the drop-down of a cell, and return all it offers: a list behind a defined name."""
        cell = self.sheet.getCellRangeByName(place)
        name = self.document.NamedRanges.getByName(cell.Validation.getFormula1()).ReferredCells
        offered = [line[0] for line in name.DataArray]
        cell.String = offered[offered.index(text)]
        return "；".join(offered)

    def read(self, place):
        self.document.calculate()
        return self.sheet.getCellRangeByName(place).String

    def save(self, path, kind):
        self.document.storeToURL(uno.systemPathToFileUrl(path), options(FilterName=FILTERS[kind]))


def main():
    task = json.load(sys.stdin)
    office = desktop(task["pipe"])
    url = uno.systemPathToFileUrl(task["file"])
    document = office.loadComponentFromURL(url, "_blank", 0, options(Hidden=True))
    try:
        hand = Hand(document)
        seen = [said for what, *values in task["steps"] if (said := getattr(hand, what)(*values)) is not None]
    finally:
        document.close(False)
    json.dump(seen, sys.stdout, ensure_ascii=True)
    sys.stdout.flush()
    # The bridge to the office sometimes crashes while Python takes it down; all has been said by now.
    os._exit(0)


if __name__ == "__main__":
    main()
