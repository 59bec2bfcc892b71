import pytest
from made.forms import form, source

from jianfu_cli.core.filings.versions import LATER_REASON, Use, versions

OLD = ("防溺水宣传", "反诈宣传", "普法答题", "垃圾分类打卡")


def sent(name, matters, *, day="2024-07-03", modified=0.0, sheet="Sheet1", attachment="a2", **rest):
    rows = [{"matter": matter} for matter in matters]
    filled = form(attachment, unit="红旗区", rows=rows, received=day, sheet=sheet, title=rest.pop("title", ""))
    return source(f"红旗区/{day}/{name}", filled, inbox_unit="红旗区", modified=modified, **rest)


def uses(*files):
    [found] = versions(files, ()).values()
    return {version.file.path.rpartition("/")[2]: version for version in found}


@pytest.mark.parametrize(
    ("name", "matters", "use", "doubtful"),
    [
        ("附件2（补充2项）.xlsx", ("禁毒知识竞赛", "消防演练"), Use.PART, True),
        ("附件2续报.xlsx", ("禁毒知识竞赛",), Use.PART, True),
        ("附件2-增补.xlsx", ("禁毒知识竞赛", "普法答题"), Use.PART, True),
        ("附件2 第二批.xlsx", ("禁毒知识竞赛",), Use.PART, True),
        ("附件2（第2部分）.xlsx", ("禁毒知识竞赛",), Use.PART, True),
        ("附件2补报3项.xlsx", ("禁毒知识竞赛",), Use.PART, True),
        ("附件2安全股.xlsx", ("禁毒知识竞赛", "消防演练"), Use.PART, True),
        ("附件2漏报事项.xlsx", ("禁毒知识竞赛",), Use.PART, True),
        ("附件2新.xlsx", (*OLD, "禁毒知识竞赛"), Use.COUNTS, False),
        ("附件2补充后.xlsx", (*OLD, "禁毒知识竞赛"), Use.COUNTS, True),
        ("附件2新.xlsx", OLD[:2], Use.COUNTS, True),
        ("附件2更正.xlsx", ("禁毒知识竞赛",), Use.COUNTS, True),
        ("附件2修改.xlsx", OLD, Use.COUNTS, False),
        ("附件2最终版.xlsx", ("甲", "乙", "丙", "丁"), Use.COUNTS, True),
        ("附件2重报.xlsx", (*OLD, "消防演练"), Use.COUNTS, False),
        ("附件2新.xlsx", ("防溺水宣传活动", "开展反诈宣传", "普法答题", "垃圾分类打卡"), Use.COUNTS, False),
    ],
)
def test_a_later_file_adds_or_replaces(name, matters, use, doubtful):
    found = uses(sent("附件2.xlsx", OLD), sent(name, matters, day="2024-07-05"))
    assert (found[name].use, found[name].compared.doubtful) == (use, doubtful)
    assert found["附件2.xlsx"].use is (Use.COUNTS if use is Use.PART else Use.SUPERSEDED)


