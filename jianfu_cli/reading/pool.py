"""Runs work on untrusted files in worker processes: a crash, a hang or a memory bomb costs one file, no more.

concurrent.futures gives up the whole pool when one worker dies, and cannot end one that hangs.
"""

import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from jianfu_cli.errors import UsageError, reason
from jianfu_cli.reading.limits import WorkLimits

# Windows waits for 63 handles at once, no more.
_MOST_WORKERS = 60

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


if sys.platform == "linux":
    # No thread runs yet when workers start, so a fork is safe; it takes a tenth of the time, and knows the tasks.
    _CONTEXT = multiprocessing.get_context("fork")
    _LIBRARY: ctypes.CDLL | None = ctypes.CDLL(None)
else:
    _CONTEXT = multiprocessing.get_context("spawn")
    _LIBRARY = None
_PR_SET_PDEATHSIG = 1


# What is read has no cycles: to look for them as often as by default costs a fifth of the time.
_RARELY = 100_000
# Bytes of files that are read so fast that waiting for the next would count.
_SMALL = 1 << 20
_NO_RESULT = object()
# How many such files a worker has before it: the one it reads, and the next few, while its answers wait to be heard.
_READY = 4


@dataclass(frozen=True, slots=True)
class WorkerFailure:
    """What stands in for a result where the worker did not live to give one; ``why`` in Chinese."""

    why: str


@dataclass(frozen=True, slots=True)
class _Work(Generic[_Task, _Result]):
    """What every worker knows from its start: what to do, with which tasks, and how many bytes each has to read."""

    function: Callable[[_Task], _Result]
    tasks: Sequence[_Task]
    sizes: Sequence[int]
    limits: WorkLimits


class _Worker(Generic[_Task, _Result]):
    """One process and the pipe to it; ``places`` are those of the tasks given to it, the first of which it works on."""

    def __init__(self, work: _Work[_Task, _Result]) -> None:
        self.pipe, far_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(self.pipe, far_end, work), daemon=True)
        try:
            self.process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            far_end.close()
        self.places: deque[int] = deque()
        self.deadline = 0.0
        self._work = work

    def takes(self, place: int) -> bool:
        """Whether a task may be given now: where all are small some lie ready, so that no answer is waited for."""
        sizes = self._work.sizes
        return not self.places or (
            len(self.places) < _READY and max(sizes[place], *(sizes[one] for one in self.places)) <= _SMALL
        )

    def give(self, place: int) -> None:
        self.places.append(place)
        if len(self.places) == 1:
            self._begin()
        with suppress(OSError):  # it has just died: whoever waits for its answer is told
            self.pipe.send(place)

    def done(self) -> int:
        """Take the first task off, and begin to count the time of the next."""
        place = self.places.popleft()
        if self.places:
            self._begin()
        return place

    def _begin(self) -> None:
        self.deadline = time.monotonic() + self._work.limits.seconds_for(self._work.sizes[self.places[0]])

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_in_workers(
    function: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    jobs: int | None,
    limits: WorkLimits,
    size_of: Callable[[_Task], int] = lambda _: 0,
) -> Iterator[_Result | WorkerFailure]:
    """Yield ``function(task)`` for each of ``tasks`` in their order, or ``WorkerFailure`` where its worker did.

    ``jobs`` None means one a processor; there are never more than 60. ``size_of`` says how many bytes a task has to
    read, which its time and memory grow with. Function and tasks must be picklable where processes are spawned.
    """
    count = max(1, min(jobs or os.cpu_count() or 1, _MOST_WORKERS, len(tasks)))
    work = _Work(function, tasks, [*map(size_of, tasks)], limits)
    waiting = deque(range(len(tasks)))
    done: dict[int, _Result | WorkerFailure] = {}
    running: list[_Worker[_Task, _Result]] = []
    try:
        for following in range(len(tasks)):
            while following not in done:
                running = _fill(running, waiting, count, work)
                running = _collect(running, done, waiting)
            yield done.pop(following)
    finally:
        for worker in running:
            worker.end()


def _fill(
    workers: list[_Worker[_Task, _Result]], waiting: deque[int], count: int, work: _Work[_Task, _Result]
) -> list[_Worker[_Task, _Result]]:
    """Give tasks to every worker that takes one, starting workers while there are tasks for them."""
    workers = [worker for worker in workers if worker.places or worker.process.is_alive()]
    workers = _started(workers, min(count, len(workers) + len(waiting)), work)
    while waiting:
        idlest = min(workers, key=lambda worker: len(worker.places))
        if not idlest.takes(waiting[0]):
            break
        idlest.give(waiting.popleft())
    return workers


