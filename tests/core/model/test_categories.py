import time

import pytest
from made.forms import shipped

from jianfu_cli.core.model.categories import Categories, Category

CATEGORIES = shipped().category_names
ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT = CATEGORIES.names


@pytest.mark.parametrize(
    "template", ["{0}", "（{0}）", "({0})", "( {0} )", "类别{0}", "第{0}类", "{0}、", "{0}.", "{0}．"]
)
def test_numbers(template):
    for place, name in enumerate(CATEGORIES.names):
        assert CATEGORIES.find(template.format("一二三四五六七八"[place])) == name
        assert CATEGORIES.find(template.format(place + 1)) == name
    assert [CATEGORIES.find(sign) for sign in "①②③④⑤⑥⑦⑧"] == list(CATEGORIES.names)
    assert [CATEGORIES.find(sign) for sign in "㈠㈡㈢㈣㈤㈥㈦㈧"] == list(CATEGORIES.names)


@pytest.mark.parametrize(
    "template",
    ["{1}", "（{0}）{1}", "{0}、{1}", "{0} {1}", "{2}.{1}", "{2}、{1}", "{1}（{0}）", "在{1}方面", "（{1}）"],
)
def test_names_with_their_numbers(template):
    for place, category in enumerate(shipped().categories):
        for name in (category.name, *category.variants):
            assert CATEGORIES.find(template.format(category.number, name, place + 1)) == category.name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("社会事务", TWO),
        ("城市创优评先和街道社区", SEVEN),  # cut short
        ("（七）城市创优评先和街道社区", SEVEN),
        ("抽调借用中小学", FIVE),
        ("监督检查评比", ONE),
        ("督查检查评比考核", ONE),
        ("督查检查评比考核(含创建)", ONE),
        ("统筹规范督查检查评比考核", ONE),
        ("督评考创工作", ONE),
        ("督查，检查，考核", ONE),
        ("报表填写，调研统计", FOUR),
        ("报表填写 调研统计", FOUR),
        ("报表填写与调研统计", FOUR),
        ("（四）报表填写、调研统计。", FOUR),
        ("文件、会议", THREE),
        ("社会事务\n进校园", TWO),
        ("社会事务进校园（宣传活动）", TWO),
        ("其它", EIGHT),
    ],
)
def test_other_wordings(written, name):
    assert CATEGORIES.find(written) == name
    assert CATEGORIES.find_several(written) == ()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "值班",  # might be 六, is no name of it: suggested, not taken
        "九",
        "0",
        "12",
        "2024",
        "一、社会事务进校园",
        "（二）文件和会议",
        "3.社会事务",
        "社会事务进校园（三）",
        "（一）（二）",
        "①②",
        "教师负担",
    ],
)
def test_no_single_category(written):
    assert CATEGORIES.find(written) is None


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("社会事务进校园、文件和会议", (TWO, THREE)),
        ("社会事务进校园；文件和会议", (TWO, THREE)),
        ("社会事务进校园/文件和会议", (TWO, THREE)),
        ("社会事务进校园\n文件和会议", (TWO, THREE)),
        ("社会事务进校园 文件和会议", (TWO, THREE)),
        ("社会事务进校园和文件和会议", (TWO, THREE)),
        ("报表填写、调研统计、其他", (FOUR, EIGHT)),
        ("其他、报表填写、调研统计", (EIGHT, FOUR)),
        ("（一）（二）", (ONE, TWO)),
        ("①②", (ONE, TWO)),
        ("㈠、㈡", (ONE, TWO)),
        ("二、三", (TWO, THREE)),
        ("2,3，5", (TWO, THREE, FIVE)),
        ("二和三", (TWO, THREE)),
        ("（一）监督检查评比考核（二）社会事务进校园", (ONE, TWO)),
        ("一、监督检查评比考核 二、社会事务进校园", (ONE, TWO)),
        ("1.监督检查；2.社会事务", (ONE, TWO)),
        ("校园值班值守、城市创优评先和街道社区事务", (SIX, SEVEN)),
        ("社会事务进校园、社会事务", ()),
        ("二、二", ()),
        ("一、社会事务进校园", ()),
        ("社会事务进校园、教师负担", ()),
        ("文件和会议", ()),
        ("", ()),
    ],
)
def test_several_categories_in_one_cell(written, names):
    assert CATEGORIES.find_several(written) == names


def test_nearest_is_only_a_suggestion():
    assert CATEGORIES.nearest("值班") == SIX
    assert CATEGORIES.nearest("社会事物进校园") == TWO
    assert CATEGORIES.nearest("乙") is None


def test_a_campaign_with_other_categories():
    own = Categories((Category(number="一", name="甲类和乙类"), Category(number="二", name="丙、丁")))
    assert own.find("甲类乙类") == own.find("1") == "甲类和乙类"
    assert own.find_several("甲类和乙类、丙、丁") == ("甲类和乙类", "丙、丁")
    assert own.find("三") is None


@pytest.mark.parametrize("hostile", ["社会事务、" * 6_000, "一、" * 99, "（一）" * 60, "工作" * 15_000, "二" * 30_000])
def test_long_text_is_no_labour(hostile):
    began = time.perf_counter()
    for ask in (CATEGORIES.find, CATEGORIES.find_several, CATEGORIES.nearest):
        ask(hostile)
    assert time.perf_counter() - began < 0.5
