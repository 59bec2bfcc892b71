"""A pack at work: for this machine, made without a network, run by somebody else who has nothing."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from made.wheels import MACHINE, write_wheels_here

from jianfu_cli.core.model.doors import DOORS
from jianfu_cli.workflows.packs import PackOrder, check_pack, make_pack, zip_pack
from jianfu_cli.writing.portable.platforms import PlatformName

ROOT = Path(__file__).resolve().parents[2]
SLOWEST_START = 1.5  # seconds, of a command that reads nothing
LARGEST = 40_000_000
NOBODY = 65534

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or MACHINE not in {"x86_64", "aarch64"}, reason="the pack is one for Linux"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "减负填报工具"
    wheels = write_wheels_here(tmp_path_factory.mktemp("wheels"))
    make_pack(PackOrder(folder, platform=PlatformName(f"manylinux_{MACHINE}"), wheels=wheels))
    return zip_pack(folder)[0]


@contextmanager
def folder_for_anybody():
    """A folder that another user may enter; pytest's own are shut."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.fixture
def open_folder():
    with folder_for_anybody() as folder:
        yield folder


@pytest.fixture(scope="module")
def desk(archive):
    """A folder whose name has all that shells trip over, with the pack unzipped in it and an inbox beside."""
    with folder_for_anybody() as folder:
        yield laid_out(archive, folder)


def laid_out(archive, folder):
    desk = folder / "办公 桌面 (1)&!^$x'y"
    desk.mkdir()
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            Path(opened.extract(entry, desk)).chmod(entry.external_attr >> 16 & 0o777)
    inbox = ROOT / "examples" / "inbox"
    for unit in ("卫滨区", "红旗区", "市公安局"):
        shutil.copytree(inbox / unit, desk / "收件箱 甲" / unit)
    for place in (desk, *desk.rglob("*")):
        if os.getuid() == 0:
            os.chown(place, NOBODY, NOBODY)
    return desk


