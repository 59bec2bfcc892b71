import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.counted import grows_no_faster_than_rows
from made.forms import shipped

from jianfu_cli.core.matters import matching
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.budget import MOST_CANDIDATES
from jianfu_cli.core.matters.demands import PUBLICITY
from jianfu_cli.core.matters.matching import (
    ALIKE,
    REWORDED,
    SAME,
    UNDECIDED,
    Matched,
    one_matter,
)
from jianfu_cli.core.matters.names import MatterName, Wording, Words, matter_key

KNOWN = Words([["反诈", "电信网络诈骗"], ["溺水"], ["普法", "法治"]])


def likeness(one, other, words=KNOWN):
    return matching.likeness(one, other, words)


def MatterIndex(named):  # noqa: N802 -- as the tests read
    return matching.MatterIndex(named, KNOWN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("防溺水宣传进校园", "“防溺水”宣传"),
        ("防溺水宣传进校园活动", "2024年防溺水宣传工作"),
        ("关于开展防溺水宣传的工作", "防溺水 宣传"),
        ("“法润心田 护航成长”法治宣传", "法润心田护航成长法治宣传活动"),
        ("“‘科学与中国’院士专家进校园”", "“科学与中国”院士专家进校园活动"),
        ("“红领巾公益课堂”暨流动少年宫进学校活动", "红领巾公益课堂暨流动少年宫"),
        ("少年硅谷——全国青少年人工智能成果展示", "少年硅谷：全国青少年人工智能成果展示"),
        ("《宪法》学习宣传", "宪法学习宣传（系列活动）"),
        ("全国文明城市创建", "全国文明城市创建任务进校园"),
        ("2023—2024学年体质监测", "体质监测"),
        ("全县中小学教师信息库建设", "教师信息库建设"),
        ("中小学生防近视宣传", "学生防近视宣传"),
        ("ＡＰＰ推广", "app推广"),
    ],
)
def test_the_same_but_for_marks_years_and_fillers(one, other):
    assert likeness(one, other) == likeness(other, one) == SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("防溺水宣传", "防溺水宣传教育进校园"),
        ("防溺水安全教育", "防溺水宣传"),
        ("碘盐食用率统计", "统计碘盐食用率"),
        ("点赞投票类任务", "点赞投票"),
        ("文明城市创建任务进校园", "创建文明城市"),
        ("语音打卡读课本", "语音打卡读课本子"),
        ("生活垃圾分类进校园活动", "生活垃圾分类宣传"),
        ("全国青少年人工智能教育成果展示大赛", "全国青少年人工智能教育成果展示"),
        ("禁毒知识竞赛答题", "禁毒知识竞赛线上答题活动"),
        ("禁毒知识竞赛", "关于禁毒知识竞赛的整改"),
        ("月报", "取消月报"),
        ("我是小小消防志愿宣传员消防宣传", "我是小小消防志原宣传员消防宣传"),  # a slip in a long name
    ],
)
def test_alike_in_other_words(one, other):
    assert ALIKE <= likeness(one, other) == likeness(other, one) < SAME


