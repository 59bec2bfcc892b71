"""Runs the commands shown in a page and puts what they really print under them."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"```console\n\$ jianfu (.+)\n[^`]*```")


def with_transcripts(page: str) -> str:
    """Return ``page`` with the output of each ``$ jianfu …`` in a console block, run in order in one folder.

    The embedded example's inbox lies there as ``减负演示/收件箱``, as ``jianfu demo`` leaves it.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples" / "inbox", Path(folder) / "减负演示" / "收件箱")
        return _BLOCK.sub(lambda block: _console(block.group(1), folder), page)


def _console(arguments: str, folder: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "88"}
    environment.pop("JIANFU_CAMPAIGN", None)
    done = subprocess.run(  # noqa: S603 -- the commands are our own pages'
        [sys.executable, "-m", "jianfu_cli", *shlex.split(arguments)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return f"```console\n$ jianfu {arguments}\n{done.stdout}```"
