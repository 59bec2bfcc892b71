"""Times whole processes in turn, and how much memory all their processes hold together."""

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_FINE = (0, 1)  # 1 says that there are findings
_WATCHED_EVERY = 0.1
MIB = 1 << 20


@dataclass
class Runs:
    """What one command took, run after run: ``seconds``, and in ``peak`` the most bytes its processes held together."""

    seconds: list[float] = field(default_factory=list)
    peak: int = 0

    @property
    def median(self) -> float:
        """The median of the times, in seconds."""
        return statistics.median(self.seconds)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int, *, watch: bool = True) -> dict[str, Runs]:
    """Run the commands in turn, A B A B …, so that what slows the machine down slows each of them.

    With ``watch`` their memory is looked at in a round of its own, whose times do not count: looking takes time too.
    """
    runs = {name: Runs() for name in commands}
    for nth in range(rounds):
        for name, command in commands.items():
            seconds, _ = _run(command, watch=False)
            runs[name].seconds.append(seconds)
            print(f"  {nth + 1}/{rounds} {name}: {seconds:.2f} s", file=sys.stderr, flush=True)
    for name, command in commands.items() if watch else ():
        _, runs[name].peak = _run(command, watch=True)
        print(f"  {name}: {runs[name].peak / MIB:.0f} MiB", file=sys.stderr, flush=True)
    return runs


def ratios(runs: Runs, floor: Runs) -> list[float]:
    """Return how many times as long as ``floor`` each round took, in order of size."""
    return sorted(mine / theirs for mine, theirs in zip(runs.seconds, floor.seconds, strict=True))


def run_watched(command: Sequence[str]) -> tuple[float, int]:
    """Run a command once; return its seconds, and the most bytes that its processes held together."""
    return _run(command, watch=True)


def _run(command: Sequence[str], *, watch: bool) -> tuple[float, int]:
    begin = time.perf_counter()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while watch:
        peak = max(peak, _held(process))
        try:
            process.wait(_WATCHED_EVERY)
            break
        except psutil.TimeoutExpired:
            continue
    code = process.wait()
    seconds = time.perf_counter() - begin
    if code not in _FINE:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {code}")
    return seconds, peak


def _held(process: psutil.Process) -> int:
    """Return the bytes that the process and its children hold, what they share counted once (PSS)."""
    held = 0
    try:
        for one in (process, *process.children(recursive=True)):
            held += one.memory_full_info().pss
    except psutil.Error:  # ended meanwhile
        return 0
    return held


def python(module: Path | str, *arguments: object) -> list[str]:
    """Return the command that runs a script of this folder, or ``-m`` a module, with this interpreter."""
    script = [str(module)] if isinstance(module, Path) else ["-m", module]
    return [sys.executable, *script, *map(str, arguments)]
