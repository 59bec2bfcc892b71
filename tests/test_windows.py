"""What Windows does otherwise, tried without it: processes that are spawned, modules that are not there, its paths."""

import ast
import ntpath
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter.xmlwriter
from made.forms import shipped
from made.rollups import AS_OF, make_file, make_finding, small_roll_up

from jianfu_cli.core.language import dates
from jianfu_cli.core.language.command_line import dropped_names
from jianfu_cli.errors import UsageError
from jianfu_cli.reading import containers, sources, worker
from jianfu_cli.reading.containers import Containers
from jianfu_cli.reading.limits import GuardLimits, WorkLimits
from jianfu_cli.reading.long_paths import extended
from jianfu_cli.writing import whole
from jianfu_cli.writing.copies.returned import ReturnedFile, list_findings
from jianfu_cli.writing.fit_names import Places, fit_part
from jianfu_cli.writing.rollup.workbook import write_workbook

ROOT = Path(__file__).resolve().parents[1]

# Runs a command with workers that are spawned, and without what only POSIX has; as a script, for it is run again by
# each worker, as the start.py of a pack is.
LIKE_WINDOWS = """
import sys
class NotThere:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "readline", "syslog"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, NotThere())
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules.pop(name, None)
if __name__ == "__main__":
    import multiprocessing
    from jianfu_cli.reading import pool
    pool._CONTEXT = multiprocessing.get_context("spawn")
    from jianfu_cli.cli.app import main
    sys.argv[0] = "jianfu"
    main()
"""
IMPORT_ALL = """
import importlib, pkgutil, jianfu_cli
for module in pkgutil.walk_packages(jianfu_cli.__path__, "jianfu_cli."):
    if not module.name.endswith("__main__") and ".examples" not in module.name:
        importlib.import_module(module.name)
print("all")
"""


def run(code, *arguments, folder):
    script = folder / "start.py"
    script.write_text(code, encoding="utf-8")
    return subprocess.run(
        [sys.executable, script, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=200,
        check=False,
    )


@pytest.fixture
def inbox(tmp_path):
    for unit in ("卫滨区", "市公安局"):
        shutil.copytree(ROOT / "examples" / "inbox" / unit, tmp_path / "收件箱" / unit)
    return tmp_path / "收件箱"


@pytest.mark.parametrize(
    "call",
    [
        ["validate", "-f", "json", "--as-of", "2024-07-05", "-j", "2"],
        ["status", "-f", "json", "--as-of", "2024-07-05"],
    ],
    ids=lambda call: call[0],
)
def test_spawned_workers_without_posix_read_the_same(tmp_path, inbox, call):
    there = run(LIKE_WINDOWS, call[0], inbox, *call[1:], folder=tmp_path)
    here = run(LIKE_WINDOWS.replace('"spawn"', '"fork"'), call[0], inbox, *call[1:], folder=tmp_path)
    assert there.stderr == here.stderr == b""
    assert there.returncode == here.returncode == 1
    assert there.stdout == here.stdout != b""


def test_every_module_loads_without_what_only_posix_has(tmp_path):
    without = LIKE_WINDOWS.partition("if __name__")[0] + IMPORT_ALL
    done = run(without, folder=tmp_path)
    assert done.stdout.strip() == b"all", done.stderr.decode()


def test_no_output_of_the_demonstration_has_a_name_that_windows_cannot_have(tmp_path):
    done = run("from jianfu_cli.cli.app import main\nmain()", "demo", "-o", tmp_path / "演示", folder=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    names = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "演示").rglob("*")]
    assert len(names) > 100
    parts = {part for name in names for part in name.split("/")}
    assert {part for part in parts if fit_part(part) != part} == {"~$附件2_专项整治问题摸排清单.xlsx"}  # Excel's own
    assert len({name.casefold() for name in names}) == len(names)


@pytest.fixture
def windows_files(monkeypatch):
    """Lines end as Windows ends them in what libraries write as text, and zipfile enters the system it runs on."""
    made = zipfile.ZipInfo.__init__

    def of_windows(self, *arguments, **options):
        made(self, *arguments, **options)
        self.create_system = 0

    def opened(path, *arguments, **options):
        return Path(path).open(*arguments, **options, newline="\r\n")

    def enter():
        monkeypatch.setattr(zipfile.ZipInfo, "__init__", of_windows)
        monkeypatch.setattr(xlsxwriter.xmlwriter, "open", opened, raising=False)
        os.umask(0o077)

    before = os.umask(0o022)
    yield enter
    os.umask(before)


def test_a_workbook_has_the_same_bytes_there(tmp_path, windows_files):
    def made(name):
        write_workbook(tmp_path / name, small_roll_up())
        returned = ReturnedFile(make_file("甲.pdf"), (make_finding("JF205"),), AS_OF)
        return (tmp_path / name).read_bytes(), list_findings(returned, "不是表格")

    here = made("a.xlsx")
    windows_files()
    assert made("b.xlsx") == here


def test_a_file_that_is_named_like_one_of_linux_says_nothing_of_memory(monkeypatch):
    """Wine shows the host's /proc, and a drive may have a folder of that name; os.pread is not there."""
    monkeypatch.setattr(worker, "_STATM", "")
    monkeypatch.delattr(worker.os, "pread")
    assert not worker._Memory(WorkLimits()).is_left_behind()


