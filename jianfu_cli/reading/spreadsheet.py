"""A spreadsheet of any make that is asked for by name, no submission: its sheets with the values that they show."""

from pathlib import Path

from jianfu_cli.reading.formats.kinds import kind_of
from jianfu_cli.reading.formats.sniff import sniff
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard.package import check_package, repacked, zip_archive
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError


def sheets_of(file: Path, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the sheets of ``file``, which is guarded as a submission is.

    Raises:
        OSError: it cannot be opened.
        RefusedError: it is no spreadsheet, needs a password, or is damaged.
    """
    data = file.read_bytes()
    archive = zip_archive(data)
    kind = kind_of(sniff(data, file.name, archive))
    if not kind.sheets:
        raise RefusedError("JF006", "这不是电子表格，或者加了密码")
    package = check_package(data, limits, kind.keeps, archive) if kind.zipped and archive else None
    data = repacked(data, package.repaired_parts) if package else data
    return kind.sheet_reader.read_sheets(data, package, limits)
