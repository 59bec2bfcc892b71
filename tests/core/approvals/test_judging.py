"""Each rule of applications with a fault and its harmless twins, as ``judge`` finds them."""

import pytest
from made.applications import access_review, asked, campaign_with, item

from jianfu_cli.core.approvals.judging import judge
from jianfu_cli.core.approvals.reason import Suggestion, suggested

LIST = (
    item(),
    item("禁毒宣传教育", "市公安局", held="每年1次", row=6),
    item("防溺水宣传", "市教育局", held="每学期1次", row=7),
)


def judged(*applications, listed=LIST, campaign=None, past=()):
    return judge(applications, listed, campaign or access_review(), past)


def codes(*applications, **rest):
    """The codes of the last of ``applications``, as they came in."""
    return {reason.code for reason in judged(*applications, **rest).every[-1].reasons}


def suggestion(one, **rest):
    return suggested(judged(one, **rest).every[0].reasons)


def test_what_is_listed_grounded_in_time_and_apart_is_agreed_to():
    [one] = judged(asked()).every
    assert (one.reasons, one.listed.matter, suggested(one.reasons)) == ((), "消防安全宣传", Suggestion.AGREE)


@pytest.mark.parametrize(
    ("matter", "body", "listed"),
    [
        ("消防安全宣传进校园", "市消防救援支队", True),
        ("“消防安全”宣传教育活动", "消防支队", True),
        ("预防溺水宣传教育", "市教育局", True),
        ("汽车文化进校园", "市商务局", False),
        ("消防安全检查", "市消防救援支队", False),
    ],
)
def test_jf851_not_on_list(matter, body, listed):
    assert ("JF851" not in codes(asked(活动名称=matter, 申请单位=body))) is listed


def test_jf851_needs_a_list():
    judgement = judged(asked(), listed=None)
    assert {code for code, _ in judgement.not_run} == {"JF851", "JF854", "JF855"}
    assert judgement.every[0].reasons == ()


@pytest.mark.parametrize(
    ("grounds", "found"),
    [("工作需要", True), ("", True), ("上级文件要求", True), ("消防法", False), ("新教领秘〔2024〕2号", False)],
)
def test_jf852_no_grounds(grounds, found):
    assert ("JF852" in codes(asked(开展依据=grounds))) is found


SURE, UNSURE, FINE = Suggestion.REFUSE, Suggestion.AMEND, Suggestion.AGREE


@pytest.mark.parametrize(
    ("held", "comes_to"),
    [
        ("2024年9月10日", SURE),
        ("2024-09-10至9月12日", SURE),
        ("9月10日-12日", SURE),
        ("2024.9.30", SURE),
        ("9月上旬", SURE),  # every day of it is less than a month away
        ("2024年9月", SURE),
        ("2024年10月1日", FINE),  # a month to the day
        ("2024年10月", FINE),
        ("10月15日", FINE),
        ("2025年3月5日", FINE),
        ("3月5日", FINE),  # the next one
        ("2024年秋季学期", UNSURE),
        ("每学期一次", UNSURE),
        ("待定", UNSURE),
        ("9月10日前", UNSURE),
        ("9月10日前后", UNSURE),
        ("每年9月", UNSURE),
        ("9月或10月", UNSURE),
        ("2024年全年", UNSURE),
        ("2023年10月15日", UNSURE),  # a mistyped year
        ("8月20日", UNSURE),  # gone by: of which year?
        ("2024年8月20日", SURE),  # it had begun
    ],
)
def test_jf853_short_notice_is_refused_only_beyond_doubt(held, comes_to):
    [one] = judged(asked(开展时间=held, 次数="1次")).every
    assert suggested(one.reasons) is comes_to
    assert {reason.code for reason in one.reasons} == ({"JF853"} if comes_to is not FINE else set())


@pytest.mark.parametrize(
    ("on", "held", "comes_to"),
    [
        ("2024-08-20", "2024年9月", UNSURE),  # the 25th would do, the 5th would not
        ("2024-08-20", "9月下旬", FINE),
        ("2024-08-31", "2024年9月30日", FINE),  # the last day of a shorter month
        ("2024-12-10", "1月20日", FINE),
        ("2024-12-10", "1月5日", SURE),
        ("2024-09-20", "9月", UNSURE),  # the next year's?
    ],
)
def test_jf853_goes_by_the_day_it_was_handed_in(on, held, comes_to):
    assert suggestion(asked(on=on, 开展时间=held)) is comes_to