def _started(
    workers: list[_Worker[_Task, _Result]], count: int, work: _Work[_Task, _Result]
) -> list[_Worker[_Task, _Result]]:
    """Start workers until there are ``count``, or as many as the system lets us have.

    Raises:
        UsageError: it lets us have none.
    """
    workers = [*workers]
    while len(workers) < count:
        try:
            workers.append(_Worker(work))
        except OSError as error:
            if not workers:
                raise UsageError(f"开不了读取文件的进程：{reason(error)}") from error
            break
    return workers


def _collect(
    workers: list[_Worker[_Task, _Result]], done: dict[int, _Result | WorkerFailure], waiting: deque[int]
) -> list[_Worker[_Task, _Result]]:
    """Wait for results, deaths or deadlines; return the workers that live on. What a dead one had ready waits again."""
    busy = [worker for worker in workers if worker.places]
    seconds_left = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = wait([worker.pipe for worker in busy], timeout=seconds_left)
    alive = [worker for worker in workers if not worker.places]
    for worker in busy:
        if worker.pipe in ready:
            result, gone = _receive(worker.pipe)
        elif time.monotonic() >= worker.deadline:
            result, gone = WorkerFailure("读取超时"), True
        else:
            alive.append(worker)
            continue
        if result is not _NO_RESULT:
            done[worker.done()] = result
        if gone:
            waiting.extendleft(reversed(worker.places))
            worker.end()
        else:
            alive.append(worker)
    return alive


def _receive(pipe: "Connection[Any, Any]") -> tuple[Any, bool]:
    """Return a result and whether its worker has gone; one that has done its part goes with an answer of no bytes."""
    try:
        answer = pipe.recv_bytes()
    except (EOFError, OSError):
        return WorkerFailure("读取时程序崩溃"), True
    return (pickle.loads(answer), False) if answer else (_NO_RESULT, True)  # noqa: S301 -- what our own worker wrote


def _serve(near_end: "Connection[Any, Any]", pipe: "Connection[Any, Any]", work: _Work[Any, Any]) -> None:
    """The worker's life: take a task, answer, until the other end is gone or its memory is used up."""
    # While it holds the near end itself, it would never learn that the main process is gone.
    near_end.close()
    _end_with_the_main_process()
    gc.set_threshold(_RARELY)
    _silence()
    memory = _Memory(work.limits)
    spent = False
    while not spent:
        try:
            place = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        memory.cap_for(work.sizes[place])
        answer = _answer(work, place)
        pipe.send_bytes(answer or pickle.dumps(WorkerFailure("读取所需内存过大")))
        # Memory that a large file leaves behind would be missing for the next: what it says must not depend on order.
        spent = answer is None or memory.is_left_behind()
    pipe.send_bytes(b"")


def _answer(work: _Work[Any, Any], place: int) -> bytes | None:
    """Return the result as the pipe carries it, None where memory did not suffice."""
    try:
        result = work.function(work.tasks[place])
    except MemoryError:
        return None
    except Exception as error:  # noqa: BLE001 -- a fault of ours must cost one file too, and say what it was
        result = WorkerFailure(f"读取时程序出错（{type(error).__name__}: {error}）")
    try:
        answer = pickle.dumps(result)
    except MemoryError:
        return None
    return answer if len(answer) <= work.limits.result else None


class _Memory:
    """The address space of this process, where the system says and caps it: a cap leaves room above what is in use."""

    def __init__(self, limits: WorkLimits) -> None:
        self._limits = limits
        try:
            self._statm: int | None = os.open("/proc/self/statm", os.O_RDONLY)
        except OSError:
            self._statm = None
        self._before = self._in_use()
        self._capped = 0

    def cap_for(self, size: int) -> None:
        """Allow what the reading of ``size`` bytes may take."""
        most = self._before + self._limits.memory_for(size)
        if most == self._capped:
            return
        self._capped = most
        try:
            import resource  # noqa: PLC0415 -- not there on Windows
        except ImportError:
            return
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        # The soft limit alone: an office program that a worker starts needs more, and may raise it for itself.
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))

    def is_left_behind(self) -> bool:
        """Say whether much more is in use than at the beginning."""
        return self._in_use() > self._before + self._limits.memory // 4

    def _in_use(self) -> int:
        if self._statm is None:
            return 1 << 30
        return int(os.pread(self._statm, 64, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _end_with_the_main_process() -> None:
    """Let Linux end this process with the one that started it, in the middle of a file too (prctl(2))."""
    if _LIBRARY is not None:
        _LIBRARY.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        parent = multiprocessing.parent_process()
        if parent is not None and os.getppid() != parent.pid:
            os._exit(1)


def _silence() -> None:
    """A native reader's panic prints a trace of its own; the finding says what a person needs."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
