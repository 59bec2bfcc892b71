"""Web archives (mht, RFC 2557) to grids: the pages in them that hold anything."""

import email

from jianfu_cli.reading.formats import webpage
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import damaged


def read_sheets(data: bytes, _: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the pages that hold anything, one sheet each.

    Raises:
        RefusedError: JF001 damaged, JF003 over the limits of a sheet.
    """
    try:
        pages = [part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    except (RecursionError, ValueError) as error:
        raise damaged() from error
    contents = [part.get_payload(decode=True) for part in pages]
    grids = [
        grid
        for content in contents
        if isinstance(content, bytes)
        for grid in webpage.read_sheets(content, None, limits)
    ]
    return tuple(grid for grid in grids if grid.rows)
