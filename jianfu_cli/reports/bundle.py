"""A bundle's parts as JSON: what one level sends up instead of its files (contract.md, levels and bundles)."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from jianfu_cli import __version__
from jianfu_cli.core.filings.returns import Filing
from jianfu_cli.core.language.privacy import numbers_in, public_text
from jianfu_cli.core.model.bundle import (
    DECISIONS,
    FILES,
    FILINGS,
    FINDINGS,
    FORMAT,
    MANIFEST,
    MANIFEST_DIGEST,
    LevelTotals,
)
from jianfu_cli.core.model.bundle_writing import Made, as_it_is, file_record, finding_record, in_parts
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import WITHIN, Form, Outcome, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.naming import named_ids
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.core.rollup.model import RollUp

Checked = tuple[SourceFile, tuple[Finding, ...]]
# Characters of one part: small enough to be read without much room, large enough that a province has no thousands.
_PART = 4 << 20
_FILES_ON_DISK = "〔文件〕"


def bundle_parts(
    roll_up: RollUp, as_read: Iterable[Checked], folders: Iterable[str], name: str, *, public: bool = False
) -> dict[str, bytes]:
    """Return the parts of the bundle ``name`` by their names in the archive.

    ``as_read`` are the files before any decision, each with what was found in it alone; ``folders`` the units that
    have a folder in the inbox. ``public``: personal data are left out, too (contract.md, what leaves the office).
    """
    made: Made = _public if public else as_it_is
    names = _public_names(roll_up.files, roll_up.campaign) if public else {}
    listed: list[dict[str, Any]] = []
    parts: dict[str, bytes] = {}
    for nth, part in enumerate(_file_parts(as_read, roll_up, made, names), start=1):
        called = f"{FILES}/{nth:05}.json"
        parts[called] = _joined(text for _, text in part)
        listed += ({**_listed(record), "part": called} for record, _ in part)
    sheets = {file.path: _public_sheets(file) for file in roll_up.files} if public else {}
    findings = [_finding(_of_sheet(one, sheets), made, names) for one in roll_up.findings]
    parts[FINDINGS] = _json({"findings": findings})
    parts[DECISIONS] = _json({"decisions": list(_decisions(roll_up, made, names))})
    parts[FILINGS] = _json({"filings": [_filing(one, names) for one in roll_up.filings]})
    manifest = _json(
        {
            "format": FORMAT,
            "version": __version__,
            "campaign": roll_up.campaign.id,
            "as_of": roll_up.as_of.isoformat(),
            "name": name,
            "public": public,
            "folders": sorted(folders),
            "units": [{"unit": one.unit, "within": ""} for one in roll_up.tally_by_unit if one.unit],
            "rows": asdict(roll_up.tally),
            "by_attachment": {id_: asdict(tally) for id_, tally in roll_up.tally_by_attachment.items()},
            "bundles": [_level(level.said) for level in roll_up.levels],
            "files": listed,
            "parts": {called: hashlib.sha256(content).hexdigest() for called, content in parts.items()},
        }
    )
    return {MANIFEST: manifest, MANIFEST_DIGEST: hashlib.sha256(manifest).hexdigest().encode(), **parts}


def _public(text: str, column: FoundColumn | None = None, label: str = "") -> str:
    """Return what of ``text`` may leave the office: what stands over it says whether it is a person's name.

    Mailboxes stand in the column for them alone, and none that is a mobile number.
    """
    if column and column.role == ColumnRole.EMAIL and not numbers_in(text):
        return text
    over = "".join((column.heading if column else label).split())
    if not over or not text:
        return public_text(text)
    passed = public_text(f"{over}：{text}")
    return passed.removeprefix(f"{over}：")


def _file_parts(
    as_read: Iterable[Checked], roll_up: RollUp, made: Made, names: Mapping[str, str]
) -> Iterator[list[tuple[dict[str, Any], str]]]:
    ordered = sorted(as_read, key=lambda checked: checked[0].path)
    shown = (_shown(file, found, names) for file, found in ordered)
    records = (file_record(file, roll_up.campaign, found, made, names.get(file.outer)) for file, found in shown)
    return in_parts(((record, _text(record)) for record in records), _PART)


def _shown(file: SourceFile, found: Iterable[Finding], names: Mapping[str, str]) -> Checked:
    """Return a file and its findings with the names of its sheets, and its own in these, as they may leave the office.

    Names of sheets are told apart no longer where the public ones are the same: then they are numbered.
    """
    if not names:
        return file, tuple(found)
    sheets = _public_sheets(file)
    path = _renamed(file.path, names)
    findings = tuple(one._replace(path=path, sheet=sheets.get(one.sheet or "", one.sheet)) for one in found)
    return replace(file, forms=tuple(_on_public_sheets(form, sheets) for form in file.forms)), findings


def _on_public_sheets(form: Form, sheets: Mapping[str, str]) -> Form:
    body = form.body
    unread = tuple(one._replace(sheet=sheets.get(one.sheet, one.sheet)) for one in body.unread)
    twice_on = tuple(sheets.get(sheet, sheet) for sheet in body.twice_on)
    place = replace(form.place, sheet=sheets.get(form.place.sheet or "", form.place.sheet))
    return replace(form, place=place, body=replace(body, unread=unread, twice_on=twice_on))


def _public_sheets(file: SourceFile) -> dict[str, str]:
    """What stands for the names of sheets that may not leave the office."""
    called = [form.place.sheet or "" for form in file.forms]
    for form in file.forms:
        called += [*form.body.twice_on, *(one.sheet for one in form.body.unread)]
    public: dict[str, str] = {}
    for sheet in dict.fromkeys(called):
        if (shown := public_text(sheet)) != sheet:
            again = sum(other == shown or other.startswith(f"{shown} (") for other in public.values())
            public[sheet] = f"{shown} ({again + 1})" if again else shown
    return public


def _listed(record: dict[str, Any]) -> dict[str, Any]:
    rows = sum(len(form["rows"]["numbers"]) for form in record["forms"])
    path = WITHIN.join((record["path"], *record["within"]))
    return {"path": path, "sha256": record["sha256"], "rows": rows}


def _level(level: LevelTotals) -> dict[str, Any]:
    by_attachment = {
        id_: {"read": read, "merged": merged, "unused": unused} for id_, (read, merged, unused) in level.rows.items()
    }
    return {
        "path": level.path,
        "sha256": level.sha256,
        "as_of": level.as_of.isoformat(),
        "by_attachment": by_attachment,
    }


def _of_sheet(finding: Finding, sheets: Mapping[str, Mapping[str, str]]) -> Finding:
    shown = sheets.get(finding.path or "", {}).get(finding.sheet or "")
    return finding._replace(sheet=shown) if shown else finding


def _finding(finding: Finding, made: Made, names: Mapping[str, str]) -> dict[str, Any]:
    record = finding_record(finding, made)
    record["path"] = _renamed(finding.path, names) if finding.path else None
    return record


def _decisions(roll_up: RollUp, made: Made, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for decision in roll_up.decisions:
        yield _decision(decision, made, names)


def _decision(one: Decision, made: Made, names: Mapping[str, str]) -> dict[str, Any]:
    record = asdict(one) | {"issue": one.issue.value, "on": one.on.isoformat() if one.on else None}
    record["path"] = _renamed(one.path, names)
    return record | {field: made(record[field]) for field in ("why", "by")}


def _filing(filing: Filing, names: Mapping[str, str]) -> dict[str, Any]:
    days = {"due": filing.due, "received_on": filing.received_on, "corrected_on": filing.corrected_on}
    return {
        "unit": filing.unit,
        "kind": filing.kind,
        "attachment": filing.attachment,
        "state": filing.state.value,
        **{called: day.isoformat() if day else None for called, day in days.items()},
        "days_late": filing.days_late,
        "nil": filing.nil,
        "rows": filing.rows,
        "scan": filing.scan,
        "versions": [_renamed(version.file.path, names) for version in filing.versions],
    }


def _public_names(files: Iterable[SourceFile], campaign: Campaign) -> dict[str, str]:
    """What stands for the path of each file on the disk: without personal data, of a refused one without its name."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for file in sorted(files, key=lambda one: one.path):
        if file.outer in names:
            continue
        folder, slash, last = file.outer.rpartition("/")
        end = last.rpartition(".")[2] if "." in last else file.type
        meant = "、".join(campaign.attachment(one).label for one in named_ids(last, campaign.attachments))
        refused = f"{_FILES_ON_DISK}{meant}.{public_text(end)}"
        shown = refused if file.outcome is Outcome.REFUSED else public_text(last)
        folder = "/".join(public_text(step) for step in folder.split("/"))
        name, nth = f"{folder}{slash}{shown}", 1
        while name in taken:
            nth += 1
            name = f"{folder}{slash}({nth}){shown}"
        taken.add(name)
        names[file.outer] = name
    return names


def _renamed(path: str, names: Mapping[str, str]) -> str:
    """Return what stands for ``path``, or for the way to it through archives."""
    if not names:
        return path
    steps = path.split(WITHIN)
    for depth in range(len(steps), 0, -1):
        outer = WITHIN.join(steps[:depth])
        if outer in names:
            return WITHIN.join((names[outer], *map(public_text, steps[depth:])))
    return public_text(path)


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _json(content: Any) -> bytes:
    return _text(content).encode("utf-8", "replace")


def _joined(texts: Iterable[str]) -> bytes:
    return ('{"files":[\n' + ",\n".join(texts) + "\n]}").encode("utf-8", "replace")
