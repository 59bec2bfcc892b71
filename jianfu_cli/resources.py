"""The one module that knows where the shipped schemas, templates and examples lie."""

from importlib.resources import files
from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder ``schemas``, ``templates`` or ``examples``.

    A wheel carries it inside the package, a checkout (or an editable install) beside it.
    """
    package = Path(str(files("jianfu_cli")))
    packed = package / name
    return packed if packed.is_dir() else package.parent / name
