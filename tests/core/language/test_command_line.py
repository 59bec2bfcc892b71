"""What Explorer gives a batch file, for names that ``cmd`` would read as commands."""

import ntpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.language.command_line import dropped_names, typed_names

BAT = "查表.bat"
CMD = r"C:\Windows\system32\cmd.exe /c "


def explorer(script, names):
    """The command line that Explorer makes: quotes only around names with blanks."""
    given_names = " ".join(f'"{name}"' if " " in name else name for name in names)
    return f'{CMD}""{script}" {given_names}"'


@pytest.mark.parametrize(
    "name",
    [
        r"D:\报来的表",
        r"D:\报来 的表\附件2.xlsx",
        r"D:\a&calc",
        r"D:\a^&calc",
        r"D:\100%",
        r"D:\%PATH%",
        r"D:\!cmdcmdline!",
        r"D:\(一)",
        r"D:\a;b,c=d",
        r"D:\it's",
        "D:\\",
        r"\\服务器\共享\收件箱",
        r"\\服务器\共 享\收件箱\红旗区",
        r"D:\全角　空格",
        "D:\\" + "长" * 200,
        r"D:\查表.bat",
        r"D:\附件/2",
    ],
)
@pytest.mark.parametrize(
    "script", [r"E:\查表.bat", r"E:\减负 工具 (1)&100%!^\查表.bat", r"\\服务器\共享\工具\查表.bat"]
)
def test_a_name_comes_through_as_it_is(name, script):
    assert dropped_names(explorer(script, [name]), BAT) == (name,)
    assert dropped_names(explorer(script, [name, r"D:\另 一个"]), BAT) == (name, r"D:\另 一个")


@pytest.mark.parametrize(
    "line",
    [
        "",
        r'"C:\Windows\system32\cmd.exe" ',
        r'cmd.exe /c ""E:\工具\查表.bat" "',
        r"cmd /c E:\工具\查表.bat",
        r'cmd.exe /c ""E:\工具\别的.bat" D:\x"',
    ],
)
def test_nothing_dropped(line):
    assert dropped_names(line, BAT) == ()


def test_upper_and_lower_case_name_one_file():
    assert dropped_names(r'cmd.exe /c ""E:\Check.BAT" D:\x"', "check.bat") == (r"D:\x",)


NAME = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters='"<>|?*/\\:'), min_size=1, max_size=40)


@given(st.lists(NAME, min_size=1, max_size=5))
def test_any_names_that_windows_can_have_come_through(parts):
    # Windows keeps no blank at either end of a name, and Explorer quotes what has any white space.
    names = [ntpath.join("D:\\", part.strip() or "x") for part in parts]
    line = f'{CMD}""E:\\工具\\{BAT}" {" ".join(f"{chr(34)}{name}{chr(34)}" for name in names)}"'
    assert dropped_names(line, BAT) == tuple(names)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ()),
        ("红旗区", ("红旗区",)),
        ('"D:\\a b"', ("D:\\a b",)),
        ('"D:\\a b" D:\\c', ("D:\\a b", "D:\\c")),
        ('"D:\\a b', ("D:\\a b",)),
    ],
)
def test_what_is_typed_or_dragged_into_the_window(typed, names):
    assert typed_names(typed) == names
