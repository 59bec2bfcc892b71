"""The rules for people and programs: the list and one rule's page, as text, JSON and Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from jianfu_cli.core.language.terminal import PLACES, pad, two_columns, width, wrap
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.rule_page import RulePage
from jianfu_cli.reports.json_text import json_text

FORMAT = "jianfu-rule/1"
_LEVELS = {
    "error": ("错误", "须由填报单位改正"),
    "warning": ("提醒", "请人工核对"),
    "info": ("提示", "不必处理"),
    "off": ("关闭", "本次专项行动不查"),
}
SCOPES = {
    "file": "每个文件",
    "form": "每张表",
    "cell": "每个单元格",
    "row": "每一行",
    "unit": "一个单位报来的全部材料",
    "campaign": "各单位报来的全部材料",
}


def as_text(shown: RulePage | Iterable[RulePage], *, places: int = PLACES) -> str:
    """Return one rule's page, or the list of all, ``places`` wide."""
    return page_as_text(shown, places) if isinstance(shown, RulePage) else list_as_text(shown, places)


def as_json(shown: RulePage | Iterable[RulePage]) -> str:
    """Return one rule, or all, as JSON text."""
    return page_as_json(shown) if isinstance(shown, RulePage) else list_as_json(shown)


def list_as_text(pages: Iterable[RulePage], places: int = PLACES) -> str:
    """Return all rules, a family under a heading, in lines of at most ``places``."""
    parts = []
    for family, those in groupby(pages, key=attrgetter("family")):
        parts.append(f"{family}\n" + "".join(f"{line}\n" for page in those for line in _listed(page, places)))
    return "\n".join([*parts, "看一条规则：jianfu rule 代码，如 jianfu rule JF202\n"])


def _listed(page: RulePage, places: int) -> Iterator[str]:
    """``  JF202  错误  what it finds  its name``; the name stands right, or on a line of its own."""
    head = f"  {page.code}  {_LEVELS[page.severity][0]}  "
    room = places - width(head)
    *lines, last = wrap(page.finds, room)
    if width(last) + 2 + width(page.name) > room:
        lines, last = [*lines, last], ""
    lines.append(pad(last, room - width(page.name)) + page.name)
    for nth, line in enumerate(lines):
        yield (" " * width(head) if nth else head) + line


def page_as_text(page: RulePage, places: int = PLACES) -> str:
    """Return one rule's page, in lines of at most ``places``."""
    title = "".join(f"{line}\n" for line in wrap(page.finds, places))
    parts = [(label, text) for label, text in _parts(page) if text]
    return f"{page.code}  {page.name}\n{title}\n{two_columns(parts, places, indent=0)}"


def _parts(page: RulePage) -> Iterator[tuple[str, str]]:
    yield "级别", _level(page.severity)
    yield "范围", SCOPES[page.scope]
    yield "依据", page.basis
    yield "为什么", page.why
    yield "不对", page.bad
    yield "对", page.good
    yield "怎么改", page.fix


def _level(severity: str) -> str:
    """``错误（须由填报单位改正）``."""
    label, meaning = _LEVELS[severity]
    return f"{label}（{meaning}）"


def list_as_json(pages: Iterable[RulePage]) -> str:
    """Return all rules as JSON text: ``{"format": …, "rules": […]}``."""
    return json_text({"format": FORMAT, "rules": [asdict(page) for page in pages]})


def page_as_json(page: RulePage) -> str:
    """Return one rule as JSON text; ``severity`` is ``off`` where the campaign switched the rule off."""
    return json_text({"format": FORMAT, **asdict(page)})


def page_as_markdown(page: RulePage) -> str:
    """Return one rule's page for docs/rules/."""
    parts = "".join(f"**{label}**：{_plain(text)}\n\n" for label, text in _parts(page))
    return f"# {page.code} `{page.name}`\n\n{_plain(page.finds)}\n\n{parts}[全部规则](README.md)\n"


def index_as_markdown(pages: Sequence[RulePage]) -> str:
    """Return the list of all rules for docs/rules/README.md, each leading to its page."""
    levels = "；".join(_level(severity) for severity in Severity)
    intro = (
        "# 规则\n\n本文件夹由 `python docs/generate.py` 从程序生成，与 `jianfu rule` 一致。"
        f"共 {len(pages)} 条。级别：{levels}。专项行动文件可以调整或关闭一条规则。\n"
    )
    tables = []
    for family, those in groupby(pages, key=attrgetter("family")):
        rows = "".join(
            f"| [{page.code}]({page.code}.md) | {_LEVELS[page.severity][0]} | {_plain(page.finds)} | `{page.name}` |\n"
            for page in those
        )
        tables.append(f"## {family}\n\n| 代码 | 级别 | 查什么 | 名称 |\n|---|---|---|---|\n{rows}")
    return "\n".join([intro, *tables])


def _plain(text: str) -> str:
    """``text`` so that no sign of it becomes Markdown: __月__日 must not turn bold."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in text)