@pytest.mark.parametrize(
    ("name", "void"),
    [
        ("附件2（作废）.xlsx", True), ("作废附件2.xlsx", True), ("附件2旧版.xlsx", True), ("附件2（旧）.xlsx", True), ("附件2-旧.xlsx", True),
        ("附件2勿用.xlsx", True), ("附件2（请勿使用）.xlsx", True), ("附件2不用.xlsx", True), ("附件2（无效）.xlsx", True), ("废弃/附件2.xlsx", True),
        ("附件2（更正，原表作废）.xlsx", False), ("附件2（以此为准，前一份作废）.xlsx", False), ("附件2旧城改造.xlsx", False), ("附件2新.xlsx", False),
        ("附件2（废止文件）.xlsx", False), ("附件2（不用盖章）.xlsx", False), ("附件2废弃物.xlsx", False), ("附件2作废文件目录.xlsx", False),
        ("附件2（不用了）.xlsx", True), ("附件2不再用.xlsx", True), ("不用/附件2.xlsx", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("day", ["2024-07-01", "2024-07-03", "2024-07-05"])
def test_what_its_name_calls_void_counts_beside_nothing_else(name, void, day):
    """Whenever it came: the one renamed by the clerk, or sent again to say which is meant."""
    used = [
        version
        for version in versions((sent("附件2.xlsx", OLD), sent(name, OLD[:2], day=day, modified=1)), ())["红旗区", "a2"]
        if version.counts
    ]
    counts = "附件2.xlsx" if void or day < "2024-07-03" else name
    assert [version.file.path for version in used] == [
        f"红旗区/{'2024-07-03' if counts == '附件2.xlsx' else day}/{counts}"
    ]
    if void:
        assert used[0].compared.because == "前一份的名称写明作废"


def test_the_title_says_so_as_well_as_the_name():
    later = sent("附件2.xlsx ", ("禁毒知识竞赛", "普法答题"), day="2024-07-05", title="专项整治问题摸排清单（补充）")
    assert uses(sent("附件2.xlsx", OLD), later)["附件2.xlsx "].use is Use.PART


def test_so_does_the_folder_it_lies_in():
    later = sent("补充材料/附件2.xlsx", (*OLD[:1], "禁毒知识竞赛"), day="2024-07-05")
    [found] = versions((sent("附件2.xlsx", OLD), later), ()).values()
    assert [version.use for version in found] == [Use.COUNTS, Use.PART]


@pytest.mark.parametrize(
    ("words", "use", "why"),
    [
        ("补充", Use.PART, "名称写明是补充"),
        ("更正", Use.COUNTS, "名称写明是更正"),
        ("补充 更正", Use.COUNTS, "以后收到的为准"),  # says both, and so nothing
        ("", Use.COUNTS, "以后收到的为准"),
    ],
)
def test_so_does_the_subject_of_the_mail_it_came_in(words, use, why):
    later = sent("附件2.xlsx", (*OLD[:1], "禁毒知识竞赛"), day="2024-07-05", mail_words=words)
    [found] = versions((sent("附件2.xlsx", OLD), later), ()).values()
    (last,) = [version for version in found if version.file is later]
    assert (last.use, last.compared.because) == (use, why)


def test_a_word_of_the_forms_own_title_tells_nothing():
    """Both names have it, so it does not tell one from the other."""
    found = uses(sent("新增事项清单.xlsx", OLD), sent("新增事项清单2.xlsx", OLD[:3], day="2024-07-05"))
    assert found["新增事项清单2.xlsx"].use is Use.COUNTS


def test_two_halves_of_one_day_are_parts_whichever_comes_first():
    halves = sent("甲股.xlsx", OLD[:2]), sent("乙股.xlsx", OLD[2:])
    for files in (halves, halves[::-1]):
        assert {version.use for version in uses(*files).values()} == {Use.COUNTS, Use.PART}


def test_files_of_one_archive_are_parts_and_nobody_asks_where_they_share_nothing():
    def member(name, matters):
        return sent(f"全县.zip!/{name}", matters, within=(name,))

    apart = uses(member("一中.xlsx", OLD[:2]), member("二中.xlsx", OLD[2:]))
    assert [version.counts for version in apart.values()] == [True, True]
    assert not any(version.compared and version.compared.doubtful for version in apart.values())
    sharing = uses(member("一中.xlsx", OLD[:3]), member("二中.xlsx", OLD[2:]))
    assert [version.counts for version in sharing.values()] == [True, True]
    assert any(version.compared and version.compared.doubtful for version in sharing.values())


def test_a_correction_after_a_supplement_replaces_both():
    files = (
        sent("附件2.xlsx", OLD),
        sent("补充.xlsx", ("禁毒知识竞赛",), day="2024-07-05"),
        sent("更正.xlsx", (*OLD, "禁毒知识竞赛"), day="2024-07-08"),
    )
    assert {name: version.counts for name, version in uses(*files).items()} == {
        "附件2.xlsx": False, "补充.xlsx": False, "更正.xlsx": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("again", "added"),
    [(("禁毒知识竞赛", "消防演练"), 0), (("禁毒知识竞赛", "消防演练", "控烟周报"), 1), (("禁毒知识竞赛",), 1)],
)
def test_a_supplement_sent_again_stands_in_the_place_of_itself(again, added):
    """Its rows must not count twice; one that lacks a matter of the first is another supplement."""
    first, supplement = sent("附件2.xlsx", OLD), sent("附件2补充.xlsx", ("禁毒知识竞赛", "消防演练"), day="2024-07-05")
    found = uses(first, supplement, sent("附件2补充（二）.xlsx", again, day="2024-07-06"))
    counted = [name for name, version in found.items() if version.counts]
    if len(again) == 1:
        assert counted == ["附件2.xlsx", "附件2补充.xlsx", "附件2补充（二）.xlsx"]
        return
    assert counted == ["附件2.xlsx", "附件2补充（二）.xlsx"]
    assert found["附件2补充.xlsx"].replaced_by.endswith("附件2补充（二）.xlsx")
    assert sum(len(one.forms[0].body.rows) for one in found.values() if one.counts) == len(OLD) + 2 + added


def test_forms_that_name_no_matter_replace_each_other():
    found = uses(
        sent("附件1.xlsx", ("",), attachment="a1"), sent("附件1新.xlsx", ("",), day="2024-07-05", attachment="a1")
    )
    assert [version.counts for version in found.values()] == [True, False]


def test_what_came_later_is_no_version_yet():
    files = sent("附件2.xlsx", OLD), sent("补充.xlsx", ("禁毒知识竞赛",), day="2024-07-05")
    [found] = versions(files, (), files[0].folder_date).values()
    assert [(version.use, version.why) for version in found] == [(Use.COUNTS, ""), (Use.LATER, LATER_REASON)]


def test_what_the_campaign_says_means_the_same_is_no_other_matter():
    """A later list under other words replaces the earlier one; without those words both would count."""
    old, new = (
        sent("附件2.xlsx", ("反诈宣传", "防溺水告知")),
        sent("附件2新.xlsx", ("电信网络诈骗宣传", "防溺亡告知"), day="2024-07-04"),
    )
    same_words = (("反诈", "电信网络诈骗"), ("溺水", "溺亡"))
    [known] = versions((old, new), same_words).values()
    assert [version.use for version in known] == [Use.COUNTS, Use.SUPERSEDED]
    assert known[0].compared.shared == 2
    [unknown] = versions((old, new), ()).values()
    assert [version.use for version in unknown] == [Use.COUNTS, Use.PART]
