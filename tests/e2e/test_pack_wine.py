"""The whole pack for Windows at work under Wine, with a Python of Windows; needs both, and says so where they lack.

``JIANFU_WINDOWS_PYTHON`` names the official embeddable zip (python-3.11.*-embed-amd64.zip); Wine is on the search path.
No package index has that zip, so this is skipped under CI too. Wine 8 lacks a library that every Windows since 10 has
(bcryptprimitives.dll): ``JIANFU_WINE_LIBRARIES`` names a folder of such, copied into its system folder.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jianfu_cli.core.model.doors import DOORS
from jianfu_cli.errors import UsageError
from jianfu_cli.workflows.packs import PackOrder, make_pack

ROOT = Path(__file__).resolve().parents[2]
PYTHON = os.environ.get("JIANFU_WINDOWS_PYTHON", "")
LIBRARIES = os.environ.get("JIANFU_WINE_LIBRARIES", "")
UNITS = ("卫滨区", "红旗区")

pytestmark = [
    pytest.mark.skipif(
        not (PYTHON and shutil.which("wine")),
        reason="needs Wine, and JIANFU_WINDOWS_PYTHON naming the official embeddable zip, which CI cannot download",
    ),
    pytest.mark.timeout(1800),
]

# Runs each door as Explorer does: by cmd, with its whole line in the variable that Windows itself keeps and Wine lacks.
EXPLORER = r"""
import json, os, subprocess, sys
calls = json.load(open(sys.argv[1], encoding="utf-8"))
done = []
for door, names, answer, as_explorer in calls:
    line = 'C:\\windows\\system32\\cmd.exe /c ""%s" %s"' % (
        door, " ".join('"%s"' % name if " " in name else name for name in names))
    environment = dict(os.environ)
    if as_explorer:
        environment["cmdcmdline"] = line
    ran = subprocess.run(line, env=environment, input=answer.encode("gbk"), capture_output=True)
    done.append([ran.stdout.decode("gbk"), ran.stderr.decode("gbk")])
    json.dump(done, open(sys.argv[2], "w", encoding="utf-8"))
"""
# Holds a file as Excel does: others may read it, nobody may write, replace or remove it.
HELD = r"""
import ctypes, subprocess, sys
create = ctypes.WinDLL("kernel32").CreateFileW
create.restype, create.argtypes = ctypes.c_void_p, [ctypes.c_wchar_p, *[ctypes.c_uint32] * 2, ctypes.c_void_p,
                                                    *[ctypes.c_uint32] * 2, ctypes.c_void_p]
