"""Results for people are as wide as the terminal they stand on, and 80 columns in a pipe."""

import os
import subprocess
import sys

import pytest
from clues.ledgers import clue, write_ledger

from jianfu_cli.core.language.terminal import width

pty = pytest.importorskip("pty")  # not on Windows

LONG = "要求学校组织全体教师逐户走访宣传并拍照上传平台，每周汇总排名通报，未完成的教师取消评优资格，" * 2


@pytest.fixture
def on_a_terminal(tmp_path):
    """``on_a_terminal(120, "rule")`` returns the lines that the command writes to a terminal so wide."""

    def run(columns, *arguments, **variables):
        ours, theirs = pty.openpty()
        environment = {**os.environ, "COLUMNS": str(columns), "TERM": "dumb", "PYTHONIOENCODING": "utf-8", **variables}
        command = [sys.executable, "-m", "jianfu_cli", *map(str, arguments)]
        child = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=theirs, stderr=subprocess.DEVNULL)
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:  # how Linux says that the other end is closed
            pass
        child.wait(60)
        os.close(ours)
        return said.decode().splitlines()

    return run


@pytest.fixture
def inbox(tmp_path):
    rows = [clue("1", LONG, "红旗区第一小学", received="2024-07-01"), clue("2", LONG, "卫滨区第二小学")]
    write_ledger(tmp_path / "收件箱" / "市教育局" / "台账.xlsx", rows)
    return tmp_path / "收件箱"


@pytest.mark.parametrize(
    ("command", "widths"), [("rule", (60, 80, 100)), ("clues", (60, 80, 100)), ("status", (80, 100))]
)
def test_lines_are_as_long_as_the_terminal_is_wide(on_a_terminal, inbox, command, widths):
    call = [command] if command == "rule" else [command, inbox, "--as-of", "2024-08-01"]
    longest = {columns: max(map(width, on_a_terminal(columns, *call))) for columns in widths}
    assert {columns: most for columns, most in longest.items() if not columns - 16 < most <= columns} == {}


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)])
def test_whoever_wants_no_colours_gets_none(on_a_terminal, inbox, variables, coloured):
    said = "".join(on_a_terminal(80, "validate", inbox, **variables))
    assert "\x1b[" in said if coloured else "\x1b" not in said