@pytest.mark.parametrize("open_elsewhere", ["汇总.xlsx", "摘要.html", "merge.json"])
def test_a_result_that_is_open_in_excel_stays_and_so_do_the_others(tmp_path, monkeypatch, open_elsewhere):
    """os.replace on a file that is open is refused there: WinError 5 or 32."""
    names = ("汇总.xlsx", "摘要.html", "merge.json")
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    replace, unlink = Path.replace, Path.unlink
    held = (tmp_path / open_elsewhere).stat().st_ino

    def refuse(path):
        raise PermissionError(13, "The process cannot access the file", str(path))

    def replaced(self, target):
        return refuse(target) if Path(target).name == open_elsewhere else replace(self, target)

    def removed(self, missing_ok=False):
        """Of what another program has open no name can be removed, nor of what is read-only."""
        if self.exists() and (self.stat().st_ino == held or not self.stat().st_mode & 0o200):
            refuse(self)
        unlink(self, missing_ok)

    (tmp_path / open_elsewhere).chmod(0o444)
    monkeypatch.setattr(whole, "_LINKS", False)
    monkeypatch.setattr(whole.Path, "replace", replaced)
    monkeypatch.setattr(whole.Path, "unlink", removed)
    with pytest.raises(UsageError, match=r"正在 Excel 或 WPS 中打开") as refused:
        whole.write_all({tmp_path / name: b"new" for name in names})
    assert open_elsewhere in str(refused.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(names, b"old")


@pytest.mark.parametrize(
    "name",
    ["CON.xlsx", "nul", "a.", "a ", "COM1.附件2.xlsx", "a:b.xlsx", "a*?.xlsx", 'a"b.xlsx', "a\\b.xlsx", "x" * 300],
)
def test_a_name_from_a_zip_is_written_as_one_that_windows_can_have(tmp_path, name):
    place = Places(tmp_path).of(["红旗区", name])
    drive, rest = ntpath.splitdrive("D:\\" + str(place.relative_to(tmp_path)).replace("/", "\\"))
    assert (drive, ntpath.basename(ntpath.dirname(rest))) == ("D:", "红旗区")
    assert fit_part(ntpath.basename(rest)) == place.name
    assert len(str(place)) < 260


def test_names_that_differ_by_case_alone_are_two_files(tmp_path):
    places = Places(tmp_path)
    made = [places.of([name]).name.casefold() for name in ("A.xlsx", "a.xlsx", "A.XLSX")]
    assert len(set(made)) == 3


@pytest.mark.parametrize(
    "root", ["D:\\", "D:\\减负 工具\\", "\\\\server\\share\\", "\\\\?\\D:\\", "\\\\?\\UNC\\server\\share\\"]
)
def test_drives_shares_and_long_paths_come_through_the_command_line(root):
    dropped = ntpath.join(root, "收件 箱")
    line = f'C:\\Windows\\system32\\cmd.exe /c ""{root}查表.bat" "{dropped}""'
    assert dropped_names(line, "查表.bat") == (dropped,)
    assert ntpath.splitdrive(dropped)[0] == ntpath.splitdrive(root)[0]


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        ("D:\\收件箱\\附件2.xlsx", "D:\\收件箱\\附件2.xlsx"),
        ("D:\\" + "长" * 244, "D:\\" + "长" * 244),
        ("D:\\" + "长" * 245, "\\\\?\\D:\\" + "长" * 245),
        ("D:\\" + "𠮷" * 123, "\\\\?\\D:\\" + "𠮷" * 123),  # two UTF-16 units each
        ("\\\\server\\share\\" + "长" * 240, "\\\\?\\UNC\\server\\share\\" + "长" * 240),
        ("\\\\?\\D:\\" + "长" * 300, "\\\\?\\D:\\" + "长" * 300),
    ],
)
def test_a_path_too_long_for_windows_is_opened_all_the_same(path, opened):
    assert extended(path) == opened
    assert ntpath.normpath(opened) == opened


def test_whatever_is_read_is_opened_so(tmp_path, monkeypatch):
    """Each way to the disk of a collected file asks first how Windows opens it."""
    asked = set()

    def noted(path):
        asked.add(path)
        return path

    for module in (sources, containers):
        monkeypatch.setattr(module, "openable", noted)
    file = tmp_path / "红旗区" / "附件2.xlsx"
    file.parent.mkdir()
    file.write_bytes(b"no workbook")
    [source] = sources.collect([tmp_path], shipped()).sources
    assert asked == {tmp_path, file.parent, file}
    asked.clear()
    assert Containers(GuardLimits()).read(source.file, source.within) == b"no workbook"
    assert asked == {file}


@pytest.mark.parametrize(("seconds", "day"), [(-1e12, date.min), (1e20, date.max)])
def test_a_time_that_windows_refuses_is_the_first_or_last_day(monkeypatch, seconds, day):
    class Windows(datetime):
        @classmethod
        def fromtimestamp(cls, *arguments, **options):
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(dates, "datetime", Windows)
    assert dates.file_day(seconds) == day


def test_text_is_never_written_in_the_systems_own_encoding():
    """On Windows it is GBK, and what is written in it another computer cannot read."""
    calls = (
        (path, node)
        for path in (ROOT / "jianfu_cli").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    careless = [f"{path.relative_to(ROOT)}:{node.lineno}" for path, node in calls if in_the_systems_encoding(node)]
    assert careless == []


def in_the_systems_encoding(call):
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    modes = {one.value for one in call.args if isinstance(one, ast.Constant)}
    writes = name == "write_text" or (name == "open" and not modes.isdisjoint({"w", "a", "x", "w+"}))
    return writes and "encoding" not in {keyword.arg for keyword in call.keywords}
