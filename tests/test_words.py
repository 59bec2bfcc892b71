"""Words that office papers do not use (docs/contract.md, 用语) stand in no text that a person reads."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RETIRED = {
    "看一眼": "核对",
    "告知一声": "予告知",
    "的样子": "的格式",
    "不像邮箱": "邮箱地址格式不正确",
    "读不了的文件": "无法读取的文件",
    "不知道是哪个单位的文件": "填报单位待确认的文件",
    "已有更新的一份": "已被后报版本替代",
    "未完成（未到期）": "未到期",
    "当天算按时": "含当日",
    "命令本身": "命令有误",
    "差错": "错误",
    "自己重打": "自行重做",
    "您好": "（函件不用）",
    "没有找到对应的整改": "未列入整改清单",
    "旁边没有加盖": "缺少加盖公章的扫描件",
    "还缺选项": "缺少必填选项",
    "不同单位之间重名": "不同单位重复布置",
    "没有发现须改正": "符合要求",
    "参考模板（汇总": "白名单（汇总",
    "（jianfu 校验": "核对意见",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("templates/**/*.[mht]*"))]


@cache
def texts(module):
    """Every Chinese text that the module holds, the pages of the rules (docstrings) too."""
    constants = [
        node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    ]
    return [node.value for node in constants if isinstance(node.value, str) and CHINESE.search(node.value)]


@pytest.mark.parametrize("word", RETIRED)
def test_no_retired_word_in_what_the_program_says(word):
    found = [
        f"{path.relative_to(ROOT)}: {text[:60]}"
        for path in sorted((ROOT / "jianfu_cli").rglob("*.py"))
        for text in texts(path)
        if word in text
    ]
    assert found == [], f"write {RETIRED[word]}"


@pytest.mark.parametrize("word", RETIRED)
def test_no_retired_word_on_a_page(word):
    found = [path.name for path in PAGES if path.suffix in {".md", ".html", ".txt"} and word in path.read_text("utf-8")]
    assert found == [], f"write {RETIRED[word]}"
