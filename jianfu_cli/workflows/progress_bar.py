"""A progress bar on a terminal, nothing in a pipe."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")
_WORTH_SHOWING = 20  # fewer are done before anyone could look


def with_progress(items: Iterable[_Item], total: int, doing: str = "正在读取") -> Iterator[_Item]:
    """Yield ``items`` and show on standard error how many of ``total`` are done, after the words ``doing``."""
    if total < _WORTH_SHOWING or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn())
    # The bar moves the cursor, which the command's own streams let nothing do.
    # No refreshing thread: worker processes are forked while the bar is shown.
    with Progress(*columns, console=Console(file=sys.__stderr__), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=total)
        for item in items:
            progress.advance(task)
            progress.refresh()
            yield item
