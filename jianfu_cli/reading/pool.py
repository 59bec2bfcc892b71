"""Runs work on untrusted files in worker processes: a crash, a hang or a memory bomb costs one file, no more.

concurrent.futures gives up the whole pool when one worker dies, and cannot end one that hangs.
"""

import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeAlias, TypeVar

from jianfu_cli.errors import UsageError, reason
from jianfu_cli.reading.answers import from_worker
from jianfu_cli.reading.limits import WorkLimits
from jianfu_cli.reading.worker import Budget, Step, Work, WorkerFailure, left_after, serve, undisturbed

# Windows waits for 63 handles at once, no more.
_MOST_WORKERS = 60

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


if sys.platform == "linux":
    # No thread runs yet when workers start, so a fork is safe; it takes a tenth of the time, and knows the tasks.
    _CONTEXT = multiprocessing.get_context("fork")
else:
    _CONTEXT = multiprocessing.get_context("spawn")

# To spawn one lasts until it has loaded all modules: a pipe holds less than what it is told on its way. On Linux a
# worker ends with the thread that started it (PR_SET_PDEATHSIG).
_AT_ONCE = sys.platform != "linux"


# Bytes of files that are read so fast that waiting for the next would count.
_SMALL = 1 << 20
# How many such files a worker has before it: the one it reads, and the next few, while its answers wait to be heard.
_READY = 4


# So many workers one job may cost: an archive of files that each take a worker down must not take the day.
_MOST_DEATHS = 10


Outcomes: TypeAlias = Sequence[tuple[_Task, _Result | WorkerFailure]]
"""Each task that a first one led to (itself first), with its result, or why there is none."""


@dataclass(slots=True)
class _Job(Generic[_Task, _Result]):
    """One of the tasks given, at its ``place`` among them: what is ``left`` of it, in order, and what it gave."""

    place: int
    left: tuple[_Task, ...]
    outcomes: list[tuple[_Task, _Result | WorkerFailure]] = field(default_factory=list)
    deaths: int = 0

    def take(self, step: Step[_Task, _Result | WorkerFailure]) -> None:
        """Enter what the first of the tasks left gave."""
        self.outcomes.append((self.left[0], step.result))
        self.left = left_after(self.left, step)

    def give_up(self) -> None:
        """Leave what is left undone: each of it may cost a worker."""
        self.outcomes += [(task, WorkerFailure("同一压缩包或邮件里无法读取的文件太多，没有再读")) for task in self.left]
        self.left = ()


class _Worker(Generic[_Task, _Result]):
    """One process and the pipe to it; ``jobs`` are those given to it, the first of which it works on."""

    def __init__(self, work: Work[_Task, _Result]) -> None:
        self.pipe, far_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=serve, args=(self.pipe, far_end, work), daemon=True)
        try:
            with undisturbed():
                self.process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            far_end.close()
        self.jobs: deque[_Job[_Task, _Result]] = deque()
        self.deadline = 0.0
        self._work = work

    def takes(self, job: _Job[_Task, _Result]) -> bool:
        """Whether a job may be given now: where all are small some lie ready, so that no answer is waited for."""
        return not self.jobs or (
            len(self.jobs) < _READY and max(self._size(job), *(self._size(ready) for ready in self.jobs)) <= _SMALL
        )

    def _size(self, job: _Job[_Task, _Result]) -> int:
        return self._work.budget_of(job.left[0]).size

    def give(self, job: _Job[_Task, _Result]) -> None:
        self.jobs.append(job)
        if len(self.jobs) == 1:
            self._begin()
        with suppress(OSError):  # it has just died: whoever waits for its answer is told
            self.pipe.send(job.left)

    def take(self, step: Step[_Task, _Result | WorkerFailure]) -> _Job[_Task, _Result] | None:
        """Enter what the task in hand gave, and count the time of the next; return its job where that is done."""
        job = self.jobs[0]
        job.take(step)
        if not job.left:
            self.jobs.popleft()
        if self.jobs:
            self._begin()
        return None if job.left else job

    def _begin(self) -> None:
        self.deadline = time.monotonic() + self._work.budget_of(self.jobs[0].left[0]).seconds

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_in_workers(
    function: Callable[[_Task], _Result],
    tasks: Sequence[_Task],
    jobs: int | None,
    limits: WorkLimits,
    size_of: Callable[[_Task], int] | None = None,
) -> Iterator[_Result | WorkerFailure]:
    """Yield ``function(task)`` for each of ``tasks`` in their order, or ``WorkerFailure`` where its worker did.

    ``jobs`` None means one a processor; there are never more than 60. ``size_of`` says how many bytes a task has to
    read, which its time and memory grow with. Function and tasks must be picklable where processes are spawned.
    """
    budget_of = partial(_budget, limits=limits, size_of=size_of)
    for [(_, result)] in run_in_steps(partial(_only_step, function), tasks, jobs, limits, budget_of):
        yield result


def _only_step(function: Callable[[_Task], _Result], task: _Task) -> Step[_Task, _Result]:
    return Step(function(task))


