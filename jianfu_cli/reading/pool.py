"""Runs work on untrusted files in worker processes: a crash, a hang or a memory bomb costs one file, no more.

concurrent.futures gives up the whole pool when one worker dies, and cannot end one that hangs.
"""

import multiprocessing
import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from jianfu_cli.reading.limits import WorkLimits

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


if sys.platform == "linux":
    # No thread runs yet when workers start, so a fork is safe, and starts in a tenth of the time.
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Died:
    """What stands in for a result where the worker did not live to give one; ``why`` in Chinese."""

    why: str


class _Worker(Generic[_Task, _Result]):
    """One process and the pipe to it; ``task`` is the index of what it works on."""

    def __init__(self, function: Callable[[_Task], _Result], limits: WorkLimits) -> None:
        self.pipe, far_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(far_end, function, limits), daemon=True)
        self.process.start()
        far_end.close()
        self.task: int | None = None
        self.deadline = 0.0

    def give(self, index: int, task: _Task, size: int, limits: WorkLimits) -> None:
        self.task, self.deadline = index, time.monotonic() + limits.seconds_for(size)
        self.pipe.send((task, size))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_in_workers(
    function: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    workers: int | None,
    limits: WorkLimits,
    size_of: Callable[[_Task], int] = lambda _: 0,
) -> Iterator[_Result | Died]:
    """Yield ``function(task)`` for each of ``tasks`` in their order, or ``Died`` where its worker did.

    ``workers`` None means one a processor. ``size_of`` says how many bytes a task has to read, which its time and
    memory grow with. A function must be picklable where processes are spawned.
    """
    count = max(1, min(workers or os.cpu_count() or 1, len(tasks)))
    waiting = deque((index, task, size_of(task)) for index, task in enumerate(tasks))
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
    waiting: deque[tuple[int, _Task, int]],
    count: int,
    function: Callable[[_Task], _Result],
    limits: WorkLimits,
) -> list[_Worker[_Task, _Result]]:
    """Give every idle worker a task, starting workers while there are tasks for them."""
    crew = [worker for worker in crew if worker.task is not None or worker.process.is_alive()]
    crew = [*crew, *(_Worker(function, limits) for _ in range(min(count - len(crew), len(waiting))))]
    for worker in crew:
        if worker.task is None and waiting:
            worker.give(*waiting.popleft(), limits)
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
        spent = True
        if worker.pipe in ready:
            result, spent = _receive(worker.pipe)
        elif time.monotonic() >= worker.deadline:
            result = Died("读取超时")
        else:
            alive.append(worker)
            continue
        done[worker.task] = result
        if spent:
            worker.end()
        else:
            worker.task = None
            alive.append(worker)
    return alive


def _receive(pipe: "Connection[Any, Any]") -> tuple[Any, bool]:
    """Return a result, and whether its worker has done its part."""
    try:
        return pickle.loads(pipe.recv_bytes()), pipe.recv()  # noqa: S301 -- what our own worker wrote
    except (EOFError, OSError):
        return Died("读取时程序崩溃"), True


def _serve(pipe: "Connection[Any, Any]", function: Callable[[object], object], limits: WorkLimits) -> None:
    """The worker's life: take a task, answer, until the other end is gone or its memory is used up."""
    _silence()
    before = _address_space()
    spent = False
    while not spent:
        try:
            task, size = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        _cap_memory(before + limits.memory_for(size))
        answer = _answer(function, task, limits)
        # Memory that a large file leaves behind would be missing for the next: what it says must not depend on order.
        spent = answer is None or _address_space() > before + limits.memory // 4
        pipe.send_bytes(answer or pickle.dumps(Died("读取所需内存过大")))
        pipe.send(spent)


def _answer(function: Callable[[object], object], task: object, limits: WorkLimits) -> bytes | None:
    """Return the result as the pipe carries it, None where memory did not suffice."""
    try:
        result = function(task)
    except MemoryError:
        return None
    except Exception as error:  # noqa: BLE001 -- a fault of ours must cost one file too, and say what it was
        result = Died(f"读取时程序出错（{type(error).__name__}: {error}）")
    try:
        answer = pickle.dumps(result)
    except MemoryError:
        return None
    return answer if len(answer) <= limits.result else None


def _cap_memory(most: int) -> None:
    try:
        import resource  # noqa: PLC0415 -- not there on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    # The soft limit alone: an office program that a worker starts needs more, and may raise it for itself.
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


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
