"""The formats of ``status``: one dict name → renderer."""

from collections.abc import Callable

from jianfu_cli.core.filings.ledger import Ledger
from jianfu_cli.reports.formats import StatusFormat
from jianfu_cli.reports.status import as_csv, as_json
from jianfu_cli.reports.status_page import as_html
from jianfu_cli.reports.status_text import as_text

RENDERERS: dict[StatusFormat, Callable[[Ledger], str]] = {
    StatusFormat.TEXT: as_text,
    StatusFormat.JSON: as_json,
    StatusFormat.CSV: as_csv,
    StatusFormat.HTML: as_html,
}
