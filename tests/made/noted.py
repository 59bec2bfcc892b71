"""Files as people send them, from the short notes in ``returns.txt`` and ``others.txt``; no writer of jianfu's own.

Workbooks are written by openpyxl and, as xls and ods, saved by LibreOffice; documents by python-docx; pages and text by hand.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import openpyxl
from docx import Document

_SHOWN = re.compile(r"([\d.]+)\{(.+)\}")
_LEFT, _UP, _ACROSS, _NEXT_TABLE = "^", '"', "=", "~"


@dataclass(frozen=True, slots=True)
class Note:
    """What is sent, line by line, and what it is: form, unit, matters; all empty where it is no form."""

    name: str
    attachment: str
    unit: str
    matters: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def end(self) -> str:
        """The ending of the file's name."""
        return self.name.rpartition(".")[2]

    @property
    def width(self) -> int:
        """The cells of the widest row."""
        return max(len(line.split("|")) for line in self.lines)


def notes(path: Path) -> Iterator[Note]:
    """Yield the files noted in ``path``."""
    for block in path.read_text(encoding="utf-8").split("\n@ ")[1:]:
        head, *lines = block.strip("\n").split("\n")
        name, attachment, *more = head.split(" > ")
        unit, matters = more or ("", "")
        yield Note(
            name, attachment.strip("-"), unit, tuple(filter(None, matters.split("；"))), tuple(filter(None, lines))
        )


def workbook(note: Note) -> bytes:
    """Return the xlsx: a text line in column A, merged cells merged, numbers as numbers in the format that shows them."""
    book = openpyxl.Workbook()
    sheet = book.active
    for number, cells in enumerate((line.split("|") for line in note.lines if line != _NEXT_TABLE), start=1):
        if cells[0].startswith(_ACROSS):
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=note.width)
        for column, text in enumerate(cells, start=1):
            _put(sheet.cell(number, column), text.removeprefix(_ACROSS))
    for area in _areas([line.split("|") for line in note.lines]):
        top, left, bottom, right = area
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(cell: openpyxl.cell.Cell, text: str) -> None:
    shown = _SHOWN.fullmatch(text)
    if shown:
        cell.value, cell.number_format = float(shown[1]), shown[2]
    elif text not in {"", _LEFT, _UP}:
        cell.value = int(text) if text.isdigit() else text


def _areas(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the merged areas as ``top, left, bottom, right``, from 1."""
    for top, row in enumerate(rows):
        for left, text in enumerate(row):
            right = left + next((n for n, other in enumerate(row[left + 1 :]) if other != _LEFT), len(row) - left - 1)
            below = rows[top + 1 :]
            bottom = top + next((n for n, other in enumerate(below) if other[left : left + 1] != [_UP]), len(below))
            if text not in {_LEFT, _UP} and (right, bottom) != (left, top):
                yield top + 1, left + 1, bottom + 1, right + 1


def document(note: Note) -> bytes:
    """Return the docx: rows of several cells, and rows merged across, as tables; other lines as paragraphs."""
    target, word, rows = io.BytesIO(), Document(), []
    for line in (*note.lines, _NEXT_TABLE):
        if "|" in line or line.startswith(_ACROSS):
            rows.append(line.split("|"))
            continue
        if rows:
            _table(word, rows)
            rows = []
        if line != _NEXT_TABLE:
            word.add_paragraph(line)
    word.save(target)
    return target.getvalue()


def _table(word: Document, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = word.add_table(len(rows), width)
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            if text not in {_LEFT, _UP}:
                table.cell(place, column).text = text.removeprefix(_ACROSS)
        if row[0].startswith(_ACROSS):
            table.cell(place, 0).merge(table.cell(place, width - 1)).text = row[0].removeprefix(_ACROSS)
    for top, left, bottom, right in _areas(rows):
        text = rows[top - 1][left - 1]
        table.cell(top - 1, left - 1).merge(table.cell(bottom - 1, right - 1)).text = text


def page(note: Note) -> bytes:
    """Return the page: text lines as paragraphs, before and after one table; ``<br>`` stays one."""
    body, rows = [], []
    for line in note.lines:
        if line.startswith(_ACROSS):
            rows.append(f'<tr><td colspan="{note.width}">{escape(line[1:])}</td></tr>')
        elif "|" in line:
            cells = (escape(text).replace("&lt;br&gt;", "<br>") for text in line.split("|"))
            rows.append("<tr>" + "".join(f"<td>{text}</td>" for text in cells) + "</tr>")
        else:
            body.append((len(rows), f"<p>{escape(line)}</p>"))
    before = "".join(text for after, text in body if not after)
    behind = "".join(text for after, text in body if after)
    return f'<html><meta charset="utf-8"><body>{before}<table>{"".join(rows)}</table>{behind}</body></html>'.encode()


def text_table(note: Note) -> bytes:
    """Return the csv in the office's own encoding."""
    target = io.StringIO()
    csv.writer(target).writerows(re.split(r"[|,]", line.removeprefix(_ACROSS)) for line in note.lines)
    return target.getvalue().encode("gb18030")


WRITERS: dict[str, Callable[[Note], bytes]] = {
    "xlsx": workbook,
    "docx": document,
    "html": page,
    "csv": text_table,
}


def send(note: Note, folder: Path) -> Path:
    """Write ``note`` into ``folder``; xls and ods are saved by LibreOffice from ``workbook``."""
    path = folder / note.name
    path.write_bytes(WRITERS[note.end](note))
    return path