def test_jf853_a_files_own_time_proves_no_lateness():
    assert suggestion(asked(received_from="file", 开展时间="2024年9月10日")) is UNSURE


def test_jf853_by_another_campaigns_months():
    assert suggestion(asked(开展时间="2024年10月15日"), campaign=campaign_with(notice_months=2)) is SURE


@pytest.mark.parametrize(
    ("times", "held", "found"),
    [
        ("3次", "2024年10月15日", True),
        ("每月1次", "2024年9月—12月", True),
        ("每周一次", "2024年10月至11月", True),
        ("2次", "2024年10月15日", False),
        ("每学期1次", "2024年10月15日", False),
        ("1", "2024年10月15日", False),
        ("按需", "2024年10月15日", False),
        ("每月1次", "2024年11月—12月", False),  # two months, two times
    ],
)
def test_jf854_more_often_than_the_list_allows(times, held, found):
    assert ("JF854" in codes(asked(次数=times, 开展时间=held))) is found


def test_jf854_with_what_was_asked_before_for_the_same_school():
    first, second = asked(row=5, 开展时间="2024年10月15日"), asked(row=6, 开展时间="2024年11月15日")
    assert "JF854" not in codes(first, second)
    assert "JF854" in codes(first, second, asked(row=7, 开展时间="2024年12月16日"))
    assert "JF854" not in codes(first, second, asked(row=7, 开展时间="2024年12月16日", 开展学校="市第二小学"))
    assert "JF854" not in codes(first, second, asked(row=7, 开展时间="2024年11月15日"))  # one time, typed twice


def test_jf854_by_the_campaign_where_the_list_does_not_say():
    listed = (item(held="9—11月"),)
    assert "JF854" in codes(asked(次数="7次"), listed=listed)
    assert "JF854" not in codes(asked(次数="6次"), listed=listed)
    assert "JF854" in codes(asked(次数="2次"), listed=listed, campaign=campaign_with(times_per_year=1))


TEN = tuple(item(f"{name}宣传", "市某局", row=row) for row, name in enumerate("甲乙丙丁戊己庚辛壬癸", start=5))


@pytest.mark.parametrize(
    ("listed", "cap", "found"), [(TEN, 10, True), (TEN[:9], 10, False), (TEN, 13, False), (TEN, None, False)]
)
def test_jf855_an_addition_passes_the_cap(listed, cap, found):
    one = asked(活动名称="汽车文化进校园", 申请单位="市商务局")
    assert ("JF855" in codes(one, listed=listed, campaign=campaign_with(whitelist_cap=cap))) is found


def test_jf855_what_is_on_a_list_over_the_cap_adds_nothing():
    assert "JF855" not in codes(asked(), listed=(*TEN, item(row=20)))


def test_jf855_additions_take_the_room_in_order():
    first = asked(活动名称="汽车文化进校园", on="2024-09-01")
    again = asked(活动名称="汽车文化进校园", on="2024-09-02", row=6, 开展时间="2024年11月20日")
    other = asked(活动名称="戏曲进校园", on="2024-09-03", row=7)
    listed = TEN[:9]
    assert "JF855" not in codes(first, again, listed=listed)
    assert "JF855" in codes(first, again, other, listed=listed)


@pytest.mark.parametrize(("scope", "found"), [("own", False), ("all", True)])
def test_jf855_counts_the_own_level_or_all_levels(scope, found):
    county = tuple(
        item(f"{name}宣传", "区某局", unit="红旗区", row=row) for row, name in enumerate("子丑寅卯", start=5)
    )
    one = asked("红旗区", 活动名称="汽车文化进校园", 申请单位="红旗区商务局", 层级="县级", 开展学校="红旗区第一小学")
    assert ("JF855" in codes(one, listed=(*TEN[:7], *county), campaign=campaign_with(cap_scope=scope))) is found


def several(count, **changes):
    """``count`` applications for other matters, each in a week of its own."""
    days = [f"2024年{10 + nth // 4}月{1 + 7 * (nth % 4)}日" for nth in range(count)]
    return [
        asked(活动名称=f"{'甲乙丙丁戊己庚辛壬癸'[nth]}宣传", 开展时间=day, row=5 + nth, **changes)
        for nth, day in enumerate(days)
    ]


def test_jf856_the_seventh_item_of_a_term_is_one_too_many():
    assert "JF856" not in codes(*several(6))
    assert "JF856" in codes(*several(7))
    spring = asked(活动名称="庚宣传", 开展时间="2025年3月5日", row=20)
    assert "JF856" not in codes(*several(6), spring)
    elsewhere = asked(活动名称="庚宣传", 开展时间="2024年12月25日", row=20, 开展学校="市第二小学")
    assert "JF856" not in codes(*several(6), elsewhere)


