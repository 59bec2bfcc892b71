"""A stream that cannot be written is neither a finding nor a trace in English."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only here is there a disk that is always full")

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONIOENCODING": "utf-8"}
UNBUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"])


def shell(redirection, *arguments, **environment):
    """Run the command with its streams as the shell sets them."""
    line = f'"$0" -m jianfu_cli "$@" {redirection}'
    return subprocess.run(
        ["bash", "-c", line, sys.executable, *map(str, arguments)],
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@UNBUFFERED
@pytest.mark.parametrize("call", [["--version"], ["validate", "--help"], ["deadlines"], ["schema", "-f", "json"]])
@pytest.mark.parametrize(("redirection", "why"), [("> /dev/full", "磁盘满了"), (">&-", "标准输出没有打开")])
def test_a_result_that_cannot_be_written(call, redirection, why, unbuffered):
    done = shell(redirection, *call, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2
    assert done.stderr == f"错误：结果写不出去：{why}；可以写进文件或换一个磁盘\n"


@UNBUFFERED
def test_a_reader_who_leaves_is_no_fault(unbuffered):
    done = shell("| head -c 1; exit ${PIPESTATUS[0]}", "schema", "-f", "json", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")


@pytest.mark.parametrize("redirection", ["2> /dev/full", "2>&-", "2>&- <&- >&-"])
def test_without_standard_error_the_exit_code_still_says_it(redirection):
    done = shell(redirection, "schema", "9")
    assert (done.returncode, done.stdout) == (2, "")


def test_workers_do_without_standard_error_too(tmp_path):
    """A worker gives up its standard error: where there is none, that must not be the pipe to it."""
    (tmp_path / "附件2.csv").write_text("一,二\n三,四\n", encoding="utf-8")
    done = shell("2>&-", "validate", tmp_path, "-f", "csv")
    assert "JF001" not in done.stdout
    assert "JF006" in done.stdout


@pytest.mark.parametrize(("traced", "shown"), [("", False), ("1", True)])
def test_what_nobody_expected_is_one_chinese_line(tmp_path, traced, shown):
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, types\n"
        "fault = types.ModuleType('jianfu_cli.reports.deadlines')\n"
        "fault.as_calendar = None\n"
        "fault.as_text = lambda *_: 1 / 0\n"
        "sys.modules['jianfu_cli.reports.deadlines'] = fault\n",
        encoding="utf-8",
    )
    path = os.pathsep.join([str(tmp_path), ENVIRONMENT["PYTHONPATH"]])
    done = shell("", "deadlines", PYTHONPATH=path, JIANFU_TRACEBACK=traced)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：程序出了意外（ZeroDivisionError：division by zero）。")
    assert (len(done.stderr.splitlines()) > 1) == ("Traceback" in done.stderr) == shown
