"""Coverage-guided fuzzing of the readers and the parsers of values (docs/fuzzing.md).

``python tests/fuzz/fuzz_readers.py xlsx --minutes 60``; without a target all of them, one after the other. Each target
runs in processes of its own: a native reader may end the process, which in the product costs one file (JF001).
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
sys.path[:0] = [*map(str, (HERE, TESTS, TESTS / "hostile")), str(TESTS.parent)]

SLOWEST_SECONDS = 20
LARGEST = 60_000
# A native reader's own end is no find: the product's workers contain it.
DONE, NATIVE = "done", "native"
# What libFuzzer says when it stops.
_ENDS = {
    "Uncaught Python exception": "exception",
    "ERROR: libFuzzer: timeout": "timeout",
    "ERROR: libFuzzer: out-of-memory": "memory",
    "ERROR: libFuzzer: deadly signal": NATIVE,
}
_MOST_ENDS = 200


@dataclass(frozen=True)
class End:
    """Why the fuzzing of a target stopped: ``DONE``, ``NATIVE`` or a find; what it said, and the inputs that did it."""

    how: str
    said: str
    inputs: tuple[Path, ...]


def fuzz(target: str, folder: Path, *, runs: int = -1, seconds: int = 0, seed: int = 1) -> End:
    """Fuzz one target in a process of its own, until it has had its runs or its time, or finds something."""
    corpus, artifacts = folder / target, folder / "finds" / f"{target}-{seed}-"
    corpus.mkdir(parents=True, exist_ok=True)
    artifacts.parent.mkdir(exist_ok=True)
    known = set(artifacts.parent.glob(f"{artifacts.name}*"))
    bounds = [
        "-reload=0",
        f"-runs={runs}",
        f"-max_total_time={seconds}",
        f"-timeout={SLOWEST_SECONDS}",
        f"-max_len={LARGEST}",
    ]
    command = [sys.executable, str(HERE / "fuzz_readers.py"), target, "--child"]
    done = subprocess.run(
        [*command, f"-seed={seed}", f"-artifact_prefix={artifacts}", *bounds, str(corpus)],
        env={**os.environ, "RUST_BACKTRACE": "0", "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode(errors="replace")
    how = next((how for sign, how in _ENDS.items() if sign in said), "failure") if done.returncode else DONE
    return End(how, said, tuple(sorted(set(artifacts.parent.glob(f"{artifacts.name}*")) - known)))


def hunt(target: str, folder: Path, minutes: float, seed: int) -> bool:
    """Fuzz one target again and again until the time is up, print each end once; say whether a find was among them."""
    deadline = time.monotonic() + minutes * 60
    found: set[str] = set()
    for attempt in range(_MOST_ENDS):
        left = int(deadline - time.monotonic())
        if left <= 0:
            break
        end = fuzz(target, folder, seconds=left, seed=seed + attempt)
        if end.how == DONE:
            print(f"{target}: {end.said.strip().splitlines()[-1]}", flush=True)  # noqa: T201
            break
        reason = _reason(end)
        if reason not in found:
            print(f"{target}: {end.how}: {reason}\n  {', '.join(map(str, end.inputs))}", flush=True)  # noqa: T201
            found.add(reason)
    return any(reason != NATIVE for reason in found)


def _reason(end: End) -> str:
    if end.how != "exception":
        return end.how
    trace = end.said.partition("Uncaught Python exception")[2].partition("SUMMARY")[0]
    lines = [line.strip() for line in trace.splitlines() if line.strip() and not line.startswith("==")]
    return f"{lines[1] if len(lines) > 1 else ''} | {' | '.join(lines[-4:])}"


def _child(target: str, arguments: list[str]) -> None:
    """Fuzz within this process; ``arguments`` are libFuzzer's, the corpus last."""
    import atheris

    with atheris.instrument_imports(include=["jianfu_cli"], enable_loader_override=False):
        from targets import TARGETS
    chosen = TARGETS[target]
    corpus = Path(arguments[-1])
    for nth, seed in enumerate(chosen.seeds()):
        (corpus / f"seed-{nth:03}").write_bytes(seed)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        made = chosen.mutate(data, random.Random(seed), lambda piece: atheris.Mutate(piece, max(len(piece) * 2, 64)))
        return made if len(made) <= most else data

    check: Callable[[bytes], None] = chosen.check
    atheris.Setup([sys.argv[0], *arguments], check, custom_mutator=mutate)
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets named; 1 where one of them ended by a find."""
    if sys.argv[2:3] == ["--child"]:
        _child(sys.argv[1], sys.argv[3:])
    from targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS])
    parser.add_argument("--minutes", type=float, default=1, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where corpus and finds are kept; a temporary one if not given")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="fuzz-"))
    print(f"corpus and finds: {folder}", flush=True)  # noqa: T201
    finds = [target for target in given.targets or TARGETS if hunt(target, folder, given.minutes, given.seed)]
    return int(bool(finds))


if __name__ == "__main__":
    sys.exit(main())
