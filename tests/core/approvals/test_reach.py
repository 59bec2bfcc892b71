"""The load of schools by term, against counts by hand."""

import pytest
from made.applications import access_review, asked, campaign_with, item

from jianfu_cli.core.approvals.judging import judge
from jianfu_cli.core.approvals.terms import terms_of

ROSTER = (
    "红旗区第一小学",
    "红旗区实验小学",
    "红旗区第十中学",
    "卫滨区第一小学",
    "市第一初级中学",
    "市实验学校",
    "市高级中学",
)
AUTUMN, SPRING = "2024年秋季学期", "2025年春季学期"


def load(*applications, campaign=None):
    judgement = judge(applications, (item(),), campaign or access_review())
    return {
        school: {term: judgement.load.number(school, term) for term in terms}
        for school, terms in judgement.load.by_school.items()
    }


def apart(*schools, **changes):
    """Applications for one school text each, each in a week and of a matter of its own."""
    return [
        asked(
            活动名称=f"{'甲乙丙丁戊'[nth]}宣传",
            开展时间=f"2024年10月{1 + 7 * nth}日",
            开展学校=text,
            row=5 + nth,
            **changes,
        )
        for nth, text in enumerate(schools)
    ]


def test_groups_reach_every_school_of_the_roster_that_they_mean():
    found = load(
        *apart("全市小学", "各中小学", "红旗区各小学", "红旗区第一小学、市实验学校", "全市初中"),
        campaign=campaign_with(ROSTER),
    )
    # By hand: 全市小学 3 schools; 各中小学 all seven; 红旗区各小学 2; two by name; 全市初中 the 2 whose names say so.
    assert found == {
        "红旗区第一小学": {AUTUMN: 4},
        "红旗区实验小学": {AUTUMN: 3},
        "红旗区第十中学": {AUTUMN: 2},
        "卫滨区第一小学": {AUTUMN: 2},
        "市第一初级中学": {AUTUMN: 2},
        "市实验学校": {AUTUMN: 2},
        "市高级中学": {AUTUMN: 1},
    }


def test_a_school_lies_where_the_roster_says_whatever_its_name():
    found = load(
        *apart("全市小学", "红旗区各小学", "卫滨区各小学", "卫滨区各中学"),
        campaign=campaign_with({"启明小学": "红旗区", "红旗路小学": "卫滨区", "外国语中学": "卫滨区"}),
    )
    assert found == {"启明小学": {AUTUMN: 2}, "红旗路小学": {AUTUMN: 2}, "外国语中学": {AUTUMN: 1}}


def test_without_a_roster_the_schools_that_are_named_bear_what_groups_bring():
    found = load(*apart("市第一小学、市第二小学", "全市小学", "市第一小学", "各中小学"))
    assert found == {
        "市第一小学": {AUTUMN: 4},
        "市第二小学": {AUTUMN: 3},
        "全市小学": {AUTUMN: 2},
        "全市中小学": {AUTUMN: 1},
    }


def test_a_county_means_its_own_schools():
    ours = asked("红旗区", 申请单位="红旗区司法局", 层级="县级", 开展学校="各小学")
    theirs = asked("卫滨区", 申请单位="卫滨区司法局", 层级="县级", 开展学校="第一小学", row=6)
    found = load(ours, theirs, campaign=campaign_with(ROSTER))
    assert found["红旗区第一小学"] == {AUTUMN: 1}
    assert "卫滨区第一小学" not in load(ours, campaign=campaign_with(ROSTER))


def test_one_school_under_two_spellings_is_one():
    assert load(*apart("市第一小学", "市 第一小学", "新乡市第一小学", "第一小学")) == {"市第一小学": {AUTUMN: 4}}
    ours = asked("红旗区", 申请单位="红旗区司法局", 层级="县级", 开展学校="第二小学", row=6)
    assert load(asked(开展学校="红旗区第二小学"), ours) == {"红旗区第二小学": {AUTUMN: 2}}
    assert len(load(asked(开展学校="市第二小学"), ours)) == 2


@pytest.mark.parametrize(
    ("held", "terms"),
    [
        ("2024年10月15日", [AUTUMN]),
        ("2025年1月10日", [AUTUMN]),
        ("2025年3月5日", [SPRING]),
        ("2024年12月5日、2025年3月5日", [AUTUMN, SPRING]),
        ("2024年10月至2025年5月", [AUTUMN, SPRING]),
        ("2024—2025学年", [AUTUMN, SPRING]),
        ("2024年秋季学期", [AUTUMN]),
        ("每学期一次", [AUTUMN]),  # of this year, which has no other term left
        ("待定", ["时间未写明"]),
    ],
)
def test_terms_of_a_time(held, terms):
    assert list(terms_of(asked(开展时间=held), access_review().approval.terms)) == terms


def test_terms_are_the_campaigns():
    terms = [
        {"name": "第二学期", "begins": "02-17", "ends": "07-05"},
        {"name": "第一学期", "begins": "09-01", "ends": "01-20"},
    ]
    campaign = campaign_with(terms=terms)
    assert list(terms_of(asked(开展时间="2025年1月10日"), campaign.approval.terms)) == ["2024年第一学期"]
    assert list(terms_of(asked(开展时间="2025年7月20日"), campaign.approval.terms)) == ["2025年假期"]
