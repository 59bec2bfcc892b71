import pytest

from jianfu_cli.core.matters.names import Words, matter_key

wording = Words(()).wording


@pytest.mark.parametrize(
    ("name", "subject", "demand"),
    [
        ("防溺水", "防溺水", "宣传"),  # what asks for nothing is publicity
        ("2024年“防溺水”宣传教育进校园活动", "防溺水", "宣传"),
        ("预防溺水安全教育", "防溺水", "宣传"),
        ("近视防控宣传教育月", "近视防", "宣传"),
        ("校园食品安全专项督查", "食品", "检查"),
        ("文明城市创建入户宣传", "文明城市入户", "宣传"),  # the last demand is the head of the name
        ("学校周边环境整治周报", "周边环境", "周报"),
        ("全国青少年禁毒知识大赛", "禁毒", "比赛"),
        ("教师节表彰", "教师节表彰", "宣传"),
        # Too little would be left.
        ("校园安全检查", "安全", "检查"),
        ("科普教育", "科普", "宣传"),
        ("学生", "学生", "宣传"),
        ("", "", "宣传"),
    ],
)
def test_what_a_name_is_about_and_what_it_asks(name, subject, demand):
    said = wording(name)
    assert (said.subject, said.demand) == (subject, demand)


@pytest.mark.parametrize(
    ("name", "telling", "scope"),
    [
        ("春季学期开学检查", ("春季",), ("", "", "", "")),
        ("初中第二学期期末测评", ("初中", "期末", "第二学"), ("", "", "", "")),
        ("第九届全国学生“学宪法 讲宪法”比赛", (), ("全国", "第九届", "", "pupils")),
        ("教师、青少年体检", (), ("", "", "", "teacherspupils")),
        ("“12·4”国家宪法日宣传", (), ("", "", "", "")),  # the date is in the name of the day
        ("2023—2024学年体质监测", (), ("", "", "", "")),
        ("禁毒知识线上竞赛", (), ("", "", "线上", "")),
    ],
)
def test_what_tells_a_name_from_its_like(name, telling, scope):
    said = wording(name)
    assert (said.telling, said.scope) == (telling, scope)


@pytest.mark.parametrize(
    ("rectified", "matter"),
    [
        ("关于禁毒知识竞赛的整改", "禁毒知识竞赛"),
        ("禁毒知识竞赛问题整改情况", "禁毒知识竞赛"),
        ("取消月报", "月报"),
        ("不再开展防溺水宣传", "防溺水宣传"),
        ("规范抽调借用教师", "抽调借用教师"),
        ("清理规范各类报表", "各类报表"),
        ("公众号点赞清理", "公众号点赞"),
    ],
)
def test_what_a_rectification_says_of_its_own_act_is_not_the_matter(rectified, matter):
    assert wording(rectified) == wording(matter)


@pytest.mark.parametrize(
    ("name", "kept"), [("规范化学校创建", "规范化"), ("规范汉字书写", "规范汉字书写"), ("整改", "整改")]
)
def test_but_something_must_be_left(name, kept):
    assert kept in wording(name).subject


def test_a_name_of_filler_words_only_is_its_own_key():
    assert (matter_key("活动"), matter_key("“12·4”"), matter_key("——")) == ("活动", "124", "")