@pytest.mark.parametrize(
    ("listing", "parts"),
    [
        ("反诈、普法、防溺水、消防等宣传任务", ["防溺水宣传", "消防宣传进校园", "反诈宣传活动", "防溺水"]),
        ("爱国主义教育、国防教育、国家版图意识、理论宣传教育进校园", ["国防教育进校园", "国家版图意识宣传"]),
        ("交通、消防安全检查", ["交通安全检查", "消防安全检查"]),
        ("巡河护林、创城庆典、汇演展览", ["创城庆典活动"]),
        ("强制关注公众号、下载政务APP、网络答题", ["下载政务app", "强制关注公众号"]),
        ("“红领巾公益课堂”暨流动少年宫进学校活动", ["流动少年宫"]),
    ],
)
def test_one_row_names_several(listing, parts):
    assert {part: likeness(part, listing) for part in parts} == dict.fromkeys(parts, ALIKE)
    assert {part: likeness(listing, part) for part in parts} == dict.fromkeys(parts, ALIKE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # one word apart, and it is the word that matters
        ("校园食品安全检查", "校园药品安全检查"),
        ("禁毒知识竞赛答题", "禁烟知识竞赛答题"),
        ("国家安全教育宣传", "国防安全教育宣传"),
        ("镇政府摊派征缴医保", "镇政府摊派征缴社保"),
        ("卫生城市创建", "文明城市创建"),
        ("代催缴水费", "代催缴电费"),
        ("反诈宣传", "反邪宣传"),
        # season, term, level, place, number
        ("春季开学检查", "秋季开学检查"),
        ("上半年安全督查", "下半年安全督查"),
        ("寒假防溺水安全宣传", "暑假防溺水安全宣传"),
        ("第一学期校园安全检查", "第二学期校园安全检查"),
        ("三月学雷锋", "五月学雷锋"),
        ("第3次普查统计", "第4次普查统计"),
        ("全国文明城市创建", "全省文明城市创建"),
        ("市级优秀班主任评选", "县级优秀班主任评选"),
        ("校外培训机构检查", "校内培训机构检查"),
        ("线上安全答题活动", "线下安全答题活动"),
        ("不文明行为整治", "文明行为整治"),
        # whom it is asked of
        ("小学生体质监测统计", "初中生体质监测统计"),
        ("教师信息库填报", "学生信息库填报"),
        ("幼儿园食品安全检查", "高中食品安全检查"),
        # one subject, another demand; one demand, another subject
        ("食品安全检查", "食品安全宣传"),
        ("公众号推文制作", "公众号点赞投票"),
        ("上街执勤", "护学执勤"),
        ("碘盐食用率统计", "信教情况等统计"),
        ("科普专题教育进校园", "安全教育进校园"),
        ("传统文化进校园", "中医药文化进校园"),
        ("全国青少年人工智能创新挑战赛", "全国青少年无人机大赛"),
        ("反诈、普法、防溺水、消防等宣传任务", "交通安全宣传"),
        # nothing but fillers, or nothing
        ("活动", "工作"),
        ("", ""),
        ("", "活动"),
    ],
)
def test_never_by_wild_guess(one, other):
    assert likeness(one, other) == likeness(other, one) == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_knows_no_order_and_a_name_is_its_own(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == (SAME if matter_key(one) else 0)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("文明城市检查", "城市文明检查", 95),  # the same characters
        ("濒危野生动物植物保护检查", "濒危野生动物值物保护检查", 90),  # one slip in ten
        ("濒危野生动植物保护检查", "濒危野生动值物保护检查", 0),  # one in nine
        ("文明城市检查", "文明大城市检查", 89),  # a word more
        ("文明城市检查", "文明新区城市检查", 85),  # half as long again
        ("文明城市检查", "文明新老区城市检查", 0),  # and more
        ("护学岗检查", "护学小岗检查", 0),  # too short to have a word more
        ("护学岗", "护学岗亭", 0),
    ],
)
def test_thresholds_of_what_is_one_subject(one, other, score):
    assert round(likeness(one, other)) == round(likeness(other, one)) == score


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("文明城市", "文明大城市", True),
        ("文明城市", "文明城市群", False),  # a word at the very end is another thing
        ("文明城市检查", "文明城市群检查", True),  # where something is asked the subject does not end the name
    ],
)
def test_a_word_more_may_not_stand_last_where_nothing_is_asked(one, other, alike):
    assert bool(likeness(one, other)) is bool(likeness(other, one)) is alike


@pytest.mark.parametrize(
    ("part", "listing", "score"),
    [
        ("消防宣传", "交通、消防等公益内容宣传", ALIKE),  # what follows 等 is no part
        ("水电", "水电、燃气宣传", ALIKE),
        ("水", "水、电宣传", 0),  # one character is no matter
        ("普法宣传", "反诈、普法、消防等知识答题", ALIKE),  # 普法 by itself asks for publicity
        ("普法答题", "反诈、普法、消防等知识答题", ALIKE),
        ("普法检查", "反诈、普法、消防等知识答题", 0),
    ],
)
def test_parts_of_a_listing(part, listing, score):
    assert likeness(part, listing) == likeness(listing, part) == score
    found = Matched(0, score) if score else None
    assert MatterIndex([(listing, "")]).best(part, "") == MatterIndex([(part, "")]).best(listing, "") == found


