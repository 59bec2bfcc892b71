"""Prints each runtime dependency of pyproject.toml at the lowest version that it allows, one a line, for pip."""

import re
import tomllib
from pathlib import Path

_BOUND = re.compile(r"(?P<name>[\w.-]+)>=(?P<lowest>[\w.]+)(?:,<[\w.]+)?")


def lowest_versions() -> list[str]:
    """Return ``name==version`` of each runtime dependency; each must say from which version on it serves."""
    project = Path(__file__).resolve().parent.parent / "pyproject.toml"
    dependencies = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    bounds = [_BOUND.fullmatch(dependency) for dependency in dependencies]
    return [f"{bound['name']}=={bound['lowest']}" for bound in bounds if bound]


if __name__ == "__main__":
    print("\n".join(lowest_versions()))