def as_somebody_else(*command, folder, answer="", **environment):
    """Run a command as a user without a home, without a network where that can be had, in an empty environment."""
    path = {"PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin"}
    root = os.getuid() == 0
    alone = ["unshare", "-n"] if root and shutil.which("unshare") else []
    # A Python of root's own is one that nobody else may run; the system's may be of the same version.
    for_all = _reachable(sys.base_prefix) or Path("/usr/bin", f"python3.{sys.version_info[1]}").exists()
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if root and for_all else []
    return subprocess.run(
        [*alone, *user, *map(str, command)],
        cwd=folder,
        env={**path, **environment},
        input=answer,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _reachable(folder):
    return all(place.stat().st_mode & 0o001 for place in (Path(folder), *Path(folder).parents))


def files_below(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def installed(*arguments, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("JIANFU_CAMPAIGN", None)
    subprocess.run(
        [sys.executable, "-m", "jianfu_cli", *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )


CALLS = {
    "validate": lambda inbox, out: [
        "validate",
        inbox,
        "-f",
        "html",
        "-o",
        out / "查表结果.html",
        "--return-to",
        out / "退改件",
    ],
    "merge": lambda inbox, out: ["merge", inbox, "-o", out],
    "status": lambda inbox, out: ["status", inbox, "-f", "html", "-o", out / "报送进度.html"],
    "remind": lambda inbox, out: ["remind", inbox, "-o", out],
}


@pytest.mark.parametrize("door", [door for door in DOORS if door.command in CALLS], ids=lambda door: door.name)
def test_a_door_gives_what_the_installed_command_gives(desk, tmp_path, door):
    inbox = desk / "收件箱 甲"
    before = {name: path.read_bytes() for name, path in files_below(inbox).items()}
    done = as_somebody_else(f"./{door.name}.sh", inbox, folder=desk / "减负填报工具")
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    result = desk / f"收件箱 甲_{door.result}"
    assert f"结果在：{result}" in done.stdout
    expected = tmp_path / "out"
    expected.mkdir()
    installed(*CALLS[door.command](inbox, expected), folder=tmp_path)
    made, wanted = files_below(result), files_below(expected)
    assert made.keys() == wanted.keys() != set()
    different = [name for name in made if made[name].read_bytes() != wanted[name].read_bytes()]
    assert different == []
    assert {name: path.read_bytes() for name, path in files_below(inbox).items()} == before


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_percent_sign_in_the_path_changes_no_cell(desk, open_folder):
    """There openpyxl writes without lxml, which takes such a path for an address."""
    for name in ("100%完成", "完成"):
        shutil.copytree(desk / "收件箱 甲" / "卫滨区", open_folder / name / "卫滨区")
        (open_folder / name).chmod(0o777)
        done = as_somebody_else(
            "/bin/sh", desk / "减负填报工具" / "查表.sh", open_folder / name / "卫滨区", folder=desk
        )
        assert done.returncode == 1, done.stderr
    plain, percent = (files_below(open_folder / name / "卫滨区_查表结果") for name in ("完成", "100%完成"))
    assert plain.keys() == percent.keys()
    for name in [name for name in plain if name.endswith(".xlsx")]:
        assert cells(percent[name]) == cells(plain[name])


def cells(path):
    return [list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)]


def test_blanks_for_the_unit_that_is_typed(desk):
    done = as_somebody_else("./发表.sh", folder=desk / "减负填报工具", answer="红旗区\n")
    assert done.returncode == 0, done.stderr
    result = Path(done.stdout.split("结果在：")[1].strip())
    assert len(list((result / "红旗区").iterdir())) == 7
    assert result.parent == desk / "减负填报工具"


def test_a_question_is_answered_by_dragging_into_the_window(desk):
    asked = as_somebody_else("./查表.sh", folder=desk / "减负填报工具", answer=f'"{desk}/收件箱 甲/红旗区"\n')
    assert "把要查的文件夹或文件拖到这个窗口里" in asked.stdout
    assert "结果在：" in asked.stdout


@pytest.mark.parametrize(
    ("door", "names", "answer", "why"),
    [
        ("查表", ["没有这个"], "", "找不到"),
        ("查表", [], "\n", "没有写要查的文件夹或文件"),
        ("查表", [], "", "已中止"),
        ("看进度", ["说明.html"], "", "要拖一个文件夹"),
        ("催报", [".", "程序"], "", "要拖一个文件夹"),
        ("发表", [], "火星区\n", "名册里没有“火星区”"),
    ],
)
def test_what_cannot_be_done_is_one_chinese_sentence_and_leaves_nothing(desk, door, names, answer, why):
    tool = desk / "减负填报工具"
    before = set(tool.iterdir())
    done = as_somebody_else(f"./{door}.sh", *names, folder=tool, answer=answer)
    assert done.returncode == 2
    [sentence] = [line for line in done.stderr.splitlines() if line.strip()]
    assert why in sentence
    assert set(tool.iterdir()) == before


def test_two_runs_at_once_both_answer(desk):
    tool, unit = desk / "减负填报工具", desk / "收件箱 甲" / "市公安局"
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: as_somebody_else("./查表.sh", unit, folder=tool), range(2)))
    places = {done.stdout.split("结果在：")[1].strip() for done in both}
    assert len(places) == 2
    assert all((Path(place) / "查表结果.html").is_file() for place in places)


def test_nothing_is_written_but_beside_what_was_dropped(desk, open_folder):
    """A read-only stick, and a folder for temporary files that must stay empty."""
    for name in ("tmp", "材料"):
        (open_folder / name).mkdir()
        (open_folder / name).chmod(0o777)
    shutil.copy(next((desk / "收件箱 甲" / "红旗区").rglob("附件7*.xlsx")), open_folder / "材料")
    tool = desk / "减负填报工具"
    before = {name: path.stat().st_mtime_ns for name, path in files_below(tool).items()}
    for place in [one for one in (tool, *tool.rglob("*")) if one.is_dir()]:
        place.chmod(0o555)
    try:
        done = as_somebody_else("./查表.sh", open_folder / "材料", folder=tool, TMPDIR=str(open_folder / "tmp"))
    finally:
        for place in [one for one in (tool, *tool.rglob("*")) if one.is_dir()]:
            place.chmod(0o755)
    assert f"结果在：{open_folder / '材料_查表结果'}" in done.stdout, done.stderr
    assert {name: path.stat().st_mtime_ns for name, path in files_below(tool).items()} == before
    assert list((open_folder / "tmp").iterdir()) == []
    assert {path.name for path in open_folder.iterdir()} == {"tmp", "材料", "材料_查表结果"}


def test_without_a_fitting_python_the_door_says_so(desk, tmp_path):
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(shutil.which(name))
    done = subprocess.run(
        ["/bin/sh", desk / "减负填报工具" / "查表.sh", desk],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert f"这台电脑上没有 Python {sys.version_info[0]}.{sys.version_info[1]}" in done.stderr


def test_packages_of_the_computer_are_not_read(desk, tmp_path):
    (tmp_path / "typer.py").write_text("raise SystemExit('not ours')", encoding="utf-8")
    done = as_somebody_else("程序/jianfu", "--version", folder=desk / "减负填报工具", PYTHONPATH=str(tmp_path))
    assert done.stdout.startswith("jianfu ")


def test_it_starts_quickly_and_is_small(desk, archive):
    fastest = []
    for _ in range(5):
        begun = time.perf_counter()
        assert as_somebody_else("程序/jianfu", "rule", "JF202", folder=desk / "减负填报工具").returncode == 0
        fastest.append(time.perf_counter() - begun)
    assert min(fastest) <= SLOWEST_START
    assert archive.stat().st_size <= LARGEST


BASE = Path(sys.base_prefix)
RUNS_ALONE = """
import sys
from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq
import PIL.Image, lxml.etree, docx, openpyxl, rich.markdown, sqlite3, typer
assert "rapidfuzz.fuzz_cpp" in sys.modules and "rapidfuzz.distance.metrics_cpp" in sys.modules
PIL.Image.init()
assert {"PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"} <= set(PIL.Image.OPEN)
print(sys.prefix)
"""


@pytest.mark.skipif(
    Path("/usr") == BASE or not (BASE / "bin" / "python3").exists(), reason="no Python that can be carried away"
)
def test_with_a_python_of_its_own_it_is_small_and_needs_nothing_of_the_computer(tmp_path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "减负填报工具"
    wheels = write_wheels_here(tmp_path_factory.mktemp("wheels"))
    made = make_pack(PackOrder(folder, platform=PlatformName(f"manylinux_{MACHINE}"), wheels=wheels, python=BASE))
    assert made.compiled
    assert zip_pack(folder)[2] <= LARGEST
    assert check_pack(folder)[1] == ()
    python = folder / "程序" / "python"
    assert [path.name for path in (python / "lib").rglob("*.py")] == []
    (tmp_path / "bin").mkdir()
    for name in ("sh", "dirname"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    alone = {"env": {"PATH": str(tmp_path / "bin")}, "capture_output": True, "encoding": "utf-8"}
    code = f"import sys; sys.path.insert(0, {str(folder / '程序' / 'lib')!r})\n{RUNS_ALONE}"
    ran = subprocess.run([python / "bin" / "python3", "-B", "-I", "-S", "-c", code], check=False, **alone)
    assert ran.stdout.strip() == str(python), ran.stderr
    shutil.copytree(ROOT / "examples" / "inbox" / "红旗区", tmp_path / "红旗区")
    done = subprocess.run(["/bin/sh", folder / "查表.sh", tmp_path / "红旗区"], check=False, **alone)
    assert done.returncode in {0, 1}, done.stderr
    assert (tmp_path / "红旗区_查表结果" / "查表结果.html").is_file()
