import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from jianfu_cli import rules
from jianfu_cli.core.model.finding import (
    CELL_FAMILY,
    CONFLICTING_VERSIONS,
    FILE_FAMILY,
    INVISIBLE_CHARACTERS,
    SEQUENCE_BROKEN,
)
from jianfu_cli.core.model.rule_page import RULE_FAMILIES
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Rule

# Code, name and severity are fixed: other scripts rely on them.
PUBLISHED = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
    JF001 unreadable-file error
    JF002 encrypted-file error
    JF003 unsafe-file error
    JF004 active-content warning
    JF005 wrong-extension warning
    JF006 unknown-form error
    JF007 other-version warning
    JF008 hidden-content warning
    JF009 untouched-blank warning
    JF010 unsure-form warning
    JF011 unread-content error
    JF012 roll-up-sent error
    JF013 bundle-altered error
    JF101 missing-column error
    JF102 renamed-column info
    JF103 extra-column warning
    JF104 moved-column info
    JF105 duplicate-column error
    JF106 merged-cells warning
    JF107 stray-row info
    JF108 nil-return info
    JF109 empty-rows warning
    JF110 missing-unit error
    JF111 unknown-unit error
    JF112 unit-conflict error
    JF113 missing-report-date error
    JF114 missing-reporter warning
    JF115 not-expected info
    JF116 no-rows error
    JF117 value-from-section info
    JF118 rows-twice warning
    JF201 required-empty error
    JF202 unknown-category error
    JF203 category-variant info
    JF204 several-categories error
    JF205 not-in-list error
    JF206 text-too-long error
    JF207 bad-date error
    JF208 date-variant info
    JF209 bad-phone error
    JF210 damaged-number warning
    JF211 bad-email error
    JF212 bad-document-number warning
    JF213 formula-or-error error
    JF214 placeholder-left error
    JF215 invisible-characters warning
    JF216 date-out-of-range error
    JF217 bad-number error
    JF218 number-out-of-range error
    JF219 empty-words warning
    JF220 impossible-time warning
    JF221 personal-number warning
    JF222 several-matters warning
    JF301 sequence-broken info
    JF302 duplicate-row warning
    JF303 total-mismatch error
    JF304 over-cap warning
    JF305 secondment-too-long warning
    JF401 problem-without-rectification error
    JF402 rectification-without-problem warning
    JF403 rectification-differs warning
    JF404 abolished-on-whitelist error
    JF405 kept-not-on-whitelist warning
    JF406 report-figures-differ warning
    JF501 late warning
    JF502 future-date error
    JF503 before-campaign warning
    JF504 rectification-overdue error
    JF505 rectification-too-late warning
    JF506 short-notice warning
    JF507 whitelist-late warning
    JF508 unclear-progress warning
    JF509 mistyped-year warning
    JF601 missing-attachment error
    JF602 missing-scan warning
    JF603 superseded info
    JF604 conflicting-versions error
    JF605 scan-without-copy warning
    JF606 no-seal-seen info
    JF607 enclosure-missing info
    JF608 supplement-or-replacement warning
    JF701 missing-section error
    JF702 empty-section error
    JF703 report-too-long error
    JF704 section-order info
    JF801 overlapping-matter warning
    JF802 same-hotline warning
    JF851 not-on-list warning
    JF852 no-grounds warning
    JF853 short-notice error
    JF854 too-often warning
    JF855 over-cap error
    JF856 school-load warning
    JF857 same-weeks warning
    JF858 wrong-level warning
    JF859 forbidden-matter error
    """.strip().splitlines()
}
PARTS = ("为什么：", "不对：", "对：", "怎么改：")

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])


def test_codes_are_unique_and_in_order():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


def test_every_rule_that_is_written_is_listed():
    modules = [import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)]
    written = {
        id(value): value.code for module in modules for value in vars(module).values() if isinstance(value, Rule)
    }
    assert sorted(written.values()) == [rule.code for rule in RULES] == sorted(PUBLISHED)


def test_the_program_knows_some_rules_by_their_published_names():
    known = {
        INVISIBLE_CHARACTERS: "invisible-characters",
        SEQUENCE_BROKEN: "sequence-broken",
        CONFLICTING_VERSIONS: "conflicting-versions",
    }
    assert {code: PUBLISHED[code][0] for code in known} == known
    assert RULE_FAMILIES[FILE_FAMILY].startswith("文件")
    assert RULE_FAMILIES[CELL_FAMILY].startswith("单元格")


def test_no_rule_is_milder_than_it_may_be():
    assert [rule.code for rule in RULES if rule.gravest != rule.severity] == ["JF505"]
    assert [rule.code for rule in RULES if rule.may_be_error and rule.severity != "error"] == ["JF505"]


def test_rules_over_units_say_so():
    drawn = {rule.code: rule.drawn_from for rule in RULES if rule.drawn_from != "file"}
    assert {code for code, said in drawn.items() if said == "campaign"} == {
        *("JF801", "JF802"),
        *("JF851", "JF854", "JF855", "JF856", "JF857"),
    }
    assert {code[:3] for code, said in drawn.items() if said == "unit"} == {"JF3", "JF4", "JF5", "JF6"}
    assert set(drawn) >= {rule.code for rule in RULES if rule.code[2] in "46" or rule.code[:4] == "JF80"}


@each_rule
def test_names_and_severities_are_the_published_ones(rule):
    assert (rule.name, rule.severity) == PUBLISHED[rule.code]


@each_rule
def test_every_page_has_its_five_parts_in_order(rule):
    lines = [line.strip() for line in rule.page.strip().splitlines() if line.strip()]
    first, *others = lines
    assert first.endswith("。")
    assert not first.startswith(PARTS)
    begun = [part for line in others for part in PARTS if line.startswith(part) and len(line) > len(part)]
    assert begun == list(PARTS)
    assert rule.page.strip().splitlines()[1] == ""


@each_rule
def test_every_page_is_plain_chinese_that_a_gbk_console_can_show(rule):
    page = rule.page + rule.basis
    page.encode("gbk")
    assert len(re.findall("[一-鿿]", page)) > 40
    assert "JF" not in page
    assert "——。" not in page


@each_rule
def test_every_rule_names_its_clause(rule):
    assert re.search("通知|附件|专项行动", rule.basis)
