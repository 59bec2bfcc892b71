"""The report of ``validate`` for programs: JSON and CSV."""

from dataclasses import asdict
from operator import attrgetter
from typing import Any

from jianfu_cli import __version__
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.report import Report
from jianfu_cli.reports.csv_text import csv_text
from jianfu_cli.reports.entries import answer_entry, decision_entries, file_entry
from jianfu_cli.reports.json_text import json_lines_text

FORMAT = "jianfu-report/1"
# What the program goes by stands in no report.
_INNER = frozenset({"order", "drawn_from", "for_host"})
COLUMNS = tuple(name for name in Finding._fields if name not in _INNER)
_told = attrgetter(*COLUMNS)


def as_json(report: Report) -> str:
    """Return the report as JSON text (contract.md, JSON report)."""
    content = {
        "format": FORMAT,
        "version": __version__,
        "campaign": report.campaign,
        "as_of": report.as_of.isoformat(),
        "counts": {
            "files": len(report.files),
            "forms": report.forms,
            "rows": report.rows,
            **{severity.value: report.count(severity) for severity in Severity},
            **({"answered": report.settled} if report.settled else {}),
        },
        "files": [file_entry(file) for file in report.files],
        "not_run": [asdict(skipped) for skipped in report.not_run],
        "findings": [_entry(finding) for finding in report.findings],
        "decisions": decision_entries(report.decisions),
        **({} if report.fixed is None else {"fixed": [asdict(change) for change in report.fixed]}),
        **({"not_made": [asdict(copy) for copy in report.not_made]} if report.not_made else {}),
    }
    return json_lines_text(content)


def as_csv(report: Report) -> str:
    """Return the findings as CSV, infos only where the report lists them."""
    return csv_text(COLUMNS, (map(_cell, _entry(finding).values()) for finding in report.listed))


def _entry(finding: Finding) -> dict[str, Any]:
    return dict(zip(COLUMNS, _told(finding), strict=True)) | {"answered": answer_entry(finding.answered)}


def _cell(value: Any) -> Any:
    """An answer on one line: what was said, by whom, when."""
    return "；".join(str(part) for part in value.values() if part) if isinstance(value, dict) else value
