"""Ends: by Ctrl-C, by the system, by force; a full disk; another environment. Each in a process of its own."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from cli.conftest import in_this_process
from made.sent import SCAN, workbook

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and /proc are those of Linux")
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("JIANFU_ATTACK_ROUNDS", "2"))
AS_OF = ("--as-of", "2024-06-20")
EXAMPLE = ROOT / "examples" / "inbox"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)


def started(*arguments, prefix=(), cwd=None, **environment):
    command = [*prefix, sys.executable, "-m", "jianfu_cli", *map(str, arguments)]
    own = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.Popen(
        command, env=own, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def finished(*arguments, **more):
    process = started(*arguments, **more)
    out, err = process.communicate(timeout=200)
    process.out, process.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
    return process


def held(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("~jianfu-")
    }


def left_over(*folders):
    return [path for folder in folders for path in folder.rglob("*jianfu-*")]


def said_in_chinese(process):
    """No traceback, no English sentence."""
    return (
        "Traceback" not in process.err and "Exception ignored" not in process.err and "程序出了意外" not in process.err
    )


@pytest.fixture
def inbox(tmp_path):
    return some_sent(tmp_path / "收")


def some_sent(folder):
    for unit in ("红旗区", "卫滨区", "获嘉县"):
        (folder / unit).mkdir(parents=True)
        for attachment in ("a2", "a3"):
            content = workbook(attachment, unit, "2024-06-12", rows=3, category="二")
            (folder / unit / f"附件{attachment[1]}.xlsx").write_bytes(content)
        (folder / unit / "扫描件.pdf").write_bytes(SCAN + unit.encode())
    return folder


COMMANDS = {
    "merge": lambda inbox, out: ("merge", inbox, *AS_OF, "-o", out),
    "receive": lambda inbox, out: ("receive", inbox, "--inbox", out, "--on", "2024-06-13"),
    "validate": lambda inbox, out: ("validate", inbox, *AS_OF, "--fix-to", out / "改", "--return-to", out / "退"),
}


class Whole(NamedTuple):
    """A command that nothing ended: the inbox it read, the seconds it took, all that it wrote."""

    inbox: Path
    takes: float
    complete: dict[str, bytes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """``whole("merge")`` is the command run to its end, once for all tests."""
    folder = tmp_path_factory.mktemp("whole")
    inbox = some_sent(folder / "收")

    @cache
    def run(command):
        begun = time.monotonic()
        assert finished(*COMMANDS[command](inbox, folder / command)).returncode in {0, 1}
        return Whole(inbox, time.monotonic() - begun, held(folder / command))

    return run


@pytest.mark.parametrize("sign", SIGNALS, ids=lambda sign: sign.name)
@pytest.mark.parametrize("command", COMMANDS)
def test_ended(whole, tmp_path, command, sign, record_property):
    """SIGKILL, TERM, INT, HUP at random in merge, receive, validate with copies; then run again"""
    record_property("tries", ROUNDS)
    inbox, takes, complete = whole(command)
    before = held(inbox)
    assert complete
    chance = random.Random(f"{command}{sign}")
    for number in range(ROUNDS):
        out = tmp_path / f"出{number}"
        process = started(*COMMANDS[command](inbox, out))
        time.sleep(chance.uniform(takes / 3, takes))
        process.send_signal(sign)
        _, err = process.communicate(timeout=60)
        assert b"Traceback" not in err
        assert held(out).items() <= complete.items()
        if sign is not signal.SIGKILL:
            assert left_over(out) == []
        assert in_this_process(tmp_path, *COMMANDS[command](inbox, out)).returncode in {0, 1}
        assert held(out) == complete
        assert left_over(out) == []
    assert held(inbox) == before


@pytest.mark.parametrize("sign", SIGNALS, ids=lambda sign: sign.name)
def test_the_office_program_ends_too(tmp_path, sign):
    """the office program, and the copy of a submission it reads, after an end of every kind"""
    bin_, away = tmp_path / "bin", tmp_path / "tmp"
    bin_.mkdir()
    away.mkdir()
    program = bin_ / "soffice"
    # Like the real one it starts another, which nobody waits for.
    program.write_text(
        f"#!/bin/sh\nsleep 300 &\necho $! > {tmp_path}/pid.new\nmv {tmp_path}/pid.new {tmp_path}/pid\nwait\n"
    )
    program.chmod(0o755)
    (tmp_path / "附件2.rtf").write_bytes(rb"{\rtf1 }")
    process = started("validate", tmp_path / "附件2.rtf", *AS_OF, PATH=f"{bin_}:/usr/bin:/bin", TMPDIR=str(away))
    _until((tmp_path / "pid").exists)
    assert any(away.iterdir())
    child = int((tmp_path / "pid").read_text())
    process.send_signal(sign)
    process.communicate(timeout=60)
    _until(lambda: not _runs(child) and not any(away.iterdir()))


def test_the_next_run_sweeps_what_a_killed_one_left(inbox, tmp_path):
    """leftovers of runs that are gone, and of nobody else"""
    gone = subprocess.Popen(["/bin/true"])
    gone.wait()
    from jianfu_cli.leftovers import owned_prefix

    mine = owned_prefix("~jianfu-")
    theirs = mine.replace(str(os.getpid()), str(gone.pid))
    out, away = tmp_path / "出", tmp_path / "tmp"
    out.mkdir()
    away.mkdir()
    old = out / "~jianfu-旧版.xlsx"
    for path in (out / f"{mine}aaaaaaaa.xlsx", out / f"{theirs}bbbbbbbb.xlsx", old, out / "jianfu-我的.xlsx"):
        path.write_text("x")
    os.utime(old, (0, 0))
    (out / f"{theirs}cccccccc").mkdir()
    finished("merge", inbox, *AS_OF, "-o", out)
    left = {path.name for path in out.iterdir() if "jianfu-" in path.name}
    assert left == {f"{mine}aaaaaaaa.xlsx", "jianfu-我的.xlsx"}


def test_no_folder_for_temporary_files_takes_a_byte(monkeypatch):
    """disk full: where temporary files would lie"""
    import tempfile

    from jianfu_cli.errors import reason

    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/nowhere"])
    with pytest.raises(FileNotFoundError) as caught:
        tempfile._get_default_tempdir()
    assert reason(caught.value) == "没有能写的临时文件夹，可能是磁盘满了"


def _until(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within a minute")


def _runs(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


FULL = {
    **COMMANDS,
    "report": lambda inbox, out: ("validate", inbox, *AS_OF, "-f", "html", "-o", out / "报告.html"),
    "remind": lambda inbox, out: ("remind", inbox, *AS_OF, "-o", out),
    "new-template": lambda inbox, out: ("new-template", "--all-units", "--zip", "-o", out),
    "demo": lambda inbox, out: ("demo", "-o", out / "演示"),
    "init": lambda inbox, out: ("init", out),
    "merge --bundle": lambda inbox, out: ("merge", inbox, *AS_OF, "-o", out, "--bundle", out / "上报.zip"),
    "remind --docx": lambda inbox, out: ("remind", inbox, *AS_OF, "-o", out, "--docx"),
    "merge --also": lambda inbox, out: ("merge", inbox, *AS_OF, "-o", out, "--also", "csv,sqlite", "--public"),
    "progress": lambda inbox, out: ("progress", inbox, *AS_OF, "-f", "xlsx", "-o", out / "调度表.xlsx"),
    "draft": lambda inbox, out: ("draft", "bulletin", inbox, *AS_OF, "-o", out / "通报.docx"),
    "decide": lambda inbox, out: ("decide", inbox, *AS_OF),
    "diff": lambda inbox, out: (
        *("diff", inbox / "红旗区" / "附件2.xlsx", inbox / "卫滨区" / "附件2.xlsx"),
        *("-f", "xlsx", "-o", out / "对照.xlsx"),
    ),
    "init --form": lambda inbox, out: ("init", out, "--form", inbox / "红旗区" / "附件2.xlsx"),
    "deadlines": lambda inbox, out: ("deadlines", *AS_OF, "--ics", out / "期限.ics"),
}


@pytest.mark.parametrize("size", [0, 4096, 30_000])
@pytest.mark.parametrize("command", FULL)
def test_no_file_may_grow(inbox, tmp_path, command, size):
    """disk full (a limit on the size of files) × commands"""
    out, before = tmp_path / "出", held(inbox)
    out.mkdir()
    limit = ("prlimit", f"--fsize={size}")
    # Python does not notice that a file of bytecode is cut short, and the next process would trip over it.
    alone = {"PYTHONDONTWRITEBYTECODE": "1"}
    process = finished(*FULL[command](inbox, out), prefix=limit, cwd=tmp_path, **alone)
    assert said_in_chinese(process), process.err
    for path in (path for path in out.rglob("*") if path.is_file()):
        assert 0 < path.stat().st_size <= size
    assert left_over(out, inbox) == []
    if size < 5_000:
        assert held(inbox) == before
    if command == "demo":
        assert not (out / "演示").exists()


VARIANTS = {
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX locale": {"LANG": "POSIX", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no home": {"HOME": "/nowhere"},
    "no path": {"PATH": ""},
    "other zone": {"TZ": "Pacific/Kiritimati"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
    "hash seed": {"PYTHONHASHSEED": "7"},
    "warnings": {"PYTHONWARNINGS": "always"},
    "no temporary folder": {"TMPDIR": "/nowhere"},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_another_environment(inbox, tmp_path, variant):
    """environment variants: the same results"""
    usual = finished("validate", inbox, *AS_OF, "-f", "json").out
    assert json.loads(usual)["counts"]["forms"] == 6
    assert finished("validate", inbox, *AS_OF, "-f", "json", **VARIANTS[variant]).out == usual


@pytest.mark.parametrize("files", [8, 12, 16, 24, 32])
@pytest.mark.parametrize("command", ["validate", "merge"])
def test_few_open_files(inbox, tmp_path, command, files):
    """ulimit -n × commands: done, or one Chinese line"""
    limit = ("prlimit", f"--nofile={files}")
    process = finished(*COMMANDS[command](inbox, tmp_path / "出"), "-j", "60", prefix=limit)
    assert said_in_chinese(process) or files < 16, process.err
    assert process.returncode in {0, 1} or process.err.startswith("错误：") or files < 16


@pytest.mark.parametrize("day", ["0001-01-01", "1979-12-31", "1980-01-01", "2107-12-31", "2108-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", ["merge", "validate"])
def test_any_day(inbox, tmp_path, command, day):
    """dates from 0001 to 9999 × merge, validate with copies"""
    arguments = [day if one == "2024-06-20" else one for one in COMMANDS[command](inbox, tmp_path / "出")]
    process = finished(*arguments)
    assert (process.returncode in {0, 1}, said_in_chinese(process)) == (True, True), process.err


def test_a_clock_before_1980(monkeypatch, capsys):
    """a clock before 1980"""
    from jianfu_cli.cli import app

    monkeypatch.setattr(app.time, "localtime", lambda: time.gmtime(0))
    monkeypatch.setattr(app.sys, "argv", ["jianfu", "--version"])
    assert app.run() == 2
    assert "这台电脑的日期是 1970 年" in capsys.readouterr().err


@pytest.mark.parametrize(
    "template",
    [
        "{% include 'summary.html' %}",
        "{% extends 'summary.html' %}",
        "{{ 'x' * 10**10 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_own_templates_without_end(inbox, tmp_path, template):
    """own templates that include themselves or ask for too much"""
    (tmp_path / "模板").mkdir()
    (tmp_path / "模板" / "summary.html").write_text(template, encoding="utf-8")
    limit = ("prlimit", f"--as={4 << 30}")
    process = finished("merge", inbox, *AS_OF, "-o", tmp_path / "出", "--templates", tmp_path / "模板", prefix=limit)
    assert process.returncode == 2
    assert process.err.startswith("错误：用 ")
    assert held(tmp_path / "出") == {} if (tmp_path / "出").exists() else True
