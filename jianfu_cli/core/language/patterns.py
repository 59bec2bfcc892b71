"""Regular expressions that are compiled when they are first used.

Compiling all of them took a sixth of the time in which one workbook is checked, which needs one in nine of them
(docs/performance.md).
"""

import re
from typing import AnyStr, cast


def pattern_of(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return the pattern of ``source``, for a module to keep; as ``re.compile`` but that it is compiled later."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Pattern:
    """Stands for a pattern: its ``pattern`` is known, all else is asked of the compiled one."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self._flags)
        # From now on they are found here, and this is not called again.
        vars(self).update((one, getattr(compiled, one)) for one in dir(compiled) if not one.startswith("_"))
        return getattr(compiled, name)
