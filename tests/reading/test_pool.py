"""A crash, a hang or a memory bomb costs one task, no more."""

import os
import signal
import sys
import time

import pytest

from jianfu_cli.reading.pool import Died, WorkLimits, run_in_workers

LIMITS = WorkLimits(seconds=20, memory=1 << 30)


def behave(task: str) -> str:
    match task:
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(600)
        case "fail":
            raise ValueError("no")
        case "memory":
            return str(len(bytearray(8 << 30)))
    return task.upper()


@pytest.mark.parametrize("workers", [1, 2, 8, None])
def test_results_come_in_order_whatever_the_number_of_workers(workers: int | None) -> None:
    tasks = [f"t{number}" for number in range(20)]
    assert list(run_in_workers(behave, tasks, workers, LIMITS)) == [task.upper() for task in tasks]


def test_nothing_to_do() -> None:
    assert list(run_in_workers(behave, [], None, LIMITS)) == []


def test_a_dead_worker_costs_one_task() -> None:
    assert list(run_in_workers(behave, ["a", "crash", "b", "crash", "c"], 1, LIMITS)) == [
        "A", Died("读取时程序崩溃"), "B", Died("读取时程序崩溃"), "C",
    ]  # fmt: skip


def test_a_hanging_worker_is_ended() -> None:
    results = list(run_in_workers(behave, ["hang", "a"], 2, WorkLimits(seconds=1)))
    assert results == [Died("读取超时"), "A"]


def test_an_exception_is_told() -> None:
    (result,) = run_in_workers(behave, ["fail"], 1, LIMITS)
    assert isinstance(result, Died)
    assert "ValueError: no" in result.why


@pytest.mark.skipif(sys.platform != "linux", reason="only here can memory be capped")
def test_memory_is_capped() -> None:
    assert list(run_in_workers(behave, ["memory", "a"], 1, LIMITS)) == [Died("读取所需内存过大"), "A"]
