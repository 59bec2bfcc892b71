"""merge.json: the control totals, every source file and every row that was not merged (contract.md)."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from jianfu_cli import __version__
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.rollup.model import LevelTie, RollUp, UnitTally, fits_a_cell
from jianfu_cli.reports.entries import decision_entries, file_entry
from jianfu_cli.reports.figures_json import figures_entry
from jianfu_cli.reports.json_text import json_lines_text

FORMAT = "jianfu-merge/1"


def render(roll_up: RollUp) -> str:
    """Return the roll-up as JSON text; the same roll-up gives the same text."""
    severities = [finding.severity for finding in roll_up.counting_findings]
    reason = {one.path: one.reason for one in roll_up.refused}
    content = {
        "format": FORMAT,
        "version": __version__,
        "campaign": roll_up.campaign.id,
        "as_of": roll_up.as_of.isoformat(),
        "rows": asdict(roll_up.tally),
        "as_of_rows_left_out": roll_up.rows_left_out,
        "by_attachment": {name: asdict(tally) for name, tally in roll_up.tally_by_attachment.items()},
        "counts": {"files": len(roll_up.files), "forms": roll_up.figures.forms},
        "by_unit": {one.unit: _unit(one) for one in roll_up.tally_by_unit},
        "figures": figures_entry(roll_up),
        "findings": {severity: severities.count(severity) for severity in Severity},
        **({"answered": len(roll_up.settled_findings)} if roll_up.settled_findings else {}),
        "decisions": decision_entries(roll_up.decisions),
        **({"levels": [_level(one) for one in roll_up.levels]} if roll_up.levels else {}),
        "files": [_file(file, reason.get(file.path)) for file in roll_up.files],
        "unused": [asdict(row) for row in roll_up.unused],
        "long_texts": list(_long_texts(roll_up)),
        **({"not_compared": [one._asdict() for one in roll_up.not_compared]} if roll_up.not_compared else {}),
    }
    return json_lines_text(content)


def _unit(one: UnitTally) -> dict[str, Any]:
    by_attachment = {name: asdict(tally) for name, tally in one.by_attachment.items()}
    return {"files": one.files, "forms": one.forms, **asdict(one.rows), "by_attachment": by_attachment}


def _level(level: LevelTie) -> dict[str, Any]:
    """A bundle: what it said of its rows, and what became of them here."""
    said = {name: dict(zip(("read", "merged", "unused"), rows, strict=True)) for name, rows in level.said.rows.items()}
    return {
        "path": level.said.path,
        "sha256": level.said.sha256,
        "as_of": level.said.as_of.isoformat(),
        "ties": level.ties,
        "by_attachment": {name: {"said": said.get(name), "here": asdict(here)} for name, here in level.here.items()},
        "unused_because": level.apart,
    }


def _file(file: SourceFile, reason: str | None) -> dict[str, Any]:
    """The report's entry of the file; why it was refused stands before its forms."""
    entry = file_entry(file)
    forms = entry.pop("forms")
    return {**entry, **({"reason": reason} if reason else {}), "forms": forms}


def _long_texts(roll_up: RollUp) -> Iterable[dict[str, Any]]:
    """The merged texts that the workbook had to cut, whole."""
    for table in roll_up.tables:
        headings = (*(column.heading for column in table.columns), *table.extra)
        for row in table.rows:
            for heading, text in zip(headings, (*row.cells, *row.extra), strict=True):
                if not fits_a_cell(text):
                    place = {"path": row.path, "sheet": row.sheet, "row": row.row, "column": heading}
                    yield {"attachment": table.attachment.id, "unit": row.unit, **place, "text": text}
