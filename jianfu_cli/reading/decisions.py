"""处理决定.xlsx as people leave it behind: read by its headings, wherever they stand and whoever saved it."""

from pathlib import Path

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.decision_book import (
    ALIASES,
    DECISION,
    ISSUE,
    NUMBER,
    PENDING,
    SPELLING,
    UNIT,
    DecisionBook,
    DecisionRow,
)
from jianfu_cli.errors import UsageError, reason
from jianfu_cli.reading.layout.explanations import table_below
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.spreadsheet import sheets_of


def read_book(file: Path, limits: GuardLimits) -> DecisionBook:
    """Return the rows of the workbook ``file``.

    Raises:
        UsageError: it cannot be read; what was decided must not be passed over.
    """
    try:
        grids = sheets_of(file, limits)
    except OSError as error:
        raise UsageError(f"读不了 {file}：{reason(error)}") from error
    except RefusedError as refusal:
        raise UsageError(f"读不了 {file}：{refusal.detail}；请用 Excel 或 WPS 打开，另存为 xlsx") from refusal
    sheets = {key(grid.name): grid for grid in grids}
    pending, aliases = sheets.get(PENDING), sheets.get(ALIASES)
    if pending is None:
        raise UsageError(f"{file} 里没有“{PENDING}”这张工作表；请改回来，或把文件移走后用 jianfu decide 重新生成")
    rows = [DecisionRow(number, texts) for number, texts in table_below(pending, (NUMBER, ISSUE, DECISION))]
    if not rows and any(any(map(str.strip, map(str, filter(None, values)))) for values in pending.rows[2:]):
        raise UsageError(f"{file} 的“{PENDING}”里找不到“{NUMBER}”“{ISSUE}”“{DECISION}”这几栏的列名，请改回来")
    spelt = table_below(aliases, (SPELLING, UNIT)) if aliases else ()
    known = ((texts[SPELLING], texts[UNIT]) for _, texts in spelt)
    return DecisionBook(tuple(rows), tuple((spelling, unit) for spelling, unit in known if spelling and unit))
