r"""Paths as Windows opens them however long: an archiver unpacks there what its own programs then cannot open.

Without the registry's leave Windows opens no path of 260 UTF-16 units and no folder of 248, and says that it is not
there. With ``\\?\`` before it the file system takes it as it stands (learn.microsoft.com, "Maximum Path Length
Limitation").
"""

import ntpath
import os
from pathlib import Path

_SHORT = 247
_EXTENDED = "\\\\?\\"


def openable(path: Path) -> Path:
    """Return ``path`` as it can be opened; what is shown and compared stays as it was."""
    if os.name != "nt":
        return path
    return Path(extended(os.path.abspath(path)))  # noqa: PTH100 -- resolve() asks the system, which cannot open it


def extended(path: str) -> str:
    r"""Return an absolute path of Windows so that its length does not matter.

    >>> extended("D:\\收件箱")
    'D:\\收件箱'
    >>> extended("D:\\" + "长" * 250)[:7], extended("\\\\server\\share\\" + "长" * 250)[:20]
    ('\\\\?\\D:\\', '\\\\?\\UNC\\server\\share')
    """
    if len(path.encode("utf-16-le", "surrogatepass")) // 2 <= _SHORT or path.startswith(_EXTENDED):
        return path
    drive, rest = ntpath.splitdrive(path)
    if drive.startswith("\\\\"):
        return f"{_EXTENDED}UNC{drive[1:]}{rest}"
    return f"{_EXTENDED}{path}" if drive else path
