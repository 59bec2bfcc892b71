"""One hostile file and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """``make`` is the file's bytes, what gives them, or what lays the file out at a path.

    ``codes`` are the rules of family JF0xx that must speak of it and no others; ``rows`` those that must be read.
    """

    name: str
    make: bytes | Callable[[], bytes] | Callable[[Path], None]
    outcome: str
    codes: frozenset[str] = frozenset()
    rows: int | None = None
    laid_out: bool = False

    def write(self, folder: Path) -> None:
        path = folder / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.laid_out:
            self.make(path)
        else:
            path.write_bytes(self.make if isinstance(self.make, bytes) else self.make())


def read(name, make, *codes, rows=2):
    return Case(name, make, "read", frozenset(codes), rows)


def refused(name, code, make):
    return Case(name, make, "refused", frozenset({code}))


def skipped(name, make):
    return Case(name, make, "skipped")


def laid(name, outcome, make, *codes):
    """A case that is more than a file: ``make(path)`` lays it out."""
    return Case(name, make, outcome, frozenset(codes), laid_out=True)
