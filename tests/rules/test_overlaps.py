import pytest
from made.counted import crowd, grows_no_faster_than_rows
from made.one_unit import not_over_all, over_all, table

from jianfu_cli.core.matters.budget import MOST_CANDIDATES


def asked(matter, body=""):
    return {"matter": matter, "body": body}


def overlapping(*files):
    return over_all(*files, only=("JF801",))


def test_jf801_one_matter_of_several_bodies_stands_on_its_first_row():
    [finding] = overlapping(
        table("a2", asked("反诈宣传进校园", "市公安局"), unit="市公安局"),
        table("a2", asked("禁毒宣传", "市司法局"), asked("“反诈”宣传", "市司法局"), unit="市司法局"),
        table("a7", asked("冰雪运动", "县体育局"), asked("反诈宣传教育", "县团委"), unit="辉县市"),
    )
    # In order of the roster: counties before departments.
    assert finding.message == (
        "“反诈宣传教育”有 3 家分别布置：县团委（辉县市报）、市公安局（报的是“反诈宣传进校园”）、"
        "市司法局（报的是“‘反诈’宣传”）"
    )
    assert (finding.path, finding.sheet, finding.cell, finding.column) == ("辉县市/a7.xlsx", "Sheet1", "B6", "活动名称")
    assert (finding.severity, finding.unit, finding.attachment) == ("warning", "辉县市", "a7")


@pytest.mark.parametrize(
    ("units", "bodies", "found"),
    [
        (("市公安局", "市司法局"), ("", ""), 0),  # nobody is named
        (("市公安局", "市公安局"), ("市公安局", "市公安局"), 0),  # one body's matter on two of its forms
        (("红旗区", "卫滨区"), ("红旗区水利局", "区水利局"), 0),  # one department in each county
        (("红旗区", "卫滨区"), ("红旗区水利局", "区应急局"), 0),  # no school has it twice
        (("红旗区", "市公安局"), ("红旗区水利局", "市公安局"), 1),
        (("红旗区", "红旗区"), ("红旗区教育体育局", "红旗区教体局"), 0),
        (("红旗区", "红旗区"), ("区水利局", "区应急局"), 1),
        (("红旗区", "红旗区"), ("区水利局、区应急局", "区应急局"), 0),  # asked together, listed twice
    ],
)
def test_jf801_needs_two_parties(units, bodies, found):
    files = [
        table(attachment, asked("防溺水宣传", body), unit=unit)
        for attachment, unit, body in zip(("a2", "a7"), units, bodies, strict=True)
    ]
    assert len(overlapping(*files)) == found


@pytest.mark.parametrize(
    ("merged", "found"),
    [
        ((), 1),
        (("B5:B6",), 0),
        (("A5:A6", "B5:C6"), 0),
        (("C5:C6",), 1),  # what is merged is not the name
        (("B6:B7",), 1),
    ],
)
def test_jf801_who_stands_under_one_merged_name_asks_together(merged, found):
    rows = asked("防溺水宣传", "区水利局"), asked("防溺水宣传", "区应急局"), asked("禁毒宣传", "区公安局")
    assert len(overlapping(table("a7", *rows, unit="红旗区", merged_cells=merged))) == found


def test_jf801_bodies_under_one_merged_name_are_one_party_beside_another():
    rows = asked("防溺水宣传", "区水利局"), asked("防溺水宣传", "区应急局")
    [finding] = overlapping(
        table("a7", *rows, unit="红旗区", merged_cells=("B5:B6",)),
        table("a2", asked("防溺水宣传", "区教体局"), unit="红旗区"),
    )
    assert "有 2 家单位布置" in finding.message


@pytest.mark.parametrize("other", ["禁毒宣传", "防火宣传", "防溺水巡查", ""])
def test_jf801_different_matters_do_not_overlap(other):
    rows = asked("防溺水宣传", "市公安局"), asked(other, "市司法局")
    files = [table("a2", row, unit=row["body"]) for row in rows]
    assert overlapping(*files) == []


def test_jf801_of_very_many_bodies_the_first_six_are_named():
    rows = [asked("防溺水宣传", f"第{letter}局") for letter in "甲乙丙丁戊己庚辛"]
    [finding] = overlapping(table("a2", *rows))
    assert finding.message.startswith("“防溺水宣传”在红旗区有 8 家单位布置：第甲局（附件2）、")
    assert "第己局" in finding.message
    assert "第庚局" not in finding.message
    assert finding.message.endswith("等 8 家")


def test_jf801_within_a_county_is_the_countys_own_to_settle():
    own = table("a2", asked("垃圾分类宣传", "县教体局")), table("a7", asked("垃圾分类进校园", "县城管局"))
    [finding] = overlapping(*own)
    assert finding.message == (
        "“垃圾分类宣传”在红旗区有 2 家单位布置：县教体局（附件2）、县城管局（附件7的“垃圾分类进校园”）"
    )
    assert finding.hint == "由红旗区自行协调：是同一件事的，明确一个牵头单位，合并开展；各表写成一致。"
    [city] = overlapping(*own, table("a2", asked("垃圾分类宣传", "市城管局"), unit="市城管局"))
    assert city.hint == "由市里协调，明确牵头单位，合并开展。"


