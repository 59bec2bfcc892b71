"""What lies in an inbox, read by openpyxl, python-docx and csv alone: the forms of each file, with their rows."""

import csv
import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import yaml
from docx import Document
from openpyxl import load_workbook

LITTER = re.compile(r"^(~\$.*|Thumbs\.db|desktop\.ini)$")
NIL = re.compile(r"^(无|.*零报告.*|.*无此类问题.*)$")


class Looks(NamedTuple):
    """A form: its id and role, the headings that tell it, those of the columns that are counted, its date's label."""

    id: str
    role: str
    telling: frozenset[str]
    columns: dict[str, set[str]]
    title: str
    outline: bool = False


@dataclass(frozen=True)
class Survey:
    """What a person knows who counts an inbox: the day, the forms, which folder is whose."""

    inbox: Path
    as_of: date
    notice_date: date
    campaign: Path
    forms: dict[str, Looks]
    folders: dict[str, str]
    unit_label: str
    day_label: str
    categories: dict[str, str]
    choices: tuple[str, ...]
    mended: frozenset[str]
    names: dict[str, str]
    organs: dict[str, str] = field(default_factory=dict)
    areas: frozenset[str] | None = frozenset()
    together: tuple[tuple[str, ...], ...] = ()
    sum_headings: dict[str, str] = field(default_factory=dict)
    problems_called: str = "摸排问题"
    whitelist_called: str = "白名单"
    asked_called: str = "布置单位"

    @property
    def category_names(self):
        return tuple(dict.fromkeys(self.categories.values()))

    def settings(self):
        return yaml.safe_load(self.campaign.read_text(encoding="utf-8"))


class Form(NamedTuple):
    """A form in a file: ``day`` as dated by its folder or its own date, ``rows`` with their row and counted cells."""

    attachment: str
    unit: str
    path: str
    sheet: str | None
    day: date | None
    written_on: date | None
    rows: tuple[dict[str, object], ...]
    nil: bool
    filed: bool


class File(NamedTuple):
    path: str
    sha256: str
    litter: bool
    container: bool
    forms: tuple[Form, ...]


def files_of(survey):
    """Every file below the inbox, those in zip archives too."""
    found = []
    for path in sorted(survey.inbox.rglob("*")):
        if path.is_file():
            content, place = path.read_bytes(), path.relative_to(survey.inbox).as_posix()
            members = list(_members(content, place)) if path.suffix == ".zip" else []
            found.append(File(place, _digest(content), bool(LITTER.match(path.name)), bool(members), ()))
            found += [File(name, _digest(inside), False, False, ()) for name, inside in members]
            inside = members or [(place, content)]
            for name, bytes_of in inside:
                at = next(nth for nth, one in enumerate(found) if one.path == name)
                if not found[at].litter:
                    found[at] = found[at]._replace(forms=tuple(_forms(survey, name, bytes_of)))
    return found


def _digest(content):
    return hashlib.sha256(content).hexdigest()


def _members(content, place):
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            yield f"{place}!/{name}", archive.read(name)


def _forms(survey, path, content):
    for sheet, grid, paragraphs in _grids(path, content):
        for attachment, looks in survey.forms.items():
            if (
                looks.outline
                and not grid
                and looks.telling & {bare(re.sub(r"^[一二三四]、", "", line)) for line in paragraphs}
            ):
                yield Form(attachment, _unit(survey, path, []), path, sheet, _folder_day(path), None, (), False, True)
        yield from _tables(survey, path, sheet, grid, paragraphs)


def _grids(path, content):
    """``(sheet, grid, paragraphs)`` of each sheet or document; nothing where the file cannot be read."""
    if path.endswith(".csv"):
        yield None, [[cell or None for cell in row] for row in csv.reader(StringIO(content.decode("gbk")))], ()
        return
    try:
        parts = ZipFile(BytesIO(content)).namelist()
    except BadZipFile:
        return
    if "word/document.xml" in parts:
        document = Document(BytesIO(content))
        paragraphs = tuple(one.text.strip() for one in document.paragraphs)
        yield None, [], paragraphs
        for nth, table in enumerate(document.tables, start=1):
            yield f"表格{nth}", [[cell.text or None for cell in row.cells] for row in table.rows], paragraphs
    elif "xl/workbook.xml" in parts:
        for sheet in load_workbook(BytesIO(content), data_only=True).worksheets:
            yield sheet.title, _cells(sheet), ()


def _cells(sheet):
    """The cells of a sheet, what is merged repeated in each of its rows."""
    grid = [list(row) for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, merged.max_row + 1):
            grid[row - 1][merged.min_col - 1] = grid[merged.min_row - 1][merged.min_col - 1]
    return grid


def bare(value):
    """A heading without blanks, its second line and its limit: 意见建议 for 意见建议⏎清理/保留/优化."""
    text = re.sub(r"\s+", "", str(value or ""))
    return re.sub(r"(清理/保留/优化|移交/销毁/封存|（.*字以内）)$", "", text)


def _tables(survey, path, sheet, grid, above):
    """The first table of a sheet: below a row of headings, rows that have a name and more than a number."""
    for at, row in enumerate(grid):
        headings = [bare(cell) for cell in row]
        told = next(
            (one for one in survey.forms.items() if not one[1].outline and one[1].telling & set(headings)), None
        )
        if told is None:
            continue
        attachment, looks = told
        places = {
            key: nth for key, known in looks.columns.items() for nth, heading in enumerate(headings) if heading in known
        }
        rows = [
            {"row": nth, **{key: cells[place] for key, place in places.items()}}
            for nth, cells in enumerate(grid[at + 1 :], start=at + 2)
            if cells[places["name"]] and bare(cells[places["name"]]) != headings[places["name"]]
            and sum(cell is not None for cell in cells) > 2
        ]  # fmt: skip
        said = [*above, *(str(cell) for cells in grid[:at] for cell in cells if cell is not None)]
        nil = not rows and any(NIL.match(str(cells[nth])) for cells in grid[at + 1 :] for nth in range(len(cells)))
        written_on = _written_on(survey, said)
        day = _folder_day(path) or _plausible(survey, written_on)
        yield Form(
            attachment, _unit(survey, path, said), path, sheet, day, written_on, tuple(rows), nil, bool(rows) or nil
        )
        return


def _written_on(survey, said):
    found = re.search(rf"{survey.day_label}\D*(\d{{4}})\D(\d{{1,2}})\D(\d{{1,2}})", " ".join(said))
    return date(*map(int, found.groups())) if found else None


def _folder_day(path):
    return next((date.fromisoformat(part) for part in path.split("/") if re.fullmatch(r"\d{4}-\d\d-\d\d", part)), None)


def _plausible(survey, day):
    """A date before the notice, or after the day that is judged, tells nothing."""
    return day if day and survey.notice_date <= day <= survey.as_of else None


def _unit(survey, path, said):
    folder = path.split("/")[0]
    if folder != "待认领":
        return survey.folders.get(folder, folder)
    written = re.search(rf"{survey.unit_label}：?\s*(\S*)", " ".join(said))
    named = written.group(1).split(survey.day_label)[0] if written else ""
    return named if named.startswith("市") else "（未注明单位）"
