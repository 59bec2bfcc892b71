"""``receive`` and ``merge`` ended by force at random points: nothing half-written, and a rerun completes.

The suite kills a few times; ``JIANFU_KILLS=200 pytest tests/e2e/test_kill.py`` as often as one likes.
"""

import multiprocessing
import os
import random
import signal
import sys
import time

import pytest
from made.sent import SCAN, workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.workflows.outputs import OUTPUTS

KILLS = int(os.environ.get("JIANFU_KILLS", "12"))
UNITS = ("红旗区", "卫滨区", "市公安局", "市妇联")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks its victims")


@pytest.fixture(scope="module")
def mail(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail")
    for unit in UNITS:
        (folder / f"{unit}附件2.xlsx").write_bytes(workbook("a2", unit, "2024-06-12", rows=5))
        (folder / f"{unit}附件3.xlsx").write_bytes(workbook("a3", unit, "2024-06-12", rows=5))
        # Long enough to be caught half-way.
        (folder / f"{unit}扫描件.pdf").write_bytes(SCAN + unit.encode() * 300_000)
    return folder


def run(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments), "--jobs", "1"])
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done


def _victim(arguments):
    os.setsid()
    sys.exit(run(*arguments).exit_code)


def killed(arguments, delay):
    """Run the command in a process group of its own and kill it after ``delay`` seconds; say whether it was alive."""
    process = multiprocessing.get_context("fork").Process(target=_victim, args=(arguments,))
    process.start()
    time.sleep(delay)
    alive = process.is_alive()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()  # it had no group yet, or has ended
    process.join()
    return alive


def duration(command, folder):
    """Seconds that the command takes to fill ``folder``, once all it imports is there, as where it is killed."""
    run(*command, folder.with_name("before"))
    started = time.monotonic()
    assert run(*command, folder).exit_code in {0, 1}
    return time.monotonic() - started


def held(folder):
    """The files a reader sees; what begins with ~jianfu- is passed over."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("~jianfu-"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_receive(mail, tmp_path):
    whole = tmp_path / "whole"
    receiving = ("receive", mail, "--on", "2024-06-13", "--inbox")
    takes = duration(receiving, whole)
    complete = held(whole)
    assert len(complete) == 3 * len(UNITS)
    chance, partly = random.Random(2024), 0
    for number in range(KILLS):
        inbox = tmp_path / f"inbox-{number}"
        killed((*receiving, inbox), chance.uniform(0, takes))
        found = held(inbox)
        assert found.items() <= complete.items()
        partly += 0 < len(found) < len(complete)
        assert run(*receiving, inbox).exit_code == 0
        assert held(inbox) == complete
        assert list(inbox.rglob("~jianfu-*")) == []
    assert partly > 0


def test_merge(mail, tmp_path):
    inbox, whole = tmp_path / "inbox", tmp_path / "whole"
    run("receive", mail, "--inbox", inbox, "--on", "2024-06-13")
    merging = ("merge", inbox, "--as-of", "2024-06-20", "-o")
    takes = duration(merging, whole)
    complete = held(whole)
    assert set(complete) == set(OUTPUTS)
    chance, alive = random.Random(2025), 0
    for number in range(KILLS):
        out = tmp_path / f"out-{number}"
        alive += killed((*merging, out), chance.uniform(takes / 2, takes))
        assert held(out).items() <= complete.items()
        run(*merging, out)
        assert held(out) == complete
    assert alive > 0