def test_wordings_without_a_subject_are_of_no_one_matter():
    nothing = Wording("", PUBLICITY, (), ("", "", "", ""))
    assert one_matter(nothing, nothing) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("反诈宣传", "防范电信网络诈骗宣传教育"),
        ("珍爱生命 远离溺水", "防溺水宣传"),
        ("普法宣传", "法治教育进校园"),
        ("催缴水费", "代为催缴水费"),
        ("戏曲进校园", "戏曲文化进校园演出"),
        ("传统文化进校园", "中华优秀传统文化进校园"),
        ("法治进校园（法治宣讲、法治副校长等）", "法治宣传教育"),
        ("2024年防溺水宣传", "防溺水宣传"),
    ],
)
def test_words_of_one_meaning_are_one(one, other):
    assert likeness(one, other) == likeness(other, one) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年安全检查", "2024年安全检查"),
        ("传统文化进校园（书法、戏曲、非遗）", "戏曲进校园"),
        ("网络法治教育", "法治教育"),
        ("第四次经济普查", "第五次全国经济普查"),
        ("人口普查", "经济普查"),
    ],
)
def test_what_other_words_and_years_tell_apart(one, other):
    assert likeness(one, other) == likeness(other, one) == 0


@pytest.mark.parametrize(
    ("name", "named", "place"),
    [
        ("上半年安全检查", ["食品卫生检查", "下半年安全检查"], 1),
        ("2023年安全检查", ["2024年安全检查"], 0),
        ("催缴水费", ["催缴城区水费"], 0),
        ("文明城市检查", ["文明新老区城市检查"], 0),  # 9 of 13 … and 60 is enough
        ("防溺水宣传", ["防汛宣传", "禁毒宣传"], None),
        ("食品安全检查", ["药品安全检查"], None),
    ],
)
def test_what_comes_near_is_for_a_person_to_look_at(name, named, place):
    found = MatterIndex([(other, "") for other in named]).nearest(name)
    assert (found and found.place) == place


@pytest.mark.parametrize(("other", "near"), [("甲乙丙丁戊", True), ("甲乙丙丁戊己", False)])
def test_near_is_three_fifths_of_the_subject(other, near):
    assert bool(MatterIndex([(f"{other}检查", "")]).nearest("甲乙丙子丑检查")) is near  # 6 of 10, 6 of 11


NAMED = [("防溺水宣传", "水利局"), ("防溺水宣传", "应急局"), ("防溺水宣传教育", "教体局"), ("禁毒宣传", "公安局")]


@pytest.mark.parametrize(
    ("name", "body", "found"),
    [
        ("防溺水宣传进校园", "应急局", Matched(1, SAME)),
        ("防溺水宣传进校园", "妇联", Matched(0, SAME)),  # the first of equals
        ("防溺水宣传教育", "水利局", Matched(2, SAME)),  # the likest, whoever asks
        ("禁毒、防艾宣传", "卫健委", Matched(3, ALIKE)),
        ("防艾宣传", "卫健委", None),
        ("", "水利局", None),
    ],
)
def test_the_likest_of_several_then_that_of_the_same_body_then_the_first(name, body, found):
    assert MatterIndex(NAMED).best(name, body) == found


def test_nothing_is_found_among_nothing():
    assert MatterIndex([]).best("防溺水宣传", "水利局") is None


def test_of_two_alike_the_body_decides():
    named = [("防溺水宣传教育", "水利局"), ("防溺水宣传教育", "应急局")]
    found = MatterIndex(named).best("防溺水宣传", "应急局")
    assert found is not None
    assert (found.place, found.score < SAME) == (1, True)


WORDS = st.sampled_from(
    [*"防溺水、消禁毒等", "宣传", "进校园", "检查", "春季", "全国", "第二届", "学生", "教师", "安全教育"]
)
NAMES = st.lists(WORDS, max_size=6).map("".join)


@given(st.lists(NAMES, max_size=12), NAMES)
def test_the_best_of_the_candidates_is_the_best_of_all(named, name):
    best = max((likeness(name, other) for other in named), default=0)
    found = MatterIndex([(other, "") for other in named]).best(name, "")
    assert (found.score if found else 0) == best


