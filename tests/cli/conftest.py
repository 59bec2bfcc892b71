"""The command as a person calls it: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def jianfu(tmp_path):
    """``jianfu("schema", "a2", encoding="gbk")`` runs the command in an empty folder and returns the finished process.

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
