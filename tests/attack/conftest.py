"""``run("merge", inbox, "-o", out)`` in this process: some thousand tries would take hours in processes of their own.

``jianfu`` is the command as a person calls it, where the process itself matters.
"""

import hashlib

import pytest
from cli.conftest import jianfu_process as jianfu
from typer.testing import CliRunner

from jianfu_cli.cli.app import app

__all__ = ["jianfu"]


@pytest.fixture
def run():
    """Run a command that must end with a code of the contract (or a UsageError, in Chinese); return the result."""

    def call(*arguments):
        done = CliRunner().invoke(app, [*map(str, arguments)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code in {0, 1}, done.output
        return done

    return call


@pytest.fixture
def digests():
    """``digests(folder)``: what every file below a folder holds."""

    def of(folder):
        return {
            path: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file() and not path.is_symlink()
        }

    return of
