"""Forms whose headings stand before their values: read as a row a card; other people's cards are no forms."""

from pathlib import Path

import pytest

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())
HEAD = ["专项整治相关信息统计表", "填报单位（盖章）：红旗区教育局 填报时间：2024年6月4日"]
CONTACTS = (
    "单位名称|红旗区教育局", "牵头负责部门|人事科", "负责人|某甲", "办公电话|0373-0000001", "手机号码|13000000001",
    "微信账号|", "投诉举报热线|12345", "投诉举报邮箱|a@example.cn",
)  # fmt: skip
READ = ["红旗区教育局", "人事科", "某甲", "0373-0000001", "13000000001", "", "12345", "a@example.cn"]


def read(*lines):
    grid = Grid("Sheet1", [line.split("|") for line in lines])
    return READER.forms([grid], Source("来件.xlsx", Path("来件.xlsx")))


def cells(form):
    return [list(row) for row in zip(*map(form.body.rows.column, range(len(form.body.columns))), strict=True)]


@pytest.mark.parametrize(
    "lines",
    [
        CONTACTS,
        [f"{left}|{right}" for left, right in zip(CONTACTS[::2], CONTACTS[1::2], strict=True)],
        ["单位名称：|红旗区教育局||", *CONTACTS[1:3], "联系方式|办公电话|0373-0000001", "|手机号码|13000000001", *CONTACTS[5:]],
        [*CONTACTS[:4], "", *CONTACTS[4:], "注：请如实填写。"],
    ],
    ids=["one a row", "two a row", "in groups", "lines between and below"],
)  # fmt: skip
def test_labels_before_their_values_are_a_row(lines):
    (form,) = read(*HEAD, *lines)
    assert (form.attachment, form.recognition.sure, form.place.addressed) == ("a1", True, False)
    assert (form.owner.unit, str(form.header.reported_on), cells(form)) == ("红旗区", "2024-06-04", [READ])


def test_cards_one_below_the_other_are_a_row_each_where_they_begin():
    def card(name, category):
        return (
            f"事项名称|{name}|问题类别|{category}", "牵头实施单位|区水利局|开展时间|5月", "实施范围|全区|开展形式|讲座",
            "活动主要内容|组织一次。|意见建议|清理",
        )  # fmt: skip

    (form,) = read("专项整治问题摸排清单", *card("护河", "社会事务进校园"), "", *card("例会", "文件和会议"))
    assert (form.texts("matter"), form.texts("category")) == (["护河", "例会"], ["社会事务进校园", "文件和会议"])
    assert list(form.body.rows.numbers) == [3, 7]


@pytest.mark.parametrize(
    "lines",
    [
        ("校车驾驶人信息登记表", "姓名|某甲|性别|男", "单位名称|某公司|负责人|某乙", "办公电话|1|手机号码|2", "微信账号|wx|邮箱|a"),
        ("校外活动审批表", "活动名称|春游|实施单位|一小", "开展时间|4月|开展地点|公园", "实施范围|三年级|活动内容|游览", "开展形式|集体"),
        (HEAD[0], *CONTACTS[:3]),
    ],
    ids=["another's", "another's, of like columns", "half a card"],
)  # fmt: skip
def test_what_is_no_card_of_ours(lines):
    assert [form.attachment for form in read(*lines) if form.recognition.sure] == []


def test_headings_of_two_rows_in_an_offices_own_words_are_no_card():
    rows = [f"{number}|红旗区|红旗区司法局|通知{number}|司〔2023〕{number}号|2023-02-0{number}|甲" for number in (1, 2)]
    (form,) = read(
        *("减轻教师负担文件目录", "填报单位：红旗区", "序号|县（市、区）|事项基本情况|||发文日期|上报科室"),
        *("||印发单位|文件名称|发文文号||", *rows),
    )
    assert (form.texts("matter"), form.texts("region")) == (["通知1", "通知2"], ["红旗区"] * 2)
    assert [column.heading for column in form.body.columns if not column.key] == ["上报科室"]
