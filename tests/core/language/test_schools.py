import pytest

from jianfu_cli.core.language.schools import SchoolStage, read_schools, stages_of

P, J, S, K = SchoolStage.PRIMARY, SchoolStage.JUNIOR, SchoolStage.SENIOR, SchoolStage.KINDERGARTEN


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("红旗区第一小学、红旗区第二小学", ("红旗区第一小学", "红旗区第二小学")),
        ("市一中和市二中", ("市一中", "市二中")),
        ("1.市一中 2.市二中", ("市一中", "市二中")),
        ("第一小学，第二小学；第三小学", ("第一小学", "第二小学", "第三小学")),
        ("红旗区和平路小学", ("红旗区和平路小学",)),
        ("实验学校", ("实验学校",)),
        ("红旗区实验小学（四至六年级）", ("红旗区实验小学",)),
    ],
)
def test_schools_by_name(written, names):
    found = read_schools(written)
    assert (found.names, found.groups, found.open) == (names, (), False)


@pytest.mark.parametrize(
    ("written", "area", "stages", "wide"),
    [
        ("各中小学", "", {P, J, S}, False),
        ("全市小学", "", {P}, True),
        ("全市32所中小学", "", {P, J, S}, True),
        ("全市中小学（含幼儿园）", "", {P, J, S, K}, True),
        ("全市小学四至六年级学生", "", {P}, True),
        ("全市中小学生", "", {P, J, S}, True),
        ("全市义务教育阶段学校", "", {P, J}, True),
        ("红旗区各小学", "红旗区", {P}, False),
        ("卫辉市各初中", "卫辉市", {J}, False),
        ("新乡县中小学", "新乡县", {P, J, S}, False),
        ("辖区内中小学", "", {P, J, S}, False),
        ("所有学校", "", {P, J, S}, False),
    ],
)
def test_groups_of_schools(written, area, stages, wide):
    [group] = read_schools(written).groups
    assert (group.area, set(group.stages), group.city_wide, group.some) == (area, stages, wide, False)


@pytest.mark.parametrize("written", ["有关学校", "农村中小学", "试点学校", "部分小学", "市直各学校"])
def test_some_of_a_group_is_not_all_of_it(written):
    [group] = read_schools(written).groups
    assert group.some


def test_several_counties_share_what_the_last_of_them_says():
    assert [group.area for group in read_schools("红旗区、卫滨区各小学").groups] == ["红旗区", "卫滨区"]


def test_and_others_are_said():
    found = read_schools("市第一小学等5所学校")
    assert (found.names, found.open) == (("市第一小学",), True)


@pytest.mark.parametrize("written", ["", "无", "待定", "自愿报名"])
def test_nobody_is_no_school(written):
    assert read_schools(written).names == ()


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("和平小学", {P}),
        ("市一中", {J, S}),
        ("第一高级中学", {S}),
        ("新乡市一高", {S}),
        ("九年一贯制学校", {P, J}),
        ("实验学校", set()),
    ],
)
def test_the_name_of_a_school_says_its_stage_where_it_does(name, stages):
    assert stages_of(name) == stages
