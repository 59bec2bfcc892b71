r"""The texts of a pack's doors: what the system starts, and nothing more; the rest is Python's.

A batch file is read by ``cmd`` line by line, and every ``%`` put in is read again as if it had been typed. So the names
that were dropped never stand in a line: ``cmd`` gives its whole command line as a variable, read late (``!…!``, which
is not read again), and Python takes it apart. Explorer puts names without blanks in no quotes, even ``a&b``: ``cmd``
would run ``b`` when the file has ended; ``exit`` ends it before. Source: ``cmd /?``, ``set /?``.
"""

from collections.abc import Mapping, Sequence

from jianfu_cli.core.model.doors import Door
from jianfu_cli.writing.portable.platforms import Platform, PythonVersion
from jianfu_cli.writing.portable.python import FOLDER, LIBRARY

PROGRAMS = "程序"
START, COMMAND = "start.py", "jianfu"
CONSOLE = "gbk"

_BATCH = r"""@echo off
chcp 936 >nul 2>nul
setlocal DisableDelayedExpansion
title {title}
set "JIANFU_LINE="
set "JIANFU_HOME=%~dp0{programs}"
if not exist "%JIANFU_HOME%\{start}" for /d %%D in ("%~dp0*") do if exist "%%~D\{start}" set "JIANFU_HOME=%%~D"
if not exist "%JIANFU_HOME%\{start}" goto lost
if not exist "%JIANFU_HOME%\{python}\python.exe" goto nopython
setlocal EnableDelayedExpansion
set "JIANFU_LINE=!cmdcmdline!"
if "!JIANFU_LINE:/c=!"=="!JIANFU_LINE!" goto typed
"!JIANFU_HOME!\{python}\python.exe" -B -I "!JIANFU_HOME!\{start}" {command}
echo.
pause
exit
:typed
endlocal
"%JIANFU_HOME%\{python}\python.exe" -B -I "%JIANFU_HOME%\{start}" {command} %*
exit /b
:lost
echo 找不到“{programs}”文件夹，请把整个工具文件夹重新复制一份，不要只复制这一个文件。
pause
exit /b 2
:nopython
echo “{programs}”文件夹里还没有 Python，请打开“说明.html”，照最后一节放进去。
pause
exit /b 2
"""
_BATCH_COMMAND = r"""@echo off
setlocal DisableDelayedExpansion
"%~dp0{python}\python.exe" -B -I "%~dp0{start}" {command} %*
exit /b
"""
_SHELL = """#!/bin/sh
# {title}：把文件夹、文件写在后面；不写就问一句。
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 2
JIANFU_STAY=1 exec /bin/sh "$here/{programs}/{command_file}" --door {command} "$@"
"""
_SHELL_COMMAND = """#!/bin/sh
# 找一个能用的 Python，执行命令；只用这个文件夹里的程序。
home=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 2
door={command}
if [ "$1" = --door ]; then door=$2; shift 2; fi
stay() {{
  if [ -n "$JIANFU_STAY" ] && [ -t 0 ] && [ -t 1 ]; then printf '\\n按回车键关闭。'; read -r _; fi
}}
for python in "$home/{python}/bin/python3" {names}; do
  if "$python" -I -S -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] not in sys.argv[1:])' {versions} \\
    2>/dev/null
  then
    "$python" -B -I -S "$home/{start}" "$door" "$@"
    code=$?
    stay
    exit $code
  fi
done
echo '这台电脑上没有 Python {said}，请打开“说明.html”，照最后一节办。' >&2
stay
exit 2
"""
_DESKTOP = """[Desktop Entry]
Type=Application
Version=1.0
Name={title}
Comment={does}
Exec=/bin/sh -c "f=\\\\${{0#file://}}; exec /bin/sh \\\\"\\\\${{f%%/*}}/{title}.sh\\\\" \\\\"\\\\$@\\\\"" %k %F
Terminal=true
MimeType=inode/directory;application/octet-stream;
"""
_START = '''"""Starts jianfu from this folder alone."""

import os
import sys

HOME = os.path.dirname(os.path.abspath(__file__))
CAMPAIGN = {campaign!r}
LIBRARY = os.path.join(HOME, "{library}")
if LIBRARY not in sys.path:
    sys.path.insert(0, LIBRARY)

if __name__ == "__main__":
    if CAMPAIGN is not None:
        own = os.path.join(HOME, CAMPAIGN)
        os.environ["JIANFU_CAMPAIGN"] = own if os.path.exists(own) else CAMPAIGN
    door = sys.argv.pop(1)
    sys.argv[0] = "jianfu"
    if door == "{command}":
        from jianfu_cli.cli.app import main

        main()
    from jianfu_cli.cli.doors import enter

    enter(door, os.path.dirname(HOME))
'''


def scripts(
    doors: Sequence[Door], platform: Platform, versions: Sequence[PythonVersion], campaign: str | None
) -> Mapping[str, bytes]:
    """Return the files that start a pack, by their path in it; ``campaign`` is a shipped one's name or a folder's."""
    start = _START.format(campaign=campaign, library=LIBRARY, command=COMMAND).encode()
    made = _batch_files(doors) if platform.windows else _shell_files(doors, versions)
    return {f"{PROGRAMS}/{START}": start, **made}


def _batch_files(doors: Sequence[Door]) -> dict[str, bytes]:
    common = {"programs": PROGRAMS, "start": START, "python": FOLDER}
    texts = {f"{door.name}.bat": _BATCH.format(title=door.name, command=door.command, **common) for door in doors}
    texts[f"{PROGRAMS}/{COMMAND}.bat"] = _BATCH_COMMAND.format(command=COMMAND, start=START, python=FOLDER)
    return {name: text.replace("\n", "\r\n").encode(CONSOLE) for name, text in texts.items()}


def _shell_files(doors: Sequence[Door], versions: Sequence[PythonVersion]) -> dict[str, bytes]:
    written = [f"{major}.{minor}" for major, minor in versions]
    texts = {}
    for door in doors:
        common = {"title": door.name, "command": door.command, "does": door.does}
        texts[f"{door.name}.sh"] = _SHELL.format(programs=PROGRAMS, command_file=COMMAND, **common)
        texts[f"{door.name}.desktop"] = _DESKTOP.format(**common)
    texts[f"{PROGRAMS}/{COMMAND}"] = _SHELL_COMMAND.format(
        command=COMMAND,
        start=START,
        python=FOLDER,
        names=" ".join([*(f"python{version}" for version in written), "python3"]),
        versions=" ".join(written),
        said="、".join(written),
    )
    return {name: text.encode() for name, text in texts.items()}


def is_program(name: str) -> bool:
    """Say whether the file ``name`` of a pack is started by the system, and must be allowed to be."""
    return name.endswith((".sh", ".desktop")) or name == f"{PROGRAMS}/{COMMAND}"
