"""JF9xx: what a campaign watches for in rows that stay, are listed or are mended."""

import pytest
from made.forms import campaign_with, findings, form, shipped
from made.watched_rows import pairs

from jianfu_cli.core.language.denial import folded, is_denied
from jianfu_cli.core.language.frequency import highest_frequency
from jianfu_cli.core.model.watch import Watch
from jianfu_cli.rules.registry import rules_for

FORMS = {"kept": ("a2", {"disposition": "保留"}), "listed": ("a7", {}), "mended": ("a3", {})}
EXAMPLES = [
    pytest.param(entry.code, bool(expected), {str(role): text for role, text in row.items()}, id=f"{entry.code}-{row}")
    for entry in shipped().watch
    for expected, rows in ((True, entry.bad), (False, entry.good))
    for row in rows
]
KINDS = tuple(entry.code for entry in shipped().watch)


def doubts(attachment, row, only=KINDS):
    return findings(form(attachment, unit="红旗区", rows=[row], reported="2024-06-20"), only=only)


@pytest.mark.parametrize(("code", "where", "bad", "good"), pairs())
def test_what_is_forbidden_is_doubted_and_its_twin_is_not(code, where, bad, good):
    attachment, further = FORMS[where]
    assert code in {finding.code for finding in doubts(attachment, further | bad)}
    assert code not in {finding.code for finding in doubts(attachment, further | good)}


@pytest.mark.parametrize(("code", "expected", "row"), EXAMPLES)
def test_the_examples_of_a_page_are_right(code, expected, row):
    told = row.keys()
    attachment = "a2" if {"disposition", "category"} & told else "a3" if "measures" in told else "a7"
    assert bool(doubts(attachment, row, (code,))) is expected


def test_what_was_found_is_quoted_as_it_is_written():
    [finding] = doubts("a2", {"disposition": "保留", "matter": "组织家长安装反诈App"}, ("JF902",))
    assert finding.message.startswith("写有“安装反诈App”，")


def test_what_is_to_be_improved_is_noticed_and_what_is_abolished_is_not():
    row = {"content": "每日打卡"}
    levels = {said: [str(one.severity) for one in doubts("a2", row | {"disposition": said})] for said in DISPOSED}
    assert levels == DISPOSED


DISPOSED = {"保留": ["warning"], "优化": ["info"], "清理": [], "": []}


@pytest.mark.parametrize("column", ["held", "content"])
@pytest.mark.parametrize(
    ("said", "doubted"), [("一年12场", True), ("全年10次", True), ("一年2场", False), ("学期初", False)]
)
def test_a_frequency_needs_no_other_word_beside_it(column, said, doubted):
    assert bool(doubts("a7", {"matter": "消防演练", column: said}, ("JF906",))) is doubted


def test_a_campaign_watches_for_its_own_and_switches_off():
    own = Watch(code="JF912", name="own-doubt", finds="查。", asks="不应再有", columns=("content",), words=("试吃",))
    campaign = campaign_with(watch=(own,), rules={})
    row = form("a7", unit="红旗区", rows=[{"content": "每日打卡，家长试吃"}], reported="2024-06-20")
    assert [one.code for one in findings(row, only=("JF9",), campaign=campaign)] == ["JF912"]
    off = campaign_with(watch=(own,), rules={"JF912": "off"})
    assert [one for one in findings(row, campaign=off) if one.code.startswith("JF9")] == []


def test_a_campaign_that_watches_for_nothing_has_no_such_rule():
    assert [rule.code for rule in rules_for(campaign_with(watch=())) if rule.code.startswith("JF9")] == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("不打卡", True),
        ("取消打卡，接龙，打卡", True),
        ("打卡、接龙等一律取消。", True),
        ("将打卡改为讲座", True),
        ("不统计、不要求打卡", True),
        ("未打卡的通报批评", False),
        ("不得漏打卡", False),
        ("不得无故不打卡", False),
        ("防范电信诈骗每日打卡", False),
        ("不评比、每日打卡", False),
        ("不与考核挂钩但每日打卡", False),
        ("打卡不合格的取消评优", False),
        ("讲解网络打赏、打卡陷阱", True),
        ("识别打卡骗局", True),
        ("讲解反诈知识后打卡", False),
        ("学习政策，打卡", False),
        ("组织学习，教师打卡知识答题", False),
    ],
)
def test_denial(text, denied):
    said = folded(text)
    start = said.rindex("打卡")
    assert is_denied(said, start, start + 2) is denied


@pytest.mark.parametrize(
    ("text", "a_year"),
    [
        ("每日", 365),
        ("每周五下午", 52),
        ("每月2次", 24),
        ("每学期1—2次", 4),
        ("每两周1次", 26),
        ("3次/月", 36),
        ("一周一次", 52),
        ("全年不少于8次", 8),
        ("一周一查", 52),
        ("一月一主题", 12),
        ("周周清", 52),
        ("逢周五", 52),
        ("一年一度", None),
        ("一日三餐", None),
        ("周周知", None),
        ("每年不少于十二次", 12),
        ("每年9月", None),
        ("2024年3月", None),
    ],
)
def test_frequency(text, a_year):
    found = highest_frequency(folded(text))
    assert (found and found.a_year) == a_year