def _budget(task: _Task, limits: WorkLimits, size_of: Callable[[_Task], int] | None) -> Budget:
    size = size_of(task) if size_of else 0
    return Budget(limits.seconds_for(size), limits.memory_for(size), size)


def run_in_steps(
    function: Callable[[_Task], Step[_Task, _Result]],
    tasks: Sequence[_Task],
    jobs: int | None,
    limits: WorkLimits,
    budget_of: Callable[[_Task], Budget],
) -> Iterator[Outcomes[_Task, _Result]]:
    """Yield for each of ``tasks`` in their order what it and all that it led to gave: what dies costs itself alone.

    Each step has a budget of its own. ``jobs`` as in ``run_in_workers``.
    """
    count = max(1, min(jobs or os.cpu_count() or 1, _MOST_WORKERS, len(tasks)))
    work = Work(function, budget_of, limits)
    waiting = deque(_Job[_Task, _Result](place, (task,)) for place, task in enumerate(tasks))
    done: dict[int, Outcomes[_Task, _Result]] = {}
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
    workers: list[_Worker[_Task, _Result]],
    waiting: deque[_Job[_Task, _Result]],
    count: int,
    work: Work[_Task, _Result],
) -> list[_Worker[_Task, _Result]]:
    """Give jobs to every worker that takes one, starting workers while there are jobs for them."""
    workers = [worker for worker in workers if worker.jobs or worker.process.is_alive()]
    workers = _started(workers, min(count, len(workers) + len(waiting)), work)
    while waiting:
        idlest = min(workers, key=lambda worker: len(worker.jobs))
        if not idlest.takes(waiting[0]):
            break
        idlest.give(waiting.popleft())
    return workers


def _started(
    workers: list[_Worker[_Task, _Result]], count: int, work: Work[_Task, _Result]
) -> list[_Worker[_Task, _Result]]:
    """Start workers until there are ``count``, or as many as the system lets us have.

    Raises:
        UsageError: it lets us have none.
    """
    lacking = count - len(workers)
    if lacking <= 0:
        return workers
    made = _start_all(work, lacking)
    started = [*workers, *(one for one in made if not isinstance(one, OSError))]
    if not started:
        raise UsageError(
            f"开不了读取文件的进程：{'；'.join({reason(one) for one in made if isinstance(one, OSError)})}"
        )
    return started


def _start_all(work: Work[_Task, _Result], count: int) -> "list[_Worker[_Task, _Result] | OSError]":
    if not _AT_ONCE:
        return [_start(work) for _ in range(count)]
    with ThreadPoolExecutor(count) as at_once:
        return list(at_once.map(_start, [work] * count))


def _start(work: Work[_Task, _Result]) -> "_Worker[_Task, _Result] | OSError":
    """Return a worker, or why the system lets us have none."""
    try:
        return _Worker(work)
    except OSError as error:
        return error


def _collect(
    workers: list[_Worker[_Task, _Result]],
    done: dict[int, Outcomes[_Task, _Result]],
    waiting: deque[_Job[_Task, _Result]],
) -> list[_Worker[_Task, _Result]]:
    """Wait for results, deaths or deadlines; return the workers that live on. What a dead one had ready waits again."""
    busy = [worker for worker in workers if worker.jobs]
    seconds_left = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
    ready = wait([worker.pipe for worker in busy], timeout=seconds_left)
    alive = [worker for worker in workers if not worker.jobs]
    for worker in busy:
        if worker.pipe in ready:
            step, gone = _receive(worker.pipe)
        elif time.monotonic() >= worker.deadline:
            step, gone = Step(WorkerFailure("读取超时")), True
        else:
            alive.append(worker)
            continue
        if step and (job := worker.take(step)):
            done[job.place] = job.outcomes
        if gone:
            _put_back(worker, done, waiting)
        else:
            alive.append(worker)
    return alive


def _put_back(
    worker: _Worker[_Task, _Result], done: dict[int, Outcomes[_Task, _Result]], waiting: deque[_Job[_Task, _Result]]
) -> None:
    """End a worker; what it had in hand is gone on with by another, unless it has cost too many."""
    worker.end()
    for job in reversed(worker.jobs):
        job.deaths += bool(job.outcomes)
        if job.deaths >= _MOST_DEATHS:
            job.give_up()
            done[job.place] = job.outcomes
        else:
            waiting.appendleft(job)


def _receive(pipe: "Connection[Any, Any]") -> tuple[Step[Any, Any] | None, bool]:
    """Return what a step gave, and whether its worker has gone; one that has done its part answers with no bytes."""
    try:
        answer = pipe.recv_bytes()
    except (EOFError, OSError):
        return Step(WorkerFailure("读取时程序崩溃")), True
    if not answer:
        return None, True
    try:
        step = from_worker(answer)
    except Exception:  # noqa: BLE001 -- whatever it is that another program put into the worker's mouth
        return Step(WorkerFailure("读取程序的回答不对")), True
    return (step, False) if isinstance(step, Step) else (Step(WorkerFailure("读取程序的回答不对")), True)
