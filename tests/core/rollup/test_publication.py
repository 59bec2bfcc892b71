import pytest
from made.forms import with_fields
from made.rollups import AS_OF, campaign, make_file, make_form

from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist


def rolled(*forms):
    return roll_up([make_file(f"{nth}.xlsx", form) for nth, form in enumerate(forms)], [], campaign(), AS_OF)


def listed(matter, **more):
    return {"matter": matter, "body": "某局", **more}


def office(hotline="", email="", name="某局"):
    private = {"person": "张某某", "mobile": "13000000000", "wechat": "shili", "office_phone": "0373-0000009"}
    return {"organisation": name, "hotline": hotline, "complaints_email": email, **private}


def test_whitelist_is_merged_by_level_the_city_first():
    whitelist = public_whitelist(
        rolled(
            make_form("a7", "卫滨区", [listed("丙")]),
            make_form("a7", "红旗区", [listed("乙"), listed("丁")]),
            make_form("a7", "市公安局", [listed("戊")]),
            make_form("a7", "市本级", [listed("甲")]),
            make_form("a7", "外来单位", [listed("己")]),
        )
    )
    assert whitelist.title == "新乡市2024年社会事务进校园白名单"
    named = [(level.name, [row[0] for row in level.rows]) for level in whitelist.levels]
    assert named == [("市本级", ["甲", "戊"]), ("红旗区", ["乙", "丁"]), ("卫滨区", ["丙"])]
    assert (whitelist.total, whitelist.withheld) == (5, (("外来单位", 1),))


def test_whitelist_has_the_public_columns_only():
    row = listed("甲", remark="只给科室看", content="联系人：张某某 13000000000", 另一列="内部")
    whitelist = public_whitelist(rolled(make_form("a7", "红旗区", [row], extra=["另一列"])))
    assert whitelist.headings == (
        "活动名称", "实施单位", "开展依据", "开展时间", "开展地点", "实施范围", "活动主要内容", "开展形式", "验收方式",
    )  # fmt: skip
    (published,) = whitelist.levels[0].rows
    assert published[6] == "〔姓名略〕 〔手机号码略〕"
    assert not {"只给科室看", "内部"} & set(published)


@pytest.mark.parametrize(
    ("written", "emails"),
    [("jb@example。cn", ["jb@example.cn"]), ("ｊｂ@example .cn", ["jb@example.cn"]), ("jb#example.cn", [])],
)
def test_an_address_is_mended_where_there_is_no_doubt(written, emails):
    found = complaint_channels(rolled(make_form("a1", "红旗区", [office("12345", written)])))
    assert list(found.channels[0].emails) == emails
    assert bool(found.withheld) is not bool(emails)


def test_channels_are_hotlines_and_emails_of_offices():
    rows = [
        office("0373-0000001、12345", "a@example.cn"),
        office("12345", "b@example.cn"),
        office("12345", name="乙局"),
    ]
    found = complaint_channels(rolled(make_form("a1", "红旗区", rows)))
    assert [(one.office, one.hotlines, one.emails) for one in found.channels] == [
        ("某局", ("0373-0000001", "12345"), ("a@example.cn", "b@example.cn")),
        ("乙局", ("12345",), ()),
    ]
    assert found.withheld == ()


def test_a_mobile_number_typed_as_hotline_is_left_out_and_said():
    rows = [office("张某某 13000000001", "13000000002@example.cn"), office("请来电", "没有", name="乙局")]
    found = complaint_channels(rolled(make_form("a1", "红旗区", rows)))
    assert found.channels == ()
    assert [why for _, why in found.withheld] == [
        "投诉举报热线（是手机号码）", "投诉举报邮箱（含手机号码）", "投诉举报热线（不像电话号码）", "投诉举报邮箱（邮箱地址格式不正确）",
    ]  # fmt: skip
    assert "13000000001" not in repr(found)


def test_nothing_filed_gives_nothing_to_publish():
    empty = rolled(make_form("a2", "红旗区"))
    assert (public_whitelist(empty).levels, complaint_channels(empty).channels) == ((), ())


def test_what_may_be_another_table_is_merged_and_not_published():
    doubtful = [
        with_fields(make_form("a7", "红旗区", [listed("文艺汇演")]), sure=False),
        with_fields(make_form("a1", "红旗区", [office(hotline="0373-3050001")]), sure=False),
    ]
    roll_up = rolled(*doubtful, make_form("a7", "卫滨区", [listed("甲")]))
    assert [row.unit for row in roll_up.table(FormRole.WHITELIST).rows] == ["红旗区", "卫滨区"]
    whitelist = public_whitelist(roll_up)
    assert [level.name for level in whitelist.levels] == ["卫滨区"]
    assert whitelist.unsure == (("红旗区", 1),)
    channels = complaint_channels(roll_up)
    assert (channels.channels, [unit for unit, _ in channels.withheld]) == ((), ["红旗区"])


@pytest.mark.parametrize(
    ("unit", "written", "published"),
    [
        ("市应急管理局", "市应急局、市公安局", "新乡市应急管理局、新乡市公安局"),
        ("市本级", "市卫健委;团市委", "新乡市卫生健康委员会;共青团新乡市委员会"),
        ("红旗区", "市科协", "新乡市科学技术协会"),
        ("红旗区", "区教育局", "区教育局"),
        ("红旗区", "公安局", "公安局"),  # the county's own, as it says
        ("长垣市", "市公安局", "市公安局"),  # its own too
        ("卫滨区", "卫滨区教育局", "卫滨区教育局"),  # a body of the county, not the county
        ("红旗区", "某协会", "某协会"),
    ],
)
def test_bodies_are_published_by_their_full_names(unit, written, published):
    whitelist = public_whitelist(rolled(make_form("a7", unit, [listed("甲", body=written)])))
    assert whitelist.levels[0].rows[0][1] == published


def test_open_data_is_one_table_numbered_through():
    forms = make_form("a7", "红旗区", [listed("甲"), listed("乙")]), make_form("a7", "卫滨区", [listed("丙")])
    headings, rows = public_whitelist(rolled(*forms)).as_table
    assert headings[:3] == ("序号", "公布单位", "活动名称")
    assert [row[:3] for row in rows] == [("1", "红旗区", "甲"), ("2", "红旗区", "乙"), ("3", "卫滨区", "丙")]
    channels = complaint_channels(rolled(make_form("a1", "市科协", [office("12345、12346", name="")])))
    assert channels.as_table[1] == [("1", "新乡市科学技术协会", "12345、12346", "")]