@pytest.mark.parametrize(
    ("named", "place"),
    [
        (["文明新区城市检查", "文明大城市检查", "城市文明检查"], 2),
        (["城市文明检查", "文明大城市检查"], 0),
        (["文明新区城市检查", "文明大城市检查"], 1),
        (["文明大城市检查", "文明小城市检查"], 0),  # of equals the first
        (["禁毒检查", "文明、卫生城市检查", "文明大城市检查"], 2),
    ],
)
def test_the_most_alike_wins_and_ties_go_by_first_row(named, place):
    found = MatterIndex([(name, "甲局") for name in named]).best("文明城市检查", "乙局")
    assert found is not None
    assert found.place == place


def test_among_the_most_alike_the_same_body_wins_but_never_over_one_more_alike():
    named = [("城市文明检查", "甲局"), ("市城文明检查", "乙局"), ("文明大城市检查", "丙局")]
    best = MatterIndex(named).best
    assert best("文明城市检查", "乙局") == Matched(1, REWORDED)
    assert best("文明城市检查", "丙局") == Matched(0, REWORDED)


def test_a_row_that_only_spells_the_listing_together_lists_nothing():
    named = [("反诈普法宣传", "甲局"), ("反诈、普法宣传", "乙局")]
    assert MatterIndex(named).best("普法宣传", "甲局") == Matched(1, ALIKE)
    assert MatterIndex(named[::-1]).best("普法宣传", "甲局") == Matched(0, ALIKE)


@given(st.lists(NAMES, unique_by=matter_key, max_size=12), NAMES, st.randoms())
def test_the_order_of_the_rows_does_not_change_how_alike_the_best_is(named, name, chance):
    turned = chance.sample(named, len(named))
    here, there = (MatterIndex([(other, "") for other in those]).best(name, "") for those in (named, turned))
    assert (here and here.score) == (there and there.score)
    assert here is None or likeness(name, turned[there.place]) == likeness(name, named[here.place])


DIGITS = "天地玄黄宇宙洪荒日月"
CROWD = [(f"校园文体设施检查{one}{other}", f"{one}局") for one in DIGITS for other in f"{DIGITS}盈"]


def test_what_resembles_too_many_is_undecided_but_never_what_bears_the_same_name():
    assert len(CROWD) > MOST_CANDIDATES
    index = MatterIndex(CROWD)
    assert index.best("校园文体设施检查龙凤", "天局") is UNDECIDED
    assert index.best("校园文体设施检查天盈", "天局") == Matched(10, SAME)
    assert index.best("食品卫生知识竞赛", "天局") is None
    assert MatterIndex(CROWD[:MOST_CANDIDATES]).best("校园文体设施检查龙凤", "天局") is not UNDECIDED


def test_matters_of_one_unit_are_undecided_by_themselves():
    others = [*(MatterName(name, body, "甲县") for name, body in CROWD), MatterName("防溺水宣传", "某局", "乙县")]
    asked = [MatterName(name, "某局", unit) for unit in ("甲县", "乙县") for name in ("校园文体设施检查龙凤", "防溺水")]
    assert list(matching.same_matters(asked, others, KNOWN, Bodies.of(shipped().roster))) == [
        UNDECIDED,
        None,
        None,
        Matched(len(CROWD), REWORDED),
    ]


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ([("2023年安全检查", "教育局"), ("2024年安全检查", "教育局")], 1),
        ([("2023年安全检查", "教育局"), ("安全检查", "公安局")], 1),
        ([("2023年安全检查", "教育局"), ("2023—2024年安全检查", "公安局")], 1),
        ([("2023年安全检查", "公安局"), ("2024年安全检查", "公安局"), ("安全检查", "教育局")], 2),
        ([("2023年安全检查", "教育局")], None),
    ],
)
def test_of_one_body_what_is_of_the_same_year_is_meant(named, place):
    found = MatterIndex(named).best("2024年安全检查", "教育局")
    assert (found and found.place) == place


def test_one_matter_of_very_many_bodies_costs_as_much_as_there_are():
    def check(count):
        index = MatterIndex([("防溺水宣传", f"第{nth}中学") for nth in range(count)])
        return lambda: [index.best("防溺水宣传", f"第{nth}小学") for nth in range(count)]

    assert grows_no_faster_than_rows(check, 100)
