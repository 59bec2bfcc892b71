"""A crash, a hang or a memory bomb costs one task, no more."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made.forms import shipped
from made.sent import workbook

from jianfu_cli.reading import pool
from jianfu_cli.reading.limits import WorkLimits
from jianfu_cli.reading.pool import run_in_workers
from jianfu_cli.reading.worker import WorkerFailure
from jianfu_cli.workflows.inspect import InspectOptions, inspect

LIMITS = WorkLimits(seconds=20, memory=1 << 30)

LEFT_BEHIND: list[bytearray] = []


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
        case "leaves":
            LEFT_BEHIND.append(bytearray(600 << 20))
        case "much":
            return "x" * (2 << 20)
        case "needs":
            return str(len(bytearray(700 << 20)) >> 20)
        case "who":
            return str(os.getpid())
    return task.upper()


@pytest.mark.parametrize("workers", [1, 2, 8, None])
def test_results_come_in_order_whatever_the_number_of_workers(workers: int | None) -> None:
    tasks = [f"t{number}" for number in range(20)]
    assert list(run_in_workers(behave, tasks, workers, LIMITS)) == [task.upper() for task in tasks]


def test_there_are_never_more_workers_than_windows_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pool._MOST_WORKERS < 63
    monkeypatch.setattr(pool, "_MOST_WORKERS", 2)
    assert len(set(run_in_workers(behave, ["who"] * 20, 8, LIMITS))) <= 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_spawned_workers_answer_as_forked_ones_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    (tmp_path / "红旗区").mkdir()
    (tmp_path / "红旗区" / "附件2.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", category="值班"))
    (tmp_path / "红旗区" / "附件3.xlsx").write_bytes(b"no workbook")
    found = []
    for method in ("fork", "spawn"):
        monkeypatch.setattr(pool, "_CONTEXT", multiprocessing.get_context(method))
        found.append(inspect([tmp_path], shipped(), date(2024, 6, 14), InspectOptions(jobs=jobs)))
    assert found[0] == found[1]
    assert {"JF001", "JF202"} <= {finding.code for finding in found[1].findings}


def test_where_starting_one_takes_long_they_start_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(3, timeout=20)
    monkeypatch.setattr(pool, "_AT_ONCE", True)
    monkeypatch.setattr(pool, "_Worker", lambda _: together.wait())
    assert sorted(pool._start_all(None, 3)) == [0, 1, 2]


def test_one_more_that_the_system_lets_us_not_have_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pool._Worker
    left = iter([True, False])

    def start(work: Any) -> Any:
        if not next(left, False):
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return made(work)

    monkeypatch.setattr(pool, "_Worker", start)
    assert list(run_in_workers(behave, ["a", "b", "c"], 3, LIMITS)) == ["A", "B", "C"]


def test_nothing_to_do() -> None:
    assert list(run_in_workers(behave, [], None, LIMITS)) == []


def test_a_dead_worker_costs_one_task() -> None:
    assert list(run_in_workers(behave, ["a", "crash", "b", "crash", "c"], 1, LIMITS)) == [
        "A", WorkerFailure("读取时程序崩溃"), "B", WorkerFailure("读取时程序崩溃"), "C",
    ]  # fmt: skip


def test_a_hanging_worker_is_ended() -> None:
    results = list(run_in_workers(behave, ["hang", "a"], 2, WorkLimits(seconds=1)))
    assert results == [WorkerFailure("读取超时"), "A"]


def test_an_exception_is_told() -> None:
    (result,) = run_in_workers(behave, ["fail"], 1, LIMITS)
    assert isinstance(result, WorkerFailure)
    assert "ValueError: no" in result.why


@pytest.mark.skipif(sys.platform != "linux", reason="only here can memory be capped")
def test_memory_is_capped() -> None:
    assert list(run_in_workers(behave, ["memory", "a"], 1, LIMITS)) == [WorkerFailure("读取所需内存过大"), "A"]


def test_a_large_file_has_more_time() -> None:
    limits = WorkLimits(seconds=0.3, seconds_per_mib=60)
    assert list(run_in_workers(slowly, [0, 1 << 20], 1, limits, size_of=lambda size: size)) == [
        WorkerFailure("读取超时"),
        1 << 20,
    ]


def slowly(size: int) -> int:
    time.sleep(1)
    return size


@pytest.mark.skipif(sys.platform != "linux", reason="only here can memory be capped")
def test_what_one_file_leaves_in_memory_is_not_missing_for_the_next() -> None:
    assert list(run_in_workers(behave, ["leaves", "needs", "needs"], 1, LIMITS)) == ["LEAVES", "700", "700"]


def test_a_worker_is_kept_while_it_is_well() -> None:
    first, second, _, fourth = run_in_workers(behave, ["who", "who", "crash", "who"], 1, LIMITS)
    assert first == second != fourth


def test_what_a_worker_may_hand_back_is_bounded() -> None:
    limits = WorkLimits(result=1 << 20)
    assert list(run_in_workers(behave, ["much", "a"], 1, limits)) == [WorkerFailure("读取所需内存过大"), "A"]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("behaviour", "why"), [("crash", "读取时程序崩溃"), ("hang", "读取超时")])
def test_what_lies_ready_behind_one_that_dies_is_done_all_the_same(workers: int, behaviour: str, why: str) -> None:
    tasks = [f"t{number}" for number in range(20)]
    tasks[3] = tasks[4] = tasks[17] = behaviour
    expected = [WorkerFailure(why) if task == behaviour else task.upper() for task in tasks]
    assert list(run_in_workers(behave, tasks, workers, WorkLimits(seconds=1))) == expected


def started_and_killed(tell: Any) -> None:
    results = run_in_workers(behave, ["who"] * 20, 3, LIMITS)
    next(results)
    tell.send([worker.pid for worker in multiprocessing.active_children()])
    os.kill(os.getpid(), signal.SIGKILL)


def lives(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_end_when_whoever_started_them_was_killed(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    monkeypatch.setattr(pool, "_CONTEXT", multiprocessing.get_context(method))
    heard, tell = multiprocessing.Pipe()
    killed = multiprocessing.get_context("fork").Process(target=started_and_killed, args=(tell,))
    killed.start()
    workers = heard.recv()
    killed.join()
    time_limits = time.monotonic() + 20
    while any(map(lives, workers)) and time.monotonic() < time_limits:
        time.sleep(0.05)
    left = [pid for pid in workers if lives(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert len(workers) == 3
    assert left == []


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda sign: sign.name)
def test_who_asks_for_an_end_while_a_worker_is_forked_is_heard(sign: signal.Signals) -> None:
    # Whoever runs the tests may have threads of its own, to one of which the system might give it.
    asks, main = [sign], threading.main_thread().ident
    os.register_at_fork(after_in_parent=lambda: asks and signal.pthread_kill(main, asks.pop()))
    before = signal.signal(sign, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(run_in_workers(behave, ["a"], 1, LIMITS))
        assert list(run_in_workers(behave, ["a", "b"], 1, LIMITS)) == ["A", "B"]
    finally:
        signal.signal(sign, before)
        for worker in multiprocessing.active_children():
            worker.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked")
def test_a_worker_itself_hears_who_asks_for_an_end() -> None:
    [blocked] = run_in_workers(_blocked, ["a"], 1, LIMITS)
    assert blocked == set()


def _blocked(_: str) -> set[int]:
    return signal.pthread_sigmask(signal.SIG_BLOCK, ())