def test_jf856_by_the_year_and_by_the_times():
    spring = asked(活动名称="庚宣传", 开展时间="2024年4月5日", on="2024-02-01", row=20)
    assert "JF856" in codes(spring, *several(6), campaign=campaign_with(school_items_per="year"))
    twice = several(4, 次数="2次")
    assert "JF856" not in codes(*twice)
    assert "JF856" in codes(*twice, campaign=campaign_with(school_counts="times"))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"开展时间": "2024年10月18日"}, True),
        ({"开展时间": "2024年10月14日至20日"}, True),
        ({"开展时间": "2024年10月22日"}, False),
        ({"开展时间": "2024年10月"}, False),  # nobody knows which week
        ({"开展学校": "市第二小学"}, False),
        ({"开展学校": "全市小学"}, True),
        ({"开展学校": "全市初中"}, False),
        ({"开展学校": "部分小学"}, False),
    ],
)
def test_jf857_same_weeks_at_the_same_schools(changes, found):
    other = asked(活动名称="禁毒宣传教育", 申请单位="市公安局", row=6, **changes)
    assert ("JF857" in codes(asked(), other)) is found


def test_jf857_alone_suggests_to_merge_both():
    found = judged(asked(), asked(活动名称="禁毒宣传教育", 申请单位="市公安局", row=6)).every
    assert [suggested(one.reasons) for one in found] == [Suggestion.MERGE, Suggestion.MERGE]


def test_jf857_one_matter_of_two_bodies_in_one_month():
    other = asked(申请单位="市应急管理局", 开展时间="2024年10月", row=6)
    assert "JF857" in codes(asked(), other)
    assert "JF857" not in codes(asked(), asked(开展时间="2024年10月17日", row=6))  # one body's own matter


def test_jf857_a_listed_item_that_nobody_has_asked_for_yet():
    listed = (*LIST, item("爱国卫生宣传", "市卫健委", held="10月16日", row=9))
    assert "JF857" in codes(asked(), listed=listed)
    assert "JF857" not in codes(asked(开展时间="2024年11月20日"), listed=listed)


@pytest.mark.parametrize(
    ("unit", "changes", "found"),
    [
        ("市公安局", {"层级": "县级", "开展学校": "全市中小学"}, True),
        ("市公安局", {"申请单位": "市公安局", "层级": "县级"}, True),
        ("红旗区", {"申请单位": "红旗区司法局", "层级": "县级", "开展学校": "全市中小学"}, True),
        ("红旗区", {"申请单位": "红旗区司法局", "层级": "县级", "开展学校": "卫滨区第一小学"}, True),
        ("红旗区", {"申请单位": "红旗区司法局", "层级": "市级", "开展学校": "红旗区各小学"}, True),
        ("红旗区", {"申请单位": "红旗区司法局", "层级": "区级", "开展学校": "全区小学"}, False),
        ("红旗区", {"申请单位": "红旗区司法局", "层级": "县级", "开展学校": "红旗区第一小学"}, False),
        ("市公安局", {"申请单位": "市公安局", "层级": "市级", "开展学校": "红旗区第一小学"}, False),
        ("市公安局", {"申请单位": "市公安局", "层级": "市级", "开展学校": "全市中小学"}, False),
        (
            "卫辉市",
            {"申请单位": "卫辉市司法局", "层级": "市级", "开展学校": "全市小学"},
            False,
        ),  # a county-level city's own
        ("某单位", {"申请单位": "某单位", "层级": "", "开展学校": "市第一小学"}, False),
    ],
)
def test_jf858_wrong_level(unit, changes, found):
    assert ("JF858" in codes(asked(unit, **changes))) is found


@pytest.mark.parametrize(
    ("matter", "comes_to"),
    [("商业广告进校园", SURE), ("保险推销进校园", SURE), ("防范保险推销宣传", UNSURE), ("公益广告展播进校园", UNSURE)],
)
def test_jf859_what_a_law_forbids_by_name_is_refused(matter, comes_to):
    assert suggestion(asked(活动名称=matter)) is comes_to


def test_a_rule_that_the_campaign_turns_off_says_nothing():
    campaign = access_review().model_copy(update={"rules": {"JF853": "off"}})
    assert codes(asked(开展时间="2024年9月10日"), campaign=campaign) == set()
