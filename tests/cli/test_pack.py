"""``jianfu pack`` without a network: what is written, what is refused, and how a torn pack is found."""

import hashlib
import json
import shutil
import zipfile

import pytest
from made.wheels import embeddable, small_wheel, small_wheels_for_jianfu

from jianfu_cli.core.model.doors import Audience
from jianfu_cli.errors import CampaignError, UsageError
from jianfu_cli.workflows import packs
from jianfu_cli.workflows.packs import PackOrder, check_pack, make_pack, zip_pack


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    return small_wheels_for_jianfu(tmp_path_factory.mktemp("wheels"))


@pytest.fixture(scope="module")
def python_zip(tmp_path_factory):
    return embeddable(tmp_path_factory.mktemp("python") / "python-3.11.9-embed-amd64.zip")


@pytest.fixture(scope="module")
def made(tmp_path_factory, wheels, python_zip):
    folder = tmp_path_factory.mktemp("pack") / "减负工具"
    make_pack(PackOrder(folder, python=python_zip, wheels=wheels))
    return folder


@pytest.fixture
def copied(made, tmp_path):
    return shutil.copytree(made, tmp_path / "拷来的")


def test_what_is_in_it(made):
    assert {path.name for path in made.iterdir()} == {
        *("程序", "说明.html", "查表.bat", "汇总.bat", "看进度.bat", "催报.bat", "发表.bat")
    }
    library = made / "程序" / "lib"
    for name in (
        "jianfu_cli/cli/app.py",
        "jianfu_cli/schemas/a1.yaml",
        "jianfu_cli/templates/pack/drop.png",
        "lxml/__init__.py",
    ):
        assert (library / name).is_file(), name
    assert (library / "colorama").is_dir()  # only Windows needs it, and pip on Linux would not have asked
    assert (made / "程序" / "python" / "python.exe").is_file()
    assert "jianfu" in (library / "jianfu-0.1.0.dist-info" / "METADATA").read_text(encoding="utf-8")


def test_nothing_in_it_names_this_computer(made, wheels):
    here = {str(path).encode() for path in (made, made.parent, wheels, packs.Path(packs.__file__).parents[2])}
    for path in made.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [name for name in here if name in content], path


def test_no_program_is_frozen(made):
    assert [path.name for path in made.rglob("*.exe")] == ["python.exe"]


def test_the_page_explains_the_doors_and_names_the_python(made, python_zip):
    page = (made / "说明.html").read_text(encoding="utf-8")
    assert page.count('<img src="data:image/png;base64,') == 3
    assert hashlib.sha256(python_zip.read_bytes()).hexdigest() in page
    assert all(f"{name}.bat" in page for name in ("查表", "汇总", "看进度", "催报", "发表"))
    assert "http://" not in page
    assert "img-src data:" in page


def test_a_county_checks_and_takes_blanks(tmp_path, wheels):
    made = make_pack(PackOrder(tmp_path / "p", audience=Audience.COUNTY, wheels=wheels))
    assert {path.name for path in (tmp_path / "p").glob("*.bat")} == {"查表.bat", "发表.bat"}
    assert not made.python_included
    page = (tmp_path / "p" / "说明.html").read_text(encoding="utf-8")
    assert "汇总.bat" not in page
    assert "www.python.org/downloads/windows" in page


def test_a_campaign_of_ones_own_comes_along(tmp_path, wheels, jianfu):
    jianfu("init", tmp_path / "我的行动", "--blank", "--forms", "2", "--id", "own")
    make_pack(PackOrder(tmp_path / "p", wheels=wheels, campaign=str(tmp_path / "我的行动")))
    carried = {path.name for path in (tmp_path / "p" / "程序" / "campaign").iterdir()}
    assert carried == {"campaign.yaml", "a1.yaml", "a2.yaml"}
    assert "CAMPAIGN = 'campaign'" in (tmp_path / "p" / "程序" / "start.py").read_text(encoding="utf-8")


def test_a_campaign_that_is_not_there(tmp_path, wheels):
    with pytest.raises(CampaignError, match="找不到专项行动"):
        make_pack(PackOrder(tmp_path / "p", wheels=wheels, campaign="nowhere"))
    assert not (tmp_path / "p").exists()


def test_whole_is_whole(copied):
    said, faults = check_pack(copied)
    assert faults == ()
    assert "Windows 10、11（64 位），Python 3.11" in said


def test_what_a_person_puts_beside_the_programs_is_no_fault(copied):
    (copied / "空白表").mkdir()
    (copied / "空白表" / "附件2.xlsx").touch()
    assert check_pack(copied)[1] == ()


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda pack: (pack / "查表.bat").unlink(), "缺少 查表.bat"),
        (lambda pack: (pack / "查表.bat").write_bytes(b"@echo off\r\n"), "内容变了 查表.bat"),
        (lambda pack: (pack / "程序/python/python.exe").unlink(), "缺少 程序/python/python.exe"),
        (
            lambda pack: (pack / "程序/python/python311._pth").write_bytes(b"import site"),
            "内容变了 程序/python/python311._pth",
        ),
        (lambda pack: (pack / "程序/lib/lxml/__init__.py").write_bytes(b""), "内容变了 程序/lib/lxml/__init__.py"),
        (lambda pack: (pack / "程序/lib/site.py").touch(), "多出 程序/lib/site.py"),
        (lambda pack: shutil.rmtree(pack / "程序/lib/jinja2"), "缺少 程序/lib/jinja2/__init__.py"),
    ],
)
def test_a_torn_pack_is_found_and_said(copied, jianfu, harm, fault):
    harm(copied)
    assert fault in check_pack(copied)[1]
    checked = jianfu("pack", "--check", copied)
    assert checked.returncode == 1
    assert f"× {fault}" in checked.stdout
    assert "不完整" in checked.stdout


