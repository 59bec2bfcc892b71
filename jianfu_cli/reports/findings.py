"""The report of ``validate`` for programs: JSON and CSV."""

import csv
import io
import json
from dataclasses import asdict, fields
from typing import Any

from jianfu_cli import __version__
from jianfu_cli.core.finding import Finding, Severity
from jianfu_cli.core.report import Report
from jianfu_cli.reports.entries import file_entry

FORMAT = "jianfu-report/1"
COLUMNS = tuple(field.name for field in fields(Finding) if field.name != "order")
# What a spreadsheet would take for a formula when it opens the CSV, full-width signs too.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


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
        },
        "files": [file_entry(file) for file in report.files],
        "not_run": [asdict(skipped) for skipped in report.not_run],
        "findings": [_entry(finding) for finding in report.findings],
        **({} if report.fixed is None else {"fixed": [asdict(change) for change in report.fixed]}),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    # A file name may hold what is no Unicode text.
    return text.encode("utf-8", "replace").decode()


def as_csv(report: Report) -> str:
    """Return the findings as CSV with a byte order mark, so that Excel takes it for UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in report.findings:
        writer.writerow([_neutral(value) for value in _entry(finding).values()])
    return "\ufeff" + target.getvalue().encode("utf-8", "replace").decode()


def _entry(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in COLUMNS}


def _neutral(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
