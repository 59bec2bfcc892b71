"""Builds the example's inbox: ``python examples/build.py [FOLDER]`` (default: ``examples/inbox``).

The same bytes every time: nothing random, fixed times in every package. The planted faults go with the
cells they landed in to ``expected.json`` beside this file (only when the default folder is built).
"""

import json
import shutil
import sys
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from makers import papers  # noqa: E402
from makers.filled import DATA, MAKERS, Filled, Unit, changed, documents  # noqa: E402
from makers.layouts import CAMPAIGN, LAYOUTS, Shape  # noqa: E402
from makers.sheet import Sheet, repacked, with_openpyxl, with_xlsxwriter, write  # noqa: E402

Settings = dict[str, Any]
PLAN: Settings = yaml.safe_load((HERE / "plan.yaml").read_text(encoding="utf-8"))
_HEADER_KEYS = {"reported": "reported_on", "total": "declared_total"}


class Inbox:
    """The files by path, where each form's first version lies, and what should be found in it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.forms: dict[tuple[str, str], tuple[str, Sheet]] = {}
        self.expected: list[Settings] = []

    def add(self, path: str, content: bytes) -> None:
        """Lay a file into the inbox."""
        if path in self.files:
            raise ValueError(f"two files at {path}")
        self.files[path] = content

    def expect(self, fault: str, unit: str, attachment: str | None, path: str | None, cell: str | None = None) -> None:
        """Note a finding that must be made: ``fault`` is code and severity."""
        code, severity = fault.split()
        sheet = self.forms[unit, attachment][1].name if cell and attachment else None
        place = {"path": path, "sheet": sheet, "cell": cell, "unit": unit or None, "attachment": attachment}
        self.expected.append({"code": code, "severity": severity} | place)


class Sender:
    """One unit and what it sends."""

    def __init__(self, inbox: Inbox, name: str, plan: Settings) -> None:
        kind = CAMPAIGN.roster.kind_of[name]
        number = CAMPAIGN.roster.position[name] + 1
        self.inbox, self.name, self.plan = inbox, name, plan
        self.unit = Unit(name, plan["signs"], number, kind == "county", plan.get("dates", "iso"), plan.get("numbers", False))
        self.due = {form.id: CAMPAIGN.due(form.id, kind) for form in CAMPAIGN.expected(kind)}
        self.sent = [form for form in self.due if form not in plan.get("without", [])]
        self.filled: dict[str, Filled] = {}
        self.paths: dict[str, str] = {}

    def day(self, attachment: str) -> date:
        """Return the day of 填报时间."""
        days: dict[str, date] = self.plan["days"]
        return days.get(attachment, days["rest"])

    def folder(self, attachment: str, day: date | None = None) -> str:
        """Return the unit's folder, or its folder of the day it came in.

        A Word document says nowhere when it was filed: it always lies in a folder of its day.
        """
        top = self.plan.get("folder", self.name)
        dated = self.plan.get("dated") or attachment not in MAKERS
        return f"{top}/{day or self.day(attachment)}" if dated else top

    def file_name(self, *attachments: str) -> str:
        """Return the name the unit gives a file, without its extension."""
        schemas = [CAMPAIGN.attachment(attachment) for attachment in attachments]
        if len(schemas) > 1:
            return f"附件{'、'.join(str(schema.number) for schema in schemas)}"
        pattern: str = self.plan.get("names", "{label}")
        title = schemas[0].title.removesuffix("提纲").removesuffix("参考模板")
        return pattern.format(label=schemas[0].label, title=title, unit=self.name)

    def send(self) -> None:
        """Put all files of the unit into the inbox and note what is wrong with them."""
        books: list[list[str]] = self.plan.get("books", [])
        bound = {attachment for book in books for attachment in book}
        tables = [[attachment] for attachment in self.sent if attachment in MAKERS and attachment not in bound]
        for book in [*tables, *books]:
            self._workbook(book)
        for attachment in (form for form in self.sent if form not in MAKERS):
            self._document(attachment)
        for attachment, day in self.plan.get("again", {}).items():
            self._correction(attachment, day)
        self._scans()
        self._odd_files()
        self._expectations()

    def _fill(self, attachment: str, day: date, *, faulty: bool = True) -> Filled:
        filled = MAKERS[attachment](self.unit, day)
        nil = self.plan.get("nil", {}).get(attachment, "")
        if nil:
            filled = replace(filled, nil=nil, rows=())
        for change in self.plan.get("changes", []):
            if faulty and change["form"] == attachment:
                filled = changed(filled, change)
        return filled

    def _sheet(self, filled: Filled, name: str = "") -> Sheet:
        shape = Shape(**self.plan.get("shapes", {}).get(filled.attachment, {}))
        return LAYOUTS[self.plan["layout"]](filled, replace(shape, sheet=name))

    def _package(self, sheets: list[Sheet]) -> bytes:
        content = (with_xlsxwriter if self.plan.get("writer") == "xlsxwriter" else with_openpyxl)(sheets)
        return content if self.plan.get("dimension", True) else repacked(content, dimension=False)

    def _workbook(self, attachments: list[str]) -> None:
        day = self.day(attachments[0])
        extension = self.plan.get("wrong_extension", {}).get(attachments[0], ".xlsx")
        path = f"{self.folder(attachments[0])}/{self.file_name(*attachments)}{extension}"
        sheets = []
        for attachment in attachments:
            self.filled[attachment] = self._fill(attachment, day)
            several = CAMPAIGN.attachment(attachment).label if len(attachments) > 1 else ""
            sheets.append(self._sheet(self.filled[attachment], several))
            self.inbox.forms[self.name, attachment] = (path, sheets[-1])
            self.paths[attachment] = path
        empty = [Sheet("Sheet1")] if len(attachments) > 1 and self.plan.get("empty_first") else []
        self.inbox.add(path, self._package([*empty, *sheets]))
        if extension != ".xlsx":
            self.inbox.expect("JF005 warning", self.name, None, path)

    def _correction(self, attachment: str, day: date) -> None:
        """Send a form again, without the faults."""
        name = self.file_name(attachment) + ("" if self.plan.get("dated") else "（更正）")
        sheet = self._sheet(self._fill(attachment, day, faulty=False))
        self.inbox.add(f"{self.folder(attachment, day)}/{name}.xlsx", self._package([sheet]))

    def _document(self, attachment: str) -> None:
        counted = {"problems": "a2", "rectified": "a3", "whitelist": "a7"}
        counts = {figure: len(self.filled[form].rows) for figure, form in counted.items()}
        figures = counts | self.plan.get("figures", {})
        texts = papers.report_texts(self.unit, figures) if attachment == "a4" else papers.case_texts(self.unit)
        empty = self.plan.get("emptied", {}).get(attachment, [])
        dropped = tuple(self.plan.get("dropped", {}).get(attachment, []))
        texts = {heading: "" if heading in empty else text for heading, text in texts.items()}
        content = papers.outline(self.unit, attachment, texts, styled=self.unit.number % 2 == 0, without=dropped)
        path = f"{self.folder(attachment)}/{self.file_name(attachment)}.docx"
        self.inbox.add(path, content)
        self.paths[attachment] = path
        faults = ["JF702 error"] * len(empty) + ["JF701 error"] * len(dropped)
        if attachment == "a4" and "figures" in self.plan:
            faults.append("JF406 warning")
        for fault in faults:
            self.inbox.expect(fault, self.name, attachment, path)

    def _scans(self) -> None:
        """One scan for a folder, one a form, or only some."""
        scans = self.plan["scans"]
        if scans == "one":
            for folder in sorted({self.folder(attachment) for attachment in self.sent}):
                self.inbox.add(f"{folder}/盖章扫描件.pdf", papers.scan_pdf(self.unit.number, folder))
            return
        kinds = dict.fromkeys(self.sent, "pdf") if scans == "each" else {} if scans == "none" else scans
        for attachment, kind in kinds.items():
            name = f"{CAMPAIGN.attachment(attachment).label}扫描件.{kind}"
            make = papers.scan_pdf if kind == "pdf" else papers.scan_png
            self.inbox.add(f"{self.folder(attachment)}/{name}", make(self.unit.number, self.name + attachment))
        for attachment in self.sent:
            if attachment not in kinds and attachment not in PLAN["missing"].get(self.name, []):
                self.inbox.expect("JF602 warning", self.name, attachment, None)

    def _odd_files(self) -> None:
        folder = self.folder("a2")
        if name := self.plan.get("lone_scan"):
            self.inbox.add(f"{folder}/{name}", papers.scan_pdf(self.unit.number, name))
            self.inbox.expect("JF605 warning", self.name, "a5", f"{folder}/{name}")
        if name := self.plan.get("truncated"):
            whole = self.inbox.files[self.inbox.forms[self.name, "a6"][0]]
            self.inbox.add(f"{folder}/{name}", whole[: len(whole) // 3])
            self.inbox.expect("JF001 error", self.name, None, f"{folder}/{name}")
        if name := self.plan.get("unrelated"):
            self.inbox.add(f"{folder}/{name}", _unrelated_workbook())
            self.inbox.expect("JF006 error", self.name, None, f"{folder}/{name}")
        for row in documents(self.unit, self.day("a6")).rows[: self.plan.get("enclosures", 0)]:
            texts = [str(row[key]) for key in ("body", "matter", "document_number")]
            self.inbox.add(f"{folder}/文件电子版/{texts[2]}.docx", papers.enclosure(*texts))

    def _expectations(self) -> None:
        for change in self.plan.get("changes", []):
            if "expect" not in change:
                continue
            attachment = change.get("of", change["form"])
            path, sheet = self.inbox.forms[self.name, attachment]
            self.inbox.expect(change["expect"], self.name, attachment, path, _cell(sheet, change))
        for attachment in self.sent:
            if self.day(attachment) > (self.due[attachment] or date.max):
                self.inbox.expect("JF501 warning", self.name, attachment, self.paths[attachment])


def _cell(sheet: Sheet, change: Settings) -> str | None:
    """Return the address where a change landed."""
    at = change.get("at")
    if at == "none":
        return None
    if at:
        return sheet.at[at[0], at[1]]
    if "header" in change:
        field: str = change["header"]
        return sheet.at["header", _HEADER_KEYS.get(field, field)]
    return sheet.at["heading", change["extra"]] if "extra" in change else sheet.at[change["row"], next(iter(change["set"]))]


def _unrelated_workbook() -> bytes:
    sheet = Sheet("食堂")
    week = "一二三四五"
    for row, texts in enumerate([("日期", "早餐", "午餐"), *((f"星期{day}", "米粥", "面条") for day in week)], start=1):
        for column, text in enumerate(texts, start=1):
            sheet.put(row, column, text)
    return with_openpyxl([sheet])


def _unclaimed(inbox: Inbox, entry: Settings) -> None:
    like = entry["like"]
    number = CAMPAIGN.roster.position[like] + 1
    unit = Unit(like, entry["signs"], number, CAMPAIGN.roster.kind_of[like] == "county")
    day = date.fromisoformat(entry["path"].split("/")[1])
    filled = MAKERS[entry["form"]](unit, day)
    rows = [row | {"remark": None} for row in filled.rows]
    chosen = tuple([row for row in rows if row.get("disposition", "保留") == "保留"][: entry["rows"]])
    sheet = LAYOUTS[entry["layout"]](replace(filled, rows=chosen), Shape())
    inbox.forms[entry["signs"], entry["form"]] = (entry["path"], sheet)
    inbox.add(entry["path"], with_openpyxl([sheet]))
    inbox.expect(entry["expect"], entry["signs"], entry["form"], entry["path"], sheet.at["header", "unit"])


def _zipped(inbox: Inbox, folder: str, name: str) -> None:
    """Pack the files of a folder into one archive, as units with much to send do."""
    members = sorted(path for path in inbox.files if path.startswith(f"{folder}/"))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in members:
            archive.writestr(path.rpartition("/")[2], inbox.files.pop(path))
    inbox.add(f"{folder}/{name}", repacked(stream.getvalue()))


def build() -> Inbox:
    """Return the whole inbox."""
    inbox = Inbox()
    for name, plan in PLAN["units"].items():
        Sender(inbox, name, plan).send()
        if "zip" in plan:
            _zipped(inbox, plan.get("folder", name), plan["zip"])
    for entry in PLAN["unclaimed"]:
        _unclaimed(inbox, entry)
    for path in PLAN["litter"]:
        inbox.add(path, DATA["people"][0].encode("utf-16-le").ljust(165, b" "))
    for unit, attachments in PLAN["missing"].items():
        for attachment in attachments:
            inbox.expect("JF601 error", unit, attachment, None)
    return inbox


def main() -> None:
    """Write the inbox in place of the one here, or to a new folder named on the command line."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "inbox"
    if len(sys.argv) > 1 and target.exists():
        sys.exit(f"{target} is there already")
    inbox = build()
    shutil.rmtree(target, ignore_errors=True)
    for path, content in inbox.files.items():
        write(target / path, content)
    if len(sys.argv) == 1:
        order = sorted(inbox.expected, key=lambda fault: [fault[name] or "" for name in ("path", "unit", "code", "cell")])
        lines = ",\n".join(" " + json.dumps(fault, ensure_ascii=False) for fault in order)
        (HERE / "expected.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
