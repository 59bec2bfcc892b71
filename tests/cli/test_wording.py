"""Whoever calls the command sees Chinese, on any console, with the contract's exit codes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jianfu_cli.cli.commands import NAMES as COMMANDS
from jianfu_cli.cli.wording import translate

# Names are English: the command, options, formats, files, environment variables, units of measure.
NAMES = re.compile(
    r"--?[a-z][a-z-]*|JIANFU_CAMPAIGN|python -m jianfu_cli|jianfu|new-template|json-schema|table-schema"
    r"|unknown-category|\.?\b(?:validate|merge|rule|schema|demo|receive|status|remind|diff|deadlines|init|ics|txt|text|json|csv|html|md|zip|yaml|xlsx|docx|pdf|true|false|sha256)\b"
    r"|Tab|Outlook|docs/templates\.md|whitelist-annual|ICS|YAML|JSON|CSV|HTML|Excel|WPS|Word|QQ|GBK|UTF|JF\d+(?:xx)?|xinxiang-2024|a[1-7]\b"
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
        (["validate"], "还缺参数"),
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


def test_a_sentence_not_known_is_passed_on():
    assert translate("Something new.") == "Something new."


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
