"""The Python that is put into a pack: the official one for that machine, reading nothing outside its folder."""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made.wheels import embeddable

from jianfu_cli.errors import UsageError
from jianfu_cli.writing.portable.platforms import PLATFORMS
from jianfu_cli.writing.portable.python import check_sha256, put_python, version_of

AMD64, X86 = PLATFORMS["win_amd64"], PLATFORMS["win32"]
LINUX = PLATFORMS["manylinux_x86_64"]


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14)])
def test_the_version_is_read_from_the_zip(tmp_path, version):
    assert version_of(embeddable(tmp_path / "p.zip", version), AMD64) == version


@pytest.mark.parametrize("top", ["", "python-3.11.9-embed-amd64/"])
def test_the_search_path_is_ours_alone(tmp_path, top):
    put_python(embeddable(tmp_path / "p.zip", top=top), tmp_path / "程序", AMD64, (3, 11))
    python = tmp_path / "程序" / "python"
    assert {path.name for path in python.iterdir()} == {
        "python.exe",
        "python311.dll",
        "python311.zip",
        "python311._pth",
    }
    assert (python / "python311._pth").read_bytes() == b"python311.zip\r\n.\r\n..\\lib\r\n"


@pytest.mark.parametrize(
    ("made", "platform", "why"),
    [
        ({"machine": 0x14C}, AMD64, "是给 32 位用的"),
        ({"machine": 0x8664}, X86, "是给 64 位用的"),
        ({"machine": 0xAA64}, AMD64, "是给 ARM64用的"),
        ({"version": (3, 10)}, AMD64, "要 3.11 或更新的"),
        ({"leave_out": ("python.exe",)}, AMD64, "里没有 python.exe"),
        ({"leave_out": ("python311.dll", "python311.zip", "python311._pth")}, AMD64, "里没有 python.exe 和 python3"),
    ],
)
def test_another_python_is_refused(tmp_path, made, platform, why):
    with pytest.raises(UsageError, match=why):
        version_of(embeddable(tmp_path / "p.zip", **made), platform)


@pytest.mark.parametrize("content", [b"", b"MZ an installer"])
def test_what_is_no_zip_is_refused(tmp_path, content):
    path = tmp_path / "python-3.11.9-amd64.exe"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"python-3\.\*-embed-amd64\.zip"):
        version_of(path, AMD64)


@pytest.mark.parametrize(
    ("make", "platform", "why"),
    [
        (None, AMD64, r"找不到 \S+；--python 要官网的 python-3\.\*-embed-amd64\.zip"),
        (None, LINUX, r"找不到 \S+；--python 要一个可以搬动的 Python 文件夹"),
        (Path.mkdir, AMD64, r"是一个文件夹；--python 要官网的 python-3\.\*-embed-amd64\.zip"),
        (Path.touch, LINUX, r"是一个文件；--python 要一个可以搬动的 Python 文件夹"),
    ],
)
def test_what_is_not_there_or_of_the_wrong_kind_is_said_so(tmp_path, make, platform, why):
    if make:
        make(tmp_path / "python")
    with pytest.raises(UsageError, match=why):
        version_of(tmp_path / "python", platform)


def test_a_sha256_of_nothing(tmp_path):
    with pytest.raises(UsageError, match=r"没有 \S+nothing\.zip 这个文件"):
        check_sha256(tmp_path / "nothing.zip", "0" * 64)


def test_the_published_sha256_is_checked(tmp_path):
    path = embeddable(tmp_path / "p.zip")
    right = hashlib.sha256(path.read_bytes()).hexdigest()
    check_sha256(path, right)
    check_sha256(path, f" {right.upper()}\n")
    for wrong in ("", "0" * 64, right[:-1]):
        with pytest.raises(UsageError, match="不是官方公布的那个文件"):
            check_sha256(path, wrong)


def linux_python(folder):
    for name in ("bin/python3.12", "lib/python3.12/os.py", "lib/python3.12/threading.py", "lib/libpython3.12.so.1.0"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    for name in ("bin/pip3", "lib/python3.12/test/a.py", "lib/python3.12/site-packages/b.py", "include/Python.h"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("#!/where/it/was/installed", encoding="utf-8")
    (folder / "bin" / "python3").symlink_to("python3.12")
    (folder / "bin" / "idle3").symlink_to("nowhere")
    return folder


def test_a_python_for_linux_is_copied_without_links_and_without_what_others_installed(tmp_path):
    python = linux_python(tmp_path / "given")
    assert version_of(python, LINUX) == (3, 12)
    put_python(python, tmp_path / "程序", LINUX, (3, 12))
    files = {
        path.relative_to(tmp_path / "程序/python").as_posix()
        for path in (tmp_path / "程序").rglob("*")
        if path.is_file()
    }
    assert files == {
        "bin/python3",
        "lib/libpython3.12.so.1.0",
        "lib/python3.12/os.py",
        "lib/python3.12/threading.py",
    }
    assert not any(path.is_symlink() for path in (tmp_path / "程序").rglob("*"))


@pytest.mark.skipif(sys.platform != "linux", reason="shared objects of Linux")
def test_its_native_parts_are_carried_without_what_only_debuggers_read(tmp_path):
    own = Path(importlib.util.find_spec("_ctypes").origin)
    python = linux_python(tmp_path / "given")
    (python / "lib/python3.12/lib-dynload").mkdir()
    shutil.copy(own, python / "lib/python3.12/lib-dynload" / own.name)
    put_python(python, tmp_path / "程序", LINUX, (3, 12))
    carried = tmp_path / "程序/python/lib/python3.12/lib-dynload" / own.name
    loads = f"import importlib.util as u; u.module_from_spec(u.spec_from_file_location('_ctypes', {str(carried)!r}))"
    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0
    if shutil.which("strip"):
        assert b".debug_info" not in carried.read_bytes()


def test_a_folder_that_is_no_python_is_refused(tmp_path):
    with pytest.raises(UsageError, match="没有 bin/python3"):
        version_of(tmp_path, LINUX)
