"""The formats of ``validate``: one dict name → renderer."""

from collections.abc import Callable

from jianfu_cli.core.model.report import Report
from jianfu_cli.reports.findings import as_csv, as_json
from jianfu_cli.reports.formats import ReportFormat
from jianfu_cli.reports.text import as_text


def _as_html(report: Report) -> str:
    # The template engine takes longer to import than most reports to write.
    from jianfu_cli.reports.page import as_html  # noqa: PLC0415

    return as_html(report)


RENDERERS: dict[ReportFormat, Callable[[Report], str]] = {
    ReportFormat.TEXT: as_text,
    ReportFormat.JSON: as_json,
    ReportFormat.CSV: as_csv,
    ReportFormat.HTML: _as_html,
}
