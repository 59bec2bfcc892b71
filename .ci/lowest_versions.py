"""Prints each runtime dependency of pyproject.toml at the lowest version that it allows, one a line, for pip."""

import re
import tomllib
from pathlib import Path

_BOUNDS = re.compile(r"(?P<name>[\w.-]+)>=(?P<lowest>[\w.]+)(?:,<[\w.]+)?")


def lowest_version(dependency: str) -> str:
    """Return ``name==1.2`` of ``name>=1.2`` or ``name>=1.2,<2``.

    Raises:
        ValueError: it does not say from which version on it serves.
    """
    bounds = _BOUNDS.fullmatch(dependency)
    if bounds is None:
        raise ValueError(f"no lower bound: {dependency}")
    return f"{bounds['name']}=={bounds['lowest']}"


if __name__ == "__main__":
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    for dependency in tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]:
        print(lowest_version(dependency))
