"""What the labelled wordings of 完成情况 are read as: ``python -m tests.core.language.confusion [FILE.tsv]…``.

Each file has lines of a wording, a tab and ``done``, ``open`` or ``unclear``. Without files, those beside this one are
read. Exits 1 where an open one is read as done, or more than 2 % of the done ones as open.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from jianfu_cli.core.language.completion import Completion, completion

STATES = tuple(state.value for state in Completion)
MOST_DONE_AS_OPEN = 0.02


def labelled(file: Path) -> list[tuple[str, str]]:
    """The wordings of ``file``, each with its label."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(text, label) for text, _, label in (line.partition("\t") for line in lines) if label]


def confusion(rows: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """How many wordings of each label are read as which state."""
    return Counter((label, completion(text).value) for text, label in rows)


def table(name: str, counted: Counter[tuple[str, str]]) -> str:
    """A table of ``counted``: a row a label, a column a state."""
    lines = [f"{name} ({counted.total()})", f"  {'label':<8}" + "".join(f"{'→ ' + state:>11}" for state in STATES)]
    lines += [f"  {label:<8}" + "".join(f"{counted[label, state]:>11}" for state in STATES) for label in STATES]
    return "\n".join(lines)


def is_safe(counted: Counter[tuple[str, str]]) -> bool:
    """Whether no open one is read as done, and at most a few of the done ones as open."""
    done = sum(counted["done", state] for state in STATES)
    return counted["open", "done"] == 0 and counted["done", "open"] <= MOST_DONE_AS_OPEN * done


def main(paths: list[str]) -> int:
    files = [Path(path) for path in paths] or sorted(Path(__file__).parent.glob("completion*.tsv"))
    every: Counter[tuple[str, str]] = Counter()
    for file in files:
        counted = confusion(labelled(file))
        every += counted
        sys.stdout.write(table(file.name, counted) + "\n")
    if len(files) > 1:
        sys.stdout.write(table("all", every) + "\n")
    return 0 if is_safe(every) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
