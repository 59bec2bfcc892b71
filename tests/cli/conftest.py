"""The command as a person calls it: in a process of its own where the process itself matters, else in this one."""

import gc
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jianfu_cli.cli import app

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def jianfu(jianfu_process, tmp_path):
    """``jianfu("schema", "a2")`` runs the command in an empty folder and returns the finished process.

    Called with ``encoding``, ``environment`` or ``raw`` it is a process of its own, as ``jianfu_process`` makes it.
    Otherwise it is this one, which need not load the program for each call.
    """

    def run(*arguments, **own):
        return jianfu_process(*arguments, **own) if own else in_this_process(tmp_path, *arguments)

    return run


def in_this_process(folder, *arguments):
    """Run the command in ``folder``; return what a process of its own would have come to."""
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdin", "stdout", "stderr")}
    threshold = gc.get_threshold()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("JIANFU_CAMPAIGN", raising=False)
        patch.setattr(sys, "argv", ["jianfu", *map(str, arguments)])
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        code = app.run()
    gc.set_threshold(*threshold)
    return subprocess.CompletedProcess(arguments, code, said(streams["stdout"]), said(streams["stderr"]))


def said(stream):
    stream.seek(0)
    return stream.read()


@pytest.fixture
def jianfu_process(tmp_path):
    """``jianfu_process("schema", "a2", encoding="gbk")`` is the command in a process of its own, in an empty folder.

    Its output is text in ``encoding``, or bytes where ``raw``.
    """

    def run(*arguments, encoding="utf-8", environment=None, raw=False):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, **(environment or {})}
        environment.pop("JIANFU_CAMPAIGN", None)
        command = [sys.executable, "-m", "jianfu_cli", *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding=None if raw else encoding,
            timeout=60,
            check=False,
        )

    return run
