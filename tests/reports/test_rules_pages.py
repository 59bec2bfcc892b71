"""Every rule has a whole page, and the pages read well on a terminal, in JSON and in docs/rules."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from made.forms import shipped

from jianfu_cli.core.language.terminal import width
from jianfu_cli.core.model.rule_page import RULE_FAMILIES
from jianfu_cli.reports import rules as reports
from jianfu_cli.rules.pages import pages
from jianfu_cli.rules.registry import RULES, rules_for

DOCS = Path(__file__).resolve().parents[2] / "docs" / "rules"
PAGES = pages(rules_for(shipped()))
FIELDS = ["code", "name", "severity", "scope", "basis", "finds", "why", "bad", "good", "fix"]
UNKNOWN_CATEGORY = next(page for page in PAGES if page.code == "JF202")


def documented(text):
    """A rule whose function has the docstring ``text``."""

    def check(file, context): ...

    check.__doc__ = text
    (page,) = pages([replace(RULES[0], check=check)])
    return page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_every_rule_has_a_whole_page(page):
    assert [field for field in FIELDS if not getattr(page, field)] == []
    assert page.finds.endswith("。")
    assert re.fullmatch(r"JF[0-9]\d\d", page.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", page.name)
    assert not re.search(r"(为什么|不对|怎么改)：", "".join(getattr(page, field) for field in FIELDS))


def test_codes_and_names_are_each_used_once():
    used = Counter(word for page in PAGES for word in (page.code, page.name))
    # Of the list and of applications one thing is found; the published names say so.
    assert sorted(word for word, count in used.items() if count > 1) == ["no-grounds", "over-cap", "short-notice"]


def test_pages_stand_in_order_of_their_codes_whatever_the_order_of_the_rules():
    codes = [page.code for page in pages(reversed(rules_for(shipped())))]
    assert codes == sorted(codes)
    assert [page.family for page in PAGES] == [RULE_FAMILIES[code[2]] for code in codes]


def test_a_paragraph_broken_in_the_source_is_one_line():
    page = documented(
        "查一件事。\n\n    为什么：因为\n        如此。\n    不对：甲。\n    对：乙，\n        丙。\n    怎么改：丁。\n    "
    )
    assert (page.finds, page.why, page.bad, page.good, page.fix) == (
        "查一件事。",
        "因为如此。",
        "甲。",
        "乙，丙。",
        "丁。",
    )


def test_a_part_not_written_is_seen_to_be_missing():
    assert documented("查一件事。\n\n    为什么：因为。\n").fix == ""


def test_the_campaign_sets_levels_and_switches_rules_off():
    own = {page.code: page.severity for page in pages(RULES, {"JF202": "warning", "JF203": "off"})}
    assert (own["JF201"], own["JF202"], own["JF203"]) == ("error", "warning", "off")
    assert "关闭（本次专项行动不查）" in reports.page_as_text(replace(UNKNOWN_CATEGORY, severity="off"))


def test_every_scope_has_a_name():
    assert {rule.scope for rule in RULES} == set(reports.SCOPES)


def test_the_list_fits_80_columns_of_a_gbk_terminal():
    lines = reports.list_as_text(PAGES).splitlines()
    assert [line for line in lines if width(line) > 80] == []
    assert "\n".join(lines).encode("gbk").decode("gbk").splitlines() == lines
    flat = "".join("".join(lines).split())
    for page in PAGES:
        assert f"{page.code}{reports._LEVELS[page.severity][0]}{''.join(page.finds.split())}{page.name}" in flat


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_fits_80_columns_of_a_gbk_terminal(page):
    text = reports.page_as_text(page)
    assert [line for line in text.splitlines() if width(line) > 80] == []
    assert text.encode("gbk").decode("gbk") == text


def test_a_page_tells_all_there_is():
    assert reports.page_as_text(UNKNOWN_CATEGORY) == (
        "JF202  unknown-category\n"
        "问题类别不是规定的类别。\n"
        "\n"
        "级别    错误（须由填报单位改正）\n"
        "范围    每个单元格\n"
        "依据    附件2、附件3 备注\n"
        "为什么  备注列明几个问题类别，汇总按类别统计。\n"
        "不对    问题类别写“值班”。\n"
        "对      问题类别写“校园值班值守”。\n"
        "怎么改  从下拉列表里选一个类别；拿不准的选“其他”。\n"
    )


def test_json_of_one_and_of_all():
    one, every = json.loads(reports.page_as_json(UNKNOWN_CATEGORY)), json.loads(reports.list_as_json(PAGES))
    assert list(one) == ["format", *FIELDS]
    assert (one["format"], one["scope"], one["severity"]) == ("jianfu-rule/1", "cell", "error")
    assert [rule["code"] for rule in every["rules"]] == [page.code for page in PAGES]


def test_no_text_becomes_markup_in_markdown():
    page = replace(UNKNOWN_CATEGORY, bad="__月__日 <b> *粗* [名](x) | # 1")
    assert r"\_\_月\_\_日 \<b\> \*粗\* \[名\](x) \| \# 1" in reports.page_as_markdown(page)


def test_the_docs_hold_a_page_for_each_rule_and_no_other():
    assert sorted(path.stem for path in DOCS.glob("JF*.md")) == sorted(page.code for page in PAGES)


def test_links_of_the_docs_lead_somewhere():
    links = [
        (path, link) for path in DOCS.glob("*.md") for link in re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8"))
    ]
    assert [link for path, link in links if not (path.parent / link).exists()] == []
    assert len(links) == 2 * len(PAGES)
