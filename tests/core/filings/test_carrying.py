"""What goes on from one form into the next, and what does not."""

from datetime import date

import pytest
from made.forms import form, other_campaign, source

from jianfu_cli.core.filings.carrying import NOTHING, carry, typed_by_unit, unclear_rows
from jianfu_cli.core.language.letters import Letter

# What the notice itself lays down (三（二）): by which document, and by when.
LAID_DOWN = {"grounds": "新教领秘〔2024〕2号", "deadline": "2024-06-24"}
MATTER = {
    "body": "区水利局",
    "held": "4月",
    "venue": "各校",
    "scope": "学生",
    "content": "讲座。",
    "manner": "讲座",
    "remark": "备",
}


def problems(*rows, reporter="甲一 0373-2000001", reported="2024-06-12"):
    those = [{"category": category, "matter": matter, "disposition": said, **MATTER} for category, matter, said in rows]
    return form("a2", unit="红旗区", rows=those, header={"reporter": reporter}, reported=reported)


def carried(campaign, attachment, *forms):
    typed = typed_by_unit((source("表.xlsx", *forms),), ())
    return carry(typed["红旗区"], campaign.attachment(attachment), campaign)


FOUR = problems(
    ("（二）", "防溺水宣传", "优化"),
    ("社会事务进校园", "国防教育", "保留"),
    ("社会事务进校园", "点赞投票", "清理"),
    ("报表填写、调研统计", "信息采集", "保留"),
)


def test_what_is_to_be_mended_goes_on_to_the_third_form(campaign):
    rows = carried(campaign, "a3", FOUR).rows
    assert rows == (
        {"category": "社会事务进校园", "matter": "防溺水宣传", "body": "区水利局", **LAID_DOWN},
        {"category": "社会事务进校园", "matter": "点赞投票", "body": "区水利局", **LAID_DOWN},
    )


def test_what_may_enter_schools_goes_on_to_the_whitelist(campaign):
    rows = carried(campaign, "a7", FOUR).rows
    asked = {key: text for key, text in MATTER.items() if key != "remark"}
    assert rows == ({"matter": "防溺水宣传", **asked}, {"matter": "国防教育", **asked})


UNCLEAR = problems(
    ("社会事务进校园", "点赞投票", "清退"),
    ("报表填写、调研统计", "信息采集", "清理/优化"),
    ("值班", "上街执勤", "保留"),
    ("社会事务进校园", "国防教育", ""),
    ("社会事务进校园", "防溺水宣传", "保留"),
)


@pytest.mark.parametrize(
    ("attachment", "said"),
    [
        ("a3", ["意见建议“清退”不明", "意见建议“清理/优化”不明", "没有填意见建议"]),
        ("a7", ["意见建议“清退”不明", "问题类别“值班”不明", "没有填意见建议"]),
        ("a6", []),
    ],
)
def test_rows_of_which_nobody_can_tell_where_they_go_are_named(campaign, attachment, said):
    typed = typed_by_unit((source("表.xlsx", UNCLEAR),), ())["红旗区"]
    assert [why for _, _, why in unclear_rows(typed, campaign.attachment(attachment), campaign)] == said


def test_another_campaign_has_other_words_and_another_order():
    typed = problems(("七", "防溺水宣传", "改进"), ("二", "上街执勤", "取消"), ("七", "国防教育", "继续"))
    for attachment, matters in (("a3", ["防溺水宣传", "上街执勤"]), ("a7", ["防溺水宣传", "国防教育"])):
        assert [row["matter"] for row in carried(other_campaign(), attachment, typed).rows] == matters


@pytest.mark.parametrize("attachment", ["a1", "a2", "a4", "a5", "a6"])
def test_rows_go_nowhere_else(campaign, attachment):
    assert carried(campaign, attachment, FOUR).rows == ()


