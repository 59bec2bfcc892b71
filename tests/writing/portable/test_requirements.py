"""What a package needs, read for the machine that is meant and not for this one."""

import pytest

from jianfu_cli.writing.portable.platforms import PLATFORMS
from jianfu_cli.writing.portable.requirements import Requirement

WINDOWS = PLATFORMS["win_amd64"].markers((3, 11))
LINUX = PLATFORMS["manylinux_aarch64"].markers((3, 12))


@pytest.mark.parametrize(
    ("text", "on_windows", "on_linux"),
    [
        ("lxml>=5.2", True, True),
        ('colorama; platform_system == "Windows"', True, False),
        ("colorama ; sys_platform == 'win32' and python_version >= '3.8'", True, False),
        ('uvloop; sys_platform != "win32"', False, True),
        ('tomli; python_version < "3.11"', False, False),
        ('typing_extensions; python_version < "3.12"', True, False),
        ('x; python_version >= "3.9"', True, True),  # 3.11 is later than 3.9
        ('x; python_full_version < "3.11.4"', True, False),
        ('x; platform_machine in "x86_64 AMD64"', True, False),
        ('x; platform_machine not in "AMD64"', False, True),
        ('x; (os_name == "nt" or python_version > "4") and implementation_name == "cpython"', True, False),
        ('pytest; extra == "dev"', False, False),
        ('x; platform_python_implementation == "PyPy"', False, False),
    ],
)
def test_markers_hold_on_the_machine_that_is_meant(text, on_windows, on_linux):
    wanted = Requirement.read(text)
    assert (wanted.applies(WINDOWS), wanted.applies(LINUX)) == (on_windows, on_linux)


def test_an_extra_that_is_asked_for_brings_its_own():
    assert Requirement.read("b[Excel_Files]>=1").extras == ("excel-files",)
    assert Requirement.read('c; extra == "excel-files"').applies(LINUX, ("excel-files",))


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("a", ["0", "9.9"], []),
        ("a>=5.2", ["5.2", "5.10", "6", "5.2.0"], ["5.1.9", "4"]),
        ("a (>=2.2.0)", ["2.2", "3"], ["2.1"]),
        ("a>=0.29,<0.30", ["0.29", "0.29.2"], ["0.30", "0.30.0", "0.28.9", "1"]),
        ("a==2.50.5", ["2.50.5"], ["2.50", "2.50.6"]),
        ("a==3.*", ["3.0", "3.9.1"], ["2.9", "30"]),
        ("a!=3.*", ["2.9"], ["3.1"]),
        ("a!=1.5", ["1.4", "1.5.1"], ["1.5", "1.5.0"]),
        ("a~=0.1", ["0.1", "0.9"], ["1.0", "0.0.9"]),
        ("a~=1.4.2", ["1.4.2", "1.4.9"], ["1.5", "1.4.1"]),
        ("a>1,<=2", ["1.1", "2", "2.0"], ["1", "2.1"]),
    ],
)
def test_versions(text, yes, no):
    wanted = Requirement.read(text)
    assert [version for version in [*yes, *no] if wanted.admits(version)] == yes


def test_names_are_one_however_they_are_written():
    assert {Requirement.read(name).name for name in ("Et_XmlFile", "et-xmlfile", "et.xmlfile>1")} == {"et-xmlfile"}


def test_what_is_no_requirement_is_not_guessed():
    with pytest.raises(ValueError, match=">=1"):
        Requirement.read(">=1")
