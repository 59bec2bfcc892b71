"""审批台账.xlsx as people leave it behind: read by its headings, wherever they stand and whoever saved it."""

from collections.abc import Mapping
from pathlib import Path

from jianfu_cli.core.language.text import key
from jianfu_cli.errors import UsageError, reason
from jianfu_cli.reading.layout.explanations import table_below
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.spreadsheet import sheets_of


def read_entries(file: Path, limits: GuardLimits, needed: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    """Return the rows of the ledger ``file``, heading → text; ``needed`` are the headings by which it is known.

    Raises:
        UsageError: it cannot be read, or is no ledger: what was decided must not be passed over.
    """
    try:
        grids = sheets_of(file, limits)
    except OSError as error:
        raise UsageError(f"读不了 {file}：{reason(error)}") from error
    except RefusedError as refusal:
        raise UsageError(f"读不了 {file}：{refusal.detail}；请用 Excel 或 WPS 打开，另存为 xlsx") from refusal
    headed = [grid for grid in grids if any(set(map(key, needed)) <= set(map(key, map(str, row))) for row in grid.rows)]
    if not headed:
        raise UsageError(f"{file} 里没有{'、'.join(f'“{heading}”' for heading in needed)}这几栏，不是审批台账")
    return tuple(texts for _, texts in table_below(headed[0], needed))