@pytest.mark.parametrize(
    ("forms", "reporter", "sources"),
    [
        ([FOUR], "甲一 0373-2000001", ("附件2",)),
        (
            [problems(reported="2024-06-10"), form("a3", unit="红旗区", header={"reporter": "乙一 12345"}, reported="2024-06-20")],
            "乙一 12345",
            ("附件3",),
        ),
        ([form("a1", unit="红旗区", rows=[{"person": "丙一", "mobile": "13000000001"}])], "丙一 13000000001", ("附件1",)),
        ([form("a1", unit="红旗区", rows=[{"person": "丙一"}])], None, ()),
    ],
)  # fmt: skip
def test_who_filed_is_not_asked_again(campaign, forms, reporter, sources):
    found = carried(campaign, "a6", *forms)
    assert (found.header.get("reporter"), found.sources) == (reporter, sources)


def test_a_form_that_does_not_ask_who_filed_is_not_told(campaign):
    assert carried(campaign, "a1", FOUR) == NOTHING


def test_the_report_begins_with_the_unit_s_own_figures(campaign):
    mended = form(
        "a3", unit="红旗区", rows=[{"matter": "甲", "progress": "已完成"}, {"matter": "乙", "progress": "正在推进"}]
    )
    listed = form("a7", unit="红旗区", rows=[{"matter": "甲"}])
    found = carried(campaign, "a4", FOUR, mended, listed)
    assert found.paragraphs == {
        "问题排查整改情况": "共摸排问题4项，其中：社会事务进校园3项，报表填写、调研统计1项。"
        "意见建议为清理1项、保留2项、优化1项。列入整改清单2项，已整改完成1项。",
        "建立审批报备制度情况": "列入社会事务进校园白名单1项。",
    }
    assert found.sources == ("附件2", "附件3", "附件7")


def test_what_is_not_known_is_not_said(campaign):
    assert carried(campaign, "a4", form("a1", unit="红旗区", rows=[{"person": "甲"}])) == NOTHING
    assert carried(campaign, "a4", problems()).paragraphs == {"问题排查整改情况": "共摸排问题0项。"}


def test_of_several_versions_the_one_that_counts_is_carried(campaign):
    old = source("旧.xlsx", problems(("二", "旧事项", "清理"), reported="2024-06-10"))
    new = source("更正.xlsx", problems(("二", "新事项", "清理"), reported="2024-06-11"))
    typed = typed_by_unit((new, old), ())
    assert [row["matter"] for row in carry(typed["红旗区"], campaign.attachment("a3"), campaign).rows] == ["新事项"]


def test_documents_that_go_with_the_list_of_documents_stand_in_it(campaign):
    """The earliest first, each under the unit's own name; the notice itself is no document of the unit's."""
    letters = (
        Letter("关于精简报表的通知", "红旗区教育体育局", "红旗教体〔2022〕18号", date(2022, 5, 6)),
        Letter("若干措施", "", "红旗教组〔2021〕3号", None),
        Letter("关于开展专项整治的通知", "市委教育工作领导小组秘书组", "新教领秘〔2024〕2号", date(2024, 6, 1)),
        Letter("关于减负的意见", "红旗区教育局", "", date(2020, 1, 2)),
    )
    typed = typed_by_unit((source("表.xlsx", FOUR),), ())["红旗区"]
    begun = carry(typed, campaign.attachment("a6"), campaign, unit="红旗区", letters=letters)
    assert (begun.sources, begun.attached, begun.taken_from) == (("附件2",), 3, "已填的附件2、附上的文件")
    assert begun.rows == (
        {"region": "红旗区", "matter": "关于减负的意见", "body": "红旗区教育局", "issued_on": "2020-01-02"},
        {
            "region": "红旗区",
            "matter": "关于精简报表的通知",
            "body": "红旗区教育体育局",
            "document_number": "红旗教体〔2022〕18号",
            "issued_on": "2022-05-06",
        },
        {"region": "红旗区", "matter": "若干措施", "document_number": "红旗教组〔2021〕3号"},
    )
    assert carry(typed, campaign.attachment("a1"), campaign, letters=letters).rows == ()