def test_jf801_rectifications_are_no_second_asking():
    assert overlapping(table("a2", asked("甲事项", "甲局")), table("a3", asked("甲事项", "乙局"))) == []


def test_jf801_says_of_how_many_rows_the_names_are_too_many_and_too_alike():
    names = crowd("丂", MOST_CANDIDATES + 5)
    files = (
        table("a2", *(asked(name, "市公安局") for name in names), unit="市公安局"),
        table("a7", asked(names[0], "市司法局"), unit="市司法局"),
    )
    assert [finding.code for finding in overlapping(*files)] == ["JF801"]  # equal names are found all the same
    [said] = not_over_all(*files, only=("JF801",))
    assert (said.code, said.unit) == ("JF801", "")
    assert "有 4 行没有与其余各行逐一比较" in said.why


def test_jf801_costs_as_much_as_there_are_rows_not_their_square():
    def check(count):
        files = [
            table("a2", *(asked(name, f"市{nth}局") for nth, name in enumerate(crowd(first, count))), unit=unit)
            for unit, first in (("市公安局", "丂"), ("市司法局", "儀"))
        ]
        return lambda: overlapping(*files)

    assert grows_no_faster_than_rows(check, 100)


def test_jf801_of_one_matter_from_very_many_bodies_costs_as_much_as_there_are_rows():
    def check(count):
        rows = [asked("防溺水宣传", f"第{nth}中学、第{nth + 1}中学") for nth in range(count)]
        files = [table("a2", *rows, unit="市公安局"), table("a2", *rows, unit="封丘县")]
        return lambda: overlapping(*files)

    assert grows_no_faster_than_rows(check, 100)


def contacts(unit, hotline="", email="", **rest):
    return table(
        "a1", {"organisation": f"{unit}某局", "hotline": hotline, "complaints_email": email}, unit=unit, **rest
    )


def same_hotlines(*given):
    files = (contacts(unit, **channels) for unit, channels in given)
    return [(f.unit, f.cell, f.message) for f in over_all(*files, only=("JF802",))]


@pytest.mark.parametrize(
    "other",
    ["0373-2234567", "（0373）2234567", "03732234567", "0373 223 4567", "2234567", "＋86 373 2234567", "0373－2234567", "12345、0373-2234567"],
)  # fmt: skip
def test_jf802_one_hotline_of_two_units(other):
    found = same_hotlines(("市公安局", {"hotline": other}), ("红旗区", {"hotline": "0373-2234567"}))
    assert found == [
        ("红旗区", "H5", "投诉举报热线“0373-2234567”，市公安局填的也是它"),
        ("市公安局", "H5", f"投诉举报热线“{other}”，红旗区填的也是它"),
    ]


@pytest.mark.parametrize("other", ["JB@163.com", "jb@163。com", "a@b.cn；jb@163.com"])
def test_jf802_one_mailbox_of_two_units(other):
    found = same_hotlines(("红旗区", {"email": "jb@163.com"}), ("卫滨区", {"email": other}))
    assert found == [
        ("红旗区", "I5", "投诉举报邮箱“jb@163.com”，卫滨区填的也是它"),
        ("卫滨区", "I5", f"投诉举报邮箱“{other}”，红旗区填的也是它"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12345", "12345"),  # everybody's
        ("0373-12345", "12345"),
        ("0373-2234567", "0373-2234568"),
        ("0373-2234567-801", "0373-2234567-802"),
        ("", ""),
        ("见通知", "见通知"),
    ],
)
def test_jf802_stays_silent(one, other):
    assert same_hotlines(("红旗区", {"hotline": one}), ("卫滨区", {"hotline": other})) == []


def test_jf802_two_offices_of_one_unit_may_share_theirs():
    rows = [{"organisation": name, "hotline": "0373-2234567"} for name in ("教育局", "卫健委")]
    assert over_all(table("a1", *rows, unit="红旗区"), only=("JF802",)) == []


def test_jf802_of_three_units_is_said_to_each_once():
    found = same_hotlines(*((unit, {"hotline": "0373-2234567"}) for unit in ("辉县市", "红旗区", "卫滨区")))
    assert found == [
        ("红旗区", "H5", "投诉举报热线“0373-2234567”，卫滨区、辉县市填的也是它"),
        ("卫滨区", "H5", "投诉举报热线“0373-2234567”，红旗区、辉县市填的也是它"),
        ("辉县市", "H5", "投诉举报热线“0373-2234567”，红旗区、卫滨区填的也是它"),
    ]


@pytest.mark.parametrize(
    ("unit", "bodies", "hint"),
    [
        ("红旗区", ("市公安局", "市司法局"), "由市里协调"),
        ("红旗区", ("市公安局", "区司法局"), "由市里协调"),
        ("红旗区", ("省公安厅", "区司法局"), "由市里协调"),
        ("红旗区", ("区公安分局", "区司法局"), "由红旗区自行协调"),
        ("卫辉市", ("市公安局", "市司法局"), "由卫辉市自行协调"),
    ],
)
def test_jf801_what_the_citys_bodies_ask_of_a_county_the_county_cannot_settle(unit, bodies, hint):
    """市公安局 in a county's form is the city's; a county-level city calls its own so."""
    [finding] = overlapping(table("a2", *(asked("禁毒宣传", body) for body in bodies), unit=unit))
    assert finding.hint.startswith(hint)