def test_a_whole_pack_counts_its_files_as_the_making_did(made, jianfu):
    files = sum(path.is_file() for path in made.rglob("*"))
    assert f"，{files} 个文件" in jianfu("pack", "--check", made).stdout


def test_python_put_in_afterwards_makes_it_whole(tmp_path, wheels, python_zip):
    make_pack(PackOrder(tmp_path / "p", wheels=wheels, versions=((3, 11),)))
    assert check_pack(tmp_path / "p")[1] == ("还没有 Python（照“说明.html”放进去）",)
    with zipfile.ZipFile(python_zip) as archive:
        archive.extractall(tmp_path / "p" / "程序" / "python")
    assert check_pack(tmp_path / "p")[1] == ()


def test_a_folder_that_is_no_pack(tmp_path, jianfu):
    checked = jianfu("pack", "--check", tmp_path)
    assert checked.returncode == 2
    assert "不是 jianfu pack 做的文件夹" in checked.stderr


def test_a_folder_with_something_in_it_is_left_alone(tmp_path, wheels):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "重要.docx").touch()
    with pytest.raises(UsageError, match="里已经有东西"):
        make_pack(PackOrder(tmp_path / "p", wheels=wheels))
    assert [path.name for path in (tmp_path / "p").iterdir()] == ["重要.docx"]


def test_an_empty_folder_is_filled(tmp_path, wheels):
    (tmp_path / "p").mkdir()
    make_pack(PackOrder(tmp_path / "p", wheels=wheels))
    assert (tmp_path / "p" / "查表.bat").is_file()


def test_a_wrong_sha256_makes_nothing(tmp_path, jianfu, wheels, python_zip):
    call = jianfu("pack", "-o", "p", "--python", python_zip, "--wheels", wheels, "--sha256", "0" * 64)
    assert call.returncode == 2
    assert "不是官方公布的那个文件" in call.stderr
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "请用 -o 写明做到哪个文件夹"),
        (["-o", "p", "--platform", "macos"], "--platform"),
        (["-o", "p", "--for", "village"], "--for"),
        (["-o", "p", "--sha256", "00"], "没有写 --python"),
        (["-o", "p", "--python-version", "three"], "不是 Python 的版本"),
        (["-o", "p", "--python-version", "3.9"], "要 Python 3.11 或更新的"),
        (["-o", "p", "--python-version", "3.11", "--python-version", "3.12"], "只能写一个"),
        (["-o", "p", "--python", "nothing.zip"], "找不到 nothing.zip"),
        (["-o", "p", "--python", "."], "是一个文件夹；--python 要官网的"),
    ],
)
def test_a_wrong_call_is_said_in_chinese(jianfu, arguments, why):
    call = jianfu("pack", *arguments)
    assert call.returncode == 2
    assert why in call.stderr
    assert "Traceback" not in call.stderr


def test_wheels_that_lack_something_and_cannot_be_had(tmp_path, jianfu):
    small_wheel(tmp_path / "w", "lxml", "6.0")
    nowhere = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": "/dev/null", "PIP_INDEX_URL": "", "PIP_FIND_LINKS": ""}
    call = jianfu("pack", "-o", "p", "--wheels", "w", environment=nowhere)
    assert call.returncode == 2
    assert "没有下载成 win_amd64 的安装包" in call.stderr
    assert "openpyxl" in call.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


def test_pip_is_asked_for_the_machine_that_is_meant(tmp_path, monkeypatch, wheels):
    calls = []

    def pip(command, **_):
        calls.append(command)
        shutil.copytree(wheels, command[command.index("--dest") + 1], dirs_exist_ok=True)
        return packs.subprocess.CompletedProcess(command, 0, None, "")

    monkeypatch.setattr(packs.subprocess, "run", pip)
    make_pack(
        PackOrder(tmp_path / "p", platform=packs.PlatformName.LINUX_AARCH64, wheels=tmp_path / "w", versions=((3, 12),))
    )
    [command] = calls
    assert command[1:4] == ["-m", "pip", "download"]
    assert "--only-binary=:all:" in command
    assert command[command.index("--python-version") + 1] == "3.12"
    tags = [command[place + 1] for place, part in enumerate(command) if part == "--platform"]
    assert tags[0] == "manylinux_2_28_aarch64"
    assert "manylinux2014_aarch64" in tags
    assert (tmp_path / "p" / "查表.sh").stat().st_mode & 0o111


def test_the_zip_unpacks_into_one_folder_and_its_names_are_safe(copied):
    archive, digest, size = zip_pack(copied)
    assert archive.name == "拷来的.zip"
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == digest
    assert (copied.parent / "拷来的.zip.sha256").read_text(encoding="utf-8") == f"{digest}  拷来的.zip\n"
    assert archive.stat().st_size == size
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        assert opened.testzip() is None
    assert all(name.startswith("拷来的/") and ".." not in name.split("/") and "\\" not in name for name in names)
    assert json.loads((copied / "程序/清单.json").read_text(encoding="utf-8"))["format"] == "jianfu-pack/1"
