"""What a worker process does: one task after the other, each answered as soon as it is done, within its memory."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, NamedTuple, TypeVar

from jianfu_cli.reading.limits import WorkLimits
from jianfu_cli.reading.packed_rows import packed

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

# What is read has no cycles: to look for them as often as by default costs a fifth of the time.
_RARELY = 100_000
_LIBRARY = ctypes.CDLL(None) if sys.platform == "linux" else None
# Elsewhere a file of that name is somebody's own: a folder of the drive one works on, the host's under Wine.
_STATM = "/proc/self/statm" if sys.platform == "linux" else ""
_PR_SET_PDEATHSIG = 1
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if sys.platform == "linux" else ()
"""The signals that ask for an end, where workers are forked."""


@dataclass(frozen=True, slots=True)
class WorkerFailure:
    """What stands in for a result where the worker did not live to give one; ``why`` in Chinese."""

    why: str


_OUT_OF_MEMORY = WorkerFailure("读取所需内存过大")


class Step(NamedTuple, Generic[_Task, _Result]):
    """What one task gave: its result, and the tasks it led to: ``next`` before what else there is, ``later`` after."""

    result: _Result
    next: tuple[_Task, ...] = ()
    later: tuple[_Task, ...] = ()


class Budget(NamedTuple):
    """What a task may take: seconds, and bytes of memory where the system can cap it; ``size`` bytes it has to read."""

    seconds: float
    memory: int
    size: int = 0


@dataclass(frozen=True, slots=True)
class Work(Generic[_Task, _Result]):
    """What every worker knows from its start: what to do with a task, and what a task may take."""

    function: Callable[[_Task], Step[_Task, _Result]]
    budget_of: Callable[[_Task], Budget]
    limits: WorkLimits


def left_after(tasks: tuple[_Task, ...], step: Step[_Task, Any]) -> tuple[_Task, ...]:
    """Return what is left of ``tasks`` once the first has given ``step``."""
    return (*step.next, *tasks[1:], *step.later)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let what asks for an end wait until a worker is forked: what is raised within a fork Python tells and drops."""
    if sys.platform != "linux":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(near_end: "Connection[Any, Any]", pipe: "Connection[Any, Any]", work: Work[Any, Any]) -> None:
    """The worker's life: take a job, answer for each of its tasks, until the other end is gone or memory is used up."""
    # While it holds the near end itself, it would never learn that the main process is gone.
    near_end.close()
    _end_with_the_main_process()
    gc.set_threshold(_RARELY)
    _silence()
    if sys.platform == "linux":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
    memory = _Memory(work.limits)
    spent = False
    while not spent:
        try:
            left = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        while left and not spent:
            memory.cap_at(work.budget_of(left[0]).memory)
            step, answer = _answer(work, left[0])
            pipe.send_bytes(answer)
            left = left_after(left, step)
            spent = step.result is _OUT_OF_MEMORY
        # Memory that a large file leaves behind would be missing for the next: what it says must not depend on order.
        spent = spent or memory.is_left_behind()
    pipe.send_bytes(b"")


def _answer(work: Work[Any, Any], task: Any) -> tuple[Step[Any, Any], bytes]:
    """Return what a task gave, also as the pipe carries it."""
    try:
        step = work.function(task)
    except MemoryError:
        step = Step(_OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 -- a fault of ours must cost one file too, and say what it was
        step = Step(WorkerFailure(f"读取时程序出错（{type(error).__name__}: {error}）"))
    try:
        answer = packed(step)
    except MemoryError:
        answer = b""
    if not answer or len(answer) > work.limits.result:
        step = Step(_OUT_OF_MEMORY)
        answer = packed(step)
    return step, answer


class _Memory:
    """The address space of this process, where the system says and caps it: a cap leaves room above what is in use."""

    def __init__(self, limits: WorkLimits) -> None:
        self._limits = limits
        try:
            self._statm: int | None = os.open(_STATM, os.O_RDONLY)
        except OSError:
            self._statm = None
        self._before = self._in_use()
        self._capped = 0

    def cap_at(self, memory: int) -> None:
        """Allow ``memory`` bytes more than were in use at the beginning."""
        most = self._before + memory
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
