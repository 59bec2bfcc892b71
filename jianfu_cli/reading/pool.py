"""Runs work on untrusted files in worker processes: a crash, a hang or a memory bomb costs one file, no more.

concurrent.futures gives up the whole pool when one worker dies, and cannot end one that hangs.
"""

import gc
import multiprocessing
import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from jianfu_cli.reading.limits import WorkLimits

# Windows waits for 63 handles at once, no more.
_MOST_WORKERS = 60

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


if sys.platform == "linux":
    # No thread runs yet when workers start, so a fork is safe, and starts in a tenth of the time.
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")


# What is read has no cycles: to look for them as often as by default costs a fifth of the time.
_RARELY = 100_000
# Bytes of files that are read so fast that waiting for the next would count.
_SMALL = 1 << 20


@dataclass(frozen=True, slots=True)
class Died:
    """What stands in for a result where the worker did not live to give one; ``why`` in Chinese."""

    why: str


class _Job(NamedTuple, Generic[_Task]):
    """A task, its place among all, and how many bytes it has to read."""

    place: int
    task: _Task
    size: int


class _Worker(Generic[_Task, _Result]):
    """One process and the pipe to it; ``jobs`` are those given to it, the first of which it works on."""

    def __init__(self, function: Callable[[_Task], _Result], limits: WorkLimits) -> None:
        self.pipe, far_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(far_end, function, limits), daemon=True)
        self.process.start()
        far_end.close()
        self.jobs: deque[_Job[_Task]] = deque()
        self.deadline = 0.0
        self._limits = limits

    def takes(self, job: _Job[_Task]) -> bool:
        """Whether ``job`` may be given now: where all are small one lies ready, so that no answer is waited for."""
        return not self.jobs or (len(self.jobs) == 1 and max(job.size, self.jobs[0].size) <= _SMALL)

    def give(self, job: _Job[_Task]) -> None:
        self.jobs.append(job)
        if len(self.jobs) == 1:
            self._begin()
        with suppress(OSError):  # it has just died: whoever waits for its answer is told
            self.pipe.send((job.task, job.size))

    def done(self) -> _Job[_Task]:
        """Take the first job off, and begin to count the time of the next."""
        job = self.jobs.popleft()
        if self.jobs:
            self._begin()
        return job

    def _begin(self) -> None:
        self.deadline = time.monotonic() + self._limits.seconds_for(self.jobs[0].size)

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

    ``workers`` None means one a processor; there are never more than 60. ``size_of`` says how many bytes a task has to
    read, which its time and memory grow with. A function must be picklable where processes are spawned.
    """
    count = max(1, min(workers or os.cpu_count() or 1, _MOST_WORKERS, len(tasks)))
    waiting = deque(_Job(place, task, size_of(task)) for place, task in enumerate(tasks))
    done: dict[int, _Result | Died] = {}
    crew: list[_Worker[_Task, _Result]] = []
    try:
        for following in range(len(tasks)):
            while following not in done:
                crew = _fill(crew, waiting, count, function, limits)
                crew = _collect(crew, done, waiting)
            yield done.pop(following)
    finally:
        for worker in crew:
            worker.end()


def _fill(
    crew: list[_Worker[_Task, _Result]],
    waiting: deque[_Job[_Task]],
    count: int,
    function: Callable[[_Task], _Result],
    limits: WorkLimits,
) -> list[_Worker[_Task, _Result]]:
    """Give jobs to every worker that takes one, starting workers while there are jobs for them."""
    crew = [worker for worker in crew if worker.jobs or worker.process.is_alive()]
    crew = [*crew, *(_Worker(function, limits) for _ in range(min(count - len(crew), len(waiting))))]
    for worker in sorted(crew, key=lambda worker: len(worker.jobs)):
        if waiting and worker.takes(waiting[0]):
            worker.give(waiting.popleft())
    return crew


def _collect(
    crew: list[_Worker[_Task, _Result]], done: dict[int, _Result | Died], waiting: deque[_Job[_Task]]
) -> list[_Worker[_Task, _Result]]:
    """Wait for results, deaths or deadlines; return the workers that live on. What a dead one had ready waits again."""
    busy = [worker for worker in crew if worker.jobs]
    patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = wait([worker.pipe for worker in busy], timeout=patience)
    alive = [worker for worker in crew if not worker.jobs]
    for worker in busy:
        result: _Result | Died
        spent = True
        if worker.pipe in ready:
            result, spent = _receive(worker.pipe)
        elif time.monotonic() >= worker.deadline:
            result = Died("读取超时")
        else:
            alive.append(worker)
            continue
        done[worker.done().place] = result
        if spent:
            waiting.extendleft(reversed(worker.jobs))
            worker.end()
        else:
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
    gc.set_threshold(_RARELY)
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
