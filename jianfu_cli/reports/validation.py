"""The formats of ``validate``: one dict name → renderer."""

from collections.abc import Callable

from jianfu_cli.core.report import Report
from jianfu_cli.reports.findings import as_csv, as_json
from jianfu_cli.reports.formats import ReportFormat
from jianfu_cli.reports.text import as_text

RENDERERS: dict[ReportFormat, Callable[[Report], str]] = {
    ReportFormat.TEXT: as_text,
    ReportFormat.JSON: as_json,
    ReportFormat.CSV: as_csv,
}
