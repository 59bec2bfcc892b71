"""Runs work on untrusted files in worker processes: a crash, a hang or a memory bomb costs one file, no more.

concurrent.futures gives up the whole pool when one worker dies, and cannot end one that hangs.
"""

import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


if sys.platform == "linux":
    # No thread runs yet when workers start, so a fork is safe, and starts in a tenth of the time.
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """Bounds on one worker: seconds for one task, bytes of memory (where the system can cap it)."""

    seconds: float = 60.0
    memory: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Died:
    """What stands in for a result where the worker did not live to give one; ``why`` in Chinese."""

    why: str


class _Worker(Generic[_Task, _Result]):
    """One process and the pipe to it; ``task`` is the index of what it works on."""

    def __init__(self, function: Callable[[_Task], _Result], memory: int) -> None:
        self.pipe, far_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(far_end, function, memory), daemon=True)
        self.process.start()
        far_end.close()
        self.task: int | None = None
        self.deadline = 0.0

    def give(self, index: int, task: _Task, seconds: float) -> None:
        self.task, self.deadline = index, time.monotonic() + seconds
        self.pipe.send(task)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_in_workers(
    function: Callable[[_Task], _Result], tasks: Sequence[_Task], workers: int | None, limits: WorkLimits
) -> Iterator[_Result | Died]:
    """Yield ``function(task)`` for each of ``tasks`` in their order, or ``Died`` where its worker did.

    ``workers`` None means one a processor. A function must be picklable where processes are spawned.
    """
    count = max(1, min(workers or os.cpu_count() or 1, len(tasks)))
    waiting = deque(enumerate(tasks))
    done: dict[int, _Result | Died] = {}
    crew: list[_Worker[_Task, _Result]] = []
    try:
        for following in range(len(tasks)):
            while following not in done:
                crew = _fill(crew, waiting, count, function, limits)
                crew = _collect(crew, done)
            yield done.pop(following)
    finally:
        for worker in crew:
            worker.end()


def _fill(
    crew: list[_Worker[_Task, _Result]],
    waiting: deque[tuple[int, _Task]],
    count: int,
    function: Callable[[_Task], _Result],
    limits: WorkLimits,
) -> list[_Worker[_Task, _Result]]:
    """Give every idle worker a task, starting workers while there are tasks for them."""
    crew = [*crew, *(_Worker(function, limits.memory) for _ in range(min(count - len(crew), len(waiting))))]
    for worker in crew:
        if worker.task is None and waiting:
            worker.give(*waiting.popleft(), limits.seconds)
    return crew


def _collect(crew: list[_Worker[_Task, _Result]], done: dict[int, _Result | Died]) -> list[_Worker[_Task, _Result]]:
    """Wait for results, deaths or deadlines; return the workers that live on."""
    busy = [worker for worker in crew if worker.task is not None]
    patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = wait([worker.pipe for worker in busy], timeout=patience)
    alive = [worker for worker in crew if worker.task is None]
    for worker in busy:
        assert worker.task is not None
        result: _Result | Died
        if worker.pipe in ready:
            result = _receive(worker.pipe)
        elif time.monotonic() >= worker.deadline:
            result = Died("读取超时")
        else:
            alive.append(worker)
            continue
        done[worker.task] = result
        if isinstance(result, Died):
            worker.end()
        else:
            worker.task = None
            alive.append(worker)
    return alive


def _receive(pipe: "Connection[Any, Any]") -> Any:
    try:
        return pipe.recv()
    except (EOFError, OSError):
        return Died("读取时程序崩溃")


def _serve(pipe: "Connection[object, object]", function: Callable[[object], object], memory: int) -> None:
    """The worker's life: take a task, answer, until the other end is gone."""
    _cap_memory(memory)
    _silence()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            result = function(task)
        except MemoryError:
            result = Died("读取所需内存过大")
        except KeyboardInterrupt:
            return
        except Exception as error:  # noqa: BLE001 -- a fault of ours must cost one file too, and say what it was
            result = Died(f"读取时程序出错（{type(error).__name__}: {error}）")
        pipe.send(result)


def _cap_memory(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 -- not there on Windows
    except ImportError:
        return
    used = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))


def _address_space() -> int:
    """Bytes of address space in use: a cap must leave room above what the interpreter maps already."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 30


def _silence() -> None:
    """A native reader's panic prints a trace of its own; the finding says what a person needs."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
