"""The files that the system starts: their bytes, and that no name that is dropped can become a command."""

import re
import shutil
import subprocess

import pytest

from jianfu_cli.core.model.doors import DOORS, Audience, doors_for
from jianfu_cli.writing.portable.platforms import PLATFORMS
from jianfu_cli.writing.portable.scripts import is_program, scripts

WINDOWS = scripts(DOORS, PLATFORMS["win_amd64"], [(3, 11)], "xinxiang-2024")
LINUX = scripts(DOORS, PLATFORMS["manylinux_x86_64"], [(3, 11), (3, 12)], None)
BATCHES = {name: content for name, content in WINDOWS.items() if name.endswith(".bat") and "/" not in name}


def test_the_doors():
    assert {name for name in WINDOWS if "/" not in name} == {
        "查表.bat",
        "汇总.bat",
        "看进度.bat",
        "催报.bat",
        "发表.bat",
    }
    assert {name for name in LINUX if name.endswith(".sh")} == {f"{door.name}.sh" for door in DOORS}
    assert [door.name for door in doors_for(Audience.COUNTY)] == ["查表", "发表"]


@pytest.mark.parametrize("name", BATCHES)
def test_a_batch_file_is_gbk_with_crlf_and_no_mark(name):
    content = BATCHES[name]
    assert content.decode("gbk").encode("gbk") == content
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert content.startswith(b"@echo off\r\nchcp 936 ")
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize("name", BATCHES)
def test_no_half_of_a_character_is_a_sign_of_cmd(name):
    """Where the console is not in GBK each byte is read alone; the second of two can be ``|`` or ``^``."""
    for character in set(re.findall(r"[^\x00-\x7f]", BATCHES[name].decode("gbk"))):
        assert not set(character.encode("gbk")) & set(b'|^&<>%!"()\\'), character


@pytest.mark.parametrize("name", BATCHES)
def test_what_was_dropped_stands_in_no_line_that_cmd_reads(name):
    lines = BATCHES[name].decode("gbk").split("\r\n")
    typed = lines.index(":typed")
    assert [line for line in lines[:typed] if re.search(r"%(\*|[1-9]|cmdcmdline)", line, re.IGNORECASE)] == []
    # cmd would go on with what stands behind an & in the name: the file ends cmd itself.
    assert lines[typed - 1] == "exit"
    assert lines[typed - 2] == "pause"
    assert 'set "JIANFU_LINE=!cmdcmdline!"' in lines[:typed]


@pytest.mark.parametrize("name", BATCHES)
def test_every_path_stands_in_quotes_and_none_is_absolute(name):
    text = BATCHES[name].decode("gbk")
    for line in text.split("\r\n"):
        outside = re.sub(r'"[^"]*"', '""', line)
        assert not re.search(r"~dp0|JIANFU_HOME%|!JIANFU_HOME", outside), line
    assert not re.search(r"[A-Za-z]:\\", text)


def test_python_reads_nothing_of_the_computer():
    for name, content in (BATCHES | {"jianfu.bat": WINDOWS["程序/jianfu.bat"]}).items():
        calls = [line for line in content.decode("gbk").split("\r\n") if line.startswith('"') and "python.exe" in line]
        assert calls, name
        assert all(" -B -I " in line for line in calls)
    assert b'"$python" -B -I -S "$home/start.py"' in LINUX["程序/jianfu"]


@pytest.mark.parametrize("name", [name for name in LINUX if not name.endswith((".py", ".desktop"))])
def test_a_shell_understands_its_file(name, tmp_path):
    (tmp_path / "s").write_bytes(LINUX[name])
    assert b"\r" not in LINUX[name]
    subprocess.run(["/bin/sh", "-n", tmp_path / "s"], check=True)
    assert is_program(name)


@pytest.mark.parametrize("name", [name for name in LINUX if name.endswith(".desktop")])
def test_a_desktop_entry_is_one(name, tmp_path):
    program = shutil.which("desktop-file-validate")
    (tmp_path / "door.desktop").write_bytes(LINUX[name])
    if program:
        subprocess.run([program, tmp_path / "door.desktop"], check=True)
    entry = dict(line.split("=", 1) for line in LINUX[name].decode().splitlines()[1:])
    assert entry["Name"] + ".desktop" == name
    # As the specification has it: first the escapes of a string, then those within quotes.
    command = entry["Exec"].replace("\\\\", "\\")
    [quoted] = re.findall(r'"((?:[^"\\]|\\.)*)"', command)
    script = re.sub(r'\\(["`$\\])', r"\1", quoted)
    assert script == f'f=${{0#file://}}; exec /bin/sh "${{f%/*}}/{entry["Name"]}.sh" "$@"'.replace("%/", "%%/")


@pytest.mark.parametrize("campaign", ["xinxiang-2024", "campaign", None])
def test_the_start_is_python(campaign):
    start = scripts(DOORS, PLATFORMS["win32"], [(3, 11)], campaign)["程序/start.py"]
    compile(start, "start.py", "exec")
    assert f"CAMPAIGN = {campaign!r}\n".encode() in start