assert create(sys.argv[1], 0xC0000000, 1, None, 3, 0, None)
sys.exit(subprocess.run([sys.executable, "-B", "-I", *sys.argv[2:]]).returncode)
"""


class Windows:
    """A drive C: of its own, with the pack and an inbox on it."""

    def __init__(self, folder):
        self.prefix = folder / "prefix"
        self.drive = self.prefix / "drive_c"
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
            "LC_ALL": "zh_CN.UTF-8",
        }
        self._environment.pop("DISPLAY", None)
        self.call("wineboot", "-i")
        self.call("wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
        for library in Path(LIBRARIES).glob("*.dll") if LIBRARIES else ():
            shutil.copy(library, self.drive / "windows" / "system32")
        self.tool = self.drive / "桌面" / "减负 填报工具(1)"
        make_pack(PackOrder(self.tool, python=Path(PYTHON)))
        self.inbox = self.drive / "桌面" / "收件箱"
        for unit in UNITS:
            shutil.copytree(ROOT / "examples" / "inbox" / unit, self.inbox / unit)

    def call(self, *command):
        # Its Python starts with no handle that is none of Windows: pipes, not files.
        with subprocess.Popen(
            list(map(str, command)),
            env=self._environment,
            cwd=self.prefix.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            # What opens a folder at the end stays on, and holds the pipe: only the program itself is waited for.
            process.stdin.close()
            process.wait()

    def path(self, place):
        return "C:\\" + place.relative_to(self.drive).as_posix().replace("/", "\\")

    def python(self, code, *arguments):
        script = self.drive / "script.py"
        script.write_text(code, encoding="utf-8")
        python = self.tool / "程序" / "python" / "python.exe"
        self.call("wine", self.path(python), "-X", "utf8", "-B", "-I", "C:\\script.py", *arguments)

    def explore(self, calls):
        """Go through doors; return what each said on its two streams."""
        listed = [(self.path(self.tool / f"{door}.bat"), names, answer, way) for door, names, answer, way in calls]
        (self.drive / "calls.json").write_text(json.dumps(listed), encoding="utf-8")
        self.python(EXPLORER, "C:\\calls.json", "C:\\done.json")
        return json.loads((self.drive / "done.json").read_text(encoding="utf-8"))

    def end(self):
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)


@pytest.fixture(scope="module")
def windows(tmp_path_factory):
    try:
        made = Windows(tmp_path_factory.mktemp("wine"))
    except UsageError as error:
        if "没有下载成" not in str(error):
            raise
        pytest.skip(f"no package index can be reached: {error}")
    yield made
    made.end()


def installed(*arguments, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "jianfu_cli", *map(str, arguments)]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


def checked(inbox, out):
    return ["validate", inbox, "-f", "html", "-o", out / "查表结果.html", "--return-to", out / "退改件"]


CALLS = {
    "validate": checked,
    "merge": lambda inbox, out: ["merge", inbox, "-o", out],
    "status": lambda inbox, out: ["status", inbox, "-f", "html", "-o", out / "报送进度.html"],
    "remind": lambda inbox, out: ["remind", inbox, "-o", out],
}


def test_the_doors_give_there_what_the_installed_command_gives_here(windows, tmp_path):
    doors = [door for door in DOORS if door.command in CALLS]
    said = windows.explore([(door.name, [windows.path(windows.inbox)], "\r\n", True) for door in doors])
    for door, (out, err) in zip(doors, said, strict=True):
        result = windows.inbox.parent / f"收件箱_{door.result}"
        assert f"结果在：{windows.path(result)}" in out, err
        expected = tmp_path / door.name
        expected.mkdir()
        installed(*CALLS[door.command](windows.inbox, expected), folder=tmp_path)
        assert contents(result) == contents(expected) != {}, door.name


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


NAMES = ["空 格", "a&b", "括(号)", "百%分%PATH%", "尖^号^^", "单'引", "逗,号;等=号", "全角　空格", "长" * 60]


def test_names_that_cmd_would_take_for_commands(windows):
    folders = [windows.drive / "桌面" / "难 名" / name for name in NAMES] + [windows.drive / "c&d(1)^"]
    for folder in folders:
        folder.mkdir(parents=True)
        shutil.copy(next((ROOT / "examples" / "inbox" / "红旗区").glob("附件7*.xlsx")), folder)
    said = windows.explore([("查表", [windows.path(folder)], "\r\n", True) for folder in folders])
    for folder, (out, err) in zip(folders, said, strict=True):
        result = folder.parent / f"{folder.name}_查表结果"
        assert f"结果在：{windows.path(result)}" in out, err
        assert (result / "查表结果.html").is_file()


def test_a_question_is_answered_and_a_second_run_has_a_place_of_its_own(windows):
    unit = windows.inbox / "卫滨区"
    asked = ("查表", [], f'"{windows.path(unit)}"\r\n\r\n', True)
    blank, first, second, missing = windows.explore(
        [("发表", [], "红旗区\r\n\r\n", True), asked, asked, ("查表", ["C:\\没有"], "\r\n", True)]
    )
    assert len(list((windows.tool / "空白表" / "红旗区").iterdir())) == 7, blank
    assert f"结果在：{windows.path(windows.inbox)}_查表结果" in first[0].replace(" (2)", "")
    assert first[0].count("结果在：") == second[0].count("结果在：") == 1
    assert first[0] != second[0]
    assert "找不到 C:\\没有" in missing[1]


def test_a_result_that_is_open_stays_with_all_beside_it(windows):
    out, start = windows.drive / "合", windows.path(windows.tool / "程序" / "start.py")
    call = [start, "jianfu", "merge", windows.path(windows.inbox), "-o", windows.path(out)]
    (windows.drive / "other.txt").touch()
    windows.python(HELD, "C:\\other.txt", *call)
    before = contents(out)
    assert len(before) == 5
    shutil.copytree(ROOT / "examples" / "inbox" / "市公安局", windows.inbox / "市公安局")
    windows.python(HELD, windows.path(out / "汇总.xlsx"), *call)
    assert contents(out) == before
    windows.python(HELD, "C:\\other.txt", *call)
    assert contents(out).keys() == before.keys()
    assert contents(out) != before
