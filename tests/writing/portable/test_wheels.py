"""Which wheels of a folder are carried, and what is said to be lacking."""

import pytest
from made.wheels import small_wheel

from jianfu_cli.errors import UsageError
from jianfu_cli.writing.portable.platforms import PLATFORMS, PlatformName
from jianfu_cli.writing.portable.requirements import Requirement
from jianfu_cli.writing.portable.wheels import Wheel, choose, place_in_library


def runs(tags, platform="win_amd64", version=(3, 11)):
    return Wheel("", "a", "1", *(tuple(tag.split(".")) for tag in tags.split("-"))).serves(PLATFORMS[platform], version)


@pytest.mark.parametrize(
    ("tags", "where"),
    [
        ("py3-none-any", set(PlatformName)),
        ("py2.py3-none-any", set(PlatformName)),
        ("cp311-cp311-win_amd64", {"win_amd64"}),
        ("cp311-cp311-win32", {"win32"}),
        ("cp311-cp311-win_arm64", set()),
        ("cp38-abi3-win_amd64", {"win_amd64"}),
        ("cp312-abi3-win_amd64", set()),
        ("cp312-cp312-win_amd64", set()),
        ("cp311-cp311t-win_amd64", set()),
        ("py2-none-any", set()),
        ("py312-none-any", set()),
        ("pp311-pypy311_pp73-win_amd64", set()),
        ("py3-none-win_amd64", {"win_amd64"}),
        ("cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64", {"manylinux_x86_64"}),
        ("cp311-cp311-manylinux_2_28_aarch64", {"manylinux_aarch64"}),
        ("cp311-cp311-manylinux_2_34_x86_64", set()),  # newer than the C library of Kylin V10 and UOS 20
        ("cp311-cp311-musllinux_1_2_x86_64", set()),
        ("cp311-cp311-macosx_11_0_arm64", set()),
        ("cp311-cp311-linux_x86_64", set()),
    ],
)
def test_for_whom_a_wheel_is(tags, where):
    assert {name for name in PlatformName if runs(tags, name)} == where


def chosen(folder, *needed, platform="win_amd64"):
    choice = choose(folder, map(Requirement.read, needed), PLATFORMS[platform], (3, 11))
    return [wheel.path.name for wheel in choice.wheels], list(map(str, choice.lacking))


def test_what_is_needed_brings_what_it_needs_there(tmp_path):
    small_wheel(tmp_path, "typer", requires=['colorama; platform_system == "Windows"', "rich>=2"])
    small_wheel(tmp_path, "rich", "2.0")
    small_wheel(tmp_path, "unasked")
    assert chosen(tmp_path, "typer") == (["rich-2.0-py3-none-any.whl", "typer-1.0-py3-none-any.whl"], ["colorama"])
    assert chosen(tmp_path, "typer", platform="manylinux_x86_64")[1] == []


def test_the_newest_that_will_do(tmp_path):
    for version in ("1.9", "1.10", "2.0"):
        small_wheel(tmp_path, "a", version)
    assert chosen(tmp_path, "a<2") == (["a-1.10-py3-none-any.whl"], [])
    assert chosen(tmp_path, "a>=3") == ([], ["a>=3"])


def test_needs_in_a_circle_and_its_own_wheel(tmp_path):
    small_wheel(tmp_path, "a", requires=["b"])
    small_wheel(tmp_path, "b", requires=["a"])
    small_wheel(tmp_path, "jianfu", requires=["nothing-else"])
    assert chosen(tmp_path, "a") == (["a-1.0-py3-none-any.whl", "b-1.0-py3-none-any.whl"], [])


def test_two_that_ask_for_different_versions_are_not_carried(tmp_path):
    small_wheel(tmp_path, "core", "1.0")
    small_wheel(tmp_path, "a", requires=["core==1.0"])
    small_wheel(tmp_path, "b", requires=["core==2.0"])
    assert chosen(tmp_path, "a", "b")[1] != []


def test_a_broken_wheel_is_named(tmp_path):
    (tmp_path / "a-1.0-py3-none-any.whl").write_bytes(b"half")
    with pytest.raises(UsageError, match=r"a-1\.0-py3-none-any\.whl 读不了"):
        chosen(tmp_path, "a")


def test_a_wheel_that_says_nothing_of_itself_is_named(tmp_path):
    small_wheel(tmp_path, "a", metadata=False)
    with pytest.raises(UsageError, match="读不了"):
        chosen(tmp_path, "a")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("lxml/etree.cp311-win_amd64.pyd", "lxml/etree.cp311-win_amd64.pyd"),
        ("a-1.0.data/purelib/a/b.py", "a/b.py"),
        ("a-1.0.data/platlib/a/c.pyd", "a/c.pyd"),
        ("a-1.0.data/scripts/a.exe", None),
        ("a-1.0.data/scripts/a", None),
        ("a-1.0.data/headers/a.h", None),
        ("a-1.0.dist-info/METADATA", "a-1.0.dist-info/METADATA"),
        ("a-1.0.dist-info/RECORD", None),
        ("a/gui-64.exe", None),
        ("a/tests/test_x.py", None),
        ("a/typing.pyi", None),
        ("lxml/includes/libxml/parser.h", None),
        ("PIL/_avif.cp311-win_amd64.pyd", None),
        ("PIL/AvifImagePlugin.py", "PIL/AvifImagePlugin.py"),
        ("contest/a.py", "contest/a.py"),
        ("lxml/_elementpath.cp311-win_amd64.pyd", "lxml/_elementpath.cp311-win_amd64.pyd"),
        ("lxml/objectify.cp311-win_amd64.pyd", None),
        ("lxml/html/diff.cp311-win_amd64.pyd", None),
        ("html/a.py", "html/a.py"),
        ("PIL/_imagingft.cp311-win_amd64.pyd", None),
        ("PIL/_imaging.cp311-win_amd64.pyd", "PIL/_imaging.cp311-win_amd64.pyd"),
        ("pillow.libs/libfreetype-57f805ba.so.6.20.6", None),
        ("pillow.libs/libtiff-20b7e810.so.6.3.0", "pillow.libs/libtiff-20b7e810.so.6.3.0"),
        ("pygments/lexers/python.py", None),
        ("pygments/lexers/__init__.py", "pygments/lexers/__init__.py"),
        ("pygments/lexers/_mapping.py", "pygments/lexers/_mapping.py"),
        ("rapidfuzz/fuzz_cpp_avx2.cp311-win_amd64.pyd", None),
        ("rapidfuzz/distance/metrics_cpp_avx2.cpython-311-x86_64-linux-gnu.so", None),
        ("rapidfuzz/fuzz_cpp.cp311-win_amd64.pyd", "rapidfuzz/fuzz_cpp.cp311-win_amd64.pyd"),
    ],
)
def test_what_of_a_wheel_is_carried(name, place):
    assert place_in_library(name) == place
