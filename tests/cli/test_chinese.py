"""Whoever calls the command sees Chinese, on any console, with the contract's exit codes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperArgument, TyperOption

from jianfu_cli.cli.app import app
from jianfu_cli.cli.chinese import explain, translate
from jianfu_cli.cli.commands import NAMES as COMMANDS
from jianfu_cli.cli.commands import Subcommands
from jianfu_cli.cli.typer_private import BadParameter

# Names are English: the command, options, formats, files, environment variables, units of measure.
NAMES = re.compile(
    r"python-3\.\*-embed-\*\.zip|win_amd64|win32|manylinux_(?:x86_64|aarch64)|Python|Linux|--?[a-z][a-z-]*|JIANFU_CAMPAIGN|python -m jianfu_cli|jianfu|new-template|json-schema|table-schema"
    r"|unknown-category|\.?\b(?:validate|merge|review|clues|rule|schema|demo|decide|receive|status|remind|progress|day|week|month|diff|deadlines|init|pack|draft|announcement|bulletin|inspection|casebook|sqlite|county|city|pip|whl|ics|txt|text|json|csv|html|md|zip|yaml|xlsx|docx|pdf|true|false|sha256)\b"
    r"|Tab|Outlook|docs/templates\.md|access-review|whitelist-annual|ICS|YAML|JSON|CSV|HTML|Excel|WPS|Word|QQ|GBK|UTF|JF\d+(?:xx)?|xinxiang-2024|a[1-7]\b"
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONIOENCODING": "utf-8"}


def english(text):
    return re.findall(r"[A-Za-z]{2,}", NAMES.sub("", text))


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=["jianfu", *COMMANDS])
def test_help_is_chinese_and_survives_gbk(jianfu, command):
    shown = jianfu(*command, "--help", encoding="gbk")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("用法：")
    assert "显示这页说明" in shown.stdout
    assert "?" not in shown.stdout
    assert english(shown.stdout) == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["validate"], "缺少必填参数"),
        (["validat"], "没有命令 validat，是不是：validate"),
        (["validate", "--job", "1", "甲"], "没有选项 --job，是不是：--jobs"),
        (["validate", "甲", "-j"], "选项 -j 后面要写内容"),
        (["validate", "甲", "-j", "零"], "“零”不是整数"),
        (["validate", "甲", "-j", "0"], "0 太小，至少为 1"),
        (["validate", "甲", "--as-of", "6月5日"], "“6月5日”没有写年份"),
        (["schema", "-f", "yaml"], "“yaml”不在可选值里"),
        (["schema", "2", "3"], "多出了参数：3"),
        (["--version=2"], "选项 --version 后面不写内容"),
        (["schema", "9"], "没有“9”这个附件"),
        (["--campaign", "没有", "schema"], "找不到专项行动“没有”"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_calls_are_told_in_chinese(jianfu, call, said):
    told = jianfu(*call, encoding="gbk")
    assert told.returncode == 2
    assert told.stdout == ""
    assert said in told.stderr
    assert told.stderr.startswith("错误：")
    assert set(english(told.stderr)) <= set(call)


def test_no_arguments_show_the_help(jianfu):
    assert jianfu().stderr.strip() == jianfu("--help").stdout.strip()


def wrong_calls():
    """Each command × each kind of wrong call that its parameters allow: the call, and what it is told."""
    for name in COMMANDS:
        command = Subcommands()[name]
        arguments = [param for param in command.params if isinstance(param, TyperArgument)]
        options = [param for param in command.params if isinstance(param, TyperOption)]
        call = [name, *(_fit(param) for param in arguments if param.required)]
        for option in options:
            if option.required:
                call += [option.opts[-1], "乙"]
        yield [*call, "--nosuch"], "没有选项 --nosuch"
        yield [*call, "-9"], "没有选项 -9"
        if any(param.required for param in arguments):
            yield [name], "缺少必填参数“"
        if not any(param.nargs == -1 for param in arguments):
            yield [*call, *("丙" for param in arguments if not param.required), "丁", "戊"], "多出了参数：丁 戊"
        for option in options:
            yield from wrong_uses(option, option.opts[0], call)


def _fit(argument):
    """What the argument takes: its first choice where it has some."""
    choices = argument.type_descriptor.choices
    return choices[0] if choices else "甲"


def wrong_uses(option, name, call):
    annotation = option.type_descriptor.annotation
    if option.required:
        yield [word for word in call if word not in {option.opts[-1], "乙"}], f"缺少必填选项 {'、'.join(option.opts)}"
    if option.is_flag:
        yield [*call, f"{name}=1"] if name.startswith("--") else [*call, "--help=1"], "后面不写内容"
        return
    yield [*call, name], f"选项 {name} 后面要写内容"
    if annotation is int:
        yield from (([*call, name, value], f"“{value}”不是整数") for value in ("零", "", "1.5", "0x10", "1_"))
        yield [*call, name, "0"], "0 太小，至少为 1"
        if option.max is not None:
            yield [*call, name, str(option.max + 1)], f"太大，最多为 {option.max}"
    elif option.type_descriptor.choices:
        first = option.type_descriptor.choices[0]
        yield from (([*call, name, value], f"“{value}”不在可选值里；可选：{first}、") for value in ("yaml", "JSON", ""))
    elif option.type_descriptor.parameter_info.parser:
        yield [*call, name, "6月5日"], "“6月5日”没有写年份"
        yield from (([*call, name, value], f"“{value}”不是日期") for value in ("尽快", "", "2024-13-01", "2024年6月"))


WRONG_CALLS = list(wrong_calls())


def told_of(call):
    with pytest.raises(typer.TyperException) as error:
        app(call, prog_name="jianfu", standalone_mode=False)
    return explain(error.value)


@pytest.mark.parametrize(("call", "said"), WRONG_CALLS, ids=[" ".join(call) for call, _ in WRONG_CALLS])
def test_each_kind_of_wrong_call_of_each_command_is_told_in_chinese(call, said):
    what, usage, more = told_of(call).splitlines()
    assert said in what
    assert usage.startswith(f"用法：jianfu {call[0]} [选项]")
    assert more == f"查看说明：jianfu {call[0]} --help"
    assert set(english(what)) <= set(re.findall("[A-Za-z]+", " ".join(call)))


def test_every_command_is_called_wrongly_in_several_ways():
    assert {call[0] for call, _ in WRONG_CALLS} == set(COMMANDS)
    assert min(sum(call[0] == name for call, _ in WRONG_CALLS) for name in COMMANDS) >= 4


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["nosuch"], "没有命令 nosuch"),
        (["statsu"], "没有命令 statsu，是不是：status"),
        (["--nosuch"], "没有选项 --nosuch"),
        (["--campaign"], "选项 --campaign 后面要写内容"),
        (["--campaign", "甲"], "没有写要执行哪个命令"),
        (["--version=2", "schema"], "选项 --version 后面不写内容"),
        (["\x1b[31m红"], "没有命令 [31m红"),
    ],
)
def test_a_wrong_call_before_any_command_is_told_in_chinese(call, said):
    what, usage, more = told_of(call).splitlines()
    assert (what, usage, more) == (f"错误：{said}", "用法：jianfu [选项] 命令 …", "查看说明：jianfu --help")


@pytest.mark.parametrize(
    "call",
    [
        ["new-template", "2", "--from", "没有.xlsx"],
        ["receive", "没有.xlsx", "--inbox", "收件箱"],
        ["validate", "没有"],
        ["status", "没有"],
        ["remind", "没有", "-o", "催报"],
        ["merge", "没有.zip", "-o", "汇总"],
        ["diff", "没有.xlsx", "也没有.xlsx"],
        ["--campaign", "没有.yaml", "deadlines"],
        ["rule", "--campaign", "没有.yaml"],
        ["schema", "--campaign", "没有.yaml"],
    ],
    ids=" ".join,
)
def test_a_path_that_is_not_there_is_told_in_chinese(jianfu, call):
    told = jianfu(*call)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("错误：")
    assert "没有" in told.stderr
    assert set(english(told.stderr)) <= set(re.findall("[A-Za-z]+", " ".join(call)))


def test_a_path_that_may_not_be_read_is_told_in_chinese(monkeypatch, tmp_path):
    (tmp_path / "锁着.xlsx").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "锁着.xlsx”读不了：没有权限" in told_of(["validate", str(tmp_path / "锁着.xlsx")]).splitlines()[0]


def test_a_sentence_not_known_is_quoted_in_a_chinese_one():
    assert translate("Something new.") == "命令写得不对（Something new.）"
    assert explain(BadParameter("Something new.")) == "错误：参数：命令写得不对（Something new.）"


def test_completion_names_the_commands():
    environment = {"COMP_WORDS": "jianfu va", "COMP_CWORD": "1"}
    code = "import sys; sys.argv[0] = 'jianfu'; from jianfu_cli.cli.app import main; main()"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env={**ENVIRONMENT, **environment, "_JIANFU_COMPLETE": "complete_bash"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == ["validate"]


def test_installing_completion_speaks_chinese(jianfu, tmp_path):
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = jianfu("--install-completion", "bash", environment=home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("已为 bash 装好补全")


def test_completion_for_an_unknown_shell_is_a_wrong_call(jianfu):
    told = jianfu("--install-completion", "csh", environment={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert told.returncode == 2
